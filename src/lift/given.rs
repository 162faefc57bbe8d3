//! What a function is given where it is run at last: by the sinks that it reaches through names and `partial`s, and by
//! a function of the file that is sent along with it and calls it.

use crate::lift::default::LocalDefault;
use crate::lift::group::{Member, Plan};
use crate::lift::{Arrival, ends};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Forwarding, Model, Object, Passed};

/// What each sink that a member reaches gives it; none where that can't be told of one of them.
pub(super) fn on_arrival(model: Model<'_>, plan: &Plan<'_>, member: &Member) -> Option<Vec<Passed>> {
    let request = plan.request;
    let own = member.node == request.function;
    let reaches = |arrival: &&Arrival| !own && model.functions_in(arrival.value).contains(&member.node);
    let direct = request.arrivals.iter().filter(|_| own);
    let arrivals: Vec<&Arrival> = direct.chain(request.anywhere.iter().filter(reaches)).collect();
    let mut given = Vec::new();
    for arrival in &arrivals {
        match parts(model, arrival, member.node) {
            Some(parts) => {
                for part in parts {
                    given.push(by_caller(model, plan, part)?);
                }
            }
            None => given.push(at(model, plan, arrival, arrival.value)?),
        }
    }
    (!given.is_empty()).then_some(given)
}

/// Whether everything that runs the function of a mention is known, and gives it a value of its own for a default.
pub(super) fn always(model: Model<'_>, plan: &Plan<'_>, mention: NodeId, default: &LocalDefault) -> bool {
    let Some(ends) = ends::of(model, plan, mention) else { return false };
    let is_given = |end: &ends::End<'_>| {
        let passed = match end.arrival {
            Some(arrival) => at(model, plan, arrival, end.at),
            None => model.tree.child(end.at, Field::Function).and_then(|callee| model.passed_behind(end.at, callee)),
        };
        passed.is_some_and(|passed| default.is_given(&passed))
    };
    !ends.found.is_empty() && ends.found.iter().all(is_given)
}

/// The elements that are the function, of a tuple or list of arguments that goes to another function as it is.
fn parts(model: Model<'_>, arrival: &Arrival, function: NodeId) -> Option<Vec<NodeId>> {
    let tree = model.tree;
    let display = model.written_out(arrival.value);
    let is_display = matches!(tree.kind(display), Kind::Tuple | Kind::List);
    let parts = is_display.then(|| tree.children(display))?;
    let parts: Vec<NodeId> = parts.filter(|part| model.functions_in(*part).contains(&function)).collect();
    (arrival.forwarding == Forwarding::Unknown && !parts.is_empty()).then_some(parts)
}

/// What the function at a node is given by the sink that it is given to.
pub(super) fn at(model: Model<'_>, plan: &Plan<'_>, arrival: &Arrival, node: NodeId) -> Option<Passed> {
    match &arrival.forwarding {
        Forwarding::Unknown => by_caller(model, plan, node),
        forwarding => forwarding.passed(model, node),
    }
}

/// What a function is given by the call that it is an argument of: `map(f, xs)`, `max(xs, key=f)`, or `twice(f, 1)`,
/// a function of the file.
pub(super) fn by_call(model: Model<'_>, at: NodeId) -> Option<Passed> {
    let tree = model.tree;
    let outer = tree.with_parentheses(at);
    let parent = tree.parent(outer)?;
    let (keyword, list) = match tree.kind(parent) {
        Kind::KeywordArgument => (tree.child(parent, Field::Name).map(|name| tree.text(name)), tree.parent(parent)?),
        _ => (None, parent),
    };
    let call = tree.parent(list).filter(|call| tree.child(*call, Field::Arguments) == Some(list))?;
    let function = tree.child(call, Field::Function)?;
    let all: Vec<NodeId> = tree.children(list).collect();
    if all.iter().any(|part| matches!(tree.kind(*part), Kind::ListSplat | Kind::DictionarySplat)) {
        return None;
    }
    let positional = match (tree.text(function), keyword) {
        (name, _) if !model.is_builtin(function) => {
            let [Object::Function(caller)] = model.objects(function)[..] else { return None };
            let plain = all.iter().all(|part| tree.kind(*part) != Kind::KeywordArgument);
            return by_function(model, caller, &all, &[], outer).filter(|_| plain && !name.contains('.'));
        }
        ("sorted" | "max" | "min", Some("key")) => 1,
        ("filter", None) if all.first() == Some(&outer) => 1,
        ("map", None) if all.first() == Some(&outer) => all.len() - 1,
        _ => return None,
    };
    Some(Passed { positional, keywords: Vec::new() })
}

/// What a function among the arguments of another one, which runs in the child, is given by that one:
/// `Process(target=call, args=(f, 1))`, where `call(f, *args)` calls `f(*args)`.
fn by_caller(model: Model<'_>, plan: &Plan<'_>, node: NodeId) -> Option<Passed> {
    let tree = model.tree;
    let list = tree.parent(node)?;
    let is_list = |value: NodeId| value == list || model.written_out(value) == list;
    let (caller, all, keywords) = plan.request.anywhere.iter().find_map(|arrival| match &arrival.forwarding {
        Forwarding::Tuple { args, .. } if args.value.is_some_and(is_list) => {
            let passed = arrival.forwarding.passed(model, arrival.value)?;
            Some((arrival.value, tree.children(list).collect::<Vec<_>>(), passed.keywords))
        }
        Forwarding::Rest { call, .. } if tree.child(*call, Field::Arguments) == Some(list) => {
            let passed = arrival.forwarding.passed(model, arrival.value).filter(|_| arrival.value < node)?;
            let behind = model.positional(*call).into_iter().filter(|argument| *argument > arrival.value);
            Some((arrival.value, behind.collect(), passed.keywords))
        }
        _ => None,
    })?;
    if all.iter().any(|part| tree.kind(*part) == Kind::ListSplat) {
        return None;
    }
    let [Object::Function(caller)] = model.objects(caller)[..] else { return None };
    by_function(model, caller, &all, &keywords, node)
}

/// What a function gives to the one at `node`, which is among its own arguments.
fn by_function(model: Model<'_>, caller: NodeId, all: &[NodeId], keywords: &[String], node: NodeId) -> Option<Passed> {
    let tree = model.tree;
    let index = all.iter().position(|part| *part == node)?;
    let parameters: Vec<NodeId> = tree.children(tree.child(caller, Field::Parameters)?).collect();
    let plain = |parameter: &&NodeId| {
        matches!(tree.kind(**parameter), Kind::Identifier | Kind::TypedParameter)
            && !tree.text(**parameter).starts_with('*')
    };
    let front = parameters.iter().take_while(plain).count();
    let name = parameters.get(index).filter(|_| index < front && model.decorators(caller).next().is_none())?;
    let binding = model.module.only_binding_at(tree.first_child(*name).unwrap_or(*name))?;
    let mut calls = model.module.references_to(binding.symbol).map(|reference| {
        let call = tree.parent(reference.node)?;
        let called = tree.child(call, Field::Function) == Some(reference.node);
        called.then(|| passed_on(model, call, all.len().checked_sub(front)?, keywords)).flatten()
    });
    let first = calls.next()??;
    calls.all(|passed| passed.as_ref() == Some(&first)).then_some(first)
}

/// What a call in a caller passes, where its `*args` has `rest` elements and its `**kwargs` these names.
fn passed_on(model: Model<'_>, call: NodeId, rest: usize, keywords: &[String]) -> Option<Passed> {
    let tree = model.tree;
    let is_starred_parameter = |splat: NodeId, kind: Kind| {
        let name = tree.first_child(splat);
        let symbol = name.and_then(|name| model.module.symbol_at(name));
        let binding = symbol.and_then(|symbol| model.module.only_binding(symbol));
        binding.is_some_and(|binding| tree.kind(binding.node) == kind)
    };
    let mut passed = Passed::default();
    for argument in model.arguments(call) {
        match tree.kind(argument) {
            Kind::ListSplat if is_starred_parameter(argument, Kind::ListSplatPattern) => passed.positional += rest,
            Kind::DictionarySplat if is_starred_parameter(argument, Kind::DictionarySplatPattern) => {
                passed.keywords.extend_from_slice(keywords);
            }
            Kind::ListSplat | Kind::DictionarySplat => return None,
            Kind::KeywordArgument => {
                let label = tree.child(argument, Field::Name);
                passed.keywords.extend(label.map(|label| tree.text(label).to_owned()));
            }
            _ => passed.positional += 1,
        }
    }
    Some(passed)
}
