//! Instances of classes of other files of the run, and their methods.

use crate::finding::{Code, Distant, Finding, Outcome, Refusal, RefusalReason, Severity};
use crate::rules::{given_label, show_way, silence, through};
use crate::sink::Payload;
use crate::syntax::NodeId;
use crate::value::{Model, Object};

/// The finding for an expression that sends such an instance, where it can't be pickled.
pub(super) fn finding(model: Model<'_>, value: NodeId, payload: &Payload) -> Option<Finding> {
    let tree = model.tree;
    let objects = model.objects(value);
    let [object] = &objects[..] else { return None };
    let (path, is_method) = match object {
        Object::Made { path, .. } if path.starts_with('@') => (path.as_str(), false),
        Object::Path(path) if path.starts_with('@') => (model.index.class_of_method(path)?, true),
        _ => return None,
    };
    let all = model.index.held_elsewhere(path);
    let held = *all.first()?;
    let class = path.rsplit('.').next().unwrap_or(path);
    let text = tree.text(value);
    let text = if text.contains('\n') { class } else { text };
    let what =
        if is_method { format!("the bound method `{text}`") } else { format!("`{text}`, an instance of `{class}`,") };
    let because = match &held.attribute {
        Some(attribute) => format!("and its `{attribute}` holds {}, which can't be", held.what),
        None => format!("and this one is {}, which can't be", held.what),
    };
    let reason = if is_method {
        format!("a bound method is pickled with its instance, {because}")
    } else {
        format!("an instance is pickled with its attributes, {because}")
    };
    let named = all.iter().filter_map(|held| Some((held.place, held.attribute.clone()?)));
    let named: Vec<_> = named.collect();
    let message = |name: &String| format!("`{name}` is set here");
    let mut distant: Vec<Distant> =
        named.iter().map(|(place, name)| Distant { place: *place, message: message(name) }).collect();
    let mut labels = Vec::new();
    show_way(model, payload, &mut labels, &mut distant);
    let refusal = RefusalReason::NeedsInstance {
        because: format!("`{class}` is a class of another file"),
        class: class.to_owned(),
        attributes: named.into_iter().map(|(_, name)| name).collect(),
    };
    Some(Finding {
        code: Code::UnpicklableInstance,
        file: model.file,
        span: tree.span(value),
        anchor: payload.anchor(),
        message: format!("{what} reaches `{}`{}", payload.api, through(model, payload)),
        label: given_label(model, payload),
        labels,
        distant,
        reason,
        when: payload.when,
        exception: held.exception.clone(),
        hints: silence(payload).into_iter().collect(),
        outcome: Outcome::Refusal(Refusal { reason: refusal, span: tree.span(value) }),
        alternatives: Vec::new(),
        severity: Severity::default(),
    })
}
