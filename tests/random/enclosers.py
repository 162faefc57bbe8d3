"""Random functions that hold payloads: functions, methods, coroutines, generators, one to three levels deep.

`encloser` gives a definition for module level and the expression that calls it.
"""
import ast

from expressions import arguments, as_number, call, expression, iterable, numbers
from functions import CHANNELS, Spec, helpers
from payloads import payload
from sinks import Place, api, executor_sinks, given, initializer_sinks, pool_sinks, process_sinks
from statements import enclosing_block, expand
from world import NAMES, RAW, TYPES, Func, Scope, Var, indent, render


# --- a unit: definitions and their use -------------------------------------------------------------------------------

PROCESS_KINDS = [[], [], ["int"], ["int"], ["str"], ["int", "str"], ["ints"], ["pair"], ["count"], ["str", "int", "table"]]
TASK_KINDS = [["int"]] * 8 + [["str"]] * 3 + [["int", "int"]] * 2 + [["int", "str"], ["pair"], ["ints"], ["count"], []]


def unit(place):
    """One payload with all around it: lines before, the definitions, lines after."""
    world = place.world
    sink = world.weighted({"process": 5, "pool": 4, "executor": 8 if place.is_async else 3, "initializer": 0.5})
    if sink == "initializer":
        spec, before = Spec(list(world.pick([[], ["int"], ["str"], ["int", "str"]])), deliver="configure", wild=False), []
    elif sink == "process":
        spec, before = process_spec(place)
    else:
        spec, before = task_spec(place, sink)
    definitions = helpers(world, place.scope, world.weighted({0: 5, 1: 4, 2: 2}))
    made = payload(world, place.scope, spec)
    definitions += ([""] if definitions and world.chance(0.6) else []) + made.definitions
    after = rebound(place, made) + parent_uses(place, made) + made.lines
    use = {"process": process_sinks, "pool": pool_sinks, "executor": executor_sinks, "initializer": initializer_sinks}[sink](place, made)
    after += [made.each, *indent(use)] if made.each else use
    return before, definitions, ([""] if definitions and world.chance(0.7) else []) + after


def process_spec(place):
    """What a `Process` is to run, and the lines that make its queue, pipe or value."""
    world = place.world
    deliver = world.weighted({"print": 5, "put": 4, "send": 1, "add": 0.8, "append": 0.25})
    spec = Spec(list(world.pick(PROCESS_KINDS)), world.weighted({"int": 4, "str": 3, "ints": 1, "pair": 1}), deliver)
    if deliver == "print":
        return spec, []
    channel = world.channel = place.scope.new(CHANNELS[deliver])
    place.channel = channel.name
    if world.chance(0.35):
        spec.kinds.insert(world.pick(range(len(spec.kinds) + 1)), channel.kind)
    else:
        spec.channel = channel
    return spec, opened(place, deliver, channel)


def opened(place, deliver, channel):
    """The line that makes a channel."""
    if deliver == "put":
        return [f"{channel.name} = {api(place, place.world.pick(['Queue', 'Queue', 'SimpleQueue']))}()"]
    if deliver == "send":
        place.receiver = place.hidden("receiver", "reader")
        return [f"{place.receiver}, {channel.name} = {api(place, 'Pipe')}({place.world.pick(['duplex=False', 'False'])})"]
    if deliver == "add":
        return [f'{channel.name} = {api(place, "Value")}("i", 0)']
    manager = place.hidden("manager")
    return [f"{manager} = {api(place, 'Manager')}()", f"{channel.name} = {manager}.list()"]


def task_spec(place, sink):
    """What a pool or an executor is to run."""
    world = place.world
    spec = Spec(list(world.pick(TASK_KINDS)), world.weighted({"int": 5, "str": 3, "ints": 0.7, "pair": 0.8}))
    spec.wild = world.chance(0.15)
    if sink == "pool" and world.chance(0.005):  # few: its repair needs the pool's initializer
        spec.lock = place.scope.new("lock")
        return spec, [f"{spec.lock.name} = {api(place, 'Lock')}()"]
    return spec, []


def rebound(place, made):
    """A captured variable gets a new value after the definition and before any use, at times."""
    world, scope = place.world, place.scope
    found = [v for v in sorted(made.func.captures, key=lambda v: v.name)
             if scope.bound.get(v.name) is v and v.kind in ("int", "str", "ints") and not v.fixed]
    if not found or not world.chance(0.13):
        return []
    thing = world.pick(found)
    return [{"int": f"{thing.name} += {world.small()}", "str": f'{thing.name} += "!"',
             "ints": f"{thing.name} = [*{thing.name}, {world.small()}]"}[thing.kind]]


def parent_uses(place, made):
    """The parent uses the functions itself: calls them, gives them to `sorted`, reads their attributes."""
    world, scope = place.world, place.scope
    block = []
    for func in made.named:
        if func.name in world.style.get("unique", ()) and world.chance(0.8):
            block += place.show(f"{func.name}.__name__")
        if func.kind == "action" and made.spec.deliver == "print" and world.chance(0.1):
            values, keywords = given(world, scope, func)
            block.append(f"{func.name}({', '.join([*values, *(f'{k}={v}' for k, v in keywords.items())])})")
    local = [f for f in scope.bound.values() if isinstance(f, Func) and f.kind == "function" and f.style != "async"]
    if local and world.chance(0.3):
        block += parent_use(place, world.pick(local))
    return block


def parent_use(place, func):
    """One line that uses a nested function in the parent, now and then under another name."""
    world, scope = place.world, place.scope
    plain = func.style in ("def", "lambda")
    if world.chance(0.12):
        name = place.hidden("again", "same", "known_as")
        text = f"{name}({arguments(world, scope, func)})" if plain else f"callable({name})"
        return [f"{name} = {func.name}", *place.show(text)]
    if world.chance(0.1):
        return place.show(world.pick([f"{func.name}.__doc__", f"callable({func.name})"]))
    forms = [call(world, scope, func) if plain else as_number(world, scope, func, call(world, scope, func))]
    if func.unary() == "int":
        forms += unary_uses(world, scope, func)
    return place.show(world.pick(forms))


def unary_uses(world, scope, func):
    """Expressions that use a function of one number as a value."""
    source = numbers(world, scope, 0)
    inner = scope.child("comp")
    item = inner.fresh("v n x".split(), avoid=[func.name])
    forms = [f"list(map({func.name}, {source}))", f"[{func.name}({item}) for {item} in {iterable(source)}]"]
    if func.result in ("int", "str"):
        forms.append(f"sorted({source}, key={func.name})")
    return forms


# --- the body of an encloser -----------------------------------------------------------------------------------------

def body(place, levels):
    """Local variables, then deeper levels or payloads."""
    world, scope = place.world, place.scope
    block = [] if not world.style.get("local_import") else [RAW + "local imports"]
    block += context_line(place) + expand(world, scope, world.small(0, 3))
    if levels > 1:
        block += helpers(world, scope, world.pick([0, 0, 1]))
        block += level(place, levels - 1)
        return block + (units(place, 1) if world.chance(0.15) else [])
    return block + units(place, world.weighted({1: 8, 2: 2}))


def context_line(place):
    """`ctx = get_context()`, at times: its processes and pools are used then."""
    world = place.world
    if place.context or not world.chance(0.06):
        return []
    line = f"ctx = {api(place, 'get_context')}({world.pick(['', chr(34) + 'spawn' + chr(34)])})"
    place.context = "ctx."
    return [line]


def units(place, count):
    block = []
    for _ in range(count):
        if place.world.chance(0.3) and place.mode != "return":
            block += enclosing_block(place.world, place.scope, lambda: [line for part in unit(place) for line in part])
        else:
            block += maybe_late(place)
    return block


def maybe_late(place):
    """A unit after some more variables; now and then they are bound only after the definitions that read them."""
    world, scope = place.world, place.scope
    before_names = set(scope.bound)
    variables = expand(world, scope, world.pick([0, 1, 1, 2]))
    new = set(scope.bound) - before_names
    before, definitions, after = unit(place)
    late = world.chance(0.3) and not new & read_at_definition(definitions)
    if late:
        return [*definitions, *variables, *before, *after]
    return [*variables, *before, *definitions, *after]


def read_at_definition(block):
    """The names that definitions read where they stand: in defaults and decorators, and in all that is no definition."""
    names = set()
    for node in ast.parse(render(block, "    ")).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.body = [ast.Pass()]
        parts = [node]
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            parts = [node.value.args]
        names |= {n.id for part in parts for n in ast.walk(part) if isinstance(n, ast.Name)}
    return names


def level(place, levels):
    """A function (or a method of a local class) around the next level, and its call."""
    world, scope = place.world, place.scope
    if world.chance(0.08):
        return local_class_level(place, levels)
    name = scope.hide(scope.fresh(["stage", "inner", "phase", "one_round", "part_of", "section_of"]))
    inner = Scope(world, scope)
    params, values = level_params(place, inner)
    coroutine = place.is_async and world.chance(0.6)
    deeper = Place(world, inner, "print" if place.mode == "yield" else place.mode, coroutine, place.context)
    lines = body(deeper, levels)
    head = f"{'async ' if coroutine else ''}def {name}({', '.join(params)}):"
    calls = [f"{'await ' if coroutine else ''}{name}({', '.join(values)})"]
    return [head, *indent(lines), *([""] if world.chance(0.5) else []), *calls]


def level_params(place, inner):
    """Parameters of an inner level with values from around it."""
    world = place.world
    kinds = [world.pick(["int", "str", "ints"]) for _ in range(world.small(0, 2))]
    values = [expression(world, place.scope, kind, 1) for kind in kinds]
    return [inner.new(kind).name for kind in kinds], values


def local_class_level(place, levels):
    """A method of a class inside of the encloser; the class has nothing to do with what is sent."""
    world, scope = place.world, place.scope
    name = scope.hide(scope.fresh(["Runner", "Stage", "Round"]))
    inner = Scope(world, scope.child("class"))
    this = inner.hide("self")
    for thing in scope.visible():  # another class: private names mean others in it
        if thing.name.startswith("__"):
            inner.hide(thing.name)
    params, values = level_params(place, inner)
    lines = body(Place(world, inner, "print", False, place.context), levels)
    return [f"class {name}:", f"\tdef go({', '.join([this, *params])}):", *indent(lines, 2), f"{name}().go({', '.join(values)})"]


# --- enclosers at module level ---------------------------------------------------------------------------------------

def encloser(world, module):
    """A definition for module level and the expression that the main part calls it with."""
    kind = world.weighted({"function": 10, "async": 2, "generator": 1, "method": 4, "guard": 0})
    if kind == "method":
        return class_encloser(world, module)
    name = module.hide(module.fresh(NAMES["encloser"]))
    return function_encloser(world, module, name, kind)


def function_encloser(world, module, name, kind, first=None, target=None):
    """A function, coroutine function or generator function. `first` is `self` or `cls` in a class, `target` what is called."""
    scope = Scope(world, module)
    if first:
        scope.bind(first)
    world.is_async = kind == "async"
    world.style["local_names"] = {}
    world.style["local_import"] = world.choice("api", {"multiprocessing": 3, "mp": 3, "from": 5, "as": 1}) in ("from", "as") and world.chance(0.06)
    params, values = encloser_params(world, scope)
    mode = "yield" if kind == "generator" else world.pick(["print", "print", "collect"])
    lines = body(Place(world, scope, mode, kind == "async"), world.weighted({1: 6, 2: 3, 3: 1}))
    lines = with_local_imports(world, lines)
    lines = with_result(world, lines, mode)
    world.style["local_import"] = world.is_async = False
    if world.chance(0.2):
        lines.insert(0, world.pick(['"""Do the work in other processes."""', "# The workers read what is here."]))
    annotate = world.chance(0.15)
    head = ", ".join(([first.name] if first else []) + [p.text(annotate) for p in params])
    return [f"{'async ' if kind == 'async' else ''}def {name}({head}):", *indent(lines)], called(target or name, values, kind, mode)


def with_local_imports(world, lines):
    """The imports that this function makes itself, in place of their mark."""
    mark = RAW + "local imports"
    imports = [f"from {module} import {name}" for name, module in world.style.get("local_names", {}).items()]
    rest = [line for line in lines if line != mark]
    return [*imports, *rest]


def with_result(world, lines, mode):
    """In collect mode the list is made first and returned last, or the one result is returned where it stands."""
    if mode == "yield":
        return [*lines, "yield 0"]
    if mode != "collect":
        return lines
    appends = [i for i, line in enumerate(lines) if line.lstrip("\t").startswith("out.append(")]
    last = lines[-1]
    if appends == [len(lines) - 1] and last.count("\t") <= 1 and world.chance(0.8) and opens_with(lines, last):
        return [*lines[:-1], last.replace("out.append(", "return ", 1)[:-1]]
    return ["out = []", *lines, "return out"]


def opens_with(lines, last):
    """Is the line at the top of the function, or directly in a `with`?"""
    if not last.startswith("\t"):
        return True
    heads = [line for line in lines if not line.startswith(("\t", RAW, ")"))]
    return heads[-1].startswith("with ") if heads else False


def called(name, values, kind, mode):
    """The expression that runs an encloser, and whether its value is worth printing."""
    text_ = f"{name}({', '.join(values)})"
    if kind == "async":
        text_ = f"asyncio.run({text_})"
    if kind == "generator":
        return f"print(list({text_}))"
    return f"print({text_})" if mode == "collect" else text_


class EncloserParam:
    """A parameter of an encloser, for its `def` line."""

    def __init__(self, name, kind, prefix="", default=None):
        self.name, self.kind, self.prefix, self.default = name, kind, prefix, default

    def text(self, annotate):
        if not self.name:
            return self.prefix
        note = {"*": "int", "**": "int"}.get(self.prefix, TYPES[self.kind]) if annotate else None
        text_ = self.prefix + self.name + (f": {note}" if note else "")
        return text_ if self.default is None else text_ + (f" = {self.default}" if note else f"={self.default}")


def literal(world, kind):
    """A value that needs no name."""
    return expression(world, Scope(world), kind, 0)


def encloser_params(world, scope):
    """Parameters of every kind, and the texts of the arguments in the call."""
    params, values = [], []
    for _ in range(world.small(0, 3)):
        kind = world.weighted({"int": 4, "str": 3, "ints": 2, "words": 1, "table": 1, "pair": 1})
        params.append(EncloserParam(scope.new(kind).name, kind))
        values.append(literal(world, kind))
    if params and world.chance(0.08):
        params.append(EncloserParam("", "", "/"))
    if world.chance(0.15):
        params.append(EncloserParam(scope.new("int").name, "int", default=str(world.small())))
        values += [literal(world, "int")] if world.chance(0.4) else []
    star = world.chance(0.1) and len(values) == sum(bool(p.name) for p in params)
    if star:
        params.append(EncloserParam(scope.new("ints").name, "ints", "*"))
        values += [str(world.small()) for _ in range(world.small(1, 3))]
    return keyword_params(world, scope, params, values, star)


def keyword_params(world, scope, params, values, star):
    """Keyword-only parameters and `**options`."""
    if world.chance(0.15):
        params += [] if star else [EncloserParam("", "", "*")]
        thing = scope.new(world.pick(["int", "str"]))
        default = literal(world, thing.kind) if world.chance(0.5) else None
        params.append(EncloserParam(thing.name, thing.kind, default=default))
        if default is None or world.chance(0.5):
            values.append(f"{thing.name}={literal(world, thing.kind)}")
    if world.chance(0.08):
        params.append(EncloserParam(scope.new("table").name, "table", "**"))
        values.append(f"{world.pick(['tea', 'milk', 'north'])}={world.small()}")
    return params, values


# --- classes ---------------------------------------------------------------------------------------------------------

def class_encloser(world, module):
    """A class whose methods hold payloads that read `self` (or `cls`)."""
    name = module.hide(module.fresh(["Survey", "_Tagger", "Store", "Renderer", "Kitchen", "Shop"]))
    this = Var("self", "self", [])
    attributes, init, values = instance_attributes(world, this)
    members = class_attributes(world, this) + init + other_methods(world, this, attributes)
    kind = world.weighted({"method": 10, "async": 1, "class": 1.5, "static": 1})
    method = world.pick(["run", "process_all", "report", "_collect", "go"])
    first = {"class": Var("cls", "class", ["@.RATE", "@.RATE * ?", "@.scaled(?)"]), "static": None}.get(kind, this)
    inner_kind = "async" if kind == "async" else "function"
    owner = f"{name}({', '.join(values)})" if kind not in ("class", "static") or world.chance(0.3) else name
    world.in_class = True
    block, call_text = function_encloser(world, module.child("class"), method, inner_kind, first, f"{owner}.{method}")
    world.in_class = False
    if kind in ("class", "static"):
        block.insert(0, f"@{kind}method")
    lines = [*members, "", *block] if world.chance(0.7) else [*block, "", *members]
    return class_head(world, name, lines), call_text


def class_head(world, name, lines):
    """The class line with what may stand above it and below it."""
    above = world.pick([[], [], ["# Everything about one thing.", "# One pool for each call."]])
    if world.chance(0.15):
        world.style["registered"] = True
        above = [*above, "@registered"]
    bases = world.pick(["", "", "", "(object)"])
    doc = ['\t"""Holds what the workers read."""', ""] if world.chance(0.3) else []
    return [*above, f"class {name}{bases}:", *doc, *indent(lines)]


def instance_attributes(world, this):
    """Attributes, `__init__` and the values to make an instance."""
    chosen = world.some([("size", "int"), ("label", "str"), ("items", "ints"), ("__bias", "int"), ("__prefix", "str"), ("_step", "int")], 2, 4)
    reads = {"int": "@.{}", "str": "len(@.{})", "ints": "sum(@.{})"}
    this.terms = [reads[kind].format(name) for name, kind in chosen]
    lines = [f"def __init__(self, {', '.join(name.strip('_') for name, _ in chosen)}):",
             *(f"\tself.{name} = {name.strip('_')}" for name, _ in chosen)]
    return chosen, [*lines, ""], [literal(world, kind) for _, kind in chosen]


def class_attributes(world, this):
    """Class attributes, one of them private."""
    this.terms += ["@.RATE", "@.__scale * ?"]
    return [f"RATE = {world.small()}", f"__scale = {world.small()}", ""]


def other_methods(world, this, attributes):
    """Methods that payloads call on `self`, one of them private."""
    this.terms += ["@.adjust(?)", "@.__hidden(?)", "@.scaled(?)"]
    number_of = this.terms[0].replace("@", "self")
    return ["def adjust(self, value):", f"\treturn (value + {number_of}) % 101", "", "def __hidden(self, value):",
            f"\treturn value % 7 + self.RATE", "", "@classmethod", "def scaled(cls, value):", "\treturn value % 11 * cls.__scale"]
