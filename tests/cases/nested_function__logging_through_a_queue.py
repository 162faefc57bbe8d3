# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "worker 0: hello\nworker 1: hello\n"
# note = "As asked in public threads: workers log through a queue, which a listener of the parent reads."
# ///
import logging
import logging.handlers
import multiprocessing
import sys


def main():
    queue = multiprocessing.Queue()
    handler = logging.StreamHandler(sys.stdout)
    listener = logging.handlers.QueueListener(queue, handler)
    listener.start()

    def worker(number):
        root = logging.getLogger()
        root.addHandler(logging.handlers.QueueHandler(queue))
        root.setLevel(logging.INFO)
        root.info("worker %d: hello", number)

    for number in range(2):
        process = multiprocessing.Process(target=worker, args=(number,))
        process.start()
        process.join()
    queue.put_nowait(None)
    listener.stop()


if __name__ == "__main__":
    main()
