# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "[4, 9]\n"
# fork_works = false
# mentions = ["`lock`", "threading.Lock"]
# note = "The default factory of a field makes the lock."
# ///
import threading
from dataclasses import dataclass, field
from multiprocessing import Pool


@dataclass
class Power:
    exponent: int
    lock: threading.Lock = field(default_factory=threading.Lock)

    def raised(self, number):
        return number**self.exponent


def main():
    power = Power(2)
    with Pool(2) as pool:
        print(pool.map(power.raised, [2, 3]))


if __name__ == "__main__":
    main()
