//! What an instance holds where its construction leaves arguments out: `self.lock = lock or threading.Lock()` is a lock
//! of `threading` for `Job()`.

use super::{Held, Moment, whole};
use crate::module::{BindingKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::pickle::Obstacle;
use crate::value::{Model, Object};

/// What a value is where arguments are left out.
enum Value {
    None,
    Unpicklable(Obstacle),
    Other,
}

/// What an instance holds for want of arguments, where all that make it leave them out: the calls that it comes from,
/// or all of its class in this file where it is the receiver of a method.
pub fn by_default(model: Model<'_>, instance: NodeId, moment: Moment) -> Vec<Held> {
    let [Object::Instance(class)] = model.objects(instance)[..] else { return Vec::new() };
    if model.says_how_it_is_pickled(class) || model.tree.kind(class) != Kind::ClassDefinition {
        return Vec::new();
    }
    let makes_it = |call: &NodeId| {
        let callee = model.tree.child(*call, Field::Function).filter(|callee| model.may_be_own(*callee));
        callee.is_some_and(|callee| model.objects(callee) == [Object::Class(class)])
    };
    let mut calls = model.constructions(instance);
    calls.retain(makes_it);
    if calls.is_empty() && is_receiver(model, instance) && !has_heirs(model, class) {
        calls.extend(model.calls().iter().filter(|call| makes_it(call)));
    }
    let Some(init) = super::method(model, class, "__init__").filter(|_| !calls.is_empty()) else { return Vec::new() };
    let absent = left_out(model, init, &calls);
    if absent.is_empty() {
        return Vec::new();
    }
    let mentions = |value: NodeId| {
        let mut names = model.module.references_in(model.tree, value);
        names.any(|reference| absent.contains(&reference.symbol))
    };
    let set = model.attribute_values(class).into_iter().filter(|(name, value)| {
        let is_only = model.values_of_attribute(class, name).len() == 1;
        is_only
            && mentions(*value)
            && model.function_around(*value) == Some(init)
            && model.is_unconditional(*value, init)
    });
    set.filter_map(|(name, at)| match value_of(model, at, &absent, moment) {
        Value::Unpicklable(obstacle) => Some(Held { attribute: Some(name), at, obstacle, elsewhere: None }),
        Value::None | Value::Other => None,
    })
    .collect()
}

/// Whether a class of this file inherits from another one, and may make its instances in a way of its own.
fn has_heirs(model: Model<'_>, class: NodeId) -> bool {
    let mut others = model.tree.all_of_kind(Kind::ClassDefinition).filter(|other| *other != class);
    others.any(|other| model.own_bases(other).contains(&class))
}

/// Whether a name is that of a parameter: `self`.
fn is_receiver(model: Model<'_>, instance: NodeId) -> bool {
    let binding = model.module.symbol_at(instance).and_then(|symbol| model.module.only_binding(symbol));
    binding.is_some_and(|binding| binding.kind == BindingKind::Parameter)
}

/// The parameters of an `__init__` that none of these calls gives anything for.
fn left_out(model: Model<'_>, init: NodeId, calls: &[NodeId]) -> Vec<SymbolId> {
    let tree = model.tree;
    let is_starred = |call: &NodeId| {
        let mut arguments = model.arguments(*call).into_iter();
        arguments.any(|argument| matches!(tree.kind(argument), Kind::ListSplat | Kind::DictionarySplat))
    };
    if calls.iter().any(is_starred) {
        return Vec::new();
    }
    let list = tree.child(init, Field::Parameters);
    let mut position = Some(0);
    let mut found = Vec::new();
    for parameter in list.into_iter().flat_map(|list| tree.children(list)).skip(1) {
        if tree.text(parameter).starts_with('*') {
            position = None;
            continue;
        }
        let binding = tree.subtree(parameter).find_map(|node| model.module.binding_at(node));
        let Some(binding) = binding.filter(|binding| binding.kind == BindingKind::Parameter) else { continue };
        let name = &model.module.symbol(binding.symbol).name;
        let is_given = |call: &NodeId| !model.given(*call, name, position).is_empty();
        if tree.child(parameter, Field::Value).is_some() && !calls.iter().any(is_given) {
            found.push(binding.symbol);
        }
        position = position.map(|position| position + 1);
    }
    found
}

fn value_of(model: Model<'_>, value: NodeId, absent: &[SymbolId], moment: Moment) -> Value {
    let tree = model.tree;
    let value = tree.without_parentheses(value);
    let parts: Vec<NodeId> = match tree.kind(value) {
        Kind::None => return Value::None,
        Kind::BooleanOperator => tree.children(value).collect(),
        Kind::ConditionalExpression => {
            tree.children(value).enumerate().filter(|(at, _)| *at != 1).map(|(_, part)| part).collect()
        }
        Kind::Identifier => match model.module.symbol_at(value).filter(|symbol| absent.contains(symbol)) {
            Some(symbol) => match bound(model, symbol) {
                Some(values) => values,
                None => return Value::Other,
            },
            None => Vec::new(),
        },
        _ => Vec::new(),
    };
    if parts.is_empty() {
        return whole(model, value, &[], moment).map_or(Value::Other, Value::Unpicklable);
    }
    let mut found = Value::None;
    for part in parts {
        match model.guarded(|| value_of(model, part, absent, moment)).unwrap_or(Value::Other) {
            Value::None => {}
            Value::Other => return Value::Other,
            known @ Value::Unpicklable(_) => found = known,
        }
    }
    found
}

/// What a parameter that is left out is bound to: its default, and what replaces that.
fn bound(model: Model<'_>, symbol: SymbolId) -> Option<Vec<NodeId>> {
    let values = model.module.bindings_of(symbol).map(|binding| match binding.kind {
        BindingKind::Parameter => model.tree.child(binding.node, Field::Value),
        BindingKind::Assignment => model.module.value_of(model.tree, binding),
        _ => None,
    });
    values.collect()
}

/// The fields of a dataclass that each construction of an instance gives a value of its own.
pub fn given_fields(model: Model<'_>, instance: NodeId) -> Vec<String> {
    let tree = model.tree;
    let [Object::Instance(class)] = model.objects(instance)[..] else { return Vec::new() };
    let body = tree.child(class, Field::Body).filter(|_| model.constructor(class).is_none());
    let statements = body.into_iter().flat_map(|body| tree.children(body)).filter_map(|node| tree.first_child(node));
    let annotated = statements.filter(|node| tree.child(*node, Field::Type).is_some());
    let names: Vec<&str> =
        annotated.filter_map(|node| tree.child(node, Field::Left)).map(|name| tree.text(name)).collect();
    let has_bases = !model.bases(class).is_empty();
    let calls = model.constructions(instance);
    let is_given = |(at, name): (usize, &&str)| {
        let position = if has_bases { None } else { Some(at) };
        !calls.is_empty() && calls.iter().all(|call| !model.given(*call, name, position).is_empty())
    };
    names.iter().enumerate().filter(|field| is_given(*field)).map(|(_, name)| (*name).to_owned()).collect()
}
