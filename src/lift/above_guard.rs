//! Constants that the main guard assigns: they may as well stand above it, where every process finds them.

use crate::edit::{self, Edit};
use crate::lift::statement::{self, Effect};
use crate::lift::{Lifted, place, render};
use crate::module::{BindingKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::Model;

/// Moves the assignments of constants above the main guard; none where one of them is no such constant.
pub fn move_above_guard(model: Model<'_>, symbols: &[SymbolId]) -> Option<Lifted> {
    let (tree, source) = (model.tree, model.tree.source());
    let newline = source.newline();
    let mut statements: Vec<NodeId> = symbols.iter().map(|symbol| constant(model, *symbol)).collect::<Option<_>>()?;
    statements.sort_unstable();
    statements.dedup();
    let first = *statements.first()?;
    let guard = model.main_guard(first)?;
    if statements.iter().any(|statement| model.main_guard(*statement) != Some(guard)) {
        return None;
    }
    let indent = source.indent_at(tree.span(first).start);
    let mut text = String::new();
    let mut edits = Vec::new();
    for statement in &statements {
        let lines = render::statement_lines(model, *statement);
        let moved = edit::apply_within(source.text(), lines, &render::reindent(model, lines, indent, "", true))?;
        text.push_str(moved.trim_end_matches(['\n', '\r']));
        text.push_str(newline);
    }
    for run in neighbours(model, &statements) {
        edits.push(render::removal(model, &run)?);
    }
    let place = place::attached_comments(model, tree.span(guard).start);
    let above = place::blank_lines_above(source, place).map_or(0, |above| 1_usize.saturating_sub(above));
    edits.push(Edit::insert(place, format!("{}{text}{newline}", newline.repeat(above))));
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    if !edit::is_applicable(source.text(), &edits) {
        return None;
    }
    let names: Vec<String> = symbols.iter().map(|symbol| format!("`{}`", model.module.symbol(*symbol).name)).collect();
    let title = format!("Move {} above the main guard", names.join(", "));
    Some(Lifted { title, edits, caveats: Vec::new(), labels: Vec::new(), hints: Vec::new() })
}

/// Runs of statements that follow each other.
fn neighbours(model: Model<'_>, statements: &[NodeId]) -> Vec<Vec<NodeId>> {
    let tree = model.tree;
    let mut runs: Vec<Vec<NodeId>> = Vec::new();
    for statement in statements {
        let previous =
            tree.parent(*statement).and_then(|block| tree.children(block).take_while(|other| other < statement).last());
        match runs.last_mut().filter(|run| run.last().copied() == previous) {
            Some(run) => run.push(*statement),
            None => runs.push(vec![*statement]),
        }
    }
    runs
}

/// The statement in the body of the guard that alone assigns a constant, where nothing changes it or what it reads.
fn constant(model: Model<'_>, symbol: SymbolId) -> Option<NodeId> {
    let (tree, module) = (model.tree, model.module);
    let binding = module.only_binding(symbol).filter(|binding| binding.kind == BindingKind::Assignment)?;
    let statement = module.statement(tree, binding.name);
    let guard = model.main_guard(binding.name)?;
    let in_body = tree.child(guard, Field::Consequence).is_some_and(|body| tree.parent(statement) == Some(body));
    let value = module.value_of(tree, binding)?;
    let single = tree.kind(tree.child(binding.node, Field::Left)?) == Kind::Identifier
        && tree.parent(binding.node) == Some(statement)
        && tree.child(binding.node, Field::Right) == Some(value);
    let plain = statement::effect(model, statement) == Effect::Keeps
        && tree.subtree(value).all(|node| !matches!(tree.kind(node), Kind::Call | Kind::Lambda | Kind::Attribute));
    let changed = module.references_to(symbol).any(|reference| model.is_changed(reference.node));
    let reads_fixed = tree.subtree(value).filter_map(|node| module.symbol_at(node)).all(|read| {
        let scope = module.module_scope();
        module
            .bindings_of(read)
            .all(|binding| binding.scope == scope && model.main_guard(binding.name).is_none() && binding.name < guard)
            && !module.references_to(read).any(|reference| model.is_changed(reference.node))
    });
    let whole = single && in_body && place::is_alone(model, statement);
    (whole && plain && !changed && reads_fixed).then_some(statement)
}
