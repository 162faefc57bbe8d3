# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "the child says hello\n"
# require = ['args=\(word, client\)']
# note = "multiprocessing duplicates a socket for the child, so it can be an argument under every start method."
# ///
import socket
from multiprocessing import Process


def talk(word):
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = socket.socket()
        client.connect(server.getsockname())
        peer, _ = server.accept()

        def say():
            client.sendall(word.encode())

        child = Process(target=say)
        child.start()
        child.join()
        print("the child says", peer.recv(100).decode())
        client.close()
        peer.close()


if __name__ == "__main__":
    talk("hello")
