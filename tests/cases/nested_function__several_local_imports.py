# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[('{\"k\": 1}', 'a/b'), ('{\"k\": 2}', 'a/b')]\n"
# fork_works = false
# require = ['(?s)^    import json as js\b.*^    import json as js\b']
# note = "Aliased imports, one statement with two modules, and one used only by a helper of the payload: each body repeats what it names."
# ///
from multiprocessing import Pool


def encode_all(values, key):
    import json as js, posixpath
    from os import fspath as as_text

    folder = "a"

    def place(name):
        return as_text(posixpath.join(folder, name))

    def encode(value):
        return js.dumps({key: value}), place("b")

    with Pool(2) as pool:
        return pool.map(encode, values)


if __name__ == "__main__":
    print(encode_all([1, 2], "k"))
