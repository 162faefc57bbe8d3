# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "first\nsecond\n"
# note = "The constructor that is inherited takes arguments: the new `__init__` passes them on."
# ///
from multiprocessing import Process


def speak(words):
    prefix = ""

    class Speaker(Process):
        def run(self):
            print(prefix + self.name)

    for word in words:
        speaker = Speaker(name=word, daemon=False)
        speaker.start()
        speaker.join()


if __name__ == "__main__":
    speak(["first", "second"])
