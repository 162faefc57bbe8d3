# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "in run 7\n"
# note = "The method that runs is inherited: each class in between would have to pass the value on."
# mentions = ["inherited"]
# ///
from multiprocessing import Process

port = None


class Base(Process):
    def run(self):
        print("in run", port, flush=True)


class Server(Base):
    pass


def main():
    global port
    port = 7
    server = Server()
    server.start()
    server.join()


if __name__ == "__main__":
    main()
