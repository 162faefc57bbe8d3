"""Counts what random programs contain, from their syntax trees: in how many of them does each feature occur?

The generator's own intentions are not asked; a feature counts where it can be seen.
"""
import ast
import collections
import re
import symtable

SINKS = {"Process", "Worker", "map", "map_async", "imap", "imap_unordered", "starmap", "starmap_async", "apply", "apply_async",
         "submit", "run_in_executor", "in_process", "run_all", "call_with"}


def coverage(programs):
    """A table: the share of programs with each feature."""
    counts, total, lines = collections.Counter(), 0, 0
    for text in programs:
        total += 1
        lines += text.count("\n")
        counts.update(features(text))
    rows = [f"{count:>6}{count / total:>8.1%}  {name}" for name, count in sorted(counts.items())]
    return f"{total} programs, {lines // total} lines each\n" + "\n".join(rows)


def features(text):
    """The names of all features of one program."""
    tree = ast.parse(text.lstrip("\ufeff"))
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found = set(text_features(text))
    for node in ast.walk(tree):
        found.update(node_features(node, enclosing(node, parents)))
    found.update(scope_features(symtable.symtable(text.lstrip("\ufeff"), "p", "exec")))
    return found


def enclosing(node, parents):
    """The functions and classes around a node, innermost first."""
    around = []
    while node in parents:
        node = parents[node]
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            around.append(node)
    return around


def text_features(text):
    code = text.split('\nif __name__', 1)[0]
    tests = {
        "text: tabs": "\n\t" in text, "text: two spaces": bool(re.search(r"^  \S", text, re.M)), "text: CRLF": "\r\n" in text,
        "text: byte order mark": text.startswith("\ufeff"), "text: no last newline": not text.endswith("\n"),
        "text: backslash continuation": "= \\\n" in text, "text: comment at column 0 inside a function": bool(re.search(r":\r?\n# ?\S", code)),
        "text: string over several lines": bool(re.search(r"""= f?r?('''|\"\"\")""", text)), "text: f-string that shows a name": bool(re.search(r'f"\{\w+=\}"', text)),
        "text: private name of a local": bool(re.search(r"\b__(total|part|rest)\b", text)),
        "text: type comment or noqa": "# type: ignore" in text or "# noqa" in text, "text: letters beyond ASCII": not text.isascii(),
    }
    return [name for name, true in tests.items() if true]


def node_features(node, around):
    functions = [n for n in around if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield from function_features(node, around, functions)
    elif isinstance(node, ast.Lambda):
        yield from lambda_features(node, functions)
    elif isinstance(node, ast.Call):
        yield from call_features(node)
    elif functions:
        yield from statement_features(node, len(functions) > 1)


def function_features(node, around, functions):
    if functions:
        yield "nested: def"
        yield f"nested: {min(len(functions), 4)} levels deep"
        where = "nested: "
        a = node.args
        arguments = {"positional-only parameter": a.posonlyargs, "keyword-only parameter": a.kwonlyargs, "*args": a.vararg, "**kwargs": a.kwarg,
                     "default": a.defaults, "keyword-only default": any(a.kw_defaults), "annotations": any(x.annotation for x in a.args),
                     "default that is a local name": any(isinstance(d, ast.Name) for d in [*a.defaults, *filter(None, a.kw_defaults)]),
                     "default i=i": same_defaults(a), "docstring": ast.get_docstring(node), "decorator": node.decorator_list}
        yield from (where + name for name, true in arguments.items() if true)
        if isinstance(node, ast.AsyncFunctionDef):
            yield "nested: async def"
        if any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in ast.walk(node)):
            yield "nested: generator"
        if any(isinstance(n, ast.Return) and isinstance(n.value, (ast.Lambda)) for n in ast.walk(node)):
            yield "nested: factory of lambdas"
        if node.name in {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}:
            yield "nested: recursion"
        for decorator in node.decorator_list:
            yield "nested: decorated with " + re.sub(r"\(.*", "", ast.unparse(decorator))
        return
    kind = "async function" if isinstance(node, ast.AsyncFunctionDef) else "generator" if is_generator(node) else "function"
    if any(isinstance(n, (ast.FunctionDef, ast.Lambda)) for n in ast.walk(node) if n is not node):
        yield f"encloser: {'method, ' if around else ''}{kind}"
        yield from ("encloser: " + ast.unparse(d) for d in node.decorator_list if around)


def same_defaults(a):
    """Is there a parameter whose default is a name equal to its own?"""
    positional = [*a.posonlyargs, *a.args]
    pairs = [*zip(reversed(positional), reversed(a.defaults)), *zip(a.kwonlyargs, a.kw_defaults)]
    return any(isinstance(d, ast.Name) and d.id == p.arg for p, d in pairs)


def is_generator(node):
    nested = {inner for n in ast.walk(node) if n is not node and isinstance(n, (ast.FunctionDef, ast.Lambda)) for inner in ast.walk(n)}
    return any(isinstance(n, (ast.Yield, ast.YieldFrom)) and n not in nested for n in ast.walk(node))


def lambda_features(node, functions):
    yield "lambda"
    if node.args.defaults:
        yield "lambda: default"
    if same_defaults(node.args):
        yield "lambda: default i=i"


def call_features(node):
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "map" and isinstance(node.func, ast.Name):
        yield "mention: map(f, xs)"
        return
    if name in ("sorted", "max", "min") and any(k.arg == "key" and isinstance(k.value, ast.Name) for k in node.keywords):
        yield "mention: key=f"
    if name in ("Queue", "SimpleQueue", "Pipe", "Value", "Lock", "Manager", "get_context", "gather", "partial", "bind"):
        yield f"call: {name}"
    if name in SINKS:
        yield f"sink: {'Process' if name == 'Worker' else name}"
        yield from payload_features(node)
    if any(k.arg == "initializer" for k in node.keywords):
        yield "sink: initializer"
    if name in ("Process", "Worker"):
        yield from process_features(node)


def payload_features(node):
    candidates = [k.value for k in node.keywords if k.arg in ("target", "func")] or node.args[:2]
    for payload in candidates:
        kind = {ast.Lambda: "inline lambda", ast.IfExp: "conditional", ast.Subscript: "element of a container", ast.Call: "call (factory or partial)"}.get(type(payload))
        if kind:
            yield f"payload: {kind}"


def process_features(node):
    given = {k.arg: k.value for k in node.keywords}
    if len(node.args) > 1:
        yield "Process: positional"
    args = given.get("args", node.args[3] if len(node.args) > 3 else None)
    forms = {type(None): "absent", ast.Tuple: "tuple", ast.List: "list", ast.Name: "variable", ast.BinOp: "sum", ast.Call: "call"}
    form = forms.get(type(args), "other")
    if isinstance(args, (ast.Tuple, ast.List)) and any(isinstance(e, ast.Starred) for e in args.elts):
        form = "starred"
    yield f"Process: args {form}"
    if "kwargs" in given:
        yield f"Process: kwargs {forms.get(type(given['kwargs']), 'literal')}"


def statement_features(node, inner):
    where = "in nested function: " if inner else "in encloser: "
    names = {ast.Nonlocal: "nonlocal", ast.Global: "global", ast.With: "with", ast.Match: "match", ast.NamedExpr: "walrus", ast.AugAssign: "augmented assignment",
             ast.AnnAssign: "annotated assignment", ast.For: "for", ast.While: "while", ast.Import: "import", ast.ImportFrom: "from import",
             ast.ListComp: "list comprehension", ast.SetComp: "set comprehension", ast.DictComp: "dict comprehension", ast.GeneratorExp: "generator expression",
             ast.Delete: "del", ast.Assert: "assert", ast.Starred: "star", ast.IfExp: "conditional expression", ast.ClassDef: "class", ast.Await: "await",
             ast.JoinedStr: "f-string"}
    if type(node) in names:
        yield where + names[type(node)]
    if isinstance(node, ast.ExceptHandler) and node.name:
        yield where + "except as"
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], (ast.Tuple, ast.List)):
        starred = any(isinstance(e, ast.Starred) for e in node.targets[0].elts)
        yield where + ("star unpacking" if starred else "tuple unpacking")
    if isinstance(node, (ast.ListComp, ast.GeneratorExp)) and any(isinstance(n, (ast.ListComp, ast.GeneratorExp)) for n in ast.walk(node) if n is not node):
        yield where + "nested comprehension"
    if isinstance(node, ast.Attribute):
        yield from attribute_features(node, where)


def attribute_features(node, where):
    if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
        yield where + ("private attribute of self" if node.attr.startswith("__") else f"{node.value.id}.attribute")
    if node.attr in ("__name__", "__doc__"):
        yield f"mention: f.{node.attr}"


def scope_features(top):
    """What only scopes tell: captures, shadowing, names taken."""
    module = {s.get_name() for s in top.get_symbols() if s.is_assigned()}
    for table, outer in nested_tables(top, ()):
        own = {s.get_name() for s in table.get_symbols() if s.is_local()}
        free = {s.get_name() for s in table.get_symbols() if s.is_free()}
        outer_names = {n for t in outer for n in t.get_locals()}
        if not outer or table.get_name() in ("listcomp", "genexpr", "setcomp", "dictcomp"):
            continue
        if free:
            yield f"captures: {min(len(free), 5)}{' or more' if len(free) >= 5 else ''}"
        else:
            yield "captures: none"
        if own & outer_names:
            yield "scope: a local hides an encloser's name"
        if own & module:
            yield "scope: a local hides a module's name"
        if set(table.get_parameters()) & captured_by_siblings(table, outer):
            yield "scope: a parameter is named like what a sibling captures"
        if table.get_name() in module:
            yield "scope: a nested function's name is taken at module level"
        if own & set(dir(__builtins__) if not isinstance(__builtins__, dict) else __builtins__):
            yield "scope: a local is named like a builtin"
        if own & {"partial", "functools"}:
            yield "scope: a local is named partial or functools"


def captured_by_siblings(table, outer):
    """What the other functions around capture from further out."""
    siblings = [c for c in outer[0].get_children() if isinstance(c, symtable.Function) and c is not table]
    called = {s.get_name() for s in table.get_symbols() if s.is_free()}
    return {n for c in siblings if c.get_name() in called for n in c.get_frees()}


def nested_tables(table, outer):
    """Every function's table with the function tables around it, innermost first."""
    for child in table.get_children():
        if isinstance(child, symtable.Function):
            yield child, outer
            yield from nested_tables(child, (child, *outer))
        else:
            yield from nested_tables(child, outer)
