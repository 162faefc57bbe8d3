//! MP101 nested-function: a function defined inside another one reaches another process.
//!
//! # What it does
//!
//! Finds functions that are defined inside another function or method and that are given to `Process(target=...)`, to a
//! task of a pool or an executor, to an `initializer`, a queue, or to a function that hands them on to one of these;
//! and those that a task of a pool answers.
//!
//! # Why is this bad
//!
//! Pickle stores a function as its module and its name, and finds it there again, so only functions at module level can
//! be sent to another process (pickle documentation, "What can be pickled and unpickled?"). A nested function has no
//! name that leads to it from the module, and it needs the variables around it, which the child does not have:
//! `AttributeError: Can't pickle local object 'main.<locals>.scale'`. The tasks of a pool are pickled under every start
//! method. The target of a `Process` is not pickled under `fork`, which is no longer the default on Linux since Python
//! 3.14, and never was on macOS (since 3.8) and Windows.
//!
//! # Example
//!
//! ```python
//! from multiprocessing import Process
//!
//!
//! def main():
//!     factor = 3
//!
//!     def scale(number):
//!         print(number * factor)
//!
//!     process = Process(target=scale, args=(7,))
//!     process.start()
//!     process.join()
//!
//!
//! if __name__ == "__main__":
//!     main()
//! ```
//!
//! # Use instead
//!
//! ```python
//! from multiprocessing import Process
//!
//!
//! def scale(factor, number):
//!     print(number * factor)
//!
//!
//! def main():
//!     factor = 3
//!
//!     process = Process(target=scale, args=(factor, 7))
//!     process.start()
//!     process.join()
//!
//!
//! if __name__ == "__main__":
//!     main()
//! ```
//!
//! # When mpfix refuses
//!
//! - The function captures what pickle does not take: a lock of `threading`, an open file, a generator, a pool.
//! - It needs the place where it stands: `super()` without arguments, `locals()`, `eval`, a decorator that only exists
//!   there.
//! - It writes a `nonlocal` that somebody else reads, or the program sets attributes on it that the child would lack.
//! - Its name, or that of a variable that it captures, means several things at one of the places that use it.
//!
//! # Fix safety
//!
//! The fix is safe where the moved function sees the same values as before. It is unsafe where it may not: a captured
//! variable is bound again between the making of a process and its start, the name or the decorators of the function
//! are read, or a lock or queue is gone before the child can open it.

use super::{Arrived, Words, finding, is_answered, qualified_name};
use crate::finding::{Code, Finding};
use crate::syntax::{Field, Kind};
use crate::value::Model;

/// The finding for a nested function that reaches a sink.
pub(super) fn check(model: Model<'_>, arrived: &Arrived) -> Option<Finding> {
    let tree = model.tree;
    let function = arrived.function;
    let nested = tree.kind(function) == Kind::FunctionDefinition
        && model.function_around(function).is_some()
        && model.class_around(function).is_none();
    let name = tree.child(function, Field::Name).filter(|_| nested)?;
    let qualified = qualified_name(model, function);
    finding(
        model,
        arrived,
        Words {
            code: Code::NestedFunction,
            what: if is_answered(model, arrived) {
                format!("a task that answers its nested function `{}`", tree.text(name))
            } else {
                format!("the nested function `{}`", tree.text(name))
            },
            definition: "defined inside a function here",
            reason: "pickle finds a function by its name in its module, and a nested function is not there",
            exception: format!("AttributeError: Can't pickle local object '{qualified}'"),
        },
    )
}
