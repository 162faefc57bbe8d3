from shop.parallel.high import spread
from shop.tools import bracketed


def labels(words):
    return spread(bracketed("<", ">"), words)
