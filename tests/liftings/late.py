"""Values that change between the definition and the use."""
import asyncio


def rebound():
    n = 1

    def read():
        return n

    first = read()
    n = 2
    return first, read()


def kept():
    n = 1

    def read():
        return n

    callback = read
    n = 2
    return callback()


def generated():
    n = 1

    def numbers():
        yield n
        yield n

    values = numbers()
    first = next(values)
    n = 2
    return first, next(values)


def generated_at_once(n):
    def numbers():
        yield n
        yield n + 1

    return list(numbers()), [x for x in numbers()]


def answered():
    n = 1

    def make():
        def read():
            return n

        return read

    read = make()
    n = 2
    return read()


def by_callback():
    n = 1

    def more():
        nonlocal n
        n += 1

    def run(work):
        work()
        return n

    return run(more)


def looped():
    found = []
    for i in range(3):
        def f():
            return i

        found.append(f)
    return [f() for f in found]


async def gather(k):
    async def work(x):
        await asyncio.sleep(0)
        return x + k

    first = await work(1)
    second = asyncio.ensure_future(work(2))
    k = 100
    return first, await second


def unbound(flag):
    if flag:
        n = 1

    def read():
        return n if flag else None

    return read()


print(rebound(), kept(), generated(), generated_at_once(3), answered(), by_callback(), looped())
print(asyncio.run(gather(5)), unbound(True), unbound(False))
