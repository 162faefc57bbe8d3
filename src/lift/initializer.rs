//! Values for the workers of a pool: an `initializer` that each worker runs first sets module globals to them.

use crate::edit::Edit;
use crate::finding::{Refusal, RefusalReason};
use crate::lift::{names, place, refuse, render};
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::Model;

/// A module global that each worker of a pool gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The name of the global.
    pub name: String,
    /// What the parent passes for it where it makes the pool.
    pub value: String,
}

/// A call that makes a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Maker {
    /// The call.
    pub call: NodeId,
    /// Whether it has an initializer already.
    pub has_initializer: bool,
}

/// Gives pools an initializer that sets globals in each worker. `makers` are all calls that make the pool in question.
///
/// # Errors
/// Where the pool is not made in this file, or has an initializer.
pub fn add_initializer(model: Model<'_>, makers: &[Maker], globals: &[Shared]) -> Result<Vec<Edit>, Refusal> {
    let tree = model.tree;
    let source = tree.source();
    let newline = source.newline();
    let Some(first) = makers.iter().map(|maker| maker.call).min() else {
        let because = "the pool is not made in this file; pass what its workers need as an argument".to_owned();
        return refuse(RefusalReason::Pool { because }, tree.span(tree.root()));
    };
    if let Some(own) = own_initializer(model, makers) {
        return own.extended(model, globals);
    }
    if let Some(maker) = makers.iter().find(|maker| maker.has_initializer) {
        let because = "the pool has an initializer already; set what its workers need there".to_owned();
        return refuse(RefusalReason::Pool { because }, tree.span(maker.call));
    }
    let name = function_name(model, first);
    let place = place::above_definition(model, first);
    let unit = render::indent_unit(model, first);
    let definition = definition(&name, globals, &unit, newline);
    let missing = place::blank_lines_above(source, place).map_or(0, |above| 2_usize.saturating_sub(above));
    let mut edits = vec![Edit::insert(place, format!("{}{definition}{}", newline.repeat(missing), newline.repeat(2)))];
    let values: Vec<&str> = globals.iter().map(|global| global.value.as_str()).collect();
    let comma = if values.len() == 1 { "," } else { "" };
    let initargs = format!("initargs=({}{comma})", values.join(", "));
    for maker in makers {
        let Some(list) = tree.child(maker.call, Field::Arguments) else {
            return refuse(RefusalReason::Damaged, tree.span(maker.call));
        };
        let end = tree.span(list).end;
        edits.push(match tree.children(list).last() {
            Some(last) => {
                let span = tree.span(last);
                let own_line = source.slice(Span::new(source.line_start(span.start), span.start)).trim().is_empty();
                let closed_below = source.slice(Span::new(span.end, end)).contains(['\n', '\r']);
                let gap = if own_line && closed_below {
                    format!("{newline}{}", source.indent_at(span.start))
                } else {
                    " ".to_owned()
                };
                Edit::insert(span.end, format!(",{gap}initializer={name},{gap}{initargs}"))
            }
            None => Edit::insert(tree.span(list).start + 1, format!("initializer={name}, {initargs}")),
        });
    }
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    Ok(edits)
}

/// `_init`, or with the name of the function that makes the pool.
fn function_name(model: Model<'_>, pool: NodeId) -> String {
    if !model.module.is_used("_init") {
        return "_init".to_owned();
    }
    let around = model.function_around(pool).and_then(|function| model.tree.child(function, Field::Name));
    let base = around.map_or("pool", |name| model.tree.text(name).trim_matches('_'));
    names::fresh(model, &format!("_init_{base}"), |_| false)
}

fn definition(name: &str, globals: &[Shared], unit: &str, newline: &str) -> String {
    let all: Vec<&str> = globals.iter().map(|global| global.name.as_str()).collect();
    let parameters: Vec<String> = all.iter().map(|name| parameter(name, &all)).collect();
    let (all, parameters) = (all.join(", "), parameters.join(", "));
    format!("def {name}({parameters}):{newline}{unit}global {all}{newline}{unit}{all} = {parameters}{newline}")
}

/// What the parameter for a global is called: in lower case where that is another name.
fn parameter(name: &str, globals: &[&str]) -> String {
    let lower = name.to_lowercase();
    let mut candidate = if lower == name || names::is_reserved(&lower) { format!("{lower}_") } else { lower };
    while globals.contains(&candidate.as_str()) {
        candidate.push('_');
    }
    candidate
}

/// An initializer that is written as [`definition`] writes it, with the values that each pool gives it.
struct Own {
    /// The `def`.
    function: NodeId,
    globals: Vec<String>,
    /// The tuple behind each `initargs=`.
    values: Vec<NodeId>,
}

/// Whether the pools have an initializer of this kind that sets a global to the variable of its name.
pub(super) fn sets(model: Model<'_>, makers: &[Maker], name: &str) -> bool {
    own_initializer(model, makers).is_some_and(|own| own.value_of(model, name) == Some(Some(name.to_owned())))
}

/// The initializer of the pools, where it is one of ours and only they have it.
fn own_initializer(model: Model<'_>, makers: &[Maker]) -> Option<Own> {
    let (tree, module) = (model.tree, model.module);
    let names: Vec<NodeId> =
        makers.iter().map(|maker| model.keyword(maker.call, "initializer")).collect::<Option<_>>()?;
    let symbol = module.symbol_at(*names.first()?)?;
    let binding = module.only_binding(symbol).filter(|binding| binding.kind == BindingKind::Function)?;
    let name = &module.symbol(symbol).name;
    let mentions: Vec<NodeId> = module.references_to(symbol).map(|reference| reference.node).collect();
    let only_ours = mentions.len() == names.len() && names.iter().all(|name| mentions.contains(name));
    let body = tree.child(binding.node, Field::Body)?;
    let statement = tree.first_child(body).filter(|first| tree.kind(*first) == Kind::GlobalStatement)?;
    let globals: Vec<String> = tree.children(statement).map(|name| tree.text(name).to_owned()).collect();
    let empty: Vec<Shared> = globals.iter().map(|name| Shared { name: name.clone(), value: String::new() }).collect();
    let source = tree.source();
    let text = definition(name, &empty, &render::indent_unit(model, binding.node), source.newline());
    let is_ours = tree.text(binding.node) == text.trim_end() && name.starts_with("_init");
    let values: Vec<NodeId> = makers
        .iter()
        .map(|maker| model.keyword(maker.call, "initargs").filter(|value| tree.kind(*value) == Kind::Tuple))
        .collect::<Option<_>>()?;
    let complete = values.iter().all(|tuple| tree.children(*tuple).count() == globals.len());
    (only_ours && is_ours && complete).then_some(Own { function: binding.node, globals, values })
}

impl Own {
    /// What every pool gives for a global: nothing where it is no global of this initializer, and no text where they
    /// differ.
    fn value_of(&self, model: Model<'_>, name: &str) -> Option<Option<String>> {
        let at = self.globals.iter().position(|global| global == name)?;
        let mut texts = self.values.iter().map(|tuple| {
            let value = model.tree.children(*tuple).nth(at);
            value.map(|value| model.tree.text(value).to_owned())
        });
        let first = texts.next().flatten();
        Some(first.filter(|first| texts.all(|text| text.as_ref() == Some(first))))
    }

    /// The edits that let it set more globals.
    fn extended(&self, model: Model<'_>, globals: &[Shared]) -> Result<Vec<Edit>, Refusal> {
        let tree = model.tree;
        let mut added = Vec::new();
        for global in globals {
            match self.value_of(model, &global.name) {
                None => added.push(global.clone()),
                Some(value) if value.as_ref() == Some(&global.value) => {}
                Some(_) => {
                    let because = "the pool's initializer sets that name to something else; rename one".to_owned();
                    return refuse(RefusalReason::Pool { because }, tree.span(self.function));
                }
            }
        }
        if added.is_empty() {
            return Ok(Vec::new());
        }
        let name = tree.child(self.function, Field::Name).map_or("", |name| tree.text(name));
        let kept = self.globals.iter().map(|name| Shared { name: name.clone(), value: String::new() });
        let all: Vec<Shared> = kept.chain(added.iter().cloned()).collect();
        let unit = render::indent_unit(model, self.function);
        let text = definition(name, &all, &unit, tree.source().newline());
        let mut edits = vec![Edit::replace(tree.span(self.function), text.trim_end())];
        let more: Vec<&str> = added.iter().map(|global| global.value.as_str()).collect();
        for tuple in &self.values {
            let Some(last) = tree.children(*tuple).last().map(|last| tree.span(last).end) else { continue };
            let tail = Span::new(last, tree.span(*tuple).end);
            edits.push(Edit::replace(tail, format!(", {})", more.join(", "))));
        }
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        Ok(edits)
    }
}
