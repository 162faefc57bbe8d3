//! What a factory is given and its answer keeps: a closure, or a `partial`, travels with the function that it is made
//! of.

use super::part::{collects, function_of, given, parameters, parameters_in};
use crate::module::{BindingKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object};

/// What the calls in a payload are given and their answers keep: `f` in `pool.map(quiet(f), items)`.
pub(super) fn kept_by_answer(model: Model<'_>, value: NodeId) -> Vec<NodeId> {
    let tree = model.tree;
    let value = tree.without_parentheses(value);
    match tree.kind(value) {
        Kind::Identifier => {
            let binding = model.module.symbol_at(value).and_then(|symbol| model.module.only_binding(symbol));
            let bound = binding.and_then(|binding| model.module.value_of(tree, binding));
            let bound = bound.filter(|bound| tree.kind(*bound) == Kind::Call);
            bound.map(|call| given_and_kept(model, call)).unwrap_or_default()
        }
        Kind::Call => given_and_kept(model, value),
        _ => Vec::new(),
    }
}

fn given_and_kept(model: Model<'_>, call: NodeId) -> Vec<NodeId> {
    let tree = model.tree;
    let Some(callee) = tree.child(call, Field::Function).filter(|callee| model.may_be_own(*callee)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for object in model.objects(callee) {
        let Object::Function(factory) = object else { continue };
        let is_plain = tree.kind(factory) == Kind::FunctionDefinition
            && model.class_around(factory).is_none()
            && model.decorators(factory).next().is_none();
        if !is_plain {
            continue;
        }
        let all = parameters(model, factory);
        for symbol in kept_parameters(model, factory) {
            let Some(binding) = model.module.only_binding(symbol) else { continue };
            let position = all.iter().position(|node| *node == binding.node);
            let name = &model.module.symbol(symbol).name;
            found.extend(given(model, call, name, position, &collects(model, binding)));
        }
    }
    found
}

/// The parameters of a function that the closures and `partial`s which it answers hold.
fn kept_parameters(model: Model<'_>, factory: NodeId) -> Vec<SymbolId> {
    let module = model.module;
    let is_own = |symbol: &SymbolId| {
        let mut bindings = module.bindings_of(*symbol);
        bindings.all(|binding| binding.kind == BindingKind::Parameter) && function_of(model, *symbol) == factory
    };
    let mut found = Vec::new();
    for value in model.returned_values(factory) {
        found.extend(parameters_in(model, value).into_iter().map(|part| part.binding.symbol));
        let closures = model.functions_in(value).into_iter();
        let closures = closures.filter(|closure| model.tree.is_within(*closure, factory));
        let scopes = closures.filter_map(|closure| module.scope_of(closure));
        found.extend(scopes.flat_map(|scope| module.free_variables(scope)));
    }
    found.retain(is_own);
    found.sort_unstable();
    found.dedup();
    found
}
