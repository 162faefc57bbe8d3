//! The main guard around a node.

use super::Model;
use crate::syntax::{Field, Kind, NodeId, Role, Tree};

impl Model<'_> {
    /// The main guard that a node stands under.
    pub fn main_guard(self, node: NodeId) -> Option<NodeId> {
        guard_around(self, node)
    }

    /// The comparison that a name of the module stands for: `IS_MAIN = __name__ == "__main__"`.
    pub fn kept_comparison(self, condition: NodeId) -> Option<NodeId> {
        let symbol = self.module.symbol_at(condition).filter(|_| self.tree.kind(condition) == Kind::Identifier)?;
        let binding = self.module.only_binding(symbol)?;
        let value = self.tree.without_parentheses(self.module.value_of(self.tree, binding)?);
        (self.tree.kind(value) == Kind::ComparisonOperator && compares_name(self.tree, value)).then_some(value)
    }
}

/// Whether a comparison is one of `__name__` with `"__main__"`.
fn compares_name(tree: &Tree, comparison: NodeId) -> bool {
    let words: Vec<&str> = tree.children(comparison).map(|side| tree.text(side).trim_matches(['"', '\''])).collect();
    matches!(words[..], ["__name__", "__main__"] | ["__main__", "__name__"])
}

/// The module-level `if __name__ == "__main__":` whose body holds the node; more conditions may follow behind an `and`.
fn guard_around(model: Model<'_>, node: NodeId) -> Option<NodeId> {
    let tree = model.tree;
    let asks = |outer: NodeId| {
        let condition = tree.child(outer, Field::Condition)?;
        if tree.has_role(outer, Role::MainGuard) {
            return Some(condition);
        }
        let is_all = tree.kind(outer) == Kind::IfStatement;
        if let Some(kept) = Some(condition).filter(|_| is_all).and_then(|condition| model.kept_comparison(condition)) {
            return Some(kept);
        }
        let first = tree.first_child(condition).filter(|_| tree.has_token(condition, "and"))?;
        (is_all && compares_name(tree, first)).then_some(first)
    };
    let (guard, comparison) = tree.ancestors(node).find_map(|outer| Some((outer, asks(outer)?)))?;
    let body = tree.child(guard, Field::Consequence)?;
    (tree.has_token(comparison, "==") && tree.is_within(node, body)).then_some(guard)
}
