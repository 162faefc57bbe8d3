# /// case
# expect = "refuse"
# codes = ["MP104"]
# stdout = "4\n"
# mentions = ['global `count`']
# note = "The function writes a variable of the guard, which the child does not have."
# ///
from multiprocessing import Process

if __name__ == "__main__":
    count = int("3")

    def work():
        global count
        count += 1
        print(count)

    child = Process(target=work)
    child.start()
    child.join()
