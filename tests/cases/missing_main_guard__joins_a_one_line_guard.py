# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "[3]\nbye\n"
# note = "The guard that is there has its statement on its own line: it gets a block."
# ///
from multiprocessing import Pool


def main():
    print(pool.map(abs, [-3]))
    pool.terminate()


pool = Pool(1)

if __name__ == "__main__": main()
print("bye")
