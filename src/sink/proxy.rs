//! What goes through the proxies of a manager: the process of the manager has the objects, so it is sent whatever they
//! are made of, their methods are called with, and their elements and attributes are set to. The names are anybody's:
//! `register` gives them.

use super::{Payload, callee_paths, catalogue};
use crate::finding::When;
use crate::index::Cargo;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Forwarding, Model, Object};

/// What makes managers.
const MANAGERS: &[&str] = &["multiprocessing.Manager().", "multiprocessing.managers.BaseManager()."];

/// The members of a manager that make no proxies.
const OWN: &[&str] = &["address", "connect", "get_server", "join", "register", "shutdown", "start"];

/// A member of a manager that makes proxies, and what is called of those: a method, or nothing where one is made.
fn parts(path: &str) -> Option<(String, Option<String>)> {
    let (path, _) = catalogue::normalized(path);
    let rest = MANAGERS.iter().find_map(|manager| path.strip_prefix(manager))?;
    let (made, method) = match rest.split_once("().") {
        Some((made, method)) => (made, Some(method.to_owned())),
        None => (rest, None),
    };
    let is_name = |name: &str| !name.contains(['.', '(', '[']);
    let makes = is_name(made) && !made.starts_with('_') && !OWN.contains(&made);
    (makes && method.as_deref().is_none_or(is_name)).then(|| (made.to_owned(), method))
}

/// What is sent through the proxies of managers.
pub(super) fn payloads(model: Model<'_>) -> Vec<Payload> {
    // The calls of every name are followed, so this asks first.
    if !model.knows_managers() {
        return Vec::new();
    }
    let tree = model.tree;
    let calls = model.calls().iter().flat_map(|call| given(model, *call));
    let set = [(Kind::Subscript, Field::Value), (Kind::Attribute, Field::Object)];
    let targets = set.into_iter().flat_map(|(kind, field)| tree.all_of_kind(kind).map(move |node| (node, field)));
    calls.chain(targets.filter_map(|(target, field)| set_on(model, target, field))).collect()
}

/// The arguments of a call that makes a proxy, or calls a method of one.
fn given(model: Model<'_>, call: NodeId) -> Vec<Payload> {
    let tree = model.tree;
    let is_member = tree.child(call, Field::Function).is_some_and(|callee| tree.kind(callee) == Kind::Attribute);
    if !is_member || model.arguments(call).is_empty() {
        return Vec::new();
    }
    let Some((made, method)) = callee_paths(model, call).iter().find_map(|path| parts(path)) else {
        return Vec::new();
    };
    let api = match method {
        Some(method) => format!("{made}.{method}"),
        None => format!("Manager.{made}"),
    };
    let value = |argument: NodeId| match tree.kind(argument) {
        Kind::KeywordArgument => tree.child(argument, Field::Value),
        // The parent unpacks a list or a dict: what is in it crosses.
        Kind::ListSplat | Kind::DictionarySplat => tree.first_child(argument),
        _ => Some(argument),
    };
    let cargo = |argument: NodeId| if tree.kind(argument) == Kind::ListSplat { Cargo::Items } else { Cargo::Whole };
    let arguments = model.arguments(call).into_iter();
    let values = arguments.filter_map(|argument| Some((value(argument)?, cargo(argument))));
    values.map(|(value, cargo)| payload(value, call, api.clone(), cargo)).collect()
}

/// What an assignment sets: `shared["key"] = work`, `namespace.work = work`.
fn set_on(model: Model<'_>, target: NodeId, field: Field) -> Option<Payload> {
    let tree = model.tree;
    let assignment = tree.parent(target).filter(|node| tree.kind(*node) == Kind::Assignment)?;
    let value = tree.child(assignment, Field::Right).filter(|_| tree.child(assignment, Field::Left) == Some(target))?;
    let (call, made) = model.objects(tree.child(target, field)?).into_iter().find_map(|object| match object {
        Object::Made { path, call } => match parts(&path)? {
            (made, None) => Some((call, made)),
            _ => None,
        },
        _ => None,
    })?;
    let api = if field == Field::Value { format!("{made}.__setitem__") } else { format!("{made}.__setattr__") };
    // The attributes of other proxies stay with the proxy.
    let is_sent = field == Field::Value || matches!(made.as_str(), "Namespace" | "Value");
    is_sent.then(|| payload(value, call, api, Cargo::Whole))
}

fn payload(value: NodeId, call: NodeId, api: String, cargo: Cargo) -> Payload {
    let (role, when, forwarding) = ("item", When::Always, Forwarding::Unknown);
    Payload { value, call, api, role, cargo, when, forwarding, silent: false, through: None, elsewhere: None }
}
