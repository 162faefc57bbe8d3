from shop import parallel


def check_all(words, verb):
    def check(word):
        print(verb, word)

    for word in words:
        parallel.in_background(check, word).join()
