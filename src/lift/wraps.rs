//! `functools.wraps` for the wrapper of a decorator, so that what it answers is found under the decorated name.

use crate::edit::Edit;
use crate::finding::{Refusal, RefusalReason};
use crate::lift::{Lifted, import, refuse};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::Model;

/// Decorates wrappers, each with the parameter of its decorator that is the wrapped function, with `functools.wraps`.
///
/// # Errors
/// Where the code is damaged, or the parameter means something else at the wrapper.
pub fn keep_name(model: Model<'_>, wrappers: &[(NodeId, String)]) -> Result<Lifted, Refusal> {
    let tree = model.tree;
    let source = tree.source();
    let scopes: Vec<_> = wrappers.iter().map(|(wrapper, _)| model.scope_at(*wrapper)).collect();
    let first = wrappers.iter().map(|(wrapper, _)| tree.span(*wrapper).start).min().unwrap_or_default();
    let wraps = import::of_functools(model, "wraps", &scopes, first);
    let mut edits = Vec::new();
    for (wrapper, parameter) in wrappers {
        let decorated = tree.parent(*wrapper).filter(|parent| tree.kind(*parent) == Kind::DecoratedDefinition);
        let start = tree.span(decorated.unwrap_or(*wrapper)).start;
        let own_line = source.slice(crate::text::Span::new(source.line_start(start), start)).trim().is_empty();
        let function = model.function_around(*wrapper).unwrap_or(*wrapper);
        if tree.is_damaged(tree.span(function)) || !own_line {
            return refuse(RefusalReason::Damaged, tree.span(*wrapper));
        }
        let indent = source.indent_at(start);
        let text = format!("@{}({parameter}){}{indent}", wraps.expression, source.newline());
        edits.push(Edit::insert(start, text));
    }
    edits.extend(wraps.import);
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let name = wrappers.first().and_then(|(wrapper, _)| tree.child(*wrapper, Field::Name)).map(|name| tree.text(name));
    let title = format!("Decorate `{}` with `functools.wraps`", name.unwrap_or_default());
    Ok(Lifted { title, edits, caveats: Vec::new(), labels: Vec::new(), hints: Vec::new() })
}
