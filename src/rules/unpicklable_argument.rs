//! MP201 unpicklable-argument: a value that can't be pickled is given to another process.
//!
//! # What it does
//!
//! Finds arguments, items, tasks and messages that pickle does not take: open files, sockets, locks of `threading`,
//! database connections, generators, views of dicts, modules, `os.environ`, and more.
//!
//! # Why is this bad
//!
//! What a child process is given besides its function is pickled like the function itself. Objects that belong to the
//! process that made them mean nothing in another one, and pickle says so: `TypeError: cannot pickle 'dict_values'
//! object`. A `Queue` pickles in a thread of its own: there no exception reaches the caller, and the item is lost.
//!
//! # Example
//!
//! ```python
//! from multiprocessing import Pool
//!
//!
//! def total(prices):
//!     return sum(prices)
//!
//!
//! if __name__ == "__main__":
//!     prices = {"tea": 3, "cake": 4}
//!     with Pool(1) as pool:
//!         print(pool.apply(total, (prices.values(),)))
//! ```
//!
//! # Use instead
//!
//! ```python
//! from multiprocessing import Pool
//!
//!
//! def total(prices):
//!     return sum(prices)
//!
//!
//! if __name__ == "__main__":
//!     prices = {"tea": 3, "cake": 4}
//!     with Pool(1) as pool:
//!         print(pool.apply(total, (list(prices.values()),)))
//! ```
//!
//! # When mpfix refuses
//!
//! - No plain copy means the same: make the file, the lock or the connection in the child, or pass what it is made
//!   from, as a path or an address.
//! - A generator may be endless, is used again afterwards, or is read in more than one place or round: a list is not
//!   empty the second time.
//!
//! # Fix safety
//!
//! A `dict` of `os.environ`, a `list` of a view, and the items of a generator over finite things take the place of the
//! original. That is safe where the child only reads them. It is unsafe where what receives the copy may do more with
//! it, or where its items are now computed in the parent instead of the child.

mod copy;

use super::{given_label, show_way, through};
use crate::finding::{Code, Finding, Label, Outcome, Refusal, RefusalReason, Severity};
use crate::module::BindingKind;
use crate::sink::Payload;
use crate::syntax::{Kind, NodeId};
use crate::value::{self, Leaf, Model, Obstacle};

/// The findings for data that can't be pickled, in the order of the payloads.
pub(super) fn findings(model: Model<'_>, payloads: &[Payload]) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for payload in payloads {
        for leaf in model.leaves(payload.value, payload.cargo) {
            // A function in the data is the case of another rule.
            if !model.functions_in(leaf.value).is_empty() || is_known_inside(model, payload) {
                continue;
            }
            let Some(obstacle) = value::leaf_obstacle(model, leaf) else { continue };
            let span = model.tree.span(place(model, payload, leaf));
            if !found.iter().any(|other| other.span == span) {
                found.push(finding(model, payload, leaf, &obstacle));
            }
        }
    }
    found
}

/// Where a leaf is sent: itself, or the list with a name that it is in.
fn place(model: Model<'_>, payload: &Payload, leaf: Leaf) -> NodeId {
    let is_written_there = model.tree.is_within(leaf.value, payload.call) || payload.elsewhere.is_some();
    if is_written_there { leaf.value } else { payload.value }
}

/// Whether the wrapper that the payload goes through already has a finding of its own: its parameter says by an
/// annotation what it holds.
fn is_known_inside(model: Model<'_>, payload: &Payload) -> bool {
    payload.through.as_ref().filter(|through| through.place.file == model.file).is_some_and(|through| {
        let inner = model.tree.smallest_around(through.place.span);
        model.leaves(inner, payload.cargo).into_iter().any(|leaf| value::leaf_obstacle(model, leaf).is_some())
    })
}

fn finding(model: Model<'_>, payload: &Payload, leaf: Leaf, obstacle: &Obstacle) -> Finding {
    let tree = model.tree;
    let place = place(model, payload, leaf);
    let is_item = leaf.items || place != leaf.value;
    let text = tree.text(place);
    let is_named = matches!(tree.kind(place), Kind::Identifier | Kind::Attribute);
    let what = match (is_item, is_named && !obstacle.what.contains(&format!("`{text}`"))) {
        (false, true) => format!("`{text}`, {},", obstacle.what),
        (false, false) => obstacle.what.clone(),
        (true, _) => format!("{} among the items", obstacle.what),
    };
    let mut labels: Vec<Label> = bindings(model, place)
        .into_iter()
        .map(|node| Label { span: tree.span(node), message: format!("`{text}` is bound here") })
        .collect();
    if place != leaf.value {
        labels.push(Label { span: tree.span(leaf.value), message: "this is one of the items".to_owned() });
    }
    let mut distant = Vec::new();
    show_way(model, payload, &mut labels, &mut distant);
    let outcome = match copy::fix(model, payload, leaf) {
        Some(fix) => Outcome::Fix(fix),
        None => {
            let reason =
                RefusalReason::UnpicklableValue { what: obstacle.what.clone(), way_out: obstacle.way_out.to_owned() };
            Outcome::Refusal(Refusal { reason, span: tree.span(leaf.value) })
        }
    };
    Finding {
        code: Code::UnpicklableArgument,
        file: model.file,
        span: tree.span(place),
        anchor: payload.anchor(),
        message: format!("{what} reaches `{}`{}", payload.api, through(model, payload)),
        label: given_label(model, payload),
        labels,
        distant,
        reason: "what another process is given is pickled, and this can't be".to_owned(),
        when: payload.when,
        exception: obstacle.exception.clone(),
        hints: super::silence(payload).into_iter().collect(),
        outcome,
        alternatives: Vec::new(),
        severity: Severity::default(),
    }
}

/// Where the name that is sent gets its value.
fn bindings(model: Model<'_>, value: NodeId) -> Vec<NodeId> {
    let Some(reference) = model.module.reference_at(value) else { return Vec::new() };
    let bindings = model.module.reaching(model.tree, reference.symbol, value);
    bindings.iter().filter(|binding| binding.kind != BindingKind::Import).map(|binding| binding.name).take(2).collect()
}
