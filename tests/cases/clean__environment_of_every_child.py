# /// case
# expect = "clean"
# codes = []
# stdout = "a b True\na b True\n3\n"
# note = "What is set before the first child, at import or in the child reaches it under every start method. So does the current folder."
# ///
import multiprocessing
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor

os.environ["ONE"] = "a"


def show(folder):
    print(os.environ["ONE"], os.environ["TWO"], os.getcwd() == folder, flush=True)


def count(n):
    os.environ["COUNT"] = str(n)
    return os.environ["COUNT"]


def main():
    os.environ["TWO"] = "b"
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        home = os.getcwd()
        for _ in range(2):
            os.chdir(folder)
            process = multiprocessing.Process(target=show, args=(folder,))
            process.start()
            process.join()
        os.chdir(home)
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(count, 3).result())


if __name__ == "__main__":
    main()
