# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['tea-tea', 'x-tea']\n['milk!', 'milk!']\n"
# fork_works = false
# note = "Each round of the loop binds `mark` in one branch or the other: none of an earlier round is run."
# ///
from concurrent.futures import ProcessPoolExecutor


def report():
    for name in ["tea", "milk"]:
        if len(name) > 3:

            def mark(word):
                return name + "!"
        else:

            def mark(word):
                return word + "-" + name

        with ProcessPoolExecutor(1) as workers:
            pending = [workers.submit(mark, word) for word in ["tea", "x"]]
            print([ticket.result() for ticket in pending])


if __name__ == "__main__":
    report()
