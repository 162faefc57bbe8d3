//! Whether a class can take captured values: whether a parameter more of its `__init__` reaches every instance, and an
//! attribute more goes with it.

use crate::finding::Refusal;
use crate::index::Class;
use crate::lift::capture;
use crate::lift::class::{base_members, cannot_take, is_known_base, is_own_class, own_init, receiver};
use crate::lift::group::{Member, Plan};
use crate::lift::mention::{self, Mention};
use crate::lift::refuse;
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{Model, Object};

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
pub(super) fn takes_values(
    model: Model<'_>,
    plan: &Plan<'_>,
    member: &Member,
    caveats: &mut Vec<String>,
) -> Result<(), Refusal> {
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
            return refuse(capture::nonlocal_written(plan, name, because), tree.span(written.name));
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
    for base in &origins(model, member.node) {
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
    let subscribed =
        member.symbol.into_iter().flat_map(|symbol| model.module.references_to(symbol)).find(|reference| {
            let parent = tree.parent(reference.node).filter(|parent| tree.kind(*parent) == Kind::Subscript);
            parent.is_some_and(|parent| tree.child(parent, Field::Value) == Some(reference.node))
                && parent.and_then(|parent| tree.parent(parent)).is_some_and(|call| tree.kind(call) == Kind::Call)
        });
    if subscribed.is_some() {
        return no(format!("`{class}[...]` makes instances without it"));
    }
    if values_of(model, plan, member) {
        caveats.push(format!("`{class}` is handed on as a `partial`, which is no class"));
    }
    Ok(())
}

fn values_of(model: Model<'_>, plan: &Plan<'_>, member: &Member) -> bool {
    let outside = mention::all(model, plan, member);
    outside.iter().any(|(_, mention, _)| matches!(mention, Mention::Value))
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
pub(super) fn base_obstacle(base: &str) -> Option<&'static str> {
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

/// The bases of a class outside of its file; of classes of other files that make their instances in the common way, the
/// bases of these in libraries.
pub(super) fn origins(model: Model<'_>, class: NodeId) -> Vec<String> {
    let bases = model.foreign_bases(class).into_iter();
    bases.flat_map(|base| origins_elsewhere(model, &base).unwrap_or_else(|| vec![base])).collect()
}

fn origins_elsewhere(model: Model<'_>, base: &str) -> Option<Vec<String>> {
    let lineage = model.index.known_lineage(base)?;
    let is_common = |class: &&Class| class.is_plain && !SPECIAL.iter().any(|(name, _)| class.members.contains(*name));
    let foreign = lineage.iter().flat_map(|class| &class.foreign).filter(|base| !base.starts_with('@'));
    lineage.iter().all(is_common).then(|| foreign.cloned().collect())
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
