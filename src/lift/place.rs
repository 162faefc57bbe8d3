//! Where lifted functions go: just above the outermost statement that encloses them, after what they need when the
//! module is imported.

use crate::finding::{Refusal, RefusalReason};
use crate::lift::group::Member;
use crate::lift::{class_made, refuse};
use crate::module::{Reference, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::{Source, Span};
use crate::value::Model;

/// A place for definitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The start of a line, in bytes.
    pub(super) offset: usize,
    /// The white space in front of what is inserted.
    pub(super) indent: String,
}

/// Finds the place for a hoist set.
pub(super) fn find(model: Model<'_>, members: &[Member]) -> Result<Place, Refusal> {
    let tree = model.tree;
    let Some(first) = members.first() else { return Ok(Place { offset: 0, indent: String::new() }) };
    let anchor = members.iter().map(|member| anchor(model, member.node)).min().unwrap_or(first.node);
    let mut place = above(model, anchor);
    for member in members {
        for (name, binding) in needed_at_import(model, member) {
            let statement = top_level(model, binding);
            if tree.span(statement).start < place.offset {
                continue;
            }
            if !place.indent.is_empty() || runs_something(model, anchor, statement) {
                let because = format!(
                    "`{name}`, which it needs when the module is imported, is bound further down; move that up"
                );
                return refuse(RefusalReason::Placement { because }, tree.span(binding));
            }
            place = below(model, statement);
        }
    }
    Ok(place)
}

/// The start of the line above which a definition goes that a node needs.
pub(super) fn above_definition(model: Model<'_>, node: NodeId) -> usize {
    above(model, anchor(model, node)).offset
}

/// The statement above which a node's function goes.
fn anchor(model: Model<'_>, node: NodeId) -> NodeId {
    let tree = model.tree;
    if let Some(guard) = model.main_guard(node) {
        return top_level(model, guard);
    }
    let definitions = tree
        .ancestors(node)
        .filter(|outer| matches!(tree.kind(*outer), Kind::FunctionDefinition | Kind::ClassDefinition));
    match definitions.last() {
        Some(outermost) => first_overload(model, model.module.statement(tree, outermost)),
        None => top_level(model, node),
    }
}

/// The first of the `@overload` stubs that a function follows: they belong to it, and nothing goes in between.
fn first_overload(model: Model<'_>, function: NodeId) -> NodeId {
    let tree = model.tree;
    let definition = |statement: NodeId| tree.child(statement, Field::Definition).unwrap_or(statement);
    let name = |statement: NodeId| tree.child(definition(statement), Field::Name).map(|name| tree.text(name));
    let is_stub = |statement: &NodeId| {
        let mut decorators = model.decorators(definition(*statement));
        let is_overload = decorators.any(|decorator| matches!(tree.text(decorator), "overload" | "typing.overload"));
        is_overload && name(*statement).is_some() && name(*statement) == name(function)
    };
    let siblings: Vec<NodeId> = tree.parent(function).into_iter().flat_map(|block| tree.children(block)).collect();
    let before = siblings.iter().rev().skip_while(|sibling| **sibling >= function);
    before.copied().take_while(is_stub).last().unwrap_or(function)
}

/// The statement of the module that holds a node.
pub(super) fn top_level(model: Model<'_>, node: NodeId) -> NodeId {
    model.module.blocks(model.tree, node).last().map_or(node, |block| block.statement)
}

fn above(model: Model<'_>, statement: NodeId) -> Place {
    let source = model.tree.source();
    let start = model.tree.span(statement).start;
    Place { offset: attached_comments(model, start), indent: source.indent_at(start).to_owned() }
}

/// The place behind a statement of the module: above the next one.
fn below(model: Model<'_>, statement: NodeId) -> Place {
    let tree = model.tree;
    let next = tree.children(tree.root()).find(|other| *other > statement && !tree.is_within(*other, statement));
    match next {
        Some(next) => above(model, next),
        None => Place { offset: tree.source().text().len(), indent: String::new() },
    }
}

/// Whether a statement between two of the module does more than define.
fn runs_something(model: Model<'_>, from: NodeId, to: NodeId) -> bool {
    let tree = model.tree;
    let between = tree.children(tree.root()).filter(|statement| from < *statement && *statement < to);
    between.into_iter().any(|statement| {
        !matches!(
            tree.kind(statement),
            Kind::FunctionDefinition
                | Kind::ClassDefinition
                | Kind::DecoratedDefinition
                | Kind::ImportStatement
                | Kind::ImportFromStatement
        ) && tree.subtree(statement).any(|node| tree.kind(node) == Kind::Call)
    })
}

/// The start of the comment block that is attached to the line of `start`, else the start of the line: comments of the
/// same indent with no line between. A block at the top of the file is the file's, not the statement's.
pub(super) fn attached_comments(model: Model<'_>, start: usize) -> usize {
    let source = model.tree.source();
    let own = source.line_start(start);
    let indent = source.indent_at(start);
    let mut first = own;
    while let Some(above) = source.line_above(first) {
        let line = source.slice(Span::new(above, first));
        let is_comment = source.indent_at(above) == indent
            && line.trim_start().starts_with('#')
            && is_comment_at(model, above + indent.len());
        if !is_comment {
            break;
        }
        first = above;
    }
    let header = source.slice(Span::new(first, own));
    let at_top = first == source.content_start() && (header.starts_with("#!") || header.contains("coding"));
    if at_top { own } else { first }
}

fn is_comment_at(model: Model<'_>, offset: usize) -> bool {
    let node = model.tree.smallest_around(Span::new(offset, offset + 1));
    model.tree.kind(node) == Kind::Comment
}

/// Whether a statement has its lines for itself.
pub(super) fn is_alone(model: Model<'_>, statement: NodeId) -> bool {
    let source = model.tree.source();
    let span = model.tree.span(statement);
    let before = source.slice(Span::new(source.line_start(span.start), span.start));
    let after = source.slice(Span::new(span.end, source.line_end(span.end)));
    let after = after.trim_start();
    before.trim().is_empty() && (after.is_empty() || after.starts_with('#'))
}

/// What a member's decorators, kept defaults and annotations read when the module is imported: each name with where
/// the module binds it.
fn needed_at_import(model: Model<'_>, member: &Member) -> Vec<(String, NodeId)> {
    let tree = model.tree;
    let mut found = Vec::new();
    let mut need = |symbol: SymbolId| {
        let module = model.module;
        let guarded = crate::lift::capture::is_guard_variable(model, symbol);
        if module.symbol(symbol).scope == module.module_scope() && !guarded {
            let first = module.bindings_of(symbol).map(|binding| binding.name).min();
            found.extend(first.map(|first| (module.symbol(symbol).name.clone(), first)));
        }
    };
    if member.is_class() {
        let names = class_made::import_time_names(model, member.node);
        names.into_iter().filter_map(|name| model.module.symbol_at(name)).for_each(&mut need);
        return found;
    }
    for node in import_time_parts(model, member) {
        for inner in tree.subtree(node) {
            let reference: Option<&Reference> = model.module.reference_at(inner);
            let lazy = model.module.lazy_annotations() && reference.is_some_and(|found| found.annotation.is_some());
            if let Some(reference) = reference.filter(|_| !lazy) {
                need(reference.symbol);
            }
        }
    }
    found
}

fn import_time_parts(model: Model<'_>, member: &Member) -> Vec<NodeId> {
    let tree = model.tree;
    let mut parts: Vec<NodeId> = model.decorators(member.node).collect();
    parts.extend(tree.child(member.node, Field::ReturnType));
    if let Some(parameters) = tree.child(member.node, Field::Parameters) {
        for parameter in tree.children(parameters) {
            parts.extend(tree.child(parameter, Field::Type));
            parts.extend(tree.child(parameter, Field::Value));
        }
    }
    parts
}

/// How many lines above `offset` are blank; none where nothing stands above them.
pub(super) fn blank_lines_above(source: &Source, offset: usize) -> Option<usize> {
    let mut lines =
        std::iter::successors(source.line_above(source.line_start(offset)), |line| source.line_above(*line));
    lines.position(|line| !source.is_blank_line(line))
}
