# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "first 6\n"
# note = "A wrapper hands on what it is given by keyword."
# ///
from multiprocessing import Process


def work(word, **options):
    print(word, options["scale"](2), flush=True)


def run(function, *arguments, **options):
    process = Process(target=function, args=arguments, kwargs=options)
    process.start()
    process.join()


def main(factor):
    run(work, "first", scale=lambda number: number * factor)


if __name__ == "__main__":
    main(3)
