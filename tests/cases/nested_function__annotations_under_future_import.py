# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "ann: 30\nbo: 45\n"
# forbid = ['^ +def ']
# note = "With the future import no annotation is evaluated; a local alias, a local TypeVar and a class known to type checkers only."
# ///
from __future__ import annotations

from multiprocessing import Process
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping


def pay_all(hours: Mapping[str, int], wage: int) -> None:
    Number = TypeVar("Number", int, float)
    Name = str

    def pay(name: Name, worked: Number, *notes: Name) -> Number:
        bonus: Number = 15 if notes else 0
        print(f"{name}: {worked * wage + bonus}", *notes)
        return worked

    for name in sorted(hours):
        child = Process(target=pay, args=(name, hours[name]))
        child.start()
        child.join()


if __name__ == "__main__":
    pay_all({"bo": 3, "ann": 2}, wage=15)
