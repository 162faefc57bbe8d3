# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "hello you\nHELLO\nlong True\nhellohello\n"
# note = "Jobs of a dataclass, a named tuple and a class have the functions that others send."
# ///
from dataclasses import dataclass
from multiprocessing import Process
from typing import Callable, NamedTuple


@dataclass
class Job:
    function: Callable
    arguments: tuple = ()


class Rule(NamedTuple):
    name: str
    check: Callable


class Task:
    def __init__(self, name, function):
        self.name = name
        self.function = function


def run(process):
    process.start()
    process.join()


def run_jobs(jobs):
    for job in jobs:
        run(Process(target=job.function, args=job.arguments))


def main(word):
    def greet(name):
        print(word, name, flush=True)

    def shout():
        print(word.upper(), flush=True)

    run_jobs([Job(greet, ("you",)), Job(function=shout)])
    for rule in [Rule("long", lambda: print("long", len(word) > 3, flush=True))]:
        run(Process(target=rule.check, name=rule.name))
    task = Task("twice", lambda: print(word * 2, flush=True))
    run(Process(target=task.function, name=task.name))


if __name__ == "__main__":
    main("hello")
