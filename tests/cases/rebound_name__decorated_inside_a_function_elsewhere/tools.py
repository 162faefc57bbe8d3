from functools import wraps
from multiprocessing import get_context

context = get_context()


def background(function):
    @wraps(function)
    def start(*args, **kwargs):
        process = context.Process(target=function, args=args, kwargs=kwargs)
        process.start()
        process.join()

    return start
