//! What calls of functions and classes of this file hold: what a context manager gives to `with`, what `except`
//! catches, what an instance keeps of its arguments.

use super::{Model, Object};
use crate::module::Binding;
use crate::syntax::{Field, Kind, NodeId};

/// Methods of exit stacks and of test cases that enter a context manager, and answer what `with` would give.
const ENTER: &[&str] = &["enter_context", "enter_async_context", "enterContext", "enterAsyncContext"];

impl Model<'_> {
    /// The context manager in `stack.enter_context(manager)`.
    pub(super) fn entered_by(self, call: NodeId) -> Option<NodeId> {
        let tree = self.tree;
        let method = tree.child(tree.child(call, Field::Function)?, Field::Attribute)?;
        let [manager] = self.positional(call)[..] else { return None };
        ENTER.contains(&tree.text(method)).then_some(manager)
    }

    /// What a context manager gives to `with`: a pool, executor or manager answers itself.
    pub(super) fn collect_entered(self, value: NodeId, found: &mut Vec<Object>) {
        let yielded = self.yielded_by(value);
        if !yielded.is_empty() {
            return yielded.into_iter().for_each(|value| self.collect(value, found));
        }
        let mut managers = Vec::new();
        self.collect(value, &mut managers);
        for manager in managers {
            match manager {
                Object::Made { path, call } if path.starts_with('@') => {
                    let entered = self.index.canonical(format!("{path}().__enter__()"));
                    let made = entered.strip_suffix("()").filter(|made| !made.starts_with('@')).map(str::to_owned);
                    found.push(Object::Made { path: made.unwrap_or(path), call });
                }
                Object::Made { path, call } if path == "contextlib.closing" => match self.positional(call).first() {
                    Some(closed) => self.collect(*closed, found),
                    None => found.push(Object::Unknown),
                },
                // A lock answers whether it was acquired.
                Object::Made { path, .. } if path.starts_with("threading.") => found.push(Object::Unknown),
                manager => found.push(manager),
            }
        }
    }

    /// What a call of a function of this file gives to `with`, where `contextmanager` decorates the function.
    pub(super) fn yielded_by(self, call: NodeId) -> Vec<NodeId> {
        let function = self.tree.child(call, Field::Function).filter(|_| self.tree.kind(call) == Kind::Call);
        let called = function.map(|function| self.objects(function)).unwrap_or_default().into_iter();
        called
            .flat_map(|object| match object {
                Object::Function(function) | Object::Method { function, .. } => self.entered_values(function),
                _ => Vec::new(),
            })
            .collect()
    }

    /// What a function that `contextmanager` decorates yields.
    pub fn entered_values(self, function: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let is_manager = self.decorators(function).any(|decorator| {
            self.paths(decorator).iter().any(|path| path.starts_with("contextlib.") && path.ends_with("contextmanager"))
        });
        let scope = self.module.scope_of(function).filter(|_| is_manager);
        let yields = tree.subtree(function).filter(|node| scope.is_some() && tree.kind(*node) == Kind::Yield);
        yields
            .filter(|node| Some(self.module.scope_at(tree, *node)) == scope)
            .filter_map(|node| tree.first_child(node))
            .collect()
    }

    /// `except Failure as error`: an instance of the class, or of one that inherits from it.
    pub(super) fn collect_caught(self, binding: &Binding, found: &mut Vec<Object>) {
        let tree = self.tree;
        let caught = tree.first_child(binding.node);
        let classes = caught.map_or(Vec::new(), |caught| match tree.kind(tree.without_parentheses(caught)) {
            Kind::Tuple => self.parts_of_display(tree.without_parentheses(caught)),
            _ => vec![caught],
        });
        found.extend(classes.into_iter().flat_map(|class| self.objects(class)).filter_map(|object| match object {
            Object::Class(class) => Some(Object::Instance(class)),
            _ => None,
        }));
        found.push(Object::Unknown);
    }

    /// The arguments of a construction that an instance keeps, and what its methods are given to keep.
    pub(super) fn kept_functions(self, instance: NodeId) -> Vec<NodeId> {
        let is_instance = |object: &Object| match object {
            Object::Instance(_) => true,
            Object::Made { path, .. } => self.index.keeps(path).is_some(),
            _ => false,
        };
        if !self.objects(instance).iter().any(is_instance) {
            return Vec::new();
        }
        let mut found = self.kept_arguments(instance);
        found.extend(self.given_to_methods(instance));
        found
    }
}
