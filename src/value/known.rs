//! What has been found out about a file. Each fact is looked for when it is first asked for and kept as long as the
//! model: what every function of the file needs to know is not searched for again with every function.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::uses::Uses;
use super::{Model, Object};
use crate::syntax::{Kind, NodeId};

/// How deep names are followed to other names; real code needs fewer than ten.
const DEPTH: u32 = 32;
/// How many steps one search may take in all.
const STEPS: u32 = 4_000;

/// How often an expression is followed in a circle, as in `x = x[0]`: once for each list in a list.
const MOST_ROUNDS: usize = 2;

/// How many things an expression may be followed to. More come of attributes that are set from each other in circles.
const MOST_OBJECTS: usize = 64;

/// What the running search has cost so far, and how often a search was given up.
#[derive(Clone, Copy, Debug, Default)]
struct Effort {
    depth: u32,
    steps: u32,
    given_up: u32,
}

/// Attributes of a class, each with a value that a method assigns to it, or adds to the container in it.
#[derive(Debug)]
pub(super) struct Attributes {
    /// In source order.
    pub(super) all: Vec<(String, NodeId)>,
    by_name: FxHashMap<String, Vec<NodeId>>,
}

impl Attributes {
    fn new(all: Vec<(String, NodeId)>) -> Self {
        let mut by_name: FxHashMap<String, Vec<NodeId>> = FxHashMap::default();
        for (name, value) in &all {
            match by_name.get_mut(name) {
                Some(values) => values.push(*value),
                None => {
                    by_name.insert(name.clone(), vec![*value]);
                }
            }
        }
        Self { all, by_name }
    }

    /// The values of one attribute, in source order.
    pub(super) fn of(&self, name: &str) -> &[NodeId] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The attributes of each class that was asked for.
type ByClass = RefCell<FxHashMap<NodeId, Rc<Attributes>>>;

/// What is known of a file.
#[derive(Debug, Default)]
pub struct Known {
    effort: Cell<Effort>,
    /// The expressions that are being followed, the outermost first.
    followed: RefCell<Vec<NodeId>>,
    objects: RefCell<FxHashMap<NodeId, Rc<[Object]>>>,
    functions: RefCell<FxHashMap<NodeId, Rc<[NodeId]>>>,
    elements: RefCell<FxHashMap<NodeId, Rc<[NodeId]>>>,
    attribute_values: ByClass,
    set_on_class: ByClass,
    additions: ByClass,
    guards: RefCell<FxHashMap<NodeId, Option<NodeId>>>,
    keeps_to_fork: OnceCell<bool>,
    sets_start_method: OnceCell<Vec<NodeId>>,
    run_at_import: OnceCell<FxHashMap<NodeId, NodeId>>,
    registers_classes: OnceCell<bool>,
    pub(super) uses: Uses,
}

impl<'a> Model<'a> {
    /// Every call of the file, in source order.
    pub fn calls(self) -> &'a [NodeId] {
        self.tree.of_kind(self.tree.root(), Kind::Call)
    }

    /// Behind which node of a block everything is guarded, as known from an earlier search or as `search` finds it.
    pub fn known_guard(self, block: NodeId, search: impl FnOnce() -> Option<NodeId>) -> Option<NodeId> {
        if let Some(known) = self.known.guards.borrow().get(&block) {
            return *known;
        }
        let found = search();
        self.known.guards.borrow_mut().insert(block, found);
        found
    }

    /// Whether the program keeps to fork, as known from an earlier search or as `search` finds it.
    pub fn known_to_keep_to_fork(self, search: impl FnOnce() -> bool) -> bool {
        *self.known.keeps_to_fork.get_or_init(search)
    }

    /// The calls that set the start method, as known from an earlier search or as `search` finds them.
    pub fn known_to_set_start_method(self, search: impl FnOnce() -> Vec<NodeId>) -> &'a [NodeId] {
        self.known.sets_start_method.get_or_init(search)
    }

    /// Which functions run at import, each with what leads to it, as known from an earlier search or as `search` finds
    /// them.
    pub fn known_at_import(self, search: impl FnOnce() -> FxHashMap<NodeId, NodeId>) -> &'a FxHashMap<NodeId, NodeId> {
        self.known.run_at_import.get_or_init(search)
    }

    /// Whether the file registers how classes are pickled, as known from an earlier search or as `search` finds it.
    pub(super) fn known_to_register(self, search: impl FnOnce() -> bool) -> bool {
        *self.known.registers_classes.get_or_init(search)
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
        let is_circle = {
            let mut followed = self.known.followed.borrow_mut();
            let is_circle = followed.iter().filter(|other| **other == expression).count() == MOST_ROUNDS;
            if !is_circle {
                followed.push(expression);
            }
            is_circle
        };
        if is_circle {
            self.known.effort.set(Effort { given_up: before.given_up + 1, ..before });
            return Rc::new([Object::Unknown]);
        }
        let mut found = search();
        self.known.followed.borrow_mut().pop();
        if found.len() > 1 {
            let mut seen = FxHashSet::default();
            found.retain(|object| seen.insert(object.clone()));
        }
        if found.len() > MOST_OBJECTS {
            found.truncate(MOST_OBJECTS);
            found.push(Object::Unknown);
        }
        let found: Rc<[Object]> = found.into();
        if self.is_whole(before) {
            self.known.objects.borrow_mut().insert(expression, found.clone());
        }
        found
    }

    /// The functions that a value holds, as known from an earlier search or as `search` finds them.
    pub(super) fn known_functions(self, value: NodeId, search: impl FnOnce() -> Vec<NodeId>) -> Rc<[NodeId]> {
        self.known_nodes(&self.known.functions, value, search)
    }

    /// What is added to a container, as known from an earlier search or as `search` finds it.
    pub(super) fn known_elements(self, container: NodeId, search: impl FnOnce() -> Vec<NodeId>) -> Rc<[NodeId]> {
        self.known_nodes(&self.known.elements, container, search)
    }

    fn known_nodes(
        self,
        known: &RefCell<FxHashMap<NodeId, Rc<[NodeId]>>>,
        of: NodeId,
        search: impl FnOnce() -> Vec<NodeId>,
    ) -> Rc<[NodeId]> {
        if let Some(found) = known.borrow().get(&of) {
            return found.clone();
        }
        let before = self.known.effort.get();
        let found: Rc<[NodeId]> = search().into();
        if self.is_whole(before) {
            known.borrow_mut().insert(of, found.clone());
        }
        found
    }

    /// What the methods of a class assign, as known from an earlier search or as `search` finds it.
    pub(super) fn known_attributes(
        self,
        class: NodeId,
        search: impl FnOnce() -> Vec<(String, NodeId)>,
    ) -> Rc<Attributes> {
        of_class(&self.known.attribute_values, class, search)
    }

    /// What is assigned to the attributes of a class itself, as known from an earlier search or as `search` finds it.
    pub(super) fn known_set_on_class(
        self,
        class: NodeId,
        search: impl FnOnce() -> Vec<(String, NodeId)>,
    ) -> Rc<Attributes> {
        of_class(&self.known.set_on_class, class, search)
    }

    /// What the methods of a class add to the containers in its attributes, as known from an earlier search or as
    /// `search` finds it.
    pub(super) fn known_additions(
        self,
        class: NodeId,
        search: impl FnOnce() -> Vec<(String, NodeId)>,
    ) -> Rc<Attributes> {
        of_class(&self.known.additions, class, search)
    }
}

/// What is known of a class's attributes; what `search` finds, where nobody has asked.
fn of_class(known: &ByClass, class: NodeId, search: impl FnOnce() -> Vec<(String, NodeId)>) -> Rc<Attributes> {
    if let Some(found) = known.borrow().get(&class) {
        return found.clone();
    }
    let found = Rc::new(Attributes::new(search()));
    known.borrow_mut().insert(class, found.clone());
    found
}
