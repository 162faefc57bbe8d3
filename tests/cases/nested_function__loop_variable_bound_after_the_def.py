# /// case
# expect = "fix"
# safe = false
# codes = ["MP101"]
# stdout = "build 1/2\ntest 2/2\n"
# fork_works = false
# mentions = ["stage"]
# note = "The function stands above the loop and still closes over its variable `stage`; the processes start when the loop is over."
# ///
import multiprocessing


def run(stages):
    def announce(number):
        print(f"{stage} {number}/{len(stages)}")

    queue = []
    for number, stage in enumerate(stages, start=1):
        queue.append(multiprocessing.Process(target=announce, args=(number,)))
    for process in queue:
        process.start()
        process.join()


if __name__ == "__main__":
    run(["build", "test"])
