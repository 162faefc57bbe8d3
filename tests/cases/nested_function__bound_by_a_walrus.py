# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[2, 4]\n[4, 6] 4\n"
# fork_works = false
# note = "A walrus in the call gives the function a second name, which is used later on."
# ///
from concurrent.futures import ProcessPoolExecutor


def shift_all(numbers, by):
    def shift(number):
        return number + by

    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(move := shift, numbers)))
        moved = list(executor.map(move, [number + 2 for number in numbers]))
    print(moved, shift(numbers[-1]))


if __name__ == "__main__":
    shift_all([1, 3], by=1)
