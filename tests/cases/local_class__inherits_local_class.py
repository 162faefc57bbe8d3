# /// case
# expect = "fix"
# codes = ["MP101", "MP103"]
# stdout = "square 16\ncube 64\n"
# note = "What the base takes, the classes that inherit from it take, too: in their constructions and in `super().__init__`."
# ///
from multiprocessing import Process


def powers(number):
    class Shape:
        title = "shape"

        def area(self):
            return number**2

    class Square(Shape):
        title = "square"

    class Cube(Shape):
        title = "cube"

        def __init__(self, edges=12):
            super().__init__()
            self.edges = edges

        def area(self):
            return super().area() * number

    def show(shape):
        print(shape.title, shape.area())

    for shape in (Square(), Cube()):
        child = Process(target=show, args=(shape,))
        child.start()
        child.join()


if __name__ == "__main__":
    powers(4)
