//! When the child that gets a payload starts: until then a forked child sees every change of a captured variable.

use crate::finding::When;
use crate::sink::Payload;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{Model, Object, Starts};

/// When the payload is read.
pub fn starts(model: Model<'_>, payload: &Payload) -> Starts {
    if payload.when == When::Always || payload.role == "initializer" {
        return Starts::AtOnce;
    }
    let starts = calls_on(model, payload.call, "start");
    let first = starts.iter().min().copied();
    match first {
        Some(first) if !escapes(model, payload.call, first, 0) => Starts::At(starts),
        _ => Starts::Unknown,
    }
}

/// Whether something unknown may start the process before `first` does: the value leaves the names and containers that
/// are followed.
fn escapes(model: Model<'_>, value: NodeId, first: NodeId, depth: u32) -> bool {
    let tree = model.tree;
    let value = tree.with_parentheses(value);
    let Some(parent) = tree.parent(value).filter(|_| depth < 8) else { return true };
    let name_escapes = |name: NodeId| match model.module.binding_at(name) {
        Some(binding) => model
            .module
            .references_to(binding.symbol)
            .any(|reference| reference.node < first && escapes(model, reference.node, first, depth + 1)),
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
        | Kind::GeneratorExpression => escapes(model, parent, first, depth + 1),
        Kind::ArgumentList => argument_escapes(model, parent, first, depth),
        _ => true,
    }
}

/// Whether a call passes its argument on to something unknown.
fn argument_escapes(model: Model<'_>, list: NodeId, first: NodeId, depth: u32) -> bool {
    let tree = model.tree;
    let Some(call) = tree.parent(list) else { return true };
    let Some(function) = tree.child(call, Field::Function) else { return true };
    match tree.kind(function) {
        Kind::Attribute => {
            let adds = tree
                .child(function, Field::Attribute)
                .is_some_and(|name| matches!(tree.text(name), "append" | "add" | "extend" | "insert" | "appendleft"));
            let container = tree.child(function, Field::Object).filter(|_| adds);
            container.and_then(|container| model.module.symbol_at(container)).is_none_or(|symbol| {
                model.module.references_to(symbol).any(|reference| {
                    let own = tree.parent(reference.node) == Some(function);
                    !own && reference.node < first && escapes(model, reference.node, first, depth + 1)
                })
            })
        }
        _ => match tree.text(function) {
            "len" | "print" | "id" | "repr" | "str" => false,
            "list" | "tuple" | "reversed" | "enumerate" | "zip" | "sorted" => escapes(model, call, first, depth + 1),
            _ => true,
        },
    }
}

/// The calls that wait for the payload's process.
pub fn joins(model: Model<'_>, payload: &Payload) -> Vec<NodeId> {
    calls_on(model, payload.call, "join")
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
