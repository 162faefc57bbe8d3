# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "fetch http://host/a 3 times\n"
# require = ['# the slow part', '# one page only', '^            daemon=True,$']
# note = "The call stands on several lines, with comments and trailing commas; they all stay."
# ///
import multiprocessing


def fetch_one(host, pages):
    def fetch(page, times):
        print("fetch", f"http://{host}/{page}", times, "times")

    for page in pages:
        child = multiprocessing.Process(
            target=fetch,  # the slow part
            daemon=True,
            args=(
                page,  # one page only
                3,
            ),
        )
        child.start()
        child.join()


if __name__ == "__main__":
    fetch_one("host", ["a"])
