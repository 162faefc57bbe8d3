# /// case
# expect = "clean"
# stdout = "4\n"
# note = "The callback of a wrapper stays in the parent, and what it is given comes back."
# ///
from pools import apply


def square(x):
    return x * x


def main():
    results = []
    apply(square, 2, on_result=lambda result: results.append(result))
    print(*results)


if __name__ == "__main__":
    main()
