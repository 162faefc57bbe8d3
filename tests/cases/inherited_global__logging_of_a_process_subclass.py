# /// case
# expect = "advice"
# codes = ["MP302"]
# stdout = "Loader-1: loading\n"
# mentions = ["`Loader.run`, which logs without the configuration"]
# note = "A process of ones own class logs through the logger that it keeps."
# ///
import logging.config
import multiprocessing

SETTINGS = {
    "version": 1,
    "formatters": {"short": {"format": "%(processName)s: %(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "short"}},
    "root": {"handlers": ["out"], "level": "DEBUG"},
}


class Loader(multiprocessing.Process):
    def __init__(self):
        super().__init__()
        self.log = logging.getLogger("loader")

    def run(self):
        self.log.debug("loading")


if __name__ == "__main__":
    logging.config.dictConfig(SETTINGS)
    loader = Loader()
    loader.start()
    loader.join()
