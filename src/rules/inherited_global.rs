//! MP302 inherited-global: a child reads a global that only the parent sets at run time.
//!
//! # What it does
//!
//! Finds functions that run in another process and read a global of their module, directly or through functions that
//! they call, which the import of the module does not set: it is set under the main guard, or by a function that only
//! the parent runs. So are attributes of modules, classes and functions that only the parent sets, and globals of other
//! files that it sets, and the child reads, by calling functions of those files.
//!
//! Two settings that are no variables are advised on: logging that only the parent configures, and an environment
//! variable that is set when the children of `forkserver`, or the workers of a pool, have their environment already.
//!
//! # Why is this bad
//!
//! A forked child inherits the globals of its parent. Any other child imports the module anew and has what that gives
//! them: an old value, or none (multiprocessing documentation, "Explicitly pass resources to child processes"). Where
//! the name has a value at import, nothing fails: the child goes on with the wrong one.
//!
//! # Example
//!
//! ```python
//! from multiprocessing import Process
//!
//! settings = None
//!
//!
//! def work(name):
//!     print("hello", settings[name])
//!
//!
//! def main():
//!     global settings
//!     settings = {"name": "you"}
//!     process = Process(target=work, args=("name",))
//!     process.start()
//!     process.join()
//!
//!
//! if __name__ == "__main__":
//!     main()
//! ```
//!
//! # Use instead
//!
//! ```python
//! from multiprocessing import Process
//!
//! settings = None
//!
//!
//! def work(settings, name):
//!     print("hello", settings[name])
//!
//!
//! def main():
//!     global settings
//!     settings = {"name": "you"}
//!     process = Process(target=work, args=(settings, "name"))
//!     process.start()
//!     process.join()
//!
//!
//! if __name__ == "__main__":
//!     main()
//! ```
//!
//! The tasks of a pool get such globals through its `initializer`, and a constant that is set under the guard moves
//! above it.
//!
//! # When mpfix refuses
//!
//! - The global is set in several places, or after the child has started.
//! - It holds what pickle does not take: make it in the child.
//! - Nothing in the file sets it: a loader does, and what it holds can't be told.
//! - The function is decorated, or is used in a way that can't be given an argument more.
//! - The method that reads it is of a class that others of the file inherit from, or of one whose instances may be made
//!   before the global is set.
//! - The pool has an initializer already, or is not made in this file.
//! - It is a function or class that something else takes the place of, or an attribute of a module, class or function.
//!
//! # Fix safety
//!
//! The fix is safe where the value that is handed over is the one that a forked child would have inherited. It is
//! unsafe where the global may be set again between the making of a process and its start, and where an object of a
//! library would be pickled with the tasks of a pool that is made elsewhere: a forked child inherits what pickle does
//! not take. It is unsafe, too, where a function gets a parameter that a doctest of the file, or another file that
//! imports this one, may call without.

mod attributes;
mod before;
mod own_memory;
mod own_object;

use std::collections::BTreeMap;

use super::{Words, arrival, fix_of, head, report};
use crate::edit::{Applicability, Fix};
use crate::finding::{Code, Finding, Label, Outcome, Refusal, RefusalReason, When};
use crate::index::Cargo;
use crate::lift::{self, ForTasks, Maker, Request, Shared};
use crate::module::{BindingKind, SymbolId};
use crate::sink::{self, Payload, Pools};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{Forwarding, Model, Object, Starts};

const REASON: &str = "a child that is not forked imports the file anew, and lacks what the parent has set since";

/// A global that a child does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lost {
    symbol: SymbolId,
    /// Where code that runs in the child first reads it.
    read: NodeId,
    /// The places where the parent binds it.
    bound: Vec<NodeId>,
    /// The places where the parent changes the object that it holds.
    changed: Vec<NodeId>,
    /// The object that processes should share, where each process that imports the file makes its own.
    own_object: Option<&'static str>,
}

/// A function that children run, and all that they run through it.
struct Worker {
    function: NodeId,
    payloads: Vec<Payload>,
    reached: Vec<NodeId>,
}

impl Worker {
    /// Whether nothing else runs in the processes of this worker: what initializes a pool, say, runs elsewhere.
    fn has_own_process(&self) -> bool {
        self.payloads.iter().all(|payload| payload.role == "target")
    }
}

/// The findings of a file, one for each function that children run.
pub(super) fn check(model: Model<'_>, payloads: &[Payload]) -> Vec<Finding> {
    let workers = workers(model, payloads);
    if workers.is_empty() || !(sets_at_run_time(model) || is_sent_elsewhere(payloads)) {
        return Vec::new();
    }
    let mut workers = workers;
    if sink::keeps_to_fork(model) {
        workers.retain(|worker| worker.payloads.iter().any(|payload| payload.when == When::Spawned));
    }
    let mut in_children: Vec<NodeId> = workers.iter().flat_map(|worker| worker.reached.clone()).collect();
    in_children.sort_unstable();
    in_children.dedup();
    let at_import = sink::run_at_import(model);
    let file = File { model, payloads, in_children, at_import };
    let mut found: Vec<Finding> = workers.iter().filter_map(|worker| file.finding(worker, &workers)).collect();
    found.extend(file.attributes(&workers));
    found.sort_by_key(|finding| finding.span.start);
    found
}

/// Whether anything but the import of the file may set a global: what costs least comes first.
fn sets_at_run_time(model: Model<'_>) -> bool {
    let tree = model.tree;
    let changes = |node: NodeId, part: Field| tree.child(node, part).is_some_and(|part| model.is_changed(part));
    !model.module.global_names().is_empty()
        || model.index.has_globals()
        || tree.all_of_kind(Kind::IfStatement).any(|node| tree.has_role(node, Role::MainGuard))
        || tree.all_of_kind(Kind::Attribute).any(|node| changes(node, Field::Object))
        || tree.all_of_kind(Kind::Subscript).any(|node| changes(node, Field::Value))
        || own_object::any(model)
}

/// Whether another file sends one of the payloads.
fn is_sent_elsewhere(payloads: &[Payload]) -> bool {
    payloads.iter().any(|payload| payload.elsewhere.is_some())
}

/// Every function that a payload brings to a child.
fn workers(model: Model<'_>, payloads: &[Payload]) -> Vec<Worker> {
    let mut found: Vec<(NodeId, Vec<Payload>)> = Vec::new();
    for payload in payloads.iter().filter(|payload| payload.role != "item" && payload.role != "callable") {
        let mut functions = model.functions_in(payload.value);
        functions.extend(model.objects(payload.value).into_iter().filter_map(|object| match object {
            Object::Method { function, .. } => Some(function),
            _ => None,
        }));
        functions.sort_unstable();
        functions.dedup();
        for function in functions {
            match found.iter_mut().find(|(known, _)| *known == function) {
                Some((_, payloads)) => payloads.push(payload.clone()),
                None => found.push((function, vec![payload.clone()])),
            }
        }
    }
    for (start, run) in sink::started_classes(model) {
        let payload = Payload {
            value: start,
            call: start,
            api: "Process.start".to_owned(),
            role: "target",
            when: sink::when_started(model, started_object(model, start)),
            forwarding: Forwarding::Unknown,
            silent: false,
            cargo: Cargo::Function,
            through: None,
            elsewhere: None,
        };
        match found.iter_mut().find(|(known, _)| *known == run) {
            Some((_, payloads)) => payloads.push(payload),
            None => found.push((run, vec![payload])),
        }
    }
    let worker = |(function, payloads)| Worker { function, payloads, reached: sink::reached(model, function) };
    found.into_iter().map(worker).collect()
}

/// The object in `object.start()`.
fn started_object(model: Model<'_>, call: NodeId) -> NodeId {
    let function = model.tree.child(call, Field::Function);
    function.and_then(|function| model.tree.child(function, Field::Object)).unwrap_or(call)
}

struct File<'a, 'p> {
    model: Model<'a>,
    payloads: &'p [Payload],
    /// Every function that runs in some child.
    in_children: Vec<NodeId>,
    /// Every function that runs when the file is imported, in each process.
    at_import: Vec<NodeId>,
}

impl File<'_, '_> {
    fn finding(&self, worker: &Worker, workers: &[Worker]) -> Option<Finding> {
        let (model, tree) = (self.model, self.model.tree);
        let lost = self.lost(worker);
        let payloads = self.not_forked(worker);
        if lost.is_empty() || payloads.is_empty() {
            return None;
        }
        let names: Vec<String> = lost.iter().map(|lost| format!("`{}`", self.name(lost))).collect();
        let what = match (tree.kind(worker.function), tree.child(worker.function, Field::Name)) {
            (_, Some(name)) => format!("`{}`", tree.text(name)),
            _ => "a lambda".to_owned(),
        };
        let globals = if names.len() == 1 { "global" } else { "globals" };
        let reads = lost.iter().all(|lost| tree.is_within(lost.read, worker.function));
        let verb = if reads { "reads" } else { "calls what reads" };
        let unset = lost.iter().find(|lost| !self.is_set_at_import(lost.symbol));
        let exception = unset.map(|lost| format!("NameError: name '{}' is not defined", self.name(lost)));
        let own =
            lost.iter().find_map(|lost| lost.own_object).filter(|_| lost.iter().all(|lost| lost.bound.is_empty()));
        let words = Words {
            code: Code::InheritedGlobal,
            what: format!("{what}, which {verb} the {globals} {},", names.join(", ")),
            definition: "runs in the child",
            reason: if own.is_some() { own_object::REASON } else { REASON },
            exception: exception.unwrap_or_default(),
        };
        let mut labels = Vec::new();
        for lost in &lost {
            let name = self.name(lost);
            labels.push(Label { span: tree.span(lost.read), message: format!("`{name}` is read here") });
            if lost.own_object.is_some() {
                let made = model.module.first_binding(lost.symbol).map(|made| tree.span(made));
                labels.extend(made.map(|span| Label { span, message: "each process makes its own here".to_owned() }));
            }
            let writes = lost.bound.iter().chain(&lost.changed).take(3);
            labels.extend(writes.map(|write| Label {
                span: tree.span(*write),
                message: format!("`{name}` is set here, in the parent only"),
            }));
        }
        let outcome = match self.outcome(worker, &payloads, &lost, workers) {
            Ok(fix) => Outcome::Fix(fix),
            Err(refusal) => Outcome::Refusal(refusal),
        };
        let silent = match own {
            Some(_) => "nothing says so: the child goes on with an object that nobody else has",
            None => "nothing says so: the child goes on with the value that the import gives",
        };
        let hints = if words.exception.is_empty() { vec![silent.to_owned()] } else { Vec::new() };
        let mut finding = report(model, &payloads, head(model, worker.function), words, (outcome, labels, hints))?;
        finding.when = super::without_tasks(&payloads);
        Some(finding)
    }

    /// What brings a worker to children that are not literally forked.
    fn not_forked(&self, worker: &Worker) -> Vec<Payload> {
        let payloads = worker.payloads.iter();
        payloads.filter(|payload| sink::pools(self.model, payload) != Pools::Forked).cloned().collect()
    }

    fn name(&self, lost: &Lost) -> &str {
        &self.model.module.symbol(lost.symbol).name
    }

    /// The globals that a worker reads and that only the parent sets.
    fn lost(&self, worker: &Worker) -> Vec<Lost> {
        let (model, module) = (self.model, self.model.module);
        let mut found = Vec::new();
        for (symbol, read) in self.globals_read_by(worker) {
            let is_replaced = self.is_replaced_definition(symbol);
            let all = || module.bindings_of(symbol).filter(|binding| binding.kind != BindingKind::Annotation);
            let bindings = all().filter(|binding| !is_replaced || binding.kind == BindingKind::Assignment);
            let bound: Vec<NodeId> = bindings.map(|binding| binding.name).collect();
            // `x += 1` goes on with the value that the child lacks.
            let anew = |name: &NodeId| !all().any(|it| it.name == *name && it.kind == BindingKind::Augmented);
            let bound_anew: Vec<NodeId> = bound.iter().copied().filter(anew).collect();
            // Everybody sees the change of an object that processes share.
            let in_memory = !is_replaced && crate::value::shared(model, symbol).is_none();
            let changes = module.references_to(symbol).map(|reference| reference.node);
            let changed: Vec<NodeId> =
                changes.filter(|node| in_memory && own_memory::is_changed(model, symbol, *node)).collect();
            let in_child = |nodes: &[NodeId]| nodes.iter().any(|node| self.runs_in_child_of(worker, *node));
            let in_parent = |nodes: &[NodeId]| -> Vec<NodeId> {
                let nodes = nodes.iter().copied();
                let nodes = nodes.filter(|node| !self.runs_in_child(*node) && self.is_run_time(*node));
                nodes.filter(|node| !self.comes_too_late(worker, *node)).collect()
            };
            let (bound_by_parent, mut changed_by_parent) = (in_parent(&bound), in_parent(&changed));
            // What is only changed, somewhere and sometime, may be a cache or a register of the parent's own.
            changed_by_parent.retain(|node| self.is_where_it_is_sent(worker, *node) || self.runs_before(worker, *node));
            // A child that sets the global, or changes what the import gives, has its own way to fill it.
            let own_way = in_child(&bound_anew)
                || (!worker.has_own_process() && bound.iter().any(|node| self.is_handed_on(*node)))
                || (bound_by_parent.is_empty() && in_child(&changed));
            let elsewhere = is_sent_elsewhere(&worker.payloads) && self.is_used_elsewhere(symbol, "");
            let is_lost = !bound_by_parent.is_empty() || !changed_by_parent.is_empty() || elsewhere;
            if is_lost && !own_way && (is_replaced || self.is_value(symbol)) {
                let (bound, changed) = (bound_by_parent, changed_by_parent);
                found.push(Lost { symbol, read, bound, changed, own_object: None });
            } else if let Some(object) = own_object::made(model, symbol).filter(|_| !in_child(&bound))
                && self.is_shared_by_many(worker, symbol, object)
            {
                let (bound, changed) = (Vec::new(), Vec::new());
                found.push(Lost { symbol, read, bound, changed, own_object: Some(object) });
            }
        }
        found
    }

    /// The names of the module that a worker reads, each with the place that does so first.
    fn globals_read_by(&self, worker: &Worker) -> BTreeMap<SymbolId, NodeId> {
        let module = self.model.module;
        let mut found = BTreeMap::new();
        for function in &worker.reached {
            for reference in module.references_in(self.model.tree, *function) {
                let is_global = module.symbol(reference.symbol).scope == module.module_scope();
                if is_global && reference.annotation.is_none() && self.is_read_by(worker, reference.node) {
                    let first = found.entry(reference.symbol).or_insert(reference.node);
                    *first = reference.node.min(*first);
                }
            }
        }
        found
    }

    /// Whether a place is in the function, or under the guard, that sends the worker.
    fn is_where_it_is_sent(&self, worker: &Worker, node: NodeId) -> bool {
        let place = |node: NodeId| (self.model.function_around(node), self.model.main_guard(node));
        worker.payloads.iter().any(|payload| place(payload.call) == place(node))
    }

    /// Whether the function that holds a node is given to somebody, as an initializer to a pool that is made elsewhere:
    /// a child may run it.
    fn is_handed_on(&self, node: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let name = model.function_around(node).and_then(|function| tree.child(function, Field::Name));
        let Some(binding) = name.and_then(|name| model.module.binding_at(name)) else { return false };
        model.module.references_to(binding.symbol).any(|reference| {
            let keyword = tree.parent(reference.node).filter(|node| tree.kind(*node) == Kind::KeywordArgument);
            let name = keyword.and_then(|keyword| tree.child(keyword, Field::Name));
            name.is_some_and(|name| tree.text(name).contains("init"))
        })
    }

    /// Whether a place runs only when every child of a worker has started: a forked one would not see it either.
    fn comes_too_late(&self, worker: &Worker, write: NodeId) -> bool {
        let (model, tree, module) = (self.model, self.model.tree, self.model.module);
        let statement = module.statement(tree, write);
        let at = match tree.kind(statement) {
            Kind::ExpressionStatement => tree.span(statement).end,
            _ => tree.span(write).start,
        };
        let before = |node: NodeId| {
            module.runs_together(tree, write, node)
                && tree.span(node).start < at
                && !module.shared_loop(tree, write, node)
        };
        worker.payloads.iter().all(|payload| {
            let started = match sink::starts(model, payload) {
                Starts::AtOnce => true,
                Starts::At(starts) => starts.into_iter().all(before),
                Starts::Unknown => payload.api == "Process.start",
            };
            started && sink::api_call(model, payload).is_some_and(before) && before(payload.call)
        })
    }

    /// Whether a worker reads a name: not where a function that is lifted takes it along as it takes a local.
    fn is_read_by(&self, worker: &Worker, read: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let Some(function) = worker.reached.iter().find(|function| tree.is_within(read, **function)) else {
            return false;
        };
        let moves = tree.kind(*function) == Kind::Lambda
            || model.function_around(*function).is_some()
            || model.main_guard(*function).is_some();
        let of_guard = model.module.symbol_at(read).is_some_and(|symbol| {
            let mut bindings = model.module.bindings_of(symbol);
            bindings.all(|binding| model.main_guard(binding.name).is_some())
        });
        !(moves && of_guard) && model.function_around(read).is_some()
    }

    /// Whether a place runs in the process of a worker, or may do so.
    fn runs_in_child_of(&self, worker: &Worker, node: NodeId) -> bool {
        let own = worker.reached.iter().any(|function| self.model.tree.is_within(node, *function));
        own || (!worker.has_own_process() && self.runs_in_child(node))
    }

    fn runs_in_child(&self, node: NodeId) -> bool {
        self.in_children.iter().any(|function| self.model.tree.is_within(node, *function))
    }

    /// Whether a place runs in the parent, and not when the file is imported.
    fn is_run_time(&self, node: NodeId) -> bool {
        let function = self.model.function_around(node);
        !self.is_import_time(node) && function.is_none_or(|function| self.is_called(function))
    }

    /// Whether a place runs when the file is imported.
    fn is_import_time(&self, node: NodeId) -> bool {
        let model = self.model;
        match model.function_around(node) {
            None => !sink::is_guarded(model, node),
            Some(function) => self.at_import.iter().any(|outer| model.tree.is_within(function, *outer)),
        }
    }

    /// Whether something in this file calls a function, or what starts the processes is in it.
    fn is_called(&self, function: NodeId) -> bool {
        let tree = self.model.tree;
        let name = tree.child(function, Field::Name).and_then(|name| self.model.module.binding_at(name));
        let by_others = name.is_some_and(|binding| {
            binding.scope == self.model.module.module_scope() && self.is_used_elsewhere(binding.symbol, "()")
        });
        by_others
            || self.payloads.iter().any(|payload| tree.is_within(payload.call, function))
            || !self.calls_of(function).is_empty()
    }

    /// Whether another file that sends functions of this one sets a name of it at run time, or with `()`, calls it.
    fn is_used_elsewhere(&self, symbol: SymbolId, how: &str) -> bool {
        let (index, name) = (self.model.index, &self.model.module.symbol(symbol).name);
        index.is_used_at_run_time(&format!("{}.{name}{how}", self.model.file))
    }

    /// The calls of a function from outside of it.
    fn calls_of(&self, function: NodeId) -> Vec<NodeId> {
        let (model, tree) = (self.model, self.model.tree);
        let calls = model.calls().iter().copied();
        calls
            .filter(|call| !tree.is_within(*call, function) && sink::called_functions(model, *call).contains(&function))
            .collect()
    }

    /// Whether a global is a variable, and no function, class or module that happens to be bound in several places.
    fn is_value(&self, symbol: SymbolId) -> bool {
        let bindings = self.model.module.bindings_of(symbol);
        bindings
            .into_iter()
            .all(|binding| !matches!(binding.kind, BindingKind::Function | BindingKind::Class | BindingKind::Import))
    }

    /// Whether a global is a function or a class of the file that something else takes the place of at run time.
    fn is_replaced_definition(&self, symbol: SymbolId) -> bool {
        let module = self.model.module;
        let defined = |kind| matches!(kind, BindingKind::Function | BindingKind::Class);
        let kinds = || module.bindings_of(symbol).map(|binding| binding.kind);
        kinds().any(defined) && kinds().all(|kind| defined(kind) || kind == BindingKind::Assignment)
    }

    /// Whether importing the file binds the global.
    fn is_set_at_import(&self, symbol: SymbolId) -> bool {
        let module = self.model.module;
        module.bindings_of(symbol).any(|binding| {
            binding.scope == module.module_scope()
                && binding.kind != BindingKind::Annotation
                && !sink::is_guarded(self.model, binding.name)
        })
    }

    /// The fix for a worker, or why there is none.
    fn outcome(
        &self,
        worker: &Worker,
        payloads: &[Payload],
        lost: &[Lost],
        workers: &[Worker],
    ) -> Result<Fix, Refusal> {
        let model = self.model;
        let symbols: Vec<SymbolId> = lost.iter().map(|lost| lost.symbol).collect();
        if let Some(lost) = lost.first().filter(|_| is_sent_elsewhere(payloads)) {
            let because =
                format!("another file sends what reads `{}`, and would have to hand it over", self.name(lost));
            let way_out = "pass it to the child as an argument, or in the `initargs` of its pool".to_owned();
            let reason = RefusalReason::LostGlobal { because, way_out };
            return Err(Refusal { reason, span: model.tree.span(lost.read) });
        }
        if let Some(lost) = lost.iter().find(|lost| self.is_replaced_definition(lost.symbol)) {
            let because = format!("`{}` is a definition that something else takes the place of", self.name(lost));
            let way_out = "replace it in the child, too, or pass what it should use as an argument".to_owned();
            let reason = RefusalReason::LostGlobal { because, way_out };
            return Err(Refusal { reason, span: model.tree.span(lost.bound.first().copied().unwrap_or(lost.read)) });
        }
        if let Some(lifted) = lift::move_above_guard(model, &symbols) {
            return Ok(Fix { title: lifted.title, applicability: Applicability::Safe, edits: lifted.edits });
        }
        for lost in lost {
            self.one_value(lost, payloads)?;
        }
        let tasks = payloads.iter().all(|payload| payload.when == When::Always);
        let in_task = payloads.iter().any(|payload| payload.when == When::Always);
        let own = lost.iter().find(|lost| lost.own_object.is_some()).filter(|_| in_task);
        let mut no_initializer = None;
        if tasks {
            match self.initializer(payloads, lost, workers) {
                Ok(fix) => return Ok(fix),
                Err(refusal) => no_initializer = refusal,
            }
        }
        if let Some(own) = own {
            return Err(no_initializer.unwrap_or_else(|| own_object::refusal(model, own)));
        }
        let mut functions: Vec<NodeId> = Vec::new();
        for function in &worker.reached {
            if self.reads_any(*function, &symbols) {
                functions.push(*function);
            }
        }
        for class in functions.iter().filter_map(|function| model.class_around(*function)) {
            for lost in lost {
                self.is_set_before_made(worker, lost, class)?;
            }
        }
        let request = Request {
            function: worker.function,
            arrivals: worker.payloads.iter().map(|payload| arrival(model, payload)).collect(),
            anywhere: self.payloads.iter().map(|payload| arrival(model, payload)).collect(),
            in_children: self.in_children.clone().into(),
            name_is_unseen: false,
            for_tasks: ForTasks::default(),
            reads_guard: false,
        };
        let lifted = lift::pass_globals(model, &request, &symbols, &functions);
        let mut lifted = lifted.map_err(|refusal| no_initializer.unwrap_or(refusal))?;
        let caveats = &mut lifted.caveats;
        caveats.extend(lost.iter().flat_map(|lost| payloads.iter().filter_map(|payload| self.later(lost, payload))));
        if in_task {
            let unknown = lost.iter().filter(|lost| !crate::value::is_known_to_travel(model, lost.symbol));
            caveats.extend(unknown.map(|lost| crate::value::pickled_with_tasks(self.name(lost))));
        }
        Ok(fix_of(lifted).0)
    }

    /// Whether a function or one that it calls reads one of the globals.
    fn reads_any(&self, function: NodeId, symbols: &[SymbolId]) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let all = sink::reached(model, function);
        symbols.iter().any(|symbol| {
            model
                .module
                .references_to(*symbol)
                .any(|reference| all.iter().any(|function| tree.is_within(reference.node, *function)))
        })
    }

    /// Refuses a global that does not have one value from one place when the child is made.
    fn one_value(&self, lost: &Lost, payloads: &[Payload]) -> Result<(), Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        if lost.own_object.is_some() {
            return Ok(());
        }
        let name = self.name(lost);
        let refuse = |because: String, way_out: &str, at: NodeId| {
            let reason = RefusalReason::LostGlobal { because, way_out: way_out.to_owned() };
            Err(Refusal { reason, span: tree.span(at) })
        };
        const PASS: &str = "pass the value to the child as an argument";
        if let [_, .., last] = lost.bound[..] {
            let places = lost.bound.len();
            return refuse(
                format!("`{name}` is set in {places} places, and the child should get one value"),
                PASS,
                last,
            );
        }
        let write = lost.bound.iter().chain(&lost.changed).next().copied().unwrap_or(lost.read);
        if let Some(obstacle) = crate::value::obstacle(model, lost.symbol) {
            return refuse(
                format!("`{name}` holds {}, which can't be pickled", obstacle.what),
                obstacle.way_out,
                write,
            );
        }
        if model.module.bindings_of(lost.symbol).next().is_none() && model.star_imports().next().is_none() {
            return refuse(
                format!("nothing in this file sets `{name}`, so it can't be told what it holds"),
                "pass what the child needs of it as an argument",
                write,
            );
        }
        // Of an object that is only changed, the child gets what it is when the child is made: just as by forking.
        if lost.bound.is_empty() {
            return Ok(());
        }
        for payload in payloads {
            let sink = match sink::pools(model, payload) {
                Pools::Made(pools) => pools.first().map_or(payload.call, |pool| pool.call),
                _ => sink::api_call(model, payload).unwrap_or(payload.call),
            };
            let at = if self.precedes(write, sink, 0) { None } else { Some(sink) };
            if at.is_some() || self.is_conditional(write, sink) {
                let because = format!("`{name}` may not be set yet, or no longer, where the child is made");
                return refuse(because, PASS, write);
            }
        }
        Ok(())
    }

    /// Refuses a global that an instance of a class could not be given: it may be made before the parent sets it, or be
    /// asked later in the parent.
    fn is_set_before_made(&self, worker: &Worker, lost: &Lost, class: NodeId) -> Result<(), Refusal> {
        let (model, tree, module) = (self.model, self.model.tree, self.model.module);
        let (name, class_name) = (self.name(lost), model.class_name_text(class));
        let refuse = |because: String, at: NodeId| {
            let way_out = "give the instance the value when it is made".to_owned();
            Err(Refusal { reason: RefusalReason::LostGlobal { because, way_out }, span: tree.span(at) })
        };
        let by_parent = module.references_to(lost.symbol).map(|read| read.node).find(|read| {
            let function = model.function_around(*read);
            tree.is_within(*read, class) && !function.is_some_and(|function| self.in_children.contains(&function))
        });
        if let Some(read) = by_parent {
            return refuse(format!("`{class_name}` also reads `{name}` in the parent, where it may change"), read);
        }
        let makes = |call: &NodeId| {
            let callee = tree.child(*call, Field::Function).map(|callee| model.objects(callee)).unwrap_or_default();
            callee.iter().any(|object| matches!(object, Object::Class(made) if *made == class))
        };
        let writers = lost.bound.iter().filter_map(|write| model.function_around(*write));
        let writes: Vec<NodeId> =
            lost.bound.iter().copied().chain(writers.flat_map(|writer| self.calls_of(writer))).collect();
        // One that the child makes is given what the child has.
        let in_parent = |call: &NodeId| !worker.reached.iter().any(|function| tree.is_within(*call, *function));
        for call in model.calls().iter().filter(|call| makes(call) && in_parent(call)) {
            let again = writes.iter().any(|write| module.shared_loop(tree, *write, *call));
            let early =
                lost.bound.iter().any(|write| !self.precedes(*write, *call, 0) || self.is_conditional(*write, *call));
            if again || early {
                let because = format!("`{name}` may not be set yet, or be set again, when this `{class_name}` is made");
                return refuse(because, *call);
            }
        }
        Ok(())
    }

    /// Whether a place runs only under some condition of its function that does not hold wherever a child is made.
    fn is_conditional(&self, node: NodeId, sink: NodeId) -> bool {
        let tree = self.model.tree;
        tree.ancestors(node)
            .take_while(|outer| !matches!(tree.kind(*outer), Kind::FunctionDefinition | Kind::Lambda))
            .filter(|outer| !tree.is_within(sink, *outer))
            .any(|outer| match tree.kind(outer) {
                Kind::IfStatement => !tree.has_role(outer, Role::MainGuard),
                Kind::WhileStatement | Kind::ExceptClause | Kind::MatchStatement | Kind::ForStatement => true,
                _ => false,
            })
    }

    /// Whether a place has run whenever another one runs, in the same call of a function or of functions that call
    /// these.
    fn precedes(&self, write: NodeId, sink: NodeId, depth: u32) -> bool {
        let (model, tree, module) = (self.model, self.model.tree, self.model.module);
        if depth > 4 {
            return false;
        }
        if module.runs_together(tree, write, sink) {
            let statement = module.statement(tree, write);
            let above = tree.parent(statement).is_some_and(|block| tree.is_within(sink, block));
            let value = tree.span(statement).end <= tree.span(sink).start;
            // A `with` or a `for` around the sink runs its head first.
            let body = tree.child(statement, Field::Body).filter(|_| tree.kind(statement) == Kind::ForStatement);
            let head = tree.kind(statement) == Kind::WithStatement && write < sink
                || body.is_some_and(|body| tree.is_within(sink, body));
            return above && (value || head);
        }
        let all = |function: NodeId, check: &dyn Fn(NodeId) -> bool| {
            let calls: Vec<NodeId> =
                self.calls_of(function).into_iter().filter(|call| !self.runs_in_child(*call)).collect();
            !calls.is_empty() && calls.into_iter().all(check)
        };
        let (writer, sender) = (model.function_around(write), model.function_around(sink));
        let by_sender = sender.is_some_and(|sender| all(sender, &|call| self.precedes(write, call, depth + 1)));
        // One call of what sets it is enough.
        let by_writer = writer.is_some_and(|writer| {
            let calls = self.calls_of(writer);
            calls.len() == 1 && !self.is_conditional(calls[0], sink) && self.precedes(calls[0], sink, depth + 1)
        });
        by_sender || by_writer
    }

    /// Why a process may read the global later than its arguments: it is set again in between.
    fn later(&self, lost: &Lost, payload: &Payload) -> Option<String> {
        let (model, tree, module) = (self.model, self.model.tree, self.model.module);
        let in_loop_with = |node: NodeId| lost.bound.iter().any(|write| module.shared_loop(tree, *write, node));
        let calls: Vec<NodeId> = lost
            .bound
            .iter()
            .filter_map(|write| model.function_around(*write))
            .flat_map(|function| self.calls_of(function))
            .collect();
        let again =
            in_loop_with(payload.call) || calls.iter().any(|call| module.shared_loop(tree, *call, payload.call));
        let late = match sink::starts(model, payload) {
            Starts::AtOnce => false,
            Starts::At(starts) => !starts.iter().all(|start| {
                let block = |node: NodeId| module.blocks(tree, node).next().map(|block| block.node);
                block(*start) == block(payload.call)
            }),
            Starts::Unknown => true,
        };
        (again && late).then(|| format!("`{}` is set again before the process starts", self.name(lost)))
    }

    /// The fix through the initializer of the pools that the tasks are given to, or why they can't have one; nothing
    /// where the pools are not known.
    fn initializer(&self, payloads: &[Payload], lost: &[Lost], workers: &[Worker]) -> Result<Fix, Option<Refusal>> {
        let model = self.model;
        let mut makers: Vec<Maker> = Vec::new();
        for payload in payloads {
            let Pools::Made(pools) = sink::pools(model, payload) else { return Err(None) };
            for pool in pools {
                let maker = Maker { call: pool.call, has_initializer: pool.has_initializer, none: pool.none };
                if !makers.contains(&maker) {
                    makers.push(maker);
                }
            }
        }
        // What other tasks of the same pools lack goes the same way.
        let mut all: Vec<Lost> = lost.to_vec();
        for worker in workers {
            let of_pools = worker.payloads.iter().any(|payload| match sink::pools(model, payload) {
                Pools::Made(pools) => pools.iter().any(|pool| makers.iter().any(|maker| maker.call == pool.call)),
                _ => false,
            });
            if of_pools {
                let more = self.lost(worker).into_iter();
                let more = more.filter(|lost| self.one_value(lost, &worker.payloads).is_ok());
                all.extend(more.filter(|lost| self.is_visible(lost.symbol, &makers)));
            }
        }
        all.sort_by_key(|lost| model.module.first_binding(lost.symbol));
        all.dedup_by_key(|lost| lost.symbol);
        if lost.iter().any(|lost| !self.is_visible(lost.symbol, &makers)) {
            return Err(None);
        }
        let shared: Vec<Shared> = all
            .iter()
            .map(|lost| Shared { name: self.name(lost).to_owned(), value: self.name(lost).to_owned() })
            .collect();
        let edits = lift::add_initializer(model, &makers, &shared)?;
        let names: Vec<String> = shared.iter().map(|shared| format!("`{}`", shared.name)).collect();
        let title = format!("Give {} to each worker through the pool's `initializer`", names.join(", "));
        Ok(Fix { title, applicability: Applicability::Safe, edits })
    }

    /// Whether the global can be read under its name where the pools are made.
    fn is_visible(&self, symbol: SymbolId, makers: &[Maker]) -> bool {
        let (model, module) = (self.model, self.model.module);
        let name = &module.symbol(symbol).name;
        makers.iter().all(|maker| module.owner(model.scope_at(maker.call), name) == module.module_scope())
    }
}
