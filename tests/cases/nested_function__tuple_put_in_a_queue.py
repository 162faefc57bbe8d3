# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[30, 'tea tea ']\n"
# fork_works = false
# require = ['put\(\((functools\.)?partial\(scale, factor\), 3\)\)', 'put\(\(repeat, "tea "\)\)']
# note = "Function and argument travel in a tuple through a queue: lost without an exception under every start method."
# ///
import multiprocessing


def serve(jobs, results):
    done = []
    for function, argument in iter(jobs.get, None):
        done.append(function(argument))
    results.put(done)


def run(factor):
    def scale(number):
        return number * factor

    def repeat(text):
        return text * 2

    jobs = multiprocessing.JoinableQueue()
    results = multiprocessing.SimpleQueue()
    server = multiprocessing.Process(target=serve, args=(jobs, results))
    server.start()
    jobs.put((scale, 3))
    jobs.put((repeat, "tea "))
    jobs.put(None)
    print(results.get())
    server.join()


if __name__ == "__main__":
    run(10)
