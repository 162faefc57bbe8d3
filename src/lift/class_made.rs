//! What runs when a class is made: with every call of the function around it, and after the move when the module is
//! imported, in children, too. And what of a class changes while the program runs.

use crate::finding::{Refusal, RefusalReason};
use crate::lift::capture::{self, Nature};
use crate::lift::class::{cannot_take, is_own_class, typename};
use crate::lift::class_values::base_obstacle;
use crate::lift::group::{Member, Plan};
use crate::lift::refuse;
use crate::module::{ScopeId, ScopeKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{self, Model, Object};

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
pub(super) fn made_at_import(
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
        let generic = model.tree.parent(at).filter(|parent| model.without_subscript(*parent) == at);
        let list = model.tree.parent(generic.unwrap_or(at));
        let is_base = list
            .and_then(|list| model.tree.parent(list))
            .is_some_and(|class| model.tree.kind(class) == Kind::ClassDefinition);
        let annotates = module.reference_at(at).is_some_and(|reference| reference.annotation.is_some());
        if other.parameters.is_empty() || ((is_base || annotates) && other.is_class()) {
            return Ok(());
        }
        let because = format!("`{class}` names it when it is made, and it takes captured values");
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
            let because = format!("`{class}` reads it when the class is made");
            cannot_take(model, name, because, at)
        }
    }
}

/// Checks attributes of the class that change while the program runs: each call of the encloser had a class of its own,
/// and a forked child saw what the parent had set.
pub(super) fn attributes_of_class(
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
    for node in tree.all_of_kind(Kind::Attribute) {
        let (Some(object), Some(label)) = (tree.child(node, Field::Object), tree.child(node, Field::Attribute)) else {
            continue;
        };
        let name = tree.text(label);
        let set = model.is_target(node) && names_class(model, object, member.node);
        let declared = model.module.own_symbol(member.scope, name);
        let kept = declared.is_some()
            && model.is_changed(node)
            && !model.attribute_values(member.node).iter().any(|(attribute, _)| attribute == name)
            && !is_made_for_each(model, member.node, name)
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
            return capture::shared_attribute(plan, name, tree.span(node));
        }
        caveats.push(format!(
            "the class attribute `{name}` of `{class}` is changed at run time: calls of the function around it now \
             share it, and a child has the value from the import"
        ));
    }
    Ok(())
}

/// Whether each instance of a dataclass has a value of its own in a field, which is given or what
/// `field(default_factory=list)` makes.
fn is_made_for_each(model: Model<'_>, class: NodeId, field: &str) -> bool {
    let tree = model.tree;
    let is_dataclass = model.decorators(class).any(|decorator| tree.text(decorator).contains("dataclass"));
    let Some(body) = tree.child(class, Field::Body).filter(|_| is_dataclass) else { return false };
    let statements = tree.children(body).filter_map(|statement| tree.first_child(statement));
    statements.filter(|node| tree.kind(*node) == Kind::Assignment).any(|node| {
        let is_field = tree.child(node, Field::Left).is_some_and(|name| tree.text(name) == field)
            && tree.child(node, Field::Type).is_some_and(|annotation| !tree.text(annotation).contains("ClassVar"));
        let is_made = |value: NodeId| {
            model.is_call_of(value, "dataclasses.field") && model.keyword(value, "default_factory").is_some()
        };
        is_field && tree.child(node, Field::Right).is_none_or(is_made)
    })
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
pub(super) fn renamed(model: Model<'_>, plan: &Plan<'_>, member: &Member, caveats: &mut Vec<String>) {
    let tree = model.tree;
    let old = model.class_name_text(member.node);
    if tree.kind(member.node) == Kind::Call && typename(model, member.node).is_none() {
        caveats.push(format!("the call that makes `{old}` has to name it `{}`", member.name));
    }
    if let Some(typename) = typename(model, member.node)
        && tree.text(typename).trim_matches(['"', '\'']) != old
        && !(plan.request.name_is_unseen && plan.request.function == member.node)
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
