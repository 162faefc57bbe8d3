# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "move 3/4 ('up', 'left') of 5\nother quit of 1\n"
# note = "Captures bound by `match` patterns (sequence, star, `as`) and by a walrus in the subject."
# ///
from multiprocessing import Process


def run(commands):
    for command in commands:
        match words := command.split():
            case ["move", x, y, *directions]:
                child = Process(target=lambda: print(f"move {x}/{y}", tuple(directions), "of", len(words)))
            case [str() as other, *_]:
                child = Process(target=lambda: print("other", other, "of", len(words)))
            case _:
                continue
        child.start()
        child.join()


if __name__ == "__main__":
    run(["move 3 4 up left", "quit", ""])
