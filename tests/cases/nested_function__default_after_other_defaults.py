# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "fit a.png x1\nfit b.png x2\ncrop c.png x3\ncrop d.png x1\nfit e.png x1 (parent)\n"
# note = "`mode=mode` stands behind a plain default: calls that pass two or three values by position, or `mode` by name, keep their meaning."
# ///
import multiprocessing


def resize_all(mode):
    def resize(name, scale=1, mode=mode, suffix=""):
        print(f"{mode} {name} x{scale}{suffix}")

    children = [
        multiprocessing.Process(target=resize, args=("a.png",)),
        multiprocessing.Process(target=resize, args=("b.png", 2)),
        multiprocessing.Process(target=resize, args=("c.png", 3, "crop")),
        multiprocessing.Process(target=resize, args=("d.png",), kwargs={"mode": "crop"}),
    ]
    for child in children:
        child.start()
        child.join()
    resize("e.png", suffix=" (parent)")


if __name__ == "__main__":
    resize_all("fit")
