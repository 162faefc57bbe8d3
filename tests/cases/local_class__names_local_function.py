# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "AB!\n"
# note = "A function that the class names moves along; what it captures, the class has to keep."
# ///
from multiprocessing import Process


def main(mark):
    def shout(text):
        return text.upper() + mark

    class Speaker:
        def __init__(self, text):
            self.text = text

        def say(self):
            print(shout(self.text))

    child = Process(target=Speaker("ab").say)
    child.start()
    child.join()
    assert shout("x") == "X" + mark


if __name__ == "__main__":
    main("!")
