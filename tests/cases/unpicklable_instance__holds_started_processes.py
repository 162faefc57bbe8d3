# /// case
# expect = "refuse"
# codes = ["MP202"]
# stdout = "produce\nconsume\n"
# mentions = ["`producer` holds", "`everyone` holds"]
# note = "The second start pickles the instance, and with it the process that runs already."
# ///
from multiprocessing import Process


class Crowd:
    def __init__(self, count):
        self.everyone = [Process(target=self.label, args=("",)) for _ in range(count)]

    def label(self, text):
        return self, text

    def start(self):
        for one in self.everyone:
            one.start()
        for one in self.everyone:
            one.join()


class Pipeline:
    def step(self, text):
        print(self.label(text))

    def label(self, text):
        return text

    def run(self):
        self.producer = Process(target=self.step, args=("produce",))
        self.producer.start()
        self.producer.join()
        self.consumer = Process(target=self.step, args=("consume",))
        self.consumer.start()
        self.consumer.join()


if __name__ == "__main__":
    Crowd(2).start()
    Pipeline().run()
