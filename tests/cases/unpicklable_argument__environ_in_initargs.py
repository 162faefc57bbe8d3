# /// case
# expect = "fix"
# codes = ["MP201"]
# stdout = "['x1']\n"
# note = "The initializer keeps it in a global, which is only read."
# require = ['dict\(environ\)|dict\(os\.environ\)']
# ///
from multiprocessing import Pool
from os import environ

_env = None


def setup(env):
    global _env
    _env = env


def work(n):
    return _env["GREETING"] + str(n)


def main():
    environ["GREETING"] = "x"
    with Pool(1, setup, (environ,)) as pool:
        print(pool.map(work, [1]))


if __name__ == "__main__":
    main()
