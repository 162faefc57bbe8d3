# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "chapter intro\nchapter usage\nlast intro, usage\n"
# require = ['args=\(title,\)']
# note = "`title` is rebound only after `start()`: the child has its value by then, so this is safe."
# ///
import multiprocessing


def print_chapters(titles):
    remaining = list(titles)
    printed = []
    title = remaining.pop(0)

    def typeset():
        print("chapter", title)

    while title:
        child = multiprocessing.Process(target=typeset)
        child.start()
        printed.append(title)
        title = remaining.pop(0) if remaining else None
        child.join()
    print("last", ", ".join(printed))


if __name__ == "__main__":
    print_chapters(["intro", "usage"])
