# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "7\nin run 7\n"
# note = "A method of the parent reads the global, too, which may change there afterwards."
# mentions = ["in the parent"]
# ///
from multiprocessing import Process

port = None


class Server(Process):
    def run(self):
        print("in run", port, flush=True)

    def url(self):
        return port


def main():
    global port
    port = 7
    server = Server()
    print(server.url(), flush=True)
    server.start()
    server.join()


if __name__ == "__main__":
    main()
