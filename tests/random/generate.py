#!/usr/bin/env python3
"""Random Python programs that send nested functions and lambdas to other processes.

usage: generate.py SEED

`generate(seed)` gives the text of a program that always prints the same. It has one to four payloads, needs mpfix to
run under `spawn`, and means what it prints when processes are run at once in threads (`threads_as_processes.py`): it
changes nothing that its workers share, binds no captured variable again between handing a function over and starting
it, and sends only values that can be pickled.
"""
import sys

from enclosers import encloser
from world import NAMES, Func, Param, Scope, Var, World, indent, render

TRACED = ["def traced(function):", "\t@wraps(function)", "\tdef call(*args, **kwargs):", "\t\treturn function(*args, **kwargs)", "",
          "\treturn call"]
PLUS = ["def plus(amount):", '\t"""Add to what a function gives."""', "", "\tdef decorate(function):", "\t\t@wraps(function)",
        "\t\tdef call(*args, **kwargs):", "\t\t\treturn function(*args, **kwargs) + amount", "", "\t\treturn call", "", "\treturn decorate"]
SECTION = ["@contextmanager", "def section(title):", "\tyield title.lower()"]
REGISTERED = ["def registered(cls):", "\tREGISTRY.append(cls.__name__)", "\treturn cls"]
TWICE = ["def twice(function, value):", "\treturn function(function(value))"]
CONFIGURED = ["STATE = {}", "", "", "def configured(value):", '\t"""Reads what an initializer has set."""', "",
              '\treturn (value + STATE["level"]) % 101']
CALL_WITH = ["def call_with(function, *args, **kwargs):", "\treturn function(*args, **kwargs)"]


def generate(seed):
    """The text of the program with that number."""
    world = World(seed)
    world.style["twice"] = world.chance(0.3)
    module = Scope(world, role="module")
    constants, functions = module_constants(world, module), module_functions(world, module)
    blocks, calls = [], []
    for _ in range(world.weighted({1: 5, 2: 3, 3: 1})):
        block, call = encloser(world, module)
        blocks.append(block)
        calls.append(call)
    taken, taken_call = name_taken(world, module)
    blocks.insert(world.pick(range(len(blocks) + 1)), taken) if taken else None
    calls += [taken_call] if taken else []
    main = main_part(world, calls)
    return finished(world, assembled(world, constants, functions, blocks, main))


# --- the parts of a module -------------------------------------------------------------------------------------------

def module_constants(world, module):
    """Names at module level, some of which nested code will read or hide."""
    block = []
    for _ in range(world.small(0, 3)):
        kind = world.weighted({"int": 4, "str": 2, "ints": 1, "table": 1})
        name = module.fresh(world.pick([NAMES[kind], [n.upper() for n in NAMES[kind]]]))
        value = {"int": str(world.small()), "str": f'"{world.pick(["tea", "oslo", "-"])}"', "ints": "[3, 1, 2]", "table": '{"tea": 3, "milk": 5}'}[kind]
        block.append(f"{name} = {value}")
        module.bind(Var(name, kind))
    return block


def module_functions(world, module):
    """Functions that nested code calls as globals."""
    block = []
    for _ in range(world.small(0, 2)):
        name = module.fresh(["double", "halve", "squared", "rounded", "shift", "mark"])
        constants = [v.name for v in module.bound.values() if isinstance(v, Var) and v.kind == "int"]
        extra = world.pick(constants) if constants and world.chance(0.5) else "2"
        module.bind(Func(name, [Param("value", "int")], "int"))
        block += ["", "", f"def {name}(value):", f"\treturn value {world.pick('+*-')} {extra}"]
    return block


def name_taken(world, module):
    """A function at module level with the name of a nested one, and its call."""
    names = [n for n in world.functions if n not in module.bound and module.free(n)]
    if not names or not world.chance(0.35):
        return None, None
    name = module.hide(world.pick(names))
    return [f"def {name}(value):", '\t"""Not the nested one."""', f"\treturn value + {world.small()}"], f"print({name}({world.small()}))"


def main_part(world, calls):
    """The main guard, with a `main` function or without."""
    guard = world.weighted({'if __name__ == "__main__":': 9, "if '__main__' == __name__:": 1})
    head = []
    if world.prints_in_child:
        world.need("import sys")
        head = ["sys.stdout.reconfigure(line_buffering=True)"]
    lines = head + calls
    if world.chance(0.4):
        return ["def main():", *indent(lines), "", "", guard, "\tmain()"]
    return [guard, *indent(lines)]


def wrappers(world):
    """The program's own helpers around processes and pools, where they are used."""
    blocks = []
    if "in_process" in world.style:
        blocks.append(["def in_process(function, *args, **kwargs):", '\t"""Run it in a process of its own and wait."""',
                       f"\tprocess = {world.style['in_process']}(target=function, args=args, kwargs=kwargs)", "\tprocess.start()", "\tprocess.join()"])
    if "run_all" in world.style:
        blocks.append(["def run_all(function, items):", f"\twith {world.style['run_all']}(2) as pool:", "\t\treturn pool.map(function, items)"])
    return blocks


def own_tools(world):
    """Decorators, context managers and such that the program uses."""
    blocks = []
    if world.style.get("traced") or world.style.get("plus"):
        world.need_from("functools", "wraps")
    for key, block in (("traced", TRACED), ("plus", PLUS), ("twice", TWICE), ("call_with", CALL_WITH), ("configured", CONFIGURED)):
        if world.style.get(key):
            blocks.append(block)
    if world.style.get("section"):
        world.need_from("contextlib", "contextmanager")
        blocks.append(SECTION)
    if world.style.get("registered"):
        blocks.append(["REGISTRY = []", "", "", *REGISTERED])
    return blocks + wrappers(world)


def import_lines(world):
    """All imports, in a random but fixed order."""
    lines = list(world.imports)
    for module, names in world.froms.items():
        if len(names) > 1 and world.chance(0.15):
            lines += [f"from {module} import (", *(f"\t{name}," for name in names), ")"]
        else:
            lines.append(f"from {module} import {', '.join(names)}")
    future = ["from __future__ import annotations", ""] if world.chance(0.08) else []
    return future + lines


def assembled(world, constants, functions, blocks, main):
    """The module from top to bottom."""
    tools = own_tools(world)
    if any("asyncio." in line for block in [*blocks, main] for line in block):
        world.need("import asyncio")
    docstring = world.pick([[], ['"""A program made at random."""', ""], ["#!/usr/bin/env python3", ""]])
    module = [*docstring, *import_lines(world), "", *constants, *functions]
    for block in [*tools, *([world.style["factories"][2:]] if "factories" in world.style else []), *blocks, main]:
        module += ["", "", *block]
    return module


def finished(world, block):
    """The text, in the program's own indentation and line ends."""
    text = render(block, world.weighted({"    ": 16, "  ": 2, "\t": 2}))
    if world.chance(0.04):
        text = text.rstrip("\n")
    if world.chance(0.03):
        text = text.replace("\n", "\r\n")
    return "\ufeff" + text if world.chance(0.02) else text


if __name__ == "__main__":
    sys.stdout.write(generate(int(sys.argv[1])))
