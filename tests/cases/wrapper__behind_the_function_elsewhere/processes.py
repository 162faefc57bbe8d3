from multiprocessing import Process


def spawn(target, *args):
    process = Process(target=target, args=args)
    process.start()
    return process
