# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "6\n"
# safe = false
# mentions = ["a doctest of this file calls `scaled`"]
# note = "The example in the docstring calls the function with the arguments that it has."
# ///
from multiprocessing import Process

settings = None


def scaled(number):
    """The number, as the settings have it.

    >>> globals()["settings"] = {"factor": 2}
    >>> scaled(2)
    4
    """
    print(settings["factor"] * number)


def main(number):
    global settings
    settings = {"factor": 3}
    process = Process(target=scaled, args=(number,))
    process.start()
    process.join()


if __name__ == "__main__":
    main(2)
