from multiprocessing import Pool


def square(x):
    return x * x


def of_all(numbers):
    with Pool(2) as pool:
        return pool.map(square, numbers)
