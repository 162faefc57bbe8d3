# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "patched 1\n"
# mentions = ["render"]
# note = "The parent puts another function in the place of one that the child imports."
# ///
from multiprocessing import Process


def render(n):
    return f"plain {n}"


def patched(n):
    return f"patched {n}"


def work():
    print(render(1))


def main():
    global render
    render = patched
    child = Process(target=work)
    child.start()
    child.join()


if __name__ == "__main__":
    main()
