# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['tea: 3', 'milk: 4']\n"
# require = ['^def measure\(sender, words\):$']
# note = "One end of a pipe, unpacked from `Pipe()`, is captured: connections may be process arguments."
# ///
from multiprocessing import Pipe, Process


def lengths(words):
    receiver, sender = Pipe(duplex=False)

    def measure(words):
        for word in words:
            sender.send(f"{word}: {len(word)}")
        sender.send(None)

    child = Process(target=measure, args=(words,))
    child.start()
    results = list(iter(receiver.recv, None))
    child.join()
    return results


if __name__ == "__main__":
    print(lengths(["tea", "milk"]))
