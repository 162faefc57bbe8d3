# /// case
# expect = "clean"
# stdout = "applied 3\nsubmitted 4\nput 5\nsent 6\n[6, 7]\nregistered 8\n"
# note = "`apply`, `submit`, `put`, `send`, `map` and `register` of the program's own objects take closures, whatever is imported."
# ///
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, Queue


class Series(list):
    def apply(self, function, *args):
        print("applied", function(*args))

    def map(self, function):
        return [function(item) for item in self]


class Form:
    def submit(self, handler):
        print("submitted", handler())

    def put(self, handler):
        print("put", handler())

    def send(self, handler):
        print("sent", handler())

    def register(self, name, callable):
        print(name, callable())


def main(number):
    def current(offset=0):
        return number + offset

    form, series = Form(), Series([2, 3])
    series.apply(current)
    form.submit(lambda: current(1))
    form.put(lambda: current(2))
    form.send(lambda: current(3))
    print(series.map(lambda item: item + number + 1))
    form.register("registered", callable=lambda: current(5))
    return ProcessPoolExecutor, Pool, Queue


if __name__ == "__main__":
    main(3)
