# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "7\n"
# note = "The instance is made before the global is set: it could not be given the value."
# mentions = ["may not be set yet"]
# ///
from multiprocessing import Process

port = None


class Server(Process):
    def run(self):
        print(port, flush=True)


def main():
    global port
    server = Server()
    port = 7
    server.start()
    server.join()


if __name__ == "__main__":
    main()
