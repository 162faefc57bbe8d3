"""What a task does; nothing here knows of processes."""

from checks import limited


@limited(10)
def following(n):
    return n + 1
