//! Initializers that an earlier fix has written: they can set more globals.

use crate::edit::Edit;
use crate::finding::{Refusal, RefusalReason};
use crate::lift::initializer::definition;
use crate::lift::{Maker, Shared, refuse, render};
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::Model;

/// An initializer that is written as [`definition`] writes it, with the values that each pool gives it.
pub(super) struct Own {
    /// The `def`.
    function: NodeId,
    globals: Vec<String>,
    /// The tuple behind each `initargs=`.
    values: Vec<NodeId>,
}

/// Whether the pools have an initializer of this kind that sets a global to the variable of its name.
pub(super) fn sets(model: Model<'_>, makers: &[Maker], name: &str) -> bool {
    find(model, makers)
        .is_some_and(|own| own.position(name).and_then(|at| own.value_at(model, at)).as_deref() == Some(name))
}

/// The initializer of the pools, where it is one of ours and only they have it.
pub(super) fn find(model: Model<'_>, makers: &[Maker]) -> Option<Own> {
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
    /// Which of its globals has a name.
    fn position(&self, name: &str) -> Option<usize> {
        self.globals.iter().position(|global| global == name)
    }

    /// What every pool gives for a global; none where they differ.
    fn value_at(&self, model: Model<'_>, position: usize) -> Option<String> {
        let mut texts = self.values.iter().map(|tuple| {
            let value = model.tree.children(*tuple).nth(position);
            value.map(|value| model.tree.text(value).to_owned())
        });
        let first = texts.next().flatten()?;
        texts.all(|text| text.as_ref() == Some(&first)).then_some(first)
    }

    /// The edits that let it set more globals.
    pub(super) fn extended(&self, model: Model<'_>, globals: &[Shared]) -> Result<Vec<Edit>, Refusal> {
        let tree = model.tree;
        let mut added = Vec::new();
        for global in globals {
            match self.position(&global.name) {
                None => added.push(global.clone()),
                Some(at) if self.value_at(model, at).as_ref() == Some(&global.value) => {}
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
