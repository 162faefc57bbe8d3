# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "sea.png 64x32\nhut.png 48x64\n"
# fork_works = false
# forbid = ['partial']
# note = "The enclosing function is itself a nested `async def`; `run_in_executor` passes further arguments on, one of them starred."
# ///
import asyncio
from concurrent.futures import ProcessPoolExecutor


def build(images, size):
    async def build_all():
        loop = asyncio.get_running_loop()

        def thumbnail(name, width, height):
            factor = size / max(width, height)
            return f"{name} {int(width * factor)}x{int(height * factor)}"

        with ProcessPoolExecutor(max_workers=2) as pool:
            jobs = [loop.run_in_executor(pool, thumbnail, *image) for image in images]
            return await asyncio.gather(*jobs)

    return asyncio.run(build_all())


if __name__ == "__main__":
    for line in build([("sea.png", 640, 320), ("hut.png", 300, 400)], size=64):
        print(line)
