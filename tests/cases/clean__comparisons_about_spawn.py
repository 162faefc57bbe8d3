# /// case
# expect = "clean"
# codes = []
# stdout = "checked\n"
# note = "A test that is there for `spawn`, or is skipped under it, asks for `spawn` alone."
# ///
import multiprocessing
import unittest


class Test(unittest.TestCase):
    def test_spawn(self):
        before = multiprocessing.get_start_method()
        if before == "spawn":
            return
        multiprocessing.set_start_method("spawn", force=True)
        multiprocessing.set_start_method(before, force=True)

    def test_anything_else(self):
        if multiprocessing.get_start_method() == "spawn":
            self.skipTest("is the case already")


if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Test)
    suite.run(unittest.TestResult())
    print("checked")
