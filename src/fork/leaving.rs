//! Which locks and queues of a module stay with the processes that it starts. Only a child of the same context takes
//! what a context of `fork` makes, while a forked child takes what any context makes: so what may get to others, who
//! start processes in the program's own way, is left to the context of the program.

use crate::module::{BindingKind, SymbolId};
use crate::sink::Payload;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::Model;

/// Whether what is made by calling this expression may get to code of other files.
pub(super) fn may_leave(model: Model<'_>, callee: NodeId, sent: &[Payload]) -> bool {
    let tree = model.tree;
    let call = tree.parent(callee).filter(|call| tree.child(*call, Field::Function) == Some(callee));
    let Some(value) = call.map(|call| tree.with_parentheses(call)) else { return true };
    let uses = Uses { model, sent };
    let target = tree
        .parent(value)
        .filter(|parent| tree.kind(*parent) == Kind::Assignment && tree.child(*parent, Field::Right) == Some(value))
        .and_then(|assignment| tree.child(assignment, Field::Left));
    match target.map(|target| (target, tree.kind(target))) {
        None => uses.hands_on(value),
        Some((target, Kind::Identifier)) => {
            let binding = model.module.binding_at(target).filter(|binding| binding.kind == BindingKind::Assignment);
            binding.is_none_or(|binding| uses.variable_leaves(binding.symbol))
        }
        Some((target, Kind::Attribute)) => {
            tree.child(target, Field::Attribute).is_none_or(|label| uses.attribute_leaves(tree.text(label)))
        }
        Some(_) => true,
    }
}

struct Uses<'m, 'p> {
    model: Model<'m>,
    sent: &'p [Payload],
}

impl Uses<'_, '_> {
    fn variable_leaves(&self, symbol: SymbolId) -> bool {
        let module = self.model.module;
        let owner = module.symbol(symbol);
        let is_public = owner.scope == module.module_scope() && !owner.name.starts_with('_');
        is_public || module.references_to(symbol).any(|reference| self.hands_on(reference.node))
    }

    /// `self._queue`, wherever the file has an attribute of that name.
    fn attribute_leaves(&self, name: &str) -> bool {
        let tree = self.model.tree;
        let named = |node: &NodeId| tree.child(*node, Field::Attribute).is_some_and(|label| tree.text(label) == name);
        let mut mentions = tree.all_of_kind(Kind::Attribute).filter(named);
        !name.starts_with('_') || mentions.any(|node| !self.model.is_target(node) && self.hands_on(node))
    }

    /// Whether a mention gives the object to somebody else than a child or a method of its own.
    fn hands_on(&self, mention: NodeId) -> bool {
        let tree = self.model.tree;
        let mut inner = mention;
        for outer in tree.ancestors(mention) {
            match tree.kind(outer) {
                Kind::Attribute => return tree.child(outer, Field::Object) != Some(inner),
                Kind::WithItem | Kind::WithClause | Kind::WithStatement => return false,
                Kind::ExpressionStatement => return false,
                Kind::ParenthesizedExpression
                | Kind::Tuple
                | Kind::List
                | Kind::Dictionary
                | Kind::Pair
                | Kind::ArgumentList
                | Kind::KeywordArgument => inner = outer,
                Kind::Call => return !self.sent.iter().any(|payload| payload.call == outer),
                _ => return true,
            }
        }
        true
    }
}
