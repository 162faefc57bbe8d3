//! MP303 start-method: the start method is set where that fails, or compared with too few.
//!
//! # What it does
//!
//! Finds `set_start_method` outside of the main guard, a second time, after something has fixed the start method, or in
//! a module that is imported; and comparisons such as `get_start_method() == "spawn"` that forget `forkserver`. What is
//! about `spawn` alone is left alone: the function sets it itself, or a test is skipped.
//!
//! # Why is this bad
//!
//! The start method of a program can be set once, before anything needs it, and not in a child process: a child of
//! `spawn` or `forkserver` imports the main module, and what stands outside of the main guard runs there again:
//! `RuntimeError: context has already been set`. A child of `forkserver`, the default on Linux since Python 3.14,
//! inherits as little as one of `spawn`.
//!
//! # Example
//!
//! ```python
//! import multiprocessing
//!
//! multiprocessing.set_start_method("spawn")
//!
//!
//! def work(number):
//!     print(number + 1)
//!
//!
//! if __name__ == "__main__":
//!     process = multiprocessing.Process(target=work, args=(1,))
//!     process.start()
//!     process.join()
//! ```
//!
//! # Use instead
//!
//! ```python
//! import multiprocessing
//!
//!
//! def work(number):
//!     print(number + 1)
//!
//!
//! if __name__ == "__main__":
//!     multiprocessing.set_start_method("spawn")
//!     process = multiprocessing.Process(target=work, args=(1,))
//!     process.start()
//!     process.join()
//! ```
//!
//! # When mpfix refuses
//!
//! - The start method is set twice, and which of the two is meant can't be told; or the function that sets it is called
//!   several times.
//! - It is set in a module that others import: set it under the guard of the program, or use
//!   `multiprocessing.get_context` there.
//! - Something above the guard fixes the start method first, and can't be moved.
//!
//! # Fix safety
//!
//! Moving the call under the guard is safe. A comparison with `"spawn"` becomes one with `"fork"`, which is unsafe:
//! what is done for `spawn` is then done for `forkserver`, too.

mod place;

use super::imported_for_its_effect;
use crate::edit::{Applicability, Edit, Fix};
use crate::finding::{Code, Finding, Label, Outcome, Refusal, RefusalReason, Severity, When};
use crate::sink;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::Model;

/// The findings about the start method, in source order.
pub(super) fn findings(model: Model<'_>) -> Vec<Finding> {
    let sets: Vec<NodeId> =
        sink::sets_start_method(model).iter().copied().filter(|call| is_certain(model, *call)).collect();
    let mut found: Vec<Finding> = Vec::new();
    for (index, call) in sets.iter().enumerate() {
        let first = sets.iter().take(index).find(|first| both_run(model, **first, *call));
        let finding = match first {
            Some(first) => Some(second(model, *first, *call)),
            None => outside(model, *call).or_else(|| too_late(model, *call)).or_else(|| called_twice(model, *call)),
        };
        found.extend(finding);
    }
    found.extend(comparisons(model));
    found.sort_by_key(|finding| finding.span.start);
    found
}

/// Whether nothing takes care of a start method that is set already: `force=True`, `try`, a condition.
fn is_certain(model: Model<'_>, call: NodeId) -> bool {
    let tree = model.tree;
    let conditional = tree.ancestors(call).any(|outer| match tree.kind(outer) {
        Kind::TryStatement => true,
        Kind::IfStatement => model.main_guard(call) != Some(outer) && on_platform(model, call) != Some(outer),
        Kind::WithStatement => tree.text(outer).contains("suppress"),
        _ => false,
    });
    let forced = model.keyword(call, "force").is_some() || model.positional(call).len() > 1;
    !conditional && !forced && tree.parent(call).is_some_and(|parent| tree.kind(parent) == Kind::ExpressionStatement)
}

/// Whether two calls run in one run of the program: both at import, or in the same function.
fn both_run(model: Model<'_>, first: NodeId, second: NodeId) -> bool {
    model.function_around(first) == model.function_around(second)
}

/// The words in which the findings differ.
struct Words {
    message: String,
    label: &'static str,
    labels: Vec<Label>,
    reason: &'static str,
}

fn finding(model: Model<'_>, call: NodeId, words: Words, outcome: Outcome) -> Finding {
    Finding {
        code: Code::StartMethod,
        file: model.file,
        anchor: None,
        distant: Vec::new(),
        span: model.tree.span(call),
        message: words.message,
        label: words.label.to_owned(),
        labels: words.labels,
        reason: words.reason.to_owned(),
        when: When::Always,
        exception: "RuntimeError: context has already been set".to_owned(),
        hints: Vec::new(),
        outcome,
        alternatives: Vec::new(),
        severity: Severity::default(),
    }
}

fn refusal(model: Model<'_>, at: NodeId, because: &str, way_out: &str) -> Outcome {
    let reason = RefusalReason::StartMethod { because: because.to_owned(), way_out: way_out.to_owned() };
    Outcome::Refusal(Refusal { reason, span: model.tree.span(at) })
}

fn second(model: Model<'_>, first: NodeId, call: NodeId) -> Finding {
    let labels = vec![Label { span: model.tree.span(first), message: "the first call".to_owned() }];
    let words = Words {
        message: "the start method is set a second time".to_owned(),
        label: "this call fails",
        labels,
        reason: "the start method of a program can be set once",
    };
    let because = "which of the two is meant can't be told";
    let outcome = refusal(model, call, because, "remove one, or use `multiprocessing.get_context` where they differ");
    finding(model, call, words, outcome)
}

/// A call in a function that one run of the program surely calls a second time.
fn called_twice(model: Model<'_>, call: NodeId) -> Option<Finding> {
    let tree = model.tree;
    let function = model.function_around(call)?;
    let surely = |call: &NodeId| {
        let own = model.function_around(*call);
        let mut outer = tree.ancestors(*call).take_while(|outer| Some(*outer) != own);
        outer.all(|outer| match tree.kind(outer) {
            Kind::IfStatement => tree.has_role(outer, Role::MainGuard),
            Kind::WithStatement | Kind::ForStatement | Kind::WhileStatement => false,
            Kind::TryStatement | Kind::MatchStatement | Kind::ConditionalExpression | Kind::BooleanOperator => false,
            _ => true,
        })
    };
    let calls: Vec<NodeId> = model.calls_of(function).iter().copied().filter(surely).collect();
    let again = calls.iter().enumerate().find_map(|(index, again)| {
        let first = calls.iter().take(index).find(|first| both_run(model, **first, *again))?;
        Some((*first, *again))
    });
    let leaves =
        tree.of_kind(function, Kind::ReturnStatement).iter().chain(tree.of_kind(function, Kind::RaiseStatement));
    let may_leave = leaves.into_iter().any(|node| *node < call);
    let (first, again) = again.filter(|_| surely(&call) && !may_leave)?;
    let name = super::spoken_name(model, function);
    let label = |node: NodeId, message: String| Label { span: tree.span(node), message };
    let words = Words {
        message: format!("the start method is set each time {name} is called"),
        label: "this call fails the second time",
        labels: vec![label(first, format!("{name} is called here")), label(again, "and here again".to_owned())],
        reason: "the start method of a program can be set once",
    };
    let because = "the function that sets it is called several times";
    let way_out = "set it once, at the top of the main guard, or use a context of `multiprocessing.get_context` here";
    Some(finding(model, call, words, refusal(model, call, because, way_out)))
}

/// A call that runs whenever the file is imported: children import it, too.
fn outside(model: Model<'_>, call: NodeId) -> Option<Finding> {
    let at_import = sink::runs_at_import(model, call) && model.main_guard(call).is_none();
    // Children of `fork` import nothing.
    if !at_import || model.is_literal_fork(call) || model.positional(call).is_empty() {
        return None;
    }
    let guard = place::guard(model);
    if guard.is_none() && place::runs_something(model, call) {
        // A script without a guard is the case of another rule.
        return None;
    }
    let words = Words {
        message: "the start method is set outside of the main guard".to_owned(),
        label: "runs in every child process, too",
        labels: Vec::new(),
        reason: "a child process imports the main module, and what stands outside of the guard runs there again",
    };
    let Some(guard) = guard else {
        let because = "a module that is imported sets the start method of the whole program";
        let way_out = "set it under the guard of the program, or use `multiprocessing.get_context` here";
        return Some(finding(model, call, words, refusal(model, call, because, way_out)));
    };
    let fixing = sink::fixes_start_method(model);
    let early = model
        .tree
        .children(model.tree.root())
        .find(|statement| *statement != guard && sink::reached_by(model, *statement, &fixing) && *statement < guard);
    if let Some(early) = early {
        let because = "what fixes the start method is created before the guard";
        let way_out = "create it under the guard, after the start method is set, and pass it on";
        return Some(finding(model, call, words, refusal(model, early, because, way_out)));
    }
    let outcome = match place::under_guard(model, call, guard) {
        Some(edits) => fix("Set the start method under the main guard", edits, imported_for_its_effect(model)),
        None => refusal(model, call, "the line can't be moved as it is", "move it under the main guard"),
    };
    Some(finding(model, call, words, outcome))
}

fn fix(title: &str, edits: Vec<Edit>, doubt: Option<String>) -> Outcome {
    let applicability = doubt.map_or(Applicability::Safe, |doubt| Applicability::Unsafe(vec![doubt]));
    Outcome::Fix(Fix { title: title.to_owned(), applicability, edits })
}

/// A call behind something that has fixed the start method.
fn too_late(model: Model<'_>, call: NodeId) -> Option<Finding> {
    let fixing = sink::fixes_start_method(model);
    let own = model.function_around(call);
    let in_own = |node: &NodeId| {
        let conditional = model.tree.ancestors(*node).any(|outer| {
            matches!(model.tree.kind(outer), Kind::IfStatement | Kind::TryStatement)
                && !model.tree.is_within(call, outer)
        });
        model.function_around(*node) == own && *node < call && !conditional
    };
    let here = fixing.iter().copied().find(in_own);
    let at_import = fixing
        .iter()
        .copied()
        .find(|node| own.is_some() && sink::runs_at_import(model, *node) && model.main_guard(*node).is_none());
    let fixed = here.or(at_import)?;
    let labels = vec![Label { span: model.tree.span(fixed), message: "fixes the start method".to_owned() }];
    let words = Words {
        message: "the start method is set after something needs it".to_owned(),
        label: "too late",
        labels,
        reason: "a lock, a queue, a pool or any other object that needs a context fixes the start method",
    };
    let outcome = match place::above(model, call, fixed) {
        Some(edits) => fix("Set the start method before that", edits, None),
        None => {
            let because = "it can't be moved above what fixes the start method";
            refusal(model, fixed, because, "set it first, or create that later")
        }
    };
    Some(finding(model, call, words, outcome))
}

/// `get_start_method() == "spawn"`: what holds for `spawn` mostly holds for `forkserver`.
fn comparisons(model: Model<'_>) -> Vec<Finding> {
    let tree = model.tree;
    let found: Vec<Finding> =
        tree.all_of_kind(Kind::ComparisonOperator).filter_map(|node| comparison(model, node)).collect();
    let mut strings = tree.all_of_kind(Kind::String).filter(|_| !found.is_empty());
    if strings.any(|node| tree.text(node).contains("forkserver")) { Vec::new() } else { found }
}

fn comparison(model: Model<'_>, node: NodeId) -> Option<Finding> {
    let tree = model.tree;
    let sides: Vec<NodeId> = tree.children(node).collect();
    let [one, other] = sides[..] else { return None };
    let reads = |side: NodeId| {
        let call = tree.without_parentheses(side);
        let value = match tree.kind(call) {
            Kind::Identifier => model
                .module
                .symbol_at(call)
                .and_then(|symbol| model.module.only_binding(symbol))
                .and_then(|binding| model.module.value_of(tree, binding)),
            _ => Some(call),
        };
        value.is_some_and(|value| tree.has_role(value, Role::Call) && sink::reads_start_method(model, value))
    };
    let text = match (model.string_value(one), model.string_value(other)) {
        (None, Some("spawn")) if reads(one) => other,
        (Some("spawn"), None) if reads(other) => one,
        _ => return None,
    };
    if is_about_spawn(model, node) {
        return None;
    }
    let operator = tree.all_children(node).find(|child| matches!(tree.text(*child), "==" | "!="))?;
    let (new, word) = if tree.text(operator) == "==" { ("!=", "!= \"fork\"") } else { ("==", "== \"fork\"") };
    let quote = tree.text(text).chars().next()?;
    let edits =
        vec![Edit::replace(tree.span(operator), new), Edit::replace(tree.span(text), format!("{quote}fork{quote}"))];
    let mut edits = edits;
    edits.sort_by_key(|edit| edit.span.start);
    let caveat = "what is done for `spawn` is now done for `forkserver`, too".to_owned();
    let outcome = Outcome::Fix(Fix {
        title: format!("Compare with `{word}`"),
        applicability: Applicability::Unsafe(vec![caveat]),
        edits,
    });
    Some(Finding {
        code: Code::StartMethod,
        file: model.file,
        anchor: None,
        distant: Vec::new(),
        span: tree.span(node),
        message: format!("the comparison with `{}` forgets `forkserver`", tree.text(text)),
        label: "`forkserver` is the default on Linux since Python 3.14".to_owned(),
        labels: Vec::new(),
        reason: "a child of `forkserver` starts afresh like one of `spawn`: it inherits nothing".to_owned(),
        when: When::Forkserver,
        exception: String::new(),
        hints: Vec::new(),
        outcome,
        alternatives: Vec::new(),
        severity: Severity::default(),
    })
}

/// Whether a comparison asks for `spawn` alone: the same function asks for that start method itself, or a test is
/// skipped by it.
fn is_about_spawn(model: Model<'_>, comparison: NodeId) -> bool {
    let tree = model.tree;
    let own = model.function_around(comparison);
    let chooses = |call: &NodeId| {
        let callee = tree.child(*call, Field::Function).map_or("", |function| tree.text(function));
        let is_choice = callee.ends_with("set_start_method") || callee.ends_with("get_context");
        is_choice && model.function_around(*call) == own && model.is_never_fork(*call)
    };
    let skips = |statement: NodeId| {
        let inner = tree.first_child(statement);
        let call = inner.filter(|inner| matches!(tree.kind(*inner), Kind::Call | Kind::Identifier | Kind::Attribute));
        let callee = call.and_then(|call| tree.child(call, Field::Function)).or(call);
        let leaves = matches!(tree.kind(statement), Kind::ExpressionStatement | Kind::RaiseStatement);
        let last = callee.and_then(|callee| tree.text(callee).rsplit('.').next());
        leaves && last.is_some_and(|name| matches!(name, "skipTest" | "skip" | "SkipTest"))
    };
    let condition = tree.ancestors(comparison).find(|outer| {
        tree.kind(*outer) == Kind::IfStatement
            && tree.child(*outer, Field::Condition).is_some_and(|condition| tree.is_within(comparison, condition))
    });
    let body = condition.and_then(|outer| tree.child(outer, Field::Consequence));
    let skipped = body.is_some_and(|body| tree.children(body).any(skips));
    skipped || model.calls().iter().any(chooses)
}

/// The statement of a call that is all of it, with the condition on the platform that is around it.
fn statement_of(model: Model<'_>, call: NodeId) -> Option<NodeId> {
    let parent = model.tree.parent(call)?;
    let is_statement =
        model.tree.kind(parent) == Kind::ExpressionStatement && model.tree.child(call, Field::Function).is_some();
    is_statement.then(|| on_platform(model, call).unwrap_or(parent))
}

/// The module-level `if sys.platform != "win32":` that has nothing but a call in it.
fn on_platform(model: Model<'_>, call: NodeId) -> Option<NodeId> {
    const ASKS: &[&str] = &["sys.platform", "os.name", "platform.system", "sys.version_info"];
    let tree = model.tree;
    let statement = tree.parent(call)?;
    let block = tree.parent(statement).filter(|block| tree.kind(*block) == Kind::Block)?;
    let outer = tree.parent(block).filter(|outer| tree.kind(*outer) == Kind::IfStatement)?;
    let condition = tree.text(tree.child(outer, Field::Condition)?);
    let asks = ASKS.iter().any(|known| condition.contains(known)) && !condition.contains("start_method");
    let is_alone = tree.children(block).count() == 1 && tree.children(outer).count() == 2;
    (asks && is_alone && tree.parent(outer) == Some(tree.root())).then_some(outer)
}
