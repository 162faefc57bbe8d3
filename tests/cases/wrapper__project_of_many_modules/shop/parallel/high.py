from .middle import run_all


def spread(task, values):
    """Apply `task` to every value."""
    return list(run_all(task, values))


class Spreader:
    """Spreads one task again and again."""

    def __init__(self, task):
        self.task = task

    def over(self, values):
        return spread(values=values, task=self.task)
