//! MP302 inherited-global, as advice: what a child reads is no variable of the file, but a setting that only the parent
//! makes.
//!
//! - **Logging** that the parent configures is configured in a forked child, too; any other child starts with none
//!   (logging cookbook, "Logging to a single file from multiple processes").
//! - **Environment variables** go to a child as they are when it starts, except under `forkserver`: its children have
//!   those of the moment when the first one was started. The workers of a `Pool` start when it is made.
//!
//! The current folder is passed on by every start method, so `os.chdir` is no case.

use super::{Words, head, report, runs, spoken_name};
use crate::finding::{Code, Finding, Label, Outcome, When};
use crate::index::Cargo;
use crate::sink::{self, Payload, Pools};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object, Starts};

/// A function that children run.
struct Worker {
    function: NodeId,
    payloads: Vec<Payload>,
    reached: Vec<NodeId>,
}

/// The advice on a file, by the functions that children run.
pub(super) fn findings(model: Model<'_>, payloads: &[Payload]) -> Vec<Finding> {
    let text = model.tree.source().text();
    let (logs, reads) = (text.contains("logging"), text.contains("environ") || text.contains("putenv"));
    if !(logs || reads) || sink::keeps_to_fork(model) {
        return Vec::new();
    }
    let workers = workers(model, payloads);
    if workers.is_empty() {
        return Vec::new();
    }
    let file = File::new(model, payloads, &workers);
    let mut found: Vec<Finding> = Vec::new();
    found.extend(workers.iter().filter(|_| logs).filter_map(|worker| file.unconfigured(worker)));
    found.extend(workers.iter().filter(|_| reads).filter_map(|worker| file.outdated(worker)));
    found
}

/// The functions that children run, other than to set them up.
fn workers(model: Model<'_>, payloads: &[Payload]) -> Vec<Worker> {
    let mut sent: Vec<Payload> =
        payloads.iter().filter(|payload| matches!(payload.role, "target" | "task" | "worker")).cloned().collect();
    sent.extend(sink::self_starters(model).into_iter().filter(|payload| payload.role == "process"));
    let mut found: Vec<Worker> = Vec::new();
    for payload in sent.into_iter().filter(|payload| sink::pools(model, payload) != Pools::Forked) {
        for function in runs(model, &payload) {
            match found.iter_mut().find(|worker| worker.function == function) {
                Some(worker) => worker.payloads.push(payload.clone()),
                None => {
                    let reached = sink::reached(model, function);
                    found.push(Worker { function, payloads: vec![payload.clone()], reached });
                }
            }
        }
    }
    found
}

/// What is known of the functions of a file.
struct File<'m, 'p> {
    model: Model<'m>,
    payloads: &'p [Payload],
    /// Every function that runs in some child, those that set it up included.
    in_children: Vec<NodeId>,
    /// Every function that runs when the file is imported, in each process.
    at_import: Vec<NodeId>,
    /// The calls that configure logging.
    configures: Vec<NodeId>,
}

impl<'m, 'p> File<'m, 'p> {
    fn new(model: Model<'m>, payloads: &'p [Payload], workers: &[Worker]) -> Self {
        let mut in_children: Vec<NodeId> = workers.iter().flat_map(|worker| worker.reached.clone()).collect();
        for payload in payloads {
            in_children.extend(runs(model, payload).into_iter().flat_map(|function| sink::reached(model, function)));
        }
        in_children.sort_unstable();
        in_children.dedup();
        let configures = model.calls().iter().copied().filter(|call| configures_logging(model, *call)).collect();
        Self { model, payloads, in_children, at_import: sink::run_at_import(model), configures }
    }

    /// The advice for a worker that logs where only the parent configures logging.
    fn unconfigured(&self, worker: &Worker) -> Option<Finding> {
        let model = self.model;
        if !self.configures.iter().all(|call| self.is_of_parent(*call)) || self.may_set_up_logging() {
            return None;
        }
        let configured: Vec<(NodeId, Logger<'_>)> =
            self.configures.iter().map(|call| (*call, Logger::of(model, *call))).collect();
        let concerns = |log: NodeId| {
            let logger = Logger::of(model, log);
            configured.iter().find(|(_, configured)| configured.passes_on_to(&logger)).map(|(call, _)| *call)
        };
        let log = self.within(worker, |node| is_log_call(model, node) && concerns(node).is_some())?;
        let by_parent = concerns(log)?;
        let labels = vec![
            self.label(log, "the child logs here"),
            self.label(by_parent, "logging is configured here, in the parent only"),
        ];
        let tasks = worker.payloads.iter().all(|payload| payload.when == When::Always);
        let place = if tasks { "in the pool's `initializer`" } else { "at the beginning of the child" };
        let way_out = format!("configure logging {place} as well, by a function that both call");
        let words = Words {
            code: Code::InheritedGlobal,
            what: format!(
                "{}, which logs without the configuration of its parent,",
                spoken_name(model, worker.function)
            ),
            definition: "runs in the child",
            reason: "a child that is not forked has no handlers, levels and formats but the defaults: what is less \
                     than a warning is dropped",
            exception: String::new(),
        };
        self.finding(worker, words, labels, way_out, When::UnlessFork)
    }

    /// The advice for a worker that reads an environment variable which it may have from an earlier time.
    fn outdated(&self, worker: &Worker) -> Option<Finding> {
        let model = self.model;
        let sets: Vec<(NodeId, Key<'m>, Option<NodeId>)> = settings(model);
        for (set, key, value) in sets.into_iter().filter(|(set, ..)| self.is_of_parent(*set)) {
            let Some(read) = self.within(worker, |node| read_key(model, node).as_ref() == Some(&key)) else { continue };
            let Some(when) = worker.payloads.iter().find_map(|payload| self.is_late(set, value, payload)) else {
                continue;
            };
            let name = key.text();
            let labels = vec![
                self.label(read, &format!("`{name}` is read here")),
                self.label(set, &format!("`{name}` is set here, where children may have started already")),
            ];
            let reason = match when {
                When::Always => "the workers of a pool start when it is made, with the environment of that moment",
                _ => "the fork server keeps the environment that it had when the first child was started",
            };
            let words = Words {
                code: Code::InheritedGlobal,
                what: format!(
                    "{}, which reads the environment variable `{name}`,",
                    spoken_name(model, worker.function)
                ),
                definition: "runs in the child",
                reason,
                exception: String::new(),
            };
            return self.finding(worker, words, labels, "pass the value as an argument".to_owned(), when);
        }
        None
    }

    fn finding(
        &self,
        worker: &Worker,
        words: Words,
        labels: Vec<Label>,
        way_out: String,
        when: When,
    ) -> Option<Finding> {
        let advice = (Outcome::Advice(way_out), labels, Vec::new());
        let finding = report(self.model, &worker.payloads, head(self.model, worker.function), words, advice)?;
        Some(Finding { when, ..finding })
    }

    fn label(&self, node: NodeId, message: &str) -> Label {
        Label { span: self.model.tree.span(node), message: message.to_owned() }
    }

    /// The first node of what a worker runs that is such a one.
    fn within(&self, worker: &Worker, is_it: impl Fn(NodeId) -> bool) -> Option<NodeId> {
        worker.reached.iter().flat_map(|function| self.model.tree.subtree(*function)).find(|node| is_it(*node))
    }

    /// Whether a place runs in the parent only, and not when the file is imported.
    fn is_of_parent(&self, node: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let within = |function: &NodeId| tree.is_within(node, *function);
        if self.in_children.iter().any(within) || self.at_import.iter().any(within) {
            return false;
        }
        match model.function_around(node) {
            None => sink::is_guarded(model, node),
            Some(function) => {
                let sends = self.payloads.iter().any(|payload| tree.is_within(payload.call, function));
                sends || model.calls_of(function).iter().any(|call| !tree.is_within(*call, function))
            }
        }
    }

    /// Whether a child may set up its logging in another file: what it calls, or its pool's initializer, says so.
    fn may_set_up_logging(&self) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let unknown =
            self.payloads.iter().any(|payload| payload.role == "initializer" && runs(model, payload).is_empty());
        let sets_up = |call: NodeId| {
            let name = tree.child(call, Field::Function).map(|function| tree.text(function).to_ascii_lowercase());
            name.is_some_and(|name| {
                let known = name.starts_with("logging.getlogger");
                !known
                    && name.contains("log")
                    && ["setup", "set_up", "config", "init"].iter().any(|word| name.contains(word))
            })
        };
        let in_child = |call: &NodeId| self.in_children.iter().any(|function| tree.is_within(*call, *function));
        unknown || model.calls().iter().any(|call| in_child(call) && sets_up(*call))
    }

    /// Whether a variable is set when children may have started, before the payload's: under which start methods that
    /// child then lacks it.
    fn is_late(&self, set: NodeId, value: Option<NodeId>, payload: &Payload) -> Option<When> {
        let (model, tree, module) = (self.model, self.model.tree, self.model.module);
        let call = sink::api_call(model, payload)?;
        let after = |node: NodeId, from: NodeId| module.follows(tree, node, from);
        if payload.role == "task" {
            let pools = sink::made_pools(model, payload).unwrap_or_default();
            // The workers of an executor start with its first task.
            let is_pool = |pool| !called_paths(model, pool).iter().any(|path| path.ends_with("ProcessPoolExecutor"));
            let is_early = |pool: NodeId| is_pool(pool) && after(set, pool) && after(call, set);
            return pools.iter().any(|pool| is_early(pool.call)).then_some(When::Always);
        }
        let starts = self.start_of(payload);
        let changes = value.is_none_or(|value| tree.kind(value) != Kind::String);
        let in_rounds = changes
            && starts.iter().any(|start| module.shared_loop(tree, set, *start) && set < *start && set < payload.call);
        let others = self.payloads.iter().filter(|other| other.cargo == Cargo::Function);
        let mut earlier = others.flat_map(|other| self.start_of(other));
        let in_turn = earlier.any(|start| after(set, start)) && after(payload.call, set);
        (in_rounds || in_turn).then_some(When::Forkserver)
    }

    /// The calls at which the child of a payload starts.
    fn start_of(&self, payload: &Payload) -> Vec<NodeId> {
        match sink::starts(self.model, payload) {
            Starts::At(starts) => starts,
            Starts::AtOnce => vec![payload.call],
            Starts::Unknown => Vec::new(),
        }
    }
}

/// Methods and functions that log.
const LOGS: &[&str] = &["debug", "info", "warning", "warn", "error", "exception", "critical", "log"];

/// Whether a node calls `logging.info(...)`, or a method of what `logging.getLogger` answers.
fn is_log_call(model: Model<'_>, node: NodeId) -> bool {
    model.tree.kind(node) == Kind::Call
        && called_paths(model, node).iter().any(|path| {
            let name = path.strip_prefix("logging.getLogger().").or_else(|| path.strip_prefix("logging."));
            name.is_some_and(|name| LOGS.contains(&name))
        })
}

/// Whether a call configures logging.
fn configures_logging(model: Model<'_>, call: NodeId) -> bool {
    const CONFIGURES: &[&str] = &[
        "logging.basicConfig",
        "logging.config.dictConfig",
        "logging.config.fileConfig",
        "logging.getLogger().addHandler",
    ];
    called_paths(model, call).iter().any(|path| {
        // The level of a logger that is named is mostly that of a library which says too much.
        let level = || path.ends_with("().setLevel") && !matches!(Logger::of(model, call), Logger::Named(_));
        CONFIGURES.contains(&path.as_str()) || (path.starts_with("logging.getLogger") && level())
    })
}

/// Which logger a call is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Logger<'m> {
    /// That of everything: `logging.info(...)`, `logging.getLogger()`.
    Root,
    /// One whose name is written out.
    Named(&'m str),
    /// One whose name is computed: `logging.getLogger(__name__)`.
    Computed,
}

impl<'m> Logger<'m> {
    /// The logger whose method a call calls.
    fn of(model: Model<'m>, call: NodeId) -> Self {
        let tree = model.tree;
        let object = tree.child(call, Field::Function).and_then(|function| tree.child(function, Field::Object));
        let objects = object.map(|object| model.objects(object)).unwrap_or_default();
        let made = objects.into_iter().find_map(|object| match object {
            Object::Made { path, call } if path == "logging.getLogger" => Some(call),
            _ => None,
        });
        let Some(made) = made else { return Self::Root };
        match model.positional(made).first() {
            Some(name) => Key::of(model, *name).map_or(Self::Computed, |name| Self::Named(name.0)),
            None => Self::Root,
        }
    }

    /// Whether the configuration of this logger is used by another one.
    fn passes_on_to(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Root, _) | (Self::Computed, Self::Computed) => true,
            (Self::Named(name), Self::Named(other)) => {
                other.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            }
            _ => false,
        }
    }
}

/// The dotted names of what a call calls.
fn called_paths(model: Model<'_>, call: NodeId) -> Vec<String> {
    model.tree.child(call, Field::Function).map(|function| model.paths(function)).unwrap_or_default()
}

/// A name that the file writes out: of an environment variable, or of a logger.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key<'m>(&'m str);

impl<'m> Key<'m> {
    fn of(model: Model<'m>, node: NodeId) -> Option<Self> {
        let tree = model.tree;
        let values = model.objects(node);
        let [Object::Expression(literal)] = values[..] else { return None };
        let mut parts = tree.children(literal).filter(|part| tree.kind(*part) == Kind::StringContent);
        let content = parts.next().filter(|_| tree.kind(literal) == Kind::String)?;
        Some(Self(tree.text(content)))
    }

    fn text(&self) -> &str {
        self.0
    }
}

fn is_environment(model: Model<'_>, expression: NodeId) -> bool {
    model.paths(expression).iter().any(|path| path == "os.environ")
}

/// Every place that sets an environment variable, with what it is set to.
fn settings(model: Model<'_>) -> Vec<(NodeId, Key<'_>, Option<NodeId>)> {
    let tree = model.tree;
    let mut found = Vec::new();
    for node in tree.subtree(tree.root()).filter(|node| tree.kind(*node) == Kind::Subscript && model.is_target(*node)) {
        let (Some(object), Some(key)) = (tree.child(node, Field::Value), tree.child(node, Field::Subscript)) else {
            continue;
        };
        let value = tree.parent(node).and_then(|assignment| tree.child(assignment, Field::Right));
        if is_environment(model, object) {
            found.extend(Key::of(model, key).map(|key| (node, key, value)));
        }
    }
    for call in model.calls().iter().copied() {
        let paths = called_paths(model, call);
        if paths.iter().any(|path| path == "os.putenv") {
            let [key, value, ..] = model.positional(call)[..] else { continue };
            found.extend(Key::of(model, key).map(|key| (call, key, Some(value))));
        } else if paths.iter().any(|path| path == "os.environ.update") {
            for argument in model.arguments(call) {
                let pairs: Vec<NodeId> = match tree.kind(argument) {
                    Kind::Dictionary => tree.children(argument).collect(),
                    Kind::KeywordArgument => vec![argument],
                    _ => Vec::new(),
                };
                for pair in pairs {
                    let key = match tree.kind(pair) {
                        Kind::KeywordArgument => tree.child(pair, Field::Name).map(|name| Key(tree.text(name))),
                        _ => tree.child(pair, Field::Key).and_then(|key| Key::of(model, key)),
                    };
                    found.extend(key.map(|key| (call, key, tree.child(pair, Field::Value))));
                }
            }
        }
    }
    found
}

/// The environment variable that a node reads.
fn read_key(model: Model<'_>, node: NodeId) -> Option<Key<'_>> {
    let tree = model.tree;
    match tree.kind(node) {
        Kind::Subscript if !model.is_target(node) => {
            let key = tree.child(node, Field::Subscript)?;
            is_environment(model, tree.child(node, Field::Value)?).then(|| Key::of(model, key)).flatten()
        }
        Kind::Call => {
            let reads = called_paths(model, node).iter().any(|path| path == "os.environ.get" || path == "os.getenv");
            model.positional(node).first().copied().filter(|_| reads).and_then(|key| Key::of(model, key))
        }
        _ => None,
    }
}
