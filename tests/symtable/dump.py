"""Prints what CPython's own symbol table says of Python files: one JSON object per line and file.

    dump.py folder PATH SHARD SHARDS    every SHARDS-th file below a folder, installed packages left out
    dump.py files PATH ...              the files named

A file is `{"path", "scopes"}`, or `{"path", "rejected"}` where this interpreter's parser or symbol table rejects it.
A scope has the index of the scope around it (-1 for the module), its place in CPython's order, what opened it, the name
of a `def`, `class` or type alias, the line of the construct (0 where CPython does not know it), whether it was merged
into the scope around it (PEP 709), and what CPython says of each name as a string of letters, in this order:

    L local    P parameter    B bound by this scope's code    F free    G declared global    g global
    C free in a function of this class, too, and there it is not the class's own name

Scopes come outermost first, and those of one parent in the order in which their constructs start in the text. CPython
visits some constructs in another order (the defaults of a function before its decorators), and its tables carry a line
but no column. So the syntax tree is walked twice: in CPython's order, which gives each construct its table (kind, name
and line must agree), and in the order of the text, which gives the order of output.
"""

import ast
import json
import os
import sys
import warnings

import _symtable

VERSION = sys.version_info[:2]
COMPREHENSIONS = {
    ast.ListComp: "listcomp",
    ast.SetComp: "setcomp",
    ast.DictComp: "dictcomp",
    ast.GeneratorExp: "genexpr",
}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
TYPE_ALIAS = getattr(ast, "TypeAlias", ())
TYPE_PARAMETER = tuple(getattr(ast, name) for name in ("TypeVar", "TypeVarTuple", "ParamSpec") if hasattr(ast, name))
STRING = ast.JoinedStr
LEAVES = (ast.Name, ast.Constant, ast.expr_context, ast.operator, ast.cmpop, ast.alias)


class Scope:
    """A construct with names of its own. `table` is `None` where CPython merged it into the scope around it."""

    def __init__(self, order, kind, name, line, table, owner):
        self.order = order
        self.kind = kind
        self.name = name
        self.line = line
        self.table = table
        # The scope whose table has the tables of the scopes in this one.
        self.owner = self if table is not None else owner
        self.next_child = 0


class Dump:
    """The scopes of one file, by the syntax node and the part of it that opened them."""

    def __init__(self, tree, table):
        self.lazy_annotations = VERSION >= (3, 10) and any(
            isinstance(node, ast.ImportFrom)
            and node.module == "__future__"
            and any(alias.name == "annotations" for alias in node.names)
            for node in tree.body
        )
        self.scopes = {}
        # Nodes in which there is no scope.
        self.plain = set()
        self.rows = []
        self.in_string = 0
        module = Scope(0, "module", "", 0, table, None)
        self.scopes[tree, ""] = module
        self.bind_nodes(tree.body, module)
        self.print_node(tree, -1)

    # CPython's order: give each construct its table.

    def bind(self, node, scope):
        if node is None or isinstance(node, LEAVES):
            return
        known = len(self.scopes)
        self.bind_parts(node, scope)
        if len(self.scopes) == known:
            self.plain.add(node)

    def bind_parts(self, node, scope):
        if isinstance(node, STRING):
            self.in_string += 1
        if isinstance(node, FUNCTIONS):
            self.bind_function(node, scope)
        elif isinstance(node, ast.ClassDef):
            self.bind_class(node, scope)
        elif isinstance(node, ast.Lambda):
            self.bind_defaults(node.args, scope)
            self.bind(node.body, self.enter(node, "", scope, "lambda", "lambda"))
        elif type(node) in COMPREHENSIONS:
            self.bind_comprehension(node, scope)
        elif type(node).__name__ in ("Try", "TryStar") and VERSION < (3, 13):
            self.bind_nodes(node.body + node.orelse + node.handlers + node.finalbody, scope)
        elif isinstance(node, ast.AnnAssign):
            self.bind(node.target, scope)
            self.bind_annotation(node.annotation, scope)
            self.bind(node.value, scope)
        elif TYPE_ALIAS and isinstance(node, TYPE_ALIAS):
            around = self.enter_type_parameters(node, node.name.id, scope)
            self.bind(node.value, self.enter(node, "", around, "typealias", node.name.id))
        else:
            self.bind_nodes(ast.iter_child_nodes(node), scope)
        if isinstance(node, STRING):
            self.in_string -= 1

    def bind_nodes(self, nodes, scope):
        for node in nodes:
            self.bind(node, scope)

    def bind_defaults(self, arguments, scope):
        self.bind_nodes(arguments.defaults, scope)
        self.bind_nodes(arguments.kw_defaults, scope)

    def bind_annotation(self, annotation, scope):
        # A lazy annotation has a table that belongs to no other table.
        if not self.lazy_annotations:
            self.bind(annotation, scope)

    def bind_annotations(self, node, scope):
        arguments = node.args
        positional = arguments.posonlyargs + arguments.args
        for argument in positional + [arguments.vararg, arguments.kwarg] + arguments.kwonlyargs:
            if argument is not None:
                self.bind_annotation(argument.annotation, scope)
        self.bind_annotation(node.returns, scope)

    def bind_function(self, node, scope):
        self.bind_defaults(node.args, scope)
        if VERSION < (3, 12):
            self.bind_annotations(node, scope)
        self.bind_nodes(node.decorator_list, scope)
        around = self.enter_type_parameters(node, node.name, scope)
        if VERSION >= (3, 12):
            self.bind_annotations(node, around)
        self.bind_nodes(node.body, self.enter(node, "", around, "function", node.name))

    def bind_class(self, node, scope):
        if VERSION >= (3, 12):
            self.bind_nodes(node.decorator_list, scope)
        around = self.enter_type_parameters(node, node.name, scope)
        self.bind_nodes(node.bases, around)
        self.bind_nodes(node.keywords, around)
        if VERSION < (3, 12):
            self.bind_nodes(node.decorator_list, scope)
        self.bind_nodes(node.body, self.enter(node, "", around, "class", node.name))

    def bind_comprehension(self, node, scope):
        first, *others = node.generators
        self.bind(first.iter, scope)
        inner = self.enter(node, "", scope, "comprehension", COMPREHENSIONS[type(node)])
        self.bind(first.target, inner)
        self.bind_nodes(first.ifs, inner)
        self.bind_nodes(others, inner)
        if isinstance(node, ast.DictComp):
            self.bind(node.value, inner)
            self.bind(node.key, inner)
        else:
            self.bind(node.elt, inner)

    def enter_type_parameters(self, node, name, scope):
        if not getattr(node, "type_params", None):
            return scope
        around = self.enter(node, "parameters", scope, "typeparameters", name)
        for parameter in node.type_params:
            for part in ("bound", "default_value"):
                value = getattr(parameter, part, None)
                if value is not None:
                    inner = self.enter(parameter, part, around, "bound", parameter.name)
                    self.bind(value, inner)
        return around

    def enter(self, node, part, scope, kind, name):
        """The scope of a construct, with the next table of the scope around it."""
        owner = scope.owner
        tables = owner.table.children
        table = tables[owner.next_child] if owner.next_child < len(tables) else None
        inlined = kind == "comprehension" and VERSION >= (3, 12) and (table is None or table.name != name)
        inlined = inlined and not isinstance(node, ast.GeneratorExp)
        if not inlined:
            owner.next_child += 1
            found = None if table is None else (table.name, table.lineno)
            if found is None or found[0] != name or found[1] != node.lineno:
                raise AssertionError("%s %s at line %d has the table %r" % (kind, name, node.lineno, found))
        # Before Python 3.12, the lines in a string are those of an expression that stands elsewhere.
        line = 0 if self.in_string and VERSION < (3, 12) else node.lineno
        shown = name if kind in ("function", "class", "typealias") else ""
        inner = Scope(len(self.scopes), kind, shown, line, None if inlined else table, owner)
        self.scopes[node, part] = inner
        return inner

    # The order of the text: print.

    def print_node(self, node, parent):
        if node is None or node in self.plain or isinstance(node, LEAVES):
            return
        around = parent
        if isinstance(node, FUNCTIONS + (ast.ClassDef,)):
            self.print_nodes(node.decorator_list, parent)
        if (node, "parameters") in self.scopes:
            around = self.print_scope(node, "parameters", parent)
        if (node, "") in self.scopes:
            index = self.print_scope(node, "", around)
            self.print_bounds(node, around)
            self.print_head(node, parent, around)
            self.print_body(node, index)
            return
        for child in in_order_of_text(node):
            if isinstance(node, ast.AnnAssign) and child is node.annotation:
                self.print_annotation(child, parent)
            else:
                self.print_node(child, parent)

    def print_nodes(self, nodes, parent):
        for node in nodes:
            self.print_node(node, parent)

    def print_scope(self, node, part, parent):
        scope = self.scopes[node, part]
        row = {
            "parent": parent,
            "order": scope.order,
            "kind": scope.kind,
            "name": scope.name,
            "line": scope.line,
            "inlined": scope.table is None,
            "names": names_of(scope.table),
        }
        self.rows.append(row)
        return len(self.rows) - 1

    def print_bounds(self, node, around):
        for parameter in getattr(node, "type_params", ()):
            for part in ("bound", "default_value"):
                if (parameter, part) in self.scopes:
                    index = self.print_scope(parameter, part, around)
                    self.print_node(getattr(parameter, part), index)

    def print_head(self, node, parent, around):
        """What stands in the construct and is run by the scope around it."""
        if isinstance(node, FUNCTIONS):
            self.print_arguments(node.args, parent, around)
            self.print_annotation(node.returns, around)
        elif isinstance(node, ast.Lambda):
            self.print_arguments(node.args, parent, parent)
        elif isinstance(node, ast.ClassDef):
            self.print_nodes(sorted(node.bases + node.keywords, key=position), around)
        elif type(node) in COMPREHENSIONS:
            self.print_node(node.generators[0].iter, parent)

    def print_body(self, node, index):
        if type(node) in COMPREHENSIONS:
            self.print_nodes([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt], index)
            for generator in node.generators:
                self.print_node(generator.target, index)
                if generator is not node.generators[0]:
                    self.print_node(generator.iter, index)
                self.print_nodes(generator.ifs, index)
        elif isinstance(node, ast.Lambda):
            self.print_node(node.body, index)
        elif isinstance(node, FUNCTIONS + (ast.ClassDef, ast.Module)):
            self.print_nodes(node.body, index)
        else:
            self.print_node(node.value, index)

    def print_annotation(self, annotation, parent):
        if not self.lazy_annotations:
            self.print_node(annotation, parent)

    def print_arguments(self, arguments, defaults_parent, annotations_parent):
        positional = arguments.posonlyargs + arguments.args
        defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults
        pairs = list(zip(positional, defaults))
        pairs.append((arguments.vararg, None))
        pairs.extend(zip(arguments.kwonlyargs, arguments.kw_defaults))
        pairs.append((arguments.kwarg, None))
        for argument, default in pairs:
            if argument is not None:
                self.print_annotation(argument.annotation, annotations_parent)
            self.print_node(default, defaults_parent)


def position(node):
    value = getattr(node, "value", node) if isinstance(node, ast.keyword) else node
    return value.lineno, value.col_offset


def in_order_of_text(node):
    """The parts of a node as they are written."""
    if isinstance(node, ast.Dict):
        return [part for pair in zip(node.keys, node.values) for part in pair]
    if isinstance(node, ast.IfExp):
        return [node.body, node.test, node.orelse]
    if isinstance(node, ast.Call):
        return [node.func] + sorted(node.args + node.keywords, key=position)
    return ast.iter_child_nodes(node)


def names_of(table):
    """What a table says of each name that the source can mention."""
    if table is None:
        return {}
    found = {}
    for name, flags in table.symbols.items():
        if not name.startswith(".") and name not in HIDDEN:
            found[name] = letters(flags)
    return found


# No source can mention these, nor names with a dot: `.0`, the first iterable of a comprehension, `.defaults` and the
# like of generic functions.
HIDDEN = ("__type_params__", "__classdict__")
SCOPES = {
    _symtable.LOCAL: "L",
    _symtable.CELL: "L",
    _symtable.FREE: "F",
    _symtable.GLOBAL_EXPLICIT: "G",
    _symtable.GLOBAL_IMPLICIT: "g",
}


def letters(flags):
    scope = SCOPES.get((flags >> _symtable.SCOPE_OFF) & _symtable.SCOPE_MASK, "?")
    local = "L" if scope == "L" else ""
    parameter = "P" if flags & _symtable.DEF_PARAM else ""
    bound = "B" if flags & _symtable.DEF_BOUND else ""
    passed = "C" if flags & _symtable.DEF_FREE_CLASS and scope != "F" else ""
    return local + parameter + bound + scope.replace("L", "") + passed


def dump(path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        tree = ast.parse(source, path)
        table = _symtable.symtable(source, path, "exec")
    except (SyntaxError, ValueError, UnicodeDecodeError) as error:
        return {"path": path, "rejected": str(error)}
    try:
        return {"path": path, "scopes": Dump(tree, table).rows}
    except AssertionError as error:
        return {"path": path, "failed": str(error)}


def files_below(root):
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in ("site-packages", "dist-packages", "__pycache__"))
        for name in sorted(files):
            if name.endswith(".py"):
                yield os.path.join(folder, name)


def main(arguments):
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    if arguments[0] == "folder":
        shard, shards = int(arguments[2]), int(arguments[3])
        paths = [path for index, path in enumerate(files_below(arguments[1])) if index % shards == shard]
    else:
        paths = arguments[1:]
    for path in paths:
        print(json.dumps(dump(path)), flush=True)


main(sys.argv[1:])
