//! Wrappers: a function of the file whose parameter is a payload makes every call of it a sink.
//! The payloads of wrappers are found to a fixpoint, so wrappers of wrappers count, too.

use rustc_hash::FxHashSet;

use crate::module::{Binding, BindingKind};
use crate::sink::Payload;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{Cargo, Forwarding, Model, Object};

/// The payloads that calls of wrappers send.
pub(super) fn payloads(model: Model<'_>, known: &[Payload]) -> Vec<Payload> {
    let tree = model.tree;
    let mut waiting: Vec<Payload> = known.to_vec();
    let mut found: Vec<Payload> = Vec::new();
    let mut seen: FxHashSet<(NodeId, NodeId)> = FxHashSet::default();
    let mut calls: Option<Vec<NodeId>> = None;
    while let Some(payload) = waiting.pop() {
        for binding in parameters_in(model, payload.value) {
            let wrapper = model.module.scope(model.module.symbol(binding.symbol).scope).node;
            let calls = calls.get_or_insert_with(|| {
                tree.subtree(tree.root()).filter(|node| tree.has_role(*node, Role::Call)).collect()
            });
            for call in calls.iter().copied() {
                let Some(value) = given(model, call, wrapper, &binding) else { continue };
                if seen.insert((call, value)) {
                    let sent = Payload {
                        value,
                        call,
                        forwarding: forwarding(model, &payload, &binding, call, value),
                        cargo: cargo(model, &payload, &binding),
                        inner: Some(Box::new(payload.clone())),
                        ..payload.clone()
                    };
                    waiting.push(sent.clone());
                    found.push(sent);
                }
            }
        }
    }
    found
}

/// How what is given for a parameter crosses: as the payload does where it is all of it, else as it is.
fn cargo(model: Model<'_>, payload: &Payload, parameter: &Binding) -> Cargo {
    let whole = model.tree.without_parentheses(payload.value);
    let is_all = model.module.symbol_at(whole) == Some(parameter.symbol);
    if is_all { payload.cargo } else { Cargo::Whole }
}

/// The parameters that a value is, or holds in a display or a `partial`.
fn parameters_in(model: Model<'_>, value: NodeId) -> Vec<Binding> {
    let tree = model.tree;
    let value = tree.without_parentheses(value);
    match tree.kind(value) {
        Kind::Identifier => {
            let symbol = model.module.symbol_at(value);
            let binding = symbol.and_then(|symbol| model.module.only_binding(symbol)).copied();
            let plain = |binding: &Binding| {
                binding.kind == BindingKind::Parameter
                    && !tree.text(binding.node).starts_with('*')
                    && tree.kind(model.module.scope(model.module.symbol(binding.symbol).scope).node)
                        == Kind::FunctionDefinition
            };
            binding.filter(plain).into_iter().collect()
        }
        Kind::Tuple | Kind::List | Kind::Dictionary => {
            model.parts_of_display(value).into_iter().flat_map(|part| parameters_in(model, part)).collect()
        }
        Kind::Call => {
            let function = tree.child(value, Field::Function);
            let partial =
                function.is_some_and(|function| model.paths(function).iter().any(|path| path == "functools.partial"));
            let arguments = if partial { model.positional(value) } else { Vec::new() };
            arguments.into_iter().flat_map(|argument| parameters_in(model, argument)).collect()
        }
        _ => Vec::new(),
    }
}

/// What a call of the wrapper gives for a parameter.
fn given(model: Model<'_>, call: NodeId, wrapper: NodeId, parameter: &Binding) -> Option<NodeId> {
    let tree = model.tree;
    let function = tree.child(call, Field::Function)?;
    let is_bound = model.objects(function).into_iter().find_map(|object| match object {
        Object::Function(called) if called == wrapper => Some(false),
        Object::Method { function: called, .. } if called == wrapper => Some(true),
        _ => None,
    })?;
    let list = tree.child(wrapper, Field::Parameters)?;
    let position = tree.children(list).position(|other| other == parameter.node)?;
    let position = position.checked_sub(usize::from(is_bound))?;
    let by_position = model.positional(call).get(position).copied();
    by_position.or_else(|| model.keyword(call, &model.module.symbol(parameter.symbol).name))
}

/// How a call of a wrapper passes arguments on: behind the function, where the wrapper hands all of them over.
fn forwarding(model: Model<'_>, inner: &Payload, parameter: &Binding, call: NodeId, value: NodeId) -> Forwarding {
    let tree = model.tree;
    let direct = tree.without_parentheses(inner.value);
    if tree.kind(direct) != Kind::Identifier {
        return Forwarding::Unknown;
    }
    let rest = starred_parameters(model, parameter);
    let is = |node: Option<NodeId>, starred: Option<NodeId>| match (node, starred) {
        (Some(node), Some(starred)) => tree.text(node) == tree.text(starred).trim_start_matches('*'),
        _ => false,
    };
    let by_position = model.positional(call).contains(&value) && rest.is_last;
    let (args, kwargs) = match inner.forwarding {
        Forwarding::Tuple { args, kwargs, .. } => (args.value, kwargs.and_then(|slot| slot.value)),
        Forwarding::Rest { call, .. } => {
            let behind: Vec<NodeId> = model.arguments(call).into_iter().filter(|argument| *argument > direct).collect();
            let splat = |kind: Kind| {
                behind.iter().find(|node| tree.kind(**node) == kind).and_then(|node| tree.first_child(*node))
            };
            let only = behind.iter().all(|node| matches!(tree.kind(*node), Kind::ListSplat | Kind::DictionarySplat));
            (splat(Kind::ListSplat).filter(|_| only), splat(Kind::DictionarySplat))
        }
        items @ Forwarding::Items { .. } => return items,
        Forwarding::Unknown => return Forwarding::Unknown,
    };
    let keywords = is(kwargs, rest.keywords);
    let clean = keywords || kwargs.is_none();
    if by_position && clean && is(args, rest.positional) {
        Forwarding::Rest { call, keywords }
    } else {
        Forwarding::Unknown
    }
}

/// The `*args` and `**kwargs` of a wrapper, and whether its function is the last parameter in front of them.
struct Starred {
    positional: Option<NodeId>,
    keywords: Option<NodeId>,
    is_last: bool,
}

fn starred_parameters(model: Model<'_>, parameter: &Binding) -> Starred {
    let tree = model.tree;
    let list = tree.parent(parameter.node);
    let all: Vec<NodeId> = list.into_iter().flat_map(|list| tree.children(list)).collect();
    let starred = |kind: Kind| all.iter().copied().find(|node| tree.kind(*node) == kind);
    let next = all.iter().find(|node| **node > parameter.node);
    Starred {
        positional: starred(Kind::ListSplatPattern),
        keywords: starred(Kind::DictionarySplatPattern),
        is_last: next.is_some_and(|next| tree.kind(*next) == Kind::ListSplatPattern),
    }
}
