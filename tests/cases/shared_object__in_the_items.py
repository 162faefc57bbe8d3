# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "[1, 2, 3]\n3\n"
# fork_works = false
# require = ['starmap\(note, \[\(name,\) for name in names\]\)']
# note = "Each tuple that `starmap` unpacks holds the queue; the executor's `map` repeats it."
# ///
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat


def note(queue, name):
    queue.put(name)
    return len(name)


def check(flags, name):
    return len(name) + flags[0]


def main():
    names = ["a", "bb", "ccc"]
    queue = multiprocessing.SimpleQueue()
    with multiprocessing.Pool(1) as pool:
        print(pool.starmap(note, [(queue, name) for name in names]))
    flags = multiprocessing.Array("i", [0])
    with ProcessPoolExecutor(1) as executor:
        print(max(executor.map(check, repeat(flags), names)))


if __name__ == "__main__":
    main()
