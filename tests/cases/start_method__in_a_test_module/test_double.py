import multiprocessing
import unittest

multiprocessing.set_start_method("spawn")


def double(queue, number):
    queue.put(2 * number)


class DoubleTest(unittest.TestCase):
    def test_double(self):
        queue = multiprocessing.Queue()
        child = multiprocessing.Process(target=double, args=(queue, 2))
        child.start()
        child.join()
        self.assertEqual(child.exitcode, 0)
        self.assertEqual(queue.get(), 4)


if __name__ == "__main__":
    unittest.main()
