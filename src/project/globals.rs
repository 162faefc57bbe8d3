//! Which globals of a file its functions set or read, for others to know what a child lacks that imports it anew.

use super::exported_names;
use crate::index::{Exports, Globals};
use crate::module::{BindingKind, SymbolId};
use crate::sink::{self, Payload};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::FileId;
use crate::value::{Model, Object};

/// What the functions and methods of a file do with the globals that some of them set at run time, by the names under
/// which other files call them.
pub(super) fn export(model: Model<'_>, exports: &mut Exports) {
    let set = set_at_run_time(model);
    if set.is_empty() {
        return;
    }
    let (tree, module) = (model.tree, model.module);
    for function in tree.all_of_kind(Kind::FunctionDefinition) {
        let names = exported_names(model, function);
        if names.is_empty() {
            continue;
        }
        let reached = sink::reached(model, function);
        let is_reached = |node: NodeId| reached.iter().any(|function| tree.is_within(node, *function));
        let named = |is_used: &dyn Fn(SymbolId, &[NodeId]) -> bool| -> Vec<String> {
            let used = set.iter().filter(|(symbol, places)| is_used(*symbol, places));
            used.map(|(symbol, _)| module.symbol(*symbol).name.clone()).collect()
        };
        let globals = Globals {
            sets: named(&|_, places| places.iter().any(|place| is_reached(*place))),
            reads: named(&|symbol, _| module.references_to(symbol).any(|read| is_reached(read.node))),
        };
        if globals != Globals::default() {
            exports.globals.extend(names.into_iter().map(|name| (name, globals.clone())));
        }
    }
}

/// The variables of the module that functions set which do not run when it is imported, and where.
fn set_at_run_time(model: Model<'_>) -> Vec<(SymbolId, Vec<NodeId>)> {
    let module = model.module;
    if module.global_names().is_empty() {
        return Vec::new();
    }
    let at_import = sink::run_at_import(model);
    let is_definition =
        |kind: BindingKind| matches!(kind, BindingKind::Function | BindingKind::Class | BindingKind::Import);
    let mut found = Vec::new();
    for symbol in module.own_symbols(module.module_scope()) {
        if module.bindings_of(symbol).any(|binding| is_definition(binding.kind)) {
            continue;
        }
        let names = module.bindings_of(symbol).filter(|binding| binding.kind != BindingKind::Annotation);
        let names = names
            .map(|binding| binding.name)
            .filter(|name| model.function_around(*name).is_some_and(|function| !at_import.contains(&function)));
        let places: Vec<NodeId> = names.collect();
        if !places.is_empty() {
            found.push((symbol, places));
        }
    }
    found
}

/// The files of which nothing is known yet and that may set globals which the payloads read there.
pub(super) fn to_know(model: Model<'_>, payloads: &[Payload]) -> Vec<FileId> {
    let (tree, index) = (model.tree, model.index);
    if !index.imports_setter(model.file) {
        return Vec::new();
    }
    let methods = |object: Object| match object {
        Object::Method { function, .. } => Some(function),
        _ => None,
    };
    let mut workers: Vec<NodeId> = Vec::new();
    for payload in payloads {
        workers.extend(model.functions_in(payload.value));
        workers.extend(model.objects(payload.value).into_iter().filter_map(methods));
    }
    workers.extend(sink::started_classes(model).into_iter().map(|(_, run)| run));
    workers.sort_unstable();
    workers.dedup();
    let mut found = Vec::new();
    for function in workers.into_iter().flat_map(|worker| sink::reached(model, worker)) {
        let calls = tree.of_kind(function, Kind::Call).iter();
        let called = calls.filter_map(|call| tree.child(*call, Field::Function));
        for node in called.chain(tree.of_kind(function, Kind::Attribute).iter().copied()) {
            let files = model.paths(node).into_iter().filter_map(|path| index.unknown_file(&path));
            found.extend(files.filter(|file| index.may_set_globals(*file)));
        }
    }
    found
}
