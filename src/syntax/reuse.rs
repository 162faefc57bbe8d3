//! A tree after a change of its text: what the parser has kept of the old one keeps its nodes, too.
//!
//! The parser says in which parts of the text two trees differ. They are walked down side by side from the module,
//! through blocks and the statements around them, as long as one statement of each has changed; the statements that
//! differ there are copied anew, and what stands behind them moves. What a query says of a node depends on nothing
//! outside of the statement that the node is in, but for the blocks in that.

use std::iter;
use std::ops::Range;

use tree_sitter::{InputEdit, Point};

use super::copy::Stretch;
use super::kinds::Numbers;
use super::{Fields, Kind, NodeId, Tree, parsed};
use crate::text::Source;

/// The part in which two texts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    start: usize,
    old_end: usize,
    new_end: usize,
}

impl Change {
    /// The smallest change of whole characters that makes one text of another; none where they are the same.
    fn between(old: &str, new: &str) -> Option<Self> {
        let (one, other) = (old.as_bytes(), new.as_bytes());
        let mut start = same_start(one, other);
        if start == one.len() && start == other.len() {
            return None;
        }
        while !(old.is_char_boundary(start) && new.is_char_boundary(start)) {
            start -= 1;
        }
        let mut same = same_end(&one[start..], &other[start..]);
        while !(old.is_char_boundary(one.len() - same) && new.is_char_boundary(other.len() - same)) {
            same -= 1;
        }
        Some(Self { start, old_end: one.len() - same, new_end: other.len() - same })
    }

    fn edit(self, old: &str, new: &str) -> InputEdit {
        let start = point(old, Point::new(0, 0), 0, self.start);
        InputEdit {
            start_byte: self.start,
            old_end_byte: self.old_end,
            new_end_byte: self.new_end,
            start_position: start,
            old_end_position: point(old, start, self.start, self.old_end),
            new_end_position: point(new, start, self.start, self.new_end),
        }
    }

    /// By how much what stands behind the change moves.
    fn moved(self, offset: usize) -> usize {
        offset + self.new_end - self.old_end
    }
}

/// How many bytes are compared at once.
const WIDE: usize = 64;

fn same_start(one: &[u8], other: &[u8]) -> usize {
    let wide = one.chunks_exact(WIDE).zip(other.chunks_exact(WIDE)).take_while(|(one, other)| one == other).count();
    let from = wide * WIDE;
    from + one[from..].iter().zip(&other[from..]).take_while(|(one, other)| one == other).count()
}

fn same_end(one: &[u8], other: &[u8]) -> usize {
    let wide = one.rchunks_exact(WIDE).zip(other.rchunks_exact(WIDE)).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[..one.len() - wide * WIDE], &other[..other.len() - wide * WIDE]);
    wide * WIDE + one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
}

/// The row and column of `to`, given those of `from`.
fn point(text: &str, at: Point, from: usize, to: usize) -> Point {
    let between = &text[from..to];
    let rows = between.matches('\n').count();
    match between.rfind('\n') {
        Some(last) => Point::new(at.row + rows, between.len() - last - 1),
        None => Point::new(at.row, at.column + between.len()),
    }
}

/// Statements of one block, or of the module, that others take the place of.
struct Replaced<'n> {
    /// The block and the nodes around it, with the parser's new nodes for them, outer ones first.
    around: Vec<(NodeId, tree_sitter::Node<'n>)>,
    start: NodeId,
    end: NodeId,
    new: Vec<tree_sitter::Node<'n>>,
}

impl Tree {
    /// The tree of a source that has taken the place of this one's. It is the same as [`Tree::parse`] makes, in less
    /// time the less has changed; only where the text is damaged, the parser may have gone on in another way.
    #[must_use]
    pub fn after(mut self, source: Source) -> Self {
        let Some(change) = Change::between(self.source.text(), source.text()) else {
            return Self { source, ..self };
        };
        let Some(old) = self.parsed.take() else { return Self::parse(source) };
        let mut edited = old.clone();
        edited.edit(&change.edit(self.source.text(), source.text()));
        let Some(new) = parsed(source.text(), Some(&edited)) else { return Self::parse(source) };
        if old.root_node().kind_id() != new.root_node().kind_id() {
            return Self::of(source, Some(new));
        }
        let differing = edited.changed_ranges(&new).map(|range| range.start_byte..range.end_byte);
        let touched: Vec<Range<usize>> = iter::once(change.start..change.new_end).chain(differing).collect();
        let replaced = self.replaced(old.root_node(), new.root_node(), change, &touched);
        self.replace(&replaced, change, source.text());
        self.by_kind.take();
        self.lines.take();
        self.damaged = self.damaged_nodes.iter().map(|node| self.span(*node)).collect();
        Self { source, parsed: Some(new), ..self }
    }

    /// The innermost statements that a change has touched.
    fn replaced<'n>(
        &self,
        old: tree_sitter::Node<'_>,
        new: tree_sitter::Node<'n>,
        change: Change,
        touched: &[Range<usize>],
    ) -> Replaced<'n> {
        let (mut old, mut new, mut id) = (old, new, self.root());
        let mut around = Vec::new();
        let mut found = None;
        loop {
            around.push((id, new));
            let ids: Vec<NodeId> = self.all_children(id).collect();
            let (before, after) = (children(old), children(new));
            let least = before.len().min(after.len());
            let same = |moves: bool, one: Option<&tree_sitter::Node<'_>>, other: Option<&tree_sitter::Node<'_>>| {
                one.zip(other).is_some_and(|(one, other)| is_same(one, other, change, moves, touched))
            };
            let first = (0..least).take_while(|at| same(false, before.get(*at), after.get(*at))).count();
            let mut backwards = (1..=least - first)
                .take_while(|at| same(true, before.get(before.len() - at), after.get(after.len() - at)));
            let last = backwards.by_ref().count();
            let (old_part, new_part) = (first..before.len() - last, first..after.len() - last);
            if is_sequence(self.kind(id)) || found.is_none() {
                found = Some(Replaced {
                    around: around.clone(),
                    start: ids.get(first).copied().unwrap_or(self.range(id).1),
                    end: ids.get(before.len() - last).copied().unwrap_or(self.range(id).1),
                    new: after[new_part.clone()].to_vec(),
                });
            }
            let (Some(one), Some(other), Some(inner)) = (before.get(first), after.get(first), ids.get(first)) else {
                break;
            };
            let is_only = old_part.len() == 1 && new_part.len() == 1 && one.kind_id() == other.kind_id();
            if !is_only || !leads_to_block(self.kind(id), self.kind(*inner)) {
                break;
            }
            (old, new, id) = (*one, *other, *inner);
        }
        found.unwrap_or(Replaced { around, start: self.root(), end: self.root(), new: Vec::new() })
    }

    /// Copies the new statements into the place of the old ones, and moves what stands behind them.
    fn replace(&mut self, replaced: &Replaced<'_>, change: Change, text: &str) {
        let Some((block, _)) = replaced.around.last() else { return };
        let (start, end) = (replaced.start, replaced.end);
        let mut copy = Stretch::new(start, *block);
        for node in &replaced.new {
            copy.add(*node);
        }
        for node in &replaced.new {
            copy.find_roles(*node, text);
        }
        let moved = |id: NodeId| NodeId(id.0 + copy.nodes.len() as u32 - (end.0 - start.0));
        for node in &mut self.nodes[end.index()..] {
            node.start = change.moved(node.start as usize) as u32;
            node.stop = change.moved(node.stop as usize) as u32;
            node.end = moved(node.end);
            if node.parent >= end {
                node.parent = moved(node.parent);
            }
        }
        for (id, node) in &replaced.around {
            let range = node.byte_range();
            let around = &mut self.nodes[id.index()];
            around.start = range.start as u32;
            around.stop = range.end as u32;
            around.end = moved(around.end);
        }
        let behind = self.damaged_nodes.iter().filter(|node| **node >= end).map(|node| moved(*node));
        let before = self.damaged_nodes.iter().copied().filter(|node| *node < start);
        self.damaged_nodes = before.chain(copy.damaged.iter().copied()).chain(behind).collect();
        self.nodes.splice(start.index()..end.index(), copy.nodes);
        self.nodes[block.index()].fields = self.fields_of_children(*block);
        for (id, node) in &replaced.around {
            if self.kind(*id) == Kind::Error {
                self.refresh_fields(*id, *node);
            }
        }
    }

    /// Takes the parts that children play from the new node. In damaged code they depend on what stands beside them.
    fn refresh_fields(&mut self, id: NodeId, node: tree_sitter::Node<'_>) {
        let ids: Vec<NodeId> = self.all_children(id).collect();
        let numbers = Numbers::get();
        let mut cursor = node.walk();
        cursor.goto_first_child();
        for child in ids {
            self.nodes[child.index()].field = numbers.field(cursor.field_id());
            cursor.goto_next_sibling();
        }
        self.nodes[id.index()].fields = self.fields_of_children(id);
    }

    fn fields_of_children(&self, id: NodeId) -> Fields {
        let mut fields = Fields::default();
        self.all_children(id).filter_map(|child| self.field_in_parent(child)).for_each(|field| fields.insert(field));
        fields
    }
}

fn children(node: tree_sitter::Node<'_>) -> Vec<tree_sitter::Node<'_>> {
    let mut cursor = node.walk();
    node.children(&mut cursor).collect()
}

/// Whether a node is the same in both trees: one in front of the change, or where it `moves` one behind it.
fn is_same(
    one: &tree_sitter::Node<'_>,
    other: &tree_sitter::Node<'_>,
    change: Change,
    moves: bool,
    touched: &[Range<usize>],
) -> bool {
    let (forth, back) = if moves { (change.new_end, change.old_end) } else { (0, 0) };
    let (old, new) = (one.byte_range(), other.byte_range());
    let at_same_place = old.start + forth == new.start + back && old.end + forth == new.end + back;
    let is_apart = |part: &Range<usize>| part.end < new.start || new.end < part.start;
    one.kind_id() == other.kind_id() && at_same_place && touched.iter().all(is_apart)
}

/// Whether the children of a node are statements that stand one after the other, or what the grammar has made of
/// damaged ones: where it gave up early, that is most of the file.
fn is_sequence(kind: Kind) -> bool {
    matches!(kind, Kind::Module | Kind::Block | Kind::Error)
}

/// Whether a change in a child can be one of the statements in a block of it.
fn leads_to_block(parent: Kind, child: Kind) -> bool {
    match parent {
        Kind::Module | Kind::Block | Kind::Error => matches!(
            child,
            Kind::Error
                | Kind::ClassDefinition
                | Kind::FunctionDefinition
                | Kind::DecoratedDefinition
                | Kind::IfStatement
                | Kind::ForStatement
                | Kind::WhileStatement
                | Kind::WithStatement
                | Kind::TryStatement
        ),
        Kind::DecoratedDefinition => matches!(child, Kind::ClassDefinition | Kind::FunctionDefinition),
        _ => matches!(
            child,
            Kind::Block | Kind::ElifClause | Kind::ElseClause | Kind::ExceptClause | Kind::FinallyClause
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_as_small_as_can_be() {
        let change = |old, new| Change::between(old, new).map(|change| (change.start, change.old_end, change.new_end));
        assert_eq!(change("abc", "abc"), None);
        assert_eq!(change("abc", "abxc"), Some((2, 2, 3)));
        assert_eq!(change("aa", "a"), Some((1, 2, 1)));
        assert_eq!(change("é", "è"), Some((0, 2, 2)));
        assert_eq!(change("", "x"), Some((0, 0, 1)));
    }
}
