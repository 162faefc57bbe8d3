# /// case
# expect = "clean"
# codes = []
# stdout = "stored\n"
# note = "An item of a client is kept elsewhere: the client that the child's import makes reads what was written."
# ///
from multiprocessing import Process

from client import Client

client = Client()


def work():
    print(client["key"])


def main():
    client["key"] = "stored"
    child = Process(target=work)
    child.start()
    child.join()


if __name__ == "__main__":
    main()
