# /// case
# expect = "refuse"
# codes = ["MP102"]
# stdout = "tea for ann ['drink', 'guest']\n"
# mentions = ["locals"]
# note = "`locals()` in a lambda shows what it captures; as a `def` with parameters it would show something else."
# ///
from multiprocessing import Process


def serve(guest, drink):
    child = Process(target=lambda: print(drink, "for", guest, sorted(locals())))
    child.start()
    child.join()


if __name__ == "__main__":
    serve("ann", "tea")
