# /// case
# expect = "fix"
# safe = false
# codes = ["MP102"]
# stdout = "page 1 of 3\nnext is 2\n"
# fork_works = false
# mentions = ["page"]
# note = "A lambda that stands for a plain call, but `page` moves on before the start: the call has another value as argument."
# ///
import multiprocessing


def show(page, count):
    print("page", page, "of", count)


def main(count):
    page = 1
    child = multiprocessing.Process(target=lambda: show(page, count))
    page += 1
    child.start()
    child.join()
    print("next is", page)


if __name__ == "__main__":
    main(3)
