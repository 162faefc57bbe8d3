# /// case
# expect = "fix"
# codes = ["MP102"]
# fork_works = false
# stdout = "[2, 3]\n"
# note = "In a dataclass an annotated lambda is a field, and no def in its place."
# ///
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Callable


@dataclass
class Step:
    name: str
    action: Callable = lambda x: x + 1


def apply(step, value):
    return step.action(value)


def main():
    steps = [Step("inc"), Step("again")]
    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(apply, steps, [1, 2])))


if __name__ == "__main__":
    main()
