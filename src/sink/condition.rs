//! What a wrapper asks of its other parameters before a value gets to a sink, and whether a call may answer it: the
//! serial branch of `run(function, n_jobs=1)` pickles nothing.

use super::{catalogue, parameter_at, stars};
use crate::index::{Condition, Constant, Test};
use crate::syntax::{Field, Kind, NodeId, Tree};
use crate::value::{Model, Object};

/// What has to hold for the parameters `all` of a function so that it evaluates a call in it, with the pool that sends.
pub(super) fn conditions(model: Model<'_>, call: NodeId, function: NodeId, all: &[NodeId]) -> Vec<Condition> {
    let tree = model.tree;
    let mut found = Vec::new();
    evaluates(model, call, function, all, &mut found);
    let callee = tree.child(call, Field::Function).filter(|callee| tree.kind(*callee) == Kind::Attribute);
    if let Some((object, name)) =
        callee.and_then(|callee| tree.child(callee, Field::Object).zip(tree.child(callee, Field::Attribute)))
        // What a loop runs goes by the executor that it is given.
        && tree.text(name) != "run_in_executor"
    {
        found.extend(about(model, object, Test::Sends(tree.text(name).to_owned()), true, all));
        if let Some(made) = only_sender(model, object, tree.text(name))
            && tree.is_within(made, function)
        {
            evaluates(model, made, function, all, &mut found);
        }
    }
    found
}

/// What has to hold for the parameters `all` of a function so that a place in it is reached.
pub(super) fn of_place(model: Model<'_>, place: NodeId, function: NodeId, all: &[NodeId]) -> Vec<Condition> {
    let mut found = Vec::new();
    evaluates(model, place, function, all, &mut found);
    found
}

/// The call that makes the only one of several objects whose method sends: `pool = Pool() if parallel else Serial()`.
fn only_sender(model: Model<'_>, object: NodeId, method: &str) -> Option<NodeId> {
    let objects = model.objects(object);
    let senders: Vec<NodeId> = objects
        .iter()
        .filter_map(|object| match object {
            Object::Made { path, call } => is_api(&model.member_of_made(path, *call, method)).then_some(*call),
            _ => None,
        })
        .collect();
    match senders[..] {
        [sender] if objects.len() > 1 => Some(sender),
        _ => None,
    }
}

/// What has to hold for the parameters `all` of a function so that it evaluates an expression in it.
fn evaluates(model: Model<'_>, expression: NodeId, function: NodeId, all: &[NodeId], found: &mut Vec<Condition>) {
    let tree = model.tree;
    let mut ask = |question: Option<NodeId>, holds: bool| {
        if let Some(question) = question {
            collect(model, question, holds, all, found);
        }
    };
    let mut below = expression;
    for outer in tree.ancestors(expression).take_while(|outer| *outer != function) {
        let condition = tree.child(outer, Field::Condition);
        match (tree.kind(outer), tree.field_in_parent(below)) {
            (Kind::IfStatement | Kind::ElifClause, Some(Field::Consequence)) => ask(condition, true),
            (Kind::IfStatement, Some(Field::Alternative)) => {
                ask(condition, false);
                let others = tree.children(outer).take_while(|clause| *clause != below);
                others.for_each(|clause| ask(tree.child(clause, Field::Condition), false));
            }
            (Kind::ConditionalExpression, _) => {
                let parts: Vec<NodeId> = tree.children(outer).collect();
                let condition = parts.get(1).copied().filter(|condition| *condition != below);
                ask(condition, parts.first() == Some(&below));
            }
            (Kind::Block, _) => {
                let before = tree.children(outer).take_while(|statement| *statement != below);
                before.filter(|statement| ends(tree, *statement)).for_each(|statement| {
                    ask(tree.child(statement, Field::Condition), false);
                });
            }
            _ => {}
        }
        below = outer;
    }
}

/// Whether the function is over where the condition of an `if` statement holds.
fn ends(tree: &Tree, statement: NodeId) -> bool {
    let body = tree.child(statement, Field::Consequence).filter(|_| tree.kind(statement) == Kind::IfStatement);
    let last = body.and_then(|body| tree.children(body).last());
    last.is_some_and(|last| matches!(tree.kind(last), Kind::ReturnStatement | Kind::RaiseStatement))
}

/// The conditions in a question, where the answer has to be `holds`.
fn collect(model: Model<'_>, question: NodeId, holds: bool, all: &[NodeId], found: &mut Vec<Condition>) {
    let tree = model.tree;
    let question = tree.without_parentheses(question);
    match tree.kind(question) {
        Kind::NotOperator => {
            if let Some(inner) = tree.first_child(question) {
                collect(model, inner, !holds, all, found);
            }
        }
        // All of `a and b` have to hold, none of `a or b` may.
        Kind::BooleanOperator if tree.has_token(question, "and") == holds => {
            for part in tree.children(question) {
                collect(model, part, holds, all, found);
            }
        }
        Kind::ComparisonOperator => {
            if let [left, right] = tree.children(question).collect::<Vec<_>>()[..]
                && let Some(constant) = constant(tree, right)
                && let Some((test, flips)) = comparison(tree, question, constant)
            {
                found.extend(about(model, left, test, holds != flips, all));
            }
        }
        _ => found.extend(about(model, question, Test::Truth, holds, all)),
    }
}

/// The question that a comparison with a constant on its right asks, and whether it asks for the contrary.
fn comparison(tree: &Tree, comparison: NodeId, constant: Constant) -> Option<(Test, bool)> {
    let is = |token: &str| tree.has_token(comparison, token);
    let number = if let Constant::Integer(number) = constant { Some(number) } else { None };
    let above = number.and_then(|number| number.checked_add(1));
    if is("==") {
        Some((Test::Equals(constant), false))
    } else if is("!=") {
        Some((Test::Equals(constant), true))
    } else if is("is not") {
        Some((Test::Is(constant), true))
    } else if is("is") {
        Some((Test::Is(constant), false))
    } else if is("<") {
        Some((Test::Below(number?), false))
    } else if is(">=") {
        Some((Test::Below(number?), true))
    } else if is("<=") {
        Some((Test::Below(above?), false))
    } else if is(">") {
        Some((Test::Below(above?), true))
    } else {
        None
    }
}

/// A condition on what an expression holds, where that is one of the parameters and nothing else is bound to it.
fn about(model: Model<'_>, expression: NodeId, test: Test, holds: bool, all: &[NodeId]) -> Option<Condition> {
    let (node, parameter, position) = parameter_at(model, expression, all)?;
    if stars(model, node) > 0 {
        return None;
    }
    let default = model.tree.child(node, Field::Value).and_then(|value| constant(model.tree, value));
    let is_keyword_only = all.iter().take(position).any(|other| stars(model, *other) == 1);
    let position = (!is_keyword_only).then_some(position);
    Some(Condition { parameter, position, default, test, holds })
}

/// The value of a literal.
pub(super) fn constant(tree: &Tree, node: NodeId) -> Option<Constant> {
    let text = tree.text(node);
    match tree.kind(node) {
        Kind::None => Some(Constant::None),
        Kind::True => Some(Constant::Bool(true)),
        Kind::False => Some(Constant::Bool(false)),
        Kind::Integer | Kind::UnaryOperator => text.parse().ok().map(Constant::Integer),
        Kind::String => {
            let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
            let is_plain = !inner.starts_with(quote) && !inner.contains('\\');
            is_plain.then(|| Constant::Text(inner.to_owned()))
        }
        _ => None,
    }
}

/// Whether a call of the wrapper may give what a condition asks for.
pub(super) fn may_hold(model: Model<'_>, call: NodeId, condition: &Condition) -> bool {
    let tree = model.tree;
    let is_splat = |node: &NodeId| matches!(tree.kind(*node), Kind::ListSplat | Kind::DictionarySplat);
    let answer = |value: Option<&Constant>| value.and_then(|value| condition.test.of(value));
    let given = model.given(call, &condition.parameter, condition.position);
    if given.is_empty() {
        let is_left_out = !model.arguments(call).iter().any(is_splat);
        return !is_left_out || answer(condition.default.as_ref()).is_none_or(|answer| answer == condition.holds);
    }
    given.into_iter().flat_map(|value| model.objects(value)).any(|object| {
        let answer = match (&object, &condition.test) {
            (Object::Expression(value), Test::Sends(_)) if constant(tree, *value).is_none() => None,
            (Object::Expression(value), _) => answer(constant(tree, *value).as_ref()),
            (Object::Made { path, call }, Test::Sends(name)) if !path.starts_with('@') => {
                Some(is_api(&model.member_of_made(path, *call, name)))
            }
            _ => None,
        };
        answer.is_none_or(|answer| answer == condition.holds)
    })
}

fn is_api(path: &str) -> bool {
    catalogue::row_named(&catalogue::normalized(path).0).is_some()
}

/// Whether a function that calls a wrapper leaves it to some setting if a flag is set that is off without: the callers
/// of the function can't tell, and who wrote them did not ask for processes.
pub(super) fn is_left_to_a_setting(model: Model<'_>, call: NodeId, conditions: &[Condition]) -> bool {
    let is_known = |object: &Object| match object {
        Object::Expression(value) => constant(model.tree, *value).is_some(),
        _ => false,
    };
    let is_setting =
        |value: NodeId| model.tree.kind(value) == Kind::Attribute && !model.objects(value).iter().any(is_known);
    conditions.iter().filter(|condition| condition.default == Some(Constant::Bool(!condition.holds))).any(|condition| {
        let given = model.given(call, &condition.parameter, condition.position);
        condition.test == Test::Truth && !given.is_empty() && given.into_iter().all(is_setting)
    })
}

/// The conditions that a function passes on to its own callers, where it calls a wrapper that has some.
pub(super) fn passed_on(model: Model<'_>, call: NodeId, conditions: &[Condition], all: &[NodeId]) -> Vec<Condition> {
    let pass = |condition: &Condition| match model.given(call, &condition.parameter, condition.position)[..] {
        [value] => about(model, value, condition.test.clone(), condition.holds, all),
        _ => None,
    };
    conditions.iter().filter_map(pass).collect()
}
