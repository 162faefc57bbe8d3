class Log:
    def __init__(self):
        self.count = 0
        self.sinks = []

    def add(self, sink):
        self.count += 1

    def extend(self, more):
        self.count += len(more)

    def __len__(self):
        return 1


log = Log()
