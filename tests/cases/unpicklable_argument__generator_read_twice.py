# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "total 30 n 0\n1 2\n3 4\nrest [2, 3, 4]\n"
# note = "A generator is empty after the first pass, and a list is not: only what is read in one place that runs once may be given one."
# ///
from multiprocessing import Process


def stats(xs):
    total = sum(xs)
    n = sum(1 for _ in xs)
    print("total", total, "n", n, flush=True)


def pairs(xs):
    for a, b in zip(xs, xs):
        print(a, b, flush=True)


def head(xs):
    for x in xs:
        break
    print("rest", [x for x in xs], flush=True)


def main():
    data = [1, 2, 3, 4]
    p = Process(target=stats, args=((x * x for x in data),))
    p.start()
    p.join()
    p = Process(target=pairs, args=((x for x in data),))
    p.start()
    p.join()
    p = Process(target=head, args=((x for x in data),))
    p.start()
    p.join()


if __name__ == "__main__":
    main()
