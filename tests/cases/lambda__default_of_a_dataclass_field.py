# /// case
# expect = "fix"
# codes = ["MP102"]
# fork_works = false
# stdout = "[2, 4]\n"
# note = "An instance keeps the default of a field that its call leaves out."
# ///
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Callable


@dataclass
class Step:
    name: str
    action: Callable = field(default=lambda x: x + 1)


def apply(step, value):
    return step.action(value)


def main():
    steps = [Step("inc"), Step("double", lambda x: 2 * x)]
    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(apply, steps, [1, 2])))


if __name__ == "__main__":
    main()
