# /// case
# expect = "fix"
# codes = ["MP102"]
# stdout = "[sale] tea - stop [('event', 3)]\n[sale] tea 2 3 4 go []\n"
# require = ['^def show\(\w+, first, /, second="-", \*rest, mark="stop", \*\*fields\):$']
# note = "Positional-only, default, `*rest`, keyword-only and `**fields`: the capture goes in front of the first, where a field `event` can't catch it."
# ///
from multiprocessing import Process


def announce(event, messages):
    show = lambda first, /, second="-", *rest, mark="stop", **fields: print(
        f"[{event}]", first, second, *rest, mark, sorted(fields.items())
    )
    for arguments, options in messages:
        child = Process(target=show, args=arguments, kwargs=options)
        child.start()
        child.join()


if __name__ == "__main__":
    announce("sale", [(("tea",), {"event": 3}), (("tea", 2, 3, 4), {"mark": "go"})])
