# /// case
# expect = "fix"
# codes = ["MP102", "MP102", "MP102", "MP102", "MP102", "MP102", "MP102", "MP102", "MP101"]
# stdout = "[2, 3]\n5\n5\n[5, 6]\n4\n[4, 5]\n2\n2\n2\n2\n[4, 5]\n"
# fork_works = false
# forbid = ['def .*_task\d?\(', 'lambda']
# note = "A lambda that only calls a local function gives way to that, as one around an importable function does: no second function is made. What the function captures comes in front of what the lambda passes on."
# ///
from multiprocessing import Pool, Process
from concurrent.futures import ProcessPoolExecutor


def a(n):
    def work(x):
        return x + n

    with Pool(2) as pool:
        print(pool.map(lambda x: work(x), [1, 2]))


def b(n):
    def work(a, b):
        print(a + b + n)

    p = Process(target=lambda: work(n, 3))
    p.start()
    p.join()


def c(n):
    def work(a, b):
        return a + b + n

    with ProcessPoolExecutor() as ex:
        print(ex.submit(lambda: work(n, 3)).result())
        print(list(ex.map(lambda x: work(n, x), [3, 4])))


def d(n):
    def work(a, b):
        return a + b

    with ProcessPoolExecutor() as ex:
        print(ex.submit(lambda: work(n, 3)).result())
        print(list(ex.map(lambda x: work(n, x), [3, 4])))


def e(n):
    def work(a):
        return a + 1

    with ProcessPoolExecutor() as ex:
        print(ex.submit(lambda: work(n)).result())
        print(work(n))


def f(n):
    def work(a):
        return a + n

    with ProcessPoolExecutor() as ex:
        print(ex.submit(lambda: work(n)).result())
        print(work(n))
        print(list(ex.map(work, [3, 4])))
        n = 3


if __name__ == "__main__":
    a(1)
    b(1)
    c(1)
    d(1)
    e(1)
    f(1)
