# /// case
# expect = "clean"
# codes = []
# stdout = "3\n"
# note = "Another start method for systems without `fork` is no choice."
# ///
import multiprocessing


def main():
    if "fork" in multiprocessing.get_all_start_methods():
        multiprocessing.set_start_method("fork")
    else:
        multiprocessing.set_start_method("spawn")
    number = 3
    process = multiprocessing.Process(target=lambda: print(number))
    process.start()
    process.join()


if __name__ == "__main__":
    main()
