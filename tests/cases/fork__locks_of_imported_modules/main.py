# /// case
# expect = "fix"
# args = ["--strategy", "fork"]
# codes = ["MP101"]
# stdout = "hello r\nhello b\n"
# forbid = ["set_start_method"]
# note = "A module with a lock that is only imported takes a context of its own: two of them must not both set the start method."
# ///
import blue
import red

if __name__ == "__main__":
    red.go("r")
    blue.go("b")
