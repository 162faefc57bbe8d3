//! Local classes. A class moves whole; what its methods capture becomes leading parameters of `__init__`, kept in
//! private attributes that the methods read instead. What runs when the class is made runs at import after the move.

use crate::edit::Edit;
use crate::finding::{Refusal, RefusalReason};
use crate::lift::capture::{self, Capture, Nature};
use crate::lift::class_made::{attributes_of_class, import_time_names, made_at_import, renamed};
use crate::lift::class_values::{origins, takes_values};
use crate::lift::group::{Member, Plan};
use crate::lift::{names, refuse};
use crate::module::{ScopeId, ScopeKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object};

/// What a class does with the values that it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// The attribute for each parameter of the member.
    pub(super) attributes: Vec<String>,
}

impl Member {
    /// Whether the member is a class.
    pub(super) fn is_class(&self) -> bool {
        self.class.is_some()
    }
}

/// The refusal of a class that can't take a value along.
pub(super) fn cannot_take<T>(model: Model<'_>, name: &str, because: String, at: NodeId) -> Result<T, Refusal> {
    let reason = RefusalReason::ClassCapture { name: name.to_owned(), because };
    refuse(reason, model.tree.span(at))
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
    let classes = tree.all_of_kind(Kind::ClassDefinition);
    let inherits = |other: &NodeId| {
        *other != class && model.bases(*other).iter().any(|base| matches!(base, Object::Class(base) if *base == class))
    };
    classes.filter(inherits).map(|class| outermost(model, class)).collect()
}

/// Whether a class inherits directly from another member.
pub(super) fn inherits(model: Model<'_>, member: &Member, other: &Member) -> bool {
    let list = model.tree.child(member.node, Field::Superclasses);
    let names = list.into_iter().flat_map(|list| model.tree.children(list));
    other.is_class()
        && names
            .filter_map(|name| model.module.symbol_at(model.without_subscript(name)))
            .any(|symbol| other.symbol == Some(symbol))
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
pub(super) fn receiver(model: Model<'_>, method: NodeId) -> Option<NodeId> {
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
        let because = format!("`{class}` reads it when the class is made");
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
        renamed(model, plan, member, &mut caveats);
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
    let foreign: Vec<String> = classes().flat_map(|member| origins(model, member.node)).filter(is_foreign).collect();
    let elsewhere = classes().flat_map(|member| model.foreign_bases(member.node));
    let lineages: Vec<_> = elsewhere.filter_map(|base| model.index.known_lineage(&base)).flatten().collect();
    let unknown = foreign.iter().any(|base| !is_known_base(base));
    let declared = |name: &str| classes().any(|member| model.module.own_symbol(member.scope, name).is_some());
    let is_taken = |name: &str| {
        (!foreign.is_empty() && RESERVED.contains(&name))
            || labels(name)
            || declared(name)
            || lineages.iter().any(|class| class.members.contains(name))
    };
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
pub(super) fn is_known_base(path: &str) -> bool {
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
