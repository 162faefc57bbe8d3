# /// case
# expect = "fix"
# codes = ["MP201"]
# stdout = "['apple', 'pear']\n7\n[('apple', 3), ('pear', 4)]\n"
# fork_works = false
# require = ['list\(prices\.keys\(\)\)', 'list\(prices\.values\(\)\)', 'list\(prices\.items\(\)\)']
# note = "Views of a dict as task arguments: pickle takes a list of each."
# ///
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def names(keys):
    return sorted(keys)


def total(values):
    return sum(values)


def pairs(items):
    return [(name, price) for name, price in items]


def main():
    prices = {"pear": 4, "apple": 3}
    with Pool(2) as pool:
        print(pool.apply(names, (prices.keys(),)))
        print(pool.apply(total, args=(prices.values(),)))
    with ProcessPoolExecutor(1) as executor:
        print(sorted(executor.submit(pairs, items=prices.items()).result()))


if __name__ == "__main__":
    main()
