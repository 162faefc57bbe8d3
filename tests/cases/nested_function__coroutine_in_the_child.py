# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "GET http://api/users/1, GET http://api/users/2\nGET http://api/items/7\n"
# require = ['\*\(fetch\(host, retries, path\) for path in paths\)']
# note = "The child runs nested `async def`s with asyncio: they are hoisted as `async def`, and their calls take the captures along."
# ///
import asyncio
import multiprocessing


def crawl(host, retries, batches):
    async def fetch(path):
        for _ in range(retries):
            await asyncio.sleep(0)
        return f"GET {host}/{path}"

    async def fetch_all(paths):
        return await asyncio.gather(*(fetch(path) for path in paths))

    def run_batch(*paths):
        print(", ".join(asyncio.run(fetch_all(paths))))

    for batch in batches:
        child = multiprocessing.Process(target=run_batch, args=batch)
        child.start()
        child.join()


if __name__ == "__main__":
    crawl("http://api", 2, [("users/1", "users/2"), ("items/7",)])
