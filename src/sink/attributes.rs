//! Attributes that are set on a process before it starts: they are pickled with it, as its target is.

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

/// When a process pickles what it has, where a dotted name is that of `Process`.
fn when(path: &str) -> Option<When> {
    let (class, _) = catalogue::normalized(path);
    let is_process = class == "multiprocessing.Process" && !path.contains("[fork]");
    is_process.then(|| if catalogue::is_spawned(path) { When::Spawned } else { When::UnlessFork })
}
