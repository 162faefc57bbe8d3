# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[('en', 'TEA'), ('en', 'MILK')]\n"
# require = ['initargs=\(language, True,?\)']
# forbid = ["partial"]
# note = "The nested initializer has `initargs` already: the captured value goes in front."
# ///
import multiprocessing as mp

settings = {}


def render(word):
    return settings["language"], word.upper() if settings["loud"] else word


def render_all(words, language):
    def configure(loud):
        settings.update(language=language, loud=loud)

    with mp.Pool(processes=2, initializer=configure, initargs=(True,)) as pool:
        return pool.map(render, words)


if __name__ == "__main__":
    print(render_all(["tea", "milk"], "en"))
