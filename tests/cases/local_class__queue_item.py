# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "a.txt 3\n"
# fork_works = false
# note = "A queue pickles what is put in it under every start method, in a thread where nobody sees the exception."
# ///
from multiprocessing import Process, Queue


def read(queue):
    message = queue.get()
    print(message.path, message.size)


def main():
    class Message:
        def __init__(self, path, size):
            self.path = path
            self.size = size

    queue = Queue()
    child = Process(target=read, args=(queue,))
    child.start()
    queue.put(Message("a.txt", 3))
    child.join()


if __name__ == "__main__":
    main()
