//! When the child that gets a payload starts: until then a forked child sees every change of a captured variable.

use crate::finding::When;
use crate::sink::{Payload, catalogue, subclass};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object, Starts};

/// When the payload is read.
pub fn starts(model: Model<'_>, payload: &Payload) -> Starts {
    if payload.elsewhere.is_some() {
        return Starts::Unknown;
    }
    if payload.when == When::Always || payload.role == "initializer" {
        return Starts::AtOnce;
    }
    if matches!(payload.role, "process" | "manager") {
        return Starts::At(vec![payload.call]);
    }
    if let Some(through) = &payload.through {
        // A wrapper that starts the process itself has done so when it returns.
        return if through.starts { Starts::AtOnce } else { Starts::Unknown };
    }
    let starts = model.calls_on(payload.call, "start");
    if starts.is_empty() || escapes(model, payload.call, &starts, 0) { Starts::Unknown } else { Starts::At(starts) }
}

/// Whether the child has started when a function returns that sends the payload.
pub(super) fn starts_at_once(model: Model<'_>, payload: &Payload, function: NodeId) -> bool {
    let within = |start: &NodeId| model.function_around(*start) == Some(function);
    match starts(model, payload) {
        Starts::At(nodes) => nodes.iter().all(within),
        Starts::AtOnce => true,
        Starts::Unknown => false,
    }
}

/// Whether something unknown may start the process before one of `starts` does: the value leaves
/// the names and containers that are followed.
fn escapes(model: Model<'_>, value: NodeId, starts: &[NodeId], depth: u32) -> bool {
    let tree = model.tree;
    let value = tree.with_parentheses(value);
    let Some(parent) = tree.parent(value).filter(|_| depth < 8) else { return true };
    let name_escapes = |name: NodeId| match model.module.binding_at(name) {
        Some(binding) => model.module.references_to(binding.symbol).any(|reference| {
            !is_started(model, reference.node, starts) && escapes(model, reference.node, starts, depth + 1)
        }),
        None => true,
    };
    let target_escapes = |construct: NodeId| {
        let left = tree.child(construct, Field::Left);
        left.is_none_or(|left| match tree.kind(left) {
            Kind::Identifier => name_escapes(left),
            Kind::PatternList | Kind::TuplePattern => {
                tree.children(left).any(|part| tree.kind(part) != Kind::Identifier || name_escapes(part))
            }
            _ => true,
        })
    };
    match tree.kind(parent) {
        Kind::Attribute => {
            let called = tree.parent(parent).is_some_and(|call| tree.child(call, Field::Function) == Some(parent));
            let method = tree.child(parent, Field::Attribute).is_some_and(|name| tree.text(name) == "start");
            method && !called
        }
        Kind::Assignment => tree.child(parent, Field::Left) != Some(value) && target_escapes(parent),
        Kind::NamedExpression => tree.child(parent, Field::Name).is_none_or(name_escapes),
        Kind::ForStatement | Kind::ForInClause => target_escapes(parent),
        Kind::Subscript | Kind::ExpressionStatement | Kind::ComparisonOperator | Kind::Interpolation => false,
        Kind::List
        | Kind::Tuple
        | Kind::Set
        | Kind::Pair
        | Kind::Dictionary
        | Kind::ListComprehension
        | Kind::SetComprehension
        | Kind::DictionaryComprehension
        | Kind::ListSplat
        | Kind::ExpressionList
        | Kind::GeneratorExpression => escapes(model, parent, starts, depth + 1),
        Kind::ArgumentList => argument_escapes(model, parent, starts, depth),
        _ => true,
    }
}

/// Whether the process has been started whenever a node runs, or is started by the same block right after.
fn is_started(model: Model<'_>, node: NodeId, starts: &[NodeId]) -> bool {
    let tree = model.tree;
    let block = |node: NodeId| model.module.blocks(tree, node).next().map(|block| block.node);
    starts.iter().any(|start| {
        let before = *start < node && block(*start).is_some_and(|block| tree.is_within(node, block));
        let kept = tree.parent(node).is_some_and(|list| tree.kind(list) == Kind::ArgumentList)
            && model.module.statement(tree, node) < model.module.statement(tree, *start)
            && is_added(model, node);
        before || (kept && block(*start) == block(node))
    })
}

/// Whether a node is what `append` or the like adds to a container.
fn is_added(model: Model<'_>, node: NodeId) -> bool {
    let tree = model.tree;
    let call = tree.parent(node).and_then(|list| tree.parent(list));
    let method = call
        .and_then(|call| tree.child(call, Field::Function))
        .and_then(|function| tree.child(function, Field::Attribute));
    method.is_some_and(|name| ADDS.contains(&tree.text(name)))
}

/// Methods that add an element to a container.
const ADDS: &[&str] = &["append", "add", "extend", "insert", "appendleft"];

/// Whether a call passes its argument on to something unknown.
fn argument_escapes(model: Model<'_>, list: NodeId, starts: &[NodeId], depth: u32) -> bool {
    let tree = model.tree;
    let Some(call) = tree.parent(list) else { return true };
    let Some(function) = tree.child(call, Field::Function) else { return true };
    match tree.kind(function) {
        Kind::Attribute => {
            let adds = tree.child(function, Field::Attribute).is_some_and(|name| ADDS.contains(&tree.text(name)));
            let container = tree.child(function, Field::Object).filter(|_| adds);
            container.and_then(|container| model.module.symbol_at(container)).is_none_or(|symbol| {
                model.module.references_to(symbol).any(|reference| {
                    let own = tree.parent(reference.node) == Some(function);
                    !own && !is_started(model, reference.node, starts)
                        && escapes(model, reference.node, starts, depth + 1)
                })
            })
        }
        _ => match tree.text(function) {
            "len" | "print" | "id" | "repr" | "str" => false,
            "list" | "tuple" | "reversed" | "enumerate" | "zip" | "sorted" => escapes(model, call, starts, depth + 1),
            _ => true,
        },
    }
}

/// The calls that wait for the payload's process.
pub fn joins(model: Model<'_>, payload: &Payload) -> Vec<NodeId> {
    if payload.when == When::Always || payload.elsewhere.is_some() {
        return Vec::new();
    }
    match &payload.through {
        // A wrapper that waits is a call that waits.
        Some(through) => through.joins.then_some(payload.call).into_iter().collect(),
        None if payload.role == "process" => subclass::joins(model, payload.value),
        None => model.calls_on(payload.call, "join"),
    }
}

/// The instances of `Process` subclasses of this file that are started: all their attributes are pickled then.
pub fn started_instances(model: Model<'_>) -> Vec<NodeId> {
    let objects = model.calls_by_name("start").iter().filter_map(|call| model.called_on(*call));
    let is_process = |object: &Object| matches!(object, Object::Instance(class) if is_process_class(model, *class));
    objects.filter(|object| model.objects(*object).iter().any(is_process)).collect()
}

fn is_process_class(model: Model<'_>, class: NodeId) -> bool {
    let bases = model.bases(class);
    let keeps_fork = bases.iter().any(|base| matches!(base, Object::Path(path) if path.contains("[fork]")));
    !keeps_fork
        && bases.into_iter().any(|base| match base {
            Object::Path(path) => catalogue::normalized(&path) == ("multiprocessing.Process".to_owned(), false),
            Object::Class(base) => base < class && is_process_class(model, base),
            _ => false,
        })
}
