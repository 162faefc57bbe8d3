# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[('tea.txt', 3), ('milk.txt', 4)]\n"
# fork_works = false
# require = ['run_in_executor\(self\.workers, measure, self\.suffix, name\)']
# note = "An `async` method, the executor on `self`: the payload reads only `self.suffix`, and `self` can't be pickled because of the executor."
# ///
import asyncio
import concurrent.futures


class Measurer:
    def __init__(self, suffix):
        self.suffix = suffix
        self.workers = concurrent.futures.ProcessPoolExecutor(max_workers=2)

    async def measure_all(self, names):
        def measure(name):
            return name + self.suffix, len(name)

        loop = asyncio.get_running_loop()
        with self.workers:
            return [await loop.run_in_executor(self.workers, measure, name) for name in names]


if __name__ == "__main__":
    print(asyncio.run(Measurer(".txt").measure_all(["tea", "milk"])))
