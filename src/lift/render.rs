//! From a place in the file to text at module level: the lines of a definition, dedented; a lambda as a `def`; and what
//! is left where it stood.

use crate::edit::{self, Edit};
use crate::lift::group::{Form, Member};
use crate::lift::place;
use crate::lift::signature;
use crate::syntax::{Field, Kind, NodeId};
use crate::text::{Source, Span};
use crate::value::Model;

/// The bytes of a member that move: the whole lines of a statement with the comments attached to it, or a lambda.
pub(super) fn moved_span(model: Model<'_>, member: &Member) -> Span {
    match member.form {
        Form::Statement { node } | Form::Assigned { node } => statement_lines(model, node),
        Form::Inline => model.tree.span(member.node),
    }
}

/// A statement whose indent is not that of its block: Python refuses it, the grammar does not.
pub(super) fn uneven_block(model: Model<'_>, function: NodeId) -> Option<Span> {
    let tree = model.tree;
    let source = tree.source();
    let starts_line = |node: &NodeId| {
        let start = tree.span(*node).start;
        source.slice(Span::new(source.line_start(start), start)).trim().is_empty()
    };
    let indent = |node: NodeId| source.indent_at(tree.span(node).start);
    for block in tree.subtree(function).filter(|node| tree.kind(*node) == Kind::Block) {
        let lines: Vec<NodeId> = tree.children(block).filter(starts_line).collect();
        let Some(first) = lines.first() else { continue };
        let parent = tree.parent(block).filter(|parent| starts_line(parent)).map(indent);
        let shallow = parent.is_some_and(|outer| indent(*first).len() <= outer.len());
        let uneven = lines.iter().find(|line| shallow || indent(**line) != indent(*first));
        if let Some(line) = uneven {
            return Some(Span::empty(tree.span(*line).start));
        }
    }
    None
}

/// Whole lines, terminator included: attached comments above, the statement, and comments behind it that are indented
/// deeper than it.
pub(super) fn statement_lines(model: Model<'_>, statement: NodeId) -> Span {
    let source = model.tree.source();
    let span = model.tree.span(statement);
    let start = place::attached_comments(model, span.start);
    let indent = source.indent_at(span.start).len();
    let mut end = source.line_end(span.end);
    if source.line_start(span.end) == span.end && span.end > span.start {
        end = span.end;
    }
    let mut at = end;
    while at < source.text().len() {
        let next = source.line_end(at);
        let line = source.slice(Span::new(at, next));
        if line.trim_start().starts_with('#') && source.indent_at(at).len() > indent {
            end = next;
        } else if !line.trim().is_empty() {
            break;
        }
        if next == at {
            break;
        }
        at = next;
    }
    Span::new(start, end)
}

/// The text of a member at module level, without a line terminator behind it.
pub(super) fn definition(model: Model<'_>, member: &Member, indent: &str, edits: &[Edit]) -> Option<String> {
    if model.tree.kind(member.node) == Kind::Lambda {
        let (above, behind) = match member.form {
            Form::Statement { node } => comments_of(model, node, indent),
            Form::Assigned { .. } | Form::Inline => (String::new(), String::new()),
        };
        let text = lambda_as_def(model, member, indent, edits)?;
        return Some(format!("{above}{text}{behind}"));
    }
    match member.form {
        Form::Statement { node } | Form::Assigned { node } => statement_text(model, node, indent, edits),
        Form::Inline => None,
    }
}

/// The text of a statement with its comments under another indent, without a line terminator behind it.
pub(super) fn statement_text(model: Model<'_>, statement: NodeId, indent: &str, edits: &[Edit]) -> Option<String> {
    let source = model.tree.source();
    let lines = statement_lines(model, statement);
    let from = source.indent_at(model.tree.span(statement).start);
    let mut edits = edits.to_vec();
    // A line that goes away needs no new indent.
    let mut indents = reindent(model, lines, from, indent, true);
    indents.retain(|new| !edits.iter().any(|edit| !edit.span.is_empty() && edit.span.contains(new.span)));
    edits.extend(indents);
    let text = edit::apply_within(source.text(), lines, &edits)?;
    Some(text.trim_end().to_owned())
}

/// The comments above a statement and behind it, for the `def` that takes its place.
fn comments_of(model: Model<'_>, statement: NodeId, indent: &str) -> (String, String) {
    let source = model.tree.source();
    let span = model.tree.span(statement);
    let above = Span::new(place::attached_comments(model, span.start), source.line_start(span.start));
    let newline = source.newline();
    let lines = source.slice(above).lines().map(|line| format!("{indent}{}{newline}", line.trim()));
    let behind = source.slice(Span::new(span.end, source.line_end(span.end))).trim();
    let behind = if behind.is_empty() { String::new() } else { format!("  {behind}") };
    (lines.collect(), behind)
}

/// The comments that stand around a lambda or between its parts, for the `def` that takes its place: those inside its
/// parameters and its body stay there.
fn comments_between(model: Model<'_>, member: &Member, indent: &str) -> String {
    let tree = model.tree;
    let all = match member.form {
        Form::Statement { node } | Form::Assigned { node } => node,
        Form::Inline => member.node,
    };
    let parts = [Field::Parameters, Field::Body].map(|part| tree.child(member.node, part));
    let stays = |comment: NodeId| parts.iter().flatten().any(|part| tree.is_within(comment, *part));
    let comments = tree.subtree(all).filter(|node| tree.kind(*node) == Kind::Comment && !stays(*node));
    let newline = tree.source().newline();
    comments.map(|comment| format!("{indent}{}{newline}", tree.text(comment).trim_end())).collect()
}

/// A lambda as a `def` of the member's name, below the comments that no longer fit anywhere inside.
pub(super) fn lambda_as_def(model: Model<'_>, member: &Member, indent: &str, edits: &[Edit]) -> Option<String> {
    let tree = model.tree;
    let source = tree.source();
    let newline = source.newline();
    let unit = indent_unit(model, member.node);
    let inside = |span: Span| -> Vec<Edit> { edits.iter().filter(|edit| span.contains(edit.span)).cloned().collect() };
    let parameters = match tree.child(member.node, Field::Parameters) {
        Some(node) => {
            let span = tree.span(node);
            let mut edits = inside(span);
            edits.extend(reindent(model, span, source.indent_at(span.start), indent, false));
            edit::apply_within(source.text(), span, &edits)?
        }
        None => String::new(),
    };
    let leading = signature::leading_parameters(model, member, member.node);
    let own = Some(parameters).filter(|parameters| !parameters.is_empty());
    let head = leading.into_iter().chain(own).collect::<Vec<String>>().join(", ");
    let body = tree.child(member.node, Field::Body)?;
    let span = tree.span(body);
    let mut body_edits = inside(span);
    let inner = format!("{indent}{unit}");
    let line_start = source.line_start(span.start);
    let column = span.start - line_start;
    let begins_line = source.slice(Span::new(line_start, span.start)).trim().is_empty();
    if !begins_line && hangs(source, span, column) {
        // Below its first character, wherever that is.
        let column_then = inner.len() + "return ".len();
        body_edits.extend(reindent(model, span, &" ".repeat(column), &" ".repeat(column_then), false));
    } else {
        let from = source.indent_at(tree.span(member.node).start);
        body_edits.extend(reindent(model, span, from, &inner, false));
    }
    let value = edit::apply_within(source.text(), span, &body_edits)?;
    let value = if needs_parentheses(model, body) { format!("({value})") } else { value };
    let imports: String = member.imports.iter().map(|import| format!("{inner}{import}{newline}")).collect();
    let comments = comments_between(model, member, indent);
    Some(format!("{comments}{indent}def {}({head}):{newline}{imports}{inner}return {value}", member.name))
}

/// Whether each further line of an expression begins at its column or behind it.
fn hangs(source: &Source, span: Span, column: usize) -> bool {
    let further = source.slice(span).lines().skip(1).filter(|line| !line.trim().is_empty());
    let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut all = further.map(spaces).peekable();
    all.peek().is_some() && all.all(|spaces| spaces >= column)
}

/// Whether an expression has a line break outside of any bracket or string.
fn needs_parentheses(model: Model<'_>, body: NodeId) -> bool {
    let tree = model.tree;
    let text = tree.text(body);
    if !text.contains(['\n', '\r']) {
        return false;
    }
    let start = match tree.kind(body) {
        Kind::ParenthesizedExpression
        | Kind::List
        | Kind::Dictionary
        | Kind::Set
        | Kind::Tuple
        | Kind::ListComprehension
        | Kind::SetComprehension
        | Kind::DictionaryComprehension
        | Kind::GeneratorExpression
        | Kind::String => return false,
        Kind::Call => tree.child(body, Field::Arguments),
        Kind::Subscript => tree.child(body, Field::Subscript),
        _ => None,
    };
    let Some(start) = start else { return true };
    let head = Span::new(tree.span(body).start, tree.span(start).start);
    tree.source().slice(head).contains(['\n', '\r'])
}

/// One level of indentation, as the code around a node has it.
pub(super) fn indent_unit(model: Model<'_>, node: NodeId) -> String {
    let tree = model.tree;
    let source = tree.source();
    let unit_of = |block: NodeId| {
        let outer = source.indent_at(tree.span(tree.parent(block)?).start);
        let inner = source.indent_at(tree.span(tree.first_child(block)?).start);
        inner.strip_prefix(outer).filter(|unit| !unit.is_empty()).map(str::to_owned)
    };
    let around = tree.ancestors(node).filter(|outer| tree.kind(*outer) == Kind::Block).find_map(unit_of);
    let mut blocks = tree.all_of_kind(Kind::Block);
    around.or_else(|| blocks.find_map(unit_of)).unwrap_or_else(|| "    ".to_owned())
}

/// Edits that replace the indent `from` of the lines of a span by `to`; lines inside a string keep theirs.
pub(super) fn reindent(model: Model<'_>, span: Span, from: &str, to: &str, first_line: bool) -> Vec<Edit> {
    let tree = model.tree;
    let source = tree.source();
    let strings: Vec<Span> = tree
        .subtree(tree.smallest_around(span))
        .filter(|node| tree.kind(*node) == Kind::String)
        .map(|node| tree.span(node))
        .collect();
    let mut edits = Vec::new();
    let mut start = span.start;
    let mut first = true;
    while start < span.end {
        let next = source.line_end(start);
        let inside_string = strings.iter().any(|string| string.start < start && start < string.end);
        if !inside_string && (!first || first_line) {
            let line = source.slice(Span::new(start, next.min(span.end)));
            let shared = line.bytes().zip(from.bytes()).take_while(|(a, b)| a == b).count();
            let blank = line.trim().is_empty();
            if blank {
                edits.push(Edit::delete(Span::new(start, start + shared)));
            } else if shared > 0 || !to.is_empty() {
                edits.push(Edit::replace(Span::new(start, start + shared), to));
            }
        }
        first = false;
        if next <= start {
            break;
        }
        start = next;
    }
    edits.retain(|edit| !(edit.span.is_empty() && edit.text.is_empty()));
    edits
}

/// What removes a run of neighbouring statements: their lines and the blank lines that only set them apart, or a
/// `pass` in their place where nothing else is in the block.
pub(super) fn removal(model: Model<'_>, statements: &[NodeId]) -> Option<Edit> {
    let tree = model.tree;
    let source = tree.source();
    let (first, last) = (*statements.first()?, *statements.last()?);
    let lines = Span::new(statement_lines(model, first).start, statement_lines(model, last).end);
    let block = tree.parent(first)?;
    let others = || tree.children(block).filter(|child| !statements.contains(child));
    let is_first = !others().any(|other| other < first);
    let is_last = !others().any(|other| other > last);
    if is_first && is_last {
        let newline = source.newline();
        let indent = source.indent_at(tree.span(first).start);
        let start = if is_first { above_blank_lines(model, lines.start) } else { lines.start };
        let terminator = if ends_with_newline(model, lines) { newline } else { "" };
        return Some(Edit::replace(Span::new(start, lines.end), format!("{indent}pass{terminator}")));
    }
    let above = above_blank_lines(model, lines.start);
    let below = below_blank_lines(model, lines.end);
    let span = if is_first {
        Span::new(above, below)
    } else if is_last {
        Span::new(above, lines.end)
    } else {
        let before = source.slice(Span::new(above, lines.start)).matches('\n').count();
        let after = source.slice(Span::new(lines.end, below)).matches('\n').count();
        if before <= after { Span::new(lines.start, below) } else { Span::new(above, lines.end) }
    };
    Some(Edit::delete(span))
}

fn ends_with_newline(model: Model<'_>, span: Span) -> bool {
    model.tree.source().slice(span).ends_with(['\n', '\r'])
}

/// The start of the blank lines directly above a line.
pub(super) fn above_blank_lines(model: Model<'_>, line_start: usize) -> usize {
    let source = model.tree.source();
    let blank = std::iter::successors(source.line_above(line_start), |line| source.line_above(*line));
    blank.take_while(|line| source.is_blank_line(*line)).last().unwrap_or(line_start)
}

/// The end of the blank lines directly below a line.
pub(super) fn below_blank_lines(model: Model<'_>, line_end: usize) -> usize {
    let source = model.tree.source();
    let mut at = line_end;
    while at < source.text().len() && source.is_blank_line(at) {
        let next = source.line_end(at);
        if next == at {
            break;
        }
        at = next;
    }
    at
}
