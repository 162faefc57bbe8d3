try:
    from multiprocessing import Pool as Workers
except ImportError:
    Workers = None
