import multiprocessing as mp

from concurrent import futures

__all__ = ["futures", "mp"]
