# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "gone\n"
# note = "`os.remove` is no change of `os`, as `names.remove` would be one of a list: the fix stays safe."
# ///
import os
import tempfile
from multiprocessing import Process


def clean(path):
    def remove():
        os.remove(path)

    process = Process(target=remove)
    process.start()
    process.join()
    if os.path.exists(path):
        os.remove(path)
        print("still there")
    else:
        print("gone")


if __name__ == "__main__":
    handle, path = tempfile.mkstemp()
    os.close(handle)
    clean(path)
