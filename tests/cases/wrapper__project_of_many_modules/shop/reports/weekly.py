from .. import parallel


def shouted(words, mark):
    return parallel.Spreader(lambda word: word.upper() + mark).over(words)
