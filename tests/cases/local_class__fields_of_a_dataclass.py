# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "a ['new', 'big']\nb ['new']\n"
# fork_works = false
# note = "What `default_factory` makes belongs to one instance: to change it changes no attribute of the class."
# ///
from dataclasses import dataclass, field
from multiprocessing import Pool


def describe(job):
    return f"{job.name} {job.tags}"


def main(sizes):
    @dataclass
    class Job:
        name: str
        size: int
        tags: list = field(default_factory=list)

        def __post_init__(self):
            self.tags.append("new")
            if self.size > 2:
                self.tags.append("big")

    jobs = [Job(name, size) for name, size in sizes.items()]
    with Pool(1) as pool:
        for line in pool.map(describe, jobs):
            print(line)


if __name__ == "__main__":
    main({"a": 3, "b": 1})
