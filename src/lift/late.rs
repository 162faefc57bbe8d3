//! Late binding and lifetime. A closure reads a variable when it runs, an argument is read when it is passed: the same
//! where nothing rebinds the variable in between.

use crate::finding::{Refusal, RefusalReason, When};
use crate::lift::group::{Form, Member, Plan};
use crate::lift::hand_over::{self, Mention};
use crate::lift::{Arrival, refuse};
use crate::module::{Binding, ScopeKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{self, Model, Starts};

/// Checks every place that passes a captured value.
pub(super) fn check(model: Model<'_>, plan: &mut Plan<'_>) -> Result<(), Refusal> {
    let mut caveats: Vec<String> = Vec::new();
    for member in &plan.members {
        for mention in hand_over::outside_mentions(model, plan, member) {
            for parameter in &member.parameters {
                let symbol = parameter.capture.symbol();
                if model.module.is_within(model.module.symbol(symbol).scope, member.scope) {
                    continue;
                }
                check_value(model, plan, member, &mention, symbol, &mut caveats)?;
            }
        }
    }
    caveats.extend(plan.members.iter().filter_map(|member| identity(model, plan, member)));
    caveats.sort();
    caveats.dedup();
    plan.caveats.extend(caveats);
    Ok(())
}

/// Methods that look for the very object they are given.
const LOOK_FOR: &[&str] = &["remove", "discard", "unregister", "disconnect", "unsubscribe", "index", "count"];

/// Each `partial` is an object of its own: a function that is compared, or taken back out, is not found again.
fn identity(model: Model<'_>, plan: &Plan<'_>, member: &Member) -> Option<String> {
    let tree = model.tree;
    if member.parameters.is_empty() {
        return None;
    }
    let mentions = hand_over::outside_mentions(model, plan, member);
    let values = mentions.iter().filter(|(_, mention)| matches!(mention, Mention::Value)).count();
    let looked_for = mentions.iter().any(|(at, mention)| {
        let parent = tree.parent(*at);
        let compared = parent.is_some_and(|parent| tree.kind(parent) == Kind::ComparisonOperator);
        let method = parent.and_then(|list| tree.parent(list)).and_then(|call| tree.child(call, Field::Function));
        let taken_out = method.and_then(|function| tree.child(function, Field::Attribute)).is_some_and(|name| {
            LOOK_FOR.contains(&tree.text(name))
        });
        (compared && values > 0) || (matches!(mention, Mention::Value) && taken_out)
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
    let is_bound = model.module.surely_bound(model.tree, symbol, at);
    if !is_bound && model.module.reaching(model.tree, symbol, at).is_empty() {
        let function = member.name.clone();
        return refuse(RefusalReason::CaptureOutOfReach { name, function }, model.tree.span(at));
    }
    if !is_bound && !reads_unconditionally(model, member, symbol) {
        caveats.push(format!("`{name}` may not be bound yet where it is passed"));
    }
    let rebound: Vec<Binding> = match mention {
        Mention::Call { .. } | Mention::Bare => Vec::new(),
        Mention::Arrival(arrival) => rebound_before_start(model, arrival, at, symbol),
        Mention::Partial { .. } | Mention::Value => {
            let mut around = plan.request.arrivals.iter();
            match around.find(|arrival| model.tree.is_within(at, arrival.value)) {
                Some(arrival) => rebound_before_start(model, arrival, at, symbol),
                None => model.module.rebound_after(model.tree, symbol, at),
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
    if let Mention::Arrival(arrival) = mention {
        caveats.extend(lifetime(model, arrival, symbol));
    }
    Ok(())
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

/// Whether every call of the member reads the variable: then a missing value fails in the original, too.
fn reads_unconditionally(model: Model<'_>, member: &Member, symbol: SymbolId) -> bool {
    model.module.references_to(symbol).any(|reference| {
        let own = model.module.is_within(reference.scope, member.scope)
            && model.module.enclosing_function(reference.scope) == Some(member.scope);
        let conditional = model.tree.ancestors(reference.node).take_while(|outer| *outer != member.node).any(|outer| {
            matches!(
                model.tree.kind(outer),
                Kind::IfStatement
                    | Kind::WhileStatement
                    | Kind::ForStatement
                    | Kind::TryStatement
                    | Kind::MatchStatement
                    | Kind::ConditionalExpression
                    | Kind::BooleanOperator
            )
        });
        own && !conditional
    })
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

/// Whether a shared object is kept elsewhere, or the function waits for what the child does with it.
fn outlives(model: Model<'_>, symbol: SymbolId) -> bool {
    let tree = model.tree;
    model.module.references_to(symbol).any(|reference| {
        let Some(parent) = tree.parent(reference.node) else { return false };
        let waits = tree.kind(parent) == Kind::Attribute
            && tree.parent(parent).is_some_and(|call| tree.has_role(call, Role::Call))
            && [".get", ".wait", ".join"].iter().any(|method| tree.text(parent).ends_with(method))
            && reference.scope == model.module.symbol(symbol).scope;
        let kept = matches!(tree.kind(parent), Kind::ReturnStatement | Kind::Yield)
            || (tree.kind(parent) == Kind::Assignment
                && tree
                    .child(parent, Field::Left)
                    .is_some_and(|left| tree.kind(left) == Kind::Attribute));
        waits || kept
    })
}

/// The statement that stands where an `Assigned` member stood is run once, at the `def`.
pub(super) fn is_assigned(member: &Member) -> bool {
    matches!(member.form, Form::Assigned { .. })
}
