//! Objects that start themselves: an instance of a subclass of `Process` is pickled with all that it holds when it is
//! started, a subclass of `BaseManager` by its class.

use crate::finding::When;
use crate::index::Cargo;
use crate::module::BindingKind;
use crate::sink::{Payload, catalogue};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Forwarding, Model, Object};

/// What such a class starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Starter {
    Process,
    Manager,
}

/// The places where such an object starts.
pub(super) fn payloads(model: Model<'_>) -> Vec<Payload> {
    let tree = model.tree;
    let mut found = Vec::new();
    if tree.of_kind(tree.root(), Kind::ClassDefinition).is_empty() && model.index.is_empty() {
        return found;
    }
    let starts = model.calls_by_name("start").iter().copied();
    let mut nodes: Vec<NodeId> = starts.chain(tree.all_of_kind(Kind::WithItem)).collect();
    nodes.sort_unstable();
    for node in nodes {
        if let Some(object) = model.called_on(node) {
            found.extend(payload(model, object, node, true));
        }
        if tree.kind(node) == Kind::WithItem
            && let Some(value) = tree.child(node, Field::Value)
        {
            let value = match tree.kind(value) {
                Kind::AsPattern => tree.first_child(value).unwrap_or(value),
                _ => value,
            };
            found.extend(payload(model, value, value, false));
        }
    }
    found
}

fn payload(model: Model<'_>, value: NodeId, call: NodeId, processes: bool) -> Option<Payload> {
    let starter = model.objects(value).into_iter().find_map(|object| match object {
        Object::Instance(class) => starter(model, class),
        Object::Made { path, .. } => started_by(&model.index.library_bases(&path)),
        _ => None,
    })?;
    let (api, role) = match starter {
        Starter::Process if processes => ("Process.start", "process"),
        Starter::Process => return None,
        Starter::Manager => ("BaseManager.start", "manager"),
    };
    Some(Payload {
        value,
        call,
        api: api.to_owned(),
        role,
        cargo: Cargo::Whole,
        when: when_started(model, value),
        forwarding: Forwarding::Unknown,
        silent: false,
        through: None,
        elsewhere: None,
    })
}

/// What the instances of a class start, by the bases of the class; nothing where their context is literally `fork`.
fn starter(model: Model<'_>, class: NodeId) -> Option<Starter> {
    if model.tree.kind(class) != Kind::ClassDefinition {
        return None;
    }
    started_by(&bases(model, class))
}

/// What the instances of a class with these bases start.
fn started_by(bases: &[String]) -> Option<Starter> {
    let bases: Vec<(String, bool)> = bases.iter().map(|base| catalogue::normalized(base)).collect();
    // A context that is `fork` where there is one is meant to be.
    if bases.iter().any(|(_, fork)| *fork) {
        return None;
    }
    bases.iter().find_map(|(base, _)| match base.as_str() {
        "multiprocessing.Process" | "aiomultiprocess.Process" => Some(Starter::Process),
        "multiprocessing.managers.BaseManager" => Some(Starter::Manager),
        _ => None,
    })
}

/// The bases of a class that are of libraries, those of classes of other files of the run included.
fn bases(model: Model<'_>, class: NodeId) -> Vec<String> {
    let bases = model.foreign_bases(class).into_iter();
    let known = bases.flat_map(|base| [model.index.library_bases(&base), vec![base]].concat());
    known.chain(given_bases(model, class)).collect()
}

/// The bases that a class has by a parameter of the function around it, as the calls of that give them.
fn given_bases(model: Model<'_>, class: NodeId) -> Vec<String> {
    let (tree, module) = (model.tree, model.module);
    let Some(function) = model.function_around(class) else { return Vec::new() };
    let list = tree.child(class, Field::Superclasses).into_iter().flat_map(|list| tree.children(list));
    let parameters = list.filter_map(|base| {
        let binding = module.only_binding(module.symbol_at(base)?)?;
        let is_own = binding.kind == BindingKind::Parameter && Some(binding.scope) == module.scope_of(function);
        is_own.then_some(binding)
    });
    let mut found = Vec::new();
    for binding in parameters {
        let all = tree.child(function, Field::Parameters).into_iter().flat_map(|list| tree.children(list));
        let position = all.skip(usize::from(model.is_method(function))).position(|node| node == binding.node);
        let name = &module.symbol(binding.symbol).name;
        let calls = model.calls_of(function).iter();
        let given = calls.flat_map(|call| model.given(*call, name, position));
        found.extend(given.flat_map(|value| model.paths(value)));
    }
    found
}

/// When the object that an expression holds is pickled where it starts.
pub fn when_started(model: Model<'_>, value: NodeId) -> When {
    let classes = model.objects(value).into_iter().filter_map(|object| match object {
        Object::Instance(class) => Some(bases(model, class)),
        Object::Made { path, .. } => Some(model.index.library_bases(&path)),
        _ => None,
    });
    let is_spawned = |bases: &Vec<String>| bases.iter().any(|base| catalogue::is_spawned(base));
    let classes: Vec<Vec<String>> = classes.collect();
    if !classes.is_empty() && classes.iter().all(is_spawned) { When::Spawned } else { When::UnlessFork }
}

/// The calls of `join` on instances of the class that starts at `value`.
pub(super) fn joins(model: Model<'_>, value: NodeId) -> Vec<NodeId> {
    let started = model.objects(value);
    let is_one = |object: &Object| matches!(object, Object::Instance(_)) && started.contains(object);
    let joins = |call: &NodeId| model.called_on(*call).is_some_and(|object| model.objects(object).iter().any(is_one));
    model.calls_by_name("join").iter().copied().filter(joins).collect()
}
