from multiprocessing import Process


def start_all(functions):
    for function in functions:
        process = Process(target=function)
        process.start()
        process.join()
