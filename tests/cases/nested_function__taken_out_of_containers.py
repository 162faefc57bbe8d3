# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "one 3\ntwo 3\ntwo 3\nthree 3\nthree 3\n[2, 4]\n"
# fork_works = false
# note = "What get, pop and popleft take out of a container that is written out and added to."
# ///
from collections import deque
from multiprocessing import Pool, Process


def run(mode, values, n):
    def double(v):
        return v * n

    def same(v):
        return v

    functions = dict(double=double, same=same)
    function = functions.get(mode, same)
    with Pool(2) as pool:
        return pool.map(function, values)


def start_all(n):
    def one():
        print("one", n)

    def two():
        print("two", n)

    def three():
        print("three", n)

    steps = deque([one])
    steps.append(two)
    rest = [two]
    rest += [three]
    while steps:
        child = Process(target=steps.popleft())
        child.start()
        child.join()
    for step in rest:
        child = Process(target=step)
        child.start()
        child.join()
    child = Process(target=rest.pop())
    child.start()
    child.join()


if __name__ == "__main__":
    start_all(3)
    print(run("double", [1, 2], 2))
