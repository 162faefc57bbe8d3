# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "dry run of tea\nbrew tea at 95\nbrew tea at 80\n"
# note = "The function reaches `target` as `run`, a second name of it; the parent calls it under the first."
# ///
import multiprocessing


def brew(kind, dry):
    def step(degrees):
        print("brew", kind, "at", degrees)

    run = step
    if dry:
        print("dry run of", kind)
    process = multiprocessing.Process(target=run, args=(95,))
    process.start()
    process.join()
    step(80)


if __name__ == "__main__":
    brew("tea", dry=True)
