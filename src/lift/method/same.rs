//! Whether a function does what a method would do: where nothing else may have taken the place of the method, and the
//! attributes that it reads are surely there in the parent, with the values that the child would have found.

use super::{Sent, Taken, needs};
use crate::finding::Refusal;
use crate::lift::Arrival;
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{self, ENDS, Model, Object, Starts};

/// Decorators that leave the methods of a class as they are.
const HARMLESS: &[&str] = &["dataclass", "total_ordering", "final", "runtime_checkable"];

/// Refuses a method that an instance may have another one for: of a class that inherits, by a patch, or since the
/// class is made in a way of its own.
pub(super) fn check_place(model: Model<'_>, sent: &Sent<'_>, name: &str) -> Result<(), Refusal> {
    let tree = model.tree;
    let function = sent.request.function;
    let Some(own) = model.class_around(function) else { return Ok(()) };
    let heirs = tree.all_of_kind(Kind::ClassDefinition).filter(|class| model.own_bases(*class).contains(&own));
    for class in heirs {
        let list = tree.child(class, Field::Superclasses);
        let mut keywords = list.into_iter().flat_map(|list| tree.children(list));
        let keyword = keywords.find(|argument| tree.kind(*argument) == Kind::KeywordArgument);
        let decorator = model.decorators(class).find(|decorator| {
            let called = tree.child(*decorator, Field::Function).unwrap_or(*decorator);
            !HARMLESS.contains(&tree.text(called).rsplit('.').next().unwrap_or_default())
        });
        if let Some(at) = decorator.or(keyword) {
            let class = model.class_name_text(class);
            return needs(model, sent, at, format!("`{class}` is made in a way of its own, and may change `{name}`"));
        }
        let found = model.member(class, name);
        if found.iter().any(|member| !matches!(member, Object::Method { function: other, .. } if *other == function)) {
            let class = tree.child(class, Field::Name).unwrap_or(class);
            return needs(model, sent, class, format!("a subclass has a `{name}` of its own, or may have one"));
        }
    }
    let path = format!("{}.{}", model.file, model.class_name_text(own));
    if model.index.is_overridden(&path, name) {
        return needs(model, sent, function, format!("a subclass in another file has a `{name}` of its own"));
    }
    if let Some(at) = replaced(model, own, name) {
        return needs(model, sent, at, format!("something else may take the place of `{name}` here"));
    }
    Ok(())
}

/// A place that may put something else where a method of a class is: `Mailer.send = dry`,
/// `patch.object(Mailer, "send")`, `type("Dry", (Mailer,), methods)`.
fn replaced(model: Model<'_>, class: NodeId, name: &str) -> Option<NodeId> {
    let tree = model.tree;
    let attributes = tree.all_of_kind(Kind::Attribute).filter(|node| model.is_target(*node));
    let assigned =
        attributes.filter(|node| tree.child(*node, Field::Attribute).is_some_and(|it| tree.text(it) == name));
    let path = format!(".{}.{name}", model.class_name_text(class));
    let named = tree.all_of_kind(Kind::String).filter(|node| text_of(model, *node).ends_with(&path));
    let is_kin = |value: NodeId| {
        model.objects(value).into_iter().any(|object| match object {
            Object::Class(other) => model.own_bases(other).contains(&class) || model.own_bases(class).contains(&other),
            _ => false,
        })
    };
    let calls = model.calls().iter().copied().filter(|call| {
        let callee = tree.child(*call, Field::Function).map_or("", |callee| tree.text(callee));
        let arguments = model.positional(*call);
        match callee.rsplit('.').next().unwrap_or_default() {
            "setattr" | "delattr" => arguments.first().is_some_and(|first| is_kin(*first)),
            "type" | "new_class" | "make_dataclass" => {
                let bases = arguments.get(1).map(|bases| model.parts_of_display(*bases)).unwrap_or_default();
                arguments.len() > 1 && bases.into_iter().any(is_kin)
            }
            _ => match arguments[..] {
                [owner, member, ..] => {
                    tree.kind(member) == Kind::String && text_of(model, member) == name && is_kin(owner)
                }
                _ => false,
            },
        }
    });
    assigned.chain(named).chain(calls).min()
}

/// The text of a string, as long as nothing in it is escaped.
fn text_of(model: Model<'_>, string: NodeId) -> &str {
    model.tree.text(string).trim_matches(['"', '\''])
}

/// Why the parent may not have an attribute where the child would not read it.
pub(super) fn may_be_missing(model: Model<'_>, sent: &Sent<'_>, taken: &Taken) -> Option<String> {
    let tree = model.tree;
    let function = sent.request.function;
    let is_read = |read: NodeId| model.is_unconditional(read, function) && !model.ends_before(read, function, ENDS);
    let is_sure = taken.reads.iter().any(|read| is_read(*read));
    let missing = !is_sure && !is_surely_set(model, sent.class, taken);
    let label = &taken.label;
    let deleted = tree.all_of_kind(Kind::Attribute).any(|node| {
        tree.has_role(node, Role::DeleteTarget)
            && tree.child(node, Field::Attribute).is_some_and(|name| tree.text(name) == label)
    });
    (missing || (deleted && !is_sure)).then(|| format!("`{label}` is read here, whether or not it is set by then"))
}

/// Whether every instance has an attribute from the start.
fn is_surely_set(model: Model<'_>, class: NodeId, taken: &Taken) -> bool {
    let tree = model.tree;
    model.initialized(class).into_iter().any(|class| {
        let own = model.module.scope_of(class).and_then(|scope| model.module.own_symbol(scope, &taken.name));
        let in_class = own.is_some_and(|symbol| {
            let is_field = model.decorators(class).next().is_some();
            let mut bindings = model.module.bindings_of(symbol);
            bindings.any(|binding| binding.kind == BindingKind::Assignment || is_field)
        });
        let init = value::method(model, class, "__init__");
        let sets = init.into_iter().flat_map(|init| tree.of_kind(init, Kind::Attribute).iter().copied());
        in_class
            || sets.into_iter().any(|node| {
                tree.has_role(node, Role::AssignmentTarget)
                    && model.attribute_of_receiver(node, class).is_some_and(|name| name == taken.name)
                    && init.is_some_and(|init| {
                        // Where it raises there is no instance.
                        model.is_unconditional(node, init) && !model.ends_before(node, init, &[Kind::ReturnStatement])
                    })
            })
    })
}

/// The attributes that may be set again between an arrival and the start of its process, each by its label; all of them
/// where something sets attributes by names that are computed.
pub(super) fn set_between<'t>(model: Model<'_>, arrival: &Arrival, taken: &'t [Taken]) -> Vec<&'t str> {
    let tree = model.tree;
    let last = match &arrival.starts {
        Starts::AtOnce => return Vec::new(),
        Starts::At(nodes) => nodes.iter().max().copied(),
        Starts::Unknown => None,
    };
    let is_init = |node: NodeId| {
        let method = value::method_around(model, node).and_then(|method| tree.child(method, Field::Name));
        method.is_some_and(|name| tree.text(name) == "__init__")
    };
    let is_textual = |node: NodeId| last.is_some_and(|last| node > arrival.value && node < last);
    let called = called_between(model, &is_textual);
    let around = model.function_around(arrival.value);
    let between = |node: NodeId| match last {
        Some(_) => is_textual(node) || called.iter().any(|function| tree.is_within(node, *function)),
        None => !is_init(node) || (model.function_around(node) == around && node > arrival.value),
    };
    let by_name = model.calls().iter().copied().filter(|call| {
        let callee = tree.child(*call, Field::Function).map_or("", |callee| tree.text(callee));
        matches!(callee, "setattr" | "vars" | "object.__setattr__")
    });
    let dicts = tree
        .all_of_kind(Kind::Attribute)
        .filter(|node| tree.child(*node, Field::Attribute).is_some_and(|name| tree.text(name) == "__dict__"));
    if by_name.chain(dicts).any(between) {
        return taken.iter().map(|taken| taken.label.as_str()).collect();
    }
    let set = tree.all_of_kind(Kind::Attribute).filter(|node| {
        (tree.has_role(*node, Role::AssignmentTarget) || tree.has_role(*node, Role::AugmentedTarget)) && between(*node)
    });
    let labels: Vec<&str> = set.filter_map(|node| Some(tree.text(tree.child(node, Field::Attribute)?))).collect();
    taken.iter().map(|taken| taken.label.as_str()).filter(|label| labels.contains(label)).collect()
}

/// The functions of this file that calls at such places may run.
fn called_between(model: Model<'_>, is_there: &impl Fn(NodeId) -> bool) -> Vec<NodeId> {
    let tree = model.tree;
    let mut found: Vec<NodeId> = Vec::new();
    let mut waiting: Vec<NodeId> = model.calls().iter().copied().filter(|call| is_there(*call)).collect();
    while let Some(call) = waiting.pop() {
        let callee = tree.child(call, Field::Function);
        for object in callee.map(|callee| model.objects(callee)).unwrap_or_default() {
            if let Object::Function(function) | Object::Method { function, .. } = object
                && !found.contains(&function)
            {
                found.push(function);
                waiting.extend(tree.of_kind(function, Kind::Call).iter().copied());
            }
        }
    }
    found
}
