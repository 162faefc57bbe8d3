from concurrent.futures import ThreadPoolExecutor


def run_parallel(function, items):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(function, items))


def run_here(function, items):
    return list(map(function, items))
