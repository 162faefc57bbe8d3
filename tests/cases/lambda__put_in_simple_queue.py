# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[9, 'done']\n"
# fork_works = false
# note = "`SimpleQueue.put` pickles at the call; the queue belongs to a context."
# ///
import multiprocessing

context = multiprocessing.get_context()


def run(jobs, results):
    done = []
    while (job := jobs.get()) is not None:
        done.append(job())
    results.put(done)


def main(number):
    jobs, results = context.SimpleQueue(), context.SimpleQueue()
    jobs.put(lambda: number**2)
    jobs.put(lambda: "done")
    jobs.put(None)
    child = context.Process(target=run, args=(jobs, results))
    child.start()
    print(results.get())
    child.join()


if __name__ == "__main__":
    main(3)
