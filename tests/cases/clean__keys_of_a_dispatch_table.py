# /// case
# expect = "clean"
# stdout = "up A\n['down', 'up']\n[2, 4]\n"
# note = "only the keys of a dict of functions are sent"
# ///
from multiprocessing import Pool, Process


def show(name, text):
    print(name, text)


def same(name):
    return name


def main():
    def up(text):
        return text.upper()

    table = {"up": up, "down": lambda text: text.lower()}
    for name in table:
        if name == "up":
            child = Process(target=show, args=(name, table[name]("a")))
            child.start()
            child.join()
    with Pool(1) as pool:
        print(sorted(pool.map(same, table)))
        print([len(r) for r in pool.map(same, sorted(table, reverse=True))])


if __name__ == "__main__":
    main()
