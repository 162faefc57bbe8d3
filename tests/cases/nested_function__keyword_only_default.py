# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "a-b-c\na|b|c\n3: a-b-c\n"
# note = "A keyword-only default names a local that is rebound afterwards; one call passes its own value in `kwargs`."
# ///
from multiprocessing import Process


def print_row(cells, separator):
    def write(*parts, separator=separator, numbered=False):
        line = separator.join(parts)
        print(f"{len(parts)}: {line}" if numbered else line)

    separator = "unused"
    for options in ({}, {"separator": "|"}, {"numbered": True}):
        child = Process(target=write, args=cells, kwargs=options)
        child.start()
        child.join()


if __name__ == "__main__":
    print_row(("a", "b", "c"), "-")
