//! MP202 unpicklable-instance: a bound method or an instance is sent whose attributes can't be pickled.
//!
//! # What it does
//!
//! Finds bound methods, and instances, that are given to another process while an attribute of the instance holds what
//! pickle does not take: a lock of `threading`, an open file, a pool, a process, a lambda. Instances of subclasses of
//! `Process` are sent by their own `start`.
//!
//! # Why is this bad
//!
//! A bound method is pickled as its name and its instance, and an instance as all of its attributes, unless its class
//! says otherwise by `__getstate__`, `__reduce__` or `__reduce_ex__`: `TypeError: cannot pickle '_thread.lock' object`,
//! or `NotImplementedError: pool objects cannot be passed between processes or pickled`.
//!
//! # Example
//!
//! ```python
//! import threading
//! from multiprocessing import Process
//!
//!
//! class Counter:
//!     def __init__(self, limit):
//!         self.limit = limit
//!         self.lock = threading.Lock()
//!
//!     def count(self):
//!         print(sum(range(self.limit)))
//!
//!     def start(self):
//!         process = Process(target=self.count)
//!         process.start()
//!         process.join()
//!
//!
//! if __name__ == "__main__":
//!     Counter(4).start()
//! ```
//!
//! # Use instead
//!
//! ```python
//! import threading
//! from multiprocessing import Process
//!
//!
//! def _count(limit):
//!     print(sum(range(limit)))
//!
//!
//! class Counter:
//!     def __init__(self, limit):
//!         self.limit = limit
//!         self.lock = threading.Lock()
//!
//!     def count(self):
//!         print(sum(range(self.limit)))
//!
//!     def start(self):
//!         process = Process(target=_count, args=(self.limit,))
//!         process.start()
//!         process.join()
//!
//!
//! if __name__ == "__main__":
//!     Counter(4).start()
//! ```
//!
//! # When mpfix refuses
//!
//! - The method needs the instance: it calls other methods, sets attributes, or hands `self` on.
//! - It reads the attribute that can't be pickled.
//! - Another method may take its place: a subclass, here or in another file, has one of the same name or gets one from
//!   another base, something is assigned to the method or patches it, or the method or its class is decorated.
//! - The class is in another file.
//! - The whole instance is sent, and not one of its methods.
//!
//! The refusal shows the `__getstate__` that keeps such attributes out.
//!
//! # Fix safety
//!
//! The function that takes the place of the method is given the attributes that the method reads. That is safe where
//! every instance has them, or the method reads them in any case, and where they are not set again between the making
//! of a process and its start; the method itself stays.

mod elsewhere;
mod heirs;

use super::{arrival, callee, outcome, show_way, through};
use crate::finding::{Code, Distant, Finding, Label, Outcome, Refusal, RefusalReason, Severity, When};
use crate::index::Cargo;
use crate::lift::{self, ForTasks, Request, Sent};
use crate::sink::{self, Payload};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{self, Held, Model, Moment, Object, Starts};

/// An instance that is sent.
struct Sending {
    /// The expression that stands for it: the method, or the instance itself.
    value: NodeId,
    payload: Option<Payload>,
    api: String,
    class: NodeId,
    method: Option<NodeId>,
    held: Vec<Held>,
}

/// The findings for instances that can't be pickled, in source order.
pub(super) fn findings(model: Model<'_>, payloads: &[Payload], in_children: &[NodeId]) -> Vec<Finding> {
    let mut all: Vec<Sending> = Vec::new();
    let mut found: Vec<Finding> = Vec::new();
    for payload in payloads {
        for value in candidates(model, payload) {
            let api = payload.api.clone();
            found.extend(elsewhere::finding(model, value, payload));
            all.extend(
                sending(model, value, api, Some(payload)).filter(|new| all.iter().all(|old| old.value != new.value)),
            );
        }
    }
    for started in sink::started_instances(model) {
        let api = "Process.start".to_owned();
        let new = sending(model, started, api, None);
        let is_new = |new: &Sending| all.iter().all(|old| old.payload.is_some() || old.class != new.class);
        all.extend(new.filter(is_new));
    }
    all.sort_by_key(|sending| sending.value);
    for (index, sending) in all.iter().enumerate() {
        let same = |other: &Sending| sending.method.is_some() && other.method == sending.method;
        if all.iter().take(index).any(same) {
            continue;
        }
        let others: Vec<&Sending> = all.iter().skip(index + 1).filter(|other| same(other)).collect();
        found.push(finding(model, sending, &others, in_children));
    }
    found
}

/// The expressions of a payload that may be an instance or its method.
fn candidates(model: Model<'_>, payload: &Payload) -> Vec<NodeId> {
    let mut found: Vec<NodeId> = Vec::new();
    if payload.cargo == Cargo::Function {
        let mut function = model.tree.without_parentheses(payload.value);
        while model.tree.kind(function) == Kind::Call && model.is_call_of(function, "functools.partial") {
            match model.positional(function).first() {
                Some(first) => function = model.tree.without_parentheses(*first),
                None => break,
            }
        }
        found.push(function);
    }
    let leaves = model.leaves(payload.value, payload.cargo);
    found.extend(leaves.into_iter().filter(|leaf| !leaf.items).map(|leaf| leaf.value));
    found
}

/// The instance that an expression sends, where it can't be pickled.
fn sending(model: Model<'_>, value: NodeId, api: String, payload: Option<&Payload>) -> Option<Sending> {
    let mut found: Option<(NodeId, Option<NodeId>)> = None;
    for object in model.objects(value) {
        let this = match object {
            // A class method is bound to the class, whoever it is asked of.
            Object::Method { function, .. } if model.decorators(function).any(|name| is_classmethod(model, name)) => {
                return None;
            }
            Object::Method { class, function } if model.tree.kind(function) != Kind::Lambda => (class, Some(function)),
            Object::Instance(class) => (class, None),
            _ => return None,
        };
        if found.is_some_and(|other| other != this) {
            return None;
        }
        found = Some(this);
    }
    let (class, method) = found?;
    let class = if method.is_some() { receiver_class(model, value).unwrap_or(class) } else { class };
    let until = payload.map_or(Some(value), |payload| pickled_at(model, payload, value));
    let runs_already = payload.is_some_and(|payload| payload.when == When::Always);
    let moment = Moment { sent: value, until, runs_already };
    let instance = method.and_then(|_| model.tree.child(model.tree.without_parentheses(value), Field::Object));
    let instance = instance.unwrap_or(value);
    let mut held = Vec::new();
    for source in value::sources(model, instance) {
        let mut of_source = value::held(model, class, moment);
        let given = value::given_fields(model, source);
        of_source.retain(|held| held.attribute.as_ref().is_none_or(|name| !given.contains(name)));
        add(&mut of_source, value::by_default(model, source, moment));
        let mut of_source = value::after_calls(model, source, moment, of_source);
        for name in [source, instance] {
            let given_up = value::given_up(model, name, moment);
            of_source.retain(|held| held.attribute.as_ref().is_none_or(|name| !given_up.contains(name)));
        }
        add(&mut held, of_source);
    }
    add(&mut held, value::given_to(model, instance, moment));
    held.extend(value::running_test(model, class, value));
    let heir = if held.is_empty() { heirs::held(model, class, instance, moment) } else { None };
    let (class, held) = heir.unwrap_or((class, held));
    let payload = payload.cloned();
    (!held.is_empty()).then_some(Sending { value, payload, api, class, method, held })
}

/// Adds what is held, each attribute once.
fn add(held: &mut Vec<Held>, more: Vec<Held>) {
    for one in more {
        if !held.iter().any(|held| held.attribute == one.attribute) {
            held.push(one);
        }
    }
}

/// Up to where the function around has run when the payload is pickled: a process may be started by another one.
fn pickled_at(model: Model<'_>, payload: &Payload, value: NodeId) -> Option<NodeId> {
    if payload.when == When::Always || payload.through.is_some() {
        return Some(value);
    }
    let nodes = match sink::starts(model, payload) {
        Starts::At(nodes) => nodes,
        _ => Some(starts_of_attribute(model, payload))
            .filter(|nodes| !nodes.is_empty())
            .unwrap_or_else(|| model.calls_on(payload.call, "start")),
    };
    if nodes.is_empty() {
        return Some(value);
    }
    nodes.into_iter().filter(|node| model.module.runs_together(model.tree, *node, value)).min()
}

/// `self.process = Process(...)`: the mentions of `self.process.start` in the class.
fn starts_of_attribute(model: Model<'_>, payload: &Payload) -> Vec<NodeId> {
    let tree = model.tree;
    let assignment = tree.parent(payload.call).filter(|node| tree.kind(*node) == Kind::Assignment);
    let left = assignment.and_then(|assignment| tree.child(assignment, Field::Left));
    let class = value::method_around(model, payload.call).and_then(|method| model.class_around(method));
    let (Some(left), Some(class)) = (left.filter(|left| tree.kind(*left) == Kind::Attribute), class) else {
        return Vec::new();
    };
    let start = format!("{}.start", tree.text(left));
    let mentions = tree.subtree(class).filter(|node| tree.kind(*node) == Kind::Attribute);
    mentions.filter(|node| tree.text(*node) == start).collect()
}

fn is_classmethod(model: Model<'_>, decorator: NodeId) -> bool {
    model.tree.text(decorator) == "classmethod"
}

/// The class of the object whose method is sent: it may inherit the method.
fn receiver_class(model: Model<'_>, value: NodeId) -> Option<NodeId> {
    let object = model.tree.child(model.tree.without_parentheses(value), Field::Object)?;
    match model.objects(object)[..] {
        [Object::Instance(class)] => Some(class),
        _ => None,
    }
}

fn finding(model: Model<'_>, sending: &Sending, others: &[&Sending], in_children: &[NodeId]) -> Finding {
    let tree = model.tree;
    let class = tree.child(sending.class, Field::Name).map_or("", |name| tree.text(name));
    let text = tree.text(sending.value);
    let text = if text.contains('\n') { class } else { text };
    let what = match sending.method {
        Some(_) => format!("the bound method `{text}`"),
        None => format!("`{text}`, an instance of `{class}`,"),
    };
    let held = sending.held.first();
    let obstacle = held.map_or("something", |held| held.obstacle.what.as_str());
    let because = match held.and_then(|held| held.attribute.as_ref()) {
        Some(attribute) => format!("and its `{attribute}` holds {obstacle}, which can't be"),
        None => format!("and this one is {obstacle}, which can't be"),
    };
    let reason = match sending.method {
        Some(_) => format!("a bound method is pickled with its instance, {because}"),
        None => format!("an instance is pickled with its attributes, {because}"),
    };
    let through = sending.payload.as_ref().map_or(String::new(), |payload| through(model, payload));
    let (outcome, known) = outcome_of(model, sending, others, in_children);
    let payloads = || std::iter::once(sending).chain(others.iter().copied()).filter_map(|one| one.payload.as_ref());
    let when = payloads().map(|payload| payload.when).max();
    let when = when.unwrap_or_else(|| sink::when_started(model, sending.value));
    let label = match &sending.payload {
        Some(payload) if payload.elsewhere.is_none() && !tree.is_within(sending.value, payload.call) => {
            format!("among what `{}` is given", callee(model, payload))
        }
        Some(payload) if payload.through.is_some() => format!("given to `{}` here", callee(model, payload)),
        _ => format!("given to `{}` here", sending.api),
    };
    let (mut labels, mut distant) = (labels(model, sending, others), set_elsewhere(sending));
    if let Some(payload) = &sending.payload {
        show_way(model, payload, &mut labels, &mut distant);
    }
    Finding {
        code: Code::UnpicklableInstance,
        file: model.file,
        span: tree.span(sending.value),
        anchor: None,
        message: format!("{what} reaches `{}`{through}", sending.api),
        label: if sending.payload.is_none() { "started here".to_owned() } else { label },
        labels,
        distant,
        reason,
        when,
        exception: held.map_or(String::new(), |held| held.obstacle.exception.clone()),
        hints: sending.payload.as_ref().and_then(super::silence).into_iter().chain(known).collect(),
        outcome,
        alternatives: Vec::new(),
        severity: Severity::default(),
    }
}

/// Where bases of other files set the attributes.
fn set_elsewhere(sending: &Sending) -> Vec<Distant> {
    let named = sending.held.iter().filter_map(|held| Some((held.elsewhere?, held.attribute.as_ref()?)));
    named.map(|(place, name)| Distant { place, message: format!("`{name}` is set here") }).collect()
}

/// Where the attributes are set, and where else the method is sent.
fn labels(model: Model<'_>, sending: &Sending, others: &[&Sending]) -> Vec<Label> {
    let tree = model.tree;
    let mut labels: Vec<Label> = Vec::new();
    for held in sending.held.iter().filter(|held| held.elsewhere.is_none()) {
        let message = match &held.attribute {
            Some(attribute) => format!("`{attribute}` is set here"),
            None => "its class".to_owned(),
        };
        let node = if held.attribute.is_some() { Some(held.at) } else { tree.child(held.at, Field::Name) };
        labels.extend(node.map(|node| Label { span: tree.span(node), message }));
    }
    for other in others {
        labels.push(Label { span: tree.span(other.value), message: format!("and reaches `{}` here", other.api) });
    }
    labels
}

/// The method as a function that takes what it reads, or the reason why the instance is needed.
fn outcome_of(
    model: Model<'_>,
    sending: &Sending,
    others: &[&Sending],
    in_children: &[NodeId],
) -> (Outcome, Vec<String>) {
    let attributes: Vec<String> = sending.held.iter().filter_map(|held| held.attribute.clone()).collect();
    let all = || std::iter::once(sending).chain(others.iter().copied());
    let arrivals = all().filter_map(|one| one.payload.as_ref()).filter(|payload| payload.cargo == Cargo::Function);
    let arrivals: Vec<lift::Arrival> = arrivals.map(|payload| arrival(model, payload)).collect();
    let whole = all().all(|one| one.payload.as_ref().is_some_and(|payload| payload.cargo == Cargo::Function));
    if let Some(function) = sending.method.filter(|_| whole) {
        let (anywhere, in_children) = ([].into(), in_children.into());
        let request = Request {
            function,
            arrivals,
            anywhere,
            in_children,
            name_is_unseen: false,
            for_tasks: ForTasks::default(),
            reads_guard: false,
        };
        let sent = Sent { class: sending.class, request: &request, held: &attributes };
        let (outcome, _, hints) = outcome(lift::detach(model, &sent));
        return (outcome, hints);
    }
    let class = model.tree.child(sending.class, Field::Name).map_or("", |name| model.tree.text(name));
    let because = match &sending.payload {
        None => "a process is pickled with its attributes when it starts".to_owned(),
        Some(_) => "the whole instance is sent".to_owned(),
    };
    let reason = RefusalReason::NeedsInstance { because, class: class.to_owned(), attributes };
    let at = sending.held.first().map_or(sending.value, |held| held.at);
    (Outcome::Refusal(Refusal { reason, span: model.tree.span(at) }), Vec::new())
}
