# /// case
# expect = "fix"
# safe = false
# codes = ["MP102"]
# stdout = "oslo: oslo is up 1\nrome: rome is up 1\n"
# fork_works = false
# mentions = ["city"]
# note = "Processes built in a dict comprehension and started later: under fork each one printed the last city."
# ///
from multiprocessing import Process


def check(cities, level):
    processes = {city: Process(target=lambda: print(f"{city} is up", level)) for city in cities}
    for name, process in processes.items():
        print(name, end=": ", flush=True)
        process.start()
        process.join()


if __name__ == "__main__":
    check(["oslo", "rome"], 1)
