# /// case
# expect = "fix"
# codes = ["MP303"]
# stdout = "[1, 4]\n"
# fork_works = false
# require = ['def main\(\):\n    set_start_method\("spawn"\)\n    queue = Queue\(\)']
# note = "Inside a function: the call moves above the queue."
# ///
from multiprocessing import Process, Queue, set_start_method


def square(queue, number):
    queue.put(number * number)


def main():
    queue = Queue()
    set_start_method("spawn")
    children = [Process(target=square, args=(queue, number)) for number in (1, 2)]
    for child in children:
        child.start()
    print(sorted(queue.get() for _ in children))
    for child in children:
        child.join()


if __name__ == "__main__":
    main()
