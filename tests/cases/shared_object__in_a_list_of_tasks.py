# /// case
# expect = "refuse"
# codes = ["MP203"]
# note = "The lock is in the tuples of a list that has a name."
# ///
"""Work packages are collected first, then mapped; every package carries the lock."""
import multiprocessing


def convert(name, quality, lock):
    with lock:
        return f"{name} at {quality}"


def main():
    lock = multiprocessing.Lock()
    packages = []
    for name in ("a.png", "b.png"):
        for quality in (50, 90):
            packages.append((name, quality, lock))
    with multiprocessing.Pool(2) as pool:
        for line in pool.starmap(convert, packages):
            print(line)


if __name__ == "__main__":
    main()
