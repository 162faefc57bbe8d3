//! Imports that a fix needs at module level: the file's own way of writing `functools.partial`, else a new statement.

use crate::edit::Edit;
use crate::lift::place;
use crate::module::{BindingKind, ScopeId, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object};

/// How a fix writes a function of `functools`.
pub(super) struct Partial {
    pub(super) expression: String,
    pub(super) import: Option<Edit>,
}

/// The file's way of writing `functools.partial`, readable in all of `scopes` from the byte `before` on.
pub(super) fn partial(model: Model<'_>, scopes: &[ScopeId], before: usize) -> Partial {
    of_functools(model, "partial", scopes, before)
}

/// The file's way of writing a function of `functools`, readable in all of `scopes` from the byte `before` on.
pub(super) fn of_functools(model: Model<'_>, name: &str, scopes: &[ScopeId], before: usize) -> Partial {
    if let Some(expression) = imported(model, name, scopes, before) {
        return Partial { expression, import: None };
    }
    let unused = |name: &str| !model.module.is_used(name);
    let (expression, statement) = match (imports_names(model), unused(name), unused("functools")) {
        (true, true, _) | (false, true, false) => (name.to_owned(), format!("from functools import {name}")),
        (_, _, true) => (format!("functools.{name}"), "import functools".to_owned()),
        _ => (format!("_functools.{name}"), "import functools as _functools".to_owned()),
    };
    Partial { expression, import: Some(insertion(model, &statement)) }
}

fn imported(model: Model<'_>, function: &str, scopes: &[ScopeId], before: usize) -> Option<String> {
    let (tree, module) = (model.tree, model.module);
    let top = module.module_scope();
    let kinds = [Kind::ImportStatement, Kind::ImportFromStatement, Kind::FutureImportStatement];
    let statements = kinds.into_iter().flat_map(|kind| tree.all_of_kind(kind));
    let in_time = statements.filter(|node| tree.parent(*node) == Some(tree.root()) && tree.span(*node).end <= before);
    let bound = in_time.flat_map(|statement| module.bindings_in(tree, statement));
    let mut symbols: Vec<SymbolId> = bound.map(|binding| binding.symbol).collect();
    symbols.sort_unstable();
    symbols.dedup();
    symbols.into_iter().find_map(|symbol| {
        let binding = module.only_binding(symbol).filter(|binding| binding.kind == BindingKind::Import)?;
        let name = &module.symbol(symbol).name;
        if !scopes.iter().all(|scope| module.owner(*scope, name) == top) {
            return None;
        }
        match model.bound(binding).first()? {
            Object::Path(path) if path.strip_prefix("functools.") == Some(function) => Some(name.clone()),
            Object::Module(path) if path == "functools" => Some(format!("{name}.{function}")),
            _ => None,
        }
    })
}

/// Whether the file imports the classes of its sinks by name, rather than the modules.
fn imports_names(model: Model<'_>) -> bool {
    let tree = model.tree;
    let at_top = |kind| tree.all_of_kind(kind).filter(|node| tree.parent(*node) == Some(tree.root()));
    let statements = || at_top(Kind::ImportFromStatement);
    let by_name = statements().any(|node| {
        let from = tree.child(node, Field::ModuleName).map_or("", |name| tree.text(name));
        let sinks = from.contains("multiprocessing") || from.starts_with("concurrent");
        sinks && tree.children(node).any(|name| tree.text(name).starts_with(|c: char| c.is_ascii_uppercase()))
    });
    let plain = at_top(Kind::ImportStatement).next().is_some();
    by_name || (!plain && statements().next().is_some())
}

/// The module that an import statement names first.
fn module_of(model: Model<'_>, statement: NodeId) -> &str {
    let tree = model.tree;
    let name = match tree.kind(statement) {
        Kind::ImportFromStatement => tree.child(statement, Field::ModuleName),
        _ => tree.child(statement, Field::Name),
    };
    name.map_or("", |name| tree.text(name))
}

/// Inserts an import statement where a sorted block of imports has it.
pub fn insertion(model: Model<'_>, statement: &str) -> Edit {
    let tree = model.tree;
    let source = tree.source();
    let newline = source.newline();
    let from_style = statement.starts_with("from ");
    let own = statement.split_whitespace().nth(1).unwrap_or_default();
    let block = import_block(model);
    let is_relative = |node: NodeId| module_of(model, node).starts_with('.');
    let style = |node: &NodeId| (tree.kind(*node) == Kind::ImportFromStatement) == from_style && !is_relative(*node);
    let before = |node: NodeId| Edit::insert(source.line_start(tree.span(node).start), format!("{statement}{newline}"));
    let after = |node: NodeId| {
        let end = source.line_end(tree.span(node).end);
        let terminated = source.text().get(..end).is_some_and(|text| text.ends_with(['\n', '\r']));
        let text = if terminated { format!("{statement}{newline}") } else { format!("{newline}{statement}") };
        Edit::insert(end, text)
    };
    let absolute: Vec<NodeId> = block.iter().copied().filter(|node| !is_relative(*node)).collect();
    let larger = block.iter().position(|node| style(node) && module_of(model, *node) > own);
    match larger {
        Some(index) => {
            let previous = index.checked_sub(1).map(|index| block[index]).filter(|node| style(node));
            let apart = place::blank_lines_above(source, tree.span(block[index]).start).is_some_and(|count| count > 0);
            match previous.filter(|_| apart) {
                Some(previous) => after(previous),
                None => before(block[index]),
            }
        }
        None => match (block.iter().rfind(|node| style(node)), block.first(), absolute.last()) {
            (Some(last), ..) => after(*last),
            (None, Some(first), Some(_)) if !from_style && !is_relative(*first) => before(*first),
            (None, _, Some(last)) => after(*last),
            // Imports of the project stand apart, behind those of the library.
            (None, Some(first), None) => {
                let start = source.line_start(tree.span(*first).start);
                Edit::insert(start, format!("{statement}{newline}{newline}"))
            }
            (None, None, None) => without_imports(model, statement),
        },
    }
}

/// The first run of imports at module level, `from __future__` left out.
fn import_block(model: Model<'_>) -> Vec<NodeId> {
    let tree = model.tree;
    let is_import = |node: &NodeId| matches!(tree.kind(*node), Kind::ImportStatement | Kind::ImportFromStatement);
    let rest = tree.children(tree.root()).skip_while(|node| !is_import(node));
    rest.take_while(is_import).filter(|node| place::is_alone(model, *node)).collect()
}

/// Behind the docstring and the `__future__` imports of a file that imports nothing at module level.
fn without_imports(model: Model<'_>, statement: &str) -> Edit {
    let tree = model.tree;
    let source = tree.source();
    let newline = source.newline();
    let is_head = |node: &NodeId| match tree.kind(*node) {
        Kind::FutureImportStatement => true,
        Kind::ExpressionStatement => tree
            .first_child(*node)
            .is_some_and(|child| matches!(tree.kind(child), Kind::String | Kind::ConcatenatedString)),
        _ => false,
    };
    match tree.children(tree.root()).take_while(is_head).last() {
        Some(head) => Edit::insert(source.line_end(tree.span(head).end), format!("{newline}{statement}{newline}")),
        None => {
            let first = tree.children(tree.root()).next();
            let start = first.map_or(source.content_start(), |node| tree.span(node).start);
            let offset = place::attached_comments(model, start);
            Edit::insert(offset, format!("{statement}{newline}{newline}{newline}"))
        }
    }
}
