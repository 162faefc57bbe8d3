# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "tea: a\ntea: a b\ntea: b a\ntea:\nin the parent tea: z\n"
# require = ['^def line\(title, \*words, flip=False\):$', 'line\(title, \*words, \*\*options\)', 'f"in the parent \{line\(title, ']
# note = "The helper is called with stars, keywords, nothing at all, in an f-string, and as an argument of itself."
# ///
from multiprocessing import Process


def show_all(title):
    def line(*words, flip=False):
        return " ".join([title + ":", *(reversed(words) if flip else words)])

    def show(words, options):
        print(line(words[0]))
        print(line(line(*words)[5:]))
        print(line(*words, **options))
        print(line())

    child = Process(target=show, args=(["a", "b"], {"flip": True}))
    child.start()
    child.join()
    print(f"in the parent {line('z', flip=False)}")


if __name__ == "__main__":
    show_all("tea")
