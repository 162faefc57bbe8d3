//! Instances that keep what they are made with and send it with themselves: `Runner(function).run(items)`, where `run`
//! sends `self.work`.

use crate::sink::{Payload, starts_at_once};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object, method_around};

/// The methods of a class that send its instance, as the one does that has the payload: that one, and those that
/// mention it; none where every instance does so when it is made. Where that only makes a process, it is those that
/// start one.
pub(super) fn senders(model: Model<'_>, payload: &Payload, class: NodeId) -> Vec<String> {
    let tree = model.tree;
    let name = |method: NodeId| tree.child(method, Field::Name).map(|name| tree.text(name).to_owned());
    let classes = model.own_bases(class);
    let around = method_around(model, payload.value);
    let mut found: Vec<String> = around.and_then(name).into_iter().collect();
    if around.is_some_and(|method| !starts_at_once(model, payload, method)) {
        let calls = classes.iter().flat_map(|class| tree.of_kind(*class, Kind::Call).iter().copied());
        let starts = calls.filter(|call| model.callee_name(*call) == Some("start"));
        let own = starts.filter(|call| {
            let started = tree.child(*call, Field::Function).and_then(|callee| tree.child(callee, Field::Object));
            started.is_some_and(|it| classes.iter().any(|class| model.attribute_of_receiver(it, *class).is_some()))
        });
        let starting: Vec<String> = own.filter_map(|call| method_around(model, call)).filter_map(name).collect();
        if !starting.is_empty() {
            found = starting;
        }
    }
    let attributes = classes.iter().flat_map(|class| tree.of_kind(*class, Kind::Attribute).iter().copied());
    let mentions: Vec<(String, String)> = attributes
        .filter_map(|attribute| {
            let mentioned = classes.iter().find_map(|class| model.attribute_of_receiver(attribute, *class))?;
            Some((mentioned, method_around(model, attribute).and_then(name)?))
        })
        .collect();
    let mut next = 0;
    while let Some(sender) = found.get(next).cloned() {
        next += 1;
        for (_, by) in mentions.iter().filter(|(mentioned, _)| *mentioned == sender) {
            if !found.contains(by) {
                found.push(by.clone());
            }
        }
    }
    // `__init__`, `__enter__`, `__call__`: nobody calls them by name.
    if found.iter().any(|name| name.starts_with("__") && name.ends_with("__")) { Vec::new() } else { found }
}

/// Whether a call that makes an instance, or runs its `__init__`, is that of a class or of one that inherits from it.
pub(super) fn makes(model: Model<'_>, call: NodeId, class: NodeId) -> bool {
    made(model, call).into_iter().any(|made| model.own_bases(made).contains(&class))
}

/// Whether the file calls one of these methods on what a call makes, as far as that can be followed.
pub(super) fn is_sent(model: Model<'_>, call: NodeId, methods: &[String]) -> bool {
    let tree = model.tree;
    let classes = made(model, call);
    let is_one = |object: Object| match object {
        Object::Made { call: made, .. } => made == call,
        Object::Instance(class) => classes.iter().any(|made| model.own_bases(class).contains(made)),
        _ => false,
    };
    // `first = Runner(f)` is not what `second.run()` sends.
    let callee = tree.child(call, Field::Function).map(|callee| model.objects(callee)).unwrap_or_default();
    let is_construction = callee.iter().any(|object| matches!(object, Object::Class(_)));
    let is_another = |receiver: NodeId| {
        let constructions = model.constructions(receiver);
        is_construction
            && !constructions.is_empty()
            && constructions.into_iter().all(|other| other != call && !made(model, other).is_empty())
    };
    let is_own = |call: NodeId| {
        let around = method_around(model, call).and_then(|method| model.class_around(method));
        around.is_some_and(|around| classes.iter().any(|made| model.own_bases(*made).contains(&around)))
    };
    let mut calls = methods.iter().flat_map(|method| model.calls_by_name(method).iter().copied());
    calls.any(|call| {
        let receiver = tree.child(call, Field::Function).and_then(|callee| tree.child(callee, Field::Object));
        let receiver = receiver.filter(|receiver| !is_own(call) && !is_another(*receiver));
        receiver.is_some_and(|receiver| model.objects(receiver).into_iter().any(is_one))
    })
}

/// The classes of this file of which a call makes an instance, by itself or as the `super().__init__(...)` of one.
fn made(model: Model<'_>, call: NodeId) -> Vec<NodeId> {
    let Some(callee) = model.tree.child(call, Field::Function) else { return Vec::new() };
    let around = || method_around(model, call).and_then(|method| model.class_around(method));
    let objects = model.objects(callee).into_iter();
    let classes = objects.filter_map(|object| match object {
        Object::Class(class) => Some(class),
        Object::Method { .. } => around(),
        // `Runner.__init__(self, function)`
        Object::Function(function) if model.is_method(function) => around(),
        Object::Path(path) if path.ends_with(".__init__") => around(),
        _ => None,
    });
    classes.collect()
}
