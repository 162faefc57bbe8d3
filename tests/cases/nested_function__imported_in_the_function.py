# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "ann votes tea\nbo votes tea\n"
# require = ['^    from multiprocessing import Process as Child, get_context as context$']
# note = "`Process` and `get_context` are imported in the function that uses them, under other names."
# ///


def vote(names, drink):
    from multiprocessing import Process as Child, get_context as context

    def cast(name):
        print(name, "votes", drink)

    first, second = names
    children = [Child(target=cast, args=(first,)), context().Process(target=cast, args=(second,))]
    for child in children:
        child.start()
        child.join()


if __name__ == "__main__":
    vote(("ann", "bo"), "tea")
