# /// case
# expect = "refuse"
# codes = ["MP103"]
# stdout = "1\n"
# mentions = ['`context`', 'when the class is made']
# note = "The base comes from a context that only the function has."
# ///
import multiprocessing


def main(method):
    context = multiprocessing.get_context(method)

    class Worker(context.Process):
        def run(self):
            print(1)

    worker = Worker()
    worker.start()
    worker.join()


if __name__ == "__main__":
    main(multiprocessing.get_start_method())
