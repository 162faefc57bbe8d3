# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "resize a.png to 10\nresize b.png to 10\nupload a.png to cdn\nupload b.png to cdn\n"
# forbid = ['^    def worker']
# note = "Two functions have a nested `worker` each, with different captures: two definitions, two names, each process its own."
# ///
import multiprocessing


def resize(names, size):
    def worker(name):
        print("resize", name, "to", size)

    run(multiprocessing.Process(target=worker, args=(name,)) for name in names)


def upload(names, host):
    def worker(name):
        print("upload", name, "to", host)

    run(multiprocessing.Process(target=worker, args=(name,)) for name in names)


def run(processes):
    for process in processes:
        process.start()
        process.join()


if __name__ == "__main__":
    resize(["a.png", "b.png"], 10)
    upload(["a.png", "b.png"], "cdn")
