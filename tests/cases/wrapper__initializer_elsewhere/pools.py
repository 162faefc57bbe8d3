import multiprocessing


def make_pool(initializer, arguments=()):
    return multiprocessing.Pool(2, initializer=initializer, initargs=arguments)
