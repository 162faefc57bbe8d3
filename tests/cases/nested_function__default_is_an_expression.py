# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['mon..', 'tues.', 'wedne']\n['mon', 'tue', 'wed']\n"
# fork_works = false
# note = "The default is computed from locals where the def stands, once per call of the encloser, before the list grows."
# ///
from multiprocessing import Pool


def pad_all(words, extra):
    longest = [len(word) for word in words]

    def pad(word, width=max(longest) - extra, fill="."):
        return word[:width].ljust(width, fill)

    longest.append(100)
    with Pool(2) as pool:
        return pool.map(pad, words)


if __name__ == "__main__":
    print(pad_all(["mon", "tues", "wednesd"], extra=2))
    print(pad_all(["monday", "tuesday", "wed"], extra=4))
