# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "['tea_1', 'milk_1']\n"
# forbid = ['lambda', 'partial']
# note = "A lambda as `initializer=`, with two captures: a new keyword `initargs`, no partial."
# ///
import multiprocessing

options = {"separator": "?"}


def name_of(word):
    return f"{word}{options['separator']}{options['number']}"


def rename(words, separator, number=1):
    with multiprocessing.Pool(2, initializer=lambda: options.update(separator=separator, number=number)) as pool:
        return pool.map(name_of, words)


if __name__ == "__main__":
    print(rename(["tea", "milk"], "_"))
