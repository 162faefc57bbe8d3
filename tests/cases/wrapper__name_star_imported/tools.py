from multiprocessing import Pool


def run(values, n):
    def add(v):
        return v + n

    with Pool(1) as pool:
        return pool.map(add, values)
