# /// case
# expect = "fix"
# codes = ["MP101", "MP103"]
# stdout = "1\nlast\nfirst\n"
# fork_works = true
# note = "A class that a function names in an annotation stays above it, and what moves keeps the order of its definitions, whatever is sent first."
# ///
import multiprocessing


def main():
    class Job:
        def __init__(self, n):
            self.n = n

    def work(job: Job):
        print(job.n, flush=True)

    def first():
        print("first", flush=True)

    def last():
        print("last", flush=True)

    for function, args in [(work, (Job(1),))]:
        process = multiprocessing.Process(target=function, args=args)
        process.start()
        process.join()
    process = multiprocessing.Process(target=last)
    process.start()
    process.join()
    process = multiprocessing.Process(target=first)
    process.start()
    process.join()


if __name__ == "__main__":
    main()
