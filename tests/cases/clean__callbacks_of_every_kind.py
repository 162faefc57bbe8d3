# /// case
# expect = "clean"
# stdout = "square 9\nfailed: ValueError\nall [1, 4]\npairs [2, 12]\nfuture 16\n"
# note = "`callback=` and `error_callback=` of every call that has them, by name and by position, and `add_done_callback`."
# ///
import operator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def square(number):
    return number * number


def main(log):
    def say(word):
        return lambda value: log.append(f"{word} {value}")

    def failed(error):
        log.append(f"failed: {type(error).__name__}")

    with Pool(2) as pool:
        pool.apply_async(square, (3,), {}, say("square")).wait()
        pool.apply_async(int, ("x",), error_callback=failed).wait()
        pool.map_async(square, [1, 2], callback=say("all"), error_callback=failed).wait()
        pool.starmap_async(operator.mul, [(1, 2), (3, 4)], None, lambda pairs: log.append(f"pairs {pairs}")).wait()
    with ProcessPoolExecutor(1) as executor:
        executor.submit(square, 4).add_done_callback(lambda future: say("future")(future.result()))


if __name__ == "__main__":
    LOG = []
    main(LOG)
    print("\n".join(LOG))
