# /// case
# expect = "advice"
# codes = ["MP401"]
# stdout = "[1, 4]\n[2, 3]\n[] {} 0\n"
# mentions = ["`log`", "`sizes`", "`calls`"]
# note = "However the parent waits for its tasks: for results, for the pool, by a loop over them."
# ///
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool

log = []
sizes = defaultdict(int)
calls = 0


def square(n):
    log.append(n)
    return n * n


def measure(word):
    sizes[word] += len(word)
    return len(word)


def touch(n):
    global calls
    calls += n


def main():
    with Pool(2) as pool:
        waiting = [pool.apply_async(square, (n,)) for n in (1, 2)]
        print([one.get() for one in waiting])
        print(list(pool.imap(measure, ["ab", "abc"])))
    with ProcessPoolExecutor(2) as executor:
        executor.submit(touch, 1).result()
    print(log, dict(sizes), calls)


if __name__ == "__main__":
    main()
