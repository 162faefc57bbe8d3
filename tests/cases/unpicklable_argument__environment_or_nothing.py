# /// case
# expect = "fix"
# codes = ["MP201"]
# stdout = "True\nTrue\nTrue\n"
# note = "The environment is never empty, so that nothing takes its place."
# ///
"""The environment, as text and as bytes, and the keys of a dict that is made of a string."""
import os
from multiprocessing import Process


def show(names):
    print(len(names) > 1, flush=True)


def main():
    process = Process(target=show, args=(os.environ or {},))
    process.start()
    process.join()
    process = Process(target=show, args=(os.environb,))
    process.start()
    process.join()
    process = Process(target=show, args=(dict.fromkeys("ab").keys(),))
    process.start()
    process.join()


if __name__ == "__main__":
    main()
