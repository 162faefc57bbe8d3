# /// case
# expect = "fix"
# safe = false
# codes = ["MP101"]
# stdout = "try 1 of 3\ntry 2 of 3\ntry 3 of 3\n"
# fork_works = false
# mentions = ["attempt"]
# note = "A `while` loop counts `attempt` up while it builds the processes; started afterwards, every forked child saw the last number."
# ///
from multiprocessing import Process


def probe_all(limit):
    attempt = 0
    probes = []
    while attempt < limit:
        attempt += 1

        def probe():
            print("try", attempt, "of", limit)

        probes.append(Process(target=probe))
    for process in probes:
        process.start()
        process.join()


if __name__ == "__main__":
    probe_all(3)
