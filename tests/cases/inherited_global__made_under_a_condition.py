# /// case
# expect = "fix"
# codes = ["MP101", "MP302"]
# stdout = "2\n"
# note = "The counter is made in one branch, and is `None` in the other: the child makes one of its own."
# ///
"""A value made at module level inside try, and a conditional import; the executor at class level."""
try:
    import multiprocessing as mp
    from multiprocessing import Value
except ImportError:
    mp = None

if mp is not None:
    COUNTER = Value("i", 0)
else:
    COUNTER = None


def go():
    def child():
        with COUNTER.get_lock():
            COUNTER.value += 1

    p = mp.Process(target=child)
    p.start()
    p.join()


def main():
    go()
    go()
    print(COUNTER.value)


if __name__ == "__main__":
    main()
