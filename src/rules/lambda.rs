//! MP102 lambda: a lambda reaches another process.
//!
//! # What it does
//!
//! Finds lambdas that are given to another process: inline, bound to a name, kept in an attribute, a list or a dict, or
//! bound to arguments by `functools.partial`; and lambdas that a task of a pool answers.
//!
//! # Why is this bad
//!
//! Pickle stores a function as its module and its name, and every lambda is called `<lambda>`, which is no name that it
//! could find in a module: `AttributeError: Can't pickle local object 'main.<locals>.<lambda>'` inside a function,
//! `PicklingError: ... attribute lookup <lambda> on __main__ failed` at module level.
//!
//! # Example
//!
//! ```python
//! from multiprocessing import Pool
//!
//!
//! def main():
//!     exponent = 2
//!     with Pool(2) as pool:
//!         print(pool.map(lambda number: number**exponent, [1, 2, 3]))
//!
//!
//! if __name__ == "__main__":
//!     main()
//! ```
//!
//! # Use instead
//!
//! ```python
//! from functools import partial
//! from multiprocessing import Pool
//!
//!
//! def _main_task(exponent, number):
//!     return number**exponent
//!
//!
//! def main():
//!     exponent = 2
//!     with Pool(2) as pool:
//!         print(pool.map(partial(_main_task, exponent), [1, 2, 3]))
//!
//!
//! if __name__ == "__main__":
//!     main()
//! ```
//!
//! A lambda that only calls a function gives way to it: `target=lambda: work(a, b)` becomes `target=work, args=(a, b)`,
//! and `pool.map(lambda x: work(x), xs)` becomes `pool.map(work, xs)`. A lambda that is bound at module level or in the
//! body of a class becomes a `def` where it stands.
//!
//! # When mpfix refuses
//!
//! - The lambda captures what pickle does not take: a lock of `threading`, an open file, a generator, a pool.
//! - It needs the place where it stands: `super()` without arguments, `locals()`, `eval`.
//! - A variable that it captures means something else, or nothing, at one of the places that send it.
//!
//! # Fix safety
//!
//! The fix is safe where the new function sees the same values as the lambda. It is unsafe where a captured variable is
//! bound again between the making of a process and its start: the lambda sees the last value, an argument keeps the
//! first.

use super::{Arrived, Words, finding, is_answered, qualified_name};
use crate::finding::{Code, Finding};
use crate::syntax::Kind;
use crate::value::Model;

/// The finding for a lambda that reaches a sink.
pub(super) fn check(model: Model<'_>, arrived: &Arrived) -> Option<Finding> {
    if model.tree.kind(arrived.function) != Kind::Lambda {
        return None;
    }
    let qualified = qualified_name(model, arrived.function);
    let exception = if qualified.contains("<locals>") {
        format!("AttributeError: Can't pickle local object '{qualified}'")
    } else {
        "PicklingError: Can't pickle <function <lambda>>: attribute lookup <lambda> on __main__ failed".to_owned()
    };
    finding(
        model,
        arrived,
        Words {
            code: Code::Lambda,
            what: if is_answered(model, arrived) { "a task that answers a lambda" } else { "a lambda" }.to_owned(),
            definition: "this lambda",
            reason: "pickle finds a function by its name in its module, and a lambda has no name of its own",
            exception,
        },
    )
}
