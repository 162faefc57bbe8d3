# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['a*', 'b*']\n['*a', '*b']\n"
# fork_works = false
# require = ['pool\.map\(lambda text: text \+ mark, texts\)', 'pool\.map\((functools\.)?partial\(decorate, mark\), texts\)']
# note = "One variable, first a pool of threads, then one of processes: only what reaches the second is changed."
# ///
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool


def decorate_all(texts, mark):
    def decorate(text):
        return mark + text

    pool = ThreadPool(2)
    print(pool.map(lambda text: text + mark, texts))
    pool.close()
    pool.join()
    pool = Pool(2)
    print(pool.map(decorate, texts))
    pool.close()
    pool.join()


if __name__ == "__main__":
    decorate_all(["a", "b"], "*")
