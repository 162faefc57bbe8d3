# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['1,250.00', '7.00']\n['1250', '7']\n"
# fork_works = false
# note = "Two defs of one name in the branches of an `if`, with different captures: two functions at module level, and the encloser picks one."
# ///
from multiprocessing import Pool


def format_all(numbers, digits, grouped):
    if grouped:

        def render(number):
            return f"{number:,.{digits}f}"

    else:
        padding = "0"

        def render(number):
            return str(number).lstrip(padding)

    with Pool(2) as pool:
        return pool.map(render, numbers)


if __name__ == "__main__":
    print(format_all([1250, 7], 2, grouped=True))
    print(format_all([1250, 7], 2, grouped=False))
