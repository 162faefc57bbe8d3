//! MP401 lost-update: a child changes its copy of an object, and the parent reads the original afterwards.
//!
//! # What it does
//!
//! Finds functions that run in a child process and change a global, a captured variable, an attribute of their object
//! or an argument that is empty when it is given (`append`, `update`, `x[k] = v`, `x.y += 1`, `global n; n += 1` ...)
//! which the parent reads when it has waited for the child: behind `join`, behind `Pool.map`, at the end of a `with`.
//! This is advice: it is reported apart, and never in the exit code.
//!
//! # Why is this bad
//!
//! Each process has objects of its own: a forked child has copies of those of its parent, any other child gets copies
//! by pickle. What it changes there stays there (multiprocessing documentation, "Sharing state between processes").
//! Nothing fails, under no start method: the parent goes on with what it had before.
//!
//! # Example
//!
//! ```python
//! from multiprocessing import Process
//!
//! seen = []
//!
//!
//! def work(number):
//!     seen.append(number + 1)
//!
//!
//! if __name__ == "__main__":
//!     process = Process(target=work, args=(1,))
//!     process.start()
//!     process.join()
//!     print(seen)
//! ```
//!
//! # Use instead
//!
//! ```python
//! from multiprocessing import Manager, Process
//!
//!
//! def work(seen, number):
//!     seen.append(number + 1)
//!
//!
//! if __name__ == "__main__":
//!     with Manager() as manager:
//!         seen = manager.list()
//!         process = Process(target=work, args=(seen, 1))
//!         process.start()
//!         process.join()
//!         print(seen)
//! ```
//!
//! # When mpfix refuses
//!
//! There is no fix: what the program means by its change is for a person to say. Often the better way is to return the
//! new value from a task of a pool, or to send it back through a `Queue`.
//!
//! # Fix safety
//!
//! Only objects that are plainly ordinary ones are reported, that only the child changes, and that the parent plainly
//! reads when the child is done.

mod change;
mod later;

use change::{Change, How, Task, Thing};
use later::Parent;

use super::{given_label, show_way, spoken_name};
use crate::finding::{Code, Finding, Label, Outcome, Severity, When};
use crate::lift;
use crate::sink::{self, Payload};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object};

/// A change that the parent never sees.
pub(super) struct Lost {
    /// The function that the payload sends.
    pub(super) function: NodeId,
    payload: Payload,
    /// The name of the object in the parent.
    name: String,
    change: Change,
    /// Where the parent reads it afterwards.
    read: NodeId,
}

/// Every change of a file that its parent never sees, each object once for each function that children run.
pub(super) fn lost(model: Model<'_>, payloads: &[Payload]) -> Vec<Lost> {
    let mut sent: Vec<Payload> = payloads
        .iter()
        .filter(|payload| matches!(payload.role, "target" | "task") && payload.elsewhere.is_none())
        .filter(|payload| is_surely_a_child(model, payload))
        .cloned()
        .collect();
    sent.extend(sink::self_starters(model).into_iter().filter(|payload| payload.role == "process"));
    if sent.is_empty() {
        return Vec::new();
    }
    let file = File::new(model, payloads, &sent);
    let mut found: Vec<Lost> = Vec::new();
    for payload in &sent {
        for task in change::tasks(model, payload) {
            for lost in file.lost(payload, &task) {
                if !found.iter().any(|known| known.function == lost.function && known.name == lost.name) {
                    found.push(lost);
                }
            }
        }
    }
    found
}

/// Whether what a payload sends runs in another process in every run, and not in a thread or in the parent itself.
fn is_surely_a_child(model: Model<'_>, payload: &Payload) -> bool {
    let tree = model.tree;
    let Some(call) = sink::api_call(model, payload) else { return false };
    let function = tree.child(call, Field::Function);
    let object = function.and_then(|function| tree.child(function, Field::Object)).or(function);
    let mut objects = object.map(|object| model.objects(object)).unwrap_or_default();
    objects.retain(|object| !change::is_none(model, object));
    let is_process = |object: &Object| match object {
        Object::Path(path) | Object::Module(path) | Object::Made { path, .. } => {
            !path.to_ascii_lowercase().contains("thread") && !path.contains("dummy")
        }
        Object::Class(_) | Object::Instance(_) => true,
        _ => false,
    };
    let is_process = !objects.is_empty() && objects.iter().all(is_process);
    let Some(through) = &payload.through else { return is_process };
    // A wrapper may call the function itself where there is little to do.
    let parameter = tree.smallest_around(through.place.span);
    let symbol = model.module.symbol_at(parameter);
    let only_sends = symbol.is_some_and(|symbol| model.module.references_to(symbol).count() == 1);
    let wrapper = model.function_around(parameter);
    let is_direct = wrapper.is_some_and(|wrapper| model.calls_of(wrapper).contains(&payload.call));
    is_process && only_sends && is_direct
}

/// What is known of the functions of a file.
struct File<'m> {
    model: Model<'m>,
    /// The expressions that bring functions to children.
    sent: Vec<NodeId>,
    /// Every function that runs in some child.
    in_children: Vec<NodeId>,
}

impl<'m> File<'m> {
    fn new(model: Model<'m>, payloads: &[Payload], sent: &[Payload]) -> Self {
        let mut in_children: Vec<NodeId> = Vec::new();
        for payload in payloads.iter().chain(sent) {
            let mut functions = model.functions_in(payload.value);
            functions.extend(change::tasks(model, payload).into_iter().map(|task| task.function));
            for function in functions {
                in_children.extend(sink::reached(model, function));
            }
        }
        in_children.sort_unstable();
        in_children.dedup();
        Self { model, sent: payloads.iter().map(|payload| payload.value).collect(), in_children }
    }

    fn lost(&self, payload: &Payload, task: &Task) -> Vec<Lost> {
        let model = self.model;
        let reached = sink::reached(model, task.function);
        let mut found: Vec<Lost> = Vec::new();
        for change in change::changes(model, task, &reached) {
            let name = change.thing.name(model);
            if found.iter().any(|known| known.name == name) || self.runs_in_parent(&reached, change.at) {
                continue;
            }
            let parent = Parent { model, in_children: &self.in_children, payload };
            if let Some(read) = parent.reads(&change) {
                found.push(Lost { function: task.function, payload: payload.clone(), name, change, read });
            }
        }
        found
    }

    /// Whether the parent, or one of its threads, may run the change, too.
    fn runs_in_parent(&self, reached: &[NodeId], at: NodeId) -> bool {
        let leads_to = |function: &&NodeId| {
            sink::reached(self.model, **function).iter().any(|inner| self.model.tree.is_within(at, *inner))
        };
        reached.iter().filter(leads_to).any(|function| self.is_used_by_parent(*function))
    }

    /// Whether code outside of the children names a function, other than to send it.
    fn is_used_by_parent(&self, function: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let outside = |node: NodeId| {
            let within = |outer: &NodeId| tree.is_within(node, *outer);
            !self.in_children.iter().any(within) && !self.sent.iter().any(within)
        };
        if model.decorators(function).next().is_some() {
            return true;
        }
        if model.class_around(function).is_some() {
            let label = tree.child(function, Field::Name).map_or("", |name| tree.text(name));
            let mut nodes = tree.subtree(tree.root()).filter(|node| tree.kind(*node) == Kind::Attribute);
            return nodes.any(|node| {
                let named = tree.child(node, Field::Attribute).is_some_and(|own| tree.text(own) == label);
                named
                    && outside(node)
                    && model.objects(node).iter().any(|object| match object {
                        Object::Method { function: found, .. } | Object::Function(found) => *found == function,
                        // `start` calls `run`.
                        Object::Unknown => label != "run",
                        _ => false,
                    })
            });
        }
        let name = match tree.kind(function) {
            Kind::Lambda => tree
                .parent(tree.with_parentheses(function))
                .filter(|parent| tree.kind(*parent) == Kind::Assignment)
                .and_then(|assignment| tree.child(assignment, Field::Left)),
            _ => tree.child(function, Field::Name),
        };
        let symbol = name.and_then(|name| model.module.binding_at(name)).map(|binding| binding.symbol);
        symbol.is_some_and(|symbol| model.module.references_to(symbol).any(|reference| outside(reference.node)))
    }
}

impl Lost {
    /// What to know where the function is repaired or refused for another reason: the place of the change, that of the
    /// read, and the advice.
    pub(super) fn add_to(&self, model: Model<'_>, finding: &mut Finding) {
        finding.labels.extend(self.labels(model));
        let said = lift::never_seen(&self.name);
        finding.hints.retain(|hint| *hint != said);
        let what = format!("{said}, though it reads `{}` afterwards (MP401)", self.name);
        finding.hints.push(format!("{what}: {}", self.way_out(model)));
    }

    /// Where the payload begins.
    pub(super) fn start(&self, model: Model<'_>) -> usize {
        model.tree.span(self.payload.value).start
    }

    /// The advice on its own.
    pub(super) fn finding(&self, model: Model<'_>) -> Finding {
        let mut labels = self.labels(model);
        let mut distant = Vec::new();
        show_way(model, &self.payload, &mut labels, &mut distant);
        let who = spoken_name(model, self.function);
        Finding {
            code: Code::LostUpdate,
            file: model.file,
            span: model.tree.span(self.payload.value),
            anchor: None,
            message: format!("{who} changes `{}` in a child process, and the parent never sees it", self.name),
            label: given_label(model, &self.payload),
            labels,
            distant,
            reason: "a child has a copy of each object of its parent, and what it changes is the copy".to_owned(),
            when: When::Always,
            exception: String::new(),
            hints: Vec::new(),
            outcome: Outcome::Advice(self.way_out(model)),
            alternatives: Vec::new(),
            severity: Severity::default(),
        }
    }

    fn labels(&self, model: Model<'_>) -> Vec<Label> {
        let label = |node, message: &str| Label { span: model.tree.span(node), message: message.to_owned() };
        vec![
            label(self.change.at, "the child changes its copy here"),
            label(self.read, "the parent reads its own here, without the change"),
        ]
    }

    /// What people do instead.
    fn way_out(&self, model: Model<'_>) -> String {
        let name = &self.name;
        if self.payload.role == "task" {
            return format!(
                "return what belongs in `{name}`, and let the parent put the answers of the tasks together"
            );
        }
        let back = "send it back through a `multiprocessing.Queue`";
        match self.kind(model) {
            Some("number") => format!("keep `{name}` in a `multiprocessing.Value`, or {back}"),
            Some("list") => format!("make `{name}` a `multiprocessing.Manager().list()`, or {back}"),
            Some("dict") => format!("make `{name}` a `multiprocessing.Manager().dict()`, or {back}"),
            _ => format!("{back}, and let the parent set `{name}`"),
        }
    }

    /// What the parent has, where there is a shared one of its kind.
    fn kind(&self, model: Model<'_>) -> Option<&'static str> {
        let Thing { root, path } = &self.change.thing;
        let values: Vec<NodeId> = match (self.change.how, path.last()) {
            (_, None) => {
                let bindings = model.module.bindings_of(*root);
                bindings.filter_map(|binding| model.module.value_of(model.tree, binding)).collect()
            }
            (How::Attribute(object), Some(name)) => {
                let classes = model.objects(object).into_iter().filter_map(|object| match object {
                    Object::Instance(class) => Some(class),
                    _ => None,
                });
                let values = classes.flat_map(|class| model.attribute_values(class));
                values.filter(|(attribute, _)| attribute == name).map(|(_, value)| value).collect()
            }
            (How::Content(object), Some(_)) => vec![object],
            (How::Name, Some(_)) => Vec::new(),
        };
        let mut kinds = values.into_iter().flat_map(|value| model.objects(value)).filter_map(|object| match object {
            Object::Expression(node) => match model.tree.kind(node) {
                Kind::Integer | Kind::Float => Some("number"),
                Kind::List | Kind::ListComprehension => Some("list"),
                Kind::Dictionary | Kind::DictionaryComprehension => Some("dict"),
                _ => None,
            },
            Object::MadeByBuiltin { name, .. } => ["list", "dict"].into_iter().find(|kind| *kind == name),
            _ => None,
        });
        kinds.next()
    }
}
