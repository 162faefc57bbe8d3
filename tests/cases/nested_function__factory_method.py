# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[a] tea\n[b] milk\n"
# require = ['return (functools\.)?partial\(write, self, level\)']
# note = "A method makes the targets of another one; what it returns becomes a partial."
# ///
from multiprocessing import Process


class Journal:
    def __init__(self, brackets):
        self.brackets = brackets

    def make_writer(self, level):
        def write(message):
            opening, closing = self.brackets
            print(f"{opening}{level}{closing} {message}")

        return write

    def write_all(self, messages):
        for level, message in messages.items():
            process = Process(target=self.make_writer(level), args=(message,))
            process.start()
            process.join()


if __name__ == "__main__":
    Journal("[]").write_all({"a": "tea", "b": "milk"})
