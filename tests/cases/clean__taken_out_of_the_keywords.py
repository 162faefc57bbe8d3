# /// case
# expect = "clean"
# stdout = "first ['size']\n['first']\n"
# note = "A wrapper takes a keyword out of those that it hands on, and calls it itself."
# ///
from multiprocessing import Process


def work(word, **options):
    print(word, sorted(options), flush=True)


def run(function, *arguments, **options):
    done = options.pop("done", None)
    process = Process(target=function, args=arguments, kwargs=options)
    process.start()
    process.join()
    if done is not None:
        done()


def main():
    finished = []
    run(work, "first", size=3, done=lambda: finished.append("first"))
    print(finished)


if __name__ == "__main__":
    main()
