# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "hello you\nonce more you\nstart you\nwatched start you\n['start']\n"
# note = "Handlers of an event in lists of a dict; those that a flag keeps here stay."
# ///
import collections
from multiprocessing import Process


class Bus:
    def __init__(self):
        self.handlers = {}
        self.listeners = collections.defaultdict(list)
        self.here = []

    def on(self, event, handler):
        self.handlers.setdefault(event, []).append(handler)

    def listen(self, event, listener):
        self.listeners[event].append(listener)

    def watch(self, watcher, background=False):
        if background:
            self.listeners["start"].append(watcher)
        else:
            self.here.append(watcher)

    def emit(self, event):
        for watcher in self.here:
            watcher(event)
        for handler in self.handlers.get(event, []):
            run(Process(target=handler))
        for listener in self.listeners[event]:
            run(Process(target=listener, args=(event,)))


def run(process):
    process.start()
    process.join()


def main(word):
    seen = []

    def greet():
        print("hello", word, flush=True)

    bus = Bus()
    bus.on("start", greet)
    bus.on("start", lambda: print("once more", word, flush=True))
    bus.listen("start", lambda event: print(event, word, flush=True))
    bus.watch(lambda event: seen.append(event))
    bus.watch(lambda event: print("watched", event, word, flush=True), background=True)
    bus.emit("start")
    print(seen)


if __name__ == "__main__":
    main("you")
