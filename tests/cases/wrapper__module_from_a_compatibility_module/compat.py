try:
    import parallel
except ImportError:
    parallel = None
