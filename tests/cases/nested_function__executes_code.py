# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "8\n"
# mentions = ["exec"]
# note = "`exec` of a plugin's source within the payload: the names it reads are not visible."
# ///
from multiprocessing import Process

PLUGIN = "print(step * 4)"


def run_plugin(source, step):
    def run(step):
        exec(source)

    child = Process(target=run, args=(step + 1,))
    child.start()
    child.join()


if __name__ == "__main__":
    run_plugin(PLUGIN, step=1)
