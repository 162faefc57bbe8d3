# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "True\n"
# fork_works = true
# require = ['^    HERE = os\.getcwd\(\)$', 'initargs=\(HERE,\)']
# note = "A child starts in the folder that its parent has then: what reads the folder is no constant where the script changes it."
# ///
import multiprocessing
import os

os.chdir(os.path.dirname(os.path.abspath(__file__)))
HERE = os.getcwd()


def work(folder):
    return HERE != folder


os.chdir(os.sep)
pool = multiprocessing.Pool(1)
print(pool.map_async(work, [os.getcwd()]).get(5)[0])
