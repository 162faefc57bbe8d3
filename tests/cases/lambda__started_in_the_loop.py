# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "1/3 ann\n2/3 bo\n3/3 cy\n"
# note = "The lambda captures both loop variables, and each process starts before they change: safe."
# ///
import multiprocessing


def greet(names):
    running = []
    for number, name in enumerate(names, start=1):
        process = multiprocessing.Process(target=lambda: print(f"{number}/{len(names)}", name))
        process.start()
        process.join()
        running.append(process)
    return running


if __name__ == "__main__":
    greet(["ann", "bo", "cy"])
