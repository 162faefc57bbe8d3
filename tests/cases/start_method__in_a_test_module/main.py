# /// case
# expect = "fix"
# safe = false
# codes = ["MP303"]
# stdout = "ok\n"
# fork_works = false
# mentions = ["a test module is imported by its runner"]
# note = "The runner of the tests imports the module, and never runs what is under its guard: the start method would not be set any more."
# ///
import unittest

if __name__ == "__main__":
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromName("test_double").run(result)
    print("ok" if result.wasSuccessful() else result.errors)
