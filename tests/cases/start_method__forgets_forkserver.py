# /// case
# expect = "fix"
# codes = ["MP303"]
# safe = false
# mentions = ["forgets `forkserver`"]
# require = ['if get_start_method\(\) != "fork":', '''if method == 'fork':''']
# note = "What holds for spawn holds for forkserver; written out, it has to be asked for fork."
# ///
from multiprocessing import get_start_method


def prepare(data):
    method = get_start_method()
    if method != 'spawn':
        return data
    if get_start_method() == "spawn":
        return dict(data)
    return data
