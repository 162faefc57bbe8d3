//! Writes values into the slots of a call: behind a function, into a tuple of arguments, into a dict of keywords.

use crate::edit::Edit;
use crate::lift::default::LocalDefault;
use crate::lift::hand_over::Work;
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::Slot;

impl Work<'_, '_> {
    /// Inserts arguments behind an argument of a call, or at its front, and keywords at its end.
    pub(super) fn extend_call(&mut self, call: NodeId, behind: Option<NodeId>, values: &[String], keywords: &[String]) {
        let tree = self.model.tree;
        let Some(list) = tree.child(call, Field::Arguments) else { return };
        let span = tree.span(list);
        let first = tree.children(list).next();
        if tree.kind(list) == Kind::GeneratorExpression {
            if !values.is_empty() {
                self.edits.push(Edit::insert(span.start, format!("({}, ", values.join(", "))));
                self.edits.push(Edit::insert(span.end, ")"));
            }
            return;
        }
        if !values.is_empty() {
            let text = values.join(", ");
            match (behind, first) {
                (Some(behind), _) => self.edits.push(Edit::insert(tree.span(behind).end, format!(", {text}"))),
                (None, Some(first)) => self.edits.push(Edit::insert(tree.span(first).start, format!("{text}, "))),
                (None, None) => self.edits.push(Edit::insert(span.start + 1, text)),
            }
        }
        if !keywords.is_empty() {
            let text = keywords.join(", ");
            let last = tree.children(list).last();
            match last {
                Some(last) => self.edits.push(Edit::insert(tree.span(last).end, format!(", {text}"))),
                None if values.is_empty() => self.edits.push(Edit::insert(span.start + 1, text)),
                None => self.edits.push(Edit::insert(span.start + 1, format!(", {text}"))),
            }
        }
    }

    /// `submit(f, x)` becomes `submit(f, n, x)`.
    pub(super) fn extend_rest(
        &mut self,
        call: NodeId,
        function: NodeId,
        values: &[String],
        behind: &[String],
        keywords: &[String],
    ) {
        self.extend_call(call, Some(function), values, &[]);
        let tail: Vec<String> = behind.iter().chain(keywords).cloned().collect();
        self.extend_call(call, None, &[], &tail);
    }

    /// Puts values in front of a tuple of arguments, and others behind it.
    pub(super) fn fill_tuple(
        &mut self,
        call: NodeId,
        function: NodeId,
        slot: &Slot,
        values: &[String],
        behind: &[String],
    ) {
        let tree = self.model.tree;
        if values.is_empty() && behind.is_empty() {
            return;
        }
        let Some(own) = slot.value else {
            let all: Vec<String> = values.iter().chain(behind).cloned().collect();
            self.insert_slot(call, function, slot, &tuple_of(&all));
            return;
        };
        let span = tree.span(own);
        let front = values.join(", ");
        match tree.kind(own) {
            Kind::Tuple | Kind::List if tree.text(own).starts_with(['(', '[']) => {
                let parts: Vec<NodeId> = tree.children(own).collect();
                let list = tree.kind(own) == Kind::List;
                match (parts.first(), parts.last()) {
                    (Some(first), Some(last)) => {
                        if !front.is_empty() {
                            self.edits.push(Edit::insert(tree.span(*first).start, format!("{front}, ")));
                        }
                        let end = tree.span(*last).end;
                        let tail = Span::new(end, span.end - 1);
                        let comma_only = tree.source().slice(tail) == ",";
                        if parts.len() == 1 && comma_only {
                            let added =
                                if behind.is_empty() { String::new() } else { format!(", {}", behind.join(", ")) };
                            self.edits.push(Edit::replace(tail, added));
                        } else if !behind.is_empty() {
                            self.edits.push(Edit::insert(end, format!(", {}", behind.join(", "))));
                        }
                    }
                    _ => {
                        let all: Vec<String> = values.iter().chain(behind).cloned().collect();
                        let text = if list { format!("[{}]", all.join(", ")) } else { tuple_of(&all) };
                        self.edits.push(Edit::replace(span, text));
                    }
                }
            }
            kind => {
                let primary = matches!(
                    kind,
                    Kind::Identifier
                        | Kind::Attribute
                        | Kind::Call
                        | Kind::Subscript
                        | Kind::String
                        | Kind::ParenthesizedExpression
                );
                let front = if front.is_empty() { String::new() } else { format!("{front}, ") };
                let behind = if behind.is_empty() { String::new() } else { format!(", {}", behind.join(", ")) };
                let only = if front.is_empty() && behind.is_empty() { "," } else { "" };
                let (open, close) = if primary { ("*", "") } else { ("*(", ")") };
                self.edits.push(Edit::insert(span.start, format!("({front}{open}")));
                self.edits.push(Edit::insert(span.end, format!("{close}{behind}{only})")));
            }
        }
    }

    /// Adds entries to a dict of keyword arguments.
    pub(super) fn fill_dict(&mut self, call: NodeId, function: NodeId, slot: &Slot, defaults: &[&LocalDefault]) {
        let tree = self.model.tree;
        let entries: Vec<String> =
            defaults.iter().map(|default| format!("\"{}\": {}", default.name, default.passed)).collect();
        let text = entries.join(", ");
        match slot.value {
            None => self.insert_slot(call, function, slot, &format!("{{{text}}}")),
            Some(own) if tree.kind(own) == Kind::Dictionary => {
                let start = tree.span(own).start + 1;
                let comma = if tree.first_child(own).is_some() { ", " } else { "" };
                self.edits.push(Edit::insert(start, format!("{text}{comma}")));
            }
            Some(own) => {
                let span = tree.span(own);
                self.edits.push(Edit::insert(span.start, format!("{{{text}, **(")));
                self.edits.push(Edit::insert(span.end, ")}"));
            }
        }
    }

    /// Gives a call an argument that it lacks: by position where that is the next one, else by name.
    pub(super) fn insert_slot(&mut self, call: NodeId, function: NodeId, slot: &Slot, text: &str) {
        let tree = self.model.tree;
        let positional = self.model.positional(call);
        let by_position = positional.contains(&function);
        if by_position && let Some(last) = positional.last() {
            let name = if positional.len() == slot.position { String::new() } else { format!("{}=", slot.name) };
            self.edits.push(Edit::insert(tree.span(*last).end, format!(", {name}{text}")));
            return;
        }
        let keyword = tree.parent(function).filter(|parent| tree.kind(*parent) == Kind::KeywordArgument);
        let end = tree.span(keyword.unwrap_or(function)).end;
        self.edits.push(Edit::insert(end, format!(", {}={text}", slot.name)));
    }
}

fn tuple_of(values: &[String]) -> String {
    match values {
        [one] => format!("({one},)"),
        all => format!("({})", all.join(", ")),
    }
}
