//! The kinds of the nodes: the numbers of the grammar as kinds and fields, and which nodes of a tree are of a kind.

use std::sync::OnceLock;

use super::{Field, Kind, Node, NodeId, field_of, kind_of};

/// What the numbers of the grammar mean.
pub(super) struct Numbers {
    kinds: Vec<Kind>,
    fields: Vec<Option<Field>>,
}

/// The number of the nodes that hold what the grammar can't make sense of.
pub(super) const ERROR: u16 = u16::MAX;

impl Numbers {
    /// The numbers of the grammar, read once.
    pub(super) fn get() -> &'static Self {
        static NUMBERS: OnceLock<Numbers> = OnceLock::new();
        NUMBERS.get_or_init(|| {
            let language = tree_sitter::Language::from(tree_sitter_python::LANGUAGE);
            let kind = |id: usize| match language.node_kind_for_id(id as u16) {
                Some(name) if language.node_kind_is_named(id as u16) => kind_of(name),
                _ => Kind::Token,
            };
            let field = |id: usize| language.field_name_for_id(id as u16).and_then(field_of);
            Numbers {
                kinds: (0..language.node_kind_count()).map(kind).collect(),
                fields: (0..=language.field_count()).map(field).collect(),
            }
        })
    }

    /// The kind of a number.
    pub(super) fn kind(&self, number: u16) -> Kind {
        if number == ERROR { Kind::Error } else { self.kinds.get(usize::from(number)).copied().unwrap_or(Kind::Other) }
    }

    /// The field of a number.
    pub(super) fn field(&self, number: Option<std::num::NonZeroU16>) -> Option<Field> {
        number.and_then(|number| self.fields.get(usize::from(number.get())).copied().flatten())
    }
}

/// The nodes of a tree by their kinds, each kind's in preorder; tokens, which are most of them, left out.
#[derive(Debug)]
pub(super) struct ByKind {
    nodes: Vec<NodeId>,
    /// Where the nodes of each kind start.
    starts: Vec<u32>,
}

impl ByKind {
    pub(super) fn new(nodes: &[Node]) -> Self {
        let mut starts = vec![0_u32; Kind::COUNT + 1];
        for node in nodes {
            starts[node.kind as usize + 1] += 1;
        }
        starts[Kind::Token as usize + 1] = 0;
        for kind in 1..starts.len() {
            starts[kind] += starts[kind - 1];
        }
        let mut next = starts.clone();
        let mut found = vec![NodeId(0); starts.last().map_or(0, |count| *count as usize)];
        for (id, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind != Kind::Token) {
            let at = &mut next[node.kind as usize];
            found[*at as usize] = NodeId(id as u32);
            *at += 1;
        }
        Self { nodes: found, starts }
    }

    /// The nodes of a kind from `start` on and before `end`.
    pub(super) fn between(&self, kind: Kind, start: NodeId, end: NodeId) -> &[NodeId] {
        let all = &self.nodes[self.starts[kind as usize] as usize..self.starts[kind as usize + 1] as usize];
        let from = all.partition_point(|node| *node < start);
        let to = all.partition_point(|node| *node < end);
        &all[from..to]
    }
}
