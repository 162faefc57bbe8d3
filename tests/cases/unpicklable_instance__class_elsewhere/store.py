import threading


class Locked:
    def __init__(self):
        self.lock = threading.Lock()


class Store(Locked):
    def __init__(self, name):
        super().__init__()
        self.name = name

    def show(self):
        with self.lock:
            print(self.name, "is open")
