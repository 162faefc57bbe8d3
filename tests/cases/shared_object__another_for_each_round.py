# /// case
# expect = "refuse"
# codes = ["MP203"]
# stdout = "1\n2\n"
# fork_works = false
# mentions = ["make it before"]
# note = "Every task has a queue of its own, and the pool is older than each."
# ///
import multiprocessing


def send(number, queue):
    queue.put(number)


def main():
    with multiprocessing.Pool(1) as pool:
        for number in (1, 2):
            queue = multiprocessing.Queue()
            pool.apply_async(send, (number, queue)).get()
            print(queue.get())


if __name__ == "__main__":
    main()
