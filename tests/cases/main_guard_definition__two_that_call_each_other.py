# /// case
# expect = "fix"
# codes = ["MP104"]
# stdout = "True\n"
# note = "All that the function needs moves above the guard with it."
# ///
from multiprocessing import Process

if __name__ == "__main__":

    def even(number):
        return number == 0 or odd(number - 1)

    def odd(number):
        return number != 0 and even(number - 1)

    def show(number):
        print(even(number))

    child = Process(target=show, args=(4,))
    child.start()
    child.join()
