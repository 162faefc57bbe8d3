# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "reply: HELLO!\n"
# fork_works = false
# note = "`Connection.send` pickles at the call; the function was put in the pipe before the child starts."
# ///
from multiprocessing import Pipe, Process


def answer(connection):
    handler = connection.recv()
    connection.send(handler("hello"))


def ask(ending):
    def shout(text):
        return text.upper() + ending

    here, there = Pipe()
    here.send(shout)
    child = Process(target=answer, args=(there,))
    child.start()
    print("reply:", here.recv())
    child.join()


if __name__ == "__main__":
    ask("!")
