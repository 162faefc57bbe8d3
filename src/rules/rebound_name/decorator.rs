//! Decorators that send what they decorate: `Process(target=function)` in the function that takes the place of
//! `function`, whose name then finds another one.

use super::{REASON, Said, name_of, not_the_same, warn_of_name};
use crate::edit;
use crate::finding::{Code, Finding, Label, Outcome, Refusal, RefusalReason};
use crate::lift::{self, Renamed};
use crate::module::Module;
use crate::rules::{Words, findings, head, outcome, qualified_name, report};
use crate::sink::{self, Decorated, Payload};
use crate::syntax::{NodeId, Tree};
use crate::value::{Forwarding, Known, Model, Object};

/// The findings for functions that their decorators send.
pub(super) fn check(model: Model<'_>, decorated: &[Decorated], payloads: &[Payload]) -> Vec<Finding> {
    let mut known: Vec<NodeId> = Vec::new();
    let mut found = Vec::new();
    for sent in decorated.iter().filter(|sent| means_another(model, sent)) {
        if !known.contains(&sent.function) {
            known.push(sent.function);
            found.extend(finding(model, sent, payloads));
        }
    }
    found
}

/// Whether the name of the function means something else than what the decorator sends.
fn means_another(model: Model<'_>, sent: &Decorated) -> bool {
    let mut outer = model.decorators(sent.function).take_while(|outer| *outer < sent.decorator);
    !sent.wrapper.answers_it || outer.any(|outer| answers_another(model, outer))
}

/// Whether a decorator of this file answers a function or an object of its own.
fn answers_another(model: Model<'_>, decorator: NodeId) -> bool {
    let makes = |maker: NodeId| {
        let mut answered = model.returned_values(maker).into_iter().flat_map(|value| model.objects(value));
        answered.any(|object| matches!(object, Object::Function(made) if model.tree.is_within(made, maker)))
    };
    model.objects(decorator).into_iter().any(|object| match object {
        Object::Function(maker) => makes(maker),
        object => matches!(object, Object::Class(_)),
    })
}

fn finding(model: Model<'_>, sent: &Decorated, payloads: &[Payload]) -> Option<Finding> {
    let name = name_of(model, sent.function);
    let is_local = model.function_around(sent.function).is_some();
    let exception = if is_local {
        format!("AttributeError: Can't pickle local object '{}'", qualified_name(model, sent.function))
    } else {
        not_the_same(name)
    };
    let words = Words {
        code: Code::ReboundName,
        what: format!("the undecorated `{name}`"),
        definition: "this name means what the decorator answers",
        reason: REASON,
        exception,
    };
    let renamed = rename(model, sent, payloads, is_local);
    let result = outcome(renamed.map(|renamed| renamed.lifted));
    let result = with_caveats(model, sent, result);
    report(model, &[payload(sent)], head(model, sent.function), words, result)
}

/// The decorator as what brings the function to the sink.
fn payload(sent: &Decorated) -> Payload {
    let wrapper = &sent.wrapper;
    Payload {
        value: sent.decorator,
        call: sent.decorator,
        api: wrapper.api.clone(),
        role: wrapper.role,
        cargo: wrapper.cargo,
        when: wrapper.when,
        forwarding: Forwarding::Unknown,
        silent: wrapper.silent,
        through: Some(wrapper.through.clone()),
        elsewhere: None,
    }
}

fn rename(model: Model<'_>, sent: &Decorated, payloads: &[Payload], is_local: bool) -> Result<Renamed, Refusal> {
    let name = name_of(model, sent.function);
    let by_name = payloads.iter().find(|payload| model.functions_in(payload.value).contains(&sent.function));
    if let Some(payload) = by_name {
        // What the decorator answers has the name of the function that it wraps, and could not be sent any more.
        let what = format!("`{name}` is sent under its name, too");
        let way_out = "define the function that the decorator sends under another name".to_owned();
        let reason = RefusalReason::FoundElsewhere { what, way_out };
        return Err(Refusal { reason, span: model.tree.span(payload.value) });
    }
    let renamed = lift::bind_decorated(model, sent.function, sent.decorator)?;
    if is_local && let Some(reason) = refused_then(model, &renamed) {
        return Err(Refusal { reason, span: head(model, sent.function) });
    }
    Ok(renamed)
}

/// Why a local function could not be moved once it has its own name.
fn refused_then(model: Model<'_>, renamed: &Renamed) -> Option<RefusalReason> {
    let source = model.tree.source();
    let text = edit::apply(source.text(), &renamed.lifted.edits)?;
    let tree = Tree::parse(source.with_text(text));
    let module = Module::new(&tree);
    let known = Known::default();
    let then = Model { tree: &tree, module: &module, known: &known, ..model };
    let is_named = |label: &Label| tree.source().slice(label.span) == renamed.name;
    let about_it = findings(then, sink::find(then)).find(|finding| finding.labels.iter().any(is_named));
    match about_it?.outcome {
        Outcome::Refusal(refusal) => Some(refusal.reason),
        _ => None,
    }
}

/// A fix changes the name that the function tells of itself.
fn with_caveats(model: Model<'_>, sent: &Decorated, mut said: Said) -> Said {
    let elsewhere = model.attribute_reads().iter().filter(|read| read.functions.contains(&sent.function));
    let reads = sent.wrapper.through.reads.iter().chain(elsewhere.map(|read| &read.name));
    warn_of_name(&mut said, reads);
    said
}
