# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "[6, 7] [3]\n"
# note = "The main module has a global of another file set, which the worker of a third one asks for; a global that its reader sets is no finding."
# ///
from app import jobs, settings


def main():
    settings.load(5)
    settings.words()
    print(*jobs.run())


if __name__ == "__main__":
    main()
