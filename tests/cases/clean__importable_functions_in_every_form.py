# /// case
# expect = "clean"
# stdout = "[3, 4]\n[2, 4]\n[720, 24]\n['A', 'B']\nprepared 3\n"
# note = "What fixed programs look like: partials of module functions, wrapped and cached ones, methods of classes, builtins, a process with all its arguments."
# ///
import functools
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def shouted(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args).upper()

    return wrapper


@shouted
def letter(text):
    return text[0]


@functools.lru_cache(maxsize=None)
def factorial(number):
    return number * factorial(number - 1) if number else 1


def add(step, number):
    return number + step


class Scale:
    @staticmethod
    def double(number):
        return number * 2

    @classmethod
    def show(cls, word, factor):
        print(word, factor)


def main(step):
    work = functools.partial(add, step)
    with multiprocessing.Pool(2) as pool:
        print(pool.map(work, [1, 2]))
        print(pool.map(Scale.double, [1, 2]))
        print(pool.map(factorial, [6, 4]))
    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(letter, ["ab", "ba"])))
    child = multiprocessing.Process(target=Scale.show, args=("prepared",), kwargs={"factor": 3})
    child.start()
    child.join()


if __name__ == "__main__":
    main(2)
