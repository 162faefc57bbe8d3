import multiprocessing

context = multiprocessing.get_context("fork")


def start(target):
    process = context.Process(target=target)
    process.start()
    process.join()
