# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "got 3\n"
# note = "the queue is returned too: it stays alive"
# ///
import multiprocessing


def launch(count):
    queue = multiprocessing.Queue()

    def work():
        queue.put(count)

    child = multiprocessing.Process(target=work)
    child.start()
    return child, queue


if __name__ == "__main__":
    child, queue = launch(3)
    print("got", queue.get())
    child.join()
