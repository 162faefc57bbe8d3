# /// case
# expect = "fix"
# codes = ["MP101", "MP102"]
# stdout = "2 tests\n"
# note = "setUp of a test case runs before its tests: what it sets is there to be passed."
# ///
import multiprocessing
import unittest


class QueueTest(unittest.TestCase):
    def setUp(self):
        self.queue = multiprocessing.Queue()
        self.expected = [1, 2, 3]

    def test_function(self):
        def produce(queue):
            for value in self.expected:
                queue.put(value)

        child = multiprocessing.Process(target=produce, args=(self.queue,))
        child.start()
        self.assertEqual([self.queue.get() for _ in self.expected], self.expected)
        child.join()

    def test_lambda(self):
        child = multiprocessing.Process(target=lambda queue: queue.put(self.expected), args=(self.queue,))
        child.start()
        self.assertEqual(self.queue.get(), [1, 2, 3])
        child.join()


if __name__ == "__main__":
    program = unittest.main(exit=False, argv=["test"])
    print(program.result.testsRun - len(program.result.errors), "tests")
