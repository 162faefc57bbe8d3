# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "loud: HELLO\n"
# require = ['^def say\(style, text\):$', 'args=\(style, "hello"\)']
# note = "A function that is called before sets the global."
# ///
import sys
from multiprocessing import Process

style = None


def say(text):
    print(style(text))


def loud(text):
    return "loud: " + text.upper()


def choose(arguments):
    global style
    style = loud


def main():
    choose(sys.argv)
    child = Process(target=say, args=("hello",))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
