import multiprocessing


def launch(function, args, timeout):
    process = multiprocessing.Process(target=function, args=args)
    process.start()
    process.join(timeout)
