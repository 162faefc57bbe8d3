from multiprocessing import get_context


def start(task):
    process = get_context().Process(target=task)
    process.start()
    process.join()
