# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[['x', 'y'], []]\n"
# fork_works = false
# require = ['^def pick\(known, words\):  # noqa: D103$', '^    found = \[\]  # type: List\[str\]$']
# note = "Code with type comments: those in the body, at the ends of lines, move along."
# ///
from multiprocessing import Pool

MYPY = False
if MYPY:
    from typing import List, Set


def pick_all(lists, known):
    # type: (List[str], Set[str]) -> List[List[str]]
    def pick(words):  # noqa: D103
        found = []  # type: List[str]
        for word in words:  # type: str
            if word in known:
                found.append(word)
        return found

    with Pool(2) as pool:
        return pool.map(pick, lists)


if __name__ == "__main__":
    print(pick_all(["xyz", "abc"], {"x", "y"}))
