# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "['<a>', '<b>']\n[1, 2]\n"
# require = ['^    global opening, CLOSING$', 'initargs=\(opening, CLOSING\)']
# note = "Two tasks of one pool lack two globals: one initializer brings both."
# ///
from concurrent.futures import ProcessPoolExecutor

opening = ""


def tag(text):
    return opening + text + CLOSING


def count(text):
    return len(text) - len(CLOSING) + 1


def main():
    global opening, CLOSING
    opening = chr(60)
    CLOSING = chr(62)
    with ProcessPoolExecutor(
        max_workers=2,
    ) as executor:
        print(list(executor.map(tag, "ab")))
        print(list(executor.map(count, ["a", "bb"])))


if __name__ == "__main__":
    main()
