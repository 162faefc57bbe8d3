# /// case
# expect = "clean"
# codes = []
# stdout = "[0, 1, 2]\n[1]\n[]\n[\"filled\"]\n[3, 4]\n"
# note = "The parent runs the same function, in a thread or where it does without processes, or sets the object anew: what it reads is its own."
# ///
import sys
from multiprocessing import Pool, Process
from threading import Thread

done = []
lines = []
names = []
log = []
cache = {}
offset = None


def work(n):
    done.append(n)
    return n


def both(n):
    lines.append(n)


def parse(n):
    names.append(n)


def write(n):
    log.append(n)


def refill(target):
    target.append("filled")


def setup(value):
    global offset
    offset = value


def shifted(n):
    if n not in cache:
        cache[n] = n + offset
    return cache[n]


def run(function):
    process = Process(target=function, args=(1,))
    process.start()
    process.join()


def main(parallel):
    if parallel:
        with Pool(2) as pool:
            pool.map(work, range(3))
    else:
        for n in range(3):
            work(n)
    print(done)
    process = Process(target=both, args=(1,))
    process.start()
    process.join()
    thread = Thread(target=both, args=(1,))
    thread.start()
    thread.join()
    print(lines)
    run(parse)
    names.clear()
    print(names)
    run(write)
    refill(log)
    print(str(log).replace("'", '"'))
    with Pool(2, setup, (3,)) as pool:
        print(pool.map(shifted, range(2)))


if __name__ == "__main__":
    main(len(sys.argv) > 1)
