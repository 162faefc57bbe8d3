# /// case
# expect = "fix"
# codes = ["MP102", "MP102", "MP101", "MP101"]
# stdout = "1 2\n1 2\n2\n3 2\n"
# require = ['return print\(x,\n                 n\)', 'if g is None:\n            g = partial\(_go_g, n\)', '\ndef s\(n, x\):']
# forbid = ['@staticmethod']
# note = "Lines that hang below the first character of a lambda's body still do so; no blank line opens a block; `staticmethod` goes away, which is there for classes only, and whose answer can't be pickled."
# ///
from multiprocessing import Pool, Process


class A:
    def go(self, n):
        f = lambda x: print(x,
                            n)
        p = Process(target=f, args=(1,))
        p.start()
        p.join()
        p = Process(target=lambda x: print(x,
                                           n), args=(1,))
        p.start()
        p.join()
        g = None
        if g is None:

            # what
            def g():
                print(n)
        else:
            g = None
        p = Process(target=g)
        p.start()
        p.join()

        @staticmethod
        def s(x):
            print(x, n)
        p = Process(target=s, args=(3,))
        p.start()
        p.join()


if __name__ == "__main__":
    A().go(2)
