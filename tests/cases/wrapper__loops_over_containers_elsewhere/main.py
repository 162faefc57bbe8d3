# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "hello you\n0 you\n11 you\nnamed you\nyouyou\n20 you\nYou\n3 you\nYOU\n"
# note = "Wrappers of another file take the functions out of dicts, pairs, stars and keywords."
# ///
import crew


def main(word):
    def greet():
        print("hello", word, flush=True)

    def count(number):
        print(number, word, flush=True)

    def repeat(times):
        print(word * times, flush=True)

    def shout():
        print(word.upper(), flush=True)

    crew.by_name({"greeting": greet})
    crew.numbered(count, lambda number: print(number + 10, word, flush=True))
    crew.named(first=lambda: print("named", word, flush=True))
    crew.with_arguments([(repeat, (2,))])
    crew.by_key({"count": (count, (20,)), "shout": (lambda: print(word.title(), flush=True), ())})
    crew.in_order([(3, lambda priority: print(priority, word, flush=True))])
    crew.chosen({"shout": shout}, "shout")


if __name__ == "__main__":
    main("you")
