# /// case
# expect = "clean"
# stdout = "[1, 4]\n"
# note = "What `python -m` runs is no module that a child imports, and the functions of the package start only when called."
# ///
import runpy

if __name__ == "__main__":
    runpy.run_module("report", run_name="__main__", alter_sys=True)
