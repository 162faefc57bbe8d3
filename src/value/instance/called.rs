//! What methods that are called on an instance before it is sent do to its attributes: `loader.open()` gives it a file,
//! `loader.detach()` takes a connection away.

use super::{Held, Moment, method, whole};
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{ENDS, Model, Object};

/// What a call leaves an attribute with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    /// This value.
    Value(NodeId),
    /// Nothing, or `None`.
    Nothing,
    /// Nobody knows.
    Doubtful,
}

/// A call of a method on the instance, and whether it has surely been made when the instance is sent.
struct Call {
    node: NodeId,
    is_sure: bool,
}

/// What an instance holds that can't be pickled, where `held` is what its class gives it, and methods are called on it
/// before it is sent.
pub fn after_calls(model: Model<'_>, instance: NodeId, moment: Moment, mut held: Vec<Held>) -> Vec<Held> {
    for call in calls(model, instance, moment) {
        for (name, left) in left_by(model, call.node) {
            let obstacle = match left {
                Left::Value(value) => whole(model, value, &[], moment).map(|obstacle| (value, obstacle)),
                Left::Nothing | Left::Doubtful => None,
            };
            let is_held = held.iter().any(|held| held.attribute.as_ref() == Some(&name));
            match obstacle {
                Some((at, obstacle)) if call.is_sure && !is_held => {
                    held.push(Held { attribute: Some(name), at, obstacle, elsewhere: None });
                }
                Some(_) => {}
                None => held.retain(|held| held.attribute.as_ref() != Some(&name)),
            }
        }
    }
    held
}

/// The calls of methods on an instance that have or may have been made when it is sent, in source order.
fn calls(model: Model<'_>, instance: NodeId, moment: Moment) -> Vec<Call> {
    let (tree, module) = (model.tree, model.module);
    let mut found = chained(model, instance);
    let base = found.first().map_or(tree.without_parentheses(instance), |first| receiver(model, first.node));
    let symbol = module.symbol_at(base).filter(|_| tree.kind(base) == Kind::Identifier);
    let binding = symbol.and_then(|symbol| module.only_binding(symbol));
    let Some(binding) = binding.filter(|binding| binding.kind == BindingKind::Assignment) else { return found };
    let mut before = module.value_of(tree, binding).map(|value| chained(model, value)).unwrap_or_default();
    let until = moment.until.unwrap_or(moment.sent);
    for reference in module.references_to(binding.symbol) {
        let method = tree.parent(reference.node).filter(|node| tree.kind(*node) == Kind::Attribute);
        let call = method.and_then(|method| tree.parent(tree.with_parentheses(method)));
        let call =
            call.filter(|call| tree.child(*call, Field::Function) == method && !tree.is_within(moment.sent, *call));
        let Some(node) = call else { continue };
        if node < until || !module.runs_together(tree, node, until) {
            before.push(Call { node, is_sure: model.runs_surely_before(node, until) });
        }
    }
    before.append(&mut found);
    before
}

/// The calls in `Loader(6).detach()` that answer the instance itself, the first one first.
fn chained(model: Model<'_>, expression: NodeId) -> Vec<Call> {
    let tree = model.tree;
    let mut found = Vec::new();
    let mut current = tree.without_parentheses(expression);
    while tree.kind(current) == Kind::Call
        && let Some(function) = called(model, current)
        && answers_itself(model, function)
    {
        found.push(Call { node: current, is_sure: true });
        current = receiver(model, current);
    }
    found.reverse();
    found
}

/// The object whose method a call calls.
fn receiver(model: Model<'_>, call: NodeId) -> NodeId {
    let tree = model.tree;
    let object = tree.child(call, Field::Function).and_then(|callee| tree.child(callee, Field::Object));
    object.map_or(call, |object| tree.without_parentheses(object))
}

/// The method of this file that a call calls.
fn called(model: Model<'_>, call: NodeId) -> Option<NodeId> {
    let callee = model.tree.child(call, Field::Function)?;
    let callee = Some(callee).filter(|callee| model.tree.kind(*callee) == Kind::Attribute)?;
    match model.objects(callee)[..] {
        [Object::Method { function, .. }] => Some(function),
        _ => None,
    }
}

/// Whether everything that a method answers is its own instance.
fn answers_itself(model: Model<'_>, function: NodeId) -> bool {
    let tree = model.tree;
    let parameters = tree.child(function, Field::Parameters);
    let first = parameters.and_then(|list| tree.first_child(list)).and_then(|first| model.module.binding_at(first));
    let returned = model.returned_values(function);
    let is_itself = |value: &NodeId| first.is_some_and(|first| model.module.symbol_at(*value) == Some(first.symbol));
    !returned.is_empty() && returned.iter().all(is_itself)
}

/// What a call of a method leaves the attributes with that it changes, in source order.
fn left_by(model: Model<'_>, call: NodeId) -> Vec<(String, Left)> {
    let Some(function) = called(model, call) else { return Vec::new() };
    let mut found = Vec::new();
    let _ = model.guarded(|| collect(model, function, &mut found));
    found
}

fn collect(model: Model<'_>, function: NodeId, found: &mut Vec<(String, Left)>) {
    let tree = model.tree;
    let Some(class) = model.class_around(function) else { return };
    let is_sure = |node: NodeId| model.is_unconditional(node, function) && !model.ends_before(node, function, ENDS);
    for node in tree.subtree(function).filter(|node| model.function_around(*node) == Some(function)) {
        match tree.kind(node) {
            Kind::Attribute if model.is_target(node) => {
                let Some(name) = model.attribute_of_receiver(node, class) else { continue };
                let assignment = tree.parent(node).filter(|node| tree.kind(*node) == Kind::Assignment);
                let value = assignment.and_then(|assignment| tree.child(assignment, Field::Right));
                let left = match value {
                    _ if !is_sure(node) => Left::Doubtful,
                    None if tree.has_role(node, Role::DeleteTarget) => Left::Nothing,
                    None => Left::Doubtful,
                    Some(value) if tree.kind(value) == Kind::None => Left::Nothing,
                    Some(value) => Left::Value(value),
                };
                found.push((name, left));
            }
            Kind::Call => {
                let callee = tree.child(node, Field::Function);
                let name = callee.and_then(|callee| model.attribute_of_receiver(callee, class));
                let Some(helper) = name.and_then(|name| method(model, class, &name)) else { continue };
                let from = found.len();
                if helper != function && model.guarded(|| collect(model, helper, found)).is_some() && !is_sure(node) {
                    found.iter_mut().skip(from).for_each(|(_, left)| *left = Left::Doubtful);
                }
            }
            _ => {}
        }
    }
}
