//! What is set on an object of a library: attributes of a process before it starts are pickled with it, as its target
//! is; the elements of a manager's dict or list, and the attributes of its namespace, when they are set.

use crate::finding::When;
use crate::index::Cargo;
use crate::sink::{Payload, catalogue};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Forwarding, Model, Object};

/// Attributes of a process that are no functions.
const OWN: &[&str] = &["name", "daemon", "authkey"];

/// The values that are assigned to attributes of what `Process(...)` makes: `process.describe = describe`.
pub(super) fn set_on_processes(model: Model<'_>) -> Vec<Payload> {
    let attributes = model.tree.all_of_kind(Kind::Attribute);
    attributes.filter_map(|attribute| payload(model, attribute)).collect()
}

fn payload(model: Model<'_>, attribute: NodeId) -> Option<Payload> {
    let tree = model.tree;
    let assignment = tree.parent(attribute).filter(|node| tree.kind(*node) == Kind::Assignment)?;
    let value = tree.child(assignment, Field::Right).filter(|_| model.is_target(attribute))?;
    let name = tree.child(attribute, Field::Attribute).map(|name| tree.text(name))?;
    let objects = model.objects(tree.child(attribute, Field::Object)?);
    let (call, when) = objects.into_iter().find_map(|object| match object {
        Object::Made { path, call } if tree.kind(call) == Kind::Call => Some((call, when(&path)?)),
        _ => None,
    })?;
    let starts = model.calls_on(call, "start");
    let is_before =
        |start: &NodeId| assignment < *start || model.function_around(*start) != model.function_around(value);
    if OWN.contains(&name) || !starts.iter().any(is_before) {
        return None;
    }
    Some(Payload {
        value,
        call,
        api: "Process.start".to_owned(),
        role: "attribute",
        cargo: Cargo::Whole,
        when,
        forwarding: Forwarding::Unknown,
        silent: false,
        through: None,
        elsewhere: None,
    })
}

/// The values that are set in what a manager makes: `shared["key"] = work`, `namespace.work = work`.
pub(super) fn set_through_managers(model: Model<'_>) -> Vec<Payload> {
    let tree = model.tree;
    let set = [(Kind::Subscript, Field::Value), (Kind::Attribute, Field::Object)];
    let targets = set.into_iter().flat_map(|(kind, field)| tree.all_of_kind(kind).map(move |node| (node, field)));
    targets.filter_map(|(target, field)| set_through_manager(model, target, field)).collect()
}

fn set_through_manager(model: Model<'_>, target: NodeId, field: Field) -> Option<Payload> {
    let tree = model.tree;
    let assignment = tree.parent(target).filter(|node| tree.kind(*node) == Kind::Assignment)?;
    let value = tree.child(assignment, Field::Right).filter(|_| tree.child(assignment, Field::Left) == Some(target))?;
    let (call, made) = model.objects(tree.child(target, field)?).into_iter().find_map(|object| match object {
        Object::Made { path, call } => {
            let (path, _) = catalogue::normalized(&path);
            let made = path.strip_prefix("multiprocessing.Manager().")?;
            let is_proxy = if field == Field::Value { matches!(made, "dict" | "list") } else { made == "Namespace" };
            is_proxy.then(|| (call, made.to_owned()))
        }
        _ => None,
    })?;
    let silent = false;
    let api = if field == Field::Value { format!("{made}.__setitem__") } else { format!("{made}.__setattr__") };
    let (role, cargo, when, forwarding) = ("item", Cargo::Whole, When::Always, Forwarding::Unknown);
    Some(Payload { value, call, api, role, cargo, when, forwarding, silent, through: None, elsewhere: None })
}

/// When a process pickles what it has, where a dotted name is that of `Process`.
fn when(path: &str) -> Option<When> {
    let (class, _) = catalogue::normalized(path);
    let is_process = class == "multiprocessing.Process" && !path.contains("[fork]");
    is_process.then(|| if catalogue::is_spawned(path) { When::Spawned } else { When::UnlessFork })
}
