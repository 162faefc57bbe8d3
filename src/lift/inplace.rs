//! A lambda that is all of an assignment at module level or in a class body only lacks a name: it becomes a `def`
//! where it stands.

use crate::edit::{self, Edit};
use crate::lift::group::{Form, Member};
use crate::lift::{Lifted, Request, place, render};
use crate::module::{self, Binding, BindingKind, ScopeKind};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::Model;

/// The fix for such a lambda; none where the function is something else.
pub(super) fn define_in_place(model: Model<'_>, request: &Request) -> Option<Lifted> {
    let tree = model.tree;
    let lambda = request.function;
    if tree.kind(lambda) != Kind::Lambda {
        return None;
    }
    let assignment = tree.parent(tree.with_parentheses(lambda)).filter(|node| tree.kind(*node) == Kind::Assignment)?;
    let statement = tree.parent(assignment).filter(|node| tree.kind(*node) == Kind::ExpressionStatement)?;
    let binding = model.module.binding_at(tree.child(assignment, Field::Left)?)?;
    let symbol = model.module.symbol(binding.symbol);
    let kind = model.module.scope(symbol.scope).kind;
    let in_place = matches!(kind, ScopeKind::Module | ScopeKind::Class)
        && binding.kind == BindingKind::Assignment
        && is_all_that_is_bound(model, binding)
        && !model.may_make_field(assignment)
        && model.main_guard(lambda).is_none()
        && model.function_around(statement).is_none()
        && place::is_alone(model, statement);
    if !in_place {
        return None;
    }
    let name = tree.text(tree.child(assignment, Field::Left)?).to_owned();
    let member = Member {
        node: lambda,
        scope: model.module.scope_of(lambda)?,
        form: Form::Statement { node: statement },
        symbol: Some(binding.symbol),
        name: name.clone(),
        parameters: Vec::new(),
        imports: Vec::new(),
        defaults: Vec::new(),
        class: None,
    };
    let edits = edits(model, &member, statement)?;
    if !edit::is_applicable(tree.source().text(), &edits) {
        return None;
    }
    let title = format!("Write `{name}` as a `def`");
    Some(Lifted { title, edits, caveats: Vec::new(), labels: Vec::new(), hints: Vec::new() })
}

/// Whether a name keeps what a binding gives it: no other is in its way, but in another branch.
fn is_all_that_is_bound(model: Model<'_>, binding: &Binding) -> bool {
    let tree = model.tree;
    let mut others = model.module.bindings_of(binding.symbol).filter(|other| other.name != binding.name);
    let is_loop = |node: NodeId| matches!(tree.kind(node), Kind::ForStatement | Kind::WhileStatement);
    let is_repeated = || tree.ancestors(binding.node).any(is_loop);
    others
        .all(|other| other.scope == binding.scope && module::excludes(tree, binding.node, other.node) && !is_repeated())
}

fn edits(model: Model<'_>, member: &Member, statement: NodeId) -> Option<Vec<Edit>> {
    let source = model.tree.source();
    let newline = source.newline();
    let span = model.tree.span(statement);
    let indent = source.indent_at(span.start);
    let lines = Span::new(source.line_start(span.start), source.line_end(span.end));
    let text = render::lambda_as_def(model, member, indent, &[])?;
    let behind = source.slice(Span::new(span.end, lines.end)).trim();
    let behind = if behind.is_empty() { String::new() } else { format!("  {behind}") };
    let terminator = if source.slice(lines).ends_with(['\n', '\r']) { newline } else { "" };
    let blank = if indent.is_empty() { 2 } else { 1 };
    let start = place::attached_comments(model, span.start);
    let above = place::blank_lines_above(source, start).map_or(0, |above| blank_missing(blank, above));
    let opens =
        source.line_above(source.line_start(start)).is_some_and(|above| source.indent_at(above).len() < indent.len());
    let above = if opens { 0 } else { above };
    let below = blank_lines_below(model, lines.end, indent).map_or(0, |below| blank_missing(blank, below));
    let mut edits = vec![Edit::replace(lines, format!("{text}{behind}{terminator}{}", newline.repeat(below)))];
    if above > 0 {
        if start == lines.start {
            edits[0].text.insert_str(0, &newline.repeat(above));
        } else {
            edits.insert(0, Edit::insert(start, newline.repeat(above)));
        }
    }
    Some(edits)
}

fn blank_missing(wanted: usize, there: usize) -> usize {
    wanted.saturating_sub(there)
}

/// How many lines below a line's end are blank; none where the block ends there.
fn blank_lines_below(model: Model<'_>, end: usize, indent: &str) -> Option<usize> {
    let source = model.tree.source();
    let mut count = 0;
    let mut at = end;
    while at < source.text().len() {
        if !source.is_blank_line(at) {
            return (source.indent_at(at).len() >= indent.len()).then_some(count);
        }
        count += 1;
        at = source.line_end(at);
    }
    None
}
