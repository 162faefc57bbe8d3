//! MP301 missing-main-guard: a script starts processes when it is imported.
//!
//! # What it does
//!
//! Finds scripts that start a process, a pool, an executor or a manager at module level, directly or through a function
//! that they call there, without `if __name__ == "__main__":` around it.
//!
//! # Why is this bad
//!
//! Under `spawn` and `forkserver` a child imports the main module before it does anything else, and would start
//! children of its own (multiprocessing documentation, "Safe importing of main module"): `RuntimeError: An attempt has
//! been made to start a new process before the current process has finished its bootstrapping phase`. A `Pool` hangs
//! for ever.
//!
//! # Example
//!
//! ```python
//! from multiprocessing import Process
//!
//!
//! def work(number):
//!     print(number + 1)
//!
//!
//! process = Process(target=work, args=(1,))
//! process.start()
//! process.join()
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
//! All that does more than define goes under the guard, from the first statement that is seen outside (it prints, reads
//! arguments or files, starts processes) to the end. Imports, definitions and plain constants stay.
//!
//! # When mpfix refuses
//!
//! - A definition is made from what such a statement computes, and that can't be computed again unseen.
//! - A child needs a value that only a statement under the guard could compute.
//! - A statement that has to go under the guard shares its line with one that has to stay.
//!
//! # Fix safety
//!
//! The fix is safe for a script. It is unsafe where somebody may import the file for what it does: another file of the
//! run imports it, or it is the `__init__` of a package or a test module.

use super::{imported_for_its_effect, outcome};
use crate::finding::{Code, Finding, Label, Outcome, Severity, When};
use crate::lift;
use crate::sink::Start;
use crate::syntax::NodeId;
use crate::value::Model;

/// The finding for a file with calls that start processes when it is imported.
pub(super) fn check(model: Model<'_>, starts: &[Start]) -> Option<Finding> {
    let tree = model.tree;
    let first = starts.first()?;
    let mut labels = Vec::new();
    for start in starts {
        if start.from != start.call {
            labels.push(Label { span: tree.span(start.call), message: format!("`{}` is called here", start.api) });
        }
    }
    let mut places: Vec<NodeId> = starts.iter().map(|start| start.from).collect();
    places.sort_unstable();
    places.dedup();
    let span = tree.span(places.first().copied().unwrap_or(first.from));
    let others = places.iter().skip(1);
    labels.extend(others.map(|place| Label { span: tree.span(*place), message: "and here".to_owned() }));
    let (mut outcome, captures, hints) = outcome(lift::add_main_guard(model, &places));
    labels.extend(captures);
    if let Outcome::Fix(fix) = &mut outcome
        && let Some(reason) = imported_for_its_effect(model)
    {
        fix.applicability.doubt(reason);
    }
    Some(Finding {
        code: Code::MissingMainGuard,
        file: model.file,
        span,
        anchor: None,
        distant: Vec::new(),
        message: format!("`{}` starts a process when this file is imported", first.api),
        label: "runs at import, without `if __name__ == \"__main__\":`".to_owned(),
        labels,
        reason: "a child imports the main module first, and would start children of its own".to_owned(),
        when: if starts.iter().any(|start| start.spawned) { When::Spawned } else { When::UnlessFork },
        exception: "RuntimeError: An attempt has been made to start a new process before the current process has \
                    finished its bootstrapping phase"
            .to_owned(),
        hints,
        outcome,
        alternatives: Vec::new(),
        severity: Severity::default(),
    })
}
