# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "color=red\nlabel=RED\nsize=4\n"
# mentions = ["vars"]
# note = "`vars()` without argument is `locals()` by another name: a new parameter would show up in it."
# ///
import multiprocessing


def paint(color):
    def dump(size):
        label = color.upper()
        for key, value in sorted(vars().items()):
            print(f"{key}={value}")
        return label

    process = multiprocessing.Process(target=dump, kwargs={"size": 4})
    process.start()
    process.join()


if __name__ == "__main__":
    paint("red")
