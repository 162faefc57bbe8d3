# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "job 1: 4 x blur (2 px)\njob 2: 4 x sharpen (2 px)\n"
# require = ['^def apply_filter\(options: Options, number: int, name: str\) -> None:$']
# note = "An instance of a module-level dataclass is captured, and its annotation is carried over; the name is written below the class."
# ///
import multiprocessing
from dataclasses import dataclass, field


@dataclass
class Options:
    radius: int = 2
    passes: list[int] = field(default_factory=lambda: [1, 3])


def apply_filters(names: list[str], options: Options) -> None:
    def apply_filter(number: int, name: str) -> None:
        print(f"job {number}: {sum(options.passes)} x {name} ({options.radius} px)")

    for job in enumerate(names, 1):
        process = multiprocessing.Process(target=apply_filter, args=job)
        process.start()
        process.join()


if __name__ == "__main__":
    apply_filters(["blur", "sharpen"], Options())
