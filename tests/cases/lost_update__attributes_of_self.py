# /// case
# expect = "advice"
# codes = ["MP401"]
# stdout = "{} 0\n"
# mentions = ["`self.pages`", "`self.visits`"]
# note = "A method changes attributes of its object, itself and through another method. The child has a copy of the object; the caller reads the original."
# ///
import multiprocessing


class Crawler:
    def __init__(self):
        self.pages = {}
        self.visits = 0

    def crawl(self, url):
        self.pages[url] = f"<p>{url}</p>"
        self.count()

    def count(self):
        self.visits += 1

    def start(self, url):
        process = multiprocessing.Process(target=self.crawl, args=(url,))
        process.start()
        process.join()


if __name__ == "__main__":
    crawler = Crawler()
    crawler.start("example.org")
    print(crawler.pages, crawler.visits)
