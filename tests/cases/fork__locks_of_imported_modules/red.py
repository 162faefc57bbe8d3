from multiprocessing import Lock, Process

LOCK = Lock()


def go(names):
    def hello(name):
        with LOCK:
            print("hello", name, flush=True)

    for name in names:
        p = Process(target=hello, args=(name,))
        p.start()
        p.join()
