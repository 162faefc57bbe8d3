//! What a file sends that other files make or have, and what it makes or has that other files send.

use crate::finding::Code;
use crate::index::{Naming, Sent};
use crate::module::{Binding, BindingKind};
use crate::project::misnamed::{Search, Wanted};
use crate::sink::{self, Elsewhere, Payload};
use crate::suppression;
use crate::syntax::{Field, Kind, NodeId};
use crate::text::{FileId, Place};
use crate::value::{self, Forwarding, Model, Object};

/// What a file sends that factories of other files make or that these have at module level, and the files that may make
/// more of it.
pub(super) fn sent(model: Model<'_>, payloads: &[Payload]) -> (Vec<Sent>, Vec<FileId>) {
    let (mut found, mut asks) = (Vec::new(), Vec::new());
    for payload in payloads {
        for path in held_elsewhere(model, payload.value) {
            let maker = path.strip_suffix("()");
            asks.extend(model.index.unknown_file(maker.unwrap_or(&path)));
            if maker.is_none_or(|maker| model.index.is_factory(maker)) {
                let naming = rebound(model, payload.value).map_or(Naming::Own, |name| named_like(name, Vec::new()));
                found.push(sending(model, payload, path, naming));
            }
        }
        for function in functions_by_name(model, payload) {
            for (maker, calls) in decorators_elsewhere(model, function) {
                asks.extend(model.index.unknown_file(&maker));
                if model.index.is_factory(&maker) || model.index.class(&maker).is_some() {
                    let name = model.tree.child(function, Field::Name).map_or("", |name| model.tree.text(name));
                    let naming = named_like(name.to_owned(), special_reads(model, function));
                    found.push(sending(model, payload, format!("{maker}{calls}"), naming));
                }
            }
        }
    }
    instances(model, payloads, &mut found, &mut asks);
    found.sort_by(|one, other| (one.place, &one.path).cmp(&(other.place, &other.path)));
    found.dedup();
    asks.sort_unstable();
    asks.dedup();
    (found, asks)
}

fn named_like(name: String, reads: Vec<String>) -> Naming {
    Naming::Decorated { name, reads }
}

fn sending(model: Model<'_>, payload: &Payload, path: String, naming: Naming) -> Sent {
    let span = model.tree.span(payload.value);
    let place = payload.anchor().unwrap_or(Place { file: model.file, span });
    let by_others: Vec<&Sent> = match &payload.elsewhere {
        Some(_) => model.index.sent_from(model.file).map(|(sent, _)| sent).filter(|sent| sent.place == place).collect(),
        None => Vec::new(),
    };
    let is_silenced = |code: &Code| {
        suppression::is_silenced(model.tree, span, *code) || by_others.iter().any(|sent| sent.silenced.contains(code))
    };
    Sent {
        path,
        forks: sink::is_forked(model, payload) || by_others.iter().any(|sent| sent.forks),
        place,
        api: payload.api.clone(),
        role: payload.role,
        when: payload.when,
        silent: payload.silent,
        cargo: payload.cargo,
        naming,
        silenced: Code::ALL.into_iter().filter(is_silenced).collect(),
    }
}

/// The functions and methods that a payload brings to a sink under the names of their definitions.
fn functions_by_name(model: Model<'_>, payload: &Payload) -> Vec<NodeId> {
    let methods = model.objects(payload.value).into_iter().filter_map(|object| match object {
        Object::Method { function, .. } => Some(function),
        _ => None,
    });
    let mut found: Vec<NodeId> = model.functions_in(payload.value).into_iter().chain(methods).collect();
    found.retain(|function| {
        model.tree.kind(*function) == Kind::FunctionDefinition && model.function_around(*function).is_none()
    });
    found.sort_unstable();
    found.dedup();
    found
}

/// The decorators of a function that other files have, each with the calls that lead from it to what takes the place of
/// the function: `()` for `@checked`, `()()` for `@checked(limit)`.
fn decorators_elsewhere(model: Model<'_>, function: NodeId) -> Vec<(String, &'static str)> {
    let objects = model.decorators(function).flat_map(|decorator| model.objects(decorator));
    let named = objects.filter_map(|object| match object {
        Object::Path(path) => Some((path, "()")),
        Object::Made { path, .. } => Some((path, "()()")),
        _ => None,
    });
    named.filter(|(path, _)| path.starts_with('@')).collect()
}

/// The special attributes of a function that the file reads.
fn special_reads(model: Model<'_>, function: NodeId) -> Vec<String> {
    let reads = model.attribute_reads().iter().filter(|read| read.functions.contains(&function));
    reads.map(|read| read.name.clone()).filter(|name| name.starts_with("__")).collect()
}

/// The name of a function at module level that a call takes and is bound to again: `work = checked(work)`.
fn rebound(model: Model<'_>, value: NodeId) -> Option<String> {
    let tree = model.tree;
    let value = tree.without_parentheses(value);
    let bound = |call: NodeId| tree.parent(call).and_then(|statement| tree.child(statement, Field::Left));
    let (name, call) = if tree.kind(value) == Kind::Call {
        (bound(value)?, value)
    } else {
        let symbol = model.module.symbol_at(value)?;
        let binding = model.module.bindings_of(symbol).max_by_key(|binding| binding.name)?;
        (binding.name, model.module.value_of(tree, binding)?)
    };
    let is_global = model.scope_at(name) == model.module.module_scope();
    let given = model.positional(call).first().copied().filter(|_| is_global && tree.kind(call) == Kind::Call)?;
    let is_same = |object: &Object| match object {
        Object::Function(function) => {
            tree.child(*function, Field::Name).is_some_and(|own| tree.text(own) == tree.text(name))
                && model.function_around(*function).is_none()
        }
        _ => false,
    };
    model.objects(given).iter().any(is_same).then(|| tree.text(name).to_owned())
}

/// The instances in payloads of classes that other files make under another name than the one they are bound to.
fn instances(model: Model<'_>, payloads: &[Payload], found: &mut Vec<Sent>, asks: &mut Vec<FileId>) {
    let tasks = payloads.iter().filter(|payload| payload.role == "task");
    let answers = tasks
        .flat_map(|task| model.functions_in(task.value))
        .flat_map(|function| model.returned_values(function))
        .flat_map(|value| held_elsewhere(model, value));
    asks.extend(answers.filter_map(|path| model.index.unknown_file(path.trim_end_matches("()"))));
    let text = model.tree.source().text();
    for class in model.index.misnamed().filter(|class| class.rsplit('.').next().is_some_and(|name| text.contains(name)))
    {
        let search = Search { model, class: Wanted::Elsewhere(&class), payloads };
        let sent = payloads.iter().filter(|payload| payload.elsewhere.is_none() && search.holds(payload.value, 0));
        let mut sent: Vec<Payload> = sent.cloned().chain(search.results()).collect();
        sent.sort_by_key(|payload| payload.value);
        let shown = search.name_is_seen();
        let shown = shown.map(|node| model.tree.text(node).lines().next().unwrap_or_default().to_owned());
        let naming = Naming::Class { shown };
        found.extend(sent.iter().map(|payload| sending(model, payload, format!("{class}()"), naming.clone())));
    }
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
            // What a base class of another file keeps.
            Object::Instance(class) | Object::Method { class, .. } if !model.says_how_it_is_pickled(class) => {
                let classes = model.initialized(class).into_iter();
                let bases = classes.filter(|class| value::initializes_bases(model, *class));
                let bases = bases.flat_map(|class| model.foreign_bases(class));
                found.extend(bases.filter(|base| base.starts_with('@')).map(|base| format!("{base}()")));
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
            Some(class) if sent.naming != Naming::Own && !class.ends_with(')') && top_level(model, class).is_some() => {
                top_level(model, class).map(|binding| binding.name).into_iter().collect()
            }
            Some(factory) => answered(model, factory),
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
            elsewhere: Some(Elsewhere { place: sent.place, naming: sent.naming.clone() }),
        }));
    }
    found
}

/// The class that a name at module level is bound to, by a `class` statement or a call that makes it.
fn top_level<'m>(model: Model<'m>, name: &str) -> Option<&'m Binding> {
    let module = model.module;
    let binding = module.only_binding(module.own_symbol(module.module_scope(), name)?)?;
    matches!(binding.kind, BindingKind::Class | BindingKind::Assignment).then_some(binding)
}

/// What a call answers of what other files call by a name; `make()` is what `make` answers. A class answers what its
/// instances keep.
fn answered(model: Model<'_>, name: &str) -> Vec<NodeId> {
    if let Some(class) = top_level(model, name).filter(|binding| binding.kind == BindingKind::Class) {
        return model.functions_kept_by(class.node);
    }
    let called = match name.strip_suffix("()") {
        Some(maker) if !maker.is_empty() => {
            let answers = answered(model, maker).into_iter().flat_map(|value| model.objects(value));
            let function = |object| if let Object::Function(function) = object { Some(function) } else { None };
            answers.filter_map(function).collect()
        }
        _ => factories(model, name),
    };
    called.into_iter().flat_map(|function| model.returned_values(function)).collect()
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
