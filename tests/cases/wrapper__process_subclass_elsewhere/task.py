from multiprocessing import Process


class Task(Process):
    def __init__(self, function, number):
        super().__init__(target=function, args=(number,))
