# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "'To: ann\\n  Tea is ready.\\n\\n-- bob'\n'To: cy\\n  Tea is ready.\\n\\n-- bob'\n"
# fork_works = false
# require = ['^def letter\(drink, sender, name\):\r$', '^  \{drink\} is ready\.\r$', '^    return template\r$']
# forbid = ['(?<!\r)\n']
# note = "CRLF line ends, also inside a multi-line string that is not re-indented and in every line that is added."
# ///
import multiprocessing


def invite(names, drink, sender):
    def letter(name):
        template = f"""To: {name}
  {drink} is ready.

-- {sender}"""
        return template

    with multiprocessing.Pool(2) as pool:
        for text in pool.map(letter, names):
            print(repr(text))


if __name__ == "__main__":
    invite(["ann", "cy"], "Tea", "bob")
