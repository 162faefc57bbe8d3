//! Local classes. A class moves whole; what its methods capture becomes leading parameters of `__init__`, kept in
//! private attributes that the methods read instead. What runs when the class is made runs at import after the move.

use crate::edit::Edit;
use crate::finding::{Refusal, RefusalReason};
use crate::lift::capture::{self, Capture, Nature};
use crate::lift::group::{Form, Member, Plan};
use crate::lift::{names, place, refuse};
use crate::module::{BindingKind, ScopeId, ScopeKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{self, Model, Object};

/// What a class does with the values that it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// The attribute for each parameter of the member.
    pub(super) attributes: Vec<String>,
}

/// A statement behind a class that goes where the class goes: `Manager.register(...)`, `Cls.limit = 3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Follower {
    pub(super) statement: NodeId,
    /// The index of the member that it comes after.
    pub(super) after: usize,
}

impl Member {
    /// Whether the member is a class.
    pub(super) fn is_class(&self) -> bool {
        self.class.is_some()
    }
}

/// The refusal of a class that can't take a value along.
fn cannot_take<T>(model: Model<'_>, name: &str, because: String, at: NodeId) -> Result<T, Refusal> {
    let reason = RefusalReason::ClassCapture { name: name.to_owned(), because };
    refuse(reason, model.tree.span(at))
}

/// The names that are read when the class is made: in its decorators, its bases and its own code, that of its methods
/// left out.
pub(super) fn import_time_names(model: Model<'_>, class: NodeId) -> Vec<NodeId> {
    let tree = model.tree;
    let statement = tree.parent(class).filter(|parent| tree.kind(*parent) == Kind::DecoratedDefinition);
    let around = model.scope_at(statement.unwrap_or(class));
    let functional = tree.kind(class) != Kind::ClassDefinition;
    let at_once = |scope: ScopeId| {
        let mut inside = model.module.enclosing(scope).take_while(|outer| *outer != around);
        functional || inside.all(|outer| !runs_later(model, outer))
    };
    tree.subtree(statement.unwrap_or(class))
        .filter(|node| tree.kind(*node) == Kind::Identifier)
        .filter(|node| {
            model.module.reference_at(*node).is_some_and(|reference| {
                let owner = model.module.symbol(reference.symbol).scope;
                let own = owner != around && model.module.is_within(owner, around) && {
                    let node = model.module.scope(owner).node;
                    tree.is_within(node, statement.unwrap_or(class))
                };
                at_once(reference.scope) && !own && !capture::is_quotable(model, reference)
            })
        })
        .collect()
}

fn runs_later(model: Model<'_>, scope: ScopeId) -> bool {
    matches!(model.module.scope(scope).kind, ScopeKind::Function | ScopeKind::Lambda | ScopeKind::TypeAlias)
}

/// The local functions and classes that are named when the class is made.
pub(super) fn needed_definitions(model: Model<'_>, class: NodeId) -> Vec<NodeId> {
    let symbols = import_time_names(model, class).into_iter().filter_map(|name| model.module.symbol_at(name));
    symbols.filter_map(|symbol| local_definition(model, symbol)).collect()
}

/// The function or class that a local name, or one of the main guard, is defined as.
fn local_definition(model: Model<'_>, symbol: SymbolId) -> Option<NodeId> {
    let module = model.module;
    let local = module.symbol(symbol).scope != module.module_scope() || capture::is_guard_variable(model, symbol);
    match capture::nature(model, symbol) {
        Nature::Function(node) | Nature::Class(node) if local => Some(node),
        _ => None,
    }
}

/// The class of this file, as it is to move, that holds another one.
pub(super) fn outermost(model: Model<'_>, class: NodeId) -> NodeId {
    std::iter::successors(Some(class), |class| model.class_around(*class)).last().unwrap_or(class)
}

/// The classes that a variable holds, itself or as instances, and that pickle can't find: they travel with its value.
pub(super) fn held(model: Model<'_>, symbol: SymbolId) -> Vec<NodeId> {
    let mut found = Vec::new();
    for binding in model.module.bindings_of(symbol).copied().collect::<Vec<_>>() {
        match model.module.value_of(model.tree, &binding) {
            Some(value) => found.extend(model.classes_in(value)),
            None => found.extend(model.bound(&binding).into_iter().filter_map(|object| match object {
                Object::Class(class) | Object::Instance(class) => Some(class),
                _ => None,
            })),
        }
    }
    let mut found: Vec<NodeId> = found.into_iter().map(|class| outermost(model, class)).collect();
    found.retain(|class| super::group::is_local(model, *class));
    found
}

/// The local classes that inherit from a class: what its `__init__` takes, theirs takes.
pub(super) fn subclasses(model: Model<'_>, class: NodeId) -> Vec<NodeId> {
    let tree = model.tree;
    let classes = tree.subtree(tree.root()).filter(|node| tree.kind(*node) == Kind::ClassDefinition);
    let inherits = |other: &NodeId| {
        *other != class && model.bases(*other).iter().any(|base| matches!(base, Object::Class(base) if *base == class))
    };
    classes.filter(inherits).map(|class| outermost(model, class)).collect()
}

/// Whether a class inherits directly from another member.
pub(super) fn inherits(model: Model<'_>, member: &Member, other: &Member) -> bool {
    let list = model.tree.child(member.node, Field::Superclasses);
    let names = list.into_iter().flat_map(|list| model.tree.children(list));
    other.is_class() && names.filter_map(|name| model.module.symbol_at(name)).any(|symbol| other.symbol == Some(symbol))
}

/// The members that a class member directly inherits from.
pub(super) fn base_members<'p>(model: Model<'_>, plan: &'p Plan<'_>, member: &Member) -> Vec<&'p Member> {
    plan.members.iter().filter(|other| inherits(model, member, other)).collect()
}

/// The own `__init__` of a class, as the node that binds it.
pub(super) fn own_init(model: Model<'_>, class: NodeId) -> Option<NodeId> {
    let symbol = model.module.own_symbol(model.module.scope_of(class)?, "__init__")?;
    model.module.only_binding(symbol).map(|binding| binding.node)
}

/// The function directly in a class's body whose code a scope belongs to.
pub(super) fn method_around(model: Model<'_>, member: &Member, scope: ScopeId) -> Option<NodeId> {
    let inside = model.module.enclosing(scope).take_while(|outer| *outer != member.scope);
    let functions = inside.filter(|outer| model.module.scope(*outer).kind != ScopeKind::TypeParameters);
    functions.last().map(|outer| model.module.scope(outer).node)
}

/// The name of a method's first parameter, where that is the instance.
fn receiver(model: Model<'_>, method: NodeId) -> Option<NodeId> {
    let tree = model.tree;
    if tree.kind(method) != Kind::FunctionDefinition {
        return None;
    }
    let name = tree.child(method, Field::Name).map_or("", |name| tree.text(name));
    let implicit = matches!(name, "__new__" | "__init_subclass__" | "__class_getitem__");
    let of_class = model.decorators(method).any(|decorator| {
        let text = tree.text(decorator);
        text.ends_with("staticmethod") || text.ends_with("classmethod")
    });
    let first = tree.first_child(tree.child(method, Field::Parameters)?)?;
    let name = tree.subtree(first).find(|node| tree.kind(*node) == Kind::Identifier)?;
    let plain = matches!(tree.kind(first), Kind::Identifier | Kind::TypedParameter | Kind::DefaultParameter)
        && !tree.text(first).starts_with('*');
    let of_class = of_class || implicit || matches!(tree.text(name), "cls" | "klass" | "mcs");
    (plain && !of_class).then_some(name)
}

/// How the code at `scope` in a class reads a value that the class takes: a parameter in `__init__`, an attribute of
/// the instance in any other method.
pub(super) fn access(
    model: Model<'_>,
    member: &Member,
    index: usize,
    (scope, at): (ScopeId, NodeId),
) -> Result<(String, bool), Refusal> {
    let tree = model.tree;
    let name = |index: usize| member.parameters.get(index).map_or("", |taken| taken.capture.name(model));
    let class = model.class_name_text(member.node);
    let Some(method) = method_around(model, member, scope) else {
        let because = format!("the body of `{class}` reads it when the class is made");
        return cannot_take(model, name(index), because, at);
    };
    if own_init(model, member.node) == Some(method) {
        let parameter = member.parameters.get(index).map(|taken| taken.name.clone()).unwrap_or_default();
        return Ok((parameter, false));
    }
    let what = tree.child(method, Field::Name).map_or("a part", |name| tree.text(name));
    let Some(receiver) = receiver(model, method) else {
        let because = format!("`{what}` of `{class}` reads it without an instance that could keep it");
        return cannot_take(model, name(index), because, at);
    };
    let text = tree.text(receiver);
    let bound = model.module.binding_at(receiver).map(|binding| binding.symbol);
    let is_receiver = bound.is_some()
        && model.module.lookup(scope, text) == bound
        && bound.and_then(|symbol| model.module.only_binding(symbol)).is_some();
    if !is_receiver {
        let because = format!("`{text}` in `{what}` of `{class}` may be something else than the instance");
        return cannot_take(model, name(index), because, at);
    }
    let attribute = member.class.as_ref().and_then(|shape| shape.attributes.get(index)).cloned().unwrap_or_default();
    Ok((format!("{text}.{attribute}"), true))
}

/// Decides what each class keeps its values in, and checks that it can take them.
pub(super) fn check(model: Model<'_>, plan: &mut Plan<'_>) -> Result<(), Refusal> {
    let mut caveats = Vec::new();
    for member in plan.members.iter().filter(|member| member.is_class()) {
        made_at_import(model, plan, member, &mut caveats)?;
        attributes_of_class(model, plan, member, &mut caveats)?;
        renamed(model, member, &mut caveats);
        if !member.parameters.is_empty() {
            takes_values(model, plan, member, &mut caveats)?;
        }
    }
    let attributes = attribute_names(model, plan);
    for (member, attributes) in plan.members.iter_mut().zip(attributes) {
        if let Some(shape) = &mut member.class {
            shape.attributes = attributes;
        }
    }
    caveats.sort();
    caveats.dedup();
    plan.caveats.extend(caveats);
    Ok(())
}

/// Attributes that the classes of the standard library, from which workers inherit, keep for themselves.
const RESERVED: &[&str] = &[
    "_address",
    "_args",
    "_authkey",
    "_closed",
    "_config",
    "_ctx",
    "_daemonic",
    "_delegated",
    "_handle",
    "_ident",
    "_identity",
    "_initialized",
    "_invoke_excepthook",
    "_is_stopped",
    "_kwargs",
    "_name",
    "_native_id",
    "_parent_name",
    "_parent_pid",
    "_popen",
    "_process",
    "_registry",
    "_started",
    "_start_method",
    "_state",
    "_stderr",
    "_target",
    "_tstate_lock",
];

/// The attributes in which classes keep their values: one name for each value in all of them.
fn attribute_names(model: Model<'_>, plan: &Plan<'_>) -> Vec<Vec<String>> {
    let tree = model.tree;
    let classes = || plan.members.iter().filter(|member| member.is_class());
    // An attribute of that name on anything that may be an instance of one of the classes.
    let related: Vec<NodeId> = classes().flat_map(|member| model.own_bases(member.node)).collect();
    let labels = |name: &str| {
        tree.subtree(tree.root()).any(|node| {
            let label = tree.child(node, Field::Attribute).filter(|_| tree.kind(node) == Kind::Attribute);
            let object = tree.child(node, Field::Object).filter(|_| label.is_some_and(|it| tree.text(it) == name));
            object.is_some_and(|object| {
                model.objects(object).iter().any(|found| match found {
                    Object::Instance(class) | Object::Class(class) => related.contains(class),
                    _ => true,
                })
            })
        })
    };
    let is_foreign = |base: &String| !base.starts_with("builtins.") && !is_trivial_base(base);
    let foreign: Vec<String> =
        classes().flat_map(|member| model.foreign_bases(member.node)).filter(is_foreign).collect();
    let unknown = foreign.iter().any(|base| !is_known_base(base));
    let declared = |name: &str| classes().any(|member| model.module.own_symbol(member.scope, name).is_some());
    let is_taken = |name: &str| (!foreign.is_empty() && RESERVED.contains(&name)) || labels(name) || declared(name);
    let attribute = |name: &str| {
        let name = name.trim_start_matches('_');
        let plain = format!("_{name}");
        if !unknown && !is_taken(&plain) {
            return plain;
        }
        names::fresh(model, &format!("_captured_{name}"), is_taken)
    };
    let of = |member: &Member| member.parameters.iter().map(|taken| attribute(taken.capture.name(model))).collect();
    plan.members.iter().map(|member| if member.is_class() { of(member) } else { Vec::new() }).collect()
}

/// Whether a base of another file makes its instances in the common way, and its private attributes are known.
fn is_known_base(path: &str) -> bool {
    const KNOWN: &[&str] = &[
        "threading.Thread",
        "abc.ABC",
        "typing.Generic",
        "typing.Protocol",
        "torch.utils.data.Dataset",
        "torch.utils.data.IterableDataset",
        "multiprocessing.context.Process",
    ];
    is_process(path) || is_manager(path) || KNOWN.contains(&path)
}

/// Whether a dotted name is `Process`, of the package or of a context.
pub(super) fn is_process(path: &str) -> bool {
    let process = path.ends_with("Process") || path.ends_with(".process.BaseProcess");
    process && (path.contains("multiprocessing") || path.starts_with("billiard"))
}

fn is_manager(path: &str) -> bool {
    path.contains("multiprocessing") && path.ends_with("Manager")
}

/// Decorators that leave the constructor of a class alone.
const DECORATORS: &[&str] =
    &["functools.total_ordering", "typing.final", "typing.runtime_checkable", "typing_extensions.final"];

/// Methods of a class that say how its instances are made, kept or pickled.
const SPECIAL: &[(&str, &str)] = &[
    ("__new__", "makes its instances in `__new__`"),
    ("__slots__", "has `__slots__`"),
    ("__setattr__", "decides in `__setattr__` what is kept"),
    ("__getattribute__", "decides in `__getattribute__` what is read"),
    ("__getstate__", "says in `__getstate__` what is pickled"),
    ("__setstate__", "says in `__setstate__` what is unpickled"),
    ("__reduce__", "says in `__reduce__` how it is pickled"),
    ("__reduce_ex__", "says in `__reduce_ex__` how it is pickled"),
    ("__getnewargs__", "says in `__getnewargs__` how it is pickled"),
    ("__getnewargs_ex__", "says in `__getnewargs_ex__` how it is pickled"),
];

/// Checks that a class can take values along.
fn takes_values(model: Model<'_>, plan: &Plan<'_>, member: &Member, caveats: &mut Vec<String>) -> Result<(), Refusal> {
    let tree = model.tree;
    let class = model.class_name_text(member.node).to_owned();
    let first = member.parameters.first().map(|taken| taken.capture.symbol());
    let Some(symbol) = first else { return Ok(()) };
    let name = model.module.symbol(symbol).name.clone();
    let at = capture::first_use(model, member, symbol);
    let no = |because: String| cannot_take(model, &name, because, at);
    if member.parameters.iter().any(|taken| taken.capture.is_default()) {
        return no(format!("`{class}` relies on the default of a function that moves along"));
    }
    for taken in &member.parameters {
        let written = model
            .module
            .bindings_of(taken.capture.symbol())
            .find(|binding| model.module.is_within(binding.scope, member.scope));
        if let Some(written) = written {
            let name = taken.capture.name(model).to_owned();
            let because = format!("`{class}` would write an attribute of one instance instead");
            return refuse(RefusalReason::NonlocalWritten { name, because }, tree.span(written.name));
        }
    }
    for decorator in model.decorators(member.node) {
        let callee = tree.child(decorator, Field::Function).filter(|_| tree.kind(decorator) == Kind::Call);
        let paths = model.paths(callee.unwrap_or(decorator));
        if paths.iter().any(|path| path.ends_with("dataclass")) {
            return no(format!("`{class}` is a dataclass, which writes its own `__init__`"));
        }
        if paths.is_empty() || !paths.iter().all(|path| DECORATORS.contains(&path.as_str())) {
            let text = tree.text(callee.unwrap_or(decorator));
            return no(format!("the decorator `{text}` may replace `{class}` or its `__init__`"));
        }
    }
    let bases = model.foreign_bases(member.node);
    for base in &bases {
        if let Some(because) = base_obstacle(base) {
            return no(format!("`{class}` {because}"));
        }
        let last = base.rsplit('.').next().unwrap_or(base);
        if !is_known_base(base) && base != "builtins.object" && !base.starts_with("builtins.") {
            caveats.push(format!("`{class}` inherits from `{last}`, whose constructor is not known"));
        }
    }
    let list = tree.child(member.node, Field::Superclasses);
    let arguments: Vec<NodeId> = list.into_iter().flat_map(|list| tree.children(list)).collect();
    if arguments.iter().any(|argument| tree.kind(*argument) == Kind::KeywordArgument) {
        return no(format!("`{class}` has a metaclass or keywords of its own"));
    }
    let moved_base = !base_members(model, plan, member).iter().all(|base| base.parameters.is_empty());
    if moved_base && arguments.len() > 1 {
        return no(format!("`{class}` has several bases, of which one takes it"));
    }
    for own in model.own_bases(member.node) {
        let Some(scope) = model.module.scope_of(own) else { continue };
        for (special, because) in SPECIAL {
            if model.module.own_symbol(scope, special).is_some() {
                return no(format!("`{}` {because}", model.class_name_text(own)));
            }
        }
        if let Some(call) = unhandled_construction(model, plan, own) {
            let because = format!("`{}` makes an instance of whatever class it belongs to", tree.text(call));
            return no(because);
        }
    }
    init_is_plain(model, member, &no)?;
    let whole = tree.subtree(member.node).find(|node| reads_whole_state(model, *node));
    if let Some(whole) = whole {
        caveats.push(format!("`{}` now holds the captured values of `{class}`, too", tree.text(whole)));
    }
    if values_of(model, plan, member) {
        caveats.push(format!("`{class}` is handed on as a `partial`, which is no class"));
    }
    Ok(())
}

fn values_of(model: Model<'_>, plan: &Plan<'_>, member: &Member) -> bool {
    let outside = super::mention::all(model, plan, member);
    outside.iter().any(|(_, mention, _)| matches!(mention, super::mention::Mention::Value))
}

/// Whether a node reads all attributes of an instance: `self.__dict__`, `vars(self)`.
fn reads_whole_state(model: Model<'_>, node: NodeId) -> bool {
    let tree = model.tree;
    match tree.kind(node) {
        Kind::Attribute => tree.child(node, Field::Attribute).is_some_and(|label| tree.text(label) == "__dict__"),
        Kind::Call => tree.child(node, Field::Function).is_some_and(|function| tree.text(function) == "vars"),
        _ => false,
    }
}

/// Why an instance of a subclass of a foreign class can't be given more arguments.
fn base_obstacle(base: &str) -> Option<&'static str> {
    const IMMUTABLE: &[&str] = &["int", "float", "complex", "str", "bytes", "tuple", "frozenset", "bool", "type"];
    let builtin = base.strip_prefix("builtins.");
    if base.starts_with("enum.") {
        return Some("is an enum, whose members are made with the class");
    }
    if base.contains("amed") && (base.ends_with("NamedTuple") || base.contains("namedtuple")) {
        return Some("is a named tuple, which writes its own constructor");
    }
    if base.ends_with("TypedDict") || base.ends_with("BaseModel") {
        return Some("writes its own `__init__`");
    }
    if builtin.is_some_and(|name| IMMUTABLE.contains(&name)) {
        return Some("inherits from an immutable class, which makes instances in `__new__`");
    }
    if base.ends_with("Error") || base.ends_with("Exception") || base.ends_with("Warning") {
        return Some("is an exception, which is made again from its arguments when it is unpickled");
    }
    None
}

/// An own `__init__` has to be a plain method; one that is missing has to have a place.
fn init_is_plain(
    model: Model<'_>,
    member: &Member,
    no: &impl Fn(String) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let class = model.class_name_text(member.node);
    if model.module.own_symbol(member.scope, "__init__").is_none() {
        return Ok(());
    }
    let init = own_init(model, member.node).filter(|init| {
        model.tree.kind(*init) == Kind::FunctionDefinition
            && model.decorators(*init).next().is_none()
            && receiver(model, *init).is_some()
    });
    match init {
        Some(_) => Ok(()),
        None => no(format!("the `__init__` of `{class}` is no plain method")),
    }
}

/// A call in a class, or in a base of it, that makes an instance of the class it belongs to in a way that can't pass
/// captured values.
fn unhandled_construction(model: Model<'_>, plan: &Plan<'_>, class: NodeId) -> Option<NodeId> {
    let tree = model.tree;
    let moves = plan.members.iter().any(|member| tree.is_within(class, member.node));
    let calls = tree.subtree(class).filter(|node| tree.has_role(*node, Role::Call));
    calls.filter_map(|call| tree.child(call, Field::Function)).find(|function| {
        let own_class = is_own_class(model, *function);
        let by_name = tree.kind(*function) == Kind::Identifier
            && model.objects(*function).contains(&Object::Class(class))
            && model
                .module
                .symbol_at(*function)
                .and_then(|symbol| model.module.only_binding(symbol))
                .is_some_and(|binding| binding.kind == BindingKind::Parameter);
        (own_class && !moves) || by_name
    })
}

/// Whether an expression is `type(self)` or `self.__class__`.
pub(super) fn is_own_class(model: Model<'_>, function: NodeId) -> bool {
    let tree = model.tree;
    let is_instance = |node: NodeId| model.objects(node).iter().any(|object| matches!(object, Object::Instance(_)));
    match tree.kind(function) {
        Kind::Attribute => {
            tree.child(function, Field::Attribute).is_some_and(|label| tree.text(label) == "__class__")
                && tree.child(function, Field::Object).is_some_and(is_instance)
        }
        Kind::Call => {
            let arguments = model.positional(function);
            tree.child(function, Field::Function).is_some_and(|callee| tree.text(callee) == "type")
                && matches!(arguments[..], [one] if is_instance(one))
        }
        _ => false,
    }
}

/// Calls that may run when the module is imported: they only make a value.
const HARMLESS: &[&str] = &[
    "dataclasses.field",
    "dataclasses.dataclass",
    "enum.auto",
    "enum.unique",
    "functools.total_ordering",
    "functools.partial",
    "functools.lru_cache",
    "functools.wraps",
    "functools.cached_property",
    "functools.partialmethod",
    "re.compile",
    "logging.getLogger",
    "typing.TypeVar",
    "typing.NewType",
    "typing.ClassVar",
    "typing.NamedTuple",
    "collections.namedtuple",
    "collections.OrderedDict",
    "collections.defaultdict",
    "collections.deque",
    "collections.Counter",
    "operator.itemgetter",
    "operator.attrgetter",
    "itertools.count",
    "pathlib.Path",
    "datetime.timedelta",
    "ctypes.Structure",
    "struct.Struct",
    "struct.calcsize",
    "decimal.Decimal",
    "fractions.Fraction",
];

/// Builtins of the same kind.
const HARMLESS_BUILTINS: &[&str] = &[
    "bool",
    "bytes",
    "bytearray",
    "classmethod",
    "dict",
    "enumerate",
    "float",
    "frozenset",
    "int",
    "len",
    "list",
    "max",
    "min",
    "object",
    "property",
    "range",
    "set",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "tuple",
    "type",
    "zip",
    "abs",
    "round",
    "reversed",
    "map",
    "filter",
    "isinstance",
    "issubclass",
    "super",
];

/// Checks what runs when the class is made: after the move that is when the module is imported, in children, too.
fn made_at_import(
    model: Model<'_>,
    plan: &Plan<'_>,
    member: &Member,
    caveats: &mut Vec<String>,
) -> Result<(), Refusal> {
    let tree = model.tree;
    let class = model.class_name_text(member.node);
    for name in import_time_names(model, member.node) {
        let Some(symbol) = model.module.symbol_at(name) else { continue };
        check_import_time_name(model, plan, (class, name, symbol), caveats)?;
    }
    let statement = tree.parent(member.node).filter(|parent| tree.kind(*parent) == Kind::DecoratedDefinition);
    let around = model.scope_at(statement.unwrap_or(member.node));
    let body = tree.child(member.node, Field::Body);
    for call in body.into_iter().flat_map(|body| tree.subtree(body)).filter(|node| tree.has_role(*node, Role::Call)) {
        let mut inside = model.module.enclosing(model.scope_at(call)).take_while(|outer| *outer != around);
        let own_decorator = tree
            .ancestors(call)
            .take_while(|outer| *outer != member.node)
            .any(|outer| tree.kind(outer) == Kind::Decorator);
        if inside.any(|outer| runs_later(model, outer)) || own_decorator {
            continue;
        }
        let objects = tree.child(call, Field::Function).map(|function| model.objects(function)).unwrap_or_default();
        let shared = objects.iter().find_map(|object| match object {
            Object::Path(path) => value::shared_name(path),
            _ => None,
        });
        if let Some(shared) = shared {
            let what = format!("the body of `{class}` makes a `{shared}`, and every child would make one of its own");
            let way_out = "make it in the function and give it to `__init__`".to_owned();
            return refuse(RefusalReason::Unsupported { what, way_out }, tree.span(call));
        }
        let harmless = !objects.is_empty()
            && objects.iter().all(|object| match object {
                Object::Path(path) => HARMLESS.contains(&path.as_str()) || path.starts_with("typing."),
                Object::Builtin(name) => HARMLESS_BUILTINS.contains(&name.as_str()),
                _ => false,
            });
        if !harmless {
            let text = tree.child(call, Field::Function).map_or("", |function| tree.text(function));
            caveats.push(format!(
                "`{text}` in the body of `{class}` is called when the module is imported, in every child, too"
            ));
        }
    }
    Ok(())
}

/// A name that is read when the class is made has to mean the same when the module is imported.
fn check_import_time_name(
    model: Model<'_>,
    plan: &Plan<'_>,
    (class, at, symbol): (&str, NodeId, SymbolId),
    caveats: &mut Vec<String>,
) -> Result<(), Refusal> {
    let module = model.module;
    let name = &module.symbol(symbol).name;
    if let Some(other) = plan.named(symbol) {
        let list = model.tree.parent(at).and_then(|list| model.tree.parent(list));
        let is_base = list.is_some_and(|class| model.tree.kind(class) == Kind::ClassDefinition);
        if other.parameters.is_empty() || (is_base && other.is_class()) {
            return Ok(());
        }
        let because = format!("the body of `{class}` names it when the class is made, and it takes captured values");
        return cannot_take(model, name, because, at);
    }
    if module.symbol(symbol).scope == module.module_scope() && !capture::is_guard_variable(model, symbol) {
        let once = module.only_binding(symbol).is_some_and(|binding| binding.scope == module.module_scope());
        if !once && !module.symbol(symbol).bindings.is_empty() {
            caveats.push(format!("the body of `{class}` reads the global `{name}` when the module is imported"));
        }
        return Ok(());
    }
    match capture::nature(model, symbol) {
        Nature::Import | Nature::TypeParameter => Ok(()),
        _ => {
            let because = format!("the body of `{class}` reads it when the class is made");
            cannot_take(model, name, because, at)
        }
    }
}

/// Checks attributes of the class that change while the program runs: each call of the encloser had a class of its own,
/// and a forked child saw what the parent had set.
fn attributes_of_class(
    model: Model<'_>,
    plan: &Plan<'_>,
    member: &Member,
    caveats: &mut Vec<String>,
) -> Result<(), Refusal> {
    let tree = model.tree;
    if tree.kind(member.node) != Kind::ClassDefinition {
        return Ok(());
    }
    let class = model.class_name_text(member.node);
    for node in tree.subtree(tree.root()).filter(|node| tree.kind(*node) == Kind::Attribute) {
        let (Some(object), Some(label)) = (tree.child(node, Field::Object), tree.child(node, Field::Attribute)) else {
            continue;
        };
        let name = tree.text(label);
        let set = capture::is_target(model, node) && names_class(model, object, member.node);
        let declared = model.module.own_symbol(member.scope, name);
        let kept = declared.is_some()
            && capture::is_changed(model, node)
            && !model.attribute_values(member.node).iter().any(|(attribute, _)| attribute == name)
            && (names_class(model, object, member.node) || is_instance(model, object, member.node));
        if !set && !kept {
            continue;
        }
        let statement = model.module.statement(tree, node);
        if plan.followers.iter().any(|follower| follower.statement == statement) {
            continue;
        }
        let inside = tree.is_within(node, member.node);
        if set && !inside {
            return refuse(RefusalReason::FunctionAttribute { name: name.to_owned() }, tree.span(node));
        }
        caveats.push(format!(
            "the class attribute `{name}` of `{class}` is changed at run time: calls of the function around it now \
             share it, and a child has the value from the import"
        ));
    }
    Ok(())
}

fn is_instance(model: Model<'_>, object: NodeId, class: NodeId) -> bool {
    model.objects(object).contains(&Object::Instance(class))
}

/// Whether an expression is the class itself: its name, `cls`, `type(self)`, `self.__class__`.
fn names_class(model: Model<'_>, object: NodeId, class: NodeId) -> bool {
    let own = is_own_class(model, object) && {
        let inner = model.positional(object).first().copied();
        let inner = inner.or_else(|| model.tree.child(object, Field::Object));
        inner.is_some_and(|inner| is_instance(model, inner, class))
    };
    own || model.objects(object).contains(&Object::Class(class))
}

/// A class of another name prints and mangles differently.
fn renamed(model: Model<'_>, member: &Member, caveats: &mut Vec<String>) {
    let tree = model.tree;
    let old = model.class_name_text(member.node);
    if let Some(typename) = typename(model, member.node)
        && tree.text(typename).trim_matches(['"', '\'']) != old
    {
        let text = tree.text(typename);
        caveats.push(format!("the class is called {text} and its variable `{old}`: pickle needs one name for both"));
    }
    if old == member.name {
        return;
    }
    let mangled = format!("_{}__", old.trim_start_matches('_'));
    let reads = |node: NodeId| match tree.kind(node) {
        Kind::Attribute => tree.child(node, Field::Attribute).is_some_and(|label| {
            let label = tree.text(label);
            matches!(label, "__name__" | "__qualname__") || label.starts_with(&mangled)
        }),
        _ => false,
    };
    let special = tree.kind(member.node) != Kind::ClassDefinition
        || model.decorators(member.node).next().is_some()
        || model.is_enum(member.node)
        || model.foreign_bases(member.node).iter().any(|base| base_obstacle(base).is_some());
    if special || tree.subtree(tree.root()).any(reads) {
        caveats
            .push(format!("`{old}` is called `{}` at module level, and what prints its name shows that", member.name));
    }
}

/// The text that names a class which a call makes.
pub(super) fn typename(model: Model<'_>, class: NodeId) -> Option<NodeId> {
    let tree = model.tree;
    let call = Some(class).filter(|class| tree.kind(*class) == Kind::Call)?;
    let first = model.positional(call).first().copied();
    let first = first.or_else(|| model.keyword(call, "typename")).or_else(|| model.keyword(call, "value"));
    first.filter(|first| tree.kind(*first) == Kind::String)
}

/// `make_dataclass` tells the class its module only since Python 3.12: before that, its namespace has to.
pub(super) fn module_of_dataclass(model: Model<'_>, class: NodeId) -> Option<Edit> {
    let tree = model.tree;
    let function = tree.child(class, Field::Function)?;
    let makes_dataclass = model.paths(function).iter().any(|path| path == "dataclasses.make_dataclass");
    let told = model.keyword(class, "module").is_some() || model.keyword(class, "namespace").is_some();
    let last = model.arguments(class).last().copied().filter(|_| makes_dataclass && !told)?;
    Some(Edit::insert(tree.span(last).end, ", namespace={\"__module__\": __name__}"))
}

/// The names of the new parameters of a class's `__init__`.
pub(super) fn parameter_names(model: Model<'_>, members: &[Member], member: &Member) -> Vec<String> {
    let init = own_init(model, member.node);
    let scope = init.and_then(|init| model.module.scope_of(init));
    let mut chosen: Vec<String> = Vec::new();
    for taken in &member.parameters {
        let name = taken.capture.name(model).to_owned();
        let means_another = scope.is_some_and(|scope| match &taken.capture {
            Capture::Variable(symbol) => model.module.lookup(scope, &name) != Some(*symbol),
            _ => model.module.declares(scope, &name),
        });
        let reserved = matches!(name.as_str(), "self" | "args" | "kwargs") && init.is_none();
        let member_name = members.iter().any(|other| other.name == name);
        let clashes = means_another || reserved || member_name || chosen.contains(&name);
        let fresh = format!("outer_{}", name.trim_start_matches('_'));
        let name =
            if clashes { names::fresh(model, &fresh, |name| chosen.iter().any(|other| other == name)) } else { name };
        chosen.push(name);
    }
    chosen
}

/// The statements behind classes that go with them.
pub(super) fn followers(model: Model<'_>, plan: &Plan<'_>) -> Vec<Follower> {
    let tree = model.tree;
    let mut found: Vec<Follower> = Vec::new();
    for member in plan.members.iter().filter(|member| member.is_class()) {
        let Form::Statement { node } = member.form else { continue };
        let Some(block) = tree.parent(node) else { continue };
        for statement in tree.children(block).filter(|statement| *statement > node) {
            let belongs = tree.kind(statement) == Kind::ExpressionStatement
                && place::is_alone(model, statement)
                && subject(model, statement).is_some_and(|name| member.symbol == model.module.symbol_at(name));
            if let Some(after) = belongs.then(|| comes_after(model, plan, statement)).flatten() {
                found.push(Follower { statement, after });
            }
        }
    }
    found.sort_by_key(|follower| (follower.after, follower.statement));
    found
}

/// The class that a statement is about: `Cls` of `Cls.register(...)` and `Cls.limit = 3`.
fn subject(model: Model<'_>, statement: NodeId) -> Option<NodeId> {
    let tree = model.tree;
    let inner = tree.first_child(statement)?;
    let attribute = match tree.kind(inner) {
        Kind::Call => tree.child(inner, Field::Function)?,
        Kind::Assignment => tree.child(inner, Field::Left)?,
        _ => return None,
    };
    let label = tree.child(attribute, Field::Attribute)?;
    let registers = tree.kind(inner) == Kind::Assignment || tree.text(label) == "register";
    let object = tree.child(attribute, Field::Object)?;
    (tree.kind(attribute) == Kind::Attribute && registers && tree.kind(object) == Kind::Identifier).then_some(object)
}

/// The last member that a statement names, where the statement means the same at module level.
fn comes_after(model: Model<'_>, plan: &Plan<'_>, statement: NodeId) -> Option<usize> {
    let (tree, module) = (model.tree, model.module);
    let mut after = 0;
    let inner = tree.first_child(statement)?;
    let only_registers = tree.kind(inner) == Kind::Call;
    for node in tree.subtree(statement) {
        let other_call = tree.has_role(node, Role::Call) && !(only_registers && node == inner);
        let later = matches!(tree.kind(node), Kind::Lambda | Kind::Interpolation | Kind::Yield | Kind::Await);
        if other_call || later || tree.kind(node) == Kind::NamedExpression {
            return None;
        }
        let Some(symbol) = module.symbol_at(node) else { continue };
        if let Some(index) = plan.members.iter().position(|member| member.symbol == Some(symbol)) {
            let subject = subject(model, statement) == Some(node);
            if !plan.members.get(index).is_some_and(|member| member.parameters.is_empty()) && !subject {
                return None;
            }
            after = after.max(index);
            continue;
        }
        let global = module.symbol(symbol).scope == module.module_scope() && !capture::is_guard_variable(model, symbol);
        let bound = module.first_binding(symbol);
        let in_time = bound.is_none_or(|name| tree.span(name).start < plan.place.offset);
        let once = bound.is_none()
            || module.only_binding(symbol).is_some_and(|binding| {
                matches!(binding.kind, BindingKind::Function | BindingKind::Class | BindingKind::Import)
            })
            || module.only_binding(symbol).is_some_and(|binding| binding.scope == module.module_scope());
        if !global || !in_time || !once {
            return None;
        }
    }
    Some(after)
}

/// The methods of a class: the functions directly in its body, and in the bodies of the classes in it.
pub(super) fn methods(model: Model<'_>, member: &Member) -> Vec<NodeId> {
    let tree = model.tree;
    let functions = tree.subtree(member.node).filter(|node| tree.kind(*node) == Kind::FunctionDefinition);
    let outermost = |function: &NodeId| {
        let inside = tree.ancestors(*function).take_while(|outer| *outer != member.node);
        !inside.into_iter().any(|outer| matches!(tree.kind(outer), Kind::FunctionDefinition | Kind::Lambda))
    };
    functions.filter(outermost).collect()
}

/// The first method in a class's body, its decorators included.
pub(super) fn first_method(model: Model<'_>, member: &Member) -> Option<NodeId> {
    let tree = model.tree;
    let body = tree.child(member.node, Field::Body)?;
    tree.children(body).find(|statement| {
        let definition = tree.child(*statement, Field::Definition).unwrap_or(*statement);
        tree.kind(definition) == Kind::FunctionDefinition
    })
}

/// The local imports that a method repeats.
pub(super) fn method_imports(model: Model<'_>, member: &Member, method: NodeId) -> Result<Vec<String>, Refusal> {
    let Some(scope) = model.module.scope_of(method) else { return Ok(Vec::new()) };
    capture::imports(model, &Member { node: method, scope, class: None, ..member.clone() })
}

/// Whether a base of another file has neither an `__init__` nor attributes.
fn is_trivial_base(path: &str) -> bool {
    matches!(path, "builtins.object" | "abc.ABC" | "typing.Generic" | "typing.Protocol")
}

/// Whether a class without an `__init__` inherits one that does something.
pub(super) fn inherits_init(model: Model<'_>, member: &Member) -> bool {
    let own = model.own_bases(member.node);
    own.iter().skip(1).any(|base| own_init(model, *base).is_some())
        || model.foreign_bases(member.node).iter().any(|base| !is_trivial_base(base))
}

/// The attribute in which the instances of a class keep a process of a class of this file: one that is running can't
/// be pickled.
pub(super) fn kept_process(model: Model<'_>, class: NodeId) -> Option<String> {
    if model.says_how_it_is_pickled(class) {
        return None;
    }
    let starts = |object: &Object| match object {
        Object::Instance(kept) => model.foreign_bases(*kept).iter().any(|base| is_process(base)),
        _ => false,
    };
    let mut values = model.attribute_values(class).into_iter();
    values.find(|(_, value)| model.objects(*value).iter().any(starts)).map(|(name, _)| name)
}
