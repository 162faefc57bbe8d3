//! Which names a target binds: `a, (b, *c)` binds three; `a.b` and `a[0]` bind none and read `a`.

use crate::syntax::{Field, Kind, NodeId, Tree};

/// A part of a target.
pub(super) enum Part {
    /// An identifier that is bound.
    Name(NodeId),
    /// An expression that is evaluated to find the place.
    Read(NodeId),
}

/// The parts of a target, in source order.
pub(super) fn parts(tree: &Tree, target: NodeId) -> Vec<Part> {
    let mut found = Vec::new();
    collect(tree, target, &mut found);
    found
}

fn collect(tree: &Tree, target: NodeId, found: &mut Vec<Part>) {
    match tree.kind(target) {
        Kind::Identifier => found.push(Part::Name(target)),
        Kind::Attribute | Kind::Subscript | Kind::Call => found.push(Part::Read(target)),
        Kind::DefaultParameter | Kind::TypedDefaultParameter => {
            if let Some(name) = tree.child(target, Field::Name) {
                collect(tree, name, found);
            }
        }
        Kind::Type => {}
        Kind::Token | Kind::Comment => {}
        _ => {
            for child in tree.children(target) {
                if tree.field_in_parent(child) != Some(Field::Type) {
                    collect(tree, child, found);
                }
            }
        }
    }
}
