//! A method that a base class sends of itself: the instance is one of a class that inherits it, with what that class
//! sets.

use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{self, Held, Model, Moment, Object};

/// A class that inherits the method which sends its own instance, where the file makes such an instance and calls that
/// method on it, with what can't be pickled of it.
pub(super) fn held(model: Model<'_>, class: NodeId, instance: NodeId, moment: Moment) -> Option<(NodeId, Vec<Held>)> {
    let tree = model.tree;
    let sender = value::method_around(model, instance).filter(|sender| model.class_around(*sender) == Some(class))?;
    let binding = model.module.symbol_at(instance).and_then(|symbol| model.module.only_binding(symbol))?;
    if binding.kind != BindingKind::Parameter || model.objects(instance) != [Object::Instance(class)] {
        return None;
    }
    let heirs = tree.all_of_kind(Kind::ClassDefinition).filter(|heir| *heir != class);
    let mut heirs = heirs.filter(|heir| model.own_bases(*heir).contains(&class) && sends_itself(model, *heir, sender));
    heirs.find_map(|heir| {
        let held = value::held(model, heir, moment);
        (!held.is_empty()).then_some((heir, held))
    })
}

/// Whether the file makes an instance of a class and calls a method on it that the class inherits.
fn sends_itself(model: Model<'_>, heir: NodeId, sender: NodeId) -> bool {
    let tree = model.tree;
    let Some(name) = tree.child(sender, Field::Name).map(|name| tree.text(name)) else { return false };
    let own = model.member(heir, name);
    let inherits = own.iter().any(|member| matches!(member, Object::Method { function, .. } if *function == sender));
    let callees = || model.calls().iter().filter_map(|call| tree.child(*call, Field::Function));
    let makes = |callee: NodeId| model.may_be_own(callee) && model.objects(callee) == [Object::Class(heir)];
    let sends = |callee: NodeId| {
        let object = tree.child(callee, Field::Object);
        let is_it = tree.child(callee, Field::Attribute).is_some_and(|label| tree.text(label) == name);
        object.filter(|_| is_it).is_some_and(|object| model.objects(object).contains(&Object::Instance(heir)))
    };
    inherits && callees().any(makes) && (name == "__init__" || callees().any(sends))
}
