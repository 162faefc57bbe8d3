from dataclasses import dataclass
from typing import Callable


@dataclass
class Job:
    name: str
    function: Callable
    done: Callable = print
