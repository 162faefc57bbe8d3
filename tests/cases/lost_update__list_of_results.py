# /// case
# expect = "advice"
# codes = ["MP401"]
# stdout = "0 squares\n"
# mentions = ["advice.MP401.", "changes `squares` in a child process", "Manager.*list", "1 piece of advice"]
# note = "Each child appends to a list of its own. The one of the parent stays empty, under every start method."
# ///
from multiprocessing import Process

squares = []


def square(n):
    squares.append(n * n)


if __name__ == "__main__":
    workers = [Process(target=square, args=(n,)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(len(squares), "squares")
