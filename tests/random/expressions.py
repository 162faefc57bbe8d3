"""Random expressions over what a scope can read. Every value is small, every list non-empty, nothing fails.

`number`, `text` and the other makers give source text. `term` turns one variable, function or object into a number;
`mix` and `blend` join several into one number or one string, so that a function reads what it is meant to read.
"""
import ast

from world import ITEM_NAMES, WORDS, Func, Var

ODD_STRINGS = [
    '"# not a comment"', "'it''s'", r'"tab\tnew\nline"', r'r"\d+\s"', '"def fake(x): return x"', '"{not} %s"',
    '"ünïcödé ✓"', '"a" "b"', "'say \"hi\"'", '"Process(target=work)"', r'"back\\slash"', '"lambda: 0"', 'b"bytes".decode()',
]
LONG_STRINGS = [
    '"""first\n  second\n\tthird"""', "'''it is \"quoted\"\n# not a comment\n'''", '"""\\\nstarts here\n    def fake(x):\n        return x\n"""',
    '"""joined \\\nlines"""', '"""\n  <p>\n    {braces}\n  </p>\n"""', "'''\n\n'''", 'r"""raw \\d\n \\w"""',
]


def mentionable(scope, kinds):
    """What code here may use, by kind."""
    return [t for t in scope.visible() if t.kind in kinds]


PRECEDENCE = {ast.BitOr: 3, ast.BitXor: 4, ast.BitAnd: 5, ast.Add: 7, ast.Sub: 7, ast.Mult: 8, ast.FloorDiv: 8, ast.Mod: 8}


def binding_strength(text):
    """How tightly the expression binds: 11 for a name or a call, 0 for a lambda."""
    try:
        node = ast.parse(text, mode="eval").body
    except SyntaxError:
        return 0
    if node.col_offset:  # in parentheses
        return 11
    if isinstance(node, ast.BinOp):
        return PRECEDENCE.get(type(node.op), 0)
    tight = (ast.Name, ast.Call, ast.Subscript, ast.Attribute, ast.List, ast.Dict, ast.ListComp, ast.Set, ast.SetComp, ast.DictComp)
    constant = isinstance(node, ast.Constant) and (isinstance(node.value, int) or text.count('"') == 2)
    return 11 if constant or isinstance(node, tight) else 0


def atom(text, strength=11):
    """The expression, in parentheses unless it binds as tightly as that: by default as a name."""
    return text if binding_strength(text) >= strength else f"({text})"


def in_fstring(text):
    """`{text}` for an f-string in double quotes, or nothing where Python 3.11 can't have it there."""
    if '"' in text and "'" not in text:
        text = text.replace('"', "'")
    if any(c in text for c in '"\\\n#{}!') or text.startswith("b'"):
        return None
    return "{(" + text + ")}" if ":" in text or "=" in text or "lambda" in text else "{" + text + "}"


# --- one thing as a number -------------------------------------------------------------------------------------------

def term(world, scope, thing):
    """A number made from one thing."""
    if isinstance(thing, Func):
        return as_number(world, scope, thing, call(world, scope, thing))
    name = scope.read(thing)
    if thing.terms:
        template = world.pick(thing.terms)
        return template.replace("@", name).replace("?", leaf(world, scope))
    return world.pick(TERMS[thing.kind]).replace("@", name)


TERMS = {
    "int": ["@"],
    "str": ["len(@)", '@.count("e")', "len(@) * 3", "len(@.upper())"],
    "ints": ["sum(@)", "len(@)", "max(@)", "@[0]", "@[-1]", "sum(v % 7 for v in @)", "min(@)"],
    "words": ["len(@)", "len(@[0])", "sum(len(w) for w in @)", "sum(map(len, @))", 'len(" ".join(@))'],
    "table": ["sum(@.values())", "len(@)", '@.get("tea", 2)', "max(@.values())", "sum(v for _, v in sorted(@.items()))"],
    "pair": ["@[1]", "len(@[0])", "(@[1] + len(@))"],
    "maybe_ints": ["sum(@)", "len(@)", "sum(v * 2 for v in @)"],
    "maybe_table": ["sum(@.values())", "len(@)"],
    "error": ["len(str(@))", "len(@.args)"],
}
READABLE = {*TERMS, "self", "class", "module", "record"}  # kinds that `term` can use


def as_number(world, scope, func, text):
    """What a call of `func` gives, as a number."""
    if func.style == "generator":
        return f"sum({text})"
    if func.style == "async":
        world.need("import asyncio")
        text = f"asyncio.run({text})"
    if func.style == "maker":
        inner = func.inner
        return as_number(world, scope, inner, f"{text}({arguments(world, scope, inner)})")
    if func.result in ("str", "ints", "pair"):
        return {"str": f"len({text})", "ints": f"sum({text})", "pair": f"{text}[1]"}[func.result]
    return text


def call(world, scope, func):
    """A call of a visible function with random arguments."""
    return f"{scope.read(func)}({arguments(world, scope, func)})"


def arguments(world, scope, func):
    """The text of the arguments: all that are needed, now and then one that has a default, by position or keyword."""
    parts, by_position = [], True
    for param in func.params:
        if param.form == "pos" and (param.default is None or world.chance(0.35)):
            value = argument(world, scope, param.kind)
            if not param.nameless and (not by_position or world.chance(0.15)) and not has_star(func):
                parts.append(f"{param.name}={value}")
                by_position = False
            elif by_position:
                parts.append(value)
        elif param.form == "pos":
            by_position = False
        elif param.form == "star" and by_position and world.chance(0.5):
            parts.append(f"*{atom(numbers(world, scope, 0))}" if world.chance(0.4) else leaf(world, scope))
        elif param.form == "kw" and not param.nameless and (param.default is None or world.chance(0.4)):
            parts.append(f"{param.name}={argument(world, scope, param.kind)}")
            by_position = False
        elif param.form == "starstar" and world.chance(0.4):
            parts.append(f"{extra_key(world, func)}={leaf(world, scope)}")
    return ", ".join(parts)


def has_star(func):
    return any(p.form == "star" for p in func.params)


def extra_key(world, func):
    """A keyword for `**options`: often the name of something the function captures."""
    own = {p.name for p in func.params}
    names = [v.name for v in func.captures if v.name not in own and not v.name.startswith("__")]
    if names and world.chance(0.6):
        return world.pick(sorted(names))
    return next(n for n in ("extra", "bonus", "more", "spare", "surplus") if n not in own)


def argument(world, scope, kind):
    if kind == "count":  # how deep a recursion goes
        return world.pick([str(world.small(1, 5)), f"{atom(leaf(world, scope))} % {world.small(2, 5)}"])
    return expression(world, scope, kind, world.pick([0, 0, 1]))


def mix(world, scope, things, seed=()):
    """A number that reads every one of the things."""
    parts = [*seed, *(term(world, scope, t) for t in things)]
    if not parts:
        return number(world, scope, 1)
    world.rng.shuffle(parts)
    text = parts[0]
    for part in parts[1:]:
        text = joined(world.weighted({"+": 6, "*": 2, "-": 2, "^": 0.5, "max": 0.7}), text, part)
    return text


def joined(operator, a, b):
    """Both numbers under one operator."""
    if operator == "max":
        return f"max({a}, {b})"
    strength = {"+": 7, "-": 7, "*": 8, "^": 4, "|": 3}[operator]
    return f"{atom(a, strength)} {operator} {atom(b, strength + 1)}"


def bounded(world, text):
    """The number, kept small."""
    return f"{atom(text, 8)} % {world.pick([11, 50, 97, 101, 1000, 997])}"


def blend(world, scope, things, seed=()):
    """A string that reads every one of the things."""
    parts = list(seed)
    for thing in things:
        plain = isinstance(thing, Var) and not thing.terms and thing.kind in ("int", "str", "ints", "pair", "words", "table")
        parts.append(scope.read(thing) if plain else term(world, scope, thing))
    world.rng.shuffle(parts)
    parts = parts or [text(world, scope, 1)]
    fields = [in_fstring(part) for part in parts]
    form = world.weighted({"fstring": 6, "join": 1, "format": 1, "percent": 1, "plus": 1})
    if form == "fstring" and all(fields):
        separator = world.pick([" ", "-", ":", "/", ", ", " = "])
        return 'f"' + separator.join(fields) + '"'
    if form == "join":
        return '"{}".join(str(part) for part in [{}])'.format(world.pick([" ", "-", "|"]), ", ".join(parts))
    if form == "percent":
        return '"{}" % ({},)'.format(" ".join(["%s"] * len(parts)), ", ".join(parts))
    if form == "plus":
        return " + ".join(f"str({part})" for part in parts)
    return '"{}".format({})'.format("/".join(["{}"] * len(parts)), ", ".join(parts))


# --- expressions by kind ---------------------------------------------------------------------------------------------

def expression(world, scope, kind, depth=1):
    return MAKERS[kind](world, scope, depth)


def leaf(world, scope):
    """A number without structure: a constant or a variable."""
    found = mentionable(scope, ["int"])
    if found and world.chance(0.65):
        return scope.read(world.pick(found[:6]))
    return str(world.small())


def variable(world, scope, kind, otherwise):
    found = mentionable(scope, [kind])
    return scope.read(world.pick(found)) if found and world.chance(0.75) else otherwise()


def number(world, scope, depth=1):
    if depth <= 0 or world.chance(0.2):
        return leaf(world, scope)
    form = world.weighted(NUMBER_FORMS)
    return form(world, scope, depth - 1)


def arithmetic(world, scope, depth):
    a, b = number(world, scope, depth), number(world, scope, depth)
    if world.chance(0.3):
        return f"{atom(a, 8)} {world.pick(['* 2 +', '// 3 +', '% 7 -'])} {atom(b, 8)}"
    return joined(world.pick("+-*+-*^|"), a, b)


def remainder(world, scope, depth):
    return bounded(world, number(world, scope, depth))


def of_thing(world, scope, depth):
    things = [t for t in mentionable(scope, READABLE)]
    return term(world, scope, world.pick(things)) if things else leaf(world, scope)


def of_call(world, scope, depth):
    functions = [f for f in mentionable(scope, ["function"])]
    if not functions:
        return leaf(world, scope)
    func = world.pick(functions[:5])
    return as_number(world, scope, func, call(world, scope, func))


def ternary(world, scope, depth):
    a, b, c = (number(world, scope, depth) for _ in range(3))
    return f"{atom(a, 3)} if {atom(b, 8)} {world.pick(['> 5', '% 2', '< 40', '!= 3'])} else {atom(c, 3)}"


def builtin(world, scope, depth):
    a, b = number(world, scope, depth), leaf(world, scope)
    form = world.pick(["max({}, {})", "min({}, {})", "abs({} - {})", "sum([{}, {}])", "pow({}, 2, 97) + {}",
                       "divmod({}, 7)[1] + {}", "int({} > {})", "len(str({} + {}))"])
    return form.format(atom(a), atom(b))


def comprehension_scope(world, scope, kind, avoid=()):
    """A scope of its own for a comprehension, with its variable."""
    inner = scope.child("comp")
    item = inner.bind(Var(inner.fresh(ITEM_NAMES[kind], avoid), kind))
    return inner, item


def summed(world, scope, depth):
    """A generator expression, with a condition at times."""
    source = numbers(world, scope, depth)
    inner, item = comprehension_scope(world, scope, "int")
    body = mix(world, inner, [item], [number(world, inner, depth)])
    condition = f" if {atom(number(world, inner, 0))} % 3" if world.chance(0.25) else ""
    return f"sum({body} for {item.name} in {iterable(source)}{condition})"


def iterable(text):
    """A list where a comprehension may stand: a conditional needs parentheses there."""
    return f"({text})" if " if " in text or "lambda" in text else text


def nested_loops(world, scope, depth):
    """Two `for`s in one comprehension, or one comprehension inside of another."""
    source = numbers(world, scope, 0)
    outer, a = comprehension_scope(world, scope, "int")
    second = numbers(world, outer, 0)
    if world.chance(0.5):
        b = outer.bind(Var(outer.fresh(ITEM_NAMES["int"]), "int"))
        return f"sum({mix(world, outer, [a, b])} for {a.name} in {iterable(source)} for {b.name} in {iterable(second)})"
    inner, b = comprehension_scope(world, outer, "int")
    body = mix(world, inner, [a, b])
    brackets = world.pick(["sum({})", "len([{}])", "sum([{}])", "len({{{}}})"])
    return (f"sum({brackets.format(f'{body} for {b.name} in {iterable(second)}')} "
            f"for {a.name} in {iterable(source)})")


def immediate_lambda(world, scope, depth):
    """A lambda that is called where it stands, maybe with a default."""
    value = number(world, scope, depth)
    inner = scope.child("lambda")
    item = inner.bind(Var(inner.fresh(ITEM_NAMES["int"]), "int"))
    locals_ = [t for t in mentionable(scope, ["int"]) if inner.free(t.name)]
    if locals_ and world.chance(0.4):
        source = world.pick(locals_)
        copy = inner.bind(Var(source.name, "int"))
        return f"(lambda {item.name}, {copy.name}={scope.read(source)}: {mix(world, inner, [item, copy])})({value})"
    return f"(lambda {item.name}: {mix(world, inner, [item], [number(world, inner, depth)])})({value})"


def key_lambda(world, scope):
    """A function of a number, to be given to `sorted`, `map` or `max`: a lambda, or a function by its name."""
    found = [f for f in mentionable(scope, ["function"]) if f.unary() == "int" and f.result in ("int", "str")]
    if found and world.chance(0.6):
        return scope.read(world.pick(found[:4]))
    inner = scope.child("lambda")
    item = inner.bind(Var(inner.fresh(ITEM_NAMES["int"]), "int"))
    return f"lambda {item.name}: {mix(world, inner, [item], [number(world, inner, 0)])}"


def higher_order(world, scope, depth):
    source = numbers(world, scope, depth)
    key = key_lambda(world, scope)
    return world.pick([f"max({source}, key={key})", f"sorted({source}, key={key})[0]", f"min({source}, key={key})",
                       f"len(list(map({key}, {source})))", f"len(sorted(map({key}, {source})))"])


def counted(world, scope, depth):
    """Set and dict comprehensions."""
    source = numbers(world, scope, depth)
    inner, item = comprehension_scope(world, scope, "int")
    body = mix(world, inner, [item], [leaf(world, inner)])
    form = world.pick(["len({{{body} % 5 for {item} in {source}}})", "len({{{item}: {body} for {item} in {source}}})",
                       "sum({{{body} % 9 for {item} in {source}}})", "int(any({body} > 9 for {item} in {source}))",
                       "int(all({body} > 1 for {item} in {source}))"])
    return form.format(body=atom(body), item=item.name, source=iterable(source))


NUMBER_FORMS = {arithmetic: 5, remainder: 2, of_thing: 5, of_call: 4, ternary: 1, builtin: 2, summed: 1.5, nested_loops: 0.7,
                immediate_lambda: 0.7, higher_order: 1, counted: 0.7}


def string_constant(world):
    if world.chance(0.12):
        return world.pick(ODD_STRINGS)
    return world.pick(['"{}"', '"{}"', "'{}'"]).format(world.pick(WORDS))


def text(world, scope, depth=1):
    def constant():
        return string_constant(world)
    if depth <= 0 or world.chance(0.3):
        return variable(world, scope, "str", constant)
    form = world.rng.randint(0, 7)
    base = variable(world, scope, "str", constant)
    if form == 0:
        method = world.pick(["upper()", "title()", "strip()", "swapcase()", f'replace("a", {constant()})'])
        return f"{atom(base)}.{method}"
    if form == 1:
        return f"{atom(base)} + {constant()}"
    if form == 2:
        source = numbers(world, scope, 0)
        inner, item = comprehension_scope(world, scope, "int")
        return f'"{world.pick("-+ ,")}".join(str({mix(world, inner, [item], [leaf(world, inner)])}) for {item.name} in {iterable(source)})'
    if form == 3:
        return f"{atom(base)} * 2"
    if form == 4:
        found = mentionable(scope, ["int", "str"])
        if found and world.chance(0.5):  # the text of an f-string that shows the variable's name
            return f'f"{{{scope.read(world.pick(found))}=}}"'
        return f"repr({base})"
    return blend(world, scope, [], [base, number(world, scope, depth - 1)])


def numbers(world, scope, depth=1):
    """A non-empty list of numbers."""
    def constant():
        values = ", ".join(str(world.small(0, 12)) for _ in range(world.small(1, 4)))
        return f"[{values}]"
    form = world.rng.randint(0, 9) if depth > 0 else 0
    if form <= 3:
        return variable(world, scope, "ints", constant)
    if form == 4:
        return f"list(range({world.small(1, 4)}))"
    if form == 5:
        return f"[*{variable(world, scope, 'ints', constant)}, {leaf(world, scope)}]"
    if form == 6:
        return f"sorted({variable(world, scope, 'ints', constant)}, key={key_lambda(world, scope)})"
    if form == 7:
        found = [f for f in mentionable(scope, ["function"]) if f.unary() == "int" and f.result == "int"]
        if found:
            return f"list(map({scope.read(world.pick(found[:4]))}, {variable(world, scope, 'ints', constant)}))"
    source = variable(world, scope, "ints", constant)
    inner, item = comprehension_scope(world, scope, "int")
    return f"[{bounded(world, mix(world, inner, [item], [number(world, inner, depth - 1)]))} for {item.name} in {iterable(source)}]"


def words(world, scope, depth=1):
    """A non-empty list of non-empty strings."""
    def constant():
        return "[" + ", ".join(f'"{w}"' for w in world.some(WORDS, 1, 3)) + "]"
    if depth <= 0 or world.chance(0.7):
        return variable(world, scope, "words", constant)
    source = numbers(world, scope, 0)
    inner, item = comprehension_scope(world, scope, "int")
    return f"[{blend(world, inner, [item], [leaf(world, inner)])} for {item.name} in {iterable(source)}]"


def table(world, scope, depth=1):
    """A non-empty dict of numbers by strings."""
    def constant():
        return "{" + ", ".join(f'"{w}": {leaf(world, scope)}' for w in world.some(WORDS, 1, 3)) + "}"
    if depth <= 0 or world.chance(0.6):
        return variable(world, scope, "table", constant)
    if world.chance(0.4):
        return f'{{**{variable(world, scope, "table", constant)}, "extra": {leaf(world, scope)}}}'
    if world.chance(0.4):
        return f"dict({world.pick(['tea', 'milk'])}={leaf(world, scope)}, north={world.small()})"
    source = words(world, scope, 0)
    inner, item = comprehension_scope(world, scope, "str")
    return f"{{{item.name}: {mix(world, inner, [item], [leaf(world, inner)])} for {item.name} in {source}}}"


def pair(world, scope, depth=1):
    """A string and a number."""
    def constant():
        return f"({text(world, scope, 0)}, {number(world, scope, depth - 1)})"
    return variable(world, scope, "pair", constant) if world.chance(0.5) else constant()


MAKERS = {"int": number, "str": text, "ints": numbers, "words": words, "table": table, "pair": pair}
MAKERS |= dict.fromkeys(("queue", "sender", "total", "log"), lambda world, scope, depth: scope.read(world.channel))
