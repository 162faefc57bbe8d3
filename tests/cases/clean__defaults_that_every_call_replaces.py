# /// case
# expect = "clean"
# stdout = "[1, 2, 3]\n"
# note = "Nobody leaves a field to its default, which no instance has then."
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
    steps = [Step("one", abs), Step("two", action=abs), Step(**{"name": "three", "action": abs})]
    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(apply, steps, [1, 2, 3])))


if __name__ == "__main__":
    main()
