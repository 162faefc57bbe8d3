# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "3\n"
# note = "Annotated parameters, an abstract base, a generic one."
# ///
from abc import ABC, abstractmethod
from multiprocessing import Process
from typing import Generic, TypeVar

T = TypeVar("T")


def show(box):
    print(box.get())


def main(step: int):
    class Box(ABC, Generic[T]):
        @abstractmethod
        def get(self) -> T: ...

    class Number(Box[int]):
        def __init__(self, number: int) -> None:
            self.number = number

        def get(self) -> int:
            """The number."""
            return self.number + step

    child = Process(target=show, args=(Number(2),))
    child.start()
    child.join()


if __name__ == "__main__":
    main(1)
