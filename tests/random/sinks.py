"""Random uses of a payload: processes, pools and executors, in every form of their calls.

Every sink prints (`place.show`) what comes back, in a fixed order: processes run one after the other, or their results
are sorted.
"""
import re
from dataclasses import dataclass

from expressions import argument, expression, extra_key, has_star, iterable, leaf, numbers
from functions import make_lambda
from payloads import uses_of
from world import WORDS, Scope, Var, World, indent


@dataclass
class Place:
    """Where sinks stand: the encloser's scope, how it shows results, whether it may `await`."""
    world: World
    scope: Scope
    mode: str = "print"      # print, collect or yield
    is_async: bool = False
    context: str = ""        # the name of a multiprocessing context, with a dot
    channel: str = ""        # the queue (...) of the payload at hand, and the end that the parent reads
    receiver: str = ""

    def show(self, text, label=True):
        if self.mode == "collect":
            return [f"out.append({text})"]
        if self.mode == "yield":
            return [f"yield {text}"]
        if label and self.world.chance(0.4):
            return [f'print("{self.world.pick(WORDS)}:", {text})']
        return [f"print({text})"]

    def hidden(self, *names):
        return self.scope.hide(self.scope.fresh(names))


# --- names of the API ------------------------------------------------------------------------------------------------

def api(place, name):
    """How this program names `multiprocessing.Process`, `Pool` ..."""
    world = place.world
    form = world.choice("api", {"multiprocessing": 3, "mp": 3, "from": 5, "as": 1})
    if place.context and name not in ("Manager",):
        return place.context + name
    if form in ("multiprocessing", "mp"):
        world.need("import multiprocessing" + (" as mp" if form == "mp" else ""))
        return f"{form}.{name}"
    other = {"Process": "Worker", "Pool": "WorkerPool"}.get(name) if form == "as" else None
    module = "multiprocessing.pool" if name == "Pool" and world.choice("pool_module", {False: 9, True: 1}) else "multiprocessing"
    if world.style.get("local_import"):
        world.style.setdefault("local_names", {})[f"{name} as {other}" if other else name] = module
    else:
        world.need_from(module, f"{name} as {other}" if other else name)
    return other or name


def module_api(place, name):
    """The same for code at module level, which no local import reaches."""
    here, place.world.style["local_import"] = place.world.style.get("local_import"), False
    text = api(Place(place.world, place.scope), name)
    place.world.style["local_import"] = here
    return text


def executor_name(place):
    world = place.world
    form = world.choice("executor", {"from": 5, "futures": 2, "concurrent.futures": 2, "as": 1})
    if form == "from":
        world.need_from("concurrent.futures", "ProcessPoolExecutor")
        return "ProcessPoolExecutor"
    if form == "as":
        world.need_from("concurrent.futures", "ProcessPoolExecutor as Executor")
        return "Executor"
    world.need("import concurrent.futures") if form == "concurrent.futures" else world.need_from("concurrent", "futures")
    return f"{form}.ProcessPoolExecutor"


def written(world, before, callee, arguments, after=""):
    """A call, on one line or one argument a line."""
    if arguments and world.chance(0.12):
        return [f"{before}{callee}(", *(f"\t{a}," for a in arguments), ")" + after]
    comma = "," if arguments and world.chance(0.02) else ""
    return [f"{before}{callee}({', '.join(arguments)}{comma}){after}"]


# --- the values that a payload is given ------------------------------------------------------------------------------

def given(world, scope, func):
    """Values for one call: by position, and by keyword."""
    values, keywords, all_so_far = [], {}, True
    for param in func.params:
        wanted = param.default is None or world.chance(0.3)
        by_name = keywords or not all_so_far or not has_star(func) and not param.nameless and world.chance(0.12)
        if wanted and param.nameless and param.default and (by_name or param.form == "kw"):
            wanted = False
        elif param.form == "pos" and wanted and by_name:
            keywords[param.name] = argument(world, scope, param.kind)
        elif param.form == "pos" and wanted:
            values.append(argument(world, scope, param.kind))
        elif param.form == "star" and all_so_far and not keywords and world.chance(0.6):
            values += [leaf(world, scope) for _ in range(world.small(1, 2))]
        elif param.form == "kw" and wanted:
            keywords[param.name] = argument(world, scope, param.kind)
        elif param.form == "starstar" and world.chance(0.7):
            keywords.setdefault(extra_key(world, func), leaf(world, scope))
        all_so_far = all_so_far and wanted
    return values, keywords


def argument_tuple(place, func, values):
    """Lines before, and the text of `args`: absent, a tuple, a list, a name, starred, a sum.

    A function with a local as default is given a literal: in all else, nobody sees whether the default is used."""
    world = place.world
    as_tuple = f"({values[0]},)" if len(values) == 1 else f"({', '.join(values)})"
    as_list = f"[{', '.join(values)}]"
    if not values:
        return [], world.pick([None, None, None, "()", "[]"])
    plain = any(p.form == "pos" and (p.default or "").isidentifier() for p in func.params)
    form = world.weighted({"tuple": 6, "list": 1.5} if plain else
                          {"tuple": 6, "list": 1.5, "name": 1.5, "starred": 1.2, "sum": 0.4, "call": 0.3})
    if form == "tuple":
        return [], as_tuple
    if form == "list":
        return [], as_list
    name = place.hidden("arguments", "params", "given", "pack")
    if form == "name":
        return [f"{name} = {world.pick([as_tuple, as_list])}"], name
    head, *tail = values
    if form == "starred":
        if tail and world.chance(0.5):
            return [f"{name} = [{', '.join(tail)}]"], f"({head}, *{name})"
        return [f"{name} = [{head}]"], f"(*{name}, {', '.join(tail)})" if tail else world.pick([f"(*{name},)", f"[*{name}]"])
    if form == "sum" and tail:
        return [f"{name} = ({', '.join(tail)},)"], f"({head},) + {name}"
    return [], world.pick([f"tuple({as_list})", f"list({as_tuple})"])


def keyword_dict(place, keywords):
    """Lines before, and the text of `kwargs`."""
    world = place.world
    if not keywords:
        return [], world.pick([None] * 8 + ["{}"])
    literal = "{" + ", ".join(f'"{k}": {v}' for k, v in keywords.items()) + "}"
    form = world.rng.randint(0, 9)
    if form == 0:
        return [], "dict(" + ", ".join(f"{k}={v}" for k, v in keywords.items()) + ")"
    if form <= 2:
        name = place.hidden("keywords", "options_given", "settings_given")
        return [f"{name} = {literal}"], name
    return [], literal


# --- processes -------------------------------------------------------------------------------------------------------

def process_arguments(place, payload, values, keywords):
    """Lines before, and the arguments of `Process(...)` for that payload."""
    world = place.world
    ref = payload.ref
    if world.chance(0.06) and not ref.startswith("lambda"):  # the function is data for another one
        world.style["call_with"] = True
        values, ref = [ref, *values], "call_with"
    before, args = argument_tuple(place, payload.func, values)
    more, kwargs = keyword_dict(place, keywords)
    if world.chance(0.12):
        parts = ["None", ref, world.pick(["None", '"child"']), args or "()"] + ([kwargs] if kwargs else [])
        return before + more, parts
    parts = [f"target={ref}"] + ([f"args={args}"] if args else []) + ([f"kwargs={kwargs}"] if kwargs else [])
    if world.chance(0.1):
        parts.insert(world.pick([0, len(parts)]), world.pick(['name="child"', "daemon=True"]))
    return before + more, parts


def received(place, payload, count=1):
    """Lines that show what the children sent."""
    spec, channel = payload.spec, place.channel
    if spec.deliver == "print":
        return []
    if spec.deliver == "put":
        if count > 1:
            return place.show(f"sorted({channel}.get() for _ in range({count}))")
        return place.show(f"{channel}.get()")
    if spec.deliver == "send":
        return [line for _ in range(count) for line in place.show(f"{place.receiver}.recv()")]
    return place.show(f"{channel}.value" if spec.deliver == "add" else f"sorted({channel}, key=str)")


def process_once(place, payload):
    """One process: started, joined, at times its exit code is shown."""
    world = place.world
    before, parts = process_arguments(place, payload, *given(world, place.scope, payload.func))
    if world.chance(0.07) and payload.spec.deliver != "return":
        return wrapped_start(place, payload)
    name = place.hidden("process", "child", "p", "worker", "proc")
    if world.chance(0.08):
        block = written(world, f"({name} := ", api(place, "Process"), parts, ").start()")
    else:
        block = [*written(world, f"{name} = ", api(place, "Process"), parts), f"{name}.start()"]
    block += [f"{name}.join()"]
    if world.chance(0.1):
        block += place.show(f"{name}.exitcode")
    return before + block + received(place, payload)


def wrapped_start(place, payload):
    """The program's own `in_process(function, *args, **kwargs)`."""
    world = place.world
    world.style["in_process"] = module_api(place, "Process")
    values, keywords = given(world, place.scope, payload.func)
    keywords.pop("function", None)
    arguments = [payload.ref, *values, *(f"{k}={v}" for k, v in keywords.items())]
    return [*written(world, "", "in_process", arguments), *received(place, payload)]


def looped_values(place, payload, item, kind):
    """Values for one call inside of a loop: the loop's variable is the first of its kind."""
    values, keywords = given(place.world, place.scope, payload.func)
    position = next((i for i, p in enumerate(payload.func.params) if p.kind == kind and i < len(values)), None)
    if position is not None:
        values[position] = item
    return values, keywords


def process_loop(place, payload):
    """One process for each item, one after the other."""
    world, scope = place.world, place.scope
    kind, items = items_for(place, payload)
    item = scope.new(kind, avoid=payload.names())
    before, parts = process_arguments(place, payload, *looped_values(place, payload, item.name, kind))
    name = place.hidden("process", "child", "p", "worker")
    inside = [*before, *written(world, f"{name} = ", api(place, "Process"), parts), f"{name}.start()", f"{name}.join()",
              *received(place, payload)]
    return [f"for {item.name} in {items}:", *indent(inside)]


def items_for(place, payload):
    """What a loop of processes runs over."""
    if place.world.chance(0.6):
        return "int", f"[{place.world.small()}, {leaf(place.world, place.scope)}]"
    return "str", "[" + ", ".join(f'"{w}"' for w in place.world.some(WORDS, 2, 2)) + "]"


def process_list(place, payload):
    """Processes built in a comprehension or by `append`, then started; those that print wait for one another."""
    world, scope = place.world, place.scope
    values = [None if p.kind == "int" else argument(world, scope, p.kind) for p in payload.func.required() if p.form == "pos"]
    keywords = {p.name: argument(world, scope, p.kind) for p in payload.func.required() if p.form == "kw"}
    names = set(re.findall(r"\w+", " ".join([*filter(None, values), *keywords.values()])))
    item = scope.child("comp").fresh("n value v".split(), avoid=payload.names() | names)
    values = [value or item for value in values]
    parts = [f"target={payload.ref}"]
    if values:
        parts.append(f"args=({', '.join(values)},)" if len(values) == 1 else f"args=({', '.join(values)})")
    if keywords:
        parts.append("kwargs={" + ", ".join(f'"{k}": {v}' for k, v in keywords.items()) + "}")
    many, one = place.hidden("processes", "children", "workers"), place.hidden("process", "child", "p")
    made = f"{api(place, 'Process')}({', '.join(parts)})"
    block = [f"{many} = [{made} for {item} in [{world.small()}, {world.small()}]]"]
    if payload.spec.deliver in ("print", "send"):
        return [*block, f"for {one} in {many}:", f"\t{one}.start()", f"\t{one}.join()", *received(place, payload, 2)]
    return [*block, f"for {one} in {many}:", f"\t{one}.start()", f"for {one} in {many}:", f"\t{one}.join()",
            *received(place, payload, 2)]


def process_sinks(place, payload):
    """One or two uses of a payload that prints or sends."""
    forms = {process_once: 6, process_loop: 2, process_list: 1}
    block = []
    for _ in range(place.world.weighted({1: 8, 2: 2})):
        block += place.world.weighted(forms)(place, payload)
    return block


# --- pools -----------------------------------------------------------------------------------------------------------

def source(place, kinds, avoid=()):
    """A literal or expression with the items for a function of one argument, or tuples for several."""
    world, scope = place.world, place.scope
    if len(kinds) == 1:
        return single_source(place, kinds[0])
    rows = [", ".join(argument(world, scope, k) for k in kinds) for _ in range(2)]
    if kinds == ["int", "str"] and world.chance(0.5):
        return f"enumerate({expression(world, scope, 'words', 0)})"
    if kinds == ["int", "int"] and world.chance(0.4):
        return f"zip({numbers(world, scope, 0)}, {numbers(world, scope, 0)})"
    return f"[{', '.join(f'({row})' for row in rows)}]"


def single_source(place, kind):
    world, scope = place.world, place.scope
    if kind == "int":
        form = world.rng.randint(0, 5)
        if form == 0:
            return f"range({world.small(1, 4)})"
        if form == 1:
            return f"({leaf(world, scope)} + n for n in range(2))"
        return numbers(world, scope, world.pick([0, 1]))
    if kind == "str":
        return expression(world, scope, "words", 0)
    return f"[{argument(world, scope, kind)}, {argument(world, scope, kind)}]"


def pool_task(place, payload, pool):
    """One call of a pool's method."""
    world, func, spec = place.world, payload.func, payload.spec
    exact = [p.kind for p in func.required()] == spec.kinds and all(p.form == "pos" for p in func.required())
    forms = {"apply": 2, "apply_async": 2}
    if exact and len(spec.kinds) == 1:
        forms |= {"map": 6, "imap": 2, "imap_unordered": 1, "map_async": 1, "starmap": 0.5, "pending": 1.5}
    if exact and len(spec.kinds) > 1:
        forms |= {"starmap": 6, "starmap_async": 1}
    form = world.weighted(forms)
    if form in ("apply", "apply_async"):
        return applied(place, payload, pool, form)
    if form == "pending":
        return pending_list(place, payload, f"{pool}.apply_async", "get", lambda item: f"({item},)")
    items = source(place, spec.kinds) if len(spec.kinds) > 1 or form != "starmap" else \
        "[" + ", ".join(f"({argument(world, place.scope, spec.kinds[0])},)" for _ in range(2)) + "]"
    arguments = [payload.ref, items]
    if world.chance(0.1):
        arguments = [f"func={payload.ref}", f"iterable={items}"]
    if world.chance(0.12):
        arguments.append(f"chunksize={world.small(1, 2)}" if "func=" in arguments[0] else world.pick(["1", "chunksize=2"]))
    return mapped_task(place, f"{pool}.{form}", form, arguments)


def mapped_task(place, callee, form, arguments):
    """`map` and its relatives, with what turns their result into a list."""
    world = place.world
    call = f"{callee}({', '.join(arguments)})"
    if form in ("map", "starmap"):
        if world.chance(0.2):
            name = place.hidden("found", "outcome", "each_result")
            return [*written(world, f"{name} = ", callee, arguments), *place.show(name)]
        return place.show(call)
    if form.endswith("async"):
        return place.show(call + ".get()")
    if form == "imap_unordered":
        return place.show(f"sorted({call})")
    if world.chance(0.4):
        name = place.hidden("outcome", "got", "answer")
        return [f"for {name} in {call}:", *indent(place.show(name))]
    return place.show(f"list({call})")


def applied(place, payload, pool, form):
    """`apply(f, (x,), {...})` and `apply_async(...).get()`."""
    world = place.world
    values, keywords = given(world, place.scope, payload.func)
    before, args = argument_tuple(place, payload.func, values)
    more, kwds = keyword_dict(place, keywords)
    arguments = [payload.ref]
    by_name = kwds and not args or world.chance(0.4)
    if args:
        arguments.append(f"args={args}" if by_name else args)
    if kwds:
        arguments.append(f"kwds={kwds}" if by_name else kwds)
    call = f"{pool}.{form}({', '.join(arguments)})"
    if form == "apply":
        return before + more + place.show(call)
    if world.chance(0.5):
        name = place.hidden("pending", "ticket", "handle")
        return before + more + [*written(world, f"{name} = ", f"{pool}.{form}", arguments), *place.show(f"{name}.get()")]
    return before + more + place.show(call + ".get()")


def pending_list(place, payload, callee, method, packed):
    """A comprehension of tasks, then a list of their results. At times a lambda that captures its variable."""
    world, scope = place.world, place.scope
    inner = scope.child("comp")
    item = inner.bind(Var(inner.fresh("n value v".split(), avoid=payload.names()), payload.spec.kinds[0]))
    ref = payload.ref
    arguments = [ref, packed(item.name)]
    if payload.spec.kinds == ["int"] and world.chance(0.35):
        own = uses_of(world, scope, payload.spec)
        own.kinds, own.uses, own.wild = [], [*own.uses, item], False
        arguments = [make_lambda(world, inner, own)[1]]
    items = single_source(place, payload.spec.kinds[0])
    items = items if payload.spec.kinds != ["int"] else iterable(items)
    tasks, one = place.hidden("pending", "tickets", "waiting"), "ticket"
    block = [f"{tasks} = [{callee}({', '.join(arguments)}) for {item.name} in {items}]"]
    return block + place.show(f"[{one}.{method}() for {one} in {tasks}]")


def pool_block(place, open_text, name, inside):
    """A pool in a `with`, or opened and closed by hand."""
    if place.world.chance(0.8):
        return [f"with {open_text} as {name}:", *indent(inside)]
    if place.world.chance(0.5):
        return [f"{name} = {open_text}", "try:", *indent(inside), "finally:", f"\t{name}.close()", f"\t{name}.join()"]
    return [f"{name} = {open_text}", *inside, f"{name}.close()", f"{name}.join()"]


def pool_sinks(place, payload):
    """One pool and one to three tasks."""
    world = place.world
    if not payload.spec.lock and payload.spec.kinds == ["int"] and exact_one(payload) and world.chance(0.07):
        return wrapped_map(place, payload)
    name = place.hidden("pool", "workers", "p")
    size = world.pick(["2", "1", "processes=2", "2"])
    inside = []
    for _ in range(world.weighted({1: 8, 2: 2, 3: 0.5})):
        inside += pool_task(place, payload, name)
    return pool_block(place, f"{api(place, 'Pool')}({size})", name, inside)


def initializer_sinks(place, payload):
    """The payload prepares each worker of a pool or executor, whose tasks read what it has set."""
    world = place.world
    world.style["configured"] = True
    values = [argument(world, place.scope, p.kind) for p in payload.func.required()]
    before, args = argument_tuple(place, payload.func, values)
    arguments = ["2", f"initializer={payload.ref}"] + ([f"initargs={args}"] if args else [])
    name = place.hidden("pool", "workers", "p")
    if world.chance(0.35):
        inside = place.show(f"list({name}.map(configured, {numbers(world, place.scope, 0)}))")
        return before + [f"with {executor_name(place)}({', '.join(arguments)}) as {name}:", *indent(inside)]
    if world.chance(0.2):
        arguments = ["1", payload.ref] + ([args] if args else [])
    inside = place.show(f"{name}.map(configured, {numbers(world, place.scope, 0)})")
    return before + pool_block(place, f"{api(place, 'Pool')}({', '.join(arguments)})", name, inside)


def exact_one(payload):
    return [p.form for p in payload.func.required()] == ["pos"]


def wrapped_map(place, payload):
    """The program's own `run_all(function, items)`."""
    place.world.style["run_all"] = module_api(place, "Pool")
    items = single_source(place, payload.spec.kinds[0])
    return place.show(f"run_all({payload.ref}, {items})")


# --- executors -------------------------------------------------------------------------------------------------------

def executor_sinks(place, payload):
    """A process pool executor: `map`, `submit`, and in a coroutine `run_in_executor`."""
    world = place.world
    name = place.hidden("executor", "ex", "workers")
    inside = []
    for _ in range(world.weighted({1: 8, 2: 2})):
        if place.is_async and world.chance(0.75):
            inside += awaited(place, payload, name)
        else:
            inside += executor_task(place, payload, name)
    size = world.pick(["2", "max_workers=2", "max_workers=1"])
    if world.chance(0.9):
        return [f"with {executor_name(place)}({size}) as {name}:", *indent(inside)]
    return [f"{name} = {executor_name(place)}({size})", *inside, f"{name}.shutdown()"]


def executor_task(place, payload, executor):
    world, func, spec = place.world, payload.func, payload.spec
    exact = [p.kind for p in func.required()] == spec.kinds and all(p.form == "pos" for p in func.required())
    form = world.weighted({"submit": 3, "map": 4 if exact and spec.kinds else 0, "pending": 1.5 if exact and len(spec.kinds) == 1 else 0})
    if form == "map":
        sources = [single_source(place, kind) for kind in spec.kinds]
        arguments = [payload.ref, *sources] + (["chunksize=2"] if world.chance(0.1) else [])
        return mapped_task(place, f"{executor}.map", "executor_map", arguments)
    if form == "pending":
        return pending_list(place, payload, f"{executor}.submit", "result", lambda item: item)
    values, keywords = given(world, place.scope, func)
    keywords.pop("fn", None)
    arguments = [payload.ref, *values, *(f"{k}={v}" for k, v in keywords.items())]
    if world.chance(0.4):
        name = place.hidden("future", "pending", "promise")
        return [*written(world, f"{name} = ", f"{executor}.submit", arguments), *place.show(f"{name}.result()")]
    return place.show(f"{executor}.submit({', '.join(arguments)}).result()")


def awaited(place, payload, executor):
    """`await loop.run_in_executor(executor, f, x)`, which takes no keywords."""
    world, func = place.world, payload.func
    if any(p.form == "kw" for p in func.required()):
        return executor_task(place, payload, executor)
    world.need("import asyncio")
    values = [argument(world, place.scope, p.kind) for p in func.required()]
    call = f"asyncio.get_running_loop().run_in_executor({', '.join([executor, payload.ref, *values])})"
    if world.chance(0.5):
        loop = place.hidden("loop", "event_loop")
        return [f"{loop} = asyncio.get_running_loop()", *place.show("await " + call.replace("asyncio.get_running_loop()", loop))]
    if world.chance(0.4):
        return place.show(f"await asyncio.gather({call}, {call})")
    return place.show("await " + call)
