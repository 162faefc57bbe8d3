//! Elements of lists of arguments, of parameters and of tuples go away, with a comma each.

use super::{BY_HAND, Work, shared_task};
use crate::edit::Edit;
use crate::finding::Refusal;
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::Forwarding;

impl Work<'_, '_> {
    /// Takes elements out of the lists that they stand in. What is left of a `partial` without arguments is `function`.
    pub(super) fn removals(&self, mut removed: Vec<NodeId>, function: &str) -> Result<Vec<Edit>, Refusal> {
        let tree = self.model.tree;
        let mut edits = self.without_empty_slots(&mut removed);
        removed.sort_unstable();
        removed.dedup();
        let mut lists: Vec<NodeId> = removed.iter().filter_map(|node| tree.parent(*node)).collect();
        lists.sort_unstable();
        lists.dedup();
        for list in lists {
            edits.extend(self.without(list, &removed, function)?);
        }
        Ok(edits)
    }

    /// `apply(work, (lock,), {"x": 1})` without the lock is `apply(work, kwds={"x": 1})`: a slot that nothing is left
    /// in goes away, where the one behind it can say what it is.
    fn without_empty_slots(&self, removed: &mut Vec<NodeId>) -> Vec<Edit> {
        let (model, tree) = (self.model, self.model.tree);
        let mut edits = Vec::new();
        for task in self.tasks {
            let Forwarding::Tuple { call, args, kwargs } = &task.forwarding else { continue };
            let list = tree.child(*call, Field::Arguments).filter(|list| !tree.text(*list).contains('#'));
            let Some(list) = list.filter(|_| self.is_apply(*call)) else { continue };
            let is_emptied = |slot: NodeId| {
                let inner = if tree.kind(slot) == Kind::Call { tree.child(slot, Field::Arguments) } else { Some(slot) };
                let parts: Vec<NodeId> = inner.into_iter().flat_map(|inner| tree.children(inner)).collect();
                !parts.is_empty() && parts.iter().all(|part| removed.contains(part))
            };
            let element = |slot: NodeId| tree.children(list).find(|element| tree.is_within(slot, *element));
            let args = args.value.and_then(|slot| Some((element(slot)?, is_emptied(slot))));
            let kwargs = kwargs.as_ref().and_then(|slot| slot.value);
            let kwargs = kwargs.and_then(|slot| Some((element(slot)?, is_emptied(slot))));
            let by_name = |element: NodeId| tree.kind(element) == Kind::KeywordArgument;
            let positional = model.positional(*call);
            let is_last = |element: NodeId| by_name(element) || positional.last() == Some(&element);
            let mut gone = Vec::new();
            match (args, kwargs) {
                (args, Some((kwargs, true))) if is_last(kwargs) => {
                    gone.push(kwargs);
                    let is_last = |args: NodeId| by_name(args) || positional.iter().rev().take(2).any(|it| *it == args);
                    gone.extend(args.filter(|(args, is_emptied)| *is_emptied && is_last(*args)).map(|(args, _)| args));
                }
                (Some((args, true)), Some((kwargs, false))) if is_last(kwargs) && !by_name(args) => {
                    gone.push(args);
                    if !by_name(kwargs) {
                        edits.push(Edit::insert(tree.span(kwargs).start, "kwds="));
                    }
                }
                (Some((args, true)), _) if is_last(args) => gone.push(args),
                _ => {}
            }
            removed.retain(|node| !gone.iter().any(|element| tree.is_within(*node, *element)));
            removed.extend(gone);
        }
        edits
    }

    /// Whether a call is one of `Pool.apply` or `Pool.apply_async`.
    fn is_apply(&self, call: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let paths = tree.child(call, Field::Function).map(|callee| model.paths(callee)).unwrap_or_default();
        let is_it = |path: &String| path.ends_with("Pool().apply") || path.ends_with("Pool().apply_async");
        !paths.is_empty() && paths.iter().all(is_it)
    }

    fn without(&self, list: NodeId, removed: &[NodeId], function: &str) -> Result<Vec<Edit>, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let source = tree.source();
        let elements: Vec<NodeId> = tree.children(list).collect();
        let kept: Vec<NodeId> = elements.iter().copied().filter(|node| !removed.contains(node)).collect();
        let (Some(first), Some(last)) = (elements.first().copied(), elements.last().copied()) else {
            return Ok(Vec::new());
        };
        let span = tree.span(list);
        if !source.slice(span).starts_with(['(', '[', '{']) || source.slice(span).contains('#') {
            let because = "the arguments are written with comments between them, or without brackets".to_owned();
            return shared_task(model, because, BY_HAND, list);
        }
        let call = tree.parent(list).filter(|call| tree.kind(*call) == Kind::Call);
        if let (Some(call), [_]) = (call, &kept[..])
            && self.tasks.iter().any(|task| tree.without_parentheses(task.value) == call)
        {
            return Ok(vec![Edit::replace(tree.span(call), function)]);
        }
        if kept.is_empty() {
            return Ok(vec![Edit::delete(Span::new(tree.span(first).start, span.end - 1))]);
        }
        let mut edits = Vec::new();
        let mut kept_before = false;
        for (index, node) in elements.iter().enumerate() {
            if !removed.contains(node) {
                kept_before = true;
                continue;
            }
            let own = tree.span(*node);
            let before = index.checked_sub(1).and_then(|before| elements.get(before));
            let gone = match (kept_before, before, elements.get(index + 1)) {
                (true, Some(before), _) => Span::new(tree.span(*before).end, own.end),
                (_, _, Some(next)) => Span::new(own.start, tree.span(*next).start),
                _ => own,
            };
            edits.push(Edit::delete(gone));
        }
        let end = tree.span(last).end;
        let comma = source.slice(Span::new(end, span.end)).contains(',');
        if kept.len() == 1 && tree.kind(list) == Kind::Tuple && !comma {
            edits.push(Edit::insert(end, ","));
        }
        Ok(edits)
    }
}
