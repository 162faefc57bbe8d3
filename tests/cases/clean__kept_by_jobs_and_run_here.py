# /// case
# expect = "clean"
# stdout = "work\nfinished hello\nclicked hello\n"
# note = "A job has a function that is sent and one that is called here; a button has one for threads."
# ///
import threading
from dataclasses import dataclass
from multiprocessing import Process
from typing import Callable


@dataclass
class Job:
    function: Callable
    finished: Callable


@dataclass
class Button:
    function: Callable


def work():
    print("work", flush=True)


def run(job):
    process = Process(target=job.function)
    process.start()
    process.join()
    job.finished()


def click(button):
    thread = threading.Thread(target=button.function)
    thread.start()
    thread.join()


def main(word):
    run(Job(work, lambda: print("finished", word, flush=True)))
    click(Button(lambda: print("clicked", word, flush=True)))


if __name__ == "__main__":
    main("hello")
