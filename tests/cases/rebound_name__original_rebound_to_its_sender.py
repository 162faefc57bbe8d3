# /// case
# expect = "fix"
# codes = ["MP105"]
# safe = false
# stdout = "6\n"
# require = ['^def _work\(x\):$', '^work = in_process\(_work\)$']
# note = "A function whose name is rebound to what sends it."
# ///
from multiprocessing import Process


def in_process(function):
    def run(*args):
        process = Process(target=function, args=args)
        process.start()
        process.join()

    return run


def work(x):
    print(x * 2, flush=True)


work = in_process(work)

if __name__ == "__main__":
    work(3)
