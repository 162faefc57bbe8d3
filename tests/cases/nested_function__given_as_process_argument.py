# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "2 of 2 done\nbackup: finished\n2 of 2 done\nsync: finished\n"
# require = ['args=\(\["a", "b"\], (functools\.)?partial\(notify, name\)\)', 'target=work']
# note = "The nested function is not the target but one of its arguments; the target is importable and stays as it is."
# ///
from multiprocessing import Process


def work(items, on_done):
    done = [item for item in items if item]
    print(len(done), "of", len(items), "done")
    on_done("finished")


def run(names):
    for name in names:

        def notify(state):
            print(f"{name}: {state}")

        process = Process(target=work, args=(["a", "b"], notify))
        process.start()
        process.join()


if __name__ == "__main__":
    run(["backup", "sync"])
