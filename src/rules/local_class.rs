//! MP103 local-class: a class defined inside a function, or its instance, reaches another process.
//!
//! # What it does
//!
//! Finds classes that are made inside a function (`class`, `namedtuple(...)`, `Enum(...)`) and that are sent to another
//! process, themselves or through an instance or a bound method; instances of a local subclass of `Process` or
//! `BaseManager` that are started; and tasks of a pool that answer or raise an instance of a class of their own.
//!
//! # Why is this bad
//!
//! Pickle stores an instance as its attributes with the module and the name of its class, and a class as its module and
//! name, so the class has to be there in the child (pickle documentation, "What can be pickled and unpickled?"). A
//! local class is not: `AttributeError: Can't pickle local object 'main.<locals>.Greeting'`.
//!
//! # Example
//!
//! ```python
//! from multiprocessing import Process
//!
//!
//! def main():
//!     class Greeting:
//!         def __init__(self, name):
//!             self.name = name
//!
//!         def show(self):
//!             print("hello", self.name)
//!
//!     process = Process(target=Greeting("you").show)
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
//! class Greeting:
//!     def __init__(self, name):
//!         self.name = name
//!
//!     def show(self):
//!         print("hello", self.name)
//!
//!
//! def main():
//!     process = Process(target=Greeting("you").show)
//!     process.start()
//!     process.join()
//!
//!
//! if __name__ == "__main__":
//!     main()
//! ```
//!
//! What its methods capture becomes parameters of its `__init__` and private attributes.
//!
//! # When mpfix refuses
//!
//! - The class captures variables and makes its instances in a way of its own: a dataclass, an enum, an exception, a
//!   class with `__new__` or a metaclass.
//! - The body of the class, a base or a decorator needs a variable of the function.
//! - A method captures what pickle does not take, or writes a `nonlocal` that somebody else reads.
//! - The program sets attributes on the class from outside, which the child would not see.
//!
//! # Fix safety
//!
//! The fix is safe where the class is the same at module level. It is unsafe where its captured variables are bound
//! again, or where something that ran for each call of the function now runs once, at import.

use super::{Arrived, Words, finding, is_answered, qualified_name};
use crate::finding::{Code, Finding};
use crate::syntax::Kind;
use crate::value::Model;

/// The finding for a local class that reaches a sink, itself or through an instance.
pub(super) fn check(model: Model<'_>, arrived: &Arrived) -> Option<Finding> {
    let class = arrived.function;
    let is_class = matches!(model.tree.kind(class), Kind::ClassDefinition | Kind::Call);
    if !is_class || model.function_around(class).is_none() {
        return None;
    }
    let name = model.class_name_text(class);
    let qualified = qualified_name(model, class);
    let exception = if model.tree.kind(class) == Kind::Call {
        format!("PicklingError: Can't pickle <class '__main__.{name}'>: attribute lookup {name} on __main__ failed")
    } else {
        format!("AttributeError: Can't pickle local object '{qualified}'")
    };
    let what = if is_answered(model, arrived) {
        format!("a task that answers an instance of its local class `{name}`")
    } else {
        format!("{}the local class `{name}`", super::of_class(model, arrived))
    };
    finding(
        model,
        arrived,
        Words {
            code: Code::LocalClass,
            what,
            definition: "defined inside a function here",
            reason: "pickle finds a class by its name in its module, and a local class is not there",
            exception,
        },
    )
}
