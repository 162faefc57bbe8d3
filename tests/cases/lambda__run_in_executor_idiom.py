# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "21 and 6\n"
# fork_works = false
# require = ['run_in_executor\(None, lambda: ']
# note = "`run_in_executor(pool, lambda: f(...))` with a process pool and with threads: only the first needs a fix."
# ///
import asyncio
import concurrent.futures as cf


def total(numbers, factor):
    return sum(numbers) * factor


async def main(numbers):
    loop = asyncio.get_running_loop()
    factor = len(numbers) + 0.5
    with cf.ProcessPoolExecutor(1) as pool:
        first = await loop.run_in_executor(pool, lambda: int(total(numbers, factor)))
        second = await loop.run_in_executor(None, lambda: int(total(numbers, 1)))
    print(first, "and", second)


if __name__ == "__main__":
    asyncio.run(main([1, 2, 3]))
