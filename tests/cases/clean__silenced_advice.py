# /// case
# expect = "clean"
# codes = []
# stdout = "[]\n"
# note = "Advice is silenced like a finding."
# ///
from multiprocessing import Process

lines = []


def write(line):
    lines.append(line)


if __name__ == "__main__":
    writer = Process(target=write, args=("a",))  # mpfix: ignore[MP401]
    writer.start()
    writer.join()
    print(lines)
