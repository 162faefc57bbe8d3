//! Who may call a function as it was, where it gets other parameters: a doctest of the file, another file.

use crate::syntax::{Field, Kind, NodeId};
use crate::value::Model;

/// Why a function with other parameters may fail somewhere, for each reason.
pub(super) fn old_calls(model: Model<'_>, function: NodeId) -> Vec<String> {
    let Some(name) = model.tree.child(function, Field::Name).map(|name| model.tree.text(name)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if in_doctest(model, name) {
        found.push(format!("a doctest of this file calls `{name}` with the arguments that it takes now"));
    }
    if !model.index.importers(model.file).is_empty() && model.function_around(function).is_none() {
        found.push("another file of the run imports this one, and may call the function".to_owned());
    }
    found
}

/// Whether an example in a docstring names a function.
fn in_doctest(model: Model<'_>, name: &str) -> bool {
    let tree = model.tree;
    let texts = tree.all_of_kind(Kind::String).map(|node| tree.text(node)).filter(|text| text.contains(">>>"));
    let mut lines = texts.flat_map(str::lines).map(str::trim_start);
    lines.any(|line| {
        let code = line.strip_prefix(">>>").or_else(|| line.strip_prefix("..."));
        let is_part = |other: char| other.is_alphanumeric() || other == '_';
        code.is_some_and(|code| code.split(|other: char| !is_part(other)).any(|word| word == name))
    })
}
