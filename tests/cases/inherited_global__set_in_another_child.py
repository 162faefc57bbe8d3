# /// case
# expect = "fix"
# codes = ["MP302", "MP302"]
# stdout = "7\n[7]\n"
# note = "What the initializer of a pool sets is set in its workers, not in a process beside them."
# ///
from multiprocessing import Pool, Process

port = None


def show():
    print(port, flush=True)


def answer(_):
    return port


def main():
    global port
    port = 7
    process = Process(target=show)
    process.start()
    process.join()
    with Pool(1) as pool:
        print(pool.map(answer, [1]))


if __name__ == "__main__":
    main()
