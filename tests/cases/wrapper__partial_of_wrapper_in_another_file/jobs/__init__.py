from .running import one_by_one, run, run_with, serially

__all__ = ["one_by_one", "run", "run_with", "serially"]
