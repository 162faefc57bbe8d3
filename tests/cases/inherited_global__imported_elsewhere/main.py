# /// case
# expect = "fix"
# codes = ["MP302"]
# stdout = "3\n6\n"
# safe = false
# mentions = ["another file of the run imports this one"]
# note = "Another file may call the function with the arguments that it has."
# ///
import jobs
import other

if __name__ == "__main__":
    print(other.twice(3))
    jobs.run(2)
