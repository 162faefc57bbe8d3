from multiprocessing import Process


def launch(*args, **options):
    process = Process(*args, **options)
    process.start()
    process.join()
