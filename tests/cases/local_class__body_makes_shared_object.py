# /// case
# expect = "refuse"
# codes = ["MP103"]
# stdout = "2\n"
# mentions = ['`Value`', 'every child']
# note = "At module level every child would make a counter of its own."
# ///
import multiprocessing


def main():
    class Worker(multiprocessing.Process):
        total = multiprocessing.Value("i", 0)

        def run(self):
            self.total.value += 2

    worker = Worker()
    worker.start()
    worker.join()
    print(Worker.total.value)


if __name__ == "__main__":
    main()
