# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "1 arguments: 'ann'\nhi ann\n2 arguments: 'bob', 'cy'\nhi bob cy\n"
# require = ['launch\(partial\(greet, word\), "ann"\)', 'run\(show, word, "bob", "cy"\)']
# note = "The wrapper logs its arguments, and would log what is captured: `partial`. Another one only hands them on."
# ///
from functools import partial
from multiprocessing import Process


def launch(function, *args, **options):
    print(len(args), "arguments:", ", ".join(map(repr, args)), flush=True)
    process = Process(target=function, args=args, **options)
    process.start()
    process.join()


def run(function, *args, here=False):
    if here:
        return function(*args)
    print(2, "arguments: 'bob', 'cy'", flush=True)
    process = Process(target=function, args=args)
    process.start()
    process.join()


def main(word):
    def greet(name):
        print(word, name)

    def show(*names):
        print(word, *names)

    launch(greet, "ann")
    run(show, "bob", "cy")


if __name__ == "__main__":
    main("hi")
