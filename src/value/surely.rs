//! Whether a place in a function is run by every call of it.

use super::Model;
use crate::syntax::{Field, Kind, NodeId};

/// What ends a call of a function, for whoever has called it.
pub const ENDS: &[Kind] = &[Kind::ReturnStatement, Kind::RaiseStatement, Kind::AssertStatement];

impl Model<'_> {
    /// Whether each call of a function comes by a place, as long as it does not end before.
    pub fn is_unconditional(self, node: NodeId, function: NodeId) -> bool {
        let tree = self.tree;
        let mut inner = node;
        for outer in tree.ancestors(node).take_while(|outer| *outer != function) {
            let is_condition = tree.field_in_parent(inner) == Some(Field::Condition);
            let always = match tree.kind(outer) {
                Kind::IfStatement | Kind::WhileStatement => is_condition,
                Kind::ForStatement => tree.field_in_parent(inner) == Some(Field::Right),
                Kind::TryStatement
                | Kind::ElifClause
                | Kind::ElseClause
                | Kind::ExceptClause
                | Kind::ConditionalExpression
                | Kind::BooleanOperator
                | Kind::Lambda
                | Kind::FunctionDefinition
                | Kind::ClassDefinition
                | Kind::MatchStatement
                | Kind::ListComprehension
                | Kind::SetComprehension
                | Kind::DictionaryComprehension
                | Kind::GeneratorExpression => false,
                // Some managers end their block early, and go on behind it.
                Kind::WithStatement => !tree.text(outer).contains("suppress("),
                _ => true,
            };
            if !always {
                return false;
            }
            inner = outer;
        }
        true
    }

    /// Whether a call of a function may end before it comes to a place, by one of these statements or with its process.
    pub fn ends_before(self, node: NodeId, function: NodeId, ends: &[Kind]) -> bool {
        let tree = self.tree;
        let is_earlier =
            |end: &NodeId| *end < node && !tree.is_within(node, *end) && self.function_around(*end) == Some(function);
        ends.iter().any(|kind| tree.of_kind(function, *kind).iter().any(is_earlier))
            || tree.of_kind(function, Kind::Call).iter().any(|call| is_earlier(call) && self.ends_process(*call))
    }

    /// Whether a place has been run whenever another one of the same function is.
    pub(super) fn runs_surely_before(self, node: NodeId, until: NodeId) -> bool {
        let block = self.module.blocks(self.tree, node).next().map(|block| block.node);
        node < until
            && self.module.runs_together(self.tree, node, until)
            && block.is_some_and(|block| self.tree.is_within(until, block))
    }
}
