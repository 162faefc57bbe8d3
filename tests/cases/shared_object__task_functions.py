# /// case
# expect = "fix"
# codes = ["MP101", "MP203"]
# stdout = "(6, (1,), '?')\n['aa', 'bb', 'cc']\n[1, 2]\n['1', '2']\n['ka', 'kb']\n[(4, (), '!'), (5, (), '!')]\n[(4, (), '.'), (5, (), '.')]\n(4, (1, 2), '-')\n"
# fork_works = false
# note = "Functions that the parent calls, that are decorated or that set their parameters anew stay as they are: the tasks get functions of their own, with every kind of parameter."
# ///
import multiprocessing as mp
from functools import partial, wraps


def loud(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def work(out, item, *, times=1):
    out.put(item * times)


@loud
def other(item: int, lock, *rest, out=None) -> int:
    with lock:
        out.put(str(item))
    return item


def again(item, lock, /, *, key="k"):
    lock = lock or None
    with lock:
        return key + item


def main():
    out = mp.Queue()
    lock = mp.Lock()
    work(out, "c", times=2)
    n = 3

    def measure(text, *more, end="!"):
        with lock:
            return len(text) + n, more, end

    print(measure("abc", 1, end="?"))
    child = mp.Process(target=measure, args=("abc",))
    child.start()
    child.join()
    with mp.Pool(2) as pool:
        for result in [pool.apply_async(work, (out, item), {"times": 2}) for item in "ab"]:
            result.get()
        print(sorted(out.get() for _ in range(3)))
        print(pool.map(partial(other, lock=lock, out=out), [1, 2]))
        print(sorted(out.get() for _ in range(2)))
        print(pool.starmap(again, [("a", lock), ("b", lock)]))
        print(pool.map(measure, ["a", "bb"]))
        print(pool.map(partial(measure, end="."), ["a", "bb"]))
        print(pool.apply(measure, ("a", 1, 2), {"end": "-"}))


if __name__ == "__main__":
    main()
