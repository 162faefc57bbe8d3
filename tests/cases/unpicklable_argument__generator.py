# /// case
# expect = "fix"
# codes = ["MP201"]
# stdout = "30\n[0, 2, 4]\n"
# fork_works = false
# require = ['\(\[number \* number for number in range\(5\)\],\)', 'put\(\[number \* 2 for number in range\(size\)\]\)']
# note = "A generator that is written out becomes a list: as one of the arguments, and as the only one."
# ///
from multiprocessing import Pool, SimpleQueue


def total(numbers):
    return sum(numbers)


def main(size):
    queue = SimpleQueue()
    with Pool(1) as pool:
        print(pool.apply(total, ((number * number for number in range(5)),)))
    queue.put(number * 2 for number in range(size))
    print(list(queue.get()))


if __name__ == "__main__":
    main(3)
