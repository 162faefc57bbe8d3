//! Values for the workers of a pool: an `initializer` that each worker runs first sets module globals to them.

use crate::edit::Edit;
use crate::finding::{Refusal, RefusalReason};
use crate::lift::{names, own_initializer, place, refuse, render, slots};
use crate::syntax::{Field, NodeId};
use crate::value::Model;

/// A module global that each worker of a pool gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The name of the global.
    pub name: String,
    /// What the parent passes for it where it makes the pool.
    pub value: String,
}

/// A call that makes a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Maker {
    /// The call.
    pub call: NodeId,
    /// Whether it has an initializer already.
    pub has_initializer: bool,
    /// The `None` that it is given for one.
    pub none: Option<NodeId>,
}

/// Gives pools an initializer that sets globals in each worker. `makers` are all calls that make the pool in question.
///
/// # Errors
/// Where the pool is not made in this file, or has an initializer.
pub fn add_initializer(model: Model<'_>, makers: &[Maker], globals: &[Shared]) -> Result<Vec<Edit>, Refusal> {
    let tree = model.tree;
    let source = tree.source();
    let newline = source.newline();
    let Some(first) = makers.iter().map(|maker| maker.call).min() else {
        let because = "the pool is not made in this file; pass what its workers need as an argument".to_owned();
        return refuse(RefusalReason::Pool { because }, tree.span(tree.root()));
    };
    if let Some(own) = own_initializer::find(model, makers) {
        return own.extended(model, globals);
    }
    if let Some(maker) = makers.iter().find(|maker| maker.has_initializer) {
        let because = "the pool has an initializer already; set what its workers need there".to_owned();
        return refuse(RefusalReason::Pool { because }, tree.span(maker.call));
    }
    let name = function_name(model, first);
    let place = place::above_definition(model, first);
    let unit = render::indent_unit(model, first);
    let definition = definition(&name, globals, &unit, newline);
    let missing = place::blank_lines_above(source, place).map_or(0, |above| 2_usize.saturating_sub(above));
    let mut edits = vec![Edit::insert(place, format!("{}{definition}{}", newline.repeat(missing), newline.repeat(2)))];
    let values: Vec<&str> = globals.iter().map(|global| global.value.as_str()).collect();
    let comma = if values.len() == 1 { "," } else { "" };
    let initargs = format!("initargs=({}{comma})", values.join(", "));
    for maker in makers {
        let Some(list) = tree.child(maker.call, Field::Arguments) else {
            return refuse(RefusalReason::Damaged, tree.span(maker.call));
        };
        let last = tree.children(list).last();
        if let (Some(none), Some(last)) = (maker.none, last) {
            edits.push(Edit::replace(tree.span(none), name.clone()));
            edits.push(slots::insert_behind(model, list, last, std::slice::from_ref(&initargs)));
            continue;
        }
        edits.push(match last {
            Some(last) => slots::insert_behind(model, list, last, &[format!("initializer={name}"), initargs.clone()]),
            None => Edit::insert(tree.span(list).start + 1, format!("initializer={name}, {initargs}")),
        });
    }
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    Ok(edits)
}

/// `_init`, or with the name of the function that makes the pool.
fn function_name(model: Model<'_>, pool: NodeId) -> String {
    if !model.module.is_used("_init") {
        return "_init".to_owned();
    }
    let around = model.function_around(pool).and_then(|function| model.tree.child(function, Field::Name));
    let base = around.map_or("pool", |name| model.tree.text(name).trim_matches('_'));
    names::fresh(model, &format!("_init_{base}"), |_| false)
}

/// The `def` that sets the globals.
pub(super) fn definition(name: &str, globals: &[Shared], unit: &str, newline: &str) -> String {
    let all: Vec<&str> = globals.iter().map(|global| global.name.as_str()).collect();
    let parameters: Vec<String> = all.iter().map(|name| parameter(name, &all)).collect();
    let (all, parameters) = (all.join(", "), parameters.join(", "));
    format!("def {name}({parameters}):{newline}{unit}global {all}{newline}{unit}{all} = {parameters}{newline}")
}

/// What the parameter for a global is called: in lower case where that is another name.
fn parameter(name: &str, globals: &[&str]) -> String {
    let lower = name.to_lowercase();
    let mut candidate = if lower == name || names::is_reserved(&lower) { format!("{lower}_") } else { lower };
    while globals.contains(&candidate.as_str()) {
        candidate.push('_');
    }
    candidate
}
