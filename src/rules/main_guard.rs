//! MP104 main-guard-definition: a function or class defined under the main guard is needed in another process.
//!
//! # What it does
//!
//! Finds functions and classes that are defined under `if __name__ == "__main__":` and that are sent to another
//! process, or used there by a function of the module.
//!
//! # Why is this bad
//!
//! Under `spawn` and `forkserver` the child imports the main module under another name than `__main__`, so it never
//! runs the block (multiprocessing documentation, "Safe importing of main module"): `AttributeError: Can't get
//! attribute 'work' on <module '__mp_main__'>`, in the child. A `Pool` starts new workers for those that die like this,
//! and hangs for ever.
//!
//! # Example
//!
//! ```python
//! from multiprocessing import Process
//!
//! if __name__ == "__main__":
//!
//!     def work(number):
//!         print(number + 1)
//!
//!     process = Process(target=work, args=(1,))
//!     process.start()
//!     process.join()
//! ```
//!
//! # Use instead
//!
//! ```python
//! from multiprocessing import Process
//!
//!
//! def work(number):
//!     print(number + 1)
//!
//!
//! if __name__ == "__main__":
//!     process = Process(target=work, args=(1,))
//!     process.start()
//!     process.join()
//! ```
//!
//! The variables of the block that the function reads become arguments, as for a nested function.
//!
//! # When mpfix refuses
//!
//! - The function captures a variable of the block that pickle does not take: an open file, a lock of `threading`.
//! - A decorator, a default or a base needs what only the block makes.
//! - The name is bound several times, under the guard or elsewhere.
//!
//! # Fix safety
//!
//! The fix is safe where the function sees the same values above the guard. It is unsafe where a variable of the block
//! is bound again between the making of a process and its start, or where tasks of a pool would carry an object of a
//! library: a forked child inherits what pickle does not take.

use super::{Arrived, Words, finding};
use crate::finding::{Code, Finding};
use crate::module::{BindingKind, ScopeId};
use crate::syntax::{Kind, NodeId};
use crate::value::Model;

/// The finding for a definition under the main guard that a child needs.
pub(super) fn check(model: Model<'_>, arrived: &Arrived) -> Option<Finding> {
    let tree = model.tree;
    let definition = arrived.function;
    if !is_guarded(model, definition) || tree.kind(definition) == Kind::Lambda {
        return None;
    }
    let (name, what) = match tree.kind(definition) {
        Kind::FunctionDefinition => (super::function_name(model, definition), "the function".to_owned()),
        _ => (model.class_name_text(definition), format!("{}the class", super::of_class(model, arrived))),
    };
    let direct =
        arrived.payloads.first().is_some_and(|payload| super::definitions_in(model, payload).contains(&definition));
    let used = if direct { "" } else { "code that uses " };
    let exception = if direct {
        format!("AttributeError: Can't get attribute '{name}' on <module '__mp_main__'>, in the child")
    } else {
        format!("NameError: name '{name}' is not defined, in the child")
    };
    let words = Words {
        code: Code::MainGuardDefinition,
        what: format!("{used}{what} `{name}`, which is defined under the main guard,"),
        definition: "defined under the main guard here",
        reason: "the child imports the main module without running the block under the guard",
        exception,
    };
    let mut found = finding(model, arrived, words)?;
    // A forked child has what the parent has defined.
    found.when = super::without_tasks(&arrived.payloads);
    let pool = arrived.payloads.iter().any(|payload| payload.role == "task" || payload.role == "initializer");
    if pool {
        found.hints.push("a `Pool` whose workers die like this starts new ones for ever".to_owned());
    }
    Some(found)
}

/// Whether a definition stands under the main guard, in no function.
fn is_guarded(model: Model<'_>, definition: NodeId) -> bool {
    model.main_guard(definition).is_some() && model.function_around(definition).is_none()
}

/// The definitions under the main guard that a function or class at module level uses, directly or through others.
pub(super) fn used_by(model: Model<'_>, definition: NodeId) -> Vec<NodeId> {
    let module = model.module;
    let mut found = Vec::new();
    if model.main_guard(definition).is_some() || model.function_around(definition).is_some() {
        return found;
    }
    let mut reached: Vec<ScopeId> = module.scope_of(definition).into_iter().collect();
    let mut next = 0;
    while let Some(scope) = reached.get(next).copied() {
        next += 1;
        for symbol in module.own_symbols(module.module_scope()) {
            let named = || module.references_to(symbol).any(|reference| module.is_within(reference.scope, scope));
            let Some(binding) = module.only_binding(symbol).filter(|_| named()) else { continue };
            let defines = matches!(binding.kind, BindingKind::Function | BindingKind::Class);
            let value = module.value_of(model.tree, binding).map(|value| model.tree.without_parentheses(value));
            let made = value.filter(|value| model.is_functional_class(*value));
            let node = if defines { Some(binding.node) } else { made };
            let Some(node) = node else { continue };
            if is_guarded(model, node) {
                found.push(node);
            } else if let Some(inner) = module.scope_of(node).filter(|inner| !reached.contains(inner)) {
                reached.push(inner);
            }
        }
    }
    found
}
