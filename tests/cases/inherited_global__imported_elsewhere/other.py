import jobs


def twice(number):
    return number * len(jobs.__name__) // 4
