# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "printer-1 prints page 1 of 2\nprinter-2 prints page 2 of 2\n"
# note = "A subclass that leaves `__init__` to `Process` takes the same arguments and is a sink like it."
# ///
import multiprocessing


class NamedProcess(multiprocessing.Process):
    """A process that prints under its name."""

    def run(self):
        print(self.name, end=" ")
        super().run()


def print_pages(count):
    def print_page(number):
        print("prints page", number, "of", count)

    for number in range(1, count + 1):
        process = NamedProcess(target=print_page, name=f"printer-{number}", args=[number])
        process.start()
        process.join()


if __name__ == "__main__":
    print_pages(2)
