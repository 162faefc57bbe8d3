# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "worker sees stop: True\n"
# mentions = ["stop"]
# note = "A `threading.Event` holds a thread lock; the way out is `multiprocessing.Event()`."
# ///
import multiprocessing
import threading


def main():
    stop = threading.Event()
    stop.set()

    def work(name):
        print(name, "sees stop:", stop.is_set())

    process = multiprocessing.Process(target=work, args=("worker",))
    process.start()
    process.join()


if __name__ == "__main__":
    main()
