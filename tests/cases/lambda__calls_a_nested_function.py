# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "boil tea for 3 minutes\n"
# forbid = ['lambda']
# note = "The lambda only calls a nested function, with its captures: both are at module level afterwards, in whatever form."
# ///
import multiprocessing


def brew(kind, minutes):
    def boil(verb, count):
        print(verb, kind, "for", count, "minutes")

    process = multiprocessing.Process(target=lambda: boil("boil", minutes))
    process.start()
    process.join()


if __name__ == "__main__":
    brew("tea", 3)
