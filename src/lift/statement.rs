//! What a statement of the module does when the module is imported: defines, keeps a plain value, sets the process up,
//! or has an effect that must not happen again in a child.

use crate::module::{BindingKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{CHANGING, Model, Object};

/// What a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// An import, a function, a class, a docstring: it has to stay where every process finds it.
    Defines,
    /// A value that any process can compute for itself, and nobody sees that it does.
    Keeps,
    /// Settings of the process that a child needs as well: `sys.path`, warnings, logging.
    SetsUp,
    /// Anything else.
    Acts,
}

/// What a statement of the module does.
pub(super) fn effect(model: Model<'_>, statement: NodeId) -> Effect {
    let tree = model.tree;
    match tree.kind(statement) {
        Kind::ImportStatement
        | Kind::ImportFromStatement
        | Kind::FutureImportStatement
        | Kind::FunctionDefinition
        | Kind::ClassDefinition
        | Kind::DecoratedDefinition
        | Kind::TypeAliasStatement => Effect::Defines,
        Kind::PassStatement | Kind::GlobalStatement => Effect::Keeps,
        Kind::AssertStatement => plain_if(tree.children(statement).all(|part| is_plain(model, part))),
        Kind::ExpressionStatement => expression(model, statement),
        Kind::IfStatement => branches(model, statement, tree.child(statement, Field::Condition)),
        Kind::ForStatement => match branches(model, statement, tree.child(statement, Field::Right)) {
            Effect::Defines => Effect::Acts,
            effect => effect,
        },
        // The handlers only run where the body, mostly an import, fails.
        Kind::TryStatement => {
            let body = tree.child(statement, Field::Body);
            match body.map_or(Effect::Acts, |body| block(model, body)) {
                Effect::Defines => Effect::Defines,
                effect => effect.max_with(branches(model, statement, None)),
            }
        }
        _ => Effect::Acts,
    }
}

impl Effect {
    /// The effect of two statements together.
    fn max_with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Acts, _) | (_, Self::Acts) => Self::Acts,
            (Self::Defines, _) | (_, Self::Defines) => Self::Defines,
            (Self::SetsUp, _) | (_, Self::SetsUp) => Self::SetsUp,
            _ => Self::Keeps,
        }
    }
}

fn plain_if(plain: bool) -> Effect {
    if plain { Effect::Keeps } else { Effect::Acts }
}

fn block(model: Model<'_>, block: NodeId) -> Effect {
    let statements = model.tree.children(block);
    statements.map(|statement| effect(model, statement)).fold(Effect::Keeps, Effect::max_with)
}

/// The blocks of a compound statement whose head is plain.
fn branches(model: Model<'_>, statement: NodeId, head: Option<NodeId>) -> Effect {
    let tree = model.tree;
    if head.is_some_and(|head| !is_plain(model, head)) {
        return Effect::Acts;
    }
    let clauses = tree.children(statement).map(|child| match tree.kind(child) {
        Kind::Block => block(model, child),
        Kind::ElifClause => branches(model, child, tree.child(child, Field::Condition)),
        Kind::ElseClause | Kind::ExceptClause | Kind::FinallyClause => branches(model, child, None),
        _ => Effect::Keeps,
    });
    clauses.fold(Effect::Keeps, Effect::max_with)
}

fn expression(model: Model<'_>, statement: NodeId) -> Effect {
    let tree = model.tree;
    let Some(inner) = tree.first_child(statement) else { return Effect::Keeps };
    match tree.kind(inner) {
        Kind::String | Kind::ConcatenatedString | Kind::Ellipsis => Effect::Keeps,
        Kind::Assignment | Kind::AugmentedAssignment => assignment(model, inner),
        Kind::Call => call_statement(model, inner),
        _ => plain_if(is_plain(model, inner)),
    }
}

fn assignment(model: Model<'_>, assignment: NodeId) -> Effect {
    let tree = model.tree;
    let (left, right) = (tree.child(assignment, Field::Left), tree.child(assignment, Field::Right));
    if let Some(right) = right {
        let plain = match tree.kind(right) {
            Kind::Assignment => self::assignment(model, right) != Effect::Acts,
            _ => is_plain(model, right),
        };
        if !plain {
            return Effect::Acts;
        }
    }
    let Some(left) = left else { return Effect::Acts };
    match tree.kind(left) {
        Kind::Attribute | Kind::Subscript if sets_up(model, left) => Effect::SetsUp,
        _ => Effect::Keeps,
    }
}

/// Whether what is assigned to belongs to a module of another file, or to a definition of this one: `os.environ["A"]`,
/// `sys.path`, `np.options`, `Point.unit`.
fn sets_up(model: Model<'_>, target: NodeId) -> bool {
    let root = root_name(model, target);
    let symbol = root.and_then(|root| model.module.symbol_at(root));
    symbol.is_some_and(|symbol| {
        let mut bindings = model.module.bindings_of(symbol).peekable();
        bindings.peek().is_some()
            && bindings
                .all(|binding| matches!(binding.kind, BindingKind::Import | BindingKind::Class | BindingKind::Function))
    })
}

/// The name that an attribute or subscript starts with.
pub(super) fn root_name(model: Model<'_>, node: NodeId) -> Option<NodeId> {
    let tree = model.tree;
    let mut node = node;
    loop {
        match tree.kind(node) {
            Kind::Identifier => return Some(node),
            Kind::Attribute => node = tree.child(node, Field::Object)?,
            Kind::Subscript => node = tree.child(node, Field::Value)?,
            _ => return None,
        }
    }
}

/// Calls that set up the process they run in, and that nobody sees: a child has to make them, too.
const SETS_UP: &[&str] = &[
    "sys.path.insert",
    "sys.path.append",
    "sys.path.extend",
    "sys.setrecursionlimit",
    "sys.set_int_max_str_digits",
    "sys.setswitchinterval",
    "os.environ.setdefault",
    "os.environ.update",
    "os.environ.pop",
    "os.putenv",
    "site.addsitedir",
    "warnings.filterwarnings",
    "warnings.simplefilter",
    "logging.disable",
    "logging.captureWarnings",
    "logging.addLevelName",
    "logging.getLogger().setLevel",
    "csv.field_size_limit",
    "csv.register_dialect",
    "codecs.register",
    "codecs.register_error",
    "copyreg.pickle",
    "decimal.setcontext",
    "gc.disable",
    "gc.enable",
    "gc.freeze",
    "gc.set_threshold",
    "mimetypes.add_type",
    "mimetypes.init",
    "socket.setdefaulttimeout",
    "sqlite3.register_adapter",
    "sqlite3.register_converter",
    "threading.stack_size",
    "xml.etree.ElementTree.register_namespace",
    "locale.setlocale",
    "signal.signal",
    "faulthandler.enable",
    "random.seed",
    "numpy.random.seed",
    "numpy.seterr",
    "numpy.set_printoptions",
    "torch.manual_seed",
    "torch.set_num_threads",
    "torch.set_default_dtype",
    "matplotlib.use",
    "pandas.set_option",
];

fn call_statement(model: Model<'_>, call: NodeId) -> Effect {
    let tree = model.tree;
    let Some(function) = tree.child(call, Field::Function) else { return Effect::Acts };
    if !model.arguments(call).into_iter().all(|argument| is_plain(model, argument)) {
        return Effect::Acts;
    }
    let paths = model.paths(function);
    // A log file would be opened once more, and maybe emptied.
    let logs = paths.iter().any(|path| path == "logging.basicConfig") && model.keyword(call, "filename").is_none();
    if logs || (!paths.is_empty() && paths.iter().all(|path| SETS_UP.contains(&path.as_str()))) {
        return Effect::SetsUp;
    }
    // `TABLE.append(1)` is a part of what makes `TABLE`.
    let changes = tree.kind(function) == Kind::Attribute
        && tree.child(function, Field::Object).is_some_and(|object| {
            tree.kind(object) == Kind::Identifier
                && model.module.symbol_at(object).is_some_and(|symbol| holds_container(model, symbol))
        })
        && tree.child(function, Field::Attribute).is_some_and(|name| CHANGING.contains(&tree.text(name)));
    if changes { Effect::Keeps } else { plain_if(is_plain(model, call)) }
}

/// What a bare call of a library may do that is no setting of the process: what it does outside lasts without it.
const NO_SETTING: &[&str] = &[
    "atexit.",
    "concurrent.",
    "gc.collect",
    "json.dump",
    "multiprocessing.",
    "numpy.random.",
    "os.",
    "pickle.dump",
    "pprint.",
    "random.",
    "shutil.",
    "subprocess.",
    "sys.exit",
    "sys.stderr.",
    "sys.stdout.",
    "time.",
    "torch.multiprocessing.",
    "traceback.",
    "unittest.",
    "webbrowser.",
];

/// Methods of loggers that only say something.
const SAYS: &[&str] = &["critical", "debug", "error", "exception", "info", "log", "warn", "warning"];

/// The library that a statement may set up for whoever uses it in the same process: it only calls something of it.
pub(super) fn may_set(model: Model<'_>, statement: NodeId) -> Option<String> {
    let tree = model.tree;
    let call = tree.first_child(statement).filter(|_| tree.kind(statement) == Kind::ExpressionStatement)?;
    let function = tree.child(call, Field::Function).filter(|_| tree.kind(call) == Kind::Call)?;
    let path = model.paths(function).into_iter().next()?;
    // What a method changes is mostly its object.
    let is_of_module = !path.contains("()") || path.starts_with("logging.getLogger().");
    let is_setting = is_of_module
        && !path.starts_with('@')
        && !NO_SETTING.iter().any(|known| path.starts_with(known))
        && !path.rsplit('.').next().is_some_and(|name| SAYS.contains(&name));
    is_setting.then(|| path.split(['.', '(']).next().unwrap_or_default().to_owned())
}

/// The library that a name, or what it holds, is of.
pub(super) fn library_of(model: Model<'_>, name: NodeId) -> Option<String> {
    let path = model.objects(name).into_iter().find_map(|object| match object {
        Object::Path(path) | Object::Module(path) | Object::Made { path, .. } => Some(path),
        _ => None,
    })?;
    Some(path.split(['.', '(']).next().unwrap_or_default().to_owned())
}

/// Whether every value of a name is a container that is written out or made by a builtin.
fn holds_container(model: Model<'_>, symbol: SymbolId) -> bool {
    let objects: Vec<Object> =
        model.module.bindings_of(symbol).copied().flat_map(|binding| model.bound(&binding)).collect();
    !objects.is_empty()
        && objects.iter().all(|object| match object {
            Object::Expression(_) | Object::MadeByBuiltin { .. } => true,
            Object::Made { path, .. } => path.starts_with("collections."),
            _ => false,
        })
}

/// Builtins whose calls nobody sees.
const PLAIN_BUILTINS: &[&str] = &[
    "abs",
    "all",
    "any",
    "bin",
    "bool",
    "bytearray",
    "bytes",
    "chr",
    "complex",
    "dict",
    "divmod",
    "enumerate",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "hasattr",
    "hex",
    "int",
    "isinstance",
    "issubclass",
    "len",
    "list",
    "map",
    "max",
    "min",
    "object",
    "oct",
    "ord",
    "pow",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "slice",
    "sorted",
    "str",
    "sum",
    "tuple",
    "type",
    "zip",
];

/// Calls of the standard library, and of what data programs use, whose answer any process can compute for itself.
const PLAIN_CALLS: &[&str] = &[
    "re.compile",
    "re.escape",
    "logging.getLogger",
    "collections.",
    "decimal.",
    "fractions.",
    "datetime.timedelta",
    "datetime.date",
    "datetime.datetime",
    "datetime.timezone",
    "enum.",
    "functools.partial",
    "itertools.",
    "math.",
    "operator.",
    "os.path.",
    "os.cpu_count",
    "os.getcwd",
    "os.getenv",
    "os.environ.get",
    "pathlib.",
    "platform.",
    "string.",
    "struct.Struct",
    "textwrap.dedent",
    "threading.Lock",
    "threading.RLock",
    "threading.local",
    "types.",
    "typing.",
    "multiprocessing.cpu_count",
    "multiprocessing.get_context",
    "multiprocessing.get_logger",
    "numpy.array",
    "numpy.arange",
    "numpy.linspace",
    "numpy.zeros",
    "numpy.ones",
    "numpy.eye",
    "numpy.random.RandomState",
    "numpy.random.default_rng",
];

/// Methods of texts, containers and paths whose calls nobody sees.
const PLAIN_METHODS: &[&str] = &[
    "absolute",
    "casefold",
    "copy",
    "count",
    "difference",
    "encode",
    "decode",
    "endswith",
    "expanduser",
    "format",
    "fromkeys",
    "get",
    "index",
    "intersection",
    "items",
    "join",
    "joinpath",
    "keys",
    "lower",
    "lstrip",
    "maketrans",
    "partition",
    "removeprefix",
    "removesuffix",
    "replace",
    "reshape",
    "resolve",
    "rstrip",
    "split",
    "splitlines",
    "startswith",
    "strip",
    "title",
    "translate",
    "union",
    "upper",
    "values",
    "with_name",
    "with_suffix",
    "zfill",
];

/// What must not be read again in a child, or is read from the outside.
const READS_OUTSIDE: &[&str] = &["sys.argv", "sys.stdin"];

/// Whether an expression can be computed by any process for itself, without anybody seeing it.
pub(super) fn is_plain(model: Model<'_>, expression: NodeId) -> bool {
    let tree = model.tree;
    let lazy: Vec<NodeId> = tree.subtree(expression).filter(|node| tree.kind(*node) == Kind::Lambda).collect();
    let is_lazy = |node: NodeId| lazy.iter().any(|lambda| tree.is_within(node, *lambda) && node != *lambda);
    tree.subtree(expression).filter(|node| !is_lazy(*node)).all(|node| match tree.kind(node) {
        Kind::Await | Kind::Yield | Kind::NamedExpression => false,
        Kind::Attribute => !READS_OUTSIDE.contains(&tree.text(node)),
        Kind::Call => is_plain_call(model, node),
        _ => true,
    })
}

fn is_plain_call(model: Model<'_>, call: NodeId) -> bool {
    let tree = model.tree;
    let Some(function) = tree.child(call, Field::Function) else { return false };
    let objects = model.objects(function);
    let known = !objects.is_empty()
        && objects.iter().all(|object| match object {
            Object::Builtin(name) => PLAIN_BUILTINS.contains(&name.as_str()),
            Object::Path(path) => is_plain_path(path),
            Object::Class(class) => is_plain_class(model, *class),
            _ => false,
        });
    let method = tree.kind(function) == Kind::Attribute
        && tree.child(function, Field::Attribute).is_some_and(|name| PLAIN_METHODS.contains(&tree.text(name)))
        && !tree.text(function).starts_with("requests.")
        && !objects.iter().any(|object| matches!(object, Object::Function(_) | Object::Method { .. }));
    (known || method) && !reads_changed_folder(model, call)
}

/// What reads the working folder.
const READS_FOLDER: &[&str] = &[
    "os.getcwd",
    "os.path.abspath",
    "os.path.exists",
    "os.path.isdir",
    "os.path.isfile",
    "os.path.realpath",
    "os.path.relpath",
    "pathlib.Path.cwd",
    "pathlib.Path().absolute",
    "pathlib.Path().exists",
    "pathlib.Path().resolve",
];

/// Whether a call reads the working folder of a file that changes it: a child starts in the folder that its parent has
/// then.
fn reads_changed_folder(model: Model<'_>, call: NodeId) -> bool {
    let changes = |call: &NodeId| {
        let name = model.tree.child(*call, Field::Function).map_or("", |function| model.tree.text(function));
        name.ends_with("chdir") && (model.is_call_of(*call, "os.chdir") || model.is_call_of(*call, "contextlib.chdir"))
    };
    READS_FOLDER.iter().any(|path| model.is_call_of(call, path))
        // It is an absolute path since Python 3.9.
        && !model.tree.text(call).contains("__file__")
        && model.calls().iter().any(changes)
}

fn is_plain_path(path: &str) -> bool {
    PLAIN_CALLS.iter().any(|known| match known.strip_suffix('.') {
        // The functions of a module, and not what their answers do: `pathlib.Path().read_text`.
        Some(_) => path.strip_prefix(known).is_some_and(|rest| !rest.contains("()")),
        None => path == *known,
    })
}

/// Whether making an instance of a class of this file only stores what it is given.
fn is_plain_class(model: Model<'_>, class: NodeId) -> bool {
    let tree = model.tree;
    let Some(scope) = model.module.scope_of(class) else { return false };
    let own = |name: &str| model.module.own_symbol(scope, name);
    if own("__new__").is_some() || own("__post_init__").is_some() {
        return false;
    }
    let bases = model.bases(class);
    let plain_bases = bases.iter().all(|base| match base {
        Object::Builtin(name) => matches!(name.as_str(), "object" | "dict" | "list" | "str" | "int" | "tuple"),
        Object::Path(path) => path.starts_with("enum.") || path.starts_with("typing.") || path == "abc.ABC",
        _ => false,
    });
    let Some(init) = own("__init__").and_then(|symbol| model.module.only_binding(symbol)) else { return plain_bases };
    let body = tree.child(init.node, Field::Body);
    plain_bases
        && body.is_some_and(|body| {
            tree.children(body).all(|statement| {
                let inner = tree.first_child(statement).filter(|_| tree.kind(statement) == Kind::ExpressionStatement);
                inner.is_some_and(|inner| match tree.kind(inner) {
                    Kind::Assignment => tree.child(inner, Field::Right).is_none_or(|right| is_plain(model, right)),
                    kind => kind == Kind::String,
                }) || tree.kind(statement) == Kind::PassStatement
            })
        })
}
