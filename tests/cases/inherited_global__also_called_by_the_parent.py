# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "> here\n> there\n"
# require = ['^    say\(mark, "here"\)$', 'args=\[mark, "there"\]', '^def say\(mark, text, end="\\n"\):$']
# note = "The parent calls the target, too, and passes the value as well."
# ///
from multiprocessing import Process

mark = ""


def say(text, end="\n"):
    print(mark, text, end=end, flush=True)


if __name__ == "__main__":
    mark = input.__name__[:0] + ">"
    say("here")
    child = Process(target=say, args=["there"])
    child.start()
    child.join()
