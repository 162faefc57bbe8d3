# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "1\n2\n"
# fork_works = false
# mentions = ["the context of the process is never `fork`"]
# note = "The program keeps to `fork`, but for one process with a context of its own."
# ///
import multiprocessing


def main(number):
    multiprocessing.set_start_method("fork", force=True)

    def show():
        print(number)

    def spawned():
        print(number + 1)

    child = multiprocessing.Process(target=show)
    child.start()
    child.join()
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=spawned)
    child.start()
    child.join()


if __name__ == "__main__":
    main(1)
