# /// case
# expect = "fix"
# codes = ["MP201"]
# safe = false
# note = "The worker changes the environment and reads it through its parameter: a copy does not show that."
# ///
import os
from multiprocessing import Process


def work(settings):
    os.environ["ROUNDS_OF_CASES"] = "2"
    print(settings.get("ROUNDS_OF_CASES"), flush=True)


def main():
    process = Process(target=work, args=(os.environ,))
    process.start()
    process.join()


if __name__ == "__main__":
    main()
