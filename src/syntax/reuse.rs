//! A tree after a change of its text: what the parser has kept of the old one keeps its nodes, too.
//!
//! The parser says in which parts of the text two trees differ. They are walked down side by side from the module,
//! through blocks and the statements around them, as long as one statement of each has changed; the statements that
//! differ there are copied anew, and what stands behind them moves. What a query says of a node depends on nothing
//! outside of the statement that the node is in, but for the blocks in that.
//!
//! Where the parser has found no error, a few statements are parsed alone instead (`slice`). What it has kept is then
//! told of the change only, so that it can still go on from there.

use std::iter;
use std::ops::Range;

use super::change::Change;
use super::copy::Stretch;
use super::kinds::Numbers;
use super::narrow::Sides;
use super::slice::{Reading, children, leads_to_block};
use super::{Edited, Fields, Kind, NodeId, Tree, is_too_deep, tree_of};
use crate::text::{Source, Span};

/// Statements of one block, or of the module, that others take the place of.
struct Changed<'n> {
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
            return Self { source, edited: Edited::Nothing, ..self };
        };
        let Some(mut parsed) = self.parsed.take().filter(|_| !is_too_deep(source.text())) else {
            return Self::parse(source);
        };
        parsed.edit(&change.edit(self.source.text(), source.text()));
        let has_error = parsed.root_node().has_error();
        self.edited = Edited::Everything;
        let reading = if has_error { None } else { self.read_slice(change, source.text()) };
        match reading {
            Some(reading) => {
                self.take_slice(reading, change);
                self.parsed = Some(parsed);
            }
            None => {
                let Some(new) = tree_of(source.text(), Some(&parsed)) else { return Self::parse(source) };
                if Numbers::get().kind(new.root_node().kind_id()) != self.kind(self.root()) {
                    return Self::of(source, Some(new));
                }
                self.take_changes(&parsed, &new, change, source.text());
                self.parsed = Some(new);
            }
        }
        self.by_kind.take();
        self.damaged = self.damaged_nodes.iter().map(|node| self.span(*node)).collect();
        Self { source, ..self }
    }

    /// Puts statements that were parsed alone in the place of those before a change.
    fn take_slice(&mut self, reading: Reading, change: Change) {
        let Reading { block, start, end, copy, lines, first, last } = reading;
        let known = self.sliced.unwrap_or(lines);
        let to = known.end.max(lines.end);
        self.sliced = Some(Span::new(known.start.min(lines.start), change.moved(to)));
        self.dead_ends.retain(|known| !lines.contains(*known));
        for known in self.dead_ends.iter_mut().filter(|known| known.start >= lines.end) {
            *known = Span::new(change.moved(known.start), change.moved(known.end));
        }
        if !copy.damaged.is_empty() {
            self.dead_ends.push(Span::new(lines.start, change.moved(lines.end)));
        }
        self.splice(block, start, end, copy, change);
        for id in iter::once(block).chain(self.ancestors(block).collect::<Vec<NodeId>>()) {
            let around = &mut self.nodes[id.index()];
            around.start = first.map_or(around.start, |first| first as u32);
            around.stop = last.unwrap_or_else(|| change.moved(around.stop as usize)) as u32;
        }
    }

    /// Takes what has changed from the parser's tree of the new text, given its tree of the old one.
    fn take_changes(&mut self, old: &tree_sitter::Tree, new: &tree_sitter::Tree, change: Change, text: &str) {
        let differing = old.changed_ranges(new).map(|range| range.start_byte..range.end_byte);
        let mut touched: Vec<Range<usize>> = iter::once(change.start..change.new_end).chain(differing).collect();
        if let Some(sliced) = self.sliced.take() {
            let end = change.moved(sliced.end.max(change.old_end));
            touched.push(sliced.start.min(change.start)..end);
        }
        self.dead_ends.clear();
        let replaced = self.replaced(new.root_node(), change, &touched);
        self.replace(&replaced, change, text);
    }

    /// The innermost statements that a change has touched.
    fn replaced<'n>(&self, new: tree_sitter::Node<'n>, change: Change, touched: &[Range<usize>]) -> Changed<'n> {
        let (mut new, mut id) = (new, self.root());
        let mut around = Vec::new();
        let mut found = None;
        loop {
            around.push((id, new));
            let before: Vec<NodeId> = self.all_children(id).collect();
            let after = children(new);
            let least = before.len().min(after.len());
            let same = |moves: bool, one: Option<&NodeId>, other: Option<&tree_sitter::Node<'_>>| {
                one.zip(other).is_some_and(|(one, other)| self.is_same(*one, other, change, moves, touched))
            };
            let first = (0..least).take_while(|at| same(false, before.get(*at), after.get(*at))).count();
            let mut backwards = (1..=least - first)
                .take_while(|at| same(true, before.get(before.len() - at), after.get(after.len() - at)));
            let last = backwards.by_ref().count();
            let (old_part, new_part) = (first..before.len() - last, first..after.len() - last);
            if is_sequence(self.kind(id)) || found.is_none() {
                found = Some(Changed {
                    around: around.clone(),
                    start: before.get(first).copied().unwrap_or(self.range(id).1),
                    end: before.get(before.len() - last).copied().unwrap_or(self.range(id).1),
                    new: after[new_part.clone()].to_vec(),
                });
            }
            let (Some(one), Some(other)) = (before.get(first), after.get(first)) else { break };
            let is_only = old_part.len() == 1 && new_part.len() == 1 && self.kind(*one) == kind(other);
            if !is_only || !leads_to_block(self.kind(id), self.kind(*one)) {
                break;
            }
            (new, id) = (*other, *one);
        }
        found.unwrap_or(Changed { around, start: self.root(), end: self.root(), new: Vec::new() })
    }

    /// Whether a node is the same in the parser's new tree: one in front of the change, or where it `moves` one behind
    /// it.
    fn is_same(
        &self,
        one: NodeId,
        other: &tree_sitter::Node<'_>,
        change: Change,
        moves: bool,
        touched: &[Range<usize>],
    ) -> bool {
        let (forth, back) = if moves { (change.new_end, change.old_end) } else { (0, 0) };
        let (old, new) = (self.span(one), other.byte_range());
        let at_same_place = old.start + forth == new.start + back && old.end + forth == new.end + back;
        let is_apart = |part: &Range<usize>| part.end < new.start || new.end < part.start;
        self.kind(one) == kind(other) && at_same_place && touched.iter().all(is_apart)
    }

    /// Copies the new statements into the place of the old ones, and moves what stands behind them.
    fn replace(&mut self, replaced: &Changed<'_>, change: Change, text: &str) {
        let Some((block, _)) = replaced.around.last() else { return };
        let (start, end) = (replaced.start, replaced.end);
        let copy = Stretch::new(start, *block).with(&replaced.new, text);
        self.splice(*block, start, end, copy, change);
        for (id, node) in &replaced.around {
            let range = node.byte_range();
            let around = &mut self.nodes[id.index()];
            around.start = range.start as u32;
            around.stop = range.end as u32;
        }
        for (id, node) in &replaced.around {
            if self.kind(*id) == Kind::Error {
                self.refresh_fields(*id, *node);
                self.edited = Edited::Everything;
            }
        }
    }

    /// Puts nodes in the place of children of a block, and moves what stands behind them.
    fn splice(&mut self, block: NodeId, start: NodeId, end: NodeId, copy: Stretch, change: Change) {
        let new_end = NodeId(start.0 + copy.nodes.len() as u32);
        let moved = |id: NodeId| id.moved(end, new_end);
        let old = &self.nodes[start.index()..end.index()];
        let sides = Sides { first: start, old, new: &copy.nodes, change };
        self.edited = Edited::Nodes(sides.narrowed(block, self.kind(block)));
        for node in &mut self.nodes[end.index()..] {
            node.start = change.moved(node.start as usize) as u32;
            node.stop = change.moved(node.stop as usize) as u32;
            node.end = moved(node.end);
            if node.parent >= end {
                node.parent = moved(node.parent);
            }
        }
        for id in iter::once(block).chain(self.ancestors(block).collect::<Vec<NodeId>>()) {
            let around = &mut self.nodes[id.index()];
            around.end = moved(around.end);
        }
        let behind = self.damaged_nodes.iter().filter(|node| **node >= end).map(|node| moved(*node));
        let before = self.damaged_nodes.iter().copied().filter(|node| *node < start);
        self.damaged_nodes = before.chain(copy.damaged.iter().copied()).chain(behind).collect();
        self.nodes.splice(start.index()..end.index(), copy.nodes);
        self.nodes[block.index()].fields = self.fields_of_children(block);
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

fn kind(node: &tree_sitter::Node<'_>) -> Kind {
    Numbers::get().kind(node.kind_id())
}

/// Whether the children of a node are statements that stand one after the other, or what the grammar has made of
/// damaged ones: where it gave up early, that is most of the file.
fn is_sequence(kind: Kind) -> bool {
    matches!(kind, Kind::Module | Kind::Block | Kind::Error)
}
