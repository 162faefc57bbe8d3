# /// case
# expect = "fix"
# codes = ["MP302", "MP302"]
# stdout = "a: 7 of 3\nb: 7 of 3\njob 7\n"
# note = "Methods that read a lost global, and call what reads one, find them on their instance, which is given them when it is made."
# ///
from multiprocessing import Process

port = None
limits = {}


def limit():
    return limits["most"]


class Server(Process):
    """Serves."""

    retries = 3

    def __init__(self, title, *, daemon=None):
        """Makes one."""
        super().__init__(daemon=daemon)
        self.title = title

    def run(self):
        self.serve()

    def serve(self):
        print(f"{self.title}: {port} of {limit()}", flush=True)


class Job:
    def run(self, *words):
        print(*words, port, flush=True)


def make(titles):
    return [Server(title, daemon=True) for title in titles]


def main():
    global port
    port = 7
    limits["most"] = 3
    servers = make("ab")
    for server in servers:
        server.start()
        server.join()
    job = Job()
    process = Process(target=job.run, args=("job",))
    process.start()
    process.join()


if __name__ == "__main__":
    main()
