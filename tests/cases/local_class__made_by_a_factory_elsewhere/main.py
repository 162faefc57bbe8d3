# /// case
# expect = "fix"
# codes = ["MP103"]
# stdout = "alpha 1\n"
# note = "Another module makes a class in a function, and answers an instance of it."
# ///
from multiprocessing import Process

from jobs import make_job

if __name__ == "__main__":
    job = make_job("alpha", 1)
    process = Process(target=job.run)
    process.start()
    process.join()
