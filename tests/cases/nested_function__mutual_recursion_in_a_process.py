# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "14\n20\n-4\n"
# note = "A small parser of three functions that call each other in a circle; the two captures belong to different ones, all three carry what they pass on."
# ///
from multiprocessing import Process


def evaluate_all(lines, symbols):
    sign = {"+": 1, "-": -1}

    def expression(tokens):
        total = term(tokens)
        while tokens and tokens[0] in sign:
            total += sign[tokens.pop(0)] * term(tokens)
        return total

    def term(tokens):
        value = atom(tokens)
        while tokens[:1] == ["*"]:
            tokens.pop(0)
            value *= atom(tokens)
        return value

    def atom(tokens):
        token = tokens.pop(0)
        if token == "(":
            value = expression(tokens)
            tokens.pop(0)
            return value
        return symbols[token] if token in symbols else int(token)

    def show(line):
        print(expression(line.split()))

    for line in lines:
        child = Process(target=show, args=(line,))
        child.start()
        child.join()


if __name__ == "__main__":
    evaluate_all(["2 + 3 * x", "( 2 + 3 ) * x", "x - 2 * x"], {"x": 4})
