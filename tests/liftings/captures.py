"""Functions that capture."""
import threading


def outer(n, *rest, scale: int = 2, **options):
    """Everything that can be bound."""
    total = n * scale
    lock = threading.Lock()
    import json as encoder

    # Adds what is around it.
    def add(x):
        """Adds."""
        with lock:
            return x + total + len(rest)

    def encode(x, indent=None):
        return encoder.dumps([add(x), options], indent=indent)

    def even(k):
        return k == 0 or odd(k - 1)

    def odd(k):
        return k != 0 and even(k - 1)

    def count_down(k):
        return [n] if k == 0 else [k + total, *count_down(k - 1)]

    def nothing():
        return "nothing"

    print(add(1), add(x=2), encode(3), encode(4, indent=1))
    print(even(10), odd(10), count_down(3), nothing())
    print(list(map(add, [1, 2, 3])), sorted([3, 1, 2], key=count_down))
    return add


class Account:
    rate = 3

    def __init__(self, owner):
        self.owner = owner
        self.__secret = 7

    def report(self, lines):
        def line(text):
            return f"{self.owner}: {text} {self.__secret}"

        class Title:
            def __str__(self):
                return "title"

        print(str(Title()))
        return [line(text) for text in lines]


print(outer(1, 2, 3, word="w")(5))
print(Account("me").report(["a", "b"]))
