//! Which calls that start a process run when the file is imported: those at module level, in a class body, and in
//! functions that such code calls. Code that asks for `__name__` or for the process that it runs in is guarded.

use rustc_hash::FxHashMap;

use super::{Context, callee_paths, catalogue, context_of, executor_row, keeps_to_fork};
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{Model, Object};

/// A call that starts a process when the file is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The call.
    pub call: NodeId,
    /// The API as a person writes it: `Process.start`, `Pool`.
    pub api: String,
    /// The call, decorator or statement at module level that leads to it; the call itself where it stands there.
    pub from: NodeId,
    /// Whether the process is never forked: its context is literally another one.
    pub spawned: bool,
}

/// What starts processes when it is called, and how a person writes it.
const STARTS: &[(&str, &str)] = &[
    ("multiprocessing.Process().start", "Process.start"),
    ("multiprocessing.Pool", "Pool"),
    ("multiprocessing.Manager", "Manager"),
    ("multiprocessing.managers.BaseManager().start", "BaseManager.start"),
    ("concurrent.futures.ProcessPoolExecutor().submit", "ProcessPoolExecutor.submit"),
    ("concurrent.futures.ProcessPoolExecutor().map", "ProcessPoolExecutor.map"),
    ("torch.multiprocessing.spawn", "spawn"),
    ("torch.multiprocessing.start_processes", "start_processes"),
    ("tqdm.contrib.concurrent.process_map", "process_map"),
    ("pebble.ProcessPool().schedule", "ProcessPool.schedule"),
    ("pebble.ProcessPool().submit", "ProcessPool.submit"),
    ("pebble.ProcessPool().map", "ProcessPool.map"),
    ("aiomultiprocess.Process().start", "Process.start"),
];

/// The last names of [`STARTS`]: following names costs more than comparing them.
const LAST_NAMES: &[&str] = &[
    "start",
    "Pool",
    "Manager",
    "submit",
    "map",
    "spawn",
    "start_processes",
    "process_map",
    "schedule",
    "run_in_executor",
];

/// Every call that starts a process when the file is imported, in source order.
pub fn started_at_import(model: Model<'_>) -> Vec<Start> {
    let starts = starts_of(model);
    if starts.is_empty() {
        return Vec::new();
    }
    let forks = keeps_to_fork(model);
    let reached = reached_at_import(model);
    let found = starts.into_iter().filter_map(|(call, api)| {
        let from = match model.function_around(call) {
            None => call,
            Some(function) => *reached.get(&function)?,
        };
        Some(Start { call, api, from, spawned: is_spawned(model, call) })
    });
    found.filter(|start| start.spawned || !forks).collect()
}

/// Whether what a call starts is never forked.
fn is_spawned(model: Model<'_>, call: NodeId) -> bool {
    let paths = callee_paths(model, call);
    let object = model.tree.child(call, Field::Function).and_then(|function| model.tree.child(function, Field::Object));
    let made = object.map(|object| model.objects(object)).unwrap_or_default();
    let by_executor = |object: &Object| match object {
        Object::Made { call, .. } => context_of(model, *call) == Some(Context::Spawn),
        _ => false,
    };
    !paths.is_empty() && paths.iter().all(|path| catalogue::is_spawned(path)) || made.iter().any(by_executor)
}

/// The functions of the file that start a process whenever they are called, each with the API that does. What some
/// condition decides is left out: who calls the function from another file may know that it does not hold.
pub fn starters(model: Model<'_>) -> Vec<(NodeId, String)> {
    let starts = starts_of(model).into_iter().filter(|(call, _)| !is_conditional(model, *call));
    let mut found: Vec<(NodeId, String)> =
        starts.filter_map(|(call, api)| Some((model.function_around(call)?, api))).collect();
    let mut next = 0;
    while let Some((function, api)) = found.get(next).cloned() {
        next += 1;
        let always = |call: &&NodeId| !is_guarded(model, **call) && !is_conditional(model, **call);
        for call in model.calls_of(function).iter().filter(always) {
            let caller = model.function_around(*call);
            let new = caller.filter(|caller| !found.iter().any(|(known, _)| known == caller));
            found.extend(new.map(|caller| (caller, api.clone())));
        }
    }
    found
}

/// Whether a node of a function runs only where a condition holds, or something has failed.
fn is_conditional(model: Model<'_>, node: NodeId) -> bool {
    let tree = model.tree;
    let function = model.function_around(node);
    let mut below = node;
    for outer in tree.ancestors(node).take_while(|outer| Some(*outer) != function) {
        let decides = matches!(
            tree.kind(outer),
            Kind::IfStatement | Kind::WhileStatement | Kind::ConditionalExpression | Kind::ExceptClause
        );
        if decides && tree.child(outer, Field::Condition) != Some(below) {
            return true;
        }
        below = outer;
    }
    false
}

/// The unguarded calls that start a process, each with the API that does.
fn starts_of(model: Model<'_>) -> Vec<(NodeId, String)> {
    // What is of another file may have any name.
    let has_others = model.index.len() > 1;
    let may_start =
        |name: &str| has_others || name == "run_in_executor" || LAST_NAMES.contains(&name) || model.may_be_bound(name);
    let starts = model.calls_named(may_start).into_iter().filter_map(|call| {
        let own = api_started_by(model, call).map(str::to_owned);
        Some((call, own.or_else(|| api_started_elsewhere(model, call))?))
    });
    starts.filter(|(call, _)| !is_guarded(model, *call)).collect()
}

/// The API through which what a call calls in another file starts a process.
pub fn api_started_elsewhere(model: Model<'_>, call: NodeId) -> Option<String> {
    // The module that `python -m` runs is not imported by children.
    if model.index.len() < 2 || model.index.module_name(model.file) == "__main__" {
        return None;
    }
    let paths = callee_paths(model, call).into_iter().filter(|path| path.starts_with('@'));
    paths.flat_map(|path| model.index.constructors(path)).find_map(|path| model.index.starter(&path).map(str::to_owned))
}

/// The API through which a call starts a process, where it does.
fn api_started_by(model: Model<'_>, call: NodeId) -> Option<&'static str> {
    let tree = model.tree;
    let function = tree.child(call, Field::Function)?;
    let name = model.callee_name(call)?;
    if name == "run_in_executor" {
        return executor_row(model, call).map(|_| "run_in_executor");
    }
    let plain = tree.kind(function) == Kind::Identifier;
    if !plain && !LAST_NAMES.contains(&name) {
        return None;
    }
    let paths: Vec<(String, bool)> = callee_paths(model, call).iter().map(|path| catalogue::normalized(path)).collect();
    // A context that is `fork` where there is one is meant to be.
    if paths.iter().any(|(_, fork)| *fork) {
        return None;
    }
    let api = paths.iter().find_map(|(path, _)| STARTS.iter().find(|(known, _)| known == path).map(|(_, api)| *api))?;
    let object = tree.child(function, Field::Object).map(|object| model.objects(object)).unwrap_or_default();
    let is_forked = |made| context_of(model, made) == Some(Context::Fork);
    let forks = object.iter().any(|object| matches!(object, Object::Made { call, .. } if is_forked(*call)));
    (!forks).then_some(api)
}

/// The calls that start an instance of a class of this file, each with the method that then runs in the child.
pub fn started_classes(model: Model<'_>) -> Vec<(NodeId, NodeId)> {
    let mut found = Vec::new();
    for call in model.calls_by_name("start").iter().copied() {
        if api_started_by(model, call) != Some("Process.start") {
            continue;
        }
        for object in model.called_on(call).map(|object| model.objects(object)).unwrap_or_default() {
            let Object::Instance(class) = object else { continue };
            let run = |class: NodeId| {
                let run = model.module.own_symbol(model.module.scope_of(class)?, "run")?;
                model.module.only_binding(run).filter(|run| run.kind == BindingKind::Function)
            };
            found.extend(model.own_bases(class).into_iter().find_map(run).map(|run| (call, run.node)));
        }
    }
    found
}

/// The functions of the file that run when it is imported.
pub fn run_at_import(model: Model<'_>) -> Vec<NodeId> {
    reached_at_import(model).keys().copied().collect()
}

/// The functions of the file that run when it is imported, each with what leads to it at module level.
fn reached_at_import(model: Model<'_>) -> &FxHashMap<NodeId, NodeId> {
    model.known_at_import(|| find_reached_at_import(model))
}

fn find_reached_at_import(model: Model<'_>) -> FxHashMap<NodeId, NodeId> {
    let tree = model.tree;
    let own_calls = |function: Option<NodeId>| {
        let calls = tree.of_kind(function.unwrap_or(tree.root()), Kind::Call).iter().copied();
        calls.filter(move |call| model.function_around(*call) == function && !is_guarded(model, *call))
    };
    let mut reached: FxHashMap<NodeId, NodeId> = FxHashMap::default();
    let mut waiting: Vec<(NodeId, NodeId)> = Vec::new();
    for call in own_calls(None) {
        waiting.extend(called_functions(model, call).into_iter().map(|function| (function, call)));
    }
    for decorator in tree.all_of_kind(Kind::Decorator) {
        if model.function_around(decorator).is_none() && !is_guarded(model, decorator) {
            let applied = tree.first_child(decorator).map(|node| functions(model, node)).unwrap_or_default();
            waiting.extend(applied.into_iter().map(|function| (function, decorator)));
        }
    }
    waiting.reverse();
    while let Some((function, from)) = waiting.pop() {
        if reached.contains_key(&function) {
            continue;
        }
        reached.insert(function, from);
        // A call of a decorated function calls what the decorator answers.
        let decorators = model.decorators(function).flat_map(|decorator| functions(model, decorator));
        let answered: Vec<NodeId> = decorators
            .flat_map(|decorator| model.returned_values(decorator))
            .flat_map(|value| functions(model, value))
            .collect();
        waiting.extend(answered.into_iter().map(|function| (function, from)));
        for call in own_calls(Some(function)) {
            waiting.extend(called_functions(model, call).into_iter().map(|function| (function, from)));
        }
    }
    reached
}

/// The functions of the file that an expression may be.
fn functions(model: Model<'_>, expression: NodeId) -> Vec<NodeId> {
    called_objects(model, expression)
        .into_iter()
        .filter_map(|object| match object {
            Object::Function(function) | Object::Method { function, .. } => Some(function),
            _ => None,
        })
        .collect()
}

/// What an expression that is called may be; nothing where it is what a call answers, and that may be several things: a
/// decorator that is used with arguments and without.
fn called_objects(model: Model<'_>, expression: NodeId) -> Vec<Object> {
    let objects = model.objects(expression);
    let is_choice = model.tree.kind(expression) == Kind::Call && objects.len() > 1;
    if is_choice { Vec::new() } else { objects }
}

/// The functions of the file that a call runs: what is called, or the `__init__` of a class.
pub fn called_functions(model: Model<'_>, call: NodeId) -> Vec<NodeId> {
    let Some(function) = model.tree.child(call, Field::Function) else { return Vec::new() };
    let mut found = Vec::new();
    for object in called_objects(model, function) {
        match object {
            Object::Function(function) | Object::Method { function, .. } => found.push(function),
            Object::Class(class) => {
                let scope = model.module.scope_of(class);
                let own = scope.and_then(|scope| model.module.own_symbol(scope, "__init__"));
                let binding = own.and_then(|symbol| model.module.only_binding(symbol));
                found.extend(binding.map(|binding| binding.node));
            }
            _ => {}
        }
    }
    found
}

/// A function, and the functions of the file that it calls or names, directly or through others.
pub fn reached(model: Model<'_>, function: NodeId) -> Vec<NodeId> {
    let tree = model.tree;
    let mut found = vec![function];
    let mut next = 0;
    while let Some(current) = found.get(next).copied() {
        next += 1;
        for node in tree.subtree(current) {
            let mut called = Vec::new();
            if tree.has_role(node, Role::Call) {
                called.extend(called_functions(model, node));
            } else if tree.kind(node) == Kind::Identifier {
                let symbol = model.module.symbol_at(node);
                let binding = symbol.and_then(|symbol| model.module.only_binding(symbol));
                called.extend(binding.filter(|found| found.kind == BindingKind::Function).map(|found| found.node));
            }
            for function in called {
                if !found.iter().any(|known| tree.is_within(function, *known)) {
                    found.push(function);
                }
            }
        }
    }
    found
}

/// Whether a node runs only where some condition about the process holds: under `if __name__ == "__main__":`, behind
/// `if __name__ != "__main__": sys.exit()`, or never.
pub fn is_guarded(model: Model<'_>, node: NodeId) -> bool {
    let tree = model.tree;
    let mut below = node;
    for outer in tree.ancestors(node) {
        match tree.kind(outer) {
            Kind::IfStatement | Kind::ElifClause | Kind::WhileStatement | Kind::ConditionalExpression => {
                let condition = tree.child(outer, Field::Condition).or_else(|| tree.children(outer).nth(1));
                if condition.is_some_and(|condition| condition != below && asks_for_process(model, condition)) {
                    return true;
                }
            }
            Kind::Block | Kind::Module => {
                let guarded_from = model.known_guard(outer, || guarded_from(model, outer));
                return guarded_from.is_some_and(|from| from < below);
            }
            _ => {}
        }
        below = outer;
    }
    false
}

/// The node of a block, or the block itself, behind which everything in it is guarded.
fn guarded_from(model: Model<'_>, block: NodeId) -> Option<NodeId> {
    if is_guarded(model, block) {
        return Some(block);
    }
    model.tree.children(block).find(|statement| leaves_in_children(model, *statement))
}

/// Whether a condition depends on how the file is run. That the current process has no parent is no such question: the
/// fork server has none either, and imports the file.
fn asks_for_process(model: Model<'_>, condition: NodeId) -> bool {
    const ASKS: &[&str] = &["__name__", "TYPE_CHECKING", "get_start_method", "get_ipython"];
    let tree = model.tree;
    let text = tree.text(condition);
    let never = matches!(text, "False" | "0" | "None");
    let asks = |node: NodeId| ASKS.contains(&tree.text(node)) || model.kept_comparison(node).is_some();
    never || tree.subtree(condition).any(|node| tree.kind(node) == Kind::Identifier && asks(node))
}

/// `if __name__ != "__main__": raise ...` and the like: what follows runs in the main process only.
fn leaves_in_children(model: Model<'_>, statement: NodeId) -> bool {
    let tree = model.tree;
    if tree.kind(statement) == Kind::AssertStatement {
        return tree.first_child(statement).is_some_and(|condition| asks_for_process(model, condition));
    }
    let asks = tree.kind(statement) == Kind::IfStatement
        && tree.child(statement, Field::Condition).is_some_and(|condition| asks_for_process(model, condition));
    let body = tree.child(statement, Field::Consequence).filter(|_| asks);
    body.is_some_and(|body| {
        tree.children(body).any(|inner| match tree.kind(inner) {
            Kind::RaiseStatement | Kind::ReturnStatement => true,
            Kind::ExpressionStatement => {
                let call = tree.first_child(inner).filter(|call| tree.kind(*call) == Kind::Call);
                call.is_some_and(|call| model.ends_process(call))
            }
            _ => false,
        })
    })
}
