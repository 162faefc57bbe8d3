# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "north 4\nsouth 5\n"
# require = ['args=\(region, rows\)']
# note = "The function stands above the loop whose variables it closes over; each process starts within its own turn, so this is safe."
# ///
from multiprocessing import Process

SALES = {"north": [1, 3], "south": [5]}


def report(sales):
    def total():
        print(region, sum(rows))

    for region, rows in sales.items():
        child = Process(target=total)
        child.start()
        child.join()


if __name__ == "__main__":
    report(SALES)
