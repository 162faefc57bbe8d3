//! What other files need to know of a file: its names, wrappers and factories, and what it sends that they make.
//!
//! The facts of a file depend on those of the files that it imports, so they are found to a least fixpoint: a file is
//! looked at again when something that it imports has news.

mod classes;

use crate::finding::Code;
use crate::index::{Class, Exports, Sent};
use crate::module::{Binding, BindingKind};
use crate::sink::{self, LocalWrapper, Payload, Sinks};
use crate::suppression;
use crate::syntax::{Field, Kind, NodeId};
use crate::text::{FileId, Place};
use crate::value::{self, Forwarding, Model, Object};

/// What other files can know of a file, and the files of the run that it wants to know itself: they may make what it
/// sends. `sinks` are its payloads and wrappers.
pub(crate) fn survey(model: Model<'_>, sinks: &Sinks) -> (Exports, Vec<FileId>) {
    let module = model.module;
    let (sent, mut asks) = sent(model, &sinks.payloads);
    asks.extend(classes::to_know(model, &sinks.payloads));
    let mut exports = Exports { sent, ..Exports::default() };
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
    if exports.sent.iter().any(|sent| !sent.path.ends_with("()")) {
        run_time(model, &sinks.payloads, &mut exports);
    }
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
        Object::Module(path) => Some(path.clone()).filter(|path| path.starts_with('@')),
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
        .all(|decorator| matches!(model.tree.text(decorator), "staticmethod" | "classmethod"));
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
    found.held = classes::held(model, class);
    found.initializes_bases = value::initializes_bases(model, class);
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
    for name in exported_names(model, found.function).into_iter().chain(maker) {
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

/// The function at module level that answers a function of its own: what `in_process(seconds)` decorates with.
fn made_by(model: Model<'_>, function: NodeId) -> Option<&str> {
    let maker = model.function_around(function)?;
    let answered = model.returned_values(maker).into_iter().flat_map(|value| model.objects(value));
    let answers_it = answered.into_iter().any(|object| object == Object::Function(function));
    top_level_name(model, maker).filter(|_| answers_it)
}

/// What a file that sends functions of other files calls (`@7.run()`), sets or changes of these (`@7.level`), and not
/// when it is imported.
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
        let used = match tree.kind(node) {
            Kind::Call => tree.child(node, Field::Function),
            Kind::Attribute if model.is_target(node) => Some(node),
            Kind::Attribute | Kind::Identifier if model.is_changed(node) && senders.contains(&place(node)) => {
                Some(node)
            }
            _ => None,
        };
        let paths = used.filter(|_| is_run_time(node)).map(|used| model.paths(used)).unwrap_or_default();
        let called = if tree.kind(node) == Kind::Call { "()" } else { "" };
        let paths = paths.into_iter().filter(|path| path.starts_with('@'));
        exports.run_time.extend(paths.map(|path| format!("{path}{called}")));
    }
}

/// What a file sends that factories of other files make or that these have at module level, and the files that may make
/// more of it.
fn sent(model: Model<'_>, payloads: &[Payload]) -> (Vec<Sent>, Vec<FileId>) {
    let mut found = Vec::new();
    let mut asks = Vec::new();
    for payload in payloads {
        for path in held_elsewhere(model, payload.value) {
            let maker = path.strip_suffix("()");
            if let Some(file) = model.index.unknown_file(maker.unwrap_or(&path)) {
                asks.push(file);
            }
            if maker.is_some_and(|maker| !model.index.is_factory(maker)) {
                continue;
            }
            let span = model.tree.span(payload.value);
            found.push(Sent {
                path,
                forks: sink::is_forked(model, payload),
                place: Place { file: model.file, span },
                api: payload.api.clone(),
                role: payload.role,
                when: payload.when,
                silent: payload.silent,
                cargo: payload.cargo,
                silenced: Code::ALL
                    .into_iter()
                    .filter(|code| suppression::is_silenced(model.tree, span, *code))
                    .collect(),
            });
        }
    }
    found.sort_by(|one, other| (one.place, &one.path).cmp(&(other.place, &other.path)));
    found.dedup();
    asks.sort_unstable();
    asks.dedup();
    (found, asks)
}

/// What other files make or have of a value, as canonical names: `@7.make()`, `@7.work`.
fn held_elsewhere(model: Model<'_>, value: NodeId) -> Vec<String> {
    model.guarded(|| held_elsewhere_unguarded(model, value)).unwrap_or_default()
}

fn held_elsewhere_unguarded(model: Model<'_>, value: NodeId) -> Vec<String> {
    let mut found = Vec::new();
    for object in model.objects(value) {
        match object {
            Object::Made { path, .. } if path.starts_with('@') => found.push(format!("{path}()")),
            Object::Path(path) if path.starts_with('@') => match path.split_once("()") {
                // A method of what `make()` answers is sent with it.
                Some((maker, _)) => found.push(format!("{maker}()")),
                None if path.matches('.').count() == 1 => found.push(path),
                None => {}
            },
            Object::Made { path, call } if path == "functools.partial" => {
                let arguments = model.arguments(call).into_iter();
                found.extend(arguments.flat_map(|argument| {
                    held_elsewhere(model, model.tree.child(argument, Field::Value).unwrap_or(argument))
                }));
            }
            Object::Expression(display) => {
                let parts = model.parts_of_display(display).into_iter();
                found.extend(parts.flat_map(|part| held_elsewhere(model, part)));
            }
            _ => {}
        }
    }
    found
}

/// What this file makes or has and other files send: each value that leaves it through a factory or by its name.
pub(crate) fn sent_by_others(model: Model<'_>) -> Vec<Payload> {
    let mut found = Vec::new();
    for (sent, name) in model.index.sent_from(model.file) {
        let values: Vec<NodeId> = match name.strip_suffix("()") {
            Some(factory) => {
                factories(model, factory).into_iter().flat_map(|function| model.returned_values(function)).collect()
            }
            None => named(model, name).filter(|value| !(sent.forks && is_name(model, *value))).into_iter().collect(),
        };
        found.extend(values.into_iter().map(|value| Payload {
            value,
            call: value,
            api: sent.api.clone(),
            role: sent.role,
            when: sent.when,
            forwarding: Forwarding::Unknown,
            silent: sent.silent,
            cargo: sent.cargo,
            through: None,
            elsewhere: Some(sent.place),
        }));
    }
    found
}

/// What a name at module level stands for: the name in a `def`, or the value that is assigned.
fn named(model: Model<'_>, name: &str) -> Option<NodeId> {
    let module = model.module;
    let symbol = module.own_symbol(module.module_scope(), name)?;
    let bindings = module.bindings_of(symbol).filter(|binding| binding.scope == module.module_scope());
    let binding = bindings.max_by_key(|binding| binding.name)?;
    match binding.kind {
        BindingKind::Function => Some(binding.name),
        BindingKind::Assignment => module.value_of(model.tree, binding),
        _ => None,
    }
}

/// Whether a payload is a function by its name.
fn is_name(model: Model<'_>, value: NodeId) -> bool {
    model.tree.kind(value) == Kind::Identifier
}

/// The definitions that other files call by a name: `make`, `Maker().make`, `Maker.make`.
fn factories(model: Model<'_>, name: &str) -> Vec<NodeId> {
    let module = model.module;
    let (class, name) = match name.rsplit_once('.') {
        Some((class, name)) => (Some(class.trim_end_matches("()")), name),
        None => (None, name),
    };
    let of_kind = |scope, name: &str, kind| {
        let symbol = module.own_symbol(scope, name);
        let bindings = symbol.into_iter().flat_map(|symbol| module.bindings_of(symbol));
        bindings.filter(|binding| binding.kind == kind).map(|binding| binding.node).collect::<Vec<NodeId>>()
    };
    let top = module.module_scope();
    let Some(class) = class else { return of_kind(top, name, BindingKind::Function) };
    let scopes = of_kind(top, class, BindingKind::Class).into_iter().filter_map(|class| module.scope_of(class));
    scopes.flat_map(|scope| of_kind(scope, name, BindingKind::Function)).collect()
}
