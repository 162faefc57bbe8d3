# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "tea ready\nmilk ready\n"
# require = ['self\.context\.Process\(target=work, args=\(state, name,?\)\)']
# note = "The context is an attribute that `__init__` sets; its processes and queues are those of the default start method."
# ///
import multiprocessing as mp


class Kitchen:
    def __init__(self, method=None):
        self.context = mp.get_context(method)

    def prepare(self, names, state):
        def work(name):
            print(name, state)

        for name in names:
            process = self.context.Process(target=work, args=(name,))
            process.start()
            process.join()


if __name__ == "__main__":
    Kitchen().prepare(["tea", "milk"], "ready")
