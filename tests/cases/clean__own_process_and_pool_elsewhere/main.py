# /// case
# expect = "clean"
# stdout = "run 3\n[2, 3]\n"
# note = "Another module's classes are only called `Process` and `Pool`."
# ///
import multiprocessing

from simulation import Pool, Process


def main():
    number = 3
    process = Process(target=lambda: print("run", number, flush=True))
    process.start()
    print(Pool(2).map(lambda x: x + 1, [1, 2]))
    assert multiprocessing.cpu_count() > 0


if __name__ == "__main__":
    main()
