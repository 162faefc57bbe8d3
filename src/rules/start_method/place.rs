//! Where a call of `set_start_method` goes, and how its line gets there.

use super::statement_of;
use crate::edit::Edit;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::text::Span;
use crate::value::Model;

/// The main guard of the file, where it has one.
pub(super) fn guard(model: Model<'_>) -> Option<NodeId> {
    let tree = model.tree;
    tree.children(tree.root()).find(|node| {
        tree.has_role(*node, Role::MainGuard)
            && tree
                .child(*node, Field::Consequence)
                .and_then(|body| tree.first_child(body))
                .is_some_and(|first| model.main_guard(first) == Some(*node))
    })
}

/// Whether the module does more than define when it is imported, the call aside.
pub(super) fn runs_something(model: Model<'_>, call: NodeId) -> bool {
    let tree = model.tree;
    tree.children(tree.root()).any(|statement| {
        let runs = match tree.kind(statement) {
            Kind::ExpressionStatement => {
                tree.first_child(statement).is_some_and(|inner| tree.kind(inner) == Kind::Call)
            }
            Kind::ForStatement | Kind::WhileStatement | Kind::WithStatement => true,
            _ => false,
        };
        runs && !tree.is_within(call, statement)
    })
}

/// Moves the call to the top of the main guard.
pub(super) fn under_guard(model: Model<'_>, call: NodeId, guard: NodeId) -> Option<Vec<Edit>> {
    let tree = model.tree;
    let source = tree.source();
    let body = tree.child(guard, Field::Consequence)?;
    let is_support = |node: &NodeId| tree.text(*node).ends_with("freeze_support()");
    let first = tree.children(body).find(|node| !is_support(node))?;
    let statement = statement_of(model, call)?;
    if tree.parent(statement) != Some(tree.root()) {
        return None;
    }
    let start = tree.span(first).start;
    let newline = source.newline();
    if !source.slice(Span::new(source.line_start(start), start)).trim().is_empty() {
        // The body stands on the line of the guard.
        let gap = source.slice(Span::new(tree.span(guard).start, start)).trim_end().len() + tree.span(guard).start;
        let text = format!("{newline}    {}{newline}    ", tree.text(statement));
        let mut edits = vec![Edit::replace(Span::new(gap, start), text), removal(model, statement)?];
        edits.sort_by_key(|edit| edit.span.start);
        return Some(edits);
    }
    moved(model, statement, first)
}

/// Moves the call above the statement that fixes the start method, in the same block.
pub(super) fn above(model: Model<'_>, call: NodeId, fixed: NodeId) -> Option<Vec<Edit>> {
    let tree = model.tree;
    let statement = statement_of(model, call)?;
    let block = tree.parent(statement)?;
    let target = model.module.blocks(tree, fixed).find(|found| found.node == block)?.statement;
    // What is set may be a variable that is bound in between.
    let bound_between = tree
        .subtree(call)
        .filter_map(|node| model.module.symbol_at(node))
        .any(|symbol| model.module.bindings_of(symbol).any(|binding| target <= binding.name && binding.name < call));
    let starts_line = |node: NodeId| {
        let start = tree.span(node).start;
        source_before(model, start).trim().is_empty()
    };
    if bound_between || target >= statement || !starts_line(target) {
        return None;
    }
    moved(model, statement, target)
}

fn source_before(model: Model<'_>, offset: usize) -> &str {
    let source = model.tree.source();
    source.slice(Span::new(source.line_start(offset), offset))
}

/// Moves the lines of a statement above those of another one.
fn moved(model: Model<'_>, statement: NodeId, target: NodeId) -> Option<Vec<Edit>> {
    let tree = model.tree;
    let source = tree.source();
    let lines = lines_of(model, statement)?;
    let start = tree.span(target).start;
    let (from, to) = (source.indent_at(tree.span(statement).start), source.indent_at(start));
    let newline = source.newline();
    let mut text = String::new();
    for line in source.slice(lines).lines() {
        let line = line.strip_prefix(from).unwrap_or(line);
        text.push_str(&format!("{to}{}{newline}", line.trim_end()));
    }
    let mut edits = vec![Edit::insert(comments_above(model, start), text), removal(model, statement)?];
    edits.sort_by_key(|edit| edit.span.start);
    Some(edits)
}

/// The start of the comment lines right above a line.
fn comments_above(model: Model<'_>, offset: usize) -> usize {
    let source = model.tree.source();
    let indent = source.indent_at(offset);
    let mut first = source.line_start(offset);
    while let Some(above) = source.line_above(first) {
        let line = source.slice(Span::new(above, first));
        if !line.trim_start().starts_with('#') || source.indent_at(above) != indent {
            break;
        }
        first = above;
    }
    first
}

/// The whole lines of a statement that has them for itself, comments above it included.
fn lines_of(model: Model<'_>, statement: NodeId) -> Option<Span> {
    let source = model.tree.source();
    let span = model.tree.span(statement);
    let behind = source.slice(Span::new(span.end, source.line_end(span.end))).trim();
    let alone = source_before(model, span.start).trim().is_empty() && (behind.is_empty() || behind.starts_with('#'));
    let several = source.slice(span).contains('\n') && model.tree.kind(statement) != Kind::IfStatement;
    let start = comments_above(model, span.start);
    let at_top = source.slice(Span::new(0, start)).trim().is_empty() && start != source.line_start(span.start);
    let start = if at_top { source.line_start(span.start) } else { start };
    (alone && !several).then(|| Span::new(start, source.line_end(span.end)))
}

/// Removes the lines of a statement, and of the blank lines around it those that are fewer.
fn removal(model: Model<'_>, statement: NodeId) -> Option<Edit> {
    let source = model.tree.source();
    let lines = lines_of(model, statement)?;
    let text = source.text();
    let (mut above, mut below) = (lines.start, lines.end);
    while let Some(line) = source.line_above(above).filter(|line| source.is_blank_line(*line)) {
        above = line;
    }
    while below < text.len() && source.is_blank_line(below) {
        below = source.line_end(below);
    }
    let count = |span: Span| source.slice(span).matches('\n').count();
    let (before, behind) = (Span::new(above, lines.start), Span::new(lines.end, below));
    let span = if count(before) > 0 && count(behind) > 0 {
        if count(before) <= count(behind) { Span::new(above, lines.end) } else { Span::new(lines.start, below) }
    } else {
        lines
    };
    Some(Edit::delete(span))
}
