from .pools import run_parallel
