# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "Dear ann, tea is ready.\n"
# mentions = ["locals"]
# note = "`locals()` shows captured variables and would show parameters too: what the format string reads can't be known."
# ///
from multiprocessing import Process

TEMPLATE = "Dear {name}, {drink} is ready."


def invite(names, drink):
    def send(name):
        if drink:
            print(TEMPLATE.format(**locals()))

    for name in names:
        child = Process(target=send, args=(name,))
        child.start()
        child.join()


if __name__ == "__main__":
    invite(["ann"], "tea")
