# /// case
# expect = "clean"
# stdout = "one\ntwo\n"
# note = "multiprocessing duplicates a socket for the process that gets it, as an argument of a process and of a task."
# ///
import socket
from multiprocessing import Pool, Process


def send(peer, word):
    peer.sendall(word)


def main():
    here, there = socket.socketpair()
    child = Process(target=send, args=(there, b"one"))
    child.start()
    child.join()
    print(here.recv(10).decode())
    with Pool(1) as pool:
        pool.apply(send, (there, b"two"))
    print(here.recv(10).decode())


if __name__ == "__main__":
    main()
