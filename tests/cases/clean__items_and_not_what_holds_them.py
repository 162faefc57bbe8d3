# /// case
# expect = "clean"
# stdout = "[0, 1, 2]\n[0, 1]\n['a'] ['a']\n3\n[1, 2]\n"
# note = "What a wrapper iterates, a star unpacks or another attribute holds stays in the parent."
# ///
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def same(value):
    return value


def add(*numbers):
    return sum(numbers)


def run_all(items):
    with ProcessPoolExecutor(1) as executor:
        futures = [executor.submit(same, item) for item in items]
    return [future.result() for future in futures]


def run_each(items):
    results = []
    with ProcessPoolExecutor(1) as executor:
        for item in items:
            results.append(executor.submit(same, item).result())
    return results


def unpacked(numbers):
    with ProcessPoolExecutor(1) as executor:
        return executor.submit(add, *numbers).result()


class Study:
    data = [-1, -2]

    def set_up(self):
        def key(number):
            return number

        self.options = {"data": self.data, "key": key}

    def absolute(self):
        return collect(**self.options)


def collect(data, key):
    with Pool(1) as pool:
        return sorted(pool.map(abs, data), key=key)


if __name__ == "__main__":
    print(run_all(number for number in range(3)))
    print(run_each({0: None, 1: None}.keys()))
    print(run_all({"a": lambda: 1}), run_all(dict(a=lambda: 1)))
    print(unpacked(number for number in range(3)))
    study = Study()
    study.set_up()
    print(study.absolute())
