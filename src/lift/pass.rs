//! Globals as arguments: a function and those it calls get a leading parameter for each global that they read, and
//! every mention of them hands it over. Nothing moves.

use crate::finding::{Refusal, RefusalReason};
use crate::lift::capture::Capture;
use crate::lift::group::{self, Form, Member, Plan};
use crate::lift::mention::{self, Mention};
use crate::lift::place::Place;
use crate::lift::{Lifted, Request, hand_over, names, refuse};
use crate::module::SymbolId;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::Model;

/// Passes globals to the function of a request, through the functions between it and where they are read.
///
/// # Errors
/// Where a function between can't take a parameter, or is used as a value.
pub fn pass_globals(
    model: Model<'_>,
    request: &Request,
    globals: &[SymbolId],
    functions: &[NodeId],
) -> Result<Lifted, Refusal> {
    let tree = model.tree;
    let mut members = Vec::new();
    for function in functions {
        members.push(member(model, *function, globals)?);
    }
    members.sort_by_key(|member| member.node);
    let needs = needs(model, globals, &members);
    for (member, needs) in members.iter_mut().zip(needs) {
        member.take(needs.into_iter().map(Capture::Variable).collect());
    }
    members.retain(|member| !member.parameters.is_empty());
    names::choose_parameters(model, &mut members);
    let end = tree.source().text().len();
    let place = Place { offset: end, indent: String::new() };
    let plan = Plan {
        request,
        members,
        place,
        followers: Vec::new(),
        caveats: Vec::new(),
        hints: Vec::new(),
        shared: Vec::new(),
    };
    check(model, &plan)?;
    let edits = hand_over::in_place(model, &plan)?;
    let passed: Vec<String> = globals.iter().map(|symbol| format!("`{}`", model.module.symbol(*symbol).name)).collect();
    let to: Vec<String> = plan.members.iter().map(|member| format!("`{}`", member.name)).collect();
    let title = format!("Pass {} to {}", passed.join(", "), to.join(", "));
    Ok(Lifted { title, edits, caveats: Vec::new(), labels: Vec::new(), hints: Vec::new() })
}

fn member(model: Model<'_>, node: NodeId, globals: &[SymbolId]) -> Result<Member, Refusal> {
    let tree = model.tree;
    let name = tree.child(node, Field::Name);
    let binding = name.and_then(|name| model.module.binding_at(name));
    let only = binding.filter(|binding| model.module.only_binding(binding.symbol).is_some());
    let plain = tree.kind(node) == Kind::FunctionDefinition
        && model.class_around(node).is_none()
        && model.decorators(node).next().is_none();
    let found = only.filter(|_| plain).zip(name).zip(model.module.scope_of(node));
    let Some(((binding, name), scope)) = found else {
        let names: Vec<String> =
            globals.iter().map(|symbol| format!("`{}`", model.module.symbol(*symbol).name)).collect();
        let because =
            format!("{} can't be passed through a method, a lambda or a decorated function", names.join(", "));
        let way_out = "keep the value on the instance, or pass it as an argument of your own".to_owned();
        let reason = RefusalReason::LostGlobal { because, way_out };
        let span = tree.span(name.unwrap_or(node));
        return refuse(reason, span);
    };
    Ok(Member {
        node,
        scope,
        form: Form::Statement { node },
        symbol: Some(binding.symbol),
        name: tree.text(name).to_owned(),
        parameters: Vec::new(),
        imports: Vec::new(),
        defaults: Vec::new(),
        class: None,
    })
}

/// The globals that each member takes: those it reads, and those of the members that it names.
fn needs(model: Model<'_>, globals: &[SymbolId], members: &[Member]) -> Vec<Vec<SymbolId>> {
    let module = model.module;
    let reads = |member: &Member, symbol: SymbolId| {
        module.references_to(symbol).any(|reference| module.is_within(reference.scope, member.scope))
    };
    let mut needs: Vec<Vec<SymbolId>> = members
        .iter()
        .map(|member| globals.iter().copied().filter(|symbol| reads(member, *symbol)).collect())
        .collect();
    loop {
        let mut changed = false;
        for index in 0..members.len() {
            for other in group::named_members(model, members, &members[index]) {
                for symbol in needs[other].clone() {
                    if !needs[index].contains(&symbol) {
                        needs[index].push(symbol);
                        changed = true;
                    }
                }
            }
        }
        if !changed {
            break;
        }
    }
    for symbols in &mut needs {
        symbols.sort_by_key(|symbol| globals.iter().position(|global| global == symbol));
    }
    needs
}

/// Refuses members that are kept as values, whose parameter could be too early, and those that declare the global.
fn check(model: Model<'_>, plan: &Plan<'_>) -> Result<(), Refusal> {
    let (tree, module) = (model.tree, model.module);
    for member in &plan.members {
        for (at, mention) in mention::outside(model, plan, member) {
            let sent = plan.request.arrivals.iter().chain(plan.request.anywhere.iter());
            let in_payload = sent.into_iter().any(|arrival| tree.is_within(at, arrival.value));
            let kept = match mention {
                Mention::Value | Mention::Partial { .. } => !in_payload,
                Mention::Call { .. } => model.function_around(at).is_none() && model.main_guard(at).is_none(),
                Mention::Arrival(_) | Mention::Bare => false,
            };
            if kept {
                let because =
                    format!("`{}` is kept or called at a place where the value may not be set yet", member.name);
                let way_out = "pass the value as an argument".to_owned();
                return refuse(RefusalReason::LostGlobal { because, way_out }, tree.span(at));
            }
        }
        for name in module.global_names() {
            let declared = member.parameters.iter().any(|parameter| {
                module.symbol(parameter.capture.symbol()).name == tree.text(*name)
                    && module.is_within(model.scope_at(*name), member.scope)
            });
            if declared {
                let because = format!("`{}` declares `{}` global", member.name, tree.text(*name));
                let way_out = "drop that statement".to_owned();
                return refuse(RefusalReason::LostGlobal { because, way_out }, tree.span(*name));
            }
        }
    }
    Ok(())
}
