//! Classes that a call makes under another name than the one they are bound to: `Pixel = namedtuple("Px", "x y")`.

use super::REASON;
use crate::edit::{Applicability, Edit, Fix};
use crate::finding::{Code, Finding, Outcome};
use crate::index::Naming;
use crate::project::{Misnamed, Search, Wanted, misnamed, plain_text};
use crate::rules::{Words, report};
use crate::sink::Payload;
use crate::text::Span;
use crate::value::Model;

/// The findings for such classes whose instances are sent, one each.
pub(super) fn check(model: Model<'_>, payloads: &[Payload]) -> Vec<Finding> {
    let misnamed = misnamed(model);
    misnamed.into_iter().filter_map(|class| finding(model, payloads, &class)).collect()
}

fn finding(model: Model<'_>, payloads: &[Payload], class: &Misnamed) -> Option<Finding> {
    let tree = model.tree;
    let search = Search { model, class: Wanted::Own(class), payloads };
    let sent = payloads.iter().filter(|payload| search.holds(payload.value, 0)).cloned();
    let mut sent: Vec<Payload> = sent.chain(search.results()).collect();
    sent.sort_by_key(|payload| payload.value);
    let name = &model.module.symbol(class.symbol).name;
    let typename = plain_text(model, class.text)?;
    let span = tree.span(class.text);
    let is_elsewhere = sent.first().is_some_and(|payload| payload.elsewhere.is_some());
    let module = if is_elsewhere { model.index.module_name(model.file) } else { "__main__" };
    let words = Words {
        code: Code::ReboundName,
        what: format!("the class `{name}`, which calls itself `{typename}`,"),
        definition: "made under another name here",
        reason: REASON,
        exception: format!(
            "PicklingError: Can't pickle <class '{module}.{typename}'>: attribute lookup {typename} on {module} failed"
        ),
    };
    let own = search.name_is_seen().map(|seen| tree.text(seen).lines().next().unwrap_or_default());
    let applicability = match own.or_else(|| sent.iter().find_map(shown_elsewhere)) {
        None => Applicability::Safe,
        Some(seen) => Applicability::Unsafe(vec![format!("`{seen}` may show the name, which is then `{name}`")]),
    };
    let inner = Span::new(span.start + 1, span.end - 1);
    let fix = Fix {
        title: format!("Call the class `{name}`, as the name that it is bound to"),
        applicability,
        edits: vec![Edit::replace(inner, name.clone())],
    };
    report(model, &sent, span, words, (Outcome::Fix(fix), Vec::new(), Vec::new()))
}

/// Where a file that sends instances may show the name of their class.
fn shown_elsewhere(payload: &Payload) -> Option<&str> {
    match &payload.elsewhere.as_ref()?.naming {
        Naming::Class { shown } => shown.as_deref(),
        _ => None,
    }
}
