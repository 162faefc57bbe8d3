# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "12\nbad: invalid literal for int() with base 10: 'tea'\n"
# require = ['args=\(error, "bad",?\)']
# note = "The nested function stands in an `except` block and captures its exception, whose name is gone afterwards."
# ///
import multiprocessing


def parse(texts):
    for text in texts:
        try:
            print(int(text))
        except ValueError as error:

            def report(kind):
                print(f"{kind}: {error}")

            process = multiprocessing.Process(target=report, args=("bad",))
            process.start()
            process.join()


if __name__ == "__main__":
    parse(["12", "tea"])
