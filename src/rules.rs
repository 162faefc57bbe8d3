//! The rules, one file each, and what they share: which local functions reach a sink, and where.

mod lambda;
mod local_class;
mod main_guard;
mod nested_function;

use std::rc::Rc;

use crate::edit::{Applicability, Fix};
use crate::finding::{Code, Finding, Label, Outcome, Refusal, When};
use crate::lift::{self, Arrival, Lifted, Request};
use crate::sink::{self, Payload};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::{Model, Object};

/// The findings of a file in the order of their payloads, each made when it is asked for.
pub fn findings(model: Model<'_>) -> impl Iterator<Item = Finding> {
    arrived_functions(model).into_iter().filter_map(move |arrived| {
        let rules = [nested_function::check, lambda::check, local_class::check, main_guard::check];
        rules.into_iter().find_map(|check| check(model, &arrived))
    })
}

/// A function or class of the file that reaches a sink, with every payload that brings it there.
struct Arrived {
    function: NodeId,
    /// Every function or class that reaches a sink.
    in_children: Rc<[NodeId]>,
    payloads: Vec<Payload>,
    /// Every payload of the file.
    all: Rc<[Payload]>,
}

fn arrived_functions(model: Model<'_>) -> Vec<Arrived> {
    let mut found: Vec<(NodeId, Vec<Payload>)> = Vec::new();
    let all: Rc<[Payload]> = sink::payloads(model).into();
    for payload in all.iter() {
        let sent = definitions_in(model, payload);
        let used = sent.iter().flat_map(|definition| main_guard::used_by(model, *definition));
        let mut needed: Vec<NodeId> = used.chain(local_class::answered(model, payload)).collect();
        needed.retain(|definition| !sent.contains(definition));
        needed.sort_unstable();
        needed.dedup();
        for function in sent.into_iter().chain(needed) {
            match found.iter_mut().find(|(known, _)| *known == function) {
                Some((_, payloads)) => payloads.push(payload.clone()),
                None => found.push((function, vec![payload.clone()])),
            }
        }
    }
    let in_children: Rc<[NodeId]> = found.iter().map(|(function, _)| *function).collect();
    let arrived =
        |(function, payloads)| Arrived { function, in_children: in_children.clone(), payloads, all: all.clone() };
    found.into_iter().map(arrived).collect()
}

/// The functions of this file, and the classes, that a child needs to unpickle a payload.
fn definitions_in(model: Model<'_>, payload: &Payload) -> Vec<NodeId> {
    let mut found = Vec::new();
    // A manager is not sent itself, its class is.
    if payload.role != "manager" {
        found.extend(model.functions_in(payload.value));
    }
    for class in model.classes_in(payload.value) {
        let class = std::iter::successors(Some(class), |class| model.class_around(*class)).last().unwrap_or(class);
        if !found.contains(&class) {
            found.push(class);
        }
    }
    found
}

/// How a class comes to a sink: `an instance of `, or nothing where the class itself does.
fn of_class(model: Model<'_>, arrived: &Arrived) -> &'static str {
    let itself = |payload: &Payload| {
        let direct = model.tree.without_parentheses(payload.value);
        model.objects(direct).iter().any(|object| match object {
            Object::Class(class) => *class == arrived.function,
            Object::Made { call, .. } => *call == arrived.function,
            _ => false,
        })
    };
    if arrived.payloads.first().is_some_and(itself) { "" } else { "an instance of " }
}

/// The name of a function as it is written.
fn function_name(model: Model<'_>, function: NodeId) -> &str {
    model.tree.child(function, Field::Name).map_or("<lambda>", |name| model.tree.text(name))
}

/// What lifting each local function and class of a file on its own comes to.
pub(crate) fn liftings(model: Model<'_>) -> Vec<(Span, Outcome)> {
    let tree = model.tree;
    let functions = tree.subtree(tree.root()).filter(|node| match tree.kind(*node) {
        Kind::FunctionDefinition => model.function_around(*node).is_some() && model.class_around(*node).is_none(),
        Kind::ClassDefinition => model.function_around(*node).is_some() && model.class_around(*node).is_none(),
        kind => kind == Kind::Lambda,
    });
    functions
        .map(|function| {
            (
                tree.span(function),
                outcome(lift::lift(
                    model,
                    &Request { function, arrivals: Vec::new(), elsewhere: Vec::new(), in_children: Vec::new() },
                ))
                .0,
            )
        })
        .collect()
}

/// A lifting as the outcome of a finding, with the labels and hints that go with it.
fn outcome(lifted: Result<Lifted, Refusal>) -> (Outcome, Vec<Label>, Vec<String>) {
    match lifted {
        Ok(lifted) => {
            let applicability = match lifted.caveats {
                caveats if caveats.is_empty() => Applicability::Safe,
                caveats => Applicability::Unsafe(caveats),
            };
            let fix = Fix { title: lifted.title, applicability, edits: lifted.edits };
            (Outcome::Fix(fix), lifted.labels, lifted.hints)
        }
        Err(refusal) => (Outcome::Refusal(refusal), Vec::new(), Vec::new()),
    }
}

/// The words in which the two rules differ.
struct Words {
    code: Code,
    /// What the function is, with its name.
    what: String,
    /// What stands at the definition.
    definition: &'static str,
    /// Why pickle does not find it.
    reason: &'static str,
    /// The exception of the user.
    exception: String,
}

/// The finding for a function that has to move to module level.
fn finding(model: Model<'_>, arrived: &Arrived, words: Words) -> Option<Finding> {
    let tree = model.tree;
    let first = arrived.payloads.first()?;
    let request = Request {
        function: arrived.function,
        arrivals: arrived.payloads.iter().map(|payload| arrival(model, payload)).collect(),
        elsewhere: arrived
            .all
            .iter()
            .filter(|other| !arrived.payloads.iter().any(|payload| payload.value == other.value))
            .map(|payload| arrival(model, payload))
            .collect(),
        in_children: arrived.in_children.to_vec(),
    };
    let always = arrived.payloads.iter().find(|payload| payload.when == When::Always);
    let payload = always.unwrap_or(first);
    let mut labels = vec![];
    let head = head(model, arrived.function);
    if !tree.span(first.value).contains(head) && !head.contains(tree.span(first.value)) {
        labels.push(Label { span: head, message: words.definition.to_owned() });
    }
    for other in arrived.payloads.iter().skip(1).filter(|other| other.value != first.value) {
        labels.push(Label { span: tree.span(other.value), message: format!("and reaches `{}` here", other.api) });
    }
    if let Some(inner) = &first.inner {
        let inner = innermost(inner);
        labels.push(Label { span: tree.span(inner.value), message: format!("reaches `{}` here", inner.api) });
    }
    let mut hints = Vec::new();
    if payload.silent {
        hints.push("the queue pickles in a thread: no exception reaches the caller, the item is lost".to_owned());
    }
    let (outcome, captures, known) = outcome(lift::lift(model, &request));
    labels.extend(captures);
    hints.extend(known);
    Some(Finding {
        code: words.code,
        span: tree.span(first.value),
        message: format!("{} reaches `{}`{}", words.what, first.api, through(model, first)),
        label: match &first.inner {
            Some(_) => format!("given to `{}` here", callee(model, first)),
            None => format!("given to `{}` here", first.api),
        },
        labels,
        reason: words.reason.to_owned(),
        when: payload.when,
        exception: words.exception,
        hints,
        outcome,
    })
}

/// The payload that a chain of wrappers ends in.
fn innermost(payload: &Payload) -> &Payload {
    payload.inner.as_deref().map_or(payload, innermost)
}

/// The wrapper that a payload takes, in words.
fn through(model: Model<'_>, payload: &Payload) -> String {
    match payload.inner {
        Some(_) => format!(" through `{}`", callee(model, payload)),
        None => String::new(),
    }
}

/// What is called at a payload.
fn callee<'a>(model: Model<'a>, payload: &Payload) -> &'a str {
    model.tree.child(payload.call, Field::Function).map_or("", |function| model.tree.text(function))
}

fn arrival(model: Model<'_>, payload: &Payload) -> Arrival {
    Arrival {
        value: payload.value,
        forwarding: payload.forwarding,
        when: payload.when,
        starts: sink::starts(model, payload),
        joins: sink::joins(model, payload),
        role: payload.role,
    }
}

/// The part of a definition to point at: its name, or the head of a lambda.
fn head(model: Model<'_>, function: NodeId) -> Span {
    let tree = model.tree;
    let class = model.class_name(function).filter(|_| tree.kind(function) == Kind::Call);
    match tree.child(function, Field::Name).or(class) {
        Some(name) => tree.span(name),
        None => tree.span(function),
    }
}

/// The name of a function as Python spells it in its messages: `outer.<locals>.inner`.
fn qualified_name(model: Model<'_>, function: NodeId) -> String {
    let tree = model.tree;
    let mut name = String::new();
    let outer: Vec<NodeId> = tree.ancestors(function).collect();
    for node in outer.into_iter().rev() {
        let part = tree.child(node, Field::Name).map(|name| tree.text(name));
        match tree.kind(node) {
            Kind::FunctionDefinition => {
                name.push_str(part.unwrap_or_default());
                name.push_str(".<locals>.");
            }
            Kind::ClassDefinition => {
                name.push_str(part.unwrap_or_default());
                name.push('.');
            }
            Kind::Lambda => name.push_str("<lambda>.<locals>."),
            _ => {}
        }
    }
    let own = match tree.kind(function) {
        Kind::Call => model.class_name_text(function),
        _ => function_name(model, function),
    };
    format!("{name}{own}")
}
