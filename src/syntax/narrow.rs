//! Which of the nodes that take the place of others differ from them.
//!
//! A change is read with the statements around it, and where it is in the last one of a block, with the statement that
//! has the block (`slice`). Most of these nodes are what they were. Who keeps what is known of the rest of the tree
//! wants to know the few that are others.

use super::change::Change;
use super::slice::leads_to_block;
use super::{Kind, Node, NodeId, Replaced};

/// The nodes of some children of a node before and after a change, both from the same id on.
pub(super) struct Sides<'n> {
    pub(super) first: NodeId,
    pub(super) old: &'n [Node],
    pub(super) new: &'n [Node],
    pub(super) change: Change,
}

impl Sides<'_> {
    /// The innermost children of a block that have others in their place, where those of a node of some kind have.
    pub(super) fn narrowed(&self, parent: NodeId, kind: Kind) -> Replaced {
        let (mut parent, mut kind) = (parent, kind);
        let mut old = self.children(self.old, 0, self.old.len());
        let mut new = self.children(self.new, 0, self.new.len());
        let id = |at: usize| NodeId(self.first.0 + at as u32);
        let mut found =
            Replaced { parent, start: self.first, old_end: id(self.old.len()), new_end: id(self.new.len()) };
        loop {
            let same = |moves: bool, one: Option<&usize>, other: Option<&usize>| {
                one.zip(other).is_some_and(|(one, other)| self.is_same(*one, *other, moves))
            };
            // The place behind the last child is one, too.
            let least = old.len().min(new.len()) - 1;
            let before = (0..least).take_while(|at| same(false, old.get(*at), new.get(*at))).count();
            let behind = (2..=least - before + 1)
                .take_while(|at| same(true, old.get(old.len() - at), new.get(new.len() - at)))
                .count();
            let (old_end, new_end) = (old.len() - 1 - behind, new.len() - 1 - behind);
            if matches!(kind, Kind::Module | Kind::Block) {
                found =
                    Replaced { parent, start: id(old[before]), old_end: id(old[old_end]), new_end: id(new[new_end]) };
            }
            let at = old[before];
            let is_only = old_end == before + 1 && new_end == before + 1;
            let inner = self.old.get(at).zip(self.new.get(at)).filter(|(one, other)| {
                is_only && one.is_alike(other) && one.kind != Kind::Error && leads_to_block(kind, one.kind)
            });
            let Some((one, other)) = inner else { return found };
            (parent, kind) = (id(at), one.kind);
            old = self.children(self.old, at + 1, one.end.index() - self.first.index());
            new = self.children(self.new, at + 1, other.end.index() - self.first.index());
        }
    }

    /// Where the children stand that fill a stretch, and what stands behind them.
    fn children(&self, nodes: &[Node], from: usize, to: usize) -> Vec<usize> {
        let next = |at: &usize| Some(nodes.get(*at)?.end.index() - self.first.index());
        let mut found: Vec<usize> = std::iter::successors(Some(from), next).take_while(|at| *at < to).collect();
        found.push(to);
        found
    }

    /// Whether a node and all that is in it is the same: in front of the change, or where it `moves` behind it.
    fn is_same(&self, one: usize, other: usize, moves: bool) -> bool {
        let place = |offset: u32| if moves { self.change.moved(offset as usize) } else { offset as usize };
        let stretch = |nodes: &'_ [Node], at: usize| at..nodes[at].end.index() - self.first.index();
        let (old, new) = (&self.old[stretch(self.old, one)], &self.new[stretch(self.new, other)]);
        let is_apart = if moves {
            old[0].start as usize >= self.change.old_end
        } else {
            old[0].stop as usize <= self.change.start
        };
        let is_same = |(one, other): (&Node, &Node)| {
            one.is_alike(other)
                && (place(one.start), place(one.stop)) == (other.start as usize, other.stop as usize)
                && one.end.0 + new[0].end.0 == other.end.0 + old[0].end.0
        };
        is_apart && old.len() == new.len() && old.iter().zip(new).all(is_same)
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::{Edited, Tree};
    use crate::text::{Source, Span};

    /// The text of the nodes that an edit has made new.
    fn made_new(old: &str, new: &str) -> String {
        let source = |text: &str| Source::from_text(text.to_owned() + &"z = 1\n".repeat(30));
        let tree = Tree::parse(source(old)).after(source(new));
        let Edited::Nodes(replaced) = tree.edited() else { return "everything".to_owned() };
        let new: Vec<_> =
            tree.children(replaced.parent).filter(|id| *id >= replaced.start && *id < replaced.new_end).collect();
        let (Some(first), Some(last)) = (new.first(), new.last()) else { return String::new() };
        tree.source().slice(Span::new(tree.span(*first).start, tree.span(*last).end)).to_owned()
    }

    #[test]
    fn only_the_statements_that_differ_are_new() {
        let old = "class C:\n    @d\n    def f(self):\n        x = 1\n        if x:\n            y = 2\n    b = 1\n";
        let new = |from, to| made_new(old, &old.replace(from, to));
        assert_eq!(new("x = 1", "x = 21"), "x = 21");
        assert_eq!(new("y = 2", "y = 21"), "y = 21");
        assert_eq!(new("            y = 2\n", "            y = 2\n            z = 3\n"), "z = 3");
        assert_eq!(new("if x", "if y"), "if y:\n            y = 2");
        assert_eq!(new("b = 1", "bc = 1"), "bc = 1");
        assert_eq!(new("            y = 2\n", "            y = 2\n\n"), "");
        assert_eq!(
            new("(self)", "(this)"),
            old[13..].replace("self", "this").trim_end().trim_end_matches("\n    b = 1")
        );
    }
}
