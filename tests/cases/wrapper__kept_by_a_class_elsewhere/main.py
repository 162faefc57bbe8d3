# /// case
# expect = "fix"
# codes = ["MP102", "MP102", "MP102", "MP102", "MP102"]
# fork_works = false
# stdout = "6\n[3, 6]\n[4, 8]\n[1, 11]\n"
# note = "Classes of another file keep what they are made with: a process that is started, an instance whose method sends itself or is sent, the items of a dataclass."
# ///
import multiprocessing

from workers import Job, Runner, Worker, run_job


def start(k):
    results = multiprocessing.Queue()
    worker = Worker(results, lambda x: x * k)
    worker.start()
    print(results.get())
    worker.join()


def main():
    start(2)
    factor = 3
    print(Runner(lambda x: x * factor).run([1, 2]))
    runner = Runner(lambda x: x * 4)
    jobs = [Job(lambda size: size + 1, 0)]
    jobs.append(Job(function=lambda size: size + 10, size=1))
    with multiprocessing.Pool(2) as pool:
        print(pool.map(runner.work, [1, 2]))
        print(pool.map(run_job, jobs))


if __name__ == "__main__":
    main()
