//! Elements of lists of arguments, of parameters and of tuples go away, with a comma each.

use super::{BY_HAND, Work, shared_task};
use crate::edit::Edit;
use crate::finding::Refusal;
use crate::syntax::{Kind, NodeId};
use crate::text::Span;

impl Work<'_, '_> {
    /// Takes elements out of the lists that they stand in. What is left of a `partial` without arguments is `function`.
    pub(super) fn removals(&self, mut removed: Vec<NodeId>, function: &str) -> Result<Vec<Edit>, Refusal> {
        let tree = self.model.tree;
        removed.sort_unstable();
        removed.dedup();
        let mut lists: Vec<NodeId> = removed.iter().filter_map(|node| tree.parent(*node)).collect();
        lists.sort_unstable();
        lists.dedup();
        let mut edits = Vec::new();
        for list in lists {
            edits.extend(self.without(list, &removed, function)?);
        }
        Ok(edits)
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
