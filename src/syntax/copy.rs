//! Copies what the parser has made into nodes of an arena, with the roles that the queries give them.

use rustc_hash::FxHashMap;
use tree_sitter::TreeCursor;

use super::kinds::{ERROR, Numbers};
use super::{Fields, Kind, Node, NodeId, query};

/// Nodes that are copied for one stretch of an arena.
pub(super) struct Stretch {
    /// The id of the first of them.
    first: NodeId,
    /// The node around them.
    parent: NodeId,
    /// An offset of what was parsed, and the one in the text that it stands for.
    offsets: (u32, u32),
    /// The nodes, in preorder.
    pub(super) nodes: Vec<Node>,
    /// Those that the grammar could not make sense of, and tokens that it missed.
    pub(super) damaged: Vec<NodeId>,
    /// The id of each node of the parser.
    ids: FxHashMap<usize, NodeId>,
}

impl Stretch {
    /// A stretch that starts with the id `first`, in the node `parent`.
    pub(super) fn new(first: NodeId, parent: NodeId) -> Self {
        Self { first, parent, offsets: (0, 0), nodes: Vec::new(), damaged: Vec::new(), ids: FxHashMap::default() }
    }

    /// The same for a text of which a part was parsed: `from` there is `to` in the text.
    pub(super) fn moved(self, from: usize, to: usize) -> Self {
        Self { offsets: (from as u32, to as u32), ..self }
    }

    /// The stretch with these nodes and their roles.
    pub(super) fn with(mut self, nodes: &[tree_sitter::Node<'_>], text: &str) -> Self {
        for node in nodes {
            self.add(*node);
        }
        for node in nodes {
            self.find_roles(*node, text);
        }
        self
    }

    fn next(&self) -> NodeId {
        NodeId(self.first.0 + self.nodes.len() as u32)
    }

    /// Adds a node and all that is in it.
    fn add(&mut self, node: tree_sitter::Node<'_>) {
        let mut cursor = node.walk();
        let numbers = Numbers::get();
        let mut open: Vec<NodeId> = Vec::new();
        loop {
            let id = self.add_node(&cursor, numbers, open.last().copied().unwrap_or(self.parent));
            if cursor.goto_first_child() {
                open.push(id);
                continue;
            }
            self.close(id);
            loop {
                let Some(parent) = open.last().copied() else { return };
                if cursor.goto_next_sibling() {
                    break;
                }
                cursor.goto_parent();
                self.close(parent);
                open.pop();
            }
        }
    }

    /// A module of which the parser could make nothing.
    pub(super) fn lost(mut self, length: usize) -> Self {
        let id = self.next();
        self.damaged.push(id);
        self.nodes.push(Node {
            start: 0,
            stop: length as u32,
            parent: self.parent,
            end: NodeId(id.0 + 1),
            roles: query::Roles::default(),
            kind: Kind::Module,
            field: None,
            fields: Fields::default(),
        });
        self
    }

    fn add_node(&mut self, cursor: &TreeCursor<'_>, numbers: &Numbers, parent: NodeId) -> NodeId {
        let node = cursor.node();
        let id = self.next();
        let range = node.byte_range();
        let number = node.kind_id();
        if number == ERROR || (range.is_empty() && node.is_missing()) {
            self.damaged.push(id);
        }
        self.ids.insert(node.id(), id);
        let field = numbers.field(cursor.field_id());
        // The node around a stretch is no part of it.
        let around = parent.index().checked_sub(self.first.index()).and_then(|at| self.nodes.get_mut(at));
        if let Some((around, field)) = around.zip(field) {
            around.fields.insert(field);
        }
        let (from, to) = self.offsets;
        self.nodes.push(Node {
            start: range.start as u32 + to - from,
            stop: range.end as u32 + to - from,
            parent,
            end: id,
            roles: query::Roles::default(),
            kind: numbers.kind(number),
            field,
            fields: Fields::default(),
        });
        id
    }

    fn close(&mut self, id: NodeId) {
        let end = self.next();
        self.nodes[id.index() - self.first.index()].end = end;
    }

    /// Runs the queries over a node that was added.
    fn find_roles(&mut self, node: tree_sitter::Node<'_>, text: &str) {
        let Self { ids, nodes, first, .. } = self;
        query::roles(node, text, |captured, role| {
            if let Some(id) = ids.get(&captured) {
                nodes[id.index() - first.index()].roles.insert(role);
            }
        });
    }
}
