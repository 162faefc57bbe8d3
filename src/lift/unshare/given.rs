//! What tasks are called with, as far as it is written out.

use super::{BY_HAND, Task, Work, shared_task};
use crate::finding::Refusal;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::Forwarding;

/// A list of arguments as it is written, with the elements of it that the function is given.
#[derive(Clone, Debug)]
pub(super) struct Given {
    /// By position: each element, and the value of it.
    pub(super) positional: Vec<(NodeId, NodeId)>,
    /// By name: the name, the element, and its value.
    pub(super) keywords: Vec<(String, NodeId, NodeId)>,
}

impl Work<'_, '_> {
    /// What a task is called with; several where it is called for each of several items.
    pub(super) fn given_by_task(&self, task: &Task) -> Result<Vec<Given>, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let value = tree.without_parentheses(task.value);
        let mut first = Given { positional: Vec::new(), keywords: Vec::new() };
        let is_partial = tree.kind(value) == Kind::Call && model.is_call_of(value, "functools.partial");
        if is_partial {
            let behind = model.arguments(value).into_iter().skip(1).collect();
            self.add_arguments(behind, &mut first)?;
        }
        let not_written_out = |at: NodeId| {
            let because = format!("the arguments of `{}` are not written out here", self.function_name());
            shared_task(model, because, BY_HAND, at)
        };
        match &task.forwarding {
            Forwarding::Tuple { args, kwargs, .. } => {
                if let Some(args) = args.value {
                    match tree.kind(args) {
                        Kind::Tuple | Kind::List => self.add_arguments(tree.children(args).collect(), &mut first)?,
                        _ => return not_written_out(args),
                    }
                }
                if let Some(kwargs) = kwargs.as_ref().and_then(|slot| slot.value) {
                    match tree.kind(kwargs) {
                        Kind::Dictionary => self.add_pairs(kwargs, &mut first)?,
                        Kind::Call if tree.child(kwargs, Field::Function).is_some_and(|f| tree.text(f) == "dict") => {
                            self.add_arguments(model.arguments(kwargs), &mut first)?;
                        }
                        _ => return not_written_out(kwargs),
                    }
                }
                Ok(vec![first])
            }
            Forwarding::Rest { call, .. } => {
                let behind = model.arguments(*call).into_iter().filter(|argument| *argument > task.sent);
                self.add_arguments(behind.collect(), &mut first)?;
                Ok(vec![first])
            }
            Forwarding::Items { .. } => self.given_by_items(task, first),
            Forwarding::Unknown => not_written_out(task.call),
        }
    }

    pub(super) fn add_arguments(&self, arguments: Vec<NodeId>, given: &mut Given) -> Result<(), Refusal> {
        let tree = self.model.tree;
        for argument in arguments {
            match tree.kind(argument) {
                Kind::KeywordArgument => {
                    let parts = tree.child(argument, Field::Name).zip(tree.child(argument, Field::Value));
                    given.keywords.extend(parts.map(|(name, value)| (tree.text(name).to_owned(), argument, value)));
                }
                Kind::ListSplat | Kind::DictionarySplat => {
                    let because = format!("the arguments of `{}` are not written out here", self.function_name());
                    return shared_task(self.model, because, BY_HAND, argument);
                }
                _ => given.positional.push((argument, argument)),
            }
        }
        Ok(())
    }

    fn add_pairs(&self, dict: NodeId, given: &mut Given) -> Result<(), Refusal> {
        let tree = self.model.tree;
        for pair in tree.children(dict) {
            let parts = tree.child(pair, Field::Key).zip(tree.child(pair, Field::Value));
            match parts.filter(|(key, _)| tree.kind(*key) == Kind::String) {
                Some((key, value)) => {
                    given.keywords.push((tree.text(key).trim_matches(['"', '\'']).to_owned(), pair, value));
                }
                None => {
                    let because = format!("the arguments of `{}` are not written out here", self.function_name());
                    return shared_task(self.model, because, BY_HAND, pair);
                }
            }
        }
        Ok(())
    }

    /// `map`, `starmap` and the `map` of an executor: one call for each item.
    fn given_by_items(&self, task: &Task, bound: Given) -> Result<Vec<Given>, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let method = tree.child(task.call, Field::Function).and_then(|function| tree.child(function, Field::Attribute));
        let tuples = method.is_some_and(|method| tree.text(method).starts_with("starmap"));
        let iterables: Vec<NodeId> =
            model.arguments(task.call).into_iter().filter(|argument| *argument > task.sent).collect();
        let iterables: Vec<NodeId> = match iterables {
            all if tuples => all.into_iter().take(1).collect(),
            all => all.into_iter().filter(|argument| tree.kind(*argument) != Kind::KeywordArgument).collect(),
        };
        let Some(items) = iterables.first().copied().filter(|_| tuples) else {
            return self.given_by_iterables(task, bound, iterables);
        };
        let items = tree.without_parentheses(items);
        let is_zip = tree.kind(items) == Kind::Call && model.is_call_of_builtin(items, "zip");
        if is_zip && model.positional(items).len() == model.arguments(items).len() {
            return self.given_by_iterables(task, bound, model.positional(items));
        }
        let mut found = Vec::new();
        for part in model.parts_of_display(items) {
            let starred = tree.parent(part).is_some_and(|parent| tree.kind(parent) == Kind::ListSplat);
            if starred || !matches!(tree.kind(part), Kind::Tuple | Kind::List) {
                found.clear();
                break;
            }
            let mut given = bound.clone();
            self.add_arguments(tree.children(part).collect(), &mut given)?;
            found.push(given);
        }
        if found.is_empty() {
            // Only what a `partial` binds is known; it comes first.
            found.push(bound);
        }
        Ok(found)
    }

    /// One argument from each iterable.
    fn given_by_iterables(&self, task: &Task, bound: Given, iterables: Vec<NodeId>) -> Result<Vec<Given>, Refusal> {
        if !iterables.is_empty() && iterables.iter().all(|iterable| self.repeated(*iterable).is_some()) {
            return shared_task(self.model, "the items have no end".to_owned(), BY_HAND, task.call);
        }
        // What is iterated is no object itself.
        let object = |node: NodeId| self.repeated(node).unwrap_or(task.call);
        let mut given = bound;
        given.positional.extend(iterables.into_iter().map(|node| (node, object(node))));
        Ok(vec![given])
    }

    /// `q` of `repeat(q)`: an iterable that never is the shortest.
    fn repeated(&self, iterable: NodeId) -> Option<NodeId> {
        let model = self.model;
        let endless = model.tree.kind(iterable) == Kind::Call && model.is_call_of(iterable, "itertools.repeat");
        match model.arguments(iterable)[..] {
            [one] if endless => Some(one),
            _ => None,
        }
    }
}
