//! Mentions: what each place that names a lifted function does with it.

use crate::lift::Arrival;
use crate::lift::capture;
use crate::lift::group::{Form, Member, Plan};
use crate::module::ScopeId;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::Model;

/// What a place does with a function.
#[derive(Clone, Debug)]
pub(super) enum Mention<'r> {
    /// Calls it.
    Call {
        /// The call.
        call: NodeId,
    },
    /// Gives it to an API that runs it in another process.
    Arrival(&'r Arrival),
    /// Makes a `partial` of it.
    Partial {
        /// The call of `partial`.
        call: NodeId,
    },
    /// Reads only its attributes or its identity.
    Bare,
    /// Anything else: whoever gets it calls it as it is.
    Value,
}

/// Every mention of a member: where it is, what it is, and whether it stands in a lifted body.
pub(super) fn all<'r>(model: Model<'_>, plan: &Plan<'r>, member: &Member) -> Vec<(NodeId, Mention<'r>, bool)> {
    let inside = |scope: ScopeId| plan.members.iter().any(|other| model.module.is_within(scope, other.scope));
    match member.symbol {
        Some(symbol) => model
            .module
            .references_to(symbol)
            .filter(|reference| !capture::is_quotable(model, reference))
            .map(|reference| match lambda_around(model, plan, member, reference.node) {
                Some((lambda, arrival)) => (lambda, Mention::Arrival(arrival), inside(model.scope_at(lambda))),
                None => (reference.node, classify(model, plan, member, reference.node), inside(reference.scope)),
            })
            .collect(),
        None => {
            let scope = model.scope_at(member.node);
            let mention = match member.form {
                Form::Inline => classify(model, plan, member, member.node),
                Form::Statement { .. } | Form::Assigned { .. } => Mention::Value,
            };
            vec![(member.node, mention, inside(scope))]
        }
    }
}

/// The mentions in code that stays where it is.
pub(super) fn outside<'r>(model: Model<'_>, plan: &Plan<'r>, member: &Member) -> Vec<(NodeId, Mention<'r>)> {
    let all = all(model, plan, member).into_iter();
    all.filter(|(_, _, inside)| !inside).map(|(at, mention, _)| (at, mention)).collect()
}

/// What reads only the attributes of a function that it is given.
const READ_ATTRIBUTES: &[&str] = &[
    "functools.wraps",
    "functools.update_wrapper",
    "inspect.getdoc",
    "inspect.getsource",
    "inspect.getsourcelines",
    "inspect.getsourcefile",
    "inspect.getmodule",
    "inspect.isfunction",
];

/// The lambda that arrives for the member that it calls.
fn lambda_around<'r>(
    model: Model<'_>,
    plan: &Plan<'r>,
    member: &Member,
    node: NodeId,
) -> Option<(NodeId, &'r Arrival)> {
    let mut arrivals = plan.request.arrivals.iter().filter(|_| member.node == plan.request.function);
    let arrival = arrivals.find(|arrival| arrival.bound.is_some() && model.tree.is_within(node, arrival.value))?;
    Some((model.tree.without_parentheses(arrival.value), arrival))
}

/// The arrival of a node, in its parentheses or not.
fn arrival_at<'r>(plan: &Plan<'r>, node: NodeId, outer: NodeId) -> Option<&'r Arrival> {
    let is_here = |arrival: &&Arrival| (outer..=node).contains(&arrival.value);
    let anywhere = &plan.request.anywhere;
    let from = anywhere.partition_point(|arrival| arrival.value < outer);
    plan.request.arrivals.iter().find(is_here).or_else(|| anywhere.get(from).filter(is_here))
}

fn classify<'r>(model: Model<'_>, plan: &Plan<'r>, member: &Member, node: NodeId) -> Mention<'r> {
    let tree = model.tree;
    let outer = tree.with_parentheses(node);
    if let Some(arrival) = arrival_at(plan, node, outer) {
        return Mention::Arrival(arrival);
    }
    let Some(parent) = tree.parent(outer) else { return Mention::Value };
    if member.is_class() && names_type(model, outer, parent) {
        return Mention::Bare;
    }
    match tree.kind(parent) {
        Kind::Call if tree.child(parent, Field::Function) == Some(outer) => Mention::Call { call: parent },
        Kind::Attribute => Mention::Bare,
        Kind::ComparisonOperator => Mention::Bare,
        Kind::ArgumentList => {
            let Some(call) = tree.parent(parent) else { return Mention::Value };
            let callee = tree.child(call, Field::Function).map(|function| model.paths(function)).unwrap_or_default();
            let first = model.arguments(call).first() == Some(&outer);
            let is = |name: &str| callee.iter().any(|path| path == name);
            if first && is("functools.partial") {
                Mention::Partial { call }
            } else if READ_ATTRIBUTES.iter().any(|name| is(name)) {
                Mention::Bare
            } else {
                Mention::Value
            }
        }
        _ => Mention::Value,
    }
}

/// Whether a place only wants to know which class it is: a base, an annotation, `isinstance`, `except`, a pattern.
fn names_type(model: Model<'_>, node: NodeId, parent: NodeId) -> bool {
    let tree = model.tree;
    let Some(around) = tree.parent(parent) else { return false };
    match tree.kind(parent) {
        Kind::ArgumentList if tree.kind(around) == Kind::ClassDefinition => true,
        Kind::ArgumentList => tree.child(around, Field::Function).is_some_and(|function| {
            matches!(
                tree.text(function),
                "isinstance" | "issubclass" | "super" | "cast" | "typing.cast" | "id" | "repr"
            )
        }),
        Kind::KeywordArgument => tree.parent(around).is_some_and(|class| tree.kind(class) == Kind::ClassDefinition),
        Kind::Tuple | Kind::AsPattern => names_type(model, parent, around),
        Kind::Assignment
        | Kind::NamedExpression
        | Kind::ReturnStatement
        | Kind::Yield
        | Kind::List
        | Kind::Set
        | Kind::Pair
        | Kind::DefaultParameter
        | Kind::TypedDefaultParameter
        | Kind::ConditionalExpression
        | Kind::BooleanOperator
        | Kind::Lambda
        | Kind::ListSplat
        | Kind::ExpressionList
        | Kind::ListComprehension
        | Kind::SetComprehension
        | Kind::GeneratorExpression
        | Kind::RaiseStatement
        | Kind::Call => false,
        Kind::ExpressionStatement | Kind::ForStatement | Kind::ForInClause | Kind::Decorator => false,
        Kind::Subscript => tree.child(parent, Field::Value) == Some(node) || tree.kind(around) != Kind::Assignment,
        _ => true,
    }
}
