# /// case
# expect = "clean"
# codes = []
# stdout = "[1]\n{0: 0, 1: 1}\n3\n[1]\n"
# note = "What the child changes comes back, and the parent puts it into its own object."
# ///
from multiprocessing import Pool, Process, Queue

results = []
seen = {}
count = 0
found = []


def work(queue):
    results.append(1)
    queue.put(results)


def note(n):
    seen[n] = n
    return seen


def tally(n):
    global count
    count = n
    return count


def look(n):
    found.append(n)
    return n


def main():
    global results, count
    queue = Queue()
    process = Process(target=work, args=(queue,))
    process.start()
    results = queue.get()
    process.join()
    print(results)
    with Pool(2) as pool:
        for answer in pool.imap(note, range(2)):
            seen.update(answer)
        print(dict(sorted(seen.items())))
        for n in pool.map(tally, range(3)):
            count += n
        print(count)
        pool.apply_async(look, (1,), callback=found.append).wait()
        pool.close()
        pool.join()
    print(found)


if __name__ == "__main__":
    main()
