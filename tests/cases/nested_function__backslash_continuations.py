# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[['big', 'red    fox'], ['big', 'red    owl']]\n"
# fork_works = false
# require = ['^    text = size \+ \\$', '^    fox"']
# note = "Lines continued by a backslash move along, and one inside a string, whose next line is part of the text, stays as it is."
# ///
from multiprocessing import Pool


def label(animals, size):
    def make(animal):
        text = size + \
            ", red" \
            + "\
    fox"
        if animal and \
                animal != "fox":
            text = text.replace("fox", \
                                animal)
        return text.split(", ")

    with Pool(2) as pool: \
        return pool.map(make, animals)


if __name__ == "__main__":
    print(label(["fox", "owl"], "big"))
