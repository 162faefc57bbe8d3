//! Whether pickle is known to take what a variable holds: for what was inherited by forking until now.

use super::{Model, Object};
use crate::module::{Binding, BindingKind, SymbolId};
use crate::syntax::{Field, Kind};

/// What a value that pickle may not take means for a task that carries it from now on.
pub fn pickled_with_tasks(name: &str) -> String {
    format!("`{name}` is pickled with the tasks then, under `fork`, too, and what it holds is not known")
}

/// Modules of the standard library whose functions answer plain data.
const PLAIN: &[&str] =
    &["math.", "time.", "random.", "json.", "pathlib.", "datetime.", "decimal.", "uuid.", "os.path."];

/// The arguments of the program, parsed.
const PARSED: &[&str] =
    &["argparse.ArgumentParser().parse_args", "os.getpid", "os.getcwd", "os.cpu_count", "multiprocessing.cpu_count"];

/// Whether what a variable holds is written out or made in this file, and no object of a library, of which nobody knows
/// here whether pickle takes it.
pub fn is_known_to_travel(model: Model<'_>, symbol: SymbolId) -> bool {
    model.module.bindings_of(symbol).all(|binding| is_number(model, binding) || all_known(model, binding))
}

/// Whether a `for` counts: `for i in range(n)`.
fn is_number(model: Model<'_>, binding: &Binding) -> bool {
    let tree = model.tree;
    let iterable = tree.child(binding.node, Field::Right).filter(|_| binding.kind == BindingKind::For);
    let counted = iterable.filter(|iterable| tree.kind(*iterable) == Kind::Call);
    let function = counted.and_then(|call| tree.child(call, Field::Function));
    let target = tree.child(binding.node, Field::Left);
    target == Some(binding.name)
        && function.is_some_and(|function| tree.text(function) == "range" && model.is_builtin(function))
}

fn all_known(model: Model<'_>, binding: &Binding) -> bool {
    let value = model.module.value_of(model.tree, binding);
    let objects = value.map(|value| model.objects(value)).unwrap_or_default();
    let is_known = |object: &Object| match object {
        Object::Made { path, .. } => {
            PARSED.contains(&path.as_str()) || PLAIN.iter().any(|known| path.starts_with(known))
        }
        Object::Unknown | Object::Path(_) => false,
        _ => true,
    };
    !objects.is_empty() && objects.iter().all(is_known)
}
