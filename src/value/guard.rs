//! The main guard around a node.

use super::Model;
use crate::syntax::{Field, Kind, NodeId, Role, Tree};

impl Model<'_> {
    /// The main guard that a node stands under.
    pub fn main_guard(self, node: NodeId) -> Option<NodeId> {
        guard_around(self.tree, node)
    }
}

/// The module-level `if __name__ == "__main__":` whose body holds the node; more conditions may follow behind an `and`.
fn guard_around(tree: &Tree, node: NodeId) -> Option<NodeId> {
    let asks = |outer: NodeId| {
        let condition = tree.child(outer, Field::Condition)?;
        if tree.has_role(outer, Role::MainGuard) {
            return Some(condition);
        }
        let first = tree.first_child(condition).filter(|_| tree.has_token(condition, "and"))?;
        let words: Vec<&str> = tree.children(first).map(|side| tree.text(side).trim_matches(['"', '\''])).collect();
        let is_guard = matches!(words[..], ["__name__", "__main__"] | ["__main__", "__name__"]);
        (tree.kind(outer) == Kind::IfStatement && is_guard).then_some(first)
    };
    let (guard, comparison) = tree.ancestors(node).find_map(|outer| Some((outer, asks(outer)?)))?;
    let body = tree.child(guard, Field::Consequence)?;
    (tree.has_token(comparison, "==") && tree.is_within(node, body)).then_some(guard)
}
