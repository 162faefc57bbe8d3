# Async functions, loops, contexts and comprehensions.
async def f(source, lock, x):
    async for item in source:
        yield item
    async with lock as held, source as (a, b):
        await held
    async for x.attribute in source:
        pass
    listed = [item async for item in source if await x]
    nested = [[y async for y in z] async for z in source]
    mapping = {k: await v async for k, v in source}
    lazy = (await z async for z in [w async for w in source])

    async def g():
        return await x, held, a, b, [i async for i in lazy]

    return_value = g
    del return_value


async def walrus(rows):
    found = [last := row async for row in rows]
    await last
    return lambda: (found, last)


class C:
    async def method(self):
        async with super().lock:
            return [super async for _ in self]
