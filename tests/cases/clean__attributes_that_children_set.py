# /// case
# expect = "clean"
# codes = []
# stdout = "level 3\nname b\nwork 1\n"
# note = "The child sets the attribute itself, or the parent sets it when the child has started, or keeps it on an instance."
# ///
from multiprocessing import Process


class Config:
    level = 0
    name = "b"

    def __init__(self):
        self.size = 0


def work(level):
    Config.level = level
    print("level", Config.level)


def show():
    print("name", Config.name)


def report(config):
    print("work", config.size)


def run(*given, target):
    child = Process(target=target, args=given)
    child.start()
    return child


def main():
    Config.level = 3
    run(Config.level, target=work).join()
    child = Process(target=show)
    child.start()
    Config.name = "c"
    child.join()
    config = Config()
    config.size = 1
    run(config, target=report).join()


if __name__ == "__main__":
    main()
