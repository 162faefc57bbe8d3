# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "<a>\n['<b>', '<c>']\n"
# fork_works = false
# require = ['submit\(_wrap, wrapper\.open, wrapper\.close, "a"\)', 'map\(partial\(_wrap, wrapper\.open, wrapper\.close\)']
# note = "One method, sent by two calls from outside of the class: one fix for both."
# ///
import logging
from concurrent.futures import ProcessPoolExecutor


class Wrapper:
    close = ">"

    def __init__(self):
        self.open = "<"
        self.handler = logging.StreamHandler()

    def wrap(self, word):
        return self.open + word + self.close


def main():
    wrapper = Wrapper()
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(wrapper.wrap, "a").result())
        print(list(executor.map(wrapper.wrap, ["b", "c"])))


if __name__ == "__main__":
    main()
