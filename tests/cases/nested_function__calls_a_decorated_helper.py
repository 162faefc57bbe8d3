# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "0 A, B\n1 C\n"
# note = "Pickle does not look for a helper that is only called: its decorator need not keep the name."
# ///
import multiprocessing


def retry(times):
    def decorate(function):
        def again(*args, **kwargs):
            for _ in range(times):
                try:
                    return function(*args, **kwargs)
                except ValueError:
                    pass
            raise RuntimeError("failed")

        return again

    return decorate


def launch(names, separator):
    results = multiprocessing.SimpleQueue()

    @retry(3)
    def join(part):
        return separator.join(part).upper()

    def worker(number, part):
        results.put((number, join(part)))

    children = [multiprocessing.Process(target=worker, args=each) for each in enumerate(names)]
    for child in children:
        child.start()
    for number, text in sorted(results.get() for _ in children):
        print(number, text)
    for child in children:
        child.join()


if __name__ == "__main__":
    launch([["a", "b"], ["c"]], ", ")
