# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "fast: 3 of 12\nthorough: 12 bytes in 4 blocks\n"
# note = "`a if c else b` chooses between two nested functions with different captures."
# ///
from multiprocessing import Process


def scan(data, limit, block, quick):
    def scan_fast(content):
        print("fast:", len(content[:limit]), "of", len(content))

    def scan_all(content):
        blocks = range(0, len(content), block)
        print("thorough:", len(content), "bytes in", len(blocks), "blocks")

    worker = scan_fast if quick else scan_all
    process = Process(target=worker, args=(data,))
    process.start()
    process.join()


if __name__ == "__main__":
    scan(b"twelve bytes", 3, 3, quick=True)
    scan(b"twelve bytes", 3, 3, quick=False)
