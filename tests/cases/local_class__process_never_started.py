# /// case
# expect = "clean"
# stdout = "ready\n"
# note = "One worker is never started, the other one is forked for sure."
# ///
import multiprocessing


def main():
    class Worker(multiprocessing.Process):
        def run(self):
            print("never")

    class Local(multiprocessing.get_context("fork").Process):
        def run(self):
            pass

    worker = Worker()
    local = Local()
    local.start()
    local.join()
    return "ready" if not worker.is_alive() else "?"


if __name__ == "__main__":
    print(main())
