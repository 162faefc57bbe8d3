# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "9\n"
# mentions = ['nothing says so: the child goes on with an object that nobody else has']
# note = "A counter and its lock, read by a function that the worker calls."
# ///
from multiprocessing import Lock, Process, Value

total = Value("i", 0)
lock = Lock()


def bump(number):
    with lock:
        total.value += number


def add(number):
    for _ in range(number):
        bump(1)


if __name__ == "__main__":
    workers = [Process(target=add, args=(3,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(total.value)
