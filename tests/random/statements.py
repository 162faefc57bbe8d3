"""Random statements that bind local variables, in every form Python has.

A binder takes the world, a scope and `seed`: a number that the statement must read, or None for any. It binds one or
more new variables in the scope and gives the block. `expand` (a few statements) is all that other parts need, and
`enclosing_block`, which puts code of others inside a `for`, `with`, `try` ... that binds something.
"""
from expressions import (LONG_STRINGS, atom, bounded, expression, immediate_lambda, iterable, joined, leaf, mentionable, mix,
                         number, numbers, string_constant, text)
from world import TYPES, WORDS, Func, Var, indent, split

MODULES = [  # import statement, bound name, how a number is read from it (@ the name, ? a number)
    ("import math", "math", ["@.gcd(?, 12)", "@.floor(2.5) * ?", "@.isqrt(abs(?))"]),
    ("import math as m", "m", ["@.gcd(?, 18)", "int(@.sqrt(abs(?)))"]),
    ("from math import gcd", "gcd", ["@(?, 6)"]),
    ("from math import floor as down, ceil", "down", ["@(? / 2)"]),
    ("import os.path", "os", ["len(@.path.join('a', str(?)))", "len(@.path.basename('x/yz')) + ?"]),
    ("import os.path as osp", "osp", ["len(@.basename('a/bcd')) * ?"]),
    ("from string import ascii_letters as letters", "letters", ["len(@) + ?", "@.index('k') - ?"]),
    ("from collections import Counter", "Counter", ["@('tea time')['t'] + ?", "len(@(str(?)))"]),
    ("import itertools, operator", "operator", ["@.add(?, 2)", "@.mul(?, 3)"]),
    ("from functools import reduce", "reduce", ["@(lambda a, b: a + b, [?, 2, 3])"]),
    ("import string", "string", ["len(@.digits) - ?"]),
    ("from statistics import median as middle", "middle", ["int(@([?, 3, 8]))"]),
]


def expand(world, scope, count, seeds=()):
    """That many statements; each seed is read by one of them."""
    block, seeds = [], list(seeds)
    world.private = world.in_class
    for _ in range(count):
        seed = seeds.pop() if seeds else None
        block += world.weighted(BINDERS)(world, scope, seed)
        block += [""] if world.chance(0.04) else []
    world.private = False
    return block


def value(world, scope, seed, depth=1):
    return seed if seed is not None else number(world, scope, depth)


def trailing(world):
    """A comment at the end of a line, at times."""
    return world.pick(["  # still small", "  # noqa", "  # type: ignore", "  # (see above"]) if world.chance(0.05) else ""


def assign(world, scope, seed):
    kind = "int" if seed is not None else world.weighted({"int": 3, "str": 2, "ints": 2, "words": 1, "table": 1, "pair": 1})
    text_ = value(world, scope, seed) if kind == "int" else expression(world, scope, kind)
    if kind == "str" and world.chance(0.15):
        return odd_string(world, scope)
    thing = scope.new(kind)
    if world.chance(0.06):
        return [f"{thing.name} = (", f"\t{text_}" + trailing(world), ")"]
    if world.chance(0.04):
        return [f"{thing.name} = \\", f"\t{text_}"]
    return split(f"{thing.name} = {text_}" + trailing(world))


def odd_string(world, scope):
    """A string over several lines, whose white space is part of it."""
    fields = [t for t in mentionable(scope, ["int", "str"])]
    if fields and world.chance(0.5):
        part = scope.read(world.pick(fields))
        literal = world.pick([f'f"""<b>{{{part}}}</b>\n    {{{{literal}}}}\n  end"""', f"f'''{{{part}}}\n# {{{part}}}\n'''"])
    else:
        literal = world.pick(LONG_STRINGS)
    return split(f"{scope.new('str').name} = {literal}")


def annotated(world, scope, seed):
    kind = "int" if seed is not None else world.pick(["int", "str", "ints", "table"])
    text_ = value(world, scope, seed) if kind == "int" else expression(world, scope, kind)
    return [f"{scope.new(kind).name}: {TYPES[kind]} = {text_}"]


def unpacked(world, scope, seed):
    """`a, b = ...`, nested or from a pair."""
    form = world.rng.randint(0, 3)
    if form == 0:
        pair = expression(world, scope, "pair")
        names = f"{scope.new('str').name}, {scope.new('int').name}"
        return [f"{world.pick([names, f'({names})', f'[{names}]'])} = {pair}"] + kept(world, scope, seed)
    first, second = value(world, scope, seed), number(world, scope, 0)
    if form == 1:
        pair = expression(world, scope, "pair")
        a, b, c = scope.new("str"), scope.new("int"), scope.new("int")
        return [f"({a.name}, {b.name}), {c.name} = {pair}, {first}"]
    return [f"{scope.new('int').name}, {scope.new('int').name} = {first}, {second}"]


def kept(world, scope, seed):
    """The seed under a name of its own, where the statement before had no place for it."""
    return [] if seed is None else [f"{scope.new('int').name} = {seed}"]


def starred(world, scope, seed):
    values = f"[{value(world, scope, seed)}, {leaf(world, scope)}, {leaf(world, scope)}]"
    form = world.pick(["{first}, *{rest} = {values}", "*{rest}, {first} = {values}", "{first}, *{rest} = [*{values}, 4]"])
    return [form.format(first=scope.new("int").name, rest=scope.new("ints").name, values=values)]


def loop(world, scope, seed):
    """A total over a loop; the loop variable stays bound after it."""
    step, source = value(world, scope, seed, 0), numbers(world, scope, 1)
    pairs, form = expression(world, scope, "table", 0), world.rng.randint(0, 3)
    total = scope.new("int")
    if form == 0:
        index, item = scope.unsure("int"), scope.unsure("int")
        head, body = f"for {index.name}, {item.name} in enumerate({source}, start=1):", f"{index.name} * {item.name}"
    elif form == 1:
        key, item = scope.unsure("str"), scope.unsure("int")
        head, body = f"for {key.name}, {item.name} in {atom(pairs)}.items():", f"{item.name} + len({key.name})"
    else:
        item = scope.unsure("int")
        head, body = f"for {item.name} in {source}:", item.name
    inside = [f"{total.name} += {joined(world.pick('+-*'), body, step)}"]
    if world.chance(0.25):
        inside = [f"if {item.name} % 2:", "\tcontinue" if world.chance(0.5) else f"\t{total.name} -= 1"] + inside
    ending = ["else:", f"\t{total.name} += 1"] if world.chance(0.12) else []
    return [f"{total.name} = {world.small(0, 3)}", head, *indent(inside), *ending]


def gathered(world, scope, seed):
    """A list filled in a loop."""
    step, source = value(world, scope, seed, 0), numbers(world, scope, 1)
    gathered_, item = scope.new("ints"), scope.unsure("int")
    return [f"{gathered_.name} = []", f"for {item.name} in {source}:",
            f"\t{gathered_.name}.append({bounded(world, joined(world.pick('+*-'), item.name, step))})"]


def counted_down(world, scope, seed):
    step, start = value(world, scope, seed, 0), world.small(1, 4)
    total, count = scope.new("int"), scope.new("int")
    return [f"{total.name}, {count.name} = 0, {start}", f"while {count.name} > 0:",
            f"\t{total.name} += {joined(world.pick('+*'), step, count.name)}", f"\t{count.name} -= 1"]


def with_block(world, scope, seed):
    """`with section(...) as label`, `with nullcontext(n) as m`, or both."""
    opened, number_ = text(world, scope, 0), value(world, scope, seed)
    manager = section(world)
    world.need("from contextlib import nullcontext")
    label = scope.new("str")
    count = scope.new("int")
    inside = [f"{count.name} += 1"] if world.chance(0.5) else ["pass"]
    if world.chance(0.3):
        return [f"with (", f"\t{manager}({opened}) as {label.name},", f"\tnullcontext({number_}) as {count.name},", "):",
                *indent(inside)]
    return [f"with {manager}({opened}) as {label.name}, nullcontext({number_}) as {count.name}:", *indent(inside)]


def section(world):
    """The context manager of the program's own."""
    world.style["section"] = True
    return "section"


def walrus(world, scope, seed):
    tested = value(world, scope, seed)
    form = world.rng.randint(0, 2)
    source, addend = numbers(world, scope, 0), leaf(world, scope)
    found, total = (scope.unsure if form == 2 else scope.new)("int"), scope.new("int")
    if form == 0:
        return [f"if ({found.name} := {tested}) > {world.small()}:", f"\t{total.name} = {addend}", "else:",
                f"\t{total.name} = {found.name} + 1"]
    if form == 1:
        return [f"{total.name} = ({found.name} := {tested}) + {found.name} % 5"]
    item = scope.child("comp").fresh("v n each".split(), avoid=[found.name, total.name])
    if item in tested:
        return [f"{total.name} = ({found.name} := {tested}) * 2"]
    return [f"{total.name} = max(({found.name} := {item} + {atom(tested)}) for {item} in {source})"]


def comprehension(world, scope, seed):
    """A list, dict or nested list made by a comprehension."""
    source = numbers(world, scope, 1)
    inner = scope.child("comp")
    item = inner.bind(Var(inner.fresh("value v n each".split()), "int"))
    body = mix(world, inner, [item], [number(world, inner, 1)])
    block = [f"{scope.new('ints').name} = [{bounded(world, body)} for {item.name} in {iterable(source)}]"]
    return block + kept(world, scope, seed)


def pattern(scope, kind):
    """The name of a new variable that a `case` binds; `_` would bind nothing."""
    return scope.unsure(kind, avoid=["_"]).name


def matched(world, scope, seed):
    """`match`, with patterns that always match."""
    number_, form = value(world, scope, seed), world.rng.randint(0, 4)
    pair, source, table = (expression(world, scope, kind, 0) for kind in ("pair", "ints", "table"))
    if form == 0:
        return [f"match {pair}:", f"\tcase ({pattern(scope, 'str')}, {pattern(scope, 'int')}):", "\t\tpass"] + kept(world, scope, seed)
    if form == 1:
        return [f"match [{number_}, *{atom(source)}]:", f"\tcase [{pattern(scope, 'int')}, *{pattern(scope, 'ints')}]:", "\t\tpass"]
    if form == 2:
        tea, rest = pattern(scope, "int"), scope.hide(scope.fresh(["others", "remainder"], avoid=["_"]))
        return [f'match {{**{table}, "tea": {number_}}}:', f'\tcase {{"tea": {tea}, **{rest}}}:', "\t\tpass"]
    found = scope.new("int", avoid=["_"]).name  # the last pattern matches all there is
    if form == 3:
        return [f"match {number_}:", f"\tcase int() as {found} if {found} > 3:", f"\t\t{found} -= 1",
                f"\tcase {found}:", "\t\tpass"]
    return [f"match {number_}:", "\tcase 0 | 1:", f"\t\t{found} = 2", f"\tcase {found}:", f"\t\t{found} += 1"]


def augmented(world, scope, seed):
    """Bound, then changed in place."""
    kind = "int" if seed is not None else world.pick(["int", "str", "ints"])
    if kind == "int":
        start, more = number(world, scope, 0), value(world, scope, seed, 0)
        name = scope.new("int").name
        return [f"{name} = {start}", f"{name} {world.pick(['+=', '-=', '*=', '^='])} {more}"]
    if kind == "str":
        start, more = text(world, scope, 0), string_constant(world)
        name = scope.new("str").name
        return [f"{name} = {start}", f"{name} += {more}"]
    start, more = numbers(world, scope, 0), leaf(world, scope)
    name = scope.new("ints").name
    return [f"{name} = list({start})", world.pick([f"{name} += [{more}]", f"{name}.append({more})", f"{name}[0] += 1"])]


def caught(world, scope, seed):
    """`except ... as error`: the error's text is kept."""
    size = value(world, scope, seed, 0)
    error = scope.hide(scope.fresh(["error", "err", "exc", "e"]))
    message = scope.unsure("str")
    cause = world.pick(['raise ValueError("odd size")', 'int("tea")', '{}["gone"]', f"[][{world.small()}]"])
    count = scope.new("int")
    ending = world.pick([[], ["finally:", f"\t{count.name} += 1"]])
    return [f"{count.name} = {size}", "try:", f"\t{cause}", f"except (ValueError, LookupError) as {error}:",
            f"\t{message.name} = {world.pick(['str', 'repr'])}({error})", *ending]


def local_import(world, scope, seed):
    statement, name, terms = world.pick(MODULES)
    if not scope.free(name):
        return assign(world, scope, seed)
    for other in (part.split()[-1] for part in statement.split("import ")[1].split(",")):
        if not scope.free(other.split(".")[0]):
            return assign(world, scope, seed)
        scope.hide(other.split(".")[0])
    scope.bind(Var(name, "module", terms))
    return [statement] + kept(world, scope, seed)


def chained(world, scope, seed):
    text_ = value(world, scope, seed)
    return [f"{scope.new('int').name} = {scope.new('int').name} = {text_}"]


def branches(world, scope, seed):
    """One name bound in both branches."""
    a, b, c = value(world, scope, seed), number(world, scope, 0), number(world, scope, 0)
    name = scope.new("int").name
    return [f"if {atom(b, 8)} > {world.small()}:", f"\t{name} = {a}", "else:", f"\t{name} = {c}"]


def two_on_a_line(world, scope, seed):
    a, b = value(world, scope, seed), number(world, scope, 0)
    return [f"{scope.new('int').name} = {a}; {scope.new('int').name} = {b}"]


def removed(world, scope, seed):
    """A name that is bound and deleted again."""
    a = value(world, scope, seed)
    gone, left = scope.hide(scope.fresh(["tmp", "scratch"])), scope.new("int")
    return [f"{gone} = {a}", f"{left.name} = {gone} + 1", f"del {gone}"]


def called_lambda(world, scope, seed):
    text_ = immediate_lambda(world, scope, 0)
    return [f"{scope.new('int').name} = {text_}"] + kept(world, scope, seed)


BINDERS = {assign: 7, annotated: 2, unpacked: 2, starred: 2, loop: 2, gathered: 1, counted_down: 0.6, with_block: 1.2,
           walrus: 1.6, comprehension: 1.8, matched: 1.8, augmented: 2, caught: 0.8, local_import: 1.5, chained: 0.6,
           branches: 1, two_on_a_line: 0.4, removed: 0.3, called_lambda: 0.3}


# --- blocks that hold the code of others -----------------------------------------------------------------------------

def enclosing_block(world, scope, inside):
    """`inside()` gives a block; here it stands inside a statement that binds something it may read."""
    form = world.pick([in_for, in_for, in_with, in_if, in_except, in_match, in_while, in_try])
    before = set(scope.bound)
    block = form(world, scope, inside)
    if form not in (in_with, in_try):
        for name in set(scope.bound) - before:
            if isinstance(scope.bound[name], Var):
                scope.bound[name].maybe = True
    return block


def in_for(world, scope, inside):
    kind = world.pick(["int", "str", "pair"])
    source = {"int": lambda: f"[{world.small()}, {leaf(world, scope)}]",
              "str": lambda: "[" + ", ".join(f'"{w}"' for w in world.some(WORDS, 2, 2)) + "]",
              "pair": lambda: f'[("{world.pick(WORDS)}", {world.small()}), ("x", {world.small()})]'}[kind]()
    if kind == "pair":
        head = f"for {scope.new('str').name}, {scope.new('int').name} in {source}:"
    else:
        name = scope.new(kind).name
        index = scope.new("int").name if world.chance(0.3) else None
        head = f"for {index}, {name} in enumerate({source}):" if index else f"for {name} in {source}:"
    return [head, *indent(inside())]


def in_with(world, scope, inside):
    opened = text(world, scope, 0)
    head = f"with {section(world)}({opened}) as {scope.new('str').name}:"
    return [head, *indent(inside())]


def in_if(world, scope, inside):
    size = number(world, scope, 0)
    name = scope.new("int").name
    return [f"if ({name} := {size}) > -10**9:", *indent(inside())]


def in_except(world, scope, inside):
    """Inside of the handler, where the error can be captured."""
    message = text(world, scope, 0)
    name = scope.fresh(["error", "err", "exc", "problem"])
    error = scope.bind(Var(name, "error"))
    block = ["try:", f"\traise ValueError({message})", f"except ValueError as {name}:", *indent(inside())]
    for thing in list(scope.bound.values()):  # unbound after the handler, and so is what needs it
        if thing is error or isinstance(thing, Func) and error in thing.captures:
            scope.hide(thing.name)
    return block


def in_match(world, scope, inside):
    pair = expression(world, scope, "pair")
    names = ", ".join(scope.new(kind, avoid=["_"]).name for kind in ("str", "int"))
    return [f"match {pair}:", f"\tcase ({names}):", *indent(inside(), 2)]


def in_while(world, scope, inside):
    counter = scope.new("int")
    counter.fixed, name = True, counter.name
    return [f"{name} = 2", f"while {name} > 0:", *indent(inside()), f"\t{name} -= 1"]


def in_try(world, scope, inside):
    name = scope.new("int").name
    return ["try:", f"\t{name} = {world.small()}", *indent(inside()), "finally:", f"\t{name} = 0"]
