//! MP101 nested-function: a function defined inside another one reaches a sink.
//!
//! Pickle stores a function as its module and name and finds it there again, so only functions at module level can be
//! sent to another process (pickle documentation, "What can be pickled and unpickled?").

use super::{Arrived, Words, finding, qualified_name};
use crate::finding::{Code, Finding};
use crate::syntax::{Field, Kind};
use crate::value::Model;

/// The finding for a nested function that reaches a sink.
pub(super) fn check(model: Model<'_>, arrived: &Arrived) -> Option<Finding> {
    let tree = model.tree;
    let function = arrived.function;
    let nested = tree.kind(function) == Kind::FunctionDefinition
        && model.function_around(function).is_some()
        && model.class_around(function).is_none();
    let name = tree.child(function, Field::Name).filter(|_| nested)?;
    let qualified = qualified_name(model, function);
    finding(
        model,
        arrived,
        Words {
            code: Code::NestedFunction,
            what: format!("the nested function `{}`", tree.text(name)),
            definition: "defined inside a function here",
            reason: "pickle finds a function by its name in its module, and a nested function is not there",
            exception: format!("AttributeError: Can't pickle local object '{qualified}'"),
        },
    )
}
