//! Captured objects that a task can't carry: its pool's initializer sets globals of their names to them in each worker.

use crate::edit::Edit;
use crate::finding::{Refusal, RefusalReason, When};
use crate::lift::capture::{self, Nature};
use crate::lift::group::{Member, Parameter, Plan, only_unless_fork};
use crate::lift::mention::{self, Mention};
use crate::lift::task_function::{self, Passed};
use crate::lift::unshare::shared_task;
use crate::lift::{Arrival, ForTasks, Maker, Request, Shared, initializer, names, own_initializer};
use crate::module::{BindingKind, SymbolId};
use crate::syntax::{Kind, NodeId};
use crate::value::{self, Model};

/// The calls that make the pools of a request, where all that it is given to is a task of a known pool, or all that
/// can't carry what it captures.
fn makers_of(request: &Request) -> Option<Vec<Maker>> {
    let mut found: Vec<Maker> = Vec::new();
    let all = request.for_tasks == ForTasks::ReadGlobals;
    for arrival in request.arrivals.iter().filter(|arrival| all || arrival.when == When::Always) {
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
    if request.for_tasks == ForTasks::PassGlobals {
        return Ok(found);
    }
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
                return shared_task(model, because, OWN_FUNCTION, at);
            }
        }
    }
    Ok(found)
}

/// The way out where the parent needs the function as it is.
pub(super) const OWN_FUNCTION: &str = "write a function of its own for the tasks";

/// Whether a lifting that is refused may come about with functions for the tasks alone.
pub(super) fn may_pass(request: &Request, refusal: &Refusal) -> bool {
    let is_shared =
        matches!(refusal.reason, RefusalReason::SharedInTask { .. } | RefusalReason::UnpicklableCapture { .. });
    is_shared && !only_unless_fork(request) && request.for_tasks == ForTasks::ReadGlobals
}

/// The functions for the tasks alone: they take what the members take, but the objects that tasks can't carry.
pub(super) fn task_functions(model: Model<'_>, plan: &Plan<'_>) -> Result<Vec<Member>, Refusal> {
    let mut found: Vec<Member> = Vec::new();
    if plan.request.for_tasks == ForTasks::ReadGlobals {
        return Ok(found);
    }
    let makers = makers_of(plan.request).unwrap_or_default();
    let is_shared = |parameter: &Parameter| plan.shared.contains(&parameter.capture.symbol());
    for member in plan.members.iter().filter(|member| member.parameters.iter().any(is_shared)) {
        let mut tasks = mention::all(model, plan, member);
        tasks.retain(|(at, mention, _)| is_for_task(model, plan, *at, mention));
        let Some((first, ..)) = tasks.first() else { continue };
        let is_known = |mention: &Mention<'_>| match mention {
            Mention::Arrival(Arrival { makers: own, .. }) => {
                own.iter().any(|own| own.iter().all(|maker| makers.contains(maker)))
            }
            _ => true,
        };
        let unknown = tasks.iter().find(|(_, mention, inside)| *inside || !is_known(mention)).map(|(at, ..)| *at);
        let taken = |name: &str| plan.members.iter().chain(&found).any(|other| other.name == name);
        let name = names::fresh(model, &task_function::name_for(&member.name), taken);
        let parameters = member.parameters.iter().filter(|parameter| !is_shared(parameter)).cloned().collect();
        let task_function = Member { name, parameters, ..member.clone() };
        let unwritable = task_definition(model, plan, &task_function).is_none();
        if let Some(at) = unknown.or(unwritable.then_some(*first)) {
            let because = format!("`{}` is also used here, where no initializer sets what it needs", member.name);
            return shared_task(model, because, OWN_FUNCTION, at);
        }
        found.push(task_function);
    }
    Ok(found)
}

/// Whether a mention gives the function to a task of a pool.
fn is_for_task(model: Model<'_>, plan: &Plan<'_>, at: NodeId, mention: &Mention<'_>) -> bool {
    let is_task = |arrival: &Arrival| arrival.when == When::Always;
    match mention {
        Mention::Arrival(arrival) => is_task(arrival),
        Mention::Value | Mention::Partial { .. } => {
            let mut tasks = plan.request.arrivals.iter().filter(|arrival| is_task(arrival));
            tasks.any(|arrival| model.tree.is_within(at, arrival.value))
        }
        Mention::Call { .. } | Mention::Bare => false,
    }
}

/// What a mention of a member gets: the member, or its function for the tasks.
pub(super) fn at_mention<'p>(
    model: Model<'_>,
    plan: &'p Plan<'_>,
    member: &'p Member,
    (at, mention): (NodeId, &Mention<'_>),
) -> &'p Member {
    let own = plan.task_functions.iter().find(|other| other.node == member.node);
    own.filter(|_| is_for_task(model, plan, at, mention)).unwrap_or(member)
}

/// The definition of a function for the tasks.
pub(super) fn task_definition(model: Model<'_>, plan: &Plan<'_>, task_function: &Member) -> Option<String> {
    let member = plan.members.iter().find(|member| member.node == task_function.node)?;
    let leading = member.parameters.iter().map(|parameter| {
        let symbol = parameter.capture.symbol();
        let is_shared = plan.shared.contains(&symbol);
        if is_shared { Passed::global(&model.module.symbol(symbol).name) } else { Passed::on(&parameter.name) }
    });
    let own = task_function::own_parameters(model, member.node, |_| None)?;
    let parameters: Vec<Passed> = leading.chain(own).collect();
    let names = (task_function.name.as_str(), member.name.as_str());
    task_function::definition(model, member.node, names, &parameters, &plan.place.indent)
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
