//! Comments that silence a finding: `# mpfix: ignore`, `# mpfix: ignore[MP101, MP102]` and
//! `# noqa: MP101`, on a line of the payload or of the call that sends it.

use crate::finding::Code;
use crate::syntax::{Kind, NodeId};
use crate::text::Span;
use crate::value::Model;

/// Whether a comment silences the code at a span.
pub(crate) fn is_silenced(model: Model<'_>, span: Span, code: Code) -> bool {
    let tree = model.tree;
    let payload = tree.smallest_around(span);
    let statement = tree
        .ancestors(payload)
        .take_while(|node| !matches!(tree.kind(*node), Kind::Block | Kind::Module))
        .filter(|node| tree.kind(*node) == Kind::Call)
        .last();
    let around = statement.map_or(span, |call| tree.span(call));
    comments_on_lines(model, around).iter().any(|comment| silences(tree.text(*comment), code))
}

/// The comments on the lines of a span.
fn comments_on_lines(model: Model<'_>, span: Span) -> Vec<NodeId> {
    let tree = model.tree;
    let source = tree.source();
    let lines = Span::new(source.line_start(span.start), source.line_end(span.end));
    let comments = tree.subtree(tree.root()).filter(|node| tree.kind(*node) == Kind::Comment);
    comments.filter(|node| lines.contains(tree.span(*node))).collect()
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
