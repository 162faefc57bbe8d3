//! The rules, one file each, and what they share: which local functions reach a sink, and where.

mod inherited_global;
mod inherited_setting;
mod lambda;
mod liftable;
mod local_class;
mod lost_update;
mod main_guard;
mod missing_main_guard;
mod nested_function;
mod page;
mod rebound_name;
mod shared_object;
mod start_method;
mod unpicklable_argument;
mod unpicklable_instance;

pub use page::page;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

pub use liftable::{Liftable, LiftableKind, at as liftable_at};
use lost_update::Lost;
use rebound_name::Claim;

use crate::edit::{Applicability, Fix};
use crate::finding::{Code, Distant, Finding, Label, Outcome, Refusal, Severity, When};
use crate::lift::{self, Arrival, ForTasks, Lifted, Maker, Request};
use crate::project;
use crate::sink::{self, Payload, Pool, Sinks};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::{self, Model, Object};

/// Why somebody may import the file for what it does when it is imported: another file of the run does, or it is the
/// `__init__` of a package or a test module.
fn imported_for_its_effect(model: Model<'_>) -> Option<String> {
    let (index, file) = (model.index, model.file);
    let name = index.module_name(file);
    let is_test = name.starts_with("test_") || name.ends_with("_test") || name == "conftest";
    match index.importers(file).first() {
        _ if index.is_package(file) => Some("an `__init__` is there to be imported, maybe for what it does".to_owned()),
        _ if is_test => Some("a test module is imported by its runner, maybe for what it does".to_owned()),
        Some(importer) => {
            let importer = index.module_name(*importer);
            Some(format!("`{importer}` imports this file, maybe for what it does"))
        }
        None => None,
    }
}

/// A subject of a rule: where its turn is, and its finding, which is made when it is asked for.
struct Case<'m> {
    at: usize,
    finding: Box<dyn FnOnce() -> Option<Finding> + 'm>,
}

/// The findings of a file with these sinks, in the order in which their fixes are best made; each is made when it is
/// asked for. That is source order, but what may move to module level comes in the order of its definitions: one that
/// stands above another one still does there.
pub fn findings(model: Model<'_>, sinks: Sinks) -> impl Iterator<Item = Finding> {
    let start = |node: NodeId| model.tree.span(node).start;
    let Sinks { payloads, decorated, .. } = all_sent(model, sinks);
    let mut found = rebound_name::others(model, &payloads, &decorated);
    found.extend(inherited_global::check(model, &payloads));
    found.extend(inherited_setting::findings(model, &payloads));
    found.extend(unpicklable_argument::findings(model, &payloads));
    found.extend(shared_object::findings(model, &payloads));
    found.extend(start_method::findings(model));
    let in_children: Vec<NodeId> = payloads.iter().flat_map(|payload| model.functions_in(payload.value)).collect();
    found.extend(unpicklable_instance::findings(model, &payloads, &in_children));
    let lost: Vec<Rc<Lost>> = lost_update::lost(model, &payloads).into_iter().map(Rc::new).collect();
    let all = Payloads::new(model, payloads);
    let arrived: Vec<Rc<Arrived>> = arrived_functions(model, &all).into_iter().map(Rc::new).collect();
    let mut cases: Vec<Case<'_>> = Vec::new();
    for lost in &lost {
        let (lost, arrived) = (lost.clone(), arrived.clone());
        let at = lost.start(model);
        cases.push(Case { at, finding: Box::new(move || advice(model, &lost, &arrived)) });
    }
    for finding in found {
        cases.push(Case { at: finding.span.start, finding: Box::new(move || Some(finding)) });
    }
    let mut turns: Vec<usize> = arrived.iter().filter_map(|arrived| arrived.first_start(model)).collect();
    turns.sort_unstable();
    for (at, arrived) in turns.into_iter().zip(arrived) {
        let lost = lost.clone();
        cases.push(Case { at, finding: Box::new(move || for_function(model, &arrived, &lost)) });
    }
    let starts = sink::started_at_import(model);
    if let Some(first) = starts.iter().map(|found| start(found.from)).min() {
        cases.push(Case { at: first, finding: Box::new(move || missing_main_guard::check(model, &starts)) });
    }
    cases.sort_by_key(|case| case.at);
    cases.into_iter().filter_map(|case| (case.finding)())
}

/// What reaches a sink of this file, which is known, or leaves it for that of another one, in source order.
fn all_sent(model: Model<'_>, mut sinks: Sinks) -> Sinks {
    sinks.payloads.extend(project::sent_by_others(model));
    sinks.payloads.sort_by_key(|payload| payload.value);
    sinks
}

/// The finding for a function that reaches a sink, with what the parent misses of what it does.
fn for_function(model: Model<'_>, arrived: &Arrived, lost: &[Rc<Lost>]) -> Option<Finding> {
    let mut finding = defect(model, arrived)?;
    for lost in lost.iter().filter(|lost| lost.function == arrived.function) {
        lost.add_to(model, &mut finding);
    }
    Some(finding)
}

/// The advice on a change that the parent never sees, where no finding for the function gives it.
fn advice(model: Model<'_>, lost: &Lost, arrived: &[Rc<Arrived>]) -> Option<Finding> {
    let mut same = arrived.iter().filter(|arrived| arrived.function == lost.function);
    let is_said = same.any(|arrived| defect(model, arrived).is_some());
    (!is_said).then(|| lost.finding(model))
}

/// What keeps pickle from finding a function that reaches a sink.
fn defect(model: Model<'_>, arrived: &Arrived) -> Option<Finding> {
    match rebound_name::check(model, arrived) {
        Claim::Mine(finding) => finding.map(|finding| *finding),
        Claim::Other => {
            let rules = [nested_function::check, lambda::check, local_class::check, main_guard::check];
            rules.into_iter().find_map(|check| check(model, arrived))
        }
    }
}

/// A function or class of the file that reaches a sink, with every payload that brings it there.
struct Arrived {
    function: NodeId,
    /// Every function or class that reaches a sink.
    in_children: Rc<[NodeId]>,
    payloads: Vec<Payload>,
    /// Every payload of the file.
    all: Rc<Payloads>,
}

impl Arrived {
    /// Where the first payload starts that brings it to a sink.
    fn first_start(&self, model: Model<'_>) -> Option<usize> {
        self.payloads.first().map(|payload| model.tree.span(payload.value).start)
    }
}

/// Every payload of a file, and where each arrives, found when a lifting asks.
struct Payloads {
    payloads: Vec<Payload>,
    arrivals: OnceCell<Rc<[Arrival]>>,
}

impl Payloads {
    /// What is sent, and the instances that start themselves.
    fn new(model: Model<'_>, mut payloads: Vec<Payload>) -> Rc<Self> {
        payloads.extend(sink::self_starters(model));
        payloads.sort_by_key(|payload| payload.value);
        Rc::new(Self { payloads, arrivals: OnceCell::new() })
    }

    fn arrivals(&self, model: Model<'_>) -> Rc<[Arrival]> {
        self.arrivals.get_or_init(|| self.payloads.iter().map(|payload| arrival(model, payload)).collect()).clone()
    }
}

/// The functions and classes that reach a sink, in source order.
fn arrived_functions(model: Model<'_>, all: &Rc<Payloads>) -> Vec<Arrived> {
    let mut found: Vec<(NodeId, Vec<Payload>)> = Vec::new();
    let mut known: BTreeMap<NodeId, usize> = BTreeMap::new();
    for payload in &all.payloads {
        let sent = definitions_in(model, payload);
        let used = sent.iter().flat_map(|definition| main_guard::used_by(model, *definition));
        let mut needed: Vec<NodeId> = used.chain(answered(model, payload)).collect();
        needed.retain(|definition| !sent.contains(definition));
        needed.sort_unstable();
        needed.dedup();
        for function in sent.into_iter().chain(needed) {
            let index = *known.entry(function).or_insert(found.len());
            match found.get_mut(index) {
                Some((_, payloads)) => payloads.push(payload.clone()),
                None => found.push((function, vec![payload.clone()])),
            }
        }
    }
    found.sort_by_key(|(function, _)| *function);
    let in_children: Rc<[NodeId]> = found.iter().map(|(function, _)| *function).collect();
    let arrived =
        |(function, payloads)| Arrived { function, in_children: in_children.clone(), payloads, all: all.clone() };
    found.into_iter().map(arrived).collect()
}

/// The functions and classes of its own that a task answers, itself or in an instance, or raises: what a task answers
/// is pickled on its way back.
fn answered(model: Model<'_>, payload: &Payload) -> Vec<NodeId> {
    let tree = model.tree;
    let mut found = Vec::new();
    if payload.when != When::Always || payload.role != "task" {
        return found;
    }
    for object in model.objects(payload.value) {
        let (Object::Function(task) | Object::Method { function: task, .. }) = object else { continue };
        if model.is_generator(task) || tree.has_token(task, "async") || model.decorators(task).next().is_some() {
            continue;
        }
        let scope = model.module.scope_of(task);
        let raises = tree.subtree(task).filter(|node| {
            let caught = tree.ancestors(*node).take_while(|outer| *outer != task);
            tree.kind(*node) == Kind::RaiseStatement
                && Some(model.scope_at(*node)) == scope
                && !caught.into_iter().any(|outer| tree.kind(outer) == Kind::TryStatement)
        });
        let values = model.returned_values(task).into_iter().chain(raises.filter_map(|raise| tree.first_child(raise)));
        let made = values.flat_map(|value| [model.classes_in(value), model.functions_in(value)].concat());
        found.extend(made.filter(|made| tree.is_within(*made, task) && model.class_around(*made).is_none()));
    }
    found
}

/// Whether it is a task that answers a function or class, and not the function or class itself that is sent.
fn is_answered(model: Model<'_>, arrived: &Arrived) -> bool {
    arrived.payloads.first().is_some_and(|payload| !definitions_in(model, payload).contains(&arrived.function))
}

/// The functions of this file, and the classes, that a child needs to unpickle a payload.
fn definitions_in(model: Model<'_>, payload: &Payload) -> Vec<NodeId> {
    let mut found = Vec::new();
    // A manager is not sent itself, its class is.
    if payload.role != "manager" && !model.is_keys_of_dict(payload.value, payload.cargo) {
        found.extend(model.functions_in(payload.value));
        let whole = model.leaves(payload.value, payload.cargo).into_iter().filter(|leaf| !leaf.items);
        found.extend(whole.flat_map(|leaf| model.functions_of_iterators(leaf.value)));
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

/// The functions and methods of the file that a payload runs.
fn runs(model: Model<'_>, payload: &Payload) -> Vec<NodeId> {
    let mut found = Vec::new();
    for object in model.objects(payload.value) {
        match object {
            Object::Method { function, .. } => found.push(function),
            Object::Instance(class) if payload.role == "process" => found.extend(value::method(model, class, "run")),
            _ => {}
        }
    }
    if payload.role != "process" {
        found.extend(model.functions_in(payload.value));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What a function is called in a message: with its class, where it is a method.
fn spoken_name(model: Model<'_>, function: NodeId) -> String {
    let name = model.tree.child(function, Field::Name).map(|name| model.tree.text(name));
    match (name, model.class_around(function)) {
        (Some(name), Some(class)) => format!("`{}.{name}`", model.class_name_text(class)),
        (Some(name), None) => format!("`{name}`"),
        (None, _) => "a lambda".to_owned(),
    }
}

/// The name of a function as it is written.
fn function_name(model: Model<'_>, function: NodeId) -> &str {
    model.tree.child(function, Field::Name).map_or("<lambda>", |name| model.tree.text(name))
}

/// The functions and classes of a file that can be asked to move to module level, in source order.
pub(crate) fn liftables(model: Model<'_>) -> Vec<Liftable> {
    liftable::all(model).into_iter().map(|(_, liftable)| liftable).collect()
}

/// What lifting comes to, for its own sake, of the functions and classes that are chosen from all, in source order: the
/// outcome, the labels, and the hints.
pub(crate) fn liftings(
    model: Model<'_>,
    choose: impl FnOnce(Vec<Liftable>) -> Vec<Liftable>,
) -> Vec<(Liftable, Outcome, Vec<Label>, Vec<String>)> {
    let known = liftable::all(model);
    let chosen = choose(known.iter().map(|(_, liftable)| liftable.clone()).collect());
    if chosen.is_empty() {
        return Vec::new();
    }
    let all = Payloads::new(model, all_sent(model, sink::find(model)).payloads);
    let arrived = arrived_functions(model, &all);
    let in_children: Rc<[NodeId]> = arrived.iter().map(|arrived| arrived.function).collect();
    known
        .into_iter()
        .filter(|(_, liftable)| chosen.contains(liftable))
        .map(|(function, liftable)| {
            let known = arrived.iter().find(|arrived| arrived.function == function);
            let payloads = known.map(|arrived| arrived.payloads.clone()).unwrap_or_default();
            let subject = Arrived { function, in_children: in_children.clone(), payloads, all: all.clone() };
            let (outcome, labels, hints) = outcome(lift::to_module_level(model, &request(model, &subject)));
            (liftable, outcome, labels, hints)
        })
        .collect()
}

/// A lifting as the outcome of a finding, with the labels and hints that go with it.
fn outcome(lifted: Result<Lifted, Refusal>) -> (Outcome, Vec<Label>, Vec<String>) {
    match lifted {
        Ok(lifted) => {
            let (fix, labels, hints) = fix_of(lifted);
            (Outcome::Fix(fix), labels, hints)
        }
        Err(refusal) => (Outcome::Refusal(refusal), Vec::new(), Vec::new()),
    }
}

/// A lifting as a fix, with the labels and hints that go with it.
fn fix_of(lifted: Lifted) -> (Fix, Vec<Label>, Vec<String>) {
    let applicability = match lifted.caveats {
        caveats if caveats.is_empty() => Applicability::Safe,
        caveats => Applicability::Unsafe(caveats),
    };
    (Fix { title: lifted.title, applicability, edits: lifted.edits }, lifted.labels, lifted.hints)
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
    /// The exception of the user; empty where nothing fails.
    exception: String,
}

/// The finding for a function that has to move to module level.
fn finding(model: Model<'_>, arrived: &Arrived, words: Words) -> Option<Finding> {
    let outcome = outcome(lift::lift(model, &request(model, arrived)));
    report(model, &arrived.payloads, head(model, arrived.function), words, outcome)
}

/// The lifting of a function, with the places where it and everything else of the file arrives.
fn request(model: Model<'_>, arrived: &Arrived) -> Request {
    Request {
        function: arrived.function,
        arrivals: arrived.payloads.iter().map(|payload| arrival(model, payload)).collect(),
        anywhere: arrived.all.arrivals(model),
        in_children: arrived.in_children.clone(),
        name_is_unseen: project::name_is_unseen(model, arrived.function, &arrived.all.payloads),
        for_tasks: ForTasks::default(),
        reads_guard: false,
    }
}

/// The finding for what several payloads bring to a sink; `head` is the part of its definition to point at.
fn report(
    model: Model<'_>,
    payloads: &[Payload],
    head: Span,
    words: Words,
    (outcome, captures, known): (Outcome, Vec<Label>, Vec<String>),
) -> Option<Finding> {
    let tree = model.tree;
    let first = payloads.first()?;
    let worst = payloads.iter().map(|payload| payload.when).max().unwrap_or(first.when);
    let payload = payloads.iter().find(|payload| payload.when == worst).unwrap_or(first);
    let mut labels = vec![];
    if first.elsewhere.is_some() || !tree.span(first.value).contains(head) && !head.contains(tree.span(first.value)) {
        labels.push(Label { span: head, message: words.definition.to_owned() });
    }
    for other in payloads.iter().skip(1).filter(|other| other.value != first.value) {
        labels.push(Label { span: tree.span(other.value), message: format!("and reaches `{}` here", other.api) });
    }
    let mut distant = Vec::new();
    show_way(model, first, &mut labels, &mut distant);
    let mut hints: Vec<String> = silence(payload).into_iter().collect();
    labels.extend(captures);
    hints.extend(known);
    Some(Finding {
        code: words.code,
        file: model.file,
        span: tree.span(first.value),
        anchor: first.anchor(),
        message: format!("{} reaches `{}`{}", words.what, first.api, through(model, first)),
        label: given_label(model, first),
        labels,
        distant,
        reason: words.reason.to_owned(),
        when: payload.when,
        exception: words.exception,
        hints,
        outcome,
        alternatives: Vec::new(),
        severity: Severity::default(),
    })
}

/// When a child lacks what a forked one inherits, which pickle does not take along: not for being a task.
fn without_tasks(payloads: &[Payload]) -> When {
    let is_spawned = |payload: &Payload| payload.when == When::Spawned;
    if payloads.iter().any(is_spawned) { When::Spawned } else { When::UnlessFork }
}

/// Where a wrapper hands a payload to the API, in this file or another one.
fn show_way(model: Model<'_>, payload: &Payload, labels: &mut Vec<Label>, distant: &mut Vec<Distant>) {
    let Some(through) = &payload.through else { return };
    let message = format!("reaches `{}` here", through.api);
    if through.place.file == model.file {
        labels.push(Label { span: through.place.span, message });
    } else {
        distant.push(Distant { place: through.place, message });
    }
}

/// What to know of an API whose exception nobody sees.
fn silence(payload: &Payload) -> Option<String> {
    let hint = "the queue pickles in a thread: no exception reaches the caller, the item is lost";
    payload.silent.then(|| hint.to_owned())
}

/// The wrapper that a payload takes, in words.
fn through(model: Model<'_>, payload: &Payload) -> String {
    match payload.through {
        Some(_) => format!(" through `{}`", callee(model, payload)),
        None => String::new(),
    }
}

/// What to say where the payload stands.
fn given_label(model: Model<'_>, payload: &Payload) -> String {
    if payload.role == "item" && payload.elsewhere.is_none() && !model.tree.is_within(payload.value, payload.call) {
        return format!("among what `{}` is given", callee(model, payload));
    }
    match &payload.through {
        Some(_) => format!("given to `{}` here", callee(model, payload)),
        None => format!("given to `{}` here", payload.api),
    }
}

/// What is called at a payload.
fn callee<'a>(model: Model<'a>, payload: &Payload) -> &'a str {
    if sink::is_partial(model, payload.call) {
        return model.positional(payload.call).first().map_or("partial", |bound| model.tree.text(*bound));
    }
    // A decorator without arguments is called by its `@`.
    model.tree.text(model.tree.child(payload.call, Field::Function).unwrap_or(payload.call))
}

fn arrival(model: Model<'_>, payload: &Payload) -> Arrival {
    Arrival {
        value: payload.value,
        forwarding: payload.forwarding.clone(),
        when: payload.when,
        starts: sink::starts(model, payload),
        joins: sink::joins(model, payload),
        role: payload.role,
        makers: if payload.role == "task" { makers(model, payload) } else { None },
        reads: payload.through.as_ref().map(|through| through.reads.clone()).unwrap_or_default(),
        bound: None,
    }
}

/// The calls that make the pools which a task is given to; none where these are not known.
fn makers(model: Model<'_>, payload: &Payload) -> Option<Vec<Maker>> {
    let maker = |pool: Pool| Maker { call: pool.call, has_initializer: pool.has_initializer, none: pool.none };
    sink::made_pools(model, payload).map(|pools| pools.into_iter().map(maker).collect())
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
