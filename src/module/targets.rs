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
    // Most targets are a name.
    if tree.kind(target) == Kind::Identifier {
        return vec![Part::Name(target)];
    }
    let mut found = Vec::new();
    let mut pending = vec![target];
    while let Some(node) = pending.pop() {
        match tree.kind(node) {
            Kind::Identifier => found.push(Part::Name(node)),
            Kind::Attribute | Kind::Subscript | Kind::Call => found.push(Part::Read(node)),
            Kind::DefaultParameter | Kind::TypedDefaultParameter => pending.extend(tree.child(node, Field::Name)),
            _ => {
                let others = pending.len();
                pending.extend(tree.children(node).filter(|child| tree.field_in_parent(*child) != Some(Field::Type)));
                pending[others..].reverse();
            }
        }
    }
    found
}
