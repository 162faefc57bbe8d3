//! What a function is given where it is run at last: by the sinks that it reaches through names and `partial`s, and by
//! a function of the file that is sent along with it and calls it.

use crate::lift::Arrival;
use crate::lift::group::{Member, Plan};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Forwarding, Model, Object, Passed};

/// What each sink that a member reaches gives it; none where that can't be told of one of them.
pub(super) fn on_arrival(model: Model<'_>, plan: &Plan<'_>, member: &Member) -> Option<Vec<Passed>> {
    let request = plan.request;
    let own = member.node == request.function;
    let reaches = |arrival: &&Arrival| !own && model.functions_in(arrival.value).contains(&member.node);
    let direct = request.arrivals.iter().filter(|_| own);
    let arrivals: Vec<&Arrival> = direct.chain(request.anywhere.iter().filter(reaches)).collect();
    let given = arrivals.iter().map(|arrival| at(model, plan, arrival, arrival.value)).collect();
    if arrivals.is_empty() { None } else { given }
}

/// What the function at a node is given by the sink that it is given to.
pub(super) fn at(model: Model<'_>, plan: &Plan<'_>, arrival: &Arrival, node: NodeId) -> Option<Passed> {
    match &arrival.forwarding {
        Forwarding::Unknown => by_caller(model, plan, node),
        forwarding => forwarding.passed(model, node),
    }
}

/// What a function among the arguments of another one, which runs in the child, is given by that one:
/// `Process(target=call, args=(f, 1))`, where `call(f, *args)` calls `f(*args)`.
fn by_caller(model: Model<'_>, plan: &Plan<'_>, node: NodeId) -> Option<Passed> {
    let tree = model.tree;
    let list = tree.parent(node)?;
    let (caller, all, keywords) = plan.request.anywhere.iter().find_map(|arrival| match &arrival.forwarding {
        Forwarding::Tuple { args, .. } if args.value == Some(list) => {
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
        called.then(|| passed_on(model, call, all.len().checked_sub(front)?, &keywords)).flatten()
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
