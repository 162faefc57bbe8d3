//! When the child that gets a payload starts: until then a forked child sees every change of a captured variable.

use crate::finding::When;
use crate::sink::{Payload, subclass};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{Model, Object, Starts};

/// When the payload is read.
pub fn starts(model: Model<'_>, payload: &Payload) -> Starts {
    if payload.when == When::Always || payload.role == "initializer" {
        return Starts::AtOnce;
    }
    if matches!(payload.role, "process" | "manager") {
        return Starts::At(vec![payload.call]);
    }
    if let Some(inner) = &payload.inner {
        // A wrapper that starts the process itself has done so when it returns.
        let wrapper = model.function_around(inner.call);
        let within = |start: &NodeId| model.function_around(*start) == wrapper;
        return match starts(model, inner) {
            Starts::At(nodes) if nodes.iter().all(within) => Starts::AtOnce,
            Starts::AtOnce => Starts::AtOnce,
            _ => Starts::Unknown,
        };
    }
    let starts = calls_on(model, payload.call, "start");
    if starts.is_empty() || escapes(model, payload.call, &starts, 0) { Starts::Unknown } else { Starts::At(starts) }
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
    if payload.when == When::Always {
        return Vec::new();
    }
    match &payload.inner {
        // A wrapper that waits is a call that waits.
        Some(inner) => joins(model, inner).first().map(|_| payload.call).into_iter().collect(),
        None if payload.role == "process" => subclass::joins(model, payload.value),
        None => calls_on(model, payload.call, "join"),
    }
}

/// The calls of a method on the object that `made` makes.
fn calls_on(model: Model<'_>, made: NodeId, method: &str) -> Vec<NodeId> {
    let tree = model.tree;
    let calls = tree.subtree(tree.root()).filter(|node| tree.has_role(*node, Role::Call));
    calls
        .filter(|call| {
            let function = tree.child(*call, Field::Function).filter(|node| tree.kind(*node) == Kind::Attribute);
            let named = |function: &NodeId| {
                tree.child(*function, Field::Attribute).is_some_and(|name| tree.text(name) == method)
            };
            let object = function.filter(named).and_then(|function| tree.child(function, Field::Object));
            object.is_some_and(|object| {
                model.objects(object).iter().any(|found| matches!(found, Object::Made { call, .. } if *call == made))
            })
        })
        .collect()
}
