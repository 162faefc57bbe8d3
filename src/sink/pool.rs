//! The pools that a task is given to: where each is made, and whether it has an initializer.

use super::{Context, Payload, catalogue};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object};

/// A call that makes a pool of processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pool {
    /// The call.
    pub call: NodeId,
    /// Whether it has an initializer, or may have one behind a star.
    pub has_initializer: bool,
    /// The `None` that it is given for one.
    pub none: Option<NodeId>,
}

/// Where the pools come from that a task may be given to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pools {
    /// From these calls.
    Made(Vec<Pool>),
    /// Their processes are forked: they inherit everything.
    Forked,
    /// Nobody knows, or from another file.
    Elsewhere,
}

/// What makes pools, and at which position it takes an initializer.
const MAKERS: &[(&str, usize)] = &[("multiprocessing.Pool", 1), ("concurrent.futures.ProcessPoolExecutor", 2)];

/// The pools that the task of a payload is given to.
pub fn pools(model: Model<'_>, payload: &Payload) -> Pools {
    match find(model, payload) {
        None => Pools::Elsewhere,
        Some(found) if found.iter().any(|(_, fork)| *fork) => Pools::Forked,
        Some(found) => Pools::Made(found.into_iter().map(|(pool, _)| pool).collect()),
    }
}

/// The pools that the task of a payload is given to, forked or not; none where they are not known.
pub fn made_pools(model: Model<'_>, payload: &Payload) -> Option<Vec<Pool>> {
    find(model, payload).map(|found| found.into_iter().map(|(pool, _)| pool).collect())
}

/// Each pool, and whether its processes are forked.
fn find(model: Model<'_>, payload: &Payload) -> Option<Vec<(Pool, bool)>> {
    let tree = model.tree;
    let call = super::api_call(model, payload)?;
    let object = match model.callee_name(call) {
        Some("run_in_executor") => model.positional(call).first().copied().or_else(|| model.keyword(call, "executor")),
        _ => tree
            .child(call, Field::Function)
            .filter(|function| tree.kind(*function) == Kind::Attribute)
            .and_then(|function| tree.child(function, Field::Object)),
    };
    let mut found = Vec::new();
    for object in object.map(|object| model.objects(object)).unwrap_or_default() {
        if is_none(model, &object) {
            continue;
        }
        let Object::Made { path, call } = object else { return None };
        let (path, fork) = catalogue::normalized(&path);
        let maker = MAKERS.iter().find(|(known, _)| *known == path);
        let (_, position) = maker.filter(|_| tree.kind(call) == Kind::Call)?;
        let fork = fork || super::context_of(model, call) == Some(Context::Fork);
        let starred = model
            .arguments(call)
            .into_iter()
            .any(|argument| matches!(tree.kind(argument), Kind::DictionarySplat | Kind::ListSplat));
        let positional = model.positional(call);
        let given = positional.get(*position).copied().or_else(|| model.keyword(call, "initializer"));
        let has_values = positional.len() > position + 1 || model.keyword(call, "initargs").is_some();
        let none = given.filter(|given| tree.kind(*given) == Kind::None && !starred && !has_values);
        let has_initializer = starred || has_values || (given.is_some() && none.is_none());
        found.push((Pool { call, has_initializer, none }, fork));
    }
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

fn is_none(model: Model<'_>, object: &Object) -> bool {
    matches!(object, Object::Expression(node) if model.tree.kind(*node) == Kind::None)
}
