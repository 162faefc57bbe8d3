"""What reaches another process: a random function and the expression under which it gets there.

`payload` gives the definitions, the lines that make the expression (an alias, a list, a partial ...), and a `Payload`.
"""
import re
from dataclasses import dataclass, field

from expressions import atom, expression, leaf
from functions import Spec, choose_uses, define, made_function, make_lambda, make_params, signature
from world import Func, Param, indent


@dataclass
class Payload:
    """`ref` is the expression; `func` what it takes; `each` makes a loop over a container around the sink."""
    ref: str
    func: Func
    spec: Spec
    each: str | None = None       # head of a loop that binds `ref`
    definitions: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    named: list = field(default_factory=list)  # the functions that the parent may use as well

    def names(self):
        """Names that a comprehension around the expression must not hide."""
        return set(re.findall(r"[^\W\d]\w*", self.ref)) | {v.name for v in self.func.captures}


def payload(world, scope, spec):
    """A payload of a random form. `spec.kinds` are the arguments that the sink gives."""
    forms = {"named": 8, "lambda_named": 1, "inline": 3, "alias": 0.6, "choice": 0.9, "listed": 1, "mapped": 0.9, "factory": 1.1,
             "local_factory": 0.6, "branches": 0.15}
    if world.functools:
        forms["partially"] = 1.3
    if spec.deliver == "add" or spec.lock:
        forms = {"named": 1}
    return FORMS[world.weighted(forms)](world, scope, spec)


def uses_of(world, scope, spec):
    """Fresh uses for each function of a payload."""
    return Spec(list(spec.kinds), spec.result, spec.deliver, spec.channel, choose_uses(world, scope, 0, 4) or choose_uses(world, scope, 0, 1),
                spec.lock, wild=spec.wild)


def one(world, scope, spec, style="def", **changes):
    """One function of the payload."""
    own = uses_of(world, scope, spec)
    for name, value in changes.items():
        setattr(own, name, value)
    return define(world, scope, own, style)


def named(world, scope, spec):
    """A nested `def`; now and then one whose `__name__` the parent reads, so it stands nowhere else in the program."""
    changes, before = {}, []
    if (spec.deliver == "print" or spec.deliver in ("put", "send") and spec.channel) and world.chance(0.15):
        before, changes["action"] = define(world, scope, Spec(["int"], "int", spec.deliver, spec.channel,
                                                              choose_uses(world, scope, 0, 2), wild=False))
        changes |= {"deliver": "call", "channel": None}
    if world.chance(0.12):
        changes["name"] = unique_name(world)
    block, func = one(world, scope, spec, **changes)
    return Payload(func.name, func, spec, definitions=[*before, *block], named=[func])


def unique_name(world):
    name = f"{world.pick('grade shape tally fold convert'.split())}_{world.pick('once part one row batch'.split())}"
    while name in world.reserved:
        name += "_more"
    world.reserved.add(name)
    world.style.setdefault("unique", set()).add(name)
    return name


def lambda_named(world, scope, spec):
    block, func = one(world, scope, spec, "lambda")
    return Payload(func.name, func, spec, definitions=block, named=[func])


def inline(world, scope, spec):
    own = uses_of(world, scope, spec)
    func, text = make_lambda(world, scope, own)
    return Payload(text, func, spec)


def alias(world, scope, spec):
    block, func = one(world, scope, spec)
    name = scope.hide(scope.fresh(["chosen", "callback", "handler", "target"]))
    return Payload(name, func, spec, definitions=block, lines=[f"{name} = {func.name}"], named=[func])


def two(world, scope, spec):
    """Two functions for one place."""
    block, first = one(world, scope, spec, wild=False)
    more, second = one(world, scope, spec, world.pick(["def", "def", "lambda"]), wild=False)
    return [*block, *([""] if world.chance(0.5) else []), *more], first, second


def either(spec, first, second):
    """What can be given to both functions."""
    return Func("either", [Param(f"_{i}", kind, only=True) for i, kind in enumerate(spec.kinds)], spec.result,
                captures=first.captures | second.captures)


def choice(world, scope, spec):
    """`f if test else g`, in place or under a name."""
    block, first, second = two(world, scope, spec)
    text = f"{first.name} if {atom(leaf(world, scope), 8)} {world.pick(['> 5', '% 2', '< 9'])} else {second.name}"
    func = either(spec, first, second)
    if world.chance(0.5):
        return Payload(text, func, spec, definitions=block, named=[first, second])
    name = scope.hide(scope.fresh(["chosen", "function", "method_"]))
    return Payload(name, func, spec, definitions=block, lines=[f"{name} = {text}"], named=[first, second])


def listed(world, scope, spec):
    """A list or tuple of functions, literal or filled by `append`; all are used, or one by its index."""
    block, first, second = two(world, scope, spec)
    name = scope.hide(scope.fresh(["jobs", "steps", "tasks", "functions"]))
    filled = world.chance(0.25)
    element = None
    if not filled and world.chance(0.25):  # a lambda in place of the second
        func, element = make_lambda(world, scope, uses_of(world, scope, spec))
        second = Func("either", second.params, second.result, captures=second.captures | func.captures)
    if filled:
        lines = [f"{name} = []", f"{name}.append({first.name})", f"{name}.append({second.name})"]
    else:
        lines = [f"{name} = {world.pick(['[{}]', '({})', '[{},]'])}".replace("{}", f"{first.name}, {element or second.name}")]
    func = either(spec, first, second)
    if world.chance(0.3):
        return Payload(f"{name}[{world.pick(['0', '1', '-1'])}]", func, spec, definitions=block, lines=lines, named=[first])
    item = scope.hide(scope.fresh(["job", "function", "each_step"], avoid=[name]))
    return Payload(item, func, spec, f"for {item} in {name}:", block, lines, [first])


def mapped(world, scope, spec):
    """A dict of functions; all are used, or one by its key."""
    block, first, second = two(world, scope, spec)
    name = scope.hide(scope.fresh(["handlers", "moves", "actions"]))
    a, b = world.rng.sample(["up", "down", "home", "work"], 2)
    if world.chance(0.25):
        lines = [f"{name} = {{}}", f'{name}["{a}"] = {first.name}', f'{name}["{b}"] = {second.name}']
    else:
        lines = [f'{name} = {{"{a}": {first.name}, "{b}": {second.name}}}']
    func = either(spec, first, second)
    form = world.rng.randint(0, 3)
    if form == 0:
        return Payload(f'{name}["{world.pick([a, b])}"]', func, spec, definitions=block, lines=lines, named=[first])
    item = scope.hide(scope.fresh(["job", "function", "action"], avoid=[name]))
    if form == 1:
        key = scope.hide(scope.fresh(["key", "command", "which"], avoid=[name, item]))
        return Payload(item, func, spec, f"for {key}, {item} in {name}.items():", block, lines, [first])
    head = f"for {item} in {name}.values():" if form == 2 else f'for {item} in ("{a}", "{b}"):'
    return Payload(item if form == 2 else f"{name}[{item}]", func, spec, head, block, lines, [first])


def partially(world, scope, spec):
    """`partial(f, x)`: the first argument, or a keyword, is given ahead."""
    world.style["partial"] = True
    extra = world.pick(["int", "str"])
    block, func = one(world, scope, spec, kinds=[extra, *spec.kinds], wild=False)
    first, *rest = [p for p in func.params if p.form == "pos" and p.default is None]
    value = expression(world, scope, extra, 0)
    text = f"{partial_name(world)}({func.name}, {value})"
    left = Func("partial", [p for p in func.params if p is not first], func.result, captures=func.captures)
    left.params = rest  # what a partial has bound can't be given again: nothing but the rest is used
    if world.chance(0.6):
        return Payload(text, left, spec, definitions=block, named=[func])
    name = scope.hide(scope.fresh(["ready", "prepared", "bound"]))
    return Payload(name, left, spec, definitions=block, lines=[f"{name} = {text}"], named=[func])


def partial_name(world):
    """How this program names `functools.partial`."""
    form = world.choice("partial_name", {"partial": 5, "functools.partial": 2, "bind": 1})
    if form == "functools.partial":
        world.need("import functools")
    else:
        world.need_from("functools", "partial" if form == "partial" else "partial as bind")
        world.reserved.add("bind")
    return form


def factory(world, scope, spec):
    """A closure factory at module level, called at the sink or before it."""
    module = scope
    while module.parent:
        module = module.parent
    block, func = make_factory(world, module, spec)
    world.style.setdefault("factories", []).extend(["", "", *block])
    return called_factory(world, scope, spec, func, [])


def local_factory(world, scope, spec):
    """A closure factory inside of the encloser."""
    block, func = make_factory(world, scope, spec)
    return called_factory(world, scope, spec, func, block)


def make_factory(world, scope, spec):
    """`def make_...(k): ... return inner`."""
    own = uses_of(world, scope, spec)
    name = scope.hide(scope.fresh(["make_adder", "make_scaler", "make_worker", "make_printer", "make_checker"],
                                  avoid={thing.name for thing in own.uses}))
    inner = scope.child("function")
    channel = spec.channel
    for thing in [*own.uses, *([channel] if channel and scope.role != "module" else [])]:
        inner.read(thing)
    if channel and scope.role == "module":  # the factory is given the queue
        own.channel = None
    shape = Spec([world.pick(["int", "str"])], uses=own.uses, wild=False)
    params = make_params(world, scope, inner, shape, simple=world.chance(0.7))
    if channel and scope.role == "module":
        own.channel = inner.new(channel.kind)
        params.insert(0, Param(own.channel.name, channel.kind, default=None))
    readable = [inner.bound[p.name] for p in params if p.form == "pos" and p.kind in ("int", "str")]
    own.uses += [t for t in readable if t not in own.uses]
    own.depth = 0
    block, made = made_function(world, inner, own)
    func = Func(name, params, spec.result, "maker", inner.captures() | set(shape.many), inner=made, kind=made.kind)
    head = f"def {name}({signature(world, params, False)}):"
    body = [world.pick(['"""Make a function."""', "# a new one each time"]), *block] if world.chance(0.4) else block
    scope.bind(func)
    return [head, *indent(body)], func


def called_factory(world, scope, spec, func, definitions):
    """`make_...(3)` as the payload."""
    values = [scope.read(spec.channel) if spec.channel and p.kind == spec.channel.kind else expression(world, scope, p.kind, 0)
              for p in func.required()]
    by_name = [f"{p.name}={v}" if p.form == "kw" else v for p, v in zip(func.required(), values)]
    text = f"{scope.read(func)}({', '.join(by_name)})"
    left = Func("made", func.inner.params, spec.result, captures=func.captures)
    if world.chance(0.5):
        return Payload(text, left, spec, definitions=definitions)
    name = scope.hide(scope.fresh(["double", "made", "ready"]))
    return Payload(name, left, spec, definitions=definitions, lines=[f"{name} = {text}"])


def branches(world, scope, spec):
    """Two `def`s of one name in the branches of an `if`."""
    first_block, first = one(world, scope, spec, wild=False)
    scope.hide(first.name)
    second_block, second = one(world, scope, spec, wild=False, name=first.name)
    test = f"if {atom(leaf(world, scope), 8)} > {world.small()}:"
    func = either(spec, first, second)
    func.name, func.kind = first.name, first.kind
    scope.bind(func)
    if world.chance(0.8):  # a `partial` in each branch would not see another value
        for thing in func.captures:
            thing.fixed = True
    return Payload(first.name, func, spec, definitions=[test, *indent(first_block), "else:", *indent(second_block)])


FORMS = {f.__name__: f for f in (named, lambda_named, inline, alias, choice, listed, mapped, partially, factory, local_factory, branches)}
