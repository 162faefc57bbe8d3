import multiprocessing


class Channel:
    def __init__(self):
        self.queue = multiprocessing.Queue()

    def publish(self, message):
        self.queue.put(message)

    def receive(self):
        return self.queue.get(timeout=3)
