# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "['A', 'B']\n"
# fork_works = false
# note = "A field of a dataclass holds what its factory answers."
# ///
"""A progress counter in a dataclass, given to the tasks of a pool."""
import multiprocessing
from dataclasses import dataclass, field


@dataclass
class Progress:
    total: int
    done: multiprocessing.Value = field(default_factory=lambda: multiprocessing.Value("i", 0))


def resize(name, progress):
    with progress.done.get_lock():
        progress.done.value += 1
    return name.upper()


def main():
    progress = Progress(2)
    with multiprocessing.Pool(1) as pool:
        print([pool.apply(resize, (name, progress)) for name in "ab"])


if __name__ == "__main__":
    main()
