"""Random nested functions: what the payloads are, and the helpers that they call.

`helpers` defines a few functions in a scope; `payload` one that is meant for another process. Both give blocks and bind
`Func`s in the scope. A function reads every thing in `uses` (variables, functions, `self`), whatever else it does.
"""
from dataclasses import dataclass, field

from expressions import READABLE, atom, blend, bounded, leaf, mentionable, mix, number, numbers
from statements import expand, trailing
from world import NAMES, RAW, TYPES, Func, Param, Var, indent, split

CHANNELS = {"put": "queue", "send": "sender", "add": "total", "append": "log"}  # how a value is sent: through what
HASHABLE = {"int", "str", "pair", "count"}
DOCSTRINGS = ['"""One step of the work."""', '"""Reads what is around it."""', "'single quotes'",
              '"""Several lines.\n\n\t    The second is indented, """', "r'''raw \\d'''", '"""def fake(): pass"""']
COMMENTS = ["# Runs in another process.", "# def old(value): return value", "# the closure keeps `limit`", "#", "#: documented",
            "# TODO: simplify (see below"]


@dataclass
class Spec:
    """What a function is to be: the kinds of its positional arguments, what it gives, and how."""
    kinds: list
    result: str = "int"
    deliver: str = "return"        # return, print, put, send, add, append, call or configure
    channel: Var | None = None     # the queue (...) that it captures; None where it is an argument
    uses: list = field(default_factory=list)
    lock: Var | None = None
    action: Func | None = None     # the helper that hands the value over, for deliver `call`
    name: str | None = None
    wild: bool = True              # may have keyword-only parameters without default
    depth: int = 1                 # how deep functions may nest inside
    many: list = field(default_factory=list)  # filled: what the defaults read where it stands


def choose_uses(world, scope, low, high):
    """Some of what can be read here, nearer things rather than those of the module."""
    things = [t for t in scope.visible() if (scope.lifted or not t.maybe)
              and (isinstance(t, Func) and usable(world, t) or isinstance(t, Var) and t.kind in READABLE)]
    chosen = []
    for _ in range(world.rng.randint(low, high)):
        if things:
            weights = [use_weight(scope, t) for t in things]
            thing = world.rng.choices(things, weights)[0]
            things.remove(thing)
            chosen.append(thing)
    return chosen


def usable(world, func):
    return func.kind == "function" and not (world.is_async and func.style == "async")


def use_weight(scope, thing):
    if scope.owner(thing).role == "module":
        return 0.5
    return 5 if isinstance(thing, Func) or thing.kind in ("self", "module", "class", "error") else 3


def fresh_function(world, scope, uses=()):
    """A name for a nested function, now hidden in the scope: nothing binds or reads it before it is defined."""
    name = scope.fresh(NAMES["function"], avoid={thing.name for thing in uses})
    world.functions.append(name)
    return scope.hide(name)


# --- the shape of a definition ---------------------------------------------------------------------------------------

def make_params(world, scope, inner, spec, simple=False):
    """The parameters, bound in `inner`: those for `spec.kinds`, then of every other kind."""
    needed = [*spec.uses, *filter(None, (spec.channel, spec.lock, spec.action))]
    for thing in needed:  # so that no local takes its name
        inner.read(thing)
    taken = {thing.name for thing in needed}
    params = [Param(own_name(world, inner, kind, taken, spec), kind) for kind in spec.kinds]
    if not simple and params and world.chance(0.1):
        for param in params:
            param.only = True
    if not simple:
        params += optional_params(world, scope, inner, spec, taken)
    for param in params:
        inner.bind(Var(param.name, {"count": "int"}.get(param.kind, param.kind)))
    return params


def own_name(world, inner, kind, taken, spec):
    """A parameter's name: now and then that of something a helper captures."""
    hidden = {v.name for f in spec.uses if isinstance(f, Func) for v in f.captures}
    hidden = sorted(n for n in hidden - taken if inner.free(n) and not n.startswith("__"))
    if hidden and world.chance(0.4) and kind in ("int", "str"):
        name = world.pick(hidden)
    else:
        pool = NAMES["misc"] + ["kind", "mode", "offset"] if kind in ("int", "str", "count") else NAMES.get(kind, NAMES["misc"])
        name = inner.fresh(pool, avoid=taken)
    inner.hide(name)
    return name


def optional_params(world, scope, inner, spec, taken):
    """Parameters that a call may leave out, and now and then a keyword-only one that it may not."""
    params = []
    if world.chance(0.18):
        params.append(defaulted(world, scope, inner, spec, taken, "pos"))
    if world.chance(0.08):
        params.append(Param(own_name(world, inner, "maybe_ints", taken, spec), "maybe_ints", "star"))
    if world.chance(0.12):
        params.append(defaulted(world, scope, inner, spec, taken, "kw"))
    if spec.wild and world.chance(0.1):
        params.append(Param(own_name(world, inner, "int", taken, spec), "int", "kw"))
    if world.chance(0.06):
        params.append(Param(own_name(world, inner, "maybe_table", taken, spec), "maybe_table", "starstar"))
    return params


def defaulted(world, scope, inner, spec, taken, form):
    """A parameter whose default is a constant, or a local as it is where the function stands (`i=i`, `limit=i`)."""
    locals_ = [t for t in mentionable(scope, ["int", "str"]) if scope.owner(t).role != "module" and not t.maybe]
    if not locals_ or world.chance(0.4):
        kind = world.pick(["int", "str"])
        default = str(world.small()) if kind == "int" else world.pick(['"fast"', '"-"', "''"])
        return Param(own_name(world, inner, kind, taken, spec), kind, form, default)
    source = world.pick(locals_)
    same = inner.free(source.name) and source.name not in taken
    name = inner.hide(source.name) if same and world.chance(0.7) else own_name(world, inner, source.kind, taken, spec)
    param = Param(name, source.kind, form, scope.read(source))
    spec.many.append(source)
    return param


def signature(world, params, annotate):
    """The text between the parentheses."""
    parts = []
    for index, param in enumerate(params):
        if param.form == "kw" and not any(part.startswith("*") for part in parts):
            parts.append("*")
        note = param.note or (annotation(param) if annotate else None)
        text = {"star": "*", "starstar": "**"}.get(param.form, "") + param.name + (f": {note}" if note else "")
        if param.default is not None:
            text += f" = {param.default}" if note else f"={param.default}"
        parts.append(text)
        if param.only and not (index + 1 < len(params) and params[index + 1].only):
            parts.append("/")
    return ", ".join(parts)


def annotation(param):
    return {"maybe_ints": "int", "maybe_table": "int", "count": "int"}.get(param.kind) or TYPES.get(param.kind)


def definition(world, func, body, *, annotate=False, returns=None, decorators=(), keyword="def"):
    """The lines of a `def` with what may stand around it: comments, decorators, a docstring, one line or many."""
    head = f"{keyword} {func.name}({signature(world, func.params, annotate)}){f' -> {returns}' if returns else ''}:"
    if len(func.params) > 1 and not annotate and world.chance(0.06):
        head = head.replace("(", "(\n\t\t", 1).replace("):", "\n):")
    above = [world.pick(COMMENTS)] if world.chance(0.12) else []
    above += list(decorators)
    if len(body) == 1 and "\n" not in head and not body[0].startswith(("with", "if", "for", RAW)) and world.chance(0.12):
        return [*above, f"{head} {body[0]}"]
    return [*above, *head.split("\n"), *indent(decorated_body(world, body))]


def decorated_body(world, body):
    """The body with a docstring, comments and blank lines now and then."""
    body = list(body)
    if world.chance(0.12):
        body[:0] = split(world.pick(DOCSTRINGS))
    if world.chance(0.1):
        comment = world.pick(COMMENTS)
        body.insert(0, world.pick([comment, comment, RAW + comment]))
    if world.chance(0.06) and not body[-1].startswith((RAW, "\t", ")")):
        body.insert(len(body) - 1, world.pick(["", RAW + "   "]))
    return body


# --- bodies ----------------------------------------------------------------------------------------------------------

def body_of(world, inner, spec, params):
    """Statements that read every use and parameter, then what the function delivers."""
    head = declared(world, inner, spec)
    pending = [*spec.uses, *(inner.bound[p.name] for p in params if p.kind in READABLE | {"count"})]
    world.rng.shuffle(pending)
    block = []
    for _ in range(world.weighted({0: 5, 1: 4, 2: 3, 3: 1})):
        known = set(map(id, inner.bound.values()))
        block += statement(world, inner, spec, pending)
        new = [t for t in inner.bound.values() if t and id(t) not in known and (isinstance(t, Func) or t.kind in READABLE)]
        pending += world.some(new, 1, 2)
    return head + block + delivered(world, inner, spec, pending)


def statement(world, inner, spec, pending):
    """One statement, reading up to two of what is pending."""
    if spec.depth > 0 and world.chance(0.12):
        return helper(world, inner, depth=spec.depth - 1)
    if world.chance(0.05):
        return [f"assert {number(world, inner, 0)} != -1, \"odd\""]
    seed = None
    if pending and world.chance(0.7):
        chosen = [pending.pop() for _ in range(min(len(pending), world.small(1, 2)))]
        seed = bounded(world, mix(world, inner, chosen)) if world.chance(0.5) else mix(world, inner, chosen)
    return expand(world, inner, 1, [seed] if seed else [])


def declared(world, inner, spec):
    """`nonlocal` and `global` for names that are only read."""
    plain = [t for t in spec.uses if isinstance(t, Var)]
    outer = [t.name for t in plain if inner.owner(t).role == "function" and t.kind != "self"]
    module = [t.name for t in plain if inner.owner(t).role == "module" and not t.terms]
    block = []
    if outer and world.chance(0.07):
        block.append("nonlocal " + ", ".join(world.some(outer, 1, 2)))
    if module and world.chance(0.1):
        block.append("global " + world.pick(module))
    return block


def delivered(world, inner, spec, pending):
    """The last lines: return, print, or hand over through a channel."""
    if spec.deliver == "return":
        lines = returned(world, inner, spec.result, pending)
    else:
        lines = handed_over(world, inner, spec, pending)
    if spec.lock:
        return [f"with {inner.read(spec.lock)}:", *indent(lines)]
    return lines


def returned(world, inner, result, pending):
    text = result_text(world, inner, result, pending)
    if result == "int" and world.chance(0.12):
        other = bounded(world, number(world, inner, 1))
        return [f"if {atom(leaf(world, inner), 8)} > {world.small(20, 60)}:", f"\treturn {other}", f"return {text}"]
    if world.chance(0.06):
        return ["return (", f"\t{text}" + trailing(world), ")"]
    return [f"return {text}{trailing(world)}"]


def result_text(world, inner, result, pending):
    """An expression of that kind which reads all that is pending."""
    parts = [value_use(world, inner, t) for t in pending]
    if result == "str":
        plain = [t for t, part in zip(pending, parts) if part is None]
        return blend(world, inner, plain, [part for part in parts if part])
    text = mix(world, inner, [t for t, part in zip(pending, parts) if part is None], [part for part in parts if part])
    if result == "ints":
        return f"[{text}, {leaf(world, inner)}]"
    if result == "pair":
        return f"({blend(world, inner, [])}, {text})"
    return bounded(world, text) if world.chance(0.6) else text


def value_use(world, inner, thing):
    """A function that is given to `map` or `sorted` rather than called; nothing for other things."""
    if not isinstance(thing, Func) or thing.unary() != "int" or thing.result not in ("int", "str") or world.chance(0.65):
        return None
    name, source = inner.read(thing), numbers(world, inner, 0)
    forms = [f"sorted({source}, key={name})[0]", f"max({source}, key={name})", f"len(list(map({name}, {source})))"]
    if thing.result == "int":
        forms += [f"sum(map({name}, {source}))"] * 4
        forms += [f"twice({name}, {leaf(world, inner)})"] if world.style.get("twice") else []
    return world.pick(forms)


def handed_over(world, inner, spec, pending):
    """One line that prints in the child or sends the value to the parent."""
    if spec.deliver == "print":
        world.prints_in_child = True
        return [printed(world, inner, spec, pending)]
    if spec.deliver == "call":
        return [f"{inner.read(spec.action)}({mix(world, inner, pending)})"]
    if spec.deliver == "configure":
        return [f"STATE.update(level={mix(world, inner, pending)})"]
    channel = channel_name(inner, spec)
    if spec.deliver == "add":
        return [f"with {channel}.get_lock():", f"\t{channel}.value += {bounded(world, mix(world, inner, pending))}"]
    return [f"{channel}.{spec.deliver}({sent(world, inner, spec, pending)})"]


def sent(world, inner, spec, pending):
    text = result_text(world, inner, spec.result, pending)
    return f"({text}, {leaf(world, inner)})" if spec.result == "int" and world.chance(0.3) else text


def printed(world, inner, spec, pending):
    form = world.rng.randint(0, 2)
    if form == 0:
        return f"print({blend(world, inner, pending)}, flush=True)"
    parts = [result_text(world, inner, world.pick(["int", "str"]), [t]) for t in pending] or [number(world, inner, 1)]
    ending = world.pick(["", ', sep="-"', ", sep='/'", ", file=sys.stdout"]) if form == 2 else ""
    if "sys." in ending:
        world.need("import sys")
    return f"print({', '.join(parts)}{ending}, flush=True)"


def channel_name(inner, spec):
    if spec.channel:
        return inner.read(spec.channel)
    return next(t.name for t in inner.bound.values() if t and t.kind in CHANNELS.values())


# --- whole functions -------------------------------------------------------------------------------------------------

def define(world, scope, spec, style=None):
    """A function as specified: a `def`, or a lambda bound to a name. Gives the block and the function."""
    name = scope.hide(spec.name) if spec.name else fresh_function(world, scope, spec.uses)
    simple = spec.deliver in ("return", "print", "put", "send", "append", "call", "configure")
    if style == "lambda" and simple and not spec.lock:
        func, text = make_lambda(world, scope, spec, name)
        return [f"{name} = {text}{trailing(world)}"], scope.bind(func)
    inner = scope.child("function", lifted=True)
    params = make_params(world, scope, inner, spec)
    func = Func(name, params, spec.result, kind=kind_of(spec))
    alias = local_alias(world, scope, params)
    body = body_of(world, inner, spec, params)
    finish(func, inner, scope, spec)
    annotate = world.chance(0.12)
    block = definition(world, func, body, annotate=annotate, returns=returns(spec) if annotate else None,
                       decorators=decorators(world, func, spec))
    scope.bind(func)
    return alias + block, func


def kind_of(spec):
    """A function that gives nothing is not for expressions."""
    return "function" if spec.deliver == "return" else "action"


def returns(spec):
    return TYPES.get(spec.result) if spec.deliver == "return" else "None"


def finish(func, inner, scope, spec):
    """Note what the function captures, now that its body is known."""
    func.captures = inner.captures() | {t for t in spec.many if scope.owner(t).role != "module"}


def local_alias(world, scope, params):
    """An annotation that only this function's surroundings know, at times."""
    plain = [p for p in params if p.kind in ("int", "ints") and p.form == "pos"]
    if not plain or not world.chance(0.03):
        return []
    param = world.pick(plain)
    name = scope.hide(scope.fresh(["Number", "Numbers", "Amount"]))
    param.note = name
    return [f"{name} = {TYPES[param.kind]}"]


def decorators(world, func, spec):
    """Decorators of the module, or a cache where everything can be hashed."""
    lines = []
    if world.chance(0.06):
        world.style["traced"] = True
        lines.append("@traced")
    if spec.deliver == "return" and spec.result == "int" and world.chance(0.05):
        world.style["plus"] = True
        lines.append(f"@plus({world.small()})")
    hashable = all(p.kind in HASHABLE and p.form != "star" for p in func.params) and all(v.kind in HASHABLE for v in func.captures)
    if not lines and spec.deliver == "return" and hashable and world.functools and world.chance(0.01):
        world.need("import functools")
        lines.append(world.pick(["@functools.lru_cache(maxsize=None)", "@functools.cache"]))
        for thing in func.captures:  # a cache would not see another value
            thing.fixed = True
    return lines


def make_lambda(world, scope, spec, name="lambda"):
    """The function and the text of a lambda."""
    inner = scope.child("lambda", lifted=True)
    params = make_params(world, scope, inner, spec, simple=True)
    if world.chance(0.2) and spec.deliver != "print":
        params.append(defaulted(world, scope, inner, spec, {t.name for t in spec.uses}, "pos"))
        inner.bind(Var(params[-1].name, params[-1].kind))
    pending = [*spec.uses, *(inner.bound[p.name] for p in params if p.kind in READABLE | {"count"})]
    if spec.deliver == "return":
        body = result_text(world, inner, spec.result, pending)
    else:
        [body] = handed_over(world, inner, spec, pending)
    func = Func(name, params, spec.result, "lambda", kind=kind_of(spec))
    finish(func, inner, scope, spec)
    head = signature(world, params, False)
    return func, f"lambda {head}: {body}" if head else f"lambda: {body}"


def helpers(world, scope, count):
    """That many helper functions (or groups that call each other)."""
    block = []
    for _ in range(count):
        block += ([""] if world.chance(0.5) else []) + helper(world, scope)
    return block


def helper(world, scope, depth=1):
    return world.weighted(HELPERS)(world, scope, depth)


def plain_helper(world, scope, depth):
    kinds = [world.weighted({"int": 6, "str": 2, "ints": 1}) for _ in range(world.weighted({1: 7, 2: 2, 0: 1}))]
    spec = Spec(kinds, world.weighted({"int": 5, "str": 2, "ints": 1, "pair": 0.4}), uses=choose_uses(world, scope, 0, 3), depth=depth)
    return define(world, scope, spec, "lambda" if world.chance(0.15) else "def")[0]


def recursive_helper(world, scope, depth):
    """Calls itself with a smaller number until that is gone."""
    uses = choose_uses(world, scope, 1, 2)
    [(name, inner, params)] = start_group(world, scope, 1, uses)
    n = params[0].name
    base, step = mix(world, inner, uses[:1]), mix(world, inner, uses[1:])
    again = world.pick([f"{name}({n} - 1)", f"{name}({n} // 2)", f"{name}({n}={n} - 1)", f"sum(map({name}, [{n} - 1, {n} - 2]))",
                        f"sum({name}(below) for below in range({n} - 1, {n}))"])
    body = world.pick([[f"if {n} <= 0:", f"\treturn {bounded(world, base)}", f"return ({again} + {step}) % 997"],
                       [f"return {bounded(world, base)} if {n} < 1 else ({again} * 3 + {step}) % 101"]])
    return finish_group(world, scope, [(name, inner, params, body)])


def mutual_helper(world, scope, depth):
    """Two or three functions that call each other in a ring."""
    size = world.weighted({2: 4, 3: 1})
    uses = choose_uses(world, scope, 1, 3)
    group = start_group(world, scope, size, uses)
    done = []
    for index, (name, inner, params) in enumerate(group):
        n, following = params[0].name, group[(index + 1) % size][0]
        own = mix(world, inner, uses[index::size])
        done.append((name, inner, params, [f"if {n} <= 0:", f"\treturn {bounded(world, own)}",
                                           f"return ({following}({n} - {world.small(1, 2)}) + {atom(leaf(world, inner), 8)}) % 211"]))
    return finish_group(world, scope, done)


def start_group(world, scope, size, uses):
    """Names, scopes and the one parameter of functions that may call each other."""
    names = []
    for _ in range(size):
        names.append(fresh_function(world, scope, uses))
    group = []
    for name in names:
        inner = scope.child("function", lifted=True)
        inner.through |= set(names)
        spec = Spec(["count"], uses=uses, wild=False)
        inner.through |= {thing.name for thing in uses}
        group.append((name, inner, make_params(world, scope, inner, spec, simple=True)))
    return group


def finish_group(world, scope, group):
    """The definitions; all of the group capture what one of them captures."""
    captures = set().union(*(inner.captures() for _, inner, _, _ in group))
    block = []
    for name, inner, params, body in group:
        func = Func(name, params, "int", captures=captures)
        block += definition(world, func, body)
        scope.bind(func)
    return block


def generator_helper(world, scope, depth):
    """A generator function."""
    uses = choose_uses(world, scope, 1, 2)
    [(name, inner, params)] = start_group(world, scope, 1, uses)
    item = inner.bind(Var(inner.fresh("i step k".split(), avoid={t.name for t in uses}), "int"))
    body = [f"for {item.name} in range({params[0].name} % 4 + 1):", f"\tyield {bounded(world, mix(world, inner, [item, *uses]))}"]
    if world.chance(0.2):
        body.append(f"yield from [{leaf(world, inner)}]")
    func = Func(name, params, "int", "generator", inner.captures())
    scope.bind(func)
    return definition(world, func, body)


def async_helper(world, scope, depth):
    """A coroutine function, which the payload runs."""
    if world.is_async or scope.role == "module":
        return plain_helper(world, scope, depth)
    uses = [t for t in choose_uses(world, scope, 1, 2) if not needs_loop(t)]
    [(name, inner, params)] = start_group(world, scope, 1, uses)
    world.need("import asyncio")
    body = ["await asyncio.sleep(0)", f"return {bounded(world, mix(world, inner, [*uses, inner.bound[params[0].name]]))}"]
    func = Func(name, params, "int", "async", inner.captures())
    scope.bind(func)
    return definition(world, func, body, keyword="async def")


def needs_loop(thing):
    """Functions that may run an event loop are not called from a coroutine."""
    return isinstance(thing, Func)


def maker_helper(world, scope, depth):
    """A closure factory."""
    uses = choose_uses(world, scope, 0, 2)
    name = fresh_function(world, scope, uses)
    inner = scope.child("function")
    params = make_params(world, scope, inner, Spec(["int"], uses=uses, wild=False), simple=True)
    block, made = made_function(world, inner, Spec(["int"], uses=[*uses, inner.bound[params[0].name]], wild=False, depth=0))
    func = Func(name, params, "int", "maker", inner.captures(), made)
    scope.bind(func)
    return definition(world, func, block)


def made_function(world, inner, spec):
    """The lines of a factory: some function that it returns."""
    for thing in spec.uses:
        inner.read(thing)
    style = world.pick(["def", "def", "lambda", "inline"])
    before = expand(world, inner, world.pick([0, 0, 1]))
    if style == "inline":
        made, text = make_lambda(world, inner, spec)
        return [*before, f"return {text}"], made
    block, made = define(world, inner, spec, style)
    return [*before, *block, *([""] if style == "def" else []), f"return {made.name}"], made


HELPERS = {plain_helper: 7, recursive_helper: 2, mutual_helper: 1.3, generator_helper: 0.8, async_helper: 0.4, maker_helper: 0.8}
