# /// case
# expect = "fix"
# safe = false
# codes = ["MP301"]
# stdout = "True\n"
# mentions = ["no longer runs in the children, which use that module"]
# note = "Whether the call sets up what the children use is not known: the fix says that they no longer make it."
# ///
import linecache
from multiprocessing import Pool


class Loader:
    def get_source(self, name):
        return "made of " + name


linecache.lazycache("made.py", {"__name__": "made", "__loader__": Loader()})


def is_known(name):
    return bool(linecache.getlines(name)) or __name__ == "__mp_main__"


with Pool(1) as pool:
    print(pool.apply(is_known, ("made.py",)))
