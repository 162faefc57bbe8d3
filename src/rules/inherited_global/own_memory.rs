//! What changes an object in the memory of this process: an item of a container, an attribute. A client of a server
//! that is written to like a container is none, and the child's own client reads what was written.

use crate::module::SymbolId;
use crate::syntax::{Kind, NodeId};
use crate::value::{Model, Object};

/// What libraries make that holds its items itself; with a dot at the end, all that a module makes.
const CONTAINERS: &[&str] = &[
    "collections.",
    "array.array",
    "types.SimpleNamespace",
    "copy.copy",
    "copy.deepcopy",
    "json.load",
    "json.loads",
    "tomllib.load",
    "tomllib.loads",
    "yaml.safe_load",
    "yaml.load",
    "configparser.",
    "numpy.",
    "pandas.",
];

/// Whether a place that names a global changes the object that it holds, in this process.
pub(super) fn is_changed(model: Model<'_>, symbol: SymbolId, name: NodeId) -> bool {
    let tree = model.tree;
    if !model.is_changed(name) {
        return false;
    }
    let parent = tree.parent(name);
    // What nothing in the file binds comes from whoever runs it.
    if model.module.bindings_of(symbol).next().is_none() {
        return true;
    }
    // Attributes that are set are kept by the object, whatever it is.
    let attribute = parent.is_some_and(|parent| tree.kind(parent) == Kind::Attribute && model.is_target(parent));
    attribute || model.module.bindings_of(symbol).any(|binding| model.bound(binding).iter().any(|it| holds(model, it)))
}

/// Whether an object holds its items itself, as far as that is known.
fn holds(model: Model<'_>, object: &Object) -> bool {
    match object {
        Object::Expression(node) => matches!(
            model.tree.kind(*node),
            Kind::List
                | Kind::Dictionary
                | Kind::Set
                | Kind::ListComprehension
                | Kind::DictionaryComprehension
                | Kind::SetComprehension
                | Kind::BinaryOperator
        ),
        Object::MadeByBuiltin { .. } | Object::Instance(_) => true,
        Object::Made { path, .. } => {
            CONTAINERS.iter().any(|known| path == known || (known.ends_with('.') && path.starts_with(known)))
        }
        _ => false,
    }
}
