# /// case
# expect = "fix"
# codes = ["MP201"]
# stdout = "[('a', 2), ('b', 1)]\n"
# fork_works = false
# note = "What a process is given is known where it is started."
# ///
"""A child that sends a view of its dict through the connection that it is given."""
from multiprocessing import Pipe, Process


def count(words, connection):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    connection.send(counts.items())
    connection.close()


def main():
    ours, theirs = Pipe()
    process = Process(target=count, args=(["a", "b", "a"], theirs))
    process.start()
    theirs.close()
    print(sorted(ours.recv()))
    process.join()


if __name__ == "__main__":
    main()
