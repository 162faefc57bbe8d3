# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "[1, 4]\nbye\n"
# require = ['^if __name__ == "__main__":\n    pool = Pool\(2\)\n\n?    print', '^    print\("bye"\)$']
# forbid = ['(?s)__main__.*__main__']
# note = "The file has a main guard, and starts its pool outside of it: what stands above and below goes under that guard."
# ///
from multiprocessing import Pool


def square(number):
    return number * number


pool = Pool(2)

if __name__ == "__main__":
    print(pool.map(square, [1, 2]))

pool.terminate()
print("bye")
