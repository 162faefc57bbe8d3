# /// case
# expect = "fix"
# codes = ["MP101"]
# fork_works = false
# stdout = "[12, 14]\n27\n8\n"
# forbid = ['partial\(add']
# require = ["chosen = add\\n"]
# note = "A default of the place stays behind where every call gives a value of its own, through another name, too."
# ///
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def run(floor):
    floor += 1

    def add(entry, x=floor):
        return entry + x + 5

    def make(part):
        def scale(word: int = floor):
            return word * part

        return scale

    chosen = add
    with ProcessPoolExecutor(max_workers=2) as workers:
        print([workers.submit(chosen, 0, 7).result(), workers.submit(chosen, 2, 7).result()])
    with Pool(2) as pool:
        print(pool.apply(make(9), [3]))
    print(make(2)(4))


if __name__ == "__main__":
    run(1)
