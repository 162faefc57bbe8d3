# /// case
# expect = "fix"
# safe = false
# codes = ["MP101"]
# stdout = "[en] hello\n[fr] hello\n"
# fork_works = false
# mentions = ["language"]
# note = "The payload itself captures only its helper; it is the helper that reads the loop variable too late."
# ///
from multiprocessing import Process


def greet(languages):
    def tagged(text):
        return f"[{language}] {text}"

    def say_hello():
        print(tagged("hello"))

    children = []
    for language in languages:
        children.append(Process(target=say_hello))
    for child in children:
        child.start()
        child.join()


if __name__ == "__main__":
    greet(["en", "fr"])
