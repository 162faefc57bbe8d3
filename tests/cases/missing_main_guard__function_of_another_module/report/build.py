from . import squares


def build(numbers):
    print(squares.of_all(numbers))
