# /// case
# expect = "fix"
# codes = ["MP105"]
# stdout = "3\n[2, 4]\n"
# require = ['^Point = namedtuple\("Point", ']
# mentions = ['the class `Point`, which calls itself `P`, reaches `Process\(args=\.\.\.\)`']
# fork_works = false
# note = "A class of another package, sent to a process, in a list of tasks, and answered by a task."
# ///
from multiprocessing import Pool, Process

from geometry import Point


def show(point):
    print(point.x + point.y, flush=True)


def moved(point):
    return point._replace(x=point.x * 2)


if __name__ == "__main__":
    child = Process(target=show, args=(Point(1, 2),))
    child.start()
    child.join()
    points = [Point(number, 0) for number in (1, 2)]
    with Pool(1) as pool:
        print([point.x for point in pool.map(moved, points)])
