# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "a 1\n"
# mentions = ["`self\\.report`, an open file,", "a coroutine reaches `ProcessPoolExecutor\\.submit`"]
# fork_works = false
# note = "Keywords by `dict(...)`, an attribute, what a function of the file returns, and a coroutine."
# ///
import asyncio
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process


def opened(path):
    return open(path, "w")


def write(report, word):
    report.write(word)
    print(word, end=" ", flush=True)


async def one():
    return 1


class Job:
    def __init__(self, path):
        self.report = opened(path)

    def run(self):
        child = Process(target=write, kwargs=dict(report=self.report, word="a"))
        child.start()
        child.join()


if __name__ == "__main__":
    Job("/dev/null").run()
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(asyncio.run, one()).result())
