//! The head of a lifted function: new parameters in front of its own, annotations that module level can evaluate,
//! defaults that stay behind, type parameters of the encloser.

use crate::edit::Edit;
use crate::lift::capture::{self, Capture, Nature};
use crate::lift::class;
use crate::lift::group::{Member, Parameter, Plan};
use crate::lift::slots;
use crate::module::{BindingKind, Reference, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::Model;

/// The annotation of what is captured, where module level can evaluate it.
pub(super) fn annotation_of(model: Model<'_>, capture: &Capture) -> Option<String> {
    let Capture::Variable(symbol) = capture else { return None };
    let tree = model.tree;
    let binding = model.module.only_binding(*symbol)?;
    let annotation = tree.child(binding.node, Field::Type)?;
    let plain = match binding.kind {
        BindingKind::Parameter => !tree.text(binding.node).starts_with('*'),
        BindingKind::Assignment => tree.child(binding.node, Field::Left) == Some(binding.name),
        _ => false,
    };
    let text = tree.text(annotation);
    let one_line = !text.contains(['\n', '\r']);
    (plain && one_line && is_evaluable(model, annotation)).then(|| text.to_owned())
}

/// Whether module level can evaluate an annotation: every name is a builtin or bound by a statement of the module.
fn is_evaluable(model: Model<'_>, annotation: NodeId) -> bool {
    let module = model.module;
    model.tree.subtree(annotation).all(|node| {
        let Some(reference) = module.reference_at(node) else { return true };
        let symbol = module.symbol(reference.symbol);
        if symbol.scope != module.module_scope() {
            return false;
        }
        module.lazy_annotations()
            || symbol.bindings.is_empty()
            || module.bindings_of(reference.symbol).any(|binding| {
                let statement = module.statement(model.tree, binding.name);
                model.tree.parent(statement) == Some(model.tree.root()) && binding.scope == module.module_scope()
            })
    })
}

/// The new parameters of a function as they are written, and a `/` behind them where a keyword of its own `**` could
/// have the name of one of them.
pub(super) fn leading_parameters(model: Model<'_>, member: &Member, function: NodeId) -> Vec<String> {
    let mut parameters: Vec<String> = member.parameters.iter().map(Parameter::written).collect();
    if takes_any_keyword(model, function) && !parameters.is_empty() {
        parameters.push("/".to_owned());
    }
    parameters
}

fn takes_any_keyword(model: Model<'_>, function: NodeId) -> bool {
    let tree = model.tree;
    let parameters = tree.child(function, Field::Parameters);
    let all: Vec<NodeId> = parameters.into_iter().flat_map(|list| tree.children(list)).collect();
    all.iter().any(|parameter| tree.text(*parameter).starts_with("**"))
        && !all.iter().any(|parameter| tree.kind(*parameter) == Kind::PositionalSeparator)
}

/// Edits of the parameter list and the name of a `def`, and of the parameters of a lambda.
pub(super) fn edits(model: Model<'_>, plan: &Plan<'_>, member: &Member, edits: &mut Vec<Edit>) {
    let tree = model.tree;
    for default in &member.defaults {
        let name = tree.child(default.parameter, Field::Name).unwrap_or(default.parameter);
        let annotation = tree.child(default.parameter, Field::Type);
        let end = tree.span(annotation.unwrap_or(name)).end;
        let text = match (default.behind_default, annotation) {
            (false, _) => "",
            (true, None) => "=None",
            (true, Some(_)) => " = None",
        };
        edits.push(Edit::replace(Span::new(end, tree.span(default.parameter).end), text));
    }
    quote_annotations(model, plan, member, edits);
    if tree.kind(member.node) == Kind::Lambda {
        return;
    }
    if let Some(typename) = class::typename(model, member.node) {
        let text = tree.text(typename);
        let old = text.trim_matches(['"', '\'']);
        edits.push(Edit::replace(tree.span(typename), text.replacen(old, &member.name, 1)));
        edits.extend(class::module_of_dataclass(model, member.node));
    }
    let name = if member.is_class() { model.class_name(member.node) } else { tree.child(member.node, Field::Name) };
    if let Some(name) = name {
        if tree.text(name) != member.name {
            edits.push(Edit::replace(tree.span(name), member.name.clone()));
        }
        type_parameters(model, member, name, edits);
    }
    let Some(parameters) = tree.child(member.node, Field::Parameters) else { return };
    let new = leading_parameters(model, member, member.node);
    if new.is_empty() {
        return;
    }
    edits.push(match tree.first_child(parameters) {
        // What moves is dedented, the text of an edit is not.
        Some(first) => {
            let lost = tree.source().indent_at(tree.span(member.node).start);
            slots::insert_before_outdented(model, parameters, first, &new, lost)
        }
        None => Edit::insert(tree.span(parameters).start + 1, new.join(", ")),
    });
}

/// Repeats the type parameters of the encloser that the member uses (PEP 695).
fn type_parameters(model: Model<'_>, member: &Member, name: NodeId, edits: &mut Vec<Edit>) {
    let tree = model.tree;
    let mut used: Vec<(NodeId, SymbolId)> = Vec::new();
    for node in tree.subtree(member.node) {
        let Some(reference) = model.module.reference_at(node) else { continue };
        let Some(binding) = model.module.only_binding(reference.symbol) else { continue };
        let outside = !tree.is_within(binding.name, member.node);
        if binding.kind == BindingKind::TypeParameter && outside && !used.contains(&(binding.node, reference.symbol)) {
            used.push((binding.node, reference.symbol));
        }
    }
    used.sort_unstable();
    let names: Vec<&str> = used.iter().map(|(parameter, _)| tree.text(*parameter)).collect();
    if names.is_empty() {
        return;
    }
    match tree.child(member.node, Field::TypeParameters) {
        Some(own) => edits.push(Edit::insert(tree.span(own).start + 1, format!("{}, ", names.join(", ")))),
        None => edits.push(Edit::insert(tree.span(name).end, format!("[{}]", names.join(", ")))),
    }
}

/// Puts annotations in quotes that name what module level can't see.
fn quote_annotations(model: Model<'_>, plan: &Plan<'_>, member: &Member, edits: &mut Vec<Edit>) {
    if model.module.lazy_annotations() {
        return;
    }
    let tree = model.tree;
    let mut quoted: Vec<NodeId> = Vec::new();
    for node in tree.subtree(member.node) {
        let Some(reference) = model.module.reference_at(node) else { continue };
        let Some(annotation) = reference.annotation else { continue };
        if capture::is_quotable(model, reference)
            && is_lost(model, plan, member, reference)
            && tree.is_within(annotation, member.node)
            && !quoted.contains(&annotation)
        {
            quoted.push(annotation);
            edits.push(quote(model, annotation));
        }
    }
}

/// Whether the name that an annotation reads is not there at module level.
fn is_lost(model: Model<'_>, plan: &Plan<'_>, member: &Member, reference: &Reference) -> bool {
    let module = model.module;
    let symbol = reference.symbol;
    let owner = module.symbol(symbol).scope;
    let outside = owner != module.module_scope() && !module.is_within(owner, member.scope);
    let taken = plan.named(symbol).is_some()
        || member.parameters.iter().any(|parameter| parameter.capture.symbol() == symbol)
        || capture::nature(model, symbol) == Nature::TypeParameter;
    outside && !taken
        || (outside
            && !module.is_within(reference.scope, member.scope)
            && capture::nature(model, symbol) != Nature::TypeParameter)
}

fn quote(model: Model<'_>, annotation: NodeId) -> Edit {
    let text = model.tree.text(annotation);
    let span = model.tree.span(annotation);
    if !text.contains('"') && !text.contains(['\n', '\r', '\\']) {
        return Edit::replace(span, format!("\"{text}\""));
    }
    if !text.contains('\'') && !text.contains(['\n', '\r', '\\']) {
        return Edit::replace(span, format!("'{text}'"));
    }
    Edit::replace(span, "\"object\"")
}
