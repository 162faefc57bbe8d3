# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "ann gets tea\nbo gets milk\n"
# forbid = ['lambda']
# note = "The usual `lambda: self.method(x)`: the instance can be pickled, so the bound method or `self` may be handed over."
# ///
import multiprocessing


class Waiter:
    def __init__(self, menu):
        self.menu = menu

    def serve(self, guest, number):
        print(guest, "gets", self.menu[number])

    def serve_all(self, guests):
        for number, guest in enumerate(guests):
            process = multiprocessing.Process(target=lambda: self.serve(guest, number))
            process.start()
            process.join()


if __name__ == "__main__":
    Waiter(["tea", "milk"]).serve_all(["ann", "bo"])
