//! MP203 shared-object-in-task: a lock, queue or other shared object of `multiprocessing` is given to a task of a pool.
//!
//! # What it does
//!
//! Finds a `Queue`, `Lock`, `Event`, `Value`, `Array`, `Semaphore`, `Barrier` or `Condition` of `multiprocessing` among
//! the arguments, the items or the captured variables of a task of a `Pool` or a `ProcessPoolExecutor`.
//!
//! # Why is this bad
//!
//! Such objects may only be inherited by a process, as an argument of `Process` or of a pool's `initializer`
//! (multiprocessing documentation, "Explicitly pass resources to child processes"). Tasks are pickled when the workers
//! run already: `RuntimeError: Lock objects should only be shared between processes through inheritance`, under every
//! start method. Proxies of a `Manager` and ends of a pipe can go anywhere, and are left alone.
//!
//! # Example
//!
//! ```python
//! from multiprocessing import Lock, Pool
//!
//!
//! def work(lock, number):
//!     with lock:
//!         return number + 1
//!
//!
//! if __name__ == "__main__":
//!     lock = Lock()
//!     with Pool(1) as pool:
//!         print(pool.starmap(work, [(lock, 1), (lock, 2)]))
//! ```
//!
//! # Use instead
//!
//! ```python
//! from multiprocessing import Lock, Pool
//!
//!
//! def work(number):
//!     with lock:
//!         return number + 1
//!
//!
//! def _init(lock_):
//!     global lock
//!     lock = lock_
//!
//!
//! if __name__ == "__main__":
//!     lock = Lock()
//!     with Pool(1, initializer=_init, initargs=(lock,)) as pool:
//!         print(pool.starmap(work, [(1,), (2,)]))
//! ```
//!
//! # When mpfix refuses
//!
//! - The pool has an initializer already, or is not made in this file.
//! - The function of the task is a method, or is in another file.
//! - The tasks get different objects, or the object is a part of an item: use `multiprocessing.Manager()`.
//! - It is put in a queue or sent through a connection: give it to the process when that is made.
//!
//! # Fix safety
//!
//! The fix is safe: each task is given the same object, which is bound once before the pool is made. Where the function
//! is also used in another way, is decorated, or may be called by another file or a doctest, it stays as it is, and the
//! tasks get a function of their own that calls it. Where that can't be written, because a default is more than a
//! literal, and only another file or a doctest may call the function, the fix is unsafe.

use super::{Words, head, outcome, report};
use crate::finding::{Code, Finding, Label, Refusal, RefusalReason, When};
use crate::index::Cargo;
use crate::lift::{self, Lifted, Task};
use crate::sink::Payload;
use crate::syntax::{Kind, NodeId};
use crate::value::{self, Model, Object};

/// A function with the tasks that run it, and what these are given.
struct Job {
    /// None where it is of another file, or not known.
    function: Option<NodeId>,
    /// The payloads that are the function.
    tasks: Vec<Payload>,
    /// The payloads with a shared object in them, each with the object and its kind.
    shared: Vec<(Payload, NodeId, &'static str)>,
}

/// The findings of a file, one for each function that gets shared objects.
pub(super) fn findings(model: Model<'_>, payloads: &[Payload]) -> Vec<Finding> {
    let mut jobs: Vec<Job> = Vec::new();
    for task in payloads.iter().filter(|payload| payload.role == "task" && payload.cargo == Cargo::Function) {
        let mut shared = Vec::new();
        let partial = partial_of(model, payloads, task.value);
        let data = payloads.iter().filter(|payload| payload.call == task.call && payload.role == "item");
        let own = std::iter::once((task, partial.unwrap_or(task.value)));
        for (payload, value) in own.chain(data.map(|payload| (payload, payload.value))) {
            for leaf in model.leaves(value, payload.cargo) {
                let kind = value::shared_expression(model, leaf.value);
                shared.extend(kind.map(|kind| (payload.clone(), leaf.value, kind)));
            }
        }
        let functions = model.functions_in(task.value);
        let function = if let [one] = functions[..] { Some(one) } else { None };
        match jobs.iter_mut().find(|job| function.is_some() && job.function == function) {
            Some(job) => {
                job.tasks.push(task.clone());
                job.shared.extend(shared);
            }
            None => jobs.push(Job { function, tasks: vec![task.clone()], shared }),
        }
    }
    // A function that can't be found by its name is moved first.
    let found = jobs.into_iter().filter(|job| {
        let local = |function| model.tree.kind(function) == Kind::Lambda || model.function_around(function).is_some();
        !job.shared.is_empty() && !job.function.is_some_and(local)
    });
    let mut found: Vec<Finding> = found.filter_map(|job| finding(model, payloads, &job)).collect();
    found.extend(messages(model, payloads));
    found
}

/// Shared objects that are put in a queue or sent through a connection.
fn messages(model: Model<'_>, payloads: &[Payload]) -> Vec<Finding> {
    let is_task = |call: NodeId| payloads.iter().any(|other| other.call == call && other.role != "item");
    let messages = payloads.iter().filter(|payload| payload.role == "item" && payload.when == When::Always);
    let mut found = Vec::new();
    for payload in messages.filter(|payload| !is_task(payload.call)) {
        for leaf in model.leaves(payload.value, payload.cargo) {
            let Some(kind) = value::shared_expression(model, leaf.value) else { continue };
            let words = Words {
                code: Code::SharedObject,
                what: what(model, leaf.value, kind),
                definition: "sent here",
                reason: "only a process that is being started can inherit such an object, and who receives this runs \
                         already",
                exception: value::shared_exception(kind),
            };
            let reason = RefusalReason::SharedInTask {
                because: "a message can't carry it".to_owned(),
                way_out: "give it to the process when that is made, or use `multiprocessing.Manager()`".to_owned(),
            };
            let span = model.tree.span(leaf.value);
            let outcome = outcome(Err(Refusal { reason, span }));
            let sent = [Payload { value: leaf.value, ..payload.clone() }];
            found.extend(report(model, &sent, span, words, outcome));
        }
    }
    found
}

/// The object in words.
fn what(model: Model<'_>, object: NodeId, kind: &str) -> String {
    let text = model.tree.text(object);
    let is_named = matches!(model.tree.kind(object), Kind::Identifier | Kind::Attribute);
    if is_named { format!("`{text}`, a `multiprocessing.{kind}`,") } else { format!("a `{kind}`") }
}

fn finding(model: Model<'_>, payloads: &[Payload], job: &Job) -> Option<Finding> {
    let tree = model.tree;
    let (first, object, kind) = job.shared.first()?;
    let mut objects: Vec<NodeId> = job.shared.iter().map(|(_, object, _)| *object).collect();
    objects.sort_unstable();
    objects.dedup();
    let words = Words {
        code: Code::SharedObject,
        what: what(model, *object, kind),
        definition: "runs in the workers of a pool",
        reason: "the workers of a pool can only inherit such an object, and a task is pickled when they run already",
        exception: value::shared_exception(kind),
    };
    let sent: Vec<Payload> = vec![Payload { value: *object, ..first.clone() }];
    let span = job.function.map_or(tree.span(*object), |function| head(model, function));
    let mut finding = report(model, &sent, span, words, outcome(fix(model, payloads, job, &objects)))?;
    for (payload, other, kind) in job.shared.iter().skip(1).filter(|(_, other, _)| other != object) {
        let message = format!("`{}`, a `{kind}`, reaches `{}` here", tree.text(*other), payload.api);
        finding.labels.push(Label { span: tree.span(*other), message });
    }
    Some(finding)
}

fn fix(model: Model<'_>, payloads: &[Payload], job: &Job, objects: &[NodeId]) -> Result<Lifted, Refusal> {
    let tree = model.tree;
    let refuse = |because: &str, at: NodeId| {
        let way_out = "give the object to the pool's `initializer`, or use `multiprocessing.Manager()`".to_owned();
        let reason = RefusalReason::SharedInTask { because: because.to_owned(), way_out };
        Err(Refusal { reason, span: tree.span(at) })
    };
    let first = objects.first().copied().unwrap_or_else(|| tree.root());
    let Some(function) = job.function else { return refuse("the function of the task is not in this file", first) };
    let is_method = |payload: &Payload| {
        model.objects(payload.value).iter().any(|object| matches!(object, Object::Method { .. } | Object::Instance(_)))
    };
    if job.tasks.iter().any(is_method) {
        return refuse("the task is a method", first);
    }
    let through = job.tasks.iter().find(|task| task.through.is_some() || task.elsewhere.is_some());
    if let Some(task) = through {
        return refuse("another function hands the task on to the pool", task.value);
    }
    let tasks: Vec<Task> = job.tasks.iter().map(|payload| task(model, payloads, payload)).collect();
    lift::give_by_initializer(model, function, &tasks, objects)
}

fn task(model: Model<'_>, payloads: &[Payload], payload: &Payload) -> Task {
    Task {
        value: partial_of(model, payloads, payload.value).unwrap_or(payload.value),
        sent: payload.value,
        call: payload.call,
        forwarding: payload.forwarding.clone(),
        makers: super::makers(model, payload),
    }
}

/// The `partial` that a payload stands for, where its name stands for nothing else and is only sent.
fn partial_of(model: Model<'_>, payloads: &[Payload], value: NodeId) -> Option<NodeId> {
    let value = model.tree.without_parentheses(value);
    let symbol = model.module.symbol_at(value).filter(|_| model.tree.kind(value) == Kind::Identifier)?;
    let binding = model.module.only_binding(symbol)?;
    let bound = model.tree.without_parentheses(model.module.value_of(model.tree, binding)?);
    let is_task = |node| payloads.iter().any(|payload| payload.role == "task" && payload.value == node);
    let only_sent = model.module.references_to(symbol).all(|reference| is_task(reference.node));
    let is_partial = model.tree.kind(bound) == Kind::Call && model.is_call_of(bound, "functools.partial");
    (only_sent && is_partial).then_some(bound)
}
