//! Late binding and lifetime. A closure reads a variable when it runs, an argument is read when it is passed: the same
//! where nothing rebinds the variable in between.

use crate::finding::{Refusal, RefusalReason, When};
use crate::index::Cargo;
use crate::lift::capture::{self, Capture};
use crate::lift::group::{Form, Member, Plan};
use crate::lift::mention::{self, Mention};
use crate::lift::{Arrival, ends, refuse};
use crate::module::{Binding, Reference, ScopeId, ScopeKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{self, Model, Object, Starts};

/// Checks every place that passes a captured value.
pub(super) fn check(model: Model<'_>, plan: &mut Plan<'_>) -> Result<(), Refusal> {
    let mut caveats: Vec<String> = Vec::new();
    for member in &plan.members {
        for mention in mention::outside(model, plan, member) {
            for parameter in &member.parameters {
                let symbol = parameter.capture.symbol();
                let inside = model.module.is_within(model.module.symbol(symbol).scope, member.scope);
                if inside || parameter.capture.is_default() {
                    continue;
                }
                check_value(model, plan, member, &mention, symbol, &mut caveats)?;
                if let Capture::Attribute { symbol, name, .. } = &parameter.capture {
                    caveats.extend(check_attribute(model, member, &mention, *symbol, name));
                }
            }
        }
    }
    caveats.extend(plan.members.iter().filter_map(|member| identity(model, plan, member)));
    caveats.extend(plan.request.arrivals.iter().filter_map(|arrival| nobody_keeps(model, arrival)));
    caveats.extend(plan.members.iter().flat_map(|member| pickled_now(model, plan, member)));
    caveats.sort();
    caveats.dedup();
    plan.caveats.extend(caveats);
    Ok(())
}

/// The variables of the main guard that tasks carry from now on, and that a forked worker inherits: pickle may not take
/// what they hold. A nested function or a lambda never was a task.
fn pickled_now(model: Model<'_>, plan: &Plan<'_>, member: &Member) -> Vec<String> {
    let sent = plan.request.function;
    let worked = model.tree.kind(sent) != Kind::Lambda && model.function_around(sent).is_none();
    let in_task = plan.request.arrivals.iter().any(|arrival| arrival.when == When::Always);
    let symbols = member.parameters.iter().map(|parameter| parameter.capture.symbol());
    let inherited = symbols.filter(|symbol| worked && in_task && model.is_guard_variable(*symbol));
    let unknown = inherited.filter(|symbol| !value::is_known_to_travel(model, *symbol));
    let name = |symbol: SymbolId| &model.module.symbol(symbol).name;
    unknown.map(|symbol| value::pickled_with_tasks(name(symbol))).collect()
}

/// Methods that look for the very object they are given.
const LOOK_FOR: &[&str] = &["remove", "discard", "unregister", "disconnect", "unsubscribe", "index", "count"];

/// Each `partial` is an object of its own: a function that is compared, or taken back out, is not found again.
fn identity(model: Model<'_>, plan: &Plan<'_>, member: &Member) -> Option<String> {
    let tree = model.tree;
    if member.parameters.is_empty() {
        return None;
    }
    let mentions = mention::outside(model, plan, member);
    let values = mentions.iter().filter(|(_, mention)| matches!(mention, Mention::Value)).count();
    let looked_for = mentions.iter().any(|(at, mention)| {
        let parent = tree.parent(*at);
        let compared = parent.is_some_and(|parent| tree.kind(parent) == Kind::ComparisonOperator);
        let method = parent.and_then(|list| tree.parent(list)).and_then(|call| tree.child(call, Field::Function));
        let taken_out = method
            .and_then(|function| tree.child(function, Field::Attribute))
            .is_some_and(|name| LOOK_FOR.contains(&tree.text(name)));
        let key = parent.is_some_and(|parent| match tree.kind(parent) {
            Kind::Set | Kind::Subscript => true,
            Kind::Pair => tree.child(parent, Field::Key) == Some(*at),
            _ => false,
        });
        (compared && (values > 0 || mentions.len() > 1)) || (matches!(mention, Mention::Value) && (taken_out || key))
    });
    let name = &member.name;
    looked_for.then(|| format!("`{name}` is looked for by identity, and each `partial` of it is another object"))
}

fn check_value(
    model: Model<'_>,
    plan: &Plan<'_>,
    member: &Member,
    mention: &(NodeId, Mention<'_>),
    symbol: SymbolId,
    caveats: &mut Vec<String>,
) -> Result<(), Refusal> {
    let (at, mention) = (mention.0, &mention.1);
    if matches!(mention, Mention::Bare) {
        return Ok(());
    }
    let name = model.module.symbol(symbol).name.clone();
    let is_bound = model.module.surely_bound(model.tree, symbol, at) || capture::is_set_by_guard(model, symbol, at);
    if !is_bound && model.module.reaching(model.tree, symbol, at).is_empty() {
        let function = member.name.clone();
        return refuse(RefusalReason::CaptureOutOfReach { name, function }, model.tree.span(at));
    }
    if !is_bound && is_bound_only_behind(model, symbol, at) {
        caveats.push(format!(
            "`{name}` is not bound yet where it is passed the first time: that raises `UnboundLocalError`, unless it \
             is not reached then"
        ));
    } else if !is_bound && !reads_unconditionally(model, plan, member, symbol, 0) {
        caveats.push(format!("`{name}` may not be bound yet where it is passed"));
    }
    let rebound: Vec<Binding> = match mention {
        Mention::Call { call } if member.is_class() => {
            rebound_after_construction(model, plan, member, (at, *call), symbol)
        }
        Mention::Call { call } if reads_later(model, plan, member, symbol) => {
            let mut rebound = rebound_by_arguments(model, at, symbol, false);
            rebound.extend(rebound_by_callees(model, member, at, symbol));
            rebound.extend(rebound_after_call(model, *call, symbol));
            rebound
        }
        Mention::Call { .. } => {
            let mut rebound = rebound_by_arguments(model, at, symbol, false);
            rebound.extend(rebound_by_callees(model, member, at, symbol));
            rebound
        }
        Mention::Bare => Vec::new(),
        Mention::Arrival(arrival) => {
            let mut rebound = rebound_before_start(model, arrival, at, symbol);
            rebound.extend(rebound_by_arguments(model, at, symbol, true));
            rebound
        }
        Mention::Value if is_used_at_once(model, at) && !reads_later(model, plan, member, symbol) => Vec::new(),
        Mention::Partial { .. } | Mention::Value => {
            let mut around = plan.request.arrivals.iter();
            match around.find(|arrival| model.tree.is_within(at, arrival.value)) {
                Some(arrival) => rebound_before_start(model, arrival, at, symbol),
                None => Some(())
                    .filter(|()| !reads_later(model, plan, member, symbol))
                    .and_then(|()| rebound_before_ends(model, plan, at, symbol))
                    .unwrap_or_else(|| model.module.rebound_after(model.tree, symbol, at)),
            }
        }
    };
    let elsewhere =
        |binding: &&Binding| !plan.members.iter().any(|member| model.module.is_within(binding.scope, member.scope));
    if rebound.iter().any(|binding| elsewhere(&binding)) {
        caveats.push(format!(
            "`{name}` is rebound after it is passed: the closure used to see its last value, the argument keeps the \
             value it has at this place"
        ));
    }
    let own = if let Mention::Arrival(arrival) = mention { Some(*arrival) } else { None };
    let starts = plan.request.arrivals.iter().filter(|arrival| member.is_class() && arrival.role == "process");
    for arrival in own.into_iter().chain(starts) {
        caveats.extend(lifetime(model, arrival, symbol));
    }
    Ok(())
}

/// Whether a loop brings the only values of a variable that a place in it may see: all are bound further down.
fn is_bound_only_behind(model: Model<'_>, symbol: SymbolId, at: NodeId) -> bool {
    let function = model.function_around(at);
    model.module.bindings_of(symbol).all(|binding| binding.name > at && model.function_around(binding.name) == function)
}

/// Whether the variable is read after a call of the function has answered: by itself, as a generator or a coroutine or
/// in what it defines, or by a function that moves along and that it calls or hands on.
fn reads_later(model: Model<'_>, plan: &Plan<'_>, member: &Member, symbol: SymbolId) -> bool {
    let mut waiting = vec![member];
    let mut seen: Vec<NodeId> = Vec::new();
    while let Some(member) = waiting.pop() {
        seen.push(member.node);
        if reads_later_itself(model, member, symbol) {
            return true;
        }
        let takes = |other: &&Member| other.parameters.iter().any(|taken| taken.capture.symbol() == symbol);
        for other in plan.members.iter().filter(takes).filter(|other| !seen.contains(&other.node)) {
            let mentions = mention::all(model, plan, other).into_iter();
            let inside = mentions.filter(|(at, _, _)| model.module.is_within(model.scope_at(*at), member.scope));
            for (at, mention, _) in inside {
                match mention {
                    Mention::Bare => {}
                    Mention::Call { .. } => waiting.push(other),
                    Mention::Value if is_used_at_once(model, at) => waiting.push(other),
                    Mention::Partial { .. } | Mention::Value | Mention::Arrival(_) => return true,
                }
            }
        }
    }
    false
}

fn reads_later_itself(model: Model<'_>, member: &Member, symbol: SymbolId) -> bool {
    let (module, tree) = (model.module, model.tree);
    let lazy = tree.has_token(member.node, "async") || model.is_generator(member.node);
    let in_inner = |scope| {
        let mut around = module.enclosing(scope).take_while(|outer| *outer != member.scope);
        around.any(|outer| !is_run_at_once(model, outer))
    };
    let mut reads = module.references_to(symbol).filter(|read| module.is_within(read.scope, member.scope));
    lazy || reads.any(|read| in_inner(read.scope))
}

/// Whether what a scope inside a function reads is read before the function answers: that of a comprehension, of a
/// generator that a builtin uses up, or of a function that is only called.
fn is_run_at_once(model: Model<'_>, scope: ScopeId) -> bool {
    let tree = model.tree;
    let node = model.module.scope(scope).node;
    let at_once = |mention: NodeId| {
        let called = tree.parent(mention).is_some_and(|call| tree.child(call, Field::Function) == Some(mention));
        called || is_used_at_once(model, mention)
    };
    match tree.kind(node) {
        Kind::GeneratorExpression => tree.ancestors(node).take(2).any(|call| is_used_up_by(model, call)),
        Kind::Lambda => at_once(tree.with_parentheses(node)),
        Kind::FunctionDefinition => {
            let name = tree.child(node, Field::Name).and_then(|name| model.module.only_binding_at(name));
            let lazy = tree.has_token(node, "async") || model.is_generator(node);
            !lazy
                && model.decorators(node).next().is_none()
                && name.is_some_and(|name| model.module.references_to(name.symbol).all(|read| at_once(read.node)))
        }
        _ => model.module.scope(scope).kind == ScopeKind::Comprehension,
    }
}

/// Whether a call of a builtin uses up the generators that it is given.
fn is_used_up_by(model: Model<'_>, call: NodeId) -> bool {
    let function = model.tree.child(call, Field::Function).filter(|_| model.tree.has_role(call, Role::Call));
    function.is_some_and(|function| model.is_builtin(function) && USE_UP.contains(&model.tree.text(function)))
}

/// The bindings that may run after a call and before what it has answered is used up.
fn rebound_after_call(model: Model<'_>, call: NodeId, symbol: SymbolId) -> Vec<Binding> {
    let (module, tree) = (model.module, model.tree);
    let after = module.rebound_after(tree, symbol, call);
    let Some(parent) = tree.parent(call) else { return after };
    let nonlocal = |binding: &Binding| !module.runs_together(tree, binding.name, call);
    match tree.kind(parent) {
        Kind::Await => after.into_iter().filter(nonlocal).collect(),
        Kind::ForStatement if tree.child(parent, Field::Right) == Some(call) => {
            let inside = |binding: &Binding| tree.is_within(binding.name, parent) || nonlocal(binding);
            after.into_iter().filter(inside).collect()
        }
        Kind::WithItem | Kind::AsPattern => {
            let around = tree.ancestors(call).find(|outer| tree.kind(*outer) == Kind::WithStatement);
            let inside = |binding: &Binding| around.is_some_and(|around| tree.is_within(binding.name, around));
            after.into_iter().filter(|binding| inside(binding) || nonlocal(binding)).collect()
        }
        Kind::ForInClause => after.into_iter().filter(nonlocal).collect(),
        Kind::ArgumentList => {
            let used_up = tree.parent(parent).is_some_and(|outer| is_used_up_by(model, outer));
            after.into_iter().filter(|binding| !used_up || nonlocal(binding)).collect()
        }
        _ => after,
    }
}

/// Builtins that use up a generator before they answer.
const USE_UP: &[&str] = &["all", "any", "dict", "frozenset", "list", "max", "min", "set", "sorted", "sum", "tuple"];

/// The bindings in other functions that what the member calls may run, while the member runs.
fn rebound_by_callees(model: Model<'_>, member: &Member, at: NodeId, symbol: SymbolId) -> Vec<Binding> {
    let (module, tree) = (model.module, model.tree);
    let others: Vec<Binding> = module
        .bindings_of(symbol)
        .filter(|binding| is_nonlocal(model, binding) && !module.runs_together(tree, binding.name, at))
        .copied()
        .collect();
    let calls = || tree.subtree(member.node).any(|node| tree.has_role(node, Role::Call));
    if others.is_empty() || !calls() { Vec::new() } else { others }
}

/// The bindings that may run after an instance is made that keeps a value and before the methods read it.
fn rebound_after_construction(
    model: Model<'_>,
    plan: &Plan<'_>,
    member: &Member,
    (at, call): (NodeId, NodeId),
    symbol: SymbolId,
) -> Vec<Binding> {
    let mut found = rebound_by_arguments(model, at, symbol, true);
    let tree = model.tree;
    if let Some(arrival) = plan.request.arrivals.iter().find(|arrival| tree.is_within(call, arrival.value)) {
        found.extend(rebound_before_start(model, arrival, at, symbol));
        return found;
    }
    if let Some(rebound) = rebound_before_ends(model, plan, call, symbol) {
        found.extend(rebound);
        return found;
    }
    let mut starts = plan.request.arrivals.iter().filter(|arrival| arrival.role == "process").peekable();
    if starts.peek().is_some() && !calls_methods(model, member) {
        found.extend(starts.flat_map(|arrival| model.module.rebound_between(tree, symbol, at, arrival.value)));
    } else {
        found.extend(model.module.rebound_after(tree, symbol, at));
    }
    found
}

/// Whether anybody but the class itself calls a method that it defines.
fn calls_methods(model: Model<'_>, member: &Member) -> bool {
    let tree = model.tree;
    let mut attributes = tree.all_of_kind(Kind::Attribute);
    attributes.any(|attribute| {
        let label = tree.child(attribute, Field::Attribute).map_or("", |label| tree.text(label));
        let object = tree.child(attribute, Field::Object);
        model.module.own_symbol(member.scope, label).is_some()
            && !tree.is_within(attribute, member.node)
            && object.is_some_and(|object| model.objects(object).contains(&Object::Instance(member.node)))
    })
}

/// Whether a builtin calls the function before the statement goes on: `sorted(xs, key=f)`, `list(map(f, xs))`.
fn is_used_at_once(model: Model<'_>, at: NodeId) -> bool {
    let tree = model.tree;
    let call_around = |node: NodeId| {
        let argument = tree.parent(node).filter(|parent| tree.kind(*parent) == Kind::KeywordArgument).unwrap_or(node);
        let list = tree.parent(argument).filter(|parent| tree.kind(*parent) == Kind::ArgumentList)?;
        tree.parent(list)
    };
    let name = |call: NodeId| {
        let function = tree.child(call, Field::Function)?;
        let builtin =
            model.module.symbol_at(function).is_some_and(|symbol| model.module.symbol(symbol).bindings.is_empty());
        builtin.then(|| tree.text(function))
    };
    let eager = |call: NodeId| {
        name(call).is_some_and(|name| {
            matches!(name, "sorted" | "max" | "min" | "list" | "tuple" | "set" | "dict" | "sum" | "any" | "all")
        })
    };
    let Some(call) = call_around(at) else { return false };
    match name(call) {
        Some("map" | "filter") => call_around(call).is_some_and(eager),
        Some("sorted" | "max" | "min") => true,
        _ => false,
    }
}

/// For a function that is only kept until it is run: the bindings that may run in between.
fn rebound_before_ends(model: Model<'_>, plan: &Plan<'_>, at: NodeId, symbol: SymbolId) -> Option<Vec<Binding>> {
    let (module, tree) = (model.module, model.tree);
    let ends = ends::of(model, plan, at)?;
    let mut found = Vec::new();
    let owner = module.symbol(symbol).scope;
    // Nothing of a factory's own variable runs once the factory has answered.
    let is_over = |from: NodeId| {
        from != at && ends.returns.iter().any(|given| module.is_within(owner, module.scope_at(tree, *given)))
    };
    for end in ends.found.iter().filter(|end| !is_over(end.from)) {
        found.extend(module.rebound_between(tree, symbol, end.from, end.at));
        if let Some(arrival) = end.arrival.filter(|arrival| arrival.starts != Starts::AtOnce) {
            found.extend(rebound_before_start(model, arrival, end.from, symbol));
        }
    }
    found.extend(ends.returns.iter().flat_map(|given| module.rebound_between(tree, symbol, at, *given)));
    // What an earlier round of a loop has kept may be run in a later one.
    for (kept, read, from) in ends.kept.iter().filter(|(_, _, from)| !is_over(*from)) {
        let later = module.rebound_after(tree, symbol, *from).into_iter();
        found.extend(later.filter(|rebound| !module.is_of_same_round(tree, kept, *read, (rebound.name, *from))));
    }
    Some(found)
}

/// The bindings that the other arguments of the same call may run: the captured value is passed in front of them.
fn rebound_by_arguments(model: Model<'_>, at: NodeId, symbol: SymbolId, in_child: bool) -> Vec<Binding> {
    let tree = model.tree;
    let Some(call) = tree.ancestors(at).find(|outer| tree.has_role(*outer, Role::Call)) else { return Vec::new() };
    // A function that rebinds the name may also run in the same child.
    let calls = || in_child || tree.subtree(call).skip(1).any(|node| tree.has_role(node, Role::Call));
    let elsewhere = |binding: &Binding| !model.module.runs_together(tree, binding.name, at);
    let found = model.module.bindings_of(symbol).filter(|binding| {
        (tree.is_within(binding.name, call) && binding.name > at)
            || (is_nonlocal(model, binding) && elsewhere(binding) && calls())
    });
    found.copied().collect()
}

/// Whether a binding stands in another function than the one that owns the name.
fn is_nonlocal(model: Model<'_>, binding: &Binding) -> bool {
    let owner = model.module.symbol(binding.symbol).scope;
    model.module.enclosing_function(binding.scope) != model.module.enclosing_function(owner)
}

/// Why an attribute that is read early may have another value, or none, when the child starts.
fn check_attribute(
    model: Model<'_>,
    member: &Member,
    (_, mention): &(NodeId, Mention<'_>),
    symbol: SymbolId,
    name: &str,
) -> Option<String> {
    let tree = model.tree;
    let receiver = model.module.only_binding(symbol)?;
    let class = model.bound(receiver).into_iter().find_map(|object| match object {
        Object::Instance(class) => Some(class),
        _ => None,
    })?;
    // The methods that run before any other of an instance.
    let first: &[&str] =
        if value::is_test_case(model, class) { &["__init__", "setUp", "asyncSetUp"] } else { &["__init__"] };
    let is_set = |in_init: bool| {
        model.attribute_values(class).into_iter().any(|(attribute, value)| {
            let function = model.function_around(value);
            let method = function.and_then(|function| tree.child(function, Field::Name)).map(|name| tree.text(name));
            let always = model
                .module
                .blocks(tree, value)
                .nth(1)
                .is_some_and(|block| tree.kind(block.statement) != Kind::IfStatement);
            let direct = function.and_then(|function| tree.child(function, Field::Body))
                == tree.parent(model.module.statement(tree, value));
            let is_first = method.is_some_and(|method| first.contains(&method));
            attribute == name && is_first == in_init && (!in_init || (always && direct))
        })
    };
    let at_once = match mention {
        Mention::Arrival(arrival) => arrival.starts == Starts::AtOnce,
        Mention::Call { .. } => !member.is_class(),
        Mention::Bare => true,
        Mention::Partial { .. } | Mention::Value => false,
    };
    if !is_set(true) {
        return Some(format!("the attribute `{name}` may not be set yet where it is passed"));
    }
    (is_set(false) && !at_once).then(|| format!("the attribute `{name}` may be set again before the child starts"))
}

fn rebound_before_start(model: Model<'_>, arrival: &Arrival, at: NodeId, symbol: SymbolId) -> Vec<Binding> {
    match &arrival.starts {
        Starts::AtOnce => Vec::new(),
        Starts::At(starts) => {
            starts.iter().flat_map(|start| model.module.rebound_between(model.tree, symbol, at, *start)).collect()
        }
        Starts::Unknown => model.module.rebound_after(model.tree, symbol, at),
    }
}

/// Whether every call of the member reads the variable, itself or in a member that it calls: then a missing value fails
/// in the original, too.
fn reads_unconditionally(model: Model<'_>, plan: &Plan<'_>, member: &Member, symbol: SymbolId, depth: u32) -> bool {
    let reads = |symbol: SymbolId| {
        model.module.references_to(symbol).any(|reference| is_unconditional(model, member, reference))
    };
    reads(symbol)
        || plan.members.iter().any(|other| {
            depth < 8
                && other.node != member.node
                && other.symbol.is_some_and(reads)
                && other.parameters.iter().any(|parameter| parameter.capture.symbol() == symbol)
                && reads_unconditionally(model, plan, other, symbol, depth + 1)
        })
}

/// Whether every call of the member evaluates a reference.
fn is_unconditional(model: Model<'_>, member: &Member, reference: &Reference) -> bool {
    let own = model.module.is_within(reference.scope, member.scope)
        && model.module.enclosing_function(reference.scope) == Some(member.scope);
    let tree = model.tree;
    let mut inner = reference.node;
    let conditional = tree.ancestors(reference.node).take_while(|outer| *outer != member.node).any(|outer| {
        let part = std::mem::replace(&mut inner, outer);
        match tree.kind(outer) {
            Kind::IfStatement | Kind::WhileStatement => tree.child(outer, Field::Condition) != Some(part),
            Kind::ForStatement => tree.child(outer, Field::Right) != Some(part),
            Kind::MatchStatement => tree.child(outer, Field::Subject) != Some(part),
            Kind::ConditionalExpression => tree.children(outer).nth(1) != Some(part),
            Kind::BooleanOperator => tree.first_child(outer) != Some(part),
            Kind::TryStatement => true,
            Kind::ListComprehension
            | Kind::SetComprehension
            | Kind::DictionaryComprehension
            | Kind::GeneratorExpression => {
                let first = tree.children(outer).find(|child| tree.kind(*child) == Kind::ForInClause);
                let iterable = first.and_then(|first| tree.child(first, Field::Right));
                !iterable.is_some_and(|iterable| tree.is_within(reference.node, iterable))
            }
            _ => false,
        }
    });
    // A call may have ended before.
    let ends_before = || {
        tree.subtree(member.node).take_while(|node| *node < reference.node).any(|node| {
            matches!(tree.kind(node), Kind::ReturnStatement | Kind::RaiseStatement)
                && !tree.is_within(reference.node, node)
                && model.function_around(node) == Some(member.node)
        })
    };
    own && !conditional && !ends_before()
}

/// A shared object whose only owner leaves before the child has started.
fn lifetime(model: Model<'_>, arrival: &Arrival, symbol: SymbolId) -> Option<String> {
    let shared = value::shared(model, symbol)?;
    let owner = model.module.symbol(symbol).scope;
    let local = model.module.scope(owner).kind == ScopeKind::Function;
    let joined = arrival.joins.iter().any(|join| model.module.is_within(model.scope_at(*join), owner));
    if !local || joined || arrival.when == When::Always || outlives(model, symbol) {
        return None;
    }
    let name = &model.module.symbol(symbol).name;
    Some(format!(
        "nothing here waits for the child: when the function returns, the {shared} `{name}` may be gone before the \
         child has opened it"
    ))
}

/// A shared object that is made among the arguments of a process: `start` lets go of them.
fn nobody_keeps(model: Model<'_>, arrival: &Arrival) -> Option<String> {
    let tree = model.tree;
    if arrival.role != "target" || arrival.when == When::Always {
        return None;
    }
    let call = tree.ancestors(arrival.value).find(|node| tree.has_role(*node, Role::Call))?;
    let arguments = model.arguments(call).into_iter().filter(|argument| !tree.is_within(arrival.value, *argument));
    let mut leaves = arguments.flat_map(|argument| model.leaves(argument, Cargo::Whole));
    let shared = leaves.find_map(|leaf| {
        let is_made_here = tree.has_role(leaf.value, Role::Call) && !leaf.items;
        value::shared_expression(model, leaf.value).filter(|_| is_made_here)
    })?;
    Some(format!(
        "only the arguments of the process hold the {shared} that is made in them: it may be gone before the child has \
         opened it"
    ))
}

/// Whether a shared object is kept elsewhere, or the function waits for what the child does with it.
fn outlives(model: Model<'_>, symbol: SymbolId) -> bool {
    let tree = model.tree;
    model.module.references_to(symbol).any(|reference| {
        let Some(parent) = tree.parent(reference.node) else { return false };
        let waits = tree.kind(parent) == Kind::Attribute
            && tree.parent(parent).is_some_and(|call| tree.has_role(call, Role::Call))
            && [".get", ".wait", ".join"].iter().any(|method| tree.text(parent).ends_with(method))
            && reference.scope == model.module.symbol(symbol).scope;
        let answer = tree.ancestors(reference.node).find(|node| !is_display(tree.kind(*node)));
        let kept = answer.is_some_and(|node| matches!(tree.kind(node), Kind::ReturnStatement | Kind::Yield))
            || (tree.kind(parent) == Kind::Assignment
                && tree.child(parent, Field::Left).is_some_and(|left| tree.kind(left) == Kind::Attribute));
        waits || kept
    })
}

fn is_display(kind: Kind) -> bool {
    use Kind::{Dictionary, ExpressionList, List, Pair, ParenthesizedExpression, Tuple};
    matches!(kind, Tuple | ExpressionList | List | Dictionary | Pair | ParenthesizedExpression)
}

/// The statement that stands where an `Assigned` member stood is run once, at the `def`.
pub(super) fn is_assigned(member: &Member) -> bool {
    matches!(member.form, Form::Assigned { .. })
}
