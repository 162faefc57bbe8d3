from .pools import run

__all__ = ["run"]
