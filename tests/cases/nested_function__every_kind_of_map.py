# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 5]\n[3, 5]\n[3, 5]\n[5, 9]\n[5, 9]\n"
# fork_works = false
# require = ['imap\((functools\.)?partial\(scale, factor\), ', 'imap_unordered\((functools\.)?partial\(scale, factor\), ', 'map_async\((functools\.)?partial\(scale, factor\), ', 'callback=results\.append']
# note = "`imap`, `imap_unordered`, `map_async`, `starmap` and `starmap_async` on a pool of a context, with chunk size and callback."
# ///
import multiprocessing

context = multiprocessing.get_context()


def compare(numbers, factor):
    def scale(number, offset=1):
        return number * factor + offset

    results = []
    with context.Pool(2) as pool:
        print(list(pool.imap(scale, numbers, 1)))
        print(sorted(pool.imap_unordered(scale, numbers, chunksize=1)))
        pool.map_async(scale, numbers, callback=results.append).wait()
        print(*results)
        print(pool.starmap(scale, zip(numbers, (3, 5))))
        print(pool.starmap_async(scale, [(1, 3), (2, 5)]).get())


if __name__ == "__main__":
    compare([1, 2], factor=2)
