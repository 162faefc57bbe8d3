//! What other files need to know of a file's classes, and which classes of others it needs to know.

use super::spelled;
use crate::index::{Class, Exports, HeldElsewhere};
use crate::sink::{self, Payload};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::{FileId, Place};
use crate::value::{self, Model, Moment, Object};

/// What instances of a class hold from the start that can't be pickled.
pub(super) fn held(model: Model<'_>, class: NodeId) -> Vec<HeldElsewhere> {
    let held = value::held_itself(model, class, Moment { sent: class, until: None, runs_already: false });
    let elsewhere = |held: value::Held| HeldElsewhere {
        attribute: held.attribute,
        what: held.obstacle.what,
        exception: held.obstacle.exception,
        way_out: held.obstacle.way_out,
        place: Place { file: model.file, span: model.tree.span(held.at) },
    };
    held.into_iter().map(elsewhere).collect()
}

/// Whether a class is made in the common way: without decorators and keywords such as `metaclass`.
pub(super) fn is_plain(model: Model<'_>, class: NodeId) -> bool {
    let list = model.tree.child(class, Field::Superclasses);
    let mut arguments = list.into_iter().flat_map(|list| model.tree.children(list));
    model.decorators(class).next().is_none()
        && arguments.all(|argument| model.tree.kind(argument) != Kind::KeywordArgument)
}

/// Classes inside of functions that inherit from what another file has: they may override what they inherit.
pub(super) fn export_local(model: Model<'_>, exports: &mut Exports) {
    for class in model.tree.all_of_kind(Kind::ClassDefinition) {
        let bases: Vec<String> = model.bases(class).iter().filter_map(|base| spelled(model, base)).collect();
        let inherits = bases.iter().any(|base| base.starts_with('@'));
        let is_local = model.scope_at(class) != model.module.module_scope();
        let Some(scope) = model.module.scope_of(class).filter(|_| inherits && is_local) else { continue };
        let members =
            model.module.own_symbols(scope).into_iter().map(|symbol| model.module.symbol(symbol).name.clone());
        exports.local_classes.push(Class { bases, members: members.collect(), ..Class::default() });
    }
}

/// The files of which nothing is known yet that have the classes of instances.
pub(super) fn of_instances(model: Model<'_>, instances: &[NodeId]) -> Vec<FileId> {
    let paths = instances.iter().flat_map(|instance| model.objects(*instance)).filter_map(|object| match object {
        Object::Made { path, .. } => Some(path).filter(|path| path.starts_with('@')),
        _ => None,
    });
    paths.flat_map(|path| model.index.files_to_know(&path)).collect()
}

/// The files of which nothing is known yet and that say of the instances in the payloads whether they can be pickled,
/// or whether their methods are others in a class that inherits.
pub(super) fn to_know(model: Model<'_>, payloads: &[Payload]) -> Vec<FileId> {
    let tree = model.tree;
    let mut found = Vec::new();
    let mut values: Vec<NodeId> = sink::started_instances(model);
    for payload in payloads {
        values.push(payload.value);
        values.extend(model.leaves(payload.value, payload.cargo).into_iter().map(|leaf| leaf.value));
        let value = tree.without_parentheses(payload.value);
        if tree.kind(value) == Kind::Call && model.is_call_of(value, "functools.partial") {
            values.extend(model.positional(value).first());
        }
    }
    for value in values {
        let receiver = tree.child(tree.without_parentheses(value), Field::Object);
        for object in [Some(value), receiver].into_iter().flatten().flat_map(|value| model.objects(value)) {
            match object {
                Object::Instance(class) => found.extend(bases_to_know(model, class)),
                Object::Method { class, .. } => {
                    found.extend(bases_to_know(model, class));
                    let moment = Moment { sent: value, until: None, runs_already: true };
                    if !value::held(model, class, moment).is_empty() {
                        let heirs = model.index.all_importers(model.file).into_iter();
                        found.extend(heirs.filter(|file| model.index.exports(*file).is_none()));
                    }
                }
                Object::Made { path, .. } if path.starts_with('@') => found.extend(model.index.files_to_know(&path)),
                Object::Path(path) if path.starts_with('@') => {
                    let class = path.rsplit_once("().").map(|(class, _)| class);
                    found.extend(class.map(|class| model.index.files_to_know(class)).unwrap_or_default());
                }
                _ => {}
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The files of the bases of a class, and of the classes of what its attributes hold.
fn bases_to_know(model: Model<'_>, class: NodeId) -> Vec<FileId> {
    let classes = model.own_bases(class);
    let bases = classes.iter().flat_map(|class| model.bases(*class));
    let values = classes.iter().flat_map(|class| model.attribute_values(*class));
    let values = values.flat_map(|(_, value)| model.objects(value));
    let paths = bases.chain(values).filter_map(|object| match object {
        Object::Path(path) | Object::Made { path, .. } => Some(path),
        _ => None,
    });
    paths.filter(|path| path.starts_with('@')).flat_map(|path| model.index.files_to_know(&path)).collect()
}
