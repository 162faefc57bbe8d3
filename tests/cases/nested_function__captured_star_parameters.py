# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "ann,bo: 3 (lang=en tone=warm)\nann,bo: 5 (lang=en tone=warm)\n"
# require = ['^def announce\(.*\bnumber: int\)']
# forbid = ['[(, ]names: str\b', '[(, ]options: str\b']
# note = "Captures the encloser's `*names: str` and `**options: str`: a tuple and a dict, so their annotations may not be carried over as they are."
# ///
import multiprocessing


def announce_all(numbers: list[int], *names: str, **options: str) -> None:
    def announce(number: int) -> None:
        extra = " ".join(f"{key}={value}" for key, value in sorted(options.items()))
        print(f"{','.join(names)}: {number} ({extra})")

    for number in numbers:
        process = multiprocessing.Process(target=announce, args=(number,))
        process.start()
        process.join()


if __name__ == "__main__":
    announce_all([3, 5], "ann", "bo", tone="warm", lang="en")
