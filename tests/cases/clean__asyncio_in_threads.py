# /// case
# expect = "clean"
# stdout = "5\n6\n7\n[8, 9]\n"
# note = "`asyncio.to_thread`, `run_in_executor` with None, with a pool of threads, and a default executor: closures are fine."
# ///
import asyncio
from concurrent.futures import ThreadPoolExecutor


class Adder:
    def __init__(self, step):
        self.step = step
        self.executor = ThreadPoolExecutor(2)

    async def add_all(self, number):
        def add(value=0):
            return number + self.step + value

        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(1))
        print(await asyncio.to_thread(add))
        print(await loop.run_in_executor(None, lambda: add(1)))
        print(await loop.run_in_executor(self.executor, add, 2))
        with ThreadPoolExecutor() as pool:
            print(await asyncio.gather(*(loop.run_in_executor(pool, lambda: add(3 + turn)) for turn in range(2))))
        self.executor.shutdown()


if __name__ == "__main__":
    asyncio.run(Adder(2).add_all(3))
