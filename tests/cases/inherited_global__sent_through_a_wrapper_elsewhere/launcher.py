from multiprocessing import Process


def start(function, *args):
    process = Process(target=function, args=args)
    process.start()
    process.join()
