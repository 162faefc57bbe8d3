# /// case
# expect = "advice"
# codes = ["MP401"]
# stdout = "{}\nno errors\n"
# mentions = ["`found`", "`errors`"]
# note = "What a process is given is a copy, too: by position, and behind a helper."
# ///
import multiprocessing as mp


def scan(found, errors, name):
    found[name] = len(name)
    errors.append(name)


def main():
    found = {}
    errors = []
    scanner = mp.Process(target=scan, args=(found, errors, "etc"))
    scanner.start()
    scanner.join()
    print(found)
    if not errors:
        print("no errors")


if __name__ == "__main__":
    main()
