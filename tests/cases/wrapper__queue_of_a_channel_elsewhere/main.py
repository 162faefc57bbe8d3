# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "12\n"
# fork_works = false
# mentions = ["no exception reaches the caller"]
# note = "The channel of another module puts what it is given into a queue, where nobody sees the exception."
# ///
from channels import Channel


def main():
    offset = 10
    channel = Channel()
    channel.publish(lambda x: x + offset)
    print(channel.receive()(2))


if __name__ == "__main__":
    main()
