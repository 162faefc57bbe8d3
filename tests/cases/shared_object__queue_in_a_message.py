# /// case
# expect = "refuse"
# codes = ["MP203"]
# stdout = "got 1\n"
# fork_works = false
# mentions = ["`reply`, a `multiprocessing.Queue`, reaches `Queue.put`", "a message can't carry it", "item is lost"]
# note = "A queue that is put into a queue to be answered through."
# ///
import multiprocessing
import queue


def serve(requests):
    try:
        reply, number = requests.get(timeout=2)
        reply.put(number)
    except queue.Empty:
        pass


def main():
    requests = multiprocessing.Queue()
    reply = multiprocessing.Queue()
    child = multiprocessing.Process(target=serve, args=(requests,))
    child.start()
    requests.put((reply, 1))
    try:
        print("got", reply.get(timeout=3))
    except queue.Empty:
        print("nothing")
    child.join()


if __name__ == "__main__":
    main()
