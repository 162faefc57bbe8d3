//! What has been found out about a file. Each fact is looked for when it is first asked for and kept as long as the
//! model: what every function of the file needs to know is not searched for again with every function.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::uses::Uses;
use super::{Model, Object};
use crate::syntax::{NodeId, Role};

/// How deep names are followed to other names; real code needs fewer than ten.
const DEPTH: u32 = 32;
/// How many steps one search may take in all.
const STEPS: u32 = 4_000;

/// What the running search has cost so far, and how often a search was given up.
#[derive(Clone, Copy, Debug, Default)]
struct Effort {
    depth: u32,
    steps: u32,
    given_up: u32,
}

/// Attributes, each with a value that a method assigns to it.
type Attributes = Rc<[(String, NodeId)]>;

/// What is known of a file.
#[derive(Debug, Default)]
pub struct Known {
    effort: Cell<Effort>,
    objects: RefCell<FxHashMap<NodeId, Rc<[Object]>>>,
    functions: RefCell<FxHashMap<NodeId, Rc<[NodeId]>>>,
    attribute_values: RefCell<FxHashMap<NodeId, Attributes>>,
    calls: OnceCell<Vec<NodeId>>,
    pub(super) uses: Uses,
}

impl<'a> Model<'a> {
    /// Every call of the file, in source order.
    pub fn calls(self) -> &'a [NodeId] {
        self.known.calls.get_or_init(|| {
            let tree = self.tree;
            tree.subtree(tree.root()).filter(|node| tree.has_role(*node, Role::Call)).collect()
        })
    }

    /// Runs a step of following names; answers none where the search goes too deep or takes too long, as in `x = x[0]`.
    pub fn guarded<R>(self, step: impl FnOnce() -> R) -> Option<R> {
        let known = self.known.effort.get();
        let effort = if known.depth == 0 { Effort { given_up: known.given_up, ..Effort::default() } } else { known };
        if effort.depth == DEPTH || effort.steps == STEPS {
            self.known.effort.set(Effort { given_up: effort.given_up + 1, ..effort });
            return None;
        }
        self.known.effort.set(Effort { depth: effort.depth + 1, steps: effort.steps + 1, ..effort });
        let result = step();
        self.known.effort.set(Effort { depth: effort.depth, ..self.known.effort.get() });
        Some(result)
    }

    /// Whether nothing was given up since `before`, or no search is running: then the answer is the whole one.
    fn is_whole(self, before: Effort) -> bool {
        before.depth == 0 || self.known.effort.get().given_up == before.given_up
    }

    /// What an expression may hold, as known from an earlier search or as `search` finds it.
    pub(super) fn known_objects(self, expression: NodeId, search: impl FnOnce() -> Vec<Object>) -> Rc<[Object]> {
        if let Some(known) = self.known.objects.borrow().get(&expression) {
            return known.clone();
        }
        let before = self.known.effort.get();
        let mut found = search();
        if found.len() > 1 {
            let mut seen = FxHashSet::default();
            found.retain(|object| seen.insert(object.clone()));
        }
        let found: Rc<[Object]> = found.into();
        if self.is_whole(before) {
            self.known.objects.borrow_mut().insert(expression, found.clone());
        }
        found
    }

    /// The functions that a value holds, as known from an earlier search or as `search` finds them.
    pub(super) fn known_functions(self, value: NodeId, search: impl FnOnce() -> Vec<NodeId>) -> Rc<[NodeId]> {
        if let Some(known) = self.known.functions.borrow().get(&value) {
            return known.clone();
        }
        let before = self.known.effort.get();
        let found: Rc<[NodeId]> = search().into();
        if self.is_whole(before) {
            self.known.functions.borrow_mut().insert(value, found.clone());
        }
        found
    }

    /// What the methods of a class assign, as known from an earlier search or as `search` finds it.
    pub(super) fn known_attributes(self, class: NodeId, search: impl FnOnce() -> Vec<(String, NodeId)>) -> Attributes {
        if let Some(known) = self.known.attribute_values.borrow().get(&class) {
            return known.clone();
        }
        let found: Attributes = search().into();
        self.known.attribute_values.borrow_mut().insert(class, found.clone());
        found
    }
}
