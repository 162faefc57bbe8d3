# /// case
# expect = "clean"
# stdout = "a\n1\nfirst line\nen\n"
# note = "What is taken out of a copy is an item: a key is no view, a line is no file, and a value of the environment is a string."
# ///
import os
import tempfile
from multiprocessing import Process


def show(value):
    print(value, flush=True)


def run(value):
    process = Process(target=show, args=(value,))
    process.start()
    process.join()


def main():
    sizes = {"a": 1, "b": 2}
    os.environ["LANGUAGE_OF_CASES"] = "en"
    with tempfile.NamedTemporaryFile("w+") as file:
        file.write("first line\nsecond line\n")
        file.seek(0)
        run(list(sizes.keys())[0])
        run(sorted(sizes.values())[0])
        run(list(file)[0].strip())
    run(dict(os.environ)["LANGUAGE_OF_CASES"])


if __name__ == "__main__":
    main()
