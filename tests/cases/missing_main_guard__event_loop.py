# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "9\n"
# require = ['^    asyncio\.run\(main\(\)\)$']
# note = "A coroutine that is run at import submits to a process pool."
# ///
import asyncio
from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1) as executor:
        print(await loop.run_in_executor(executor, square, 3))


asyncio.run(main())
