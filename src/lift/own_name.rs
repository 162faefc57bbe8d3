//! A name of its own for a function whose name means what decorates it: `@in_process` above `def work` becomes
//! `work = in_process(_work)`, so that pickle finds the function itself.

use crate::edit::Edit;
use crate::finding::{Refusal, RefusalReason};
use crate::lift::{Lifted, names, refuse, render};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::Model;

/// A function under a new name.
#[derive(Clone, Debug)]
pub struct Renamed {
    /// The new name.
    pub name: String,
    /// What is done.
    pub lifted: Lifted,
}

/// Calls a decorator, and those outside of it, with the function under a name of its own.
///
/// # Errors
/// Where the code is damaged, or the function binds a name of another scope.
pub fn bind_decorated(model: Model<'_>, function: NodeId, decorator: NodeId) -> Result<Renamed, Refusal> {
    let tree = model.tree;
    let source = tree.source();
    let (label, statement) = named(model, function)?;
    let applied: Vec<NodeId> = model.decorators(function).take_while(|outer| *outer <= decorator).collect();
    let own = tree.text(label);
    let name = free_name(model, own);
    let mut edits = vec![Edit::replace(tree.span(label), name.clone())];
    let mut value = name.clone();
    let mut comments = String::new();
    for outer in applied.iter().rev() {
        let span = tree.span(*outer);
        let start = tree.span(tree.parent(*outer).unwrap_or(*outer)).start;
        let lines = Span::new(source.line_start(start), source.line_end(span.end));
        let comment = source.slice(Span::new(span.end, lines.end)).trim();
        if !comment.is_empty() {
            comments = format!("  {comment}");
        }
        edits.push(Edit::delete(lines));
        value = format!("{}({value})", callable(model, *outer));
    }
    let lines = render::statement_lines(model, statement);
    let newline = source.newline();
    let start = tree.span(statement).start;
    let indent = source.indent_at(start);
    let ends = if source.slice(lines).ends_with(['\n', '\r']) { "" } else { newline };
    let apart = if indent.is_empty() { format!("{newline}{newline}") } else { newline.to_owned() };
    let terminator = if ends.is_empty() { newline } else { "" };
    let text = format!("{ends}{apart}{indent}{own} = {value}{comments}{terminator}");
    edits.push(Edit::insert(lines.end, text));
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let title = format!("Define `{name}`, and bind `{own}` to `{value}`");
    Ok(renamed(name, title, edits))
}

/// Gives a function that its module rebinds to a call with it a name of its own; `mention` is the argument.
///
/// # Errors
/// Where the code is damaged.
pub fn rename_original(model: Model<'_>, function: NodeId, mention: NodeId) -> Result<Renamed, Refusal> {
    let tree = model.tree;
    let (label, _) = named(model, function)?;
    let name = free_name(model, tree.text(label));
    let edits = [label, mention].map(|node| Edit::replace(tree.span(node), name.clone()));
    let title = format!("Name the function that is sent `{name}`");
    Ok(renamed(name, title, edits.into()))
}

fn renamed(name: String, title: String, edits: Vec<Edit>) -> Renamed {
    let caveats = vec![format!("the function's own name, which `__name__` and tracebacks show, is `{name}` then")];
    let lifted = Lifted { title, edits, caveats, labels: Vec::new(), hints: Vec::new() };
    Renamed { name, lifted }
}

/// The identifier that a definition binds, and its whole statement.
fn named(model: Model<'_>, function: NodeId) -> Result<(NodeId, NodeId), Refusal> {
    let tree = model.tree;
    let around = tree.parent(function).filter(|parent| tree.kind(*parent) == Kind::DecoratedDefinition);
    let statement = around.unwrap_or(function);
    let label = tree.child(function, Field::Name).filter(|_| !tree.is_damaged(tree.span(statement)));
    let Some(label) = label else { return refuse(RefusalReason::Damaged, tree.span(function)) };
    let binding = model.module.binding_at(label);
    let is_own = binding.is_some_and(|binding| model.module.symbol(binding.symbol).scope == binding.scope);
    if is_own { Ok((label, statement)) } else { ambiguous(model, label) }
}

fn ambiguous<T>(model: Model<'_>, label: NodeId) -> Result<T, Refusal> {
    let name = model.tree.text(label).to_owned();
    refuse(RefusalReason::AmbiguousName { name }, model.tree.span(label))
}

/// `_work` for `work`, or with a number.
fn free_name(model: Model<'_>, own: &str) -> String {
    names::fresh(model, &format!("_{}", own.trim_matches('_')), |_| false)
}

/// An expression as it can be called: in parentheses where a call would be a part of it.
fn callable(model: Model<'_>, decorator: NodeId) -> String {
    let tree = model.tree;
    let text = tree.text(decorator);
    match tree.kind(decorator) {
        Kind::Identifier | Kind::Attribute | Kind::Call | Kind::Subscript | Kind::ParenthesizedExpression => {
            text.to_owned()
        }
        _ => format!("({text})"),
    }
}
