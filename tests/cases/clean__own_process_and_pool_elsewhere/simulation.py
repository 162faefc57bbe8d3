class Process:
    def __init__(self, target):
        self.target = target

    def start(self):
        self.target()


class Pool:
    def __init__(self, size):
        self.size = size

    def map(self, function, items):
        return [function(item) for item in items]
