# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "3 words\nlow: 1\n"
# require = ['"keep": (functools\.)?partial\(longer, minimum\)', '"show": show_count']
# note = "Two nested functions in the `kwargs` of a process, one of them without captures: no partial for that one."
# ///
import multiprocessing


def select(words, *, keep, show):
    show(len(words))
    print("low:", sum(1 for word in words if not keep(word)))


def analyze(text, minimum):
    def longer(word):
        return len(word) >= minimum

    def show_count(count):
        print(count, "words")

    child = multiprocessing.Process(target=select, args=(text.split(),), kwargs={"keep": longer, "show": show_count})
    child.start()
    child.join()


if __name__ == "__main__":
    analyze("tea is ready", minimum=3)
