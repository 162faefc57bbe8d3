# /// case
# expect = "clean"
# stdout = "3\n"
# note = "What is called at import starts a process in another file, but only where something is broken."
# ///
from numbers_of_unit import smallest

LIMIT = smallest(3)


if __name__ == "__main__":
    print(LIMIT)
