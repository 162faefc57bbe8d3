//! Writes values into the slots of a call: behind a function, into a tuple of arguments, into a dict of keywords.

use crate::edit::Edit;
use crate::lift::default::LocalDefault;
use crate::lift::hand_over::Work;
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::{Model, Slot};

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
            self.edits.push(match (behind, first) {
                (Some(behind), _) => insert_behind(self.model, list, behind, values),
                (None, Some(first)) => insert_before(self.model, list, first, values),
                (None, None) => Edit::insert(span.start + 1, values.join(", ")),
            });
        }
        if !keywords.is_empty() {
            let last = tree.children(list).last();
            self.edits.push(match last {
                Some(last) => insert_behind(self.model, list, last, keywords),
                None if values.is_empty() => Edit::insert(span.start + 1, keywords.join(", ")),
                None => Edit::insert(span.start + 1, format!(", {}", keywords.join(", "))),
            });
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
                        if !values.is_empty() {
                            self.edits.push(insert_before(self.model, own, *first, values));
                        }
                        let end = tree.span(*last).end;
                        let tail = Span::new(end, span.end - 1);
                        let comma_only = tree.source().slice(tail) == ",";
                        if parts.len() == 1 && comma_only {
                            let added =
                                if behind.is_empty() { String::new() } else { format!(", {}", behind.join(", ")) };
                            self.edits.push(Edit::replace(tail, added));
                        } else if !behind.is_empty() {
                            self.edits.push(insert_behind(self.model, own, *last, behind));
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
        let Some(list) = tree.child(call, Field::Arguments) else { return };
        let positional = self.model.positional(call);
        let by_position = positional.contains(&function);
        if by_position && let Some(last) = positional.last() {
            let name = if positional.len() == slot.position { String::new() } else { format!("{}=", slot.name) };
            self.edits.push(insert_behind(self.model, list, *last, &[format!("{name}{text}")]));
            return;
        }
        let keyword = tree.parent(function).filter(|parent| tree.kind(*parent) == Kind::KeywordArgument);
        let behind = keyword.unwrap_or(function);
        self.edits.push(insert_behind(self.model, list, behind, &[format!("{}={text}", slot.name)]));
    }
}

/// Inserts elements behind one of a list in brackets.
pub(super) fn insert_behind(model: Model<'_>, list: NodeId, element: NodeId, new: &[String]) -> Edit {
    insert_behind_outdented(model, list, element, new, "")
}

/// Inserts elements behind one of a list in brackets that will lose a part of its indent.
pub(super) fn insert_behind_outdented(
    model: Model<'_>,
    list: NodeId,
    element: NodeId,
    new: &[String],
    lost: &str,
) -> Edit {
    let source = model.tree.source();
    let end = model.tree.span(element).end;
    let Some(indent) = indent_of_elements(model, list, element) else {
        return Edit::insert(end, format!(", {}", new.join(", ")));
    };
    let indent = indent.strip_prefix(lost).unwrap_or(indent);
    let newline = source.newline();
    let line_end = source.line_end(end);
    let behind = source.slice(Span::new(end, line_end));
    let is_commented = behind.trim_start().strip_prefix(',').is_some_and(|rest| rest.trim_start().starts_with('#'));
    if is_commented {
        // The comment stays with what it is about.
        let lines: String = new.iter().map(|new| format!("{indent}{new},{newline}")).collect();
        return Edit::insert(line_end, lines);
    }
    let lines: String = new.iter().map(|new| format!(",{newline}{indent}{new}")).collect();
    Edit::insert(end, lines)
}

/// Inserts elements before one of a list in brackets.
fn insert_before(model: Model<'_>, list: NodeId, element: NodeId, new: &[String]) -> Edit {
    insert_before_outdented(model, list, element, new, "")
}

/// Inserts elements before one of a list in brackets that will lose a part of its indent.
pub(super) fn insert_before_outdented(
    model: Model<'_>,
    list: NodeId,
    element: NodeId,
    new: &[String],
    lost: &str,
) -> Edit {
    let tree = model.tree;
    let (gap, before) = match indent_of_elements(model, list, element) {
        Some(indent) => {
            let gap = format!("{}{}", tree.source().newline(), indent.strip_prefix(lost).unwrap_or(indent));
            // The comments above an element are about it.
            (gap, tree.all_children(list).find(|part| starts_line(model, *part)).filter(|part| *part < element))
        }
        None => (" ".to_owned(), None),
    };
    let text: String = new.iter().map(|new| format!("{new},{gap}")).collect();
    Edit::insert(tree.span(before.unwrap_or(element)).start, text)
}

fn starts_line(model: Model<'_>, node: NodeId) -> bool {
    let source = model.tree.source();
    let start = model.tree.span(node).start;
    source.slice(Span::new(source.line_start(start), start)).trim().is_empty()
}

/// The white space in front of the elements of a list in brackets where each has a line of its own, the first perhaps
/// aside.
fn indent_of_elements(model: Model<'_>, list: NodeId, element: NodeId) -> Option<&str> {
    let tree = model.tree;
    let starts_line = |node: &NodeId| starts_line(model, *node);
    let elements: Vec<NodeId> = tree.children(list).collect();
    let (first, rest) = elements.split_first()?;
    let apart = rest.iter().all(starts_line) && (starts_line(first) || !rest.is_empty());
    let indented = if starts_line(&element) { Some(&element) } else { rest.first() };
    let start = tree.span(*indented.filter(|_| apart)?).start;
    Some(tree.source().indent_at(start))
}

fn tuple_of(values: &[String]) -> String {
    match values {
        [one] => format!("({one},)"),
        all => format!("({})", all.join(", ")),
    }
}
