# /// case
# expect = "fix"
# codes = ["MP202"]
# stdout = "port 8\n"
# mentions = ["TestCase"]
# require = ['target=_serve, args=\(self\.port,\)']
# note = "A test's method that only reads what `setUp` has set."
# ///
import unittest
from multiprocessing import Process


class ServerTest(unittest.TestCase):
    def setUp(self):
        self.port = 8

    def serve(self):
        print("port", self.port)

    def test_server(self):
        server = Process(target=self.serve)
        server.start()
        server.join()
        self.assertEqual(server.exitcode, 0)


if __name__ == "__main__":
    unittest.main()
