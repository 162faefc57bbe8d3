# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "start greet\nhi ann\n"
# forbid = ["partial"]
# note = "The wrapper has a slot: it gets the function itself, and reads its name."
# ///
from multiprocessing import Process


def spawn(function, *args):
    print("start", function.__name__)
    process = Process(target=function, args=args)
    process.start()
    process.join()


def main(word):
    def greet(name):
        print(word, name)

    spawn(greet, "ann")


if __name__ == "__main__":
    main("hi")
