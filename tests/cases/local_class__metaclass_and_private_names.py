# /// case
# expect = "fix"
# codes = ["MP101", "MP103"]
# stdout = "4 secret\n"
# note = "Nothing is captured: metaclass, private names and `super()` move as they are."
# ///
from multiprocessing import Process


def main():
    class Meta(type):
        def __new__(mcs, name, bases, namespace):
            namespace["size"] = len(name)
            return super().__new__(mcs, name, bases, namespace)

    class Safe(metaclass=Meta):
        def __init__(self):
            self.__word = "secret"

        def open(self):
            return self.__word

    def show(safe):
        print(safe.size, safe.open())

    child = Process(target=show, args=(Safe(),))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
