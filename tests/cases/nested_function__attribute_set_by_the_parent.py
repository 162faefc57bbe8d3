# /// case
# expect = "refuse"
# codes = ["MP101"]
# stdout = "visit 6: home\nvisit 6: help\n"
# mentions = ["visits"]
# note = "The parent sets an attribute of the function object that the child reads; the function found by name in the child has no such attribute."
# ///
import multiprocessing


def crawl(pages, seen):
    def visit(page):
        visit.visits += 1
        print(f"visit {visit.visits}: {page}")

    visit.visits = len(seen)
    for page in pages:
        child = multiprocessing.Process(target=visit, args=(page,))
        child.start()
        child.join()


if __name__ == "__main__":
    crawl(["home", "help"], seen=range(5))
