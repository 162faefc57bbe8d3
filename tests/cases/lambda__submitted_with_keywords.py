# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "20\n35\n"
# fork_works = false
# forbid = ['lambda', 'partial']
# note = "`submit` passes further arguments and keywords on; the captured value goes in front of them."
# ///
from concurrent import futures


def grow(number, by):
    executor = futures.ProcessPoolExecutor(max_workers=1)
    try:
        print(executor.submit(lambda value, *, times=1: (value + by) * times, number, times=2).result())
        print(executor.submit(lambda: number * 7).result())
    finally:
        executor.shutdown()


if __name__ == "__main__":
    grow(5, by=5)
