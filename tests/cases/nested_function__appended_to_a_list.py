# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "1 lint a.py\n2 test b.py (fast)\n3 ship\n"
# note = "The jobs are collected with `append` under conditions, and taken out again with `enumerate`."
# ///
import multiprocessing


def pipeline(changed, fast, target):
    jobs = []

    def lint(number):
        print(number, "lint", changed[0])

    def test(number):
        print(number, "test", changed[-1], "(fast)" if fast else "")

    def ship(number):
        print(number, target)

    jobs.append(lint)
    if len(changed) > 1:
        jobs.append(test)
    jobs.append(ship)
    for number, job in enumerate(jobs, start=1):
        process = multiprocessing.Process(target=job, args=(number,))
        process.start()
        process.join()


if __name__ == "__main__":
    pipeline(["a.py", "b.py"], True, "ship")
