//! What other files need to know of a file: its names, wrappers and factories, and what it sends that they make.
//!
//! The facts of a file depend on those of the files that it imports, so they are found to a least fixpoint: a file is
//! looked at again when something that it imports has news.

use crate::finding::Code;
use crate::index::{Class, Exports, Sent};
use crate::module::{Binding, BindingKind};
use crate::sink::{self, LocalWrapper, Payload, Sinks};
use crate::suppression;
use crate::syntax::{Field, Kind, NodeId};
use crate::text::{FileId, Place};
use crate::value::{Forwarding, Model, Object};

/// What other files can know of a file, and the files of the run that it wants to know itself: they may make what it
/// sends.
pub(crate) fn survey(model: Model<'_>) -> (Exports, Vec<FileId>) {
    let module = model.module;
    let Sinks { payloads, wrappers, .. } = sink::find(model);
    let (sent, asks) = sent(model, &payloads);
    let mut exports = Exports { sent, ..Exports::default() };
    for symbol in module.own_symbols(module.module_scope()) {
        let name = &module.symbol(symbol).name;
        for binding in module.bindings_of(symbol) {
            export(model, name, binding, &mut exports);
        }
    }
    for found in &wrappers {
        export_wrapper(model, found, &mut exports);
    }
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

/// The local functions that a returned value holds.
pub(crate) fn makes(model: Model<'_>, value: NodeId) -> Vec<NodeId> {
    let mut found = model.functions_in(value);
    found.retain(|function| model.tree.kind(*function) == Kind::Lambda || model.function_around(*function).is_some());
    found
}

fn export_class(model: Model<'_>, name: &str, class: NodeId, exports: &mut Exports) {
    let module = model.module;
    let Some(scope) = module.scope_of(class) else { return };
    let mut found = Class::default();
    found.bases.extend(model.bases(class).iter().filter_map(|base| spelled(model, base)));
    for symbol in module.own_symbols(scope) {
        let member = &module.symbol(symbol).name;
        for binding in module.bindings_of(symbol) {
            found.members.insert(member.clone());
            if binding.kind == BindingKind::Function {
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
    let Some(name) = model.tree.child(found.function, Field::Name).map(|name| model.tree.text(name)) else { return };
    let mut add = |name: String| exports.wrappers.entry(name).or_default().push(found.wrapper.clone());
    let Some(class) = model.class_around(found.function) else {
        if top_level_name(model, found.function).is_some() {
            add(name.to_owned());
        }
        if let Some(maker) = made_by(model, found.function) {
            add(format!("{maker}()"));
        }
        return;
    };
    let Some(class) = top_level_name(model, class) else { return };
    if name == "__init__" {
        return add(class.to_owned());
    }
    add(format!("{class}().{name}"));
    if !model.is_plain_method(found.function) {
        add(format!("{class}.{name}"));
    }
}

/// The function at module level that answers a function of its own: what a call of `in_process(seconds)` decorates with.
fn made_by(model: Model<'_>, function: NodeId) -> Option<&str> {
    let maker = model.function_around(function)?;
    let answered = model.returned_values(maker).into_iter().flat_map(|value| model.objects(value));
    let answers_it = answered.into_iter().any(|object| object == Object::Function(function));
    top_level_name(model, maker).filter(|_| answers_it)
}

/// What a file sends that factories of other files make, and the files that may make more of it.
fn sent(model: Model<'_>, payloads: &[Payload]) -> (Vec<Sent>, Vec<FileId>) {
    let mut found = Vec::new();
    let mut asks = Vec::new();
    for payload in payloads {
        for path in made_elsewhere(model, payload.value) {
            if let Some(file) = model.index.unknown_file(&path) {
                asks.push(file);
            }
            if !model.index.is_factory(&path) {
                continue;
            }
            let span = model.tree.span(payload.value);
            found.push(Sent {
                path: format!("{path}()"),
                place: Place { file: model.file, span },
                api: payload.api.clone(),
                role: payload.role,
                when: payload.when,
                silent: payload.silent,
                cargo: payload.cargo,
                silenced: Code::ALL.into_iter().filter(|code| suppression::is_silenced(model, span, *code)).collect(),
            });
        }
    }
    found.sort_by(|one, other| (one.place, &one.path).cmp(&(other.place, &other.path)));
    found.dedup();
    asks.sort_unstable();
    asks.dedup();
    (found, asks)
}

/// What is called in other files to make a value, as canonical names.
fn made_elsewhere(model: Model<'_>, value: NodeId) -> Vec<String> {
    model.guarded(|| made_elsewhere_unguarded(model, value)).unwrap_or_default()
}

fn made_elsewhere_unguarded(model: Model<'_>, value: NodeId) -> Vec<String> {
    let mut found = Vec::new();
    for object in model.objects(value) {
        match object {
            Object::Made { path, .. } if path.starts_with('@') => found.push(path),
            Object::Made { path, call } if path == "functools.partial" => {
                let arguments = model.arguments(call).into_iter();
                found.extend(arguments.flat_map(|argument| {
                    made_elsewhere(model, model.tree.child(argument, Field::Value).unwrap_or(argument))
                }));
            }
            Object::Expression(display) => {
                let parts = model.parts_of_display(display).into_iter();
                found.extend(parts.flat_map(|part| made_elsewhere(model, part)));
            }
            _ => {}
        }
    }
    found
}

/// What this file makes and other files send: each value that leaves it through a factory.
pub(crate) fn sent_by_others(model: Model<'_>) -> Vec<Payload> {
    let mut found = Vec::new();
    for (sent, factory) in model.index.sent_from(model.file) {
        let values = factories(model, factory).into_iter().flat_map(|function| model.returned_values(function));
        found.extend(values.map(|value| Payload {
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
