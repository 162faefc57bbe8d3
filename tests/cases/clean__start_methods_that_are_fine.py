# /// case
# expect = "clean"
# stdout = "spawn\nspawned\n"
# note = "Under the guard, in one of two branches, in a try, with force, with a context of its own: nothing to report."
# ///
import multiprocessing
import sys

context = multiprocessing.get_context("spawn")
lock = context.Lock()


def work():
    print("spawned")


def configure(method):
    try:
        multiprocessing.set_start_method(method)
    except RuntimeError:
        pass


if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.platform == "win32":
        multiprocessing.set_start_method("spawn")
    else:
        multiprocessing.set_start_method("spawn", force=True)
    configure("spawn")
    method = multiprocessing.get_start_method()
    print(method)
    if method == "spawn" or method == "forkserver":
        child = multiprocessing.Process(target=work)
        child.start()
        child.join()
