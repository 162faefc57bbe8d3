# /// case
# expect = "fix"
# codes = ["MP302", "MP302"]
# stdout = "['2:a', '2:b']\n2:c\n"
# require = ['pool\.map\(partial\(label, options\), \["a", "b"\]\)', 'target=show, args=\(options, "c"\)']
# note = "Under the guard, `options` is the global, in `main` and `run` the parameter that every call gives it for: scripts with `main(args)` do so."
# ///
import sys
from multiprocessing import Pool, Process


def read(argv):
    return {"times": 1 + len(argv)}


def label(text):
    return f"{options['times']}:{text}"


def show(text):
    print(label(text))


def run(verbose, options):
    with Pool(options["times"]) as pool:
        print(pool.map(label, ["a", "b"]))
    process = Process(target=show, args=("c",))
    process.start()
    process.join()


def main(options):
    run(False, options=options)


if __name__ == "__main__":
    options = read(sys.argv)
    main(options)
