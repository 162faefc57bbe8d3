# /// case
# expect = "refuse"
# codes = ["MP201"]
# stdout = "3\n1\n2\n"
# note = "The loop ends when the generator is empty, and would never end with a list."
# ///
from multiprocessing import Process


def work(numbers):
    while True:
        for number in numbers:
            print(number, flush=True)
            break
        else:
            break


def main():
    data = [3, 1, 2]
    process = Process(target=work, args=((number for number in data),))
    process.start()
    process.join()


if __name__ == "__main__":
    main()
