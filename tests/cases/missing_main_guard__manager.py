# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "{'a': 1}\n"
# note = "`Manager()` starts a process, too."
# ///
import multiprocessing as mp


def note(store, key):
    store[key] = 1


manager = mp.Manager()
store = manager.dict()
child = mp.Process(target=note, args=(store, "a"))
child.start()
child.join()
print(dict(store))
