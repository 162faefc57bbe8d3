//! Comments that silence a finding: `# mpfix: ignore`, `# mpfix: ignore[MP101, MP102]` and
//! `# noqa: MP101`, on a line of the payload or of the call that sends it.

use crate::edit::Edit;
use crate::finding::Code;
use crate::syntax::{Kind, NodeId, Tree};
use crate::text::Span;

/// Whether a comment silences the code at a span.
pub(crate) fn is_silenced(tree: &Tree, span: Span, code: Code) -> bool {
    let comments = comments_on_lines(tree, sending(tree, span));
    comments.iter().any(|comment| silences(tree.text(*comment), code))
}

/// The edit that silences the code at a span by a comment on the first of its lines that can have one; none where each
/// ends in a string or goes on behind a backslash.
pub(crate) fn silencer(tree: &Tree, span: Span, code: Code) -> Option<Edit> {
    let source = tree.source();
    let around = sending(tree, span);
    for comment in comments_on_lines(tree, around).iter().copied() {
        let text = tree.text(comment);
        let list = text.find("mpfix: ignore[").and_then(|at| Some(at + text[at..].find(']')?));
        if let Some(end) = list {
            return Some(Edit::insert(tree.span(comment).start + end, format!(", {}", code.code())));
        }
    }
    let mut line = around.start;
    loop {
        let content = source.slice(Span::new(source.line_start(line), source.line_end(line))).trim_end();
        let end = source.line_start(line) + content.len();
        let around_end = tree.smallest_around(Span::empty(end));
        let is_text = |node: NodeId| {
            matches!(tree.kind(node), Kind::String | Kind::StringContent | Kind::Interpolation)
                && tree.span(node).end > end
        };
        let in_text = is_text(around_end) || tree.ancestors(around_end).any(is_text);
        if !in_text && !content.ends_with('\\') {
            return Some(Edit::insert(end, format!("  # mpfix: ignore[{}]", code.code())));
        }
        line = Some(source.line_end(line)).filter(|next| *next < around.end && *next > line)?;
    }
}

/// The outermost call in the statement of a payload, which sends it, or the payload itself.
fn sending(tree: &Tree, span: Span) -> Span {
    let payload = tree.smallest_around(span);
    let statement = tree
        .ancestors(payload)
        .take_while(|node| !matches!(tree.kind(*node), Kind::Block | Kind::Module))
        .filter(|node| tree.kind(*node) == Kind::Call)
        .last();
    statement.map_or(span, |call| tree.span(call))
}

/// The comments on the lines of a span.
fn comments_on_lines(tree: &Tree, span: Span) -> &[NodeId] {
    let source = tree.source();
    let lines = Span::new(source.line_start(span.start), source.line_end(span.end));
    let comments = tree.of_kind(tree.root(), Kind::Comment);
    let from = comments.partition_point(|node| tree.span(*node).start < lines.start);
    let to = comments.partition_point(|node| tree.span(*node).end <= lines.end);
    comments.get(from..to).unwrap_or_default()
}

fn silences(comment: &str, code: Code) -> bool {
    let text = comment.trim_start_matches('#').trim();
    if let Some(at) = text.find("mpfix: ignore") {
        let rest = text[at + "mpfix: ignore".len()..].trim_start();
        return match rest.strip_prefix('[').and_then(|list| list.split_once(']')) {
            Some((codes, _)) => names(codes, code),
            None => true,
        };
    }
    match text.find("noqa:") {
        Some(at) => names(text[at + "noqa:".len()..].split('#').next().unwrap_or_default(), code),
        None => false,
    }
}

/// Whether a list of codes, parted by commas or spaces, names one of them.
fn names(codes: &str, code: Code) -> bool {
    codes.split([',', ' ']).any(|name| name.trim().eq_ignore_ascii_case(code.code()))
}
