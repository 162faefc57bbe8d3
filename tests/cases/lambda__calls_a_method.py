# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "a 4\n[2, 4]\nb 2\nb 5\n[3, 6]\n"
# fork_works = false
# require = ['target=self\.tick, args=\(step,\)\)', 'target=other\.tick, kwargs=', 'pool\.map\(other\.triple, ']
# note = "A method of an instance is pickled as the instance and a name: the lambda around its call gives way to it."
# ///
from multiprocessing import Pool, Process


class Ticker:
    def __init__(self, name):
        self.name = name

    def tick(self, step):
        print(self.name, step, flush=True)

    def triple(self, x):
        return x * 3

    def run(self, step):
        child = Process(target=lambda: self.tick(step))
        child.start()
        child.join()

    def __double(self, x):
        return x * 2

    def private(self):
        with Pool(1) as pool:
            print(pool.map(lambda x: self.__double(x), [1, 2]), flush=True)


if __name__ == "__main__":
    ticker = Ticker("a")
    ticker.run(4)
    ticker.private()
    other = Ticker("b")
    child = Process(target=lambda: other.tick(step=2))
    child.start()
    child.join()
    child = Process(target=lambda: other.tick(2 + 3))
    child.start()
    child.join()
    with Pool(1) as pool:
        print(pool.map(lambda x: other.triple(x), [1, 2]))
