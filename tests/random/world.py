"""Names, scopes and lines: what the other parts of the generator build programs from.

A block of code is a list of lines. A line's indentation is its leading tabs, one a level, until `render` writes the
program's own indentation; a line that starts with `RAW` is written as it stands (the inside of a multi-line string, a
comment at an odd column).

Scopes follow Python's static rule: a name bound anywhere in a function belongs to that function everywhere in it. So a
scope remembers the names that were read *through* it, and never binds one of those later.
"""
import random
from dataclasses import dataclass, field

RAW = "\0"

# What a variable may hold. Lists, tables and words are never empty; `maybe_*` (from `*rest`, `**options`) may be.
NAMES = {
    "int": "limit offset factor base step width shift weight bonus floor seed scale depth quota margin count level gap".split(),
    "str": "label prefix suffix title tag mark unit sep heading name color city".split(),
    "ints": "values scores numbers sizes rows marks readings amounts lengths".split(),
    "words": "words names tags labels lines cities parts".split(),
    "table": "prices stock ranks options weights settings totals".split(),
    "pair": "pair point span entry item".split(),
    "function": "work score scale clip adjust measure render describe job task step walk total shape grade tally "
                "combine convert pick fold mark count".split(),
    "encloser": "run report process_all build survey schedule collect publish analyse bake deliver simulate index_all "
                "summarize inspect_all compare drive harvest".split(),
    "queue": "results outbox queue done answers".split(),
    "sender": "sender pipe_end connection".split(),
    "total": "grand_total tally_box counter".split(),
    "log": "log journal shared".split(),
    "lock": "lock guard turn".split(),
    "misc": "value data current entry extra n x y part word key".split(),
}
# Names that look like something else: builtins that no generated expression uses, soft keywords, what the tool imports.
ODD_NAMES = "filter id type input hash next format iter bin slice match case partial functools größe _ _x args kwargs func".split()
PRIVATE_NAMES = ["__total", "__part", "__rest"]  # locals that a class mangles
ITEM_NAMES = {"int": "value v n x number item".split(), "str": "word text name w part item".split(), "pair": "pair entry row item".split()}
TYPES = {"int": "int", "str": "str", "ints": "list[int]", "words": "list[str]", "table": "dict[str, int]",
         "pair": "tuple[str, int]"}
WORDS = "tea cocoa milk oslo rome lima red blue tan ann bob cy north south sum map pool self lambda def".split()


@dataclass(eq=False)
class Var:
    """A variable: its name, the kind of its value, and for objects and modules how to read a number from it."""
    name: str
    kind: str
    terms: list = field(default_factory=list)
    fixed: bool = False  # counts a loop: not to be bound again
    maybe: bool = False  # bound in a way that only this program's values make sure of: not to be captured


@dataclass
class Param:
    """A parameter. `form` is pos, star, kw or starstar; a parameter without default must be given."""
    name: str
    kind: str
    form: str = "pos"
    default: str | None = None
    only: bool = False  # positional-only: stands before the slash
    note: str | None = None  # its annotation

    @property
    def nameless(self):
        """A private name in a class: a call can't give it by keyword, where it would stay as it is."""
        return self.only or self.name.startswith("__")


@dataclass(eq=False)
class Func:
    """A function that other code can name. `style` is def, lambda, generator, async or maker (it returns a function)."""
    name: str
    params: list
    result: str
    style: str = "def"
    captures: set = field(default_factory=set)  # local variables that it needs, also through its helpers
    inner: "Func | None" = None                 # what a maker returns
    kind: str = "function"

    @property
    def maybe(self):
        return any(thing.maybe for thing in self.captures)

    def required(self):
        """The parameters that every call must give."""
        return [p for p in self.params if p.default is None and p.form in ("pos", "kw")]

    def unary(self):
        """The kind of its one argument, when it can be called with one positional argument, as `map` does."""
        need = self.required()
        if self.style in ("def", "lambda") and len(need) == 1 and need[0].form == "pos" and need[0].kind in ("int", "str"):
            return need[0].kind
        return None


class Scope:
    """A namespace: role is module, function, lambda, comp or class."""

    def __init__(self, world, parent=None, role="function", lifted=False):
        self.world, self.parent, self.role = world, parent, role
        self.bound = {}        # name -> Var, Func, or None for a name that can't be read
        self.through = set()   # names of outer scopes that are read in or below this one
        self.used = set()      # the outer variables and functions read
        self.lifted = lifted   # inside of a function that mpfix will move: new names may hide what its helpers capture

    def child(self, role="function", lifted=None):
        return Scope(self.world, self, role, self.lifted if lifted is None else lifted)

    def visible(self):
        """Everything that code here can read, nearest first."""
        found, hidden, scope = [], set(), self
        while scope:
            if scope is self or scope.role != "class":
                found += [t for name, t in scope.bound.items() if t and name not in hidden and self.may_capture(t, scope)]
                hidden |= scope.bound.keys()
            scope = scope.parent
        return found

    def may_capture(self, thing, owner):
        return not (self.lifted and not owner.lifted and thing.maybe)

    def owner(self, thing):
        scope = self
        while scope and scope.bound.get(thing.name) is not thing:
            scope = scope.parent
        return scope

    def read(self, thing):
        """Note that code here reads `thing`; gives its name."""
        owner, scope = self.owner(thing), self
        while scope is not owner:
            scope.through.add(thing.name)
            scope.used.add(thing)
            scope = scope.parent
        return thing.name

    def captures(self):
        """The local variables that the code of this scope needs from outside, also through the functions it names."""
        needed = set()
        for thing in self.used:
            owner = self.parent.owner(thing)
            if isinstance(thing, Func):
                needed |= thing.captures
            elif owner is not None and owner.role != "module":
                needed.add(thing)
        return needed

    def free(self, name):
        """May `name` be bound here?"""
        if name in self.bound or name in self.through or name in self.world.reserved:
            return False
        if not self.lifted:
            return all(name not in {v.name for v in f.captures} for f in self.visible() if isinstance(f, Func))
        return True

    def fresh(self, pool, avoid=()):
        """A name for a new local: now and then one that hides an outer name, or an odd one."""
        world = self.world
        outer = [t.name for t in self.visible() if t.name not in self.bound]
        names = list(pool)
        world.rng.shuffle(names)
        if outer and world.chance(0.2):
            names.insert(0, world.pick(outer))
        if self.role != "module" and world.chance(0.03):
            names.insert(0, world.pick(ODD_NAMES))
        if world.private and world.chance(0.08):
            names.insert(0, world.pick(PRIVATE_NAMES))
        for name in names:
            if name not in avoid and self.free(name):
                return name
        number = 2
        while not self.free(f"{names[-1]}{number}") or f"{names[-1]}{number}" in avoid:
            number += 1
        return f"{names[-1]}{number}"

    def bind(self, thing):
        self.bound[thing.name] = thing
        return thing

    def new(self, kind, name=None, avoid=()):
        """Bind a new variable of that kind under a fresh name."""
        return self.bind(Var(name or self.fresh(NAMES.get(kind, NAMES["misc"]), avoid), kind))

    def unsure(self, kind, avoid=()):
        """The same for a variable that a reader can't be sure is bound afterwards: a loop's, a pattern's. Only now and
        then is it captured, because a tool must doubt that as well."""
        thing = self.new(kind, avoid=avoid)
        thing.maybe = not self.world.chance(0.002)
        return thing

    def hide(self, name):
        """Bind a name that no expression will read."""
        self.bound[name] = None
        return name


class World:
    """The random numbers of one program and what is true of the whole of it."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.reserved = set("Process Pool Queue SimpleQueue Pipe Value Lock Manager ProcessPoolExecutor Worker WorkerPool "
                            "Executor mp multiprocessing futures concurrent get_context asyncio wraps contextmanager "
                            "nullcontext sys ctx STATE configured".split())
        self.imports = {}        # import line -> None, in order of first need
        self.in_class = False
        self.private = False     # may locals have private names here?
        self.channel = None      # the queue (...) of the payload at hand
        self.functions = []      # names of the nested functions, to be taken again at module level
        self.prints_in_child = False
        self.froms = {}          # module -> names to import from it
        self.functools = self.chance(0.6)  # else the program may use `partial` and `functools` as names of its own
        if self.functools:
            self.reserved |= {"partial", "functools"}
        self.is_async = False    # inside of an async encloser: no asyncio.run in the parent
        self.style = {}          # choices made once a program

    def chance(self, probability):
        return self.rng.random() < probability

    def pick(self, things):
        return self.rng.choice(list(things))

    def some(self, things, low, high):
        """Between low and high of the things, in random order, or as many as there are."""
        things = list(things)
        return self.rng.sample(things, min(len(things), self.rng.randint(low, high)))

    def weighted(self, weights):
        """A key of the dict, by weight."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def small(self, low=1, high=20):
        return self.rng.randint(low, high)

    def need(self, line):
        self.imports[line] = None

    def need_from(self, module, name):
        """Import that name (`name as other`) from the module."""
        names = self.froms.setdefault(module, [])
        if name not in names:
            names.append(name)

    def choice(self, key, options):
        """A choice that stays the same for the whole program."""
        if key not in self.style:
            self.style[key] = self.weighted(options)
        return self.style[key]


def indent(block, levels=1):
    return [line if line.startswith(RAW) or not line else "\t" * levels + line for line in block]


def split(text):
    """The lines of a statement; those inside of a multi-line string stay as they are."""
    first, *rest = text.split("\n")
    return [first, *(RAW + line for line in rest)]


def render(block, unit):
    """The text of a block, with `unit` for each level of indentation."""
    def line_text(line):
        if line.startswith(RAW):
            return line[len(RAW):]
        bare = line.lstrip("\t")
        return unit * (len(line) - len(bare)) + bare
    return "\n".join(map(line_text, block)) + "\n"
