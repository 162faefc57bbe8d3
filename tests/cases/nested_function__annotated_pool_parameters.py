# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[1, 0, 2]\n[3, 2, 3]\n"
# fork_works = false
# note = "The pools come in as parameters; their annotations say what they are, one of them as a string."
# ///
import concurrent.futures
from multiprocessing.pool import Pool


def count_all(pool: Pool, texts: list[str], letter: str) -> list[int]:
    def count(text: str) -> int:
        return text.count(letter)

    return pool.map(count, texts)


def width_all(texts: list[str], *, executor: "concurrent.futures.ProcessPoolExecutor", padding: int = 0):
    def width(text: str) -> int:
        return len(text) + padding

    return list(executor.map(width, texts))


if __name__ == "__main__":
    WORDS = ["tea", "is", "eel"]
    with Pool(2) as workers:
        print(count_all(workers, WORDS, "e"))
    with concurrent.futures.ProcessPoolExecutor(2) as workers:
        print(width_all(WORDS, executor=workers))
