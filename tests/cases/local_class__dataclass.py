# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "[('ann', 7), ('bob', 9)]\n"
# fork_works = false
# note = "A dataclass that captures nothing moves with its decorator."
# ///
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field


def older(person):
    return person.name, person.age + len(person.tags)


def ages():
    @dataclass(frozen=True)
    class Person:
        """Somebody."""

        name: str
        age: int
        tags: list = field(default_factory=list)

    people = [Person("ann", 6, ["x"]), Person("bob", 9)]
    with ProcessPoolExecutor(2) as executor:
        return list(executor.map(older, people))


if __name__ == "__main__":
    print(ages())
