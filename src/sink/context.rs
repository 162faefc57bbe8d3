//! The start method of the program: which calls set it, which calls fix it, which read it. What fixes it was tried:
//! everything that needs a context does, `Process(...)`, `Pipe()` and `cpu_count()` do not.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::{callee_paths, catalogue};
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object, SHARED};

/// Members of `multiprocessing` that need a context, and so fix the start method.
const FIXES: &[&str] = &[
    "Lock",
    "RLock",
    "Event",
    "Condition",
    "Semaphore",
    "BoundedSemaphore",
    "Barrier",
    "Queue",
    "JoinableQueue",
    "SimpleQueue",
    "Value",
    "Array",
    "Pool",
    "Manager",
    "get_context",
    "get_start_method",
    "pool.ThreadPool",
    "managers.BaseManager",
];

/// A member of `multiprocessing` that a context has, too, by its name.
pub fn member_of_context(name: &str) -> Option<&'static str> {
    SHARED.iter().chain(&["Process", "Pool", "Manager", "Pipe"]).copied().find(|member| *member == name)
}

/// What sets the start method of the program.
const SETS: &str = "set_start_method";

/// The calls of `multiprocessing.set_start_method`, in source order.
pub fn sets_start_method(model: Model<'_>) -> &[NodeId] {
    model.known_to_set_start_method(|| {
        let mut calls = model.calls_named(|name| name == SETS || model.may_be_bound(name));
        calls.retain(|call| is_set_start_method(model, *call));
        calls
    })
}

/// Whether a call is one of `multiprocessing.set_start_method`, perhaps under a name that an import gives it.
fn is_set_start_method(model: Model<'_>, call: NodeId) -> bool {
    let function = model.tree.child(call, Field::Function);
    let is_imported = || {
        let symbol = function.and_then(|function| model.module.symbol_at(function));
        let binding = symbol.and_then(|symbol| model.module.only_binding(symbol));
        binding.is_some_and(|binding| binding.kind == BindingKind::Import)
    };
    (model.callee_name(call) == Some(SETS) || is_imported())
        && callee_paths(model, call).iter().any(|path| path.ends_with("multiprocessing.set_start_method"))
}

/// Whether a call that sets a start method runs where there is no `fork`: behind a question about the system or its
/// start methods, or when setting `fork` has failed.
pub(super) fn is_for_want_of_fork(model: Model<'_>, call: NodeId) -> bool {
    let tree = model.tree;
    tree.ancestors(call).any(|outer| tree.kind(outer) == Kind::ExceptClause || asks_about_system(model, outer))
}

/// Whether an `if` asks about the system, or which start methods it has.
pub fn asks_about_system(model: Model<'_>, statement: NodeId) -> bool {
    const ASKS: &[&str] = &["sys.platform", "os.name", "platform.system", "sys.version_info", "get_all_start_methods"];
    let tree = model.tree;
    let condition = tree.child(statement, Field::Condition).filter(|_| tree.kind(statement) == Kind::IfStatement);
    condition.is_some_and(|condition| ASKS.iter().any(|known| tree.text(condition).contains(known)))
}

/// Whether a call reads the start method of the program.
pub fn reads_start_method(model: Model<'_>, call: NodeId) -> bool {
    let function = model.tree.child(call, Field::Function);
    let object = function.and_then(|function| model.tree.child(function, Field::Object));
    // A context of its own says what it is.
    let of_program = |object: &Object| match object {
        Object::Module(_) | Object::Path(_) => true,
        Object::Made { path, call } => {
            let is_itself = model.callee_name(*call) == Some("get_context");
            is_itself && path.ends_with(".get_context") && model.arguments(*call).is_empty()
        }
        _ => false,
    };
    object.is_none_or(|object| model.objects(object).iter().all(of_program))
        && callee_paths(model, call).iter().any(|path| path.ends_with("multiprocessing.get_start_method"))
}

/// The calls that fix the start method, in source order.
pub fn fixes_start_method(model: Model<'_>) -> Vec<NodeId> {
    let mut calls = model.calls_named(|name| may_fix(model, name));
    calls.retain(|call| fixes(model, *call));
    calls
}

/// Whether what has this name may fix the start method: following names costs more. What has none may be anything.
fn may_fix(model: Model<'_>, name: &str) -> bool {
    // Another name of a manager, and the one name that is no member of `multiprocessing`.
    const OTHERS: &[&str] = &["SyncManager", "ProcessPoolExecutor"];
    static LAST_NAMES: OnceLock<FxHashSet<&str>> = OnceLock::new();
    let last_names =
        LAST_NAMES.get_or_init(|| FIXES.iter().chain(OTHERS).filter_map(|known| known.rsplit('.').next()).collect());
    name.is_empty() || last_names.contains(name) || model.may_be_renamed(name) || model.may_be_bound(name)
}

fn fixes(model: Model<'_>, call: NodeId) -> bool {
    let tree = model.tree;
    let Some(function) = tree.child(call, Field::Function) else { return false };
    // A context of its own leaves that of the program alone.
    let of_context = tree.child(function, Field::Object).is_some_and(|object| {
        model.objects(object).iter().any(|found| match found {
            Object::Made { path, call } => path.ends_with(".get_context") && !model.arguments(*call).is_empty(),
            _ => false,
        })
    });
    if of_context || tree.kind(function) == Kind::Call {
        return false;
    }
    callee_paths(model, call).iter().any(|path| {
        let (path, fork) = catalogue::normalized(path);
        let bare = model.arguments(call).is_empty();
        match path.strip_prefix("multiprocessing.") {
            Some("get_context" | "get_start_method") => bare && !fork,
            Some(name) => FIXES.contains(&name) && !fork,
            None => path == "concurrent.futures.ProcessPoolExecutor" && model.keyword(call, "mp_context").is_none(),
        }
    })
}

/// Whether the code of a node runs when the file is imported or run: it stands in no function.
pub fn runs_at_import(model: Model<'_>, node: NodeId) -> bool {
    model.function_around(node).is_none()
}

/// Whether a statement of the module runs a node among `what`, which come in source order: one in it, or in a function
/// of this file that it calls.
pub fn reached_by(model: Model<'_>, statement: NodeId, what: &[NodeId]) -> bool {
    let mut waiting = vec![statement];
    let mut seen: Vec<NodeId> = Vec::new();
    while let Some(node) = waiting.pop() {
        if seen.contains(&node) || seen.len() > 200 {
            continue;
        }
        seen.push(node);
        let tree = model.tree;
        let is_body = node != statement;
        let is_own = |inner: &NodeId| {
            if is_body { model.function_around(*inner) == Some(node) } else { runs_at_import(model, *inner) }
        };
        let inside = &what[what.partition_point(|inner| *inner < node)..];
        if inside.iter().take_while(|inner| tree.is_within(**inner, node)).any(is_own) {
            return true;
        }
        for call in tree.of_kind(node, Kind::Call) {
            let called = tree.child(*call, Field::Function).filter(|callee| is_own(call) && model.may_be_own(*callee));
            for object in called.map(|function| model.objects(function)).unwrap_or_default() {
                match object {
                    Object::Function(function) | Object::Method { function, .. } => waiting.push(function),
                    Object::Class(class) => {
                        waiting.extend(crate::value::method(model, class, "__init__"));
                    }
                    _ => {}
                }
            }
        }
    }
    false
}
