//! When the child that gets a payload starts: until then a forked child sees every change of a captured variable.

use crate::finding::When;
use crate::sink::Payload;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{Model, Object, Starts};

/// When the payload is read.
pub fn starts(model: Model<'_>, payload: &Payload) -> Starts {
    if payload.when == When::Always || payload.role == "initializer" {
        return Starts::AtOnce;
    }
    let starts = calls_on(model, payload.call, "start");
    if starts.is_empty() { Starts::Unknown } else { Starts::At(starts) }
}

/// The calls that wait for the payload's process.
pub fn joins(model: Model<'_>, payload: &Payload) -> Vec<NodeId> {
    calls_on(model, payload.call, "join")
}

/// The calls of a method on the object that `made` makes.
fn calls_on(model: Model<'_>, made: NodeId, method: &str) -> Vec<NodeId> {
    let tree = model.tree;
    let calls = tree.subtree(tree.root()).filter(|node| tree.has_role(*node, Role::Call));
    calls
        .filter(|call| {
            let function = tree.child(*call, Field::Function).filter(|node| tree.kind(*node) == Kind::Attribute);
            let named = |function: &NodeId| {
                tree.child(*function, Field::Attribute).is_some_and(|name| tree.text(name) == method)
            };
            let object = function.filter(named).and_then(|function| tree.child(function, Field::Object));
            object.is_some_and(|object| {
                model.objects(object).iter().any(|found| matches!(found, Object::Made { call, .. } if *call == made))
            })
        })
        .collect()
}
