# /// case
# expect = "fix"
# codes = ["MP105"]
# safe = false
# stdout = "job 7\n49\n"
# require = ['^    def _run\(self\):$', '^    run = isolated\(5\)\(_run\)$', '^    square = staticmethod\(isolated\(timeout=5\)\(_square\)\)$']
# note = "Methods that a decorator with arguments sends are bound in the body of their class."
# ///
import functools
import multiprocessing as mp


def isolated(timeout):
    def decorate(function):
        @functools.wraps(function)
        def call(*args):
            process = mp.Process(target=function, args=args)
            process.start()
            process.join(timeout)

        return call

    return decorate


class Job:
    def __init__(self, number):
        self.number = number

    @isolated(5)
    def run(self):
        print("job", self.number, flush=True)

    @staticmethod
    @isolated(timeout=5)
    def square(x):
        print(x * x, flush=True)


if __name__ == "__main__":
    job = Job(7)
    job.run()
    job.square(7)
