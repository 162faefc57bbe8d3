//! What a call gives for a parameter: by position, by name, or out of what a star unpacks.

use super::Model;
use crate::syntax::{Field, Kind, NodeId};

impl Model<'_> {
    /// The expressions that a call may give for a parameter; `Process(**{"target": f})` gives `f` for `target`.
    pub fn given(self, call: NodeId, name: &str, position: Option<usize>) -> Vec<NodeId> {
        let by_position = position.and_then(|position| self.positional(call).get(position).copied());
        match by_position.or_else(|| self.keyword(call, name)) {
            Some(value) => vec![value],
            None => self.given_by_stars(call, name, position),
        }
    }

    /// The expressions that a call gives by position from a position on.
    pub fn given_from(self, call: NodeId, position: usize) -> Vec<NodeId> {
        let tree = self.tree;
        let by_position =
            |argument: &NodeId| !matches!(tree.kind(*argument), Kind::KeywordArgument | Kind::DictionarySplat);
        let given = self.arguments(call).into_iter().filter(by_position).skip(position);
        let inner =
            |argument| if tree.kind(argument) == Kind::ListSplat { tree.first_child(argument) } else { Some(argument) };
        given.filter_map(inner).collect()
    }

    fn given_by_stars(self, call: NodeId, name: &str, position: Option<usize>) -> Vec<NodeId> {
        let tree = self.tree;
        let before = self.positional(call).len();
        let mut found = Vec::new();
        let mut is_first = true;
        for argument in self.arguments(call) {
            let inner = tree.first_child(argument);
            match tree.kind(argument) {
                Kind::ListSplat => {
                    let index = position.and_then(|position| position.checked_sub(before)).filter(|_| is_first);
                    let parts = inner.zip(index).map(|(inner, index)| self.unpacked_at(inner, index));
                    found.extend(parts.unwrap_or_default());
                    is_first = false;
                }
                Kind::DictionarySplat => {
                    found.extend(inner.map(|inner| self.values_under(inner, name)).unwrap_or_default());
                }
                _ => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What stands at an index of the displays that an expression may be.
    fn unpacked_at(self, sequence: NodeId, index: usize) -> Vec<NodeId> {
        let mut found = Vec::new();
        for display in self.displays(sequence) {
            let parts: Vec<NodeId> = match self.tree.kind(display) {
                Kind::Tuple | Kind::List => self.tree.children(display).collect(),
                _ => self.parts_of_display(display),
            };
            let starred = parts.iter().take(index + 1).any(|part| self.tree.kind(*part) == Kind::ListSplat);
            found.extend(parts.get(index).copied().filter(|_| !starred));
        }
        found
    }

    /// The values that a dict may hold under a key: where it is written out, and where it is set through its name.
    fn values_under(self, dict: NodeId, key: &str) -> Vec<NodeId> {
        let tree = self.tree;
        let is_key = |node: NodeId| tree.kind(node) == Kind::String && tree.text(node).trim_matches(['"', '\'']) == key;
        let mut found = Vec::new();
        for display in self.displays(dict) {
            found.extend(self.keyword(display, key));
            let pairs = tree.children(display).filter(|part| tree.kind(*part) == Kind::Pair);
            let named = pairs.filter(|pair| tree.child(*pair, Field::Key).is_some_and(is_key));
            found.extend(named.filter_map(|pair| tree.child(pair, Field::Value)));
        }
        let name = tree.without_parentheses(dict);
        let symbol = self.module.symbol_at(name).filter(|_| tree.kind(name) == Kind::Identifier);
        for reference in symbol.into_iter().flat_map(|symbol| self.module.references_to(symbol)) {
            let subscript = tree.parent(reference.node).filter(|node| tree.kind(*node) == Kind::Subscript);
            let named = subscript.filter(|node| tree.child(*node, Field::Subscript).is_some_and(is_key));
            let assignment =
                named.and_then(|node| tree.parent(node).filter(|it| tree.child(*it, Field::Left) == named));
            found.extend(assignment.and_then(|assignment| tree.child(assignment, Field::Right)));
        }
        found
    }

    /// What a star unpacks from an index on, where it is written out.
    pub fn unpacked_from(self, sequence: NodeId, index: usize) -> Option<Vec<NodeId>> {
        let displays = self.displays(sequence);
        let [display] = displays[..] else { return None };
        let is_written = matches!(self.tree.kind(display), Kind::Tuple | Kind::List);
        is_written.then(|| self.parts_of_display(display).into_iter().skip(index).collect())
    }
}
