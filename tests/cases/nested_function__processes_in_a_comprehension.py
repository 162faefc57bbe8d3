# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "0 red dot\n1 red line\n2 red dot\n"
# require = ['^def draw\(color, index, shape\):$', 'args=\(color, \*item\)']
# note = "Built in a comprehension and started later, but what is captured does not change: what does change is in `args` already."
# ///
from multiprocessing import Process


def draw_all(shapes, color):
    def draw(index, shape):
        print(index, color, shape)

    processes = [Process(target=draw, args=item) for item in enumerate(shapes)]
    for process in processes:
        process.start()
        process.join()


if __name__ == "__main__":
    draw_all(["dot", "line", "dot"], "red")
