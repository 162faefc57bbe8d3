from multiprocessing import Process

settings = None


def scaled(number):
    print(settings["factor"] * number)


def run(number):
    global settings
    settings = {"factor": 3}
    process = Process(target=scaled, args=(number,))
    process.start()
    process.join()
