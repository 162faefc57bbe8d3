//! What the parent does with an object when the child that has changed its copy is done.

use super::change::{Change, Origin, Thing, change_at};
use crate::module::SymbolId;
use crate::sink::{self, Payload};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{Model, Object};

/// The parent of a child, as it goes on.
pub(super) struct Parent<'m, 'p> {
    pub(super) model: Model<'m>,
    /// Every function that runs in some child.
    pub(super) in_children: &'p [NodeId],
    /// What brings the change to the child.
    pub(super) payload: &'p Payload,
}

/// How far the code after the child is followed through the functions that call each other.
const MOST_CALLS: u32 = 2;

impl Parent<'_, '_> {
    /// The first place that reads a thing when the child is done, where nothing but the child has changed it since it
    /// was sent.
    pub(super) fn reads(&self, change: &Change) -> Option<NodeId> {
        let (thing, ends) = (&change.thing, self.ends());
        let is_filled = change.origin == Origin::Given && self.changes(thing).iter().any(|node| !self.sets_up(*node));
        if ends.is_empty() || is_filled || !self.is_undisturbed(thing) {
            return None;
        }
        ends.into_iter().filter_map(|end| self.read_after(thing, self.payload.call, end, 0)).min()
    }

    /// The places at whose end the child is done.
    fn ends(&self) -> Vec<NodeId> {
        let (model, payload) = (self.model, self.payload);
        let method = payload.api.rsplit('.').next().unwrap_or_default();
        match (payload.role, &payload.through) {
            ("target" | "process", _) => sink::joins(model, payload),
            ("worker", None) => Vec::new(),
            ("task", _)
                if matches!(payload.api.as_str(), "Pool.map" | "Pool.starmap" | "Pool.apply" | "process_map") =>
            {
                vec![payload.call]
            }
            ("task", None)
                if matches!(method, "map_async" | "starmap_async" | "apply_async" | "submit" | "schedule") =>
            {
                let answered = ["get", "wait", "result"].into_iter();
                let mut found: Vec<NodeId> = answered.flat_map(|name| model.calls_on(payload.call, name)).collect();
                found.extend(self.pool_ends());
                found
            }
            ("task", None) => self.iterated().into_iter().chain(self.pool_ends()).collect(),
            _ => Vec::new(),
        }
    }

    /// Where the pool that runs the task is done: the end of its `with`, or a call that waits for it.
    fn pool_ends(&self) -> Vec<NodeId> {
        let (model, tree) = (self.model, self.model.tree);
        let mut found = Vec::new();
        for pool in sink::made_pools(model, self.payload).unwrap_or_default() {
            let item = tree.ancestors(pool.call).find(|node| tree.kind(*node) == Kind::WithItem);
            let with = item.and_then(|item| tree.ancestors(item).find(|node| tree.kind(*node) == Kind::WithStatement));
            found.extend(with.filter(|with| tree.is_within(self.payload.call, *with)));
            found.extend(model.calls_on(pool.call, "join"));
            let shuts = model.calls_on(pool.call, "shutdown").into_iter();
            found.extend(shuts.filter(|call| model.keyword(*call, "wait").is_none()));
        }
        found
    }

    /// The loop, the comprehension or the call of a builtin that takes everything that the call answers.
    fn iterated(&self) -> Option<NodeId> {
        let (model, tree) = (self.model, self.model.tree);
        let mut inner = self.payload.call;
        for outer in tree.ancestors(inner) {
            match tree.kind(outer) {
                Kind::ForStatement | Kind::ForInClause if tree.child(outer, Field::Right) == Some(inner) => {
                    let done = if tree.kind(outer) == Kind::ForStatement { Some(outer) } else { tree.parent(outer) };
                    return done.filter(|node| tree.kind(*node) != Kind::GeneratorExpression);
                }
                Kind::Call => {
                    let function = tree.child(outer, Field::Function)?;
                    const EAGER: &[&str] =
                        &["list", "tuple", "set", "dict", "sum", "sorted", "max", "min", "any", "all"];
                    if EAGER.contains(&tree.text(function)) && model.is_builtin(function) {
                        return Some(outer);
                    }
                }
                Kind::ArgumentList | Kind::ParenthesizedExpression | Kind::KeywordArgument => {}
                _ => return None,
            }
            inner = outer;
        }
        None
    }

    /// The first place behind `end` that reads a thing: in the same function, in one that it calls then, or in one that
    /// has called it.
    fn read_after(&self, thing: &Thing, sent: NodeId, end: NodeId, depth: u32) -> Option<NodeId> {
        let (model, tree) = (self.model, self.model.tree);
        let is_later = |node: &NodeId| {
            model.module.follows(tree, *node, end) && model.module.follows(tree, *node, sent) && !self.in_child(*node)
        };
        let direct = self.uses(thing).into_iter().find(is_later);
        let calls = model.calls().iter().copied().filter(is_later);
        let called = calls.filter(|call| direct.is_none_or(|read| *call < read));
        let through = called.into_iter().find_map(|call| {
            sink::called_functions(model, call).into_iter().filter(|function| !self.in_child(*function)).find_map(
                |function| {
                    let inner = self.within(thing, call, function)?;
                    self.uses(&inner).into_iter().find(|node| tree.is_within(*node, function))
                },
            )
        });
        if let Some(read) = through.or(direct) {
            return Some(read);
        }
        let function = model.function_around(end).filter(|_| depth < MOST_CALLS)?;
        let callers = model.calls_of(function).iter().copied();
        let callers = callers.filter(|call| !self.in_child(*call) && !tree.is_within(*call, function));
        callers.into_iter().find_map(|call| {
            let outer = self.around(thing, call, function)?;
            self.read_after(&outer, call, call, depth + 1)
        })
    }

    /// What a function that is called knows a thing as.
    fn within(&self, thing: &Thing, call: NodeId, function: NodeId) -> Option<Thing> {
        if self.is_global(thing.root) {
            return Some(thing.clone());
        }
        let receiver = self.receiver(call)?;
        let is_part = receiver.root == thing.root && thing.path.starts_with(&receiver.path);
        let rest = thing.path.get(receiver.path.len()..)?;
        (is_part && !rest.is_empty()).then_some(Thing { root: self.own_name(function)?, path: rest.to_vec() })
    }

    /// What the caller of a function knows a thing as.
    fn around(&self, thing: &Thing, call: NodeId, function: NodeId) -> Option<Thing> {
        if self.is_global(thing.root) {
            return Some(thing.clone());
        }
        let is_own = self.own_name(function) == Some(thing.root);
        self.receiver(call).filter(|_| is_own).map(|receiver| receiver.with(&thing.path))
    }

    fn is_global(&self, symbol: SymbolId) -> bool {
        self.model.module.symbol(symbol).scope == self.model.module.module_scope()
    }

    /// The object whose method is called.
    fn receiver(&self, call: NodeId) -> Option<Thing> {
        let tree = self.model.tree;
        let function = tree.child(call, Field::Function).filter(|node| tree.kind(*node) == Kind::Attribute)?;
        Thing::of(self.model, tree.child(function, Field::Object)?)
    }

    /// The name by which a method knows its object.
    fn own_name(&self, function: NodeId) -> Option<SymbolId> {
        let tree = self.model.tree;
        let first = tree.first_child(tree.child(function, Field::Parameters)?)?;
        let binding = self.model.module.bindings_in(tree, first).next()?;
        self.model.is_method(function).then_some(binding.symbol)
    }

    fn in_child(&self, node: NodeId) -> bool {
        self.in_children.iter().any(|function| self.model.tree.is_within(node, *function))
    }

    /// The expressions that read a thing, where nothing changes it, in source order.
    fn uses(&self, thing: &Thing) -> Vec<NodeId> {
        let (model, tree) = (self.model, self.model.tree);
        let references = model.module.references_to(thing.root).filter(|reference| reference.annotation.is_none());
        let mut found: Vec<NodeId> = references.filter_map(|reference| self.use_at(thing, reference.node)).collect();
        if let ("process", Some(name)) = (self.payload.role, thing.path.last()) {
            // The processes of a list are known by other names where they are asked for what they have done.
            let started = model.objects(self.payload.value);
            let nodes = tree.subtree(tree.root()).filter(|node| tree.kind(*node) == Kind::Attribute);
            found.extend(nodes.filter(|node| {
                let named = tree.child(*node, Field::Attribute).is_some_and(|label| tree.text(label) == name);
                let object = tree.child(*node, Field::Object).filter(|_| named && !model.is_target(*node));
                object.is_some_and(|object| {
                    let objects = model.objects(object);
                    objects.iter().any(|object| matches!(object, Object::Instance(_)) && started.contains(object))
                })
            }));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The expression that reads a thing by this name.
    fn use_at(&self, thing: &Thing, name: NodeId) -> Option<NodeId> {
        let (model, tree) = (self.model, self.model.tree);
        if change_at(model, name).is_some_and(|change| change.thing == *thing) {
            return None;
        }
        let mut current = name;
        for label in &thing.path {
            let parent = tree.parent(current).filter(|parent| tree.child(*parent, Field::Object) == Some(current))?;
            tree.child(parent, Field::Attribute).filter(|own| tree.text(*own) == label)?;
            current = parent;
        }
        Some(current)
    }

    /// The places of the parent that change what a thing holds.
    fn changes(&self, thing: &Thing) -> Vec<NodeId> {
        let (model, tree) = (self.model, self.model.tree);
        let references = model.module.references_in(tree, tree.root());
        let changes = references.filter_map(|reference| change_at(model, reference.node)).filter(|change| {
            let is_it = match thing.path.last() {
                // Whose attribute it is can't always be told.
                Some(name) => change.thing.path.contains(name),
                None => change.thing.root == thing.root,
            };
            is_it && !self.in_child(change.at)
        });
        changes.map(|change| change.at).collect()
    }

    /// Whether nothing in the parent changes a thing, or may change it, after it was sent.
    fn is_undisturbed(&self, thing: &Thing) -> bool {
        let model = self.model;
        let bound = model.module.bindings_of(thing.root).map(|binding| binding.name);
        let rebound = bound.filter(|name| thing.path.is_empty() && !self.in_child(*name));
        let mut places = rebound.chain(self.changes(thing));
        let is_early = |node: NodeId| self.is_before(node);
        places.all(is_early) && self.uses(thing).into_iter().all(|node| is_early(node) || !self.may_change(node))
    }

    /// Whether a place of the parent has run when the child gets its copy.
    fn is_before(&self, node: NodeId) -> bool {
        let (model, tree, module) = (self.model, self.model.tree, self.model.module);
        let sent = self.payload.call;
        let end = |node: NodeId| tree.span(module.statement(tree, node)).end;
        let Some(function) = model.function_around(node) else {
            return model.function_around(sent).is_some() || end(node) <= tree.span(module.statement(tree, sent)).start;
        };
        let start = tree.span(module.statement(tree, sent)).start;
        model.function_around(sent) != Some(function) && self.sets_up(node)
            || (module.runs_together(tree, node, sent) && end(node) <= start)
    }

    /// Whether a place runs when an object is made.
    fn sets_up(&self, node: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let name = model.function_around(node).and_then(|function| tree.child(function, Field::Name));
        name.is_some_and(|name| matches!(tree.text(name), "__init__" | "__post_init__" | "setUp"))
    }

    /// Whether whoever gets an object in this place may change it.
    fn may_change(&self, node: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let Some(parent) = tree.parent(node) else { return false };
        if self.in_child(node) {
            return false;
        }
        let list = match tree.kind(parent) {
            Kind::ArgumentList => parent,
            Kind::KeywordArgument => match tree.parent(parent) {
                Some(list) => list,
                None => return false,
            },
            _ => return false,
        };
        let callee = tree.parent(list).and_then(|call| tree.child(call, Field::Function));
        let Some(callee) = callee else { return true };
        let label = tree.child(callee, Field::Attribute).map_or("", |label| tree.text(label));
        const READS: &[&str] = &["debug", "info", "warning", "error", "critical", "log", "write", "format", "join"];
        READS
            .contains(&label)
            .then_some(false)
            .or_else(|| label.starts_with("assert").then_some(false))
            .unwrap_or_else(|| model.objects(callee).iter().any(|object| !only_reads(model, object)))
    }
}

/// Functions of libraries that change what they are given.
const CHANGERS: &[&str] = &["random.shuffle", "heapq.", "bisect.insort"];

/// Whether a function surely leaves what it is given as it is.
fn only_reads(model: Model<'_>, function: &Object) -> bool {
    match function {
        Object::Builtin(name) => !matches!(name.as_str(), "setattr" | "delattr"),
        Object::Path(path) => !path.starts_with('@') && !CHANGERS.iter().any(|changer| path.starts_with(changer)),
        Object::Function(function) | Object::Method { function, .. } => {
            let tree = model.tree;
            let mut names = model.module.references_in(tree, *function);
            let has_calls = tree.subtree(*function).any(|node| {
                tree.has_role(node, Role::Call)
                    && tree.child(node, Field::Function).is_some_and(|callee| !model.is_builtin(callee))
            });
            let list = tree.child(*function, Field::Parameters);
            !has_calls
                && !names.any(|reference| {
                    let first = model.module.first_binding(reference.symbol);
                    let is_parameter = first.is_some_and(|first| list.is_some_and(|list| tree.is_within(first, list)));
                    is_parameter && change_at(model, reference.node).is_some()
                })
        }
        _ => false,
    }
}
