# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "2 of 3: tea milk\n1 of 2: tea\n"
# require = ['seen=\[\]\):$']
# note = "A mutable default that only the children fill: each process starts with an empty one, before and after."
# ///
from multiprocessing import Process


def survey(answers, separator):
    def count(answer, seen=[]):
        words = answer.split(separator)
        for word in words:
            if word not in seen:
                seen.append(word)
        print(f"{len(seen)} of {len(words)}:", *seen)

    for answer in answers:
        child = Process(target=count, args=(answer,))
        child.start()
        child.join()


if __name__ == "__main__":
    survey(["tea,milk,tea", "tea,tea"], ",")
