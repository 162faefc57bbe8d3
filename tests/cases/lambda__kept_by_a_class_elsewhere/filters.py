class Keep:
    def __init__(self, limit):
        self.key = lambda x: x + 1
        self.limit = limit

    def work(self, x):
        return self.key(x) > self.limit


class Base:
    def __init__(self, function):
        self.function = function

    def work(self, x):
        return self.function(x)
