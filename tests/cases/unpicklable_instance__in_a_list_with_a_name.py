# /// case
# expect = "refuse"
# codes = ["MP202"]
# note = "The items are in a list with a name, and in a tuple with a name are the arguments."
# ///
import threading
from multiprocessing import Pool, Process


class Page:
    def __init__(self, number):
        self.number = number
        self.lock = threading.Lock()


def show(page):
    print(page.number, flush=True)


def main():
    pages = [Page(number) for number in range(3)]
    with Pool(1) as pool:
        pool.map(show, pages)
    arguments = (Page(7),)
    process = Process(target=show, args=arguments)
    process.start()
    process.join()


if __name__ == "__main__":
    main()
