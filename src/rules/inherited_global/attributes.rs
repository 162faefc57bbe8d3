//! Attributes of modules, classes and functions that the parent sets at run time, itself or by a call of a function of
//! another file: a child imports these anew, and has what the import gives them.

use super::{File, REASON, Words, Worker, head, is_sent_elsewhere, report};
use crate::finding::{Code, Finding, Label, Outcome, Refusal, RefusalReason};
use crate::index::Globals;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{Model, Object};

/// What an attribute is kept by.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Owner {
    /// A module, or a thing of another file, by its dotted name.
    Named(String),
    /// A function or class at module level.
    Definition(NodeId),
}

/// A place that reads or sets an attribute.
struct Use<'a> {
    /// The attribute, or a call of a function of another file that reads or sets it there.
    node: NodeId,
    name: &'a str,
    owners: Vec<Owner>,
}

impl Use<'_> {
    fn is_of_same(&self, other: &Use<'_>) -> bool {
        self.name == other.name && self.owners.iter().any(|owner| other.owners.contains(owner))
    }
}

impl File<'_, '_> {
    /// The findings for attributes that workers read and only the parent sets.
    pub(super) fn attributes(&self, workers: &[Worker]) -> Vec<Finding> {
        let (model, tree) = (self.model, self.model.tree);
        let targets = tree
            .all_of_kind(Kind::Attribute)
            .filter(|node| model.is_target(*node) && !tree.has_role(*node, Role::DeleteTarget));
        let mut sets: Vec<Use<'_>> = targets.filter_map(|node| used(model, node)).collect();
        sets.extend(model.calls().iter().flat_map(|call| used_by_call(model, *call, |globals| &globals.sets)));
        let is_set = |read: &Use<'_>, set: &Use<'_>| set.is_of_same(read);
        let mut found = Vec::new();
        for worker in workers {
            let by_others = is_sent_elsewhere(&worker.payloads) || model.index.has_globals();
            let named = |node: &NodeId| {
                let name = tree.child(*node, Field::Attribute).map_or("", |name| tree.text(name));
                (by_others || sets.iter().any(|set| set.name == name)) && !model.is_target(*node)
            };
            let nodes = |kind| worker.reached.iter().flat_map(move |function| tree.of_kind(*function, kind).iter());
            let mut reads: Vec<Use<'_>> =
                nodes(Kind::Attribute).copied().filter(named).filter_map(|node| used(model, node)).collect();
            reads.extend(nodes(Kind::Call).flat_map(|call| used_by_call(model, *call, |globals| &globals.reads)));
            let by_parent = |set: &&Use<'_>| {
                !self.runs_in_child(set.node) && self.is_run_time(set.node) && !self.comes_too_late(worker, set.node)
            };
            // A function that the import calls sets it in each process.
            let in_each = |set: &Use<'_>| tree.kind(set.node) == Kind::Call && self.is_import_time(set.node);
            let by_child = |set: &Use<'_>| self.runs_in_child_of(worker, set.node) || in_each(set);
            let lost = reads.into_iter().filter(|read| !sets.iter().any(|set| is_set(read, set) && by_child(set)));
            let is_set_elsewhere = |read: &Use<'_>| {
                read.owners.iter().any(|owner| match owner {
                    Owner::Named(path) => model.index.is_set_at_run_time(&format!("{path}.{}", read.name)),
                    Owner::Definition(_) => false,
                })
            };
            let lost = lost.filter_map(|read| match sets.iter().filter(by_parent).find(|set| is_set(&read, set)) {
                Some(set) => Some((read, Some(set.node))),
                None => (by_others && is_set_elsewhere(&read)).then_some((read, None)),
            });
            let first = lost.min_by_key(|(read, _)| read.node);
            found.extend(first.and_then(|(read, set)| self.attribute_finding(worker, &read, set)));
        }
        found
    }

    fn attribute_finding(&self, worker: &Worker, read: &Use<'_>, set: Option<NodeId>) -> Option<Finding> {
        let (model, tree) = (self.model, self.model.tree);
        // A call as the function that it calls: where it reads or sets the name.
        let spelled = |node: NodeId| tree.text(tree.child(node, Field::Function).unwrap_or(node));
        let name = match tree.kind(read.node) {
            Kind::Call => read.name,
            _ => tree.text(read.node),
        };
        let said = |node: NodeId, verb: &str, itself: &str| match tree.kind(node) {
            Kind::Call => format!("`{}` {verb} `{}` here", spelled(node), read.name),
            _ => format!("`{}` {itself} here", tree.text(node)),
        };
        let function = super::super::spoken_name(model, worker.function);
        let words = Words {
            code: Code::InheritedGlobal,
            what: match tree.kind(read.node) {
                Kind::Call => format!("{function}, which calls `{}` that reads `{name}`,", spelled(read.node)),
                _ => format!("{function}, which reads `{name}`,"),
            },
            definition: "runs in the child",
            reason: REASON,
            exception: String::new(),
        };
        let set_here = set.map(|set| Label {
            span: tree.span(set),
            message: format!("{}, in the parent only", said(set, "sets", "is set")),
        });
        let mut labels = vec![Label { span: tree.span(read.node), message: said(read.node, "reads", "is read") }];
        labels.extend(set_here);
        let reason = RefusalReason::LostGlobal {
            because: match set {
                Some(_) => format!("`{name}` is no variable that could be handed over under its name"),
                None => format!("another file sets `{name}`, and would have to hand it over"),
            },
            way_out: "pass the value to the child as an argument, or set it in the child, too".to_owned(),
        };
        let outcome = Outcome::Refusal(Refusal { reason, span: tree.span(set.unwrap_or(read.node)) });
        let silent = "nothing says so: the child goes on with the value that the import gives".to_owned();
        let payloads = self.not_forked(worker);
        let mut finding =
            report(model, &payloads, head(model, worker.function), words, (outcome, labels, vec![silent]))?;
        finding.when = super::super::without_tasks(&payloads);
        Some(finding)
    }
}

/// What a call of a function of another file sets or reads there.
fn used_by_call<'a>(model: Model<'a>, call: NodeId, part: impl Fn(&'a Globals) -> &'a [String]) -> Vec<Use<'a>> {
    if !model.index.has_globals() {
        return Vec::new();
    }
    let function = model.tree.child(call, Field::Function);
    let paths = function.map(|function| model.paths(function)).unwrap_or_default();
    let mut found = Vec::new();
    for (file, globals) in paths.iter().filter_map(|path| model.index.globals(path)) {
        let owners = vec![Owner::Named(file.to_string())];
        found.extend(part(globals).iter().map(|name| Use { node: call, name, owners: owners.clone() }));
    }
    found
}

/// An attribute of something that each process imports for itself.
fn used(model: Model<'_>, node: NodeId) -> Option<Use<'_>> {
    let tree = model.tree;
    let object = tree.child(node, Field::Object)?;
    let name = tree.text(tree.child(node, Field::Attribute)?);
    let at_top =
        |definition: NodeId| model.function_around(definition).is_none() && model.main_guard(definition).is_none();
    let owners: Vec<Owner> = model
        .objects(object)
        .into_iter()
        .filter_map(|object| match object {
            // What the interpreter keeps there is handed to children, or is of each process.
            Object::Module(path) => (path != "sys" && path != "os").then_some(Owner::Named(path)),
            // An instance travels with its attributes, or is made anew.
            Object::Path(path) => (path.starts_with('@') && !path.contains('(')).then_some(Owner::Named(path)),
            Object::Class(node) | Object::Function(node) => at_top(node).then_some(Owner::Definition(node)),
            _ => None,
        })
        .collect();
    (!owners.is_empty()).then_some(Use { node, name, owners })
}
