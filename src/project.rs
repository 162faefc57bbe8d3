//! What other files need to know of a file: its names, wrappers and factories, and what it sends that they make.
//!
//! The facts of a file depend on those of the files that it imports, so they are found to a least fixpoint: a file is
//! looked at again when something that it imports has news.

mod classes;
mod globals;
mod misnamed;
mod sent;

use crate::index::{Class, Exports};
use crate::module::{Binding, BindingKind};
use crate::sink::{self, LocalWrapper, Payload, Sinks};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::FileId;
use crate::value::{self, Model, Object};

pub(crate) use misnamed::{Misnamed, Search, Wanted, misnamed, name_is_unseen, plain_text};
pub(crate) use sent::sent_by_others;

/// What other files can know of a file, and the files of the run that it wants to know itself: they may make what it
/// sends. `sinks` are its payloads and wrappers.
pub(crate) fn survey(model: Model<'_>, sinks: &Sinks) -> (Exports, Vec<FileId>) {
    let module = model.module;
    // What others send by its name may be decorated by a third file.
    let payloads = [sinks.payloads.clone(), sent_by_others(model)].concat();
    let (sent, mut asks) = sent::sent(model, &payloads);
    asks.extend(classes::to_know(model, &sinks.payloads));
    asks.extend(classes::of_instances(model, &sinks.instances));
    asks.extend(globals::to_know(model, &payloads));
    let mut exports = Exports { sent, ..Exports::default() };
    globals::export(model, &mut exports);
    for symbol in module.own_symbols(module.module_scope()) {
        let name = &module.symbol(symbol).name;
        for binding in module.bindings_of(symbol) {
            export(model, name, binding, &mut exports);
        }
    }
    for found in &sinks.wrappers {
        export_wrapper(model, found, &mut exports);
    }
    for (function, api) in sink::starters(model) {
        for name in exported_names(model, function) {
            exports.starters.entry(name).or_insert(api.clone());
        }
    }
    let sends = exports.sent.iter().any(|sent| !sent.path.ends_with("()"));
    let lets_send = || model.calls().iter().any(|call| sink::api_started_elsewhere(model, *call).is_some());
    if sends || (model.index.has_starters() && lets_send()) {
        run_time(model, &sinks.payloads, &mut exports);
    }
    let misnamed = misnamed(model).into_iter();
    exports.misnamed.extend(misnamed.map(|class| module.symbol(class.symbol).name.clone()));
    classes::export_local(model, &mut exports);
    for module in model.star_imports() {
        let file = module.strip_prefix('@').and_then(|file| file.parse().ok()).map(FileId);
        exports.stars.extend(file);
    }
    (exports, asks)
}

/// What a binding at module level lets other files know.
fn export(model: Model<'_>, name: &str, binding: &Binding, exports: &mut Exports) {
    match binding.kind {
        BindingKind::Function => export_answer(model, name, binding.node, exports),
        BindingKind::Class => export_class(model, name, binding.node, exports),
        BindingKind::Import | BindingKind::Assignment => {
            for object in model.bound(binding) {
                if let Some(target) =
                    spelled(model, &object).filter(|target| *target != format!("{}.{name}", model.file))
                {
                    exports.aliases.entry(name.to_owned()).or_insert(target);
                }
            }
        }
        _ => {}
    }
}

/// A thing as other files spell it; none where they could not follow it, or it leads to no sink.
fn spelled(model: Model<'_>, object: &Object) -> Option<String> {
    let leads = |path: &str| path.starts_with('@') || sink::leads_to_api(path);
    match object {
        Object::Path(path) => Some(path.clone()).filter(|path| leads(path)),
        Object::Module(path) => Some(path.clone()).filter(|path| path.starts_with('@') || sink::has_apis(path)),
        Object::Made { path, .. } => Some(format!("{path}()")).filter(|path| leads(path)),
        Object::Function(node) | Object::Class(node) => {
            Some(format!("{}.{}", model.file, top_level_name(model, *node)?))
        }
        Object::Instance(class) => Some(format!("{}.{}()", model.file, top_level_name(model, *class)?)),
        Object::Method { class, function } => {
            let name = model.tree.text(model.tree.child(*function, Field::Name)?);
            Some(format!("{}.{}().{name}", model.file, top_level_name(model, *class)?))
        }
        _ => None,
    }
}

/// The name of a definition that stands at module level.
fn top_level_name(model: Model<'_>, definition: NodeId) -> Option<&str> {
    let scope = model.scope_at(definition);
    let name = model.tree.child(definition, Field::Name)?;
    (scope == model.module.module_scope()).then(|| model.tree.text(name))
}

/// What a call of a function answers, as far as other files can follow it.
fn export_answer(model: Model<'_>, name: &str, function: NodeId, exports: &mut Exports) {
    let is_plain = model
        .decorators(function)
        .all(|decorator| matches!(model.tree.text(decorator), "staticmethod" | "classmethod"))
        || model.answers_itself(function);
    for value in model.entered_values(function) {
        for target in model.objects(value).iter().filter_map(|object| spelled(model, object)) {
            exports.aliases.entry(format!("{name}().__enter__()")).or_insert(target);
        }
    }
    if !is_plain || model.is_generator(function) || model.tree.has_token(function, "async") {
        return;
    }
    let called = format!("{name}()");
    for value in model.returned_values(function) {
        for object in model.objects(value) {
            if let Some(target) = spelled(model, &object).filter(|target| *target != format!("{}.{called}", model.file))
            {
                exports.aliases.entry(called.clone()).or_insert(target);
            }
        }
        if !makes(model, value).is_empty() {
            exports.factories.insert(name.to_owned());
        }
    }
}

/// The local functions and classes that a returned value holds.
pub(crate) fn makes(model: Model<'_>, value: NodeId) -> Vec<NodeId> {
    let mut found = model.functions_in(value);
    found.extend(model.classes_in(value).into_iter().filter(|class| model.tree.kind(*class) == Kind::ClassDefinition));
    found.retain(|function| model.tree.kind(*function) == Kind::Lambda || model.function_around(*function).is_some());
    found
}

fn export_class(model: Model<'_>, name: &str, class: NodeId, exports: &mut Exports) {
    let module = model.module;
    let Some(scope) = module.scope_of(class) else { return };
    let mut found = Class::default();
    found.bases.extend(model.bases(class).iter().filter_map(|base| spelled(model, base)));
    found.foreign = model.foreign_bases(class);
    found.is_plain = classes::is_plain(model, class);
    found.held = classes::held(model, class);
    found.initializes_bases = value::initializes_bases(model, class);
    found.keeps = model.keeps(class);
    for symbol in module.own_symbols(scope) {
        let member = &module.symbol(symbol).name;
        for binding in module.bindings_of(symbol) {
            found.members.insert(member.clone());
            if binding.kind == BindingKind::Function {
                if model.decorators(binding.node).next().is_none() {
                    found.methods.insert(member.clone());
                }
                export_answer(model, &format!("{name}().{member}"), binding.node, exports);
                if !model.is_plain_method(binding.node) {
                    export_answer(model, &format!("{name}.{member}"), binding.node, exports);
                }
            }
        }
    }
    let is_made_here = |value: NodeId| !makes(model, value).is_empty();
    if model.functions_kept_by(class).into_iter().any(is_made_here) {
        exports.factories.insert(name.to_owned());
    }
    for (attribute, value) in model.attribute_values(class) {
        for target in model.objects(value).iter().filter_map(|object| spelled(model, object)) {
            exports.aliases.entry(format!("{name}().{attribute}")).or_insert(target);
        }
        found.members.insert(attribute);
    }
    exports.classes.insert(name.to_owned(), found);
}

/// A wrapper under the names by which other files call it.
fn export_wrapper(model: Model<'_>, found: &LocalWrapper, exports: &mut Exports) {
    let itself = answers_itself(model, found.function).then_some(found.function);
    let itself = itself.and_then(|function| top_level_name(model, function));
    let maker = made_by(model, found.function).or(itself).map(|maker| format!("{maker}()"));
    let names = match found.keeper {
        Some(class) => top_level_name(model, class).map(str::to_owned).into_iter().collect(),
        None => exported_names(model, found.function),
    };
    for name in names.into_iter().chain(maker) {
        exports.wrappers.entry(name).or_default().push(found.wrapper.clone());
    }
}

/// Whether a function answers a `partial` of itself, as a decorator does that is used with arguments and without.
fn answers_itself(model: Model<'_>, function: NodeId) -> bool {
    let answered = model.returned_values(function).into_iter().flat_map(|value| model.objects(value));
    answered.into_iter().any(|object| match object {
        Object::Made { path, call } if path == "functools.partial" => {
            let partial = model.positional(call).first().map(|first| model.objects(*first)).unwrap_or_default();
            partial.contains(&Object::Function(function))
        }
        _ => false,
    })
}

/// The names by which other files call a function: `run`, `Runner` for its `__init__`, `Runner().map`.
fn exported_names(model: Model<'_>, function: NodeId) -> Vec<String> {
    if model.tree.kind(function) == Kind::Call {
        return bound_to(model, function).map(str::to_owned).into_iter().collect();
    }
    let Some(name) = model.tree.child(function, Field::Name).map(|name| model.tree.text(name)) else {
        return Vec::new();
    };
    let Some(class) = model.class_around(function) else {
        return top_level_name(model, function).map(str::to_owned).into_iter().collect();
    };
    let Some(class) = top_level_name(model, class) else { return Vec::new() };
    if name == "__init__" {
        return vec![class.to_owned()];
    }
    let mut found = vec![format!("{class}().{name}")];
    if !model.is_plain_method(function) {
        found.push(format!("{class}.{name}"));
    }
    found
}

/// The name at module level that a `partial` is bound to.
fn bound_to(model: Model<'_>, partial: NodeId) -> Option<&str> {
    let assignment = model.tree.parent(partial).filter(|node| model.tree.kind(*node) == Kind::Assignment)?;
    let name = model.tree.child(assignment, Field::Left).filter(|left| model.tree.kind(*left) == Kind::Identifier)?;
    (model.scope_at(partial) == model.module.module_scope()).then(|| model.tree.text(name))
}

/// The function at module level that answers a function of its own: what `in_process(seconds)` decorates with.
fn made_by(model: Model<'_>, function: NodeId) -> Option<&str> {
    let maker = model.function_around(function)?;
    let answered = model.returned_values(maker).into_iter().flat_map(|value| model.objects(value));
    let answers_it = answered.into_iter().any(|object| match object {
        Object::Function(answer) | Object::Made { call: answer, .. } => answer == function,
        _ => false,
    });
    top_level_name(model, maker).filter(|_| answers_it)
}

/// What a file that sends functions of other files, or has them sent, calls (`@7.run()`), sets or changes of these
/// (`@7.level`), and not when it is imported.
/// Changes count where something is sent, as what is changed elsewhere may be a cache.
fn run_time(model: Model<'_>, payloads: &[Payload], exports: &mut Exports) {
    let tree = model.tree;
    let at_import = sink::run_at_import(model);
    let is_run_time = |node: NodeId| match model.function_around(node) {
        None => sink::is_guarded(model, node),
        Some(function) => !at_import.iter().any(|outer| tree.is_within(function, *outer)),
    };
    let place = |node: NodeId| (model.function_around(node), model.main_guard(node));
    let senders: Vec<_> = payloads.iter().map(|payload| place(payload.call)).collect();
    for node in tree.subtree(tree.root()) {
        let (used, how) = match tree.kind(node) {
            Kind::Call => (tree.child(node, Field::Function), "()".to_owned()),
            // Not what it holds is set, but a member of what it is a member of.
            Kind::Attribute if model.is_target(node) => {
                let name = tree.child(node, Field::Attribute).map_or("", |name| tree.text(name));
                (tree.child(node, Field::Object), format!(".{name}"))
            }
            Kind::Attribute | Kind::Identifier if model.is_changed(node) && senders.contains(&place(node)) => {
                (Some(node), String::new())
            }
            _ => continue,
        };
        let paths = used.filter(|_| is_run_time(node)).map(|used| model.paths(used)).unwrap_or_default();
        let paths = paths.into_iter().filter(|path| path.starts_with('@'));
        exports.run_time.extend(paths.map(|path| model.index.canonical(format!("{path}{how}"))));
    }
}
