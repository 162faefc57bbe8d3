# /// case
# expect = "fix"
# codes = ["MP105"]
# safe = false
# stdout = "15\n"
# require = ['^def _work\(factor, x\):$', '^    work = in_process\(partial\(_work, factor\)\)$']
# note = "A nested function that its decorator sends gets a name of its own first, and is moved then."
# ///
from functools import partial, wraps
from multiprocessing import Process


def in_process(function):
    @wraps(function)
    def run(*args):
        process = Process(target=function, args=args)
        process.start()
        process.join()

    return run


def main():
    factor = 5

    @in_process
    def work(x):
        print(x * factor, flush=True)

    work(3)


if __name__ == "__main__":
    main()
