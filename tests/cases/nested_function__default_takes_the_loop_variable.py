# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[100, 105, 110]\n"
# fork_works = false
# note = "The usual `index=index` against late binding, for a pool task: each task keeps the value of its turn."
# ///
import multiprocessing


def offsets(count, start):
    with multiprocessing.Pool(2) as pool:
        pending = []
        for index in range(count):

            def offset(step, index=index):
                return start + index * step

            pending.append(pool.apply_async(offset, [5]))
        return [result.get() for result in pending]


if __name__ == "__main__":
    print(offsets(3, 100))
