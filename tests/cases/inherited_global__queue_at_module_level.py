# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "[0, 1, 4, 9]\n"
# mentions = ['each process makes its own here', 'makes an object of its own that it shares with nobody']
# require = ['^def consume\(jobs, done\):$', 'args=\(jobs, done\)']
# note = "Queues of the module: a child that imports it anew would wait at queues of its own."
# ///
import multiprocessing

jobs = multiprocessing.Queue()
done = multiprocessing.Queue()


def consume():
    while True:
        item = jobs.get(timeout=4)
        if item is None:
            break
        done.put(item * item)


def main():
    workers = [multiprocessing.Process(target=consume) for _ in range(2)]
    for worker in workers:
        worker.start()
    for item in range(4):
        jobs.put(item)
    for _ in workers:
        jobs.put(None)
    print(sorted(done.get(timeout=4) for _ in range(4)))
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
