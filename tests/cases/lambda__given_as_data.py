# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "tea!\n['milk', 'tea']\n['Milkt', 'TEA!']\n"
# fork_works = false
# forbid = ['lambda text', 'lambda word']
# note = "Lambdas among the arguments: of a process, of `submit` by keyword, in the items of a map; the sort key in the parent stays."
# ///
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process


def show(word, change):
    print(change(word))


def arrange(words, key=None):
    return sorted(words, key=key)


def call(pair):
    function, word = pair
    return function(word)


def main(mark, letter):
    child = Process(target=show, args=("tea", lambda text: text + mark))
    child.start()
    child.join()
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(arrange, ["tea", "milk"], key=lambda word: word.count(letter)).result())
        items = [(lambda text: text.upper() + mark, "tea"), (lambda text: text.title() + letter, "milk")]
        print(sorted(executor.map(call, items), key=lambda result: result[0]))


if __name__ == "__main__":
    main("!", "t")
