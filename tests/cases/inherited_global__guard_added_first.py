# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "[4, 6]\n"
# require = ['^if __name__ == "__main__":$', 'initializer=_init']
# note = "Without a guard everything runs at import. Under the new guard, a computed value is lost, and handed over."
# ///
from multiprocessing import Pool


def load():
    print(end="")
    return 2


def grow(number):
    return number * factor


factor = load()
pool = Pool(1)
print(pool.map(grow, [2, 3]))
pool.close()
pool.join()
