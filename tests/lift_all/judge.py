"""Judges lifted files: reads a JSON object a line ({"path", "what", "text"}), prints a line for each wrong one.

The first text of a path is the original; every later one is a version of it in which one function was lifted. A
version is wrong where it does not compile, or where a scope reads a global name that is bound nowhere and that the
original did not read as such.
"""
import builtins
import json
import symtable
import sys
import warnings


def undefined(text, path):
    """The global names that some scope reads and that neither the module nor the builtins define."""
    top = symtable.symtable(text, path, "exec")
    bound = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    read = set()
    waiting = [top]
    while waiting:
        table = waiting.pop()
        waiting.extend(table.get_children())
        for symbol in table.get_symbols():
            name = symbol.get_name()
            if symbol.is_global() and symbol.is_assigned():
                bound.add(name)
            if symbol.is_referenced() and (symbol.is_global() or table is top):
                read.add(name)
    return read - bound - set(dir(builtins))


def main():
    warnings.simplefilter("ignore")
    path = known = None
    for line in sys.stdin:
        question = json.loads(line)
        text = question["text"].lstrip("\ufeff")
        try:
            names = undefined(text, question["path"])
            compile(text, question["path"], "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError) as error:
            names = error
        if question["what"] == "original":
            path, known = question["path"], names
        elif isinstance(known, Exception):
            pass  # the original does not compile either
        elif isinstance(names, Exception):
            print(f"{path}: {question['what']}: {names}")
        elif names - known:
            print(f"{path}: {question['what']}: undefined {sorted(names - known)}")


main()
