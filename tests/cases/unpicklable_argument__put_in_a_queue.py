# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "1\n"
# fork_works = false
# mentions = ["no exception reaches the caller", "re\\.Match"]
# note = "A match put in a queue is lost in silence."
# ///
import re
from multiprocessing import Process, Queue


def show(queue):
    print(queue.get(timeout=3).group(0))


if __name__ == "__main__":
    queue = Queue()
    child = Process(target=show, args=(queue,))
    child.start()
    queue.put(re.search("[0-9]", "a1"))
    child.join()
    raise SystemExit(child.exitcode)
