//! What else has to hold of a call that it pickles anything: a number of workers, a pool, no other backend.

use super::catalogue::{self, Needs, Param, Row};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object};

/// Whether a call of an API starts or reaches processes: a `DataLoader` does where `num_workers` is given and not 0.
pub(super) fn applies(model: Model<'_>, call: NodeId, row: &Row) -> bool {
    let text = |value: NodeId| model.tree.text(value);
    let is_none_of = |call: NodeId, argument: &Param, literals: &[&str]| {
        model.given(call, argument.name, argument.position).iter().all(|value| !literals.contains(&text(*value)))
    };
    row.needs.iter().all(|needs| match needs {
        Needs::Workers(workers) => {
            let given = model.given(call, workers.name, workers.position);
            let splat = || model.arguments(call).iter().any(|one| model.tree.kind(*one) == Kind::DictionarySplat);
            if given.is_empty() { splat() } else { given.iter().all(|value| text(*value) != "0") }
        }
        Needs::Parallel(workers) => {
            let given = model.given(call, workers.name, workers.position).into_iter();
            let objects: Vec<Object> = given.flat_map(|value| model.objects(value)).collect();
            !objects.is_empty() && objects.iter().all(|object| is_parallel(model, object))
        }
        Needs::Not(argument, literals) => is_none_of(call, argument, literals),
        Needs::MadeWithout(argument, literals) => {
            makers_of_receiver(model, call).into_iter().all(|maker| is_none_of(maker, argument, literals))
        }
        Needs::State(function) => {
            let given = model.given(call, function.name, function.position).into_iter();
            given.flat_map(|given| model.functions_in(given)).any(|function| reads_from_outside(model, function))
        }
        Needs::Pool(argument) => {
            let given = model.given(call, argument.name, argument.position).into_iter();
            given.flat_map(|pool| model.objects(pool)).any(|object| match object {
                Object::Made { path, .. } => POOLS.contains(&catalogue::normalized(&path).0.as_str()),
                _ => false,
            })
        }
    })
}

/// Whether an argument asks for several processes: a number of them, or the `map` of a pool.
fn is_parallel(model: Model<'_>, workers: &Object) -> bool {
    let tree = model.tree;
    match workers {
        Object::Expression(number) => {
            matches!(tree.kind(*number), Kind::Integer | Kind::UnaryOperator) && tree.text(*number) != "1"
        }
        Object::Made { path, .. } => path.ends_with("cpu_count"),
        Object::Path(path) => {
            let pool = catalogue::normalized(path).0;
            pool.strip_suffix("().map").is_some_and(|pool| POOLS.contains(&pool))
        }
        _ => false,
    }
}

/// Whether a function reads a variable that it does not bind itself, builtins aside.
fn reads_from_outside(model: Model<'_>, function: NodeId) -> bool {
    let module = model.module;
    let Some(scope) = module.scope_of(function) else { return true };
    module.references_in(model.tree, function).any(|reference| {
        let symbol = module.symbol(reference.symbol);
        !symbol.bindings.is_empty() && !module.is_within(symbol.scope, scope)
    })
}

/// What makes pools of processes that others call.
const POOLS: &[&str] = &["multiprocessing.Pool", "concurrent.futures.ProcessPoolExecutor"];

/// The calls that make the object whose method is called.
fn makers_of_receiver(model: Model<'_>, call: NodeId) -> Vec<NodeId> {
    let callee = model.tree.child(call, Field::Function);
    let receiver = callee.and_then(|callee| model.tree.child(callee, Field::Object));
    let objects = receiver.into_iter().flat_map(|receiver| model.objects(receiver));
    objects.filter_map(|object| if let Object::Made { call, .. } = object { Some(call) } else { None }).collect()
}
