//! Captured objects that a task can't carry: its pool's initializer sets globals of their names to them in each worker.

use crate::edit::Edit;
use crate::finding::Refusal;
use crate::lift::capture::{self, Nature};
use crate::lift::group::{Member, Plan, only_unless_fork};
use crate::lift::mention::{self, Mention};
use crate::lift::unshare::shared_task;
use crate::lift::{Maker, Request, Shared, initializer, names, own_initializer};
use crate::module::{BindingKind, SymbolId};
use crate::syntax::{Kind, NodeId};
use crate::value::{self, Model};

/// The calls that make the pools of a request, where all that it is given to is a task of a known pool.
fn makers_of(request: &Request) -> Option<Vec<Maker>> {
    let mut found: Vec<Maker> = Vec::new();
    for arrival in &request.arrivals {
        let makers = arrival.makers.as_ref()?;
        found.extend(makers.iter().filter(|maker| !found.contains(maker)).copied().collect::<Vec<_>>());
    }
    (!found.is_empty()).then_some(found)
}

/// Whether a captured variable of a member goes to the workers through the pool's initializer, not with the task.
pub(super) fn is_by_initializer(model: Model<'_>, request: &Request, member: &Member, symbol: SymbolId) -> bool {
    !only_unless_fork(request)
        && !member.is_class()
        && value::shared(model, symbol).is_some()
        && makers_of(request).is_some()
}

/// Refuses a captured object that can't be a global of its name in each worker.
pub(super) fn check_global(model: Model<'_>, request: &Request, symbol: SymbolId) -> Result<(), Refusal> {
    let module = model.module;
    let makers = makers_of(request).unwrap_or_default();
    for arrival in &request.arrivals {
        is_there(model, symbol, &makers, arrival.value)?;
    }
    let name = &module.symbol(symbol).name;
    let taken = module.own_symbol(module.module_scope(), name).is_some_and(|other| other != symbol);
    if taken && !own_initializer::sets(model, &makers, name) || name.starts_with("__") || names::is_reserved(name) {
        let because = format!("`{name}` would be a global, and that name is taken");
        let at = module.first_binding(symbol).unwrap_or_else(|| model.tree.root());
        return shared_task(model, because, "give it another name", at);
    }
    Ok(())
}

/// The captured objects that the pool's initializer hands over. A function that needs them only runs in its workers.
pub(super) fn globals(model: Model<'_>, plan: &Plan<'_>) -> Result<Vec<SymbolId>, Refusal> {
    let (tree, request) = (model.tree, plan.request);
    let mut found: Vec<SymbolId> = Vec::new();
    for member in &plan.members {
        let variables = capture::symbols(model, member).into_iter();
        let variables = variables.filter(|symbol| capture::nature(model, *symbol) == Nature::Variable);
        found.extend(variables.filter(|symbol| is_by_initializer(model, request, member, *symbol)));
    }
    found.sort_by_key(|symbol| model.module.first_binding(*symbol));
    found.dedup();
    let makers = makers_of(request).filter(|_| !found.is_empty()).unwrap_or_default();
    for member in plan.members.iter().filter(|_| !found.is_empty()) {
        for (at, mention) in mention::outside(model, plan, member) {
            let in_task = request.arrivals.iter().any(|arrival| tree.is_within(at, arrival.value));
            let is_task = match mention {
                Mention::Arrival(arrival) => {
                    arrival.makers.iter().any(|own| own.iter().all(|maker| makers.contains(maker)))
                }
                Mention::Value | Mention::Partial { .. } => in_task,
                Mention::Bare => true,
                Mention::Call { .. } => false,
            };
            if !is_task {
                let because = format!("`{}` is also used here, where no initializer sets what it needs", member.name);
                return shared_task(model, because, "write a function of its own for the tasks", at);
            }
        }
    }
    Ok(found)
}

/// The edits that let the pools of a plan hand its shared objects over.
pub(super) fn initializer_edits(model: Model<'_>, plan: &Plan<'_>) -> Result<Vec<Edit>, Refusal> {
    let makers = makers_of(plan.request).filter(|_| !plan.shared.is_empty());
    let Some(makers) = makers else { return Ok(Vec::new()) };
    let name = |symbol: &SymbolId| model.module.symbol(*symbol).name.clone();
    let shared: Vec<Shared> =
        plan.shared.iter().map(|symbol| Shared { name: name(symbol), value: name(symbol) }).collect();
    initializer::add_initializer(model, &makers, &shared)
}

/// Refuses a variable that does not surely hold the same object where each pool is made and where it is used.
pub(super) fn is_there(model: Model<'_>, variable: SymbolId, makers: &[Maker], used: NodeId) -> Result<(), Refusal> {
    let (tree, module) = (model.tree, model.module);
    let name = &module.symbol(variable).name;
    let Some(binding) = module.only_binding(variable) else {
        let because = format!("`{name}` is set in several places, and the pool's `initializer` gets one value");
        let at = module.bindings_of(variable).map(|binding| binding.name).last().unwrap_or(used);
        return shared_task(model, because, "use a variable for each object", at);
    };
    let changed = module.references_to(variable).find(|read| {
        let is_container = value::shared(model, variable).is_some()
            && model.bound(binding).iter().any(|object| matches!(object, value::Object::Expression(_)));
        is_container && model.is_changed(read.node)
    });
    if let Some(changed) = changed {
        let because = format!("`{name}` is changed here, and the pool's `initializer` may not see it");
        return shared_task(model, because, "write its objects out where it is made", changed.node);
    }
    for maker in makers {
        let seen = module.lookup(model.scope_at(maker.call), name) == Some(variable);
        let bound = binding.kind == BindingKind::Parameter || module.surely_bound(tree, variable, maker.call);
        // Under the guard, a function that makes the pool may run before.
        let together = module.runs_together(tree, binding.name, maker.call);
        let again = module.shared_loop(tree, binding.name, used) || module.shared_loop(tree, binding.name, maker.call);
        let same_round = !again || (together && is_above(model, binding.name, maker.call));
        if !seen || !bound {
            let because = format!("`{name}` is not known, or may not be set yet, where the pool is made");
            return shared_task(model, because, "make it before the pool, in the same function", maker.call);
        }
        if !same_round {
            let because = format!("`{name}` may be another object when the next pool is made, or the next task");
            return shared_task(model, because, "make it before the loop", maker.call);
        }
    }
    Ok(())
}

/// Whether a statement runs whenever another one does, before it, in the same round of every loop.
fn is_above(model: Model<'_>, bound: NodeId, later: NodeId) -> bool {
    let (tree, module) = (model.tree, model.module);
    let statement = module.statement(tree, bound);
    let Some(block) = tree.parent(statement).filter(|block| tree.is_within(later, *block)) else { return false };
    let mut between = tree.ancestors(later).take_while(|outer| *outer != block);
    let conditional = between.any(|outer| {
        matches!(
            tree.kind(outer),
            Kind::IfStatement
                | Kind::ForStatement
                | Kind::WhileStatement
                | Kind::ConditionalExpression
                | Kind::BooleanOperator
                | Kind::MatchStatement
                | Kind::ListComprehension
                | Kind::GeneratorExpression
        )
    });
    bound < later && !conditional
}
