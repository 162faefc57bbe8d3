# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "celsius 20 -> 68\nkilometers 8 -> 5.0\n"
# note = "A tuple of nested functions is zipped with their arguments."
# ///
import multiprocessing as mp


def convert(degrees, distance, ratio):
    def fahrenheit(value):
        print("celsius", value, "->", round(value * 9 / 5 + 32))

    def miles(value):
        print("kilometers", value, "->", value * ratio)

    for function, value in zip((fahrenheit, miles), (degrees, distance)):
        child = mp.Process(target=function, args=(value,))
        child.start()
        child.join()


if __name__ == "__main__":
    convert(20, 8, ratio=0.625)
