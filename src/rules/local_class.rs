//! MP103 local-class: a class defined inside a function, or its instance, reaches a sink; an instance of a local
//! subclass of `Process` or `BaseManager` is started.
//!
//! Pickle stores an instance as the module and name of its class with its attributes, and a class as its module and
//! name, so the class has to be there in the child (pickle documentation, "What can be pickled and unpickled?").

use super::{Arrived, Words, finding, qualified_name};
use crate::finding::{Code, Finding};
use crate::syntax::Kind;
use crate::value::Model;

/// The finding for a local class that reaches a sink, itself or through an instance.
pub(super) fn check(model: Model<'_>, arrived: &Arrived) -> Option<Finding> {
    let class = arrived.function;
    let is_class = matches!(model.tree.kind(class), Kind::ClassDefinition | Kind::Call);
    if !is_class || model.function_around(class).is_none() {
        return None;
    }
    let name = model.class_name_text(class);
    let qualified = qualified_name(model, class);
    let exception = if model.tree.kind(class) == Kind::Call {
        format!("PicklingError: Can't pickle <class '__main__.{name}'>: attribute lookup {name} on __main__ failed")
    } else {
        format!("AttributeError: Can't pickle local object '{qualified}'")
    };
    finding(
        model,
        arrived,
        Words {
            code: Code::LocalClass,
            what: format!("{}the local class `{name}`", super::of_class(model, arrived)),
            definition: "defined inside a function here",
            reason: "pickle finds a class by its name in its module, and a local class is not there",
            exception,
        },
    )
}
