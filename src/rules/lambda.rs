//! MP102 lambda: a lambda, inline, named or kept in an attribute, reaches a sink.
//!
//! Every lambda is called `<lambda>`, which is no name that pickle could find in a module.

use super::{Arrived, Words, finding, qualified_name};
use crate::finding::{Code, Finding};
use crate::syntax::Kind;
use crate::value::Model;

/// The finding for a lambda that reaches a sink.
pub(super) fn check(model: Model<'_>, arrived: &Arrived) -> Option<Finding> {
    if model.tree.kind(arrived.function) != Kind::Lambda {
        return None;
    }
    let qualified = qualified_name(model, arrived.function);
    let exception = if qualified.contains("<locals>") {
        format!("AttributeError: Can't pickle local object '{qualified}'")
    } else {
        "PicklingError: Can't pickle <function <lambda>>: attribute lookup <lambda> on __main__ failed".to_owned()
    };
    finding(
        model,
        arrived,
        Words {
            code: Code::Lambda,
            what: "a lambda".to_owned(),
            definition: "this lambda",
            reason: "pickle finds a function by its name in its module, and a lambda has no name of its own",
            exception,
        },
    )
}
