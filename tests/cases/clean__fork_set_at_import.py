# /// case
# expect = "clean"
# stdout = "3 rows\n"
# note = "A forked child imports nothing, so fork may be set outside of the guard."
# ///
import multiprocessing

if "fork" in multiprocessing.get_all_start_methods():
    multiprocessing.set_start_method("fork", force=True)


def count(rows):
    def show():
        print(len(rows), "rows")

    child = multiprocessing.Process(target=show)
    child.start()
    child.join()


if __name__ == "__main__":
    count(["a", "b", "c"])
