//! Functions that one of their decorators sends: `@in_process` is a call of `in_process` with the function, whose name
//! means the answer from then on.

use crate::index::Wrapper;
use crate::sink::LocalWrapper;
use crate::syntax::{Kind, NodeId};
use crate::value::{Model, Object};

/// A function whose decorator is a wrapper that sends it.
#[derive(Clone, Debug)]
pub struct Decorated {
    /// The `def`.
    pub function: NodeId,
    /// The decorator, without its `@`.
    pub decorator: NodeId,
    /// What the decorator does with the function.
    pub wrapper: Wrapper,
}

/// Every function that one of its decorators sends, in source order; `wrappers` are those of this file.
pub(super) fn find(model: Model<'_>, wrappers: &[LocalWrapper]) -> Vec<Decorated> {
    let tree = model.tree;
    if wrappers.is_empty() && model.index.is_empty() {
        return Vec::new();
    }
    let definitions = tree.all_of_kind(Kind::FunctionDefinition);
    definitions
        .flat_map(|function| {
            let applied = model.decorators(function);
            applied.filter_map(move |decorator| {
                let wrapper = sender(model, decorator, wrappers)?;
                Some(Decorated { function, decorator, wrapper })
            })
        })
        .collect()
}

/// The wrapper that a decorator is, where it sends its first argument.
fn sender(model: Model<'_>, decorator: NodeId, wrappers: &[LocalWrapper]) -> Option<Wrapper> {
    let takes_first = |wrapper: &&Wrapper| wrapper.position == Some(0) && wrapper.sent_by.is_empty();
    let local = |function: NodeId| {
        let own = wrappers.iter().filter(|found| found.function == function).map(|found| &found.wrapper);
        own.filter(takes_first).min_by_key(|wrapper| wrapper.answers_it).cloned()
    };
    let elsewhere = |path: String| model.index.wrappers_made(path).find(takes_first).cloned();
    model.objects(decorator).into_iter().find_map(|object| match object {
        Object::Function(function) | Object::Method { function, .. } => local(function),
        Object::Class(class) => local(model.constructor(class)?),
        Object::Path(path) => elsewhere(path),
        // `partial(in_process, seconds=1)`, where that is all that is passed by position.
        Object::Made { path, call } if path == "functools.partial" => local(call),
        // What `in_process(seconds)` answers.
        Object::Made { path, .. } => elsewhere(format!("{path}()")),
        _ => None,
    })
}
