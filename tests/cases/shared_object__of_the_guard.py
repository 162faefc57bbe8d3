# /// case
# expect = "fix"
# codes = ["MP203"]
# stdout = "6\n"
# fork_works = false
# require = ['kwds=\{"text": "coconut"\}|kwds=dict']
# note = "The variable is a global of the guard; the function calls itself, and the parent calls it with the same object."
# ///
import multiprocessing


def count(text, counter):
    if not text:
        return
    with counter.get_lock():
        counter.value += 1
    count(text[2:], counter)


if __name__ == "__main__":
    total = multiprocessing.Value("i", 0)
    pool = multiprocessing.Pool(processes=2)
    pool.apply(count, kwds={"text": "coconut", "counter": total})
    count("rice", total)
    pool.close()
    pool.join()
    print(total.value)
