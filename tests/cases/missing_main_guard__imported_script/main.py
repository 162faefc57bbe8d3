# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "[1, 4]\nlast [1, 4]\n"
# safe = false
# mentions = ["import"]
# note = "Another file of the run imports the script: what it ran then is gone with the guard."
# ///
from multiprocessing import Pool

from tasks import square

result = Pool(2).map(square, [1, 2])
print(result)
print("last", result)
