import multiprocessing


def find_culprit():
    process = multiprocessing.Process(target=print)
    process.start()
    process.join()


def smallest(value):
    if 2.0**-1073 == 0:
        find_culprit()
    return value
