//! Globals as arguments: a function and those it calls get a leading parameter for each global that they read, and
//! every mention of them hands it over. A method reads an attribute of its instance, which the constructor takes.
//! Nothing moves.

use crate::edit::Edit;
use crate::finding::{Refusal, RefusalReason, When};
use crate::lift::capture::Capture;
use crate::lift::group::{self, Form, Member, Plan};
use crate::lift::mention::{self, Mention};
use crate::lift::place::Place;
use crate::lift::{Lifted, Request, class, doctest, hand_over, names, refuse, render};
use crate::module::SymbolId;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object};

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
    let mut definitions: Vec<NodeId> = functions.iter().map(|function| definition(model, *function)).collect();
    definitions.sort_unstable();
    definitions.dedup();
    let mut members =
        definitions.into_iter().map(|node| member(model, node, globals)).collect::<Result<Vec<_>, _>>()?;
    let needs = needs(model, globals, &members);
    for (member, needs) in members.iter_mut().zip(needs) {
        member.take(needs.into_iter().map(Capture::Variable).collect());
    }
    members.retain(|member| !member.parameters.is_empty());
    names::choose_parameters(model, &mut members);
    let end = tree.source().text().len();
    let place = Place { offset: end, indent: String::new() };
    let mut plan = Plan {
        request,
        members,
        place,
        followers: Vec::new(),
        caveats: Vec::new(),
        hints: Vec::new(),
        shared: Vec::new(),
        task_functions: Vec::new(),
    };
    class::check(model, &mut plan)?;
    check(model, &plan)?;
    let declared = declarations(model, &plan)?;
    let mut edits = hand_over::in_place(model, &plan)?;
    edits.extend(declared);
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let caveats = plan.members.iter().flat_map(|member| doctest::old_calls(model, member.node));
    let mut caveats: Vec<String> = caveats.chain(plan.caveats.iter().cloned()).collect();
    caveats.sort();
    caveats.dedup();
    let passed: Vec<String> = globals.iter().map(|symbol| format!("`{}`", model.module.symbol(*symbol).name)).collect();
    let to: Vec<String> = plan.members.iter().map(|member| format!("`{}`", member.name)).collect();
    let title = format!("Pass {} to {}", passed.join(", "), to.join(", "));
    Ok(Lifted { title, edits, caveats, labels: Vec::new(), hints: Vec::new() })
}

/// What takes the values of a function: the class of a method, which keeps them on the instance.
fn definition(model: Model<'_>, function: NodeId) -> NodeId {
    let is_method = model.tree.kind(function) == Kind::FunctionDefinition;
    model.class_around(function).filter(|_| is_method).unwrap_or(function)
}

/// Whether a class of the module has nothing to do with other classes of the file, which would have to pass the values
/// on.
fn stands_alone(model: Model<'_>, class: NodeId) -> bool {
    let tree = model.tree;
    let is_local = |base: &Object| matches!(base, Object::Class(_));
    tree.kind(class) == Kind::ClassDefinition
        && tree.source().indent_at(tree.span(class).start).is_empty()
        && class::subclasses(model, class).is_empty()
        && !model.bases(class).iter().any(is_local)
}

fn member(model: Model<'_>, node: NodeId, globals: &[SymbolId]) -> Result<Member, Refusal> {
    let tree = model.tree;
    let name = tree.child(node, Field::Name);
    let binding = name.and_then(|name| model.module.binding_at(name));
    let only = binding.filter(|binding| model.module.only_binding(binding.symbol).is_some());
    let is_class = stands_alone(model, node);
    let is_function = tree.kind(node) == Kind::FunctionDefinition && model.class_around(node).is_none();
    let plain = (is_class || is_function) && model.decorators(node).next().is_none();
    let found = only.filter(|_| plain).zip(name).zip(model.module.scope_of(node));
    let Some(((binding, name), scope)) = found else {
        let names: Vec<String> =
            globals.iter().map(|symbol| format!("`{}`", model.module.symbol(*symbol).name)).collect();
        let because =
            format!("{} can't be passed through a lambda, or what is decorated or inherited", names.join(", "));
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
        class: is_class.then(class::Shape::default),
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

/// Refuses members that are kept as values, whose parameter could be too early.
fn check(model: Model<'_>, plan: &Plan<'_>) -> Result<(), Refusal> {
    let tree = model.tree;
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
    }
    Ok(())
}

/// The edits that take the names of parameters out of `global` statements: such a variable is then one of the function.
///
/// # Errors
/// Where somebody else would miss what the function sets it to.
fn declarations(model: Model<'_>, plan: &Plan<'_>) -> Result<Vec<Edit>, Refusal> {
    let (tree, module) = (model.tree, model.module);
    let mut dropped: Vec<NodeId> = Vec::new();
    for member in &plan.members {
        for name in module.global_names() {
            let mut parameters = member.parameters.iter();
            let declared = parameters.find(|parameter| {
                module.symbol(parameter.capture.symbol()).name == tree.text(*name)
                    && module.is_within(model.scope_at(*name), member.scope)
            });
            let Some(parameter) = declared else { continue };
            let is_own = parameter.name == tree.text(*name) && model.scope_at(*name) == member.scope;
            if !is_own || !is_for_itself(model, plan, member, parameter.capture.symbol()) {
                let because = format!("`{}` declares `{}` global", member.name, tree.text(*name));
                let way_out = "drop that statement".to_owned();
                return refuse(RefusalReason::LostGlobal { because, way_out }, tree.span(*name));
            }
            dropped.push(*name);
        }
    }
    let mut edits = Vec::new();
    let mut statements: Vec<NodeId> = dropped.iter().filter_map(|name| tree.parent(*name)).collect();
    statements.dedup();
    for statement in statements {
        let kept = tree.children(statement).filter(|name| !dropped.contains(name));
        let kept: Vec<&str> = kept.map(|name| tree.text(name)).collect();
        let edit = match kept[..] {
            [] => render::removal(model, &[statement]),
            _ => Some(Edit::replace(tree.span(statement), format!("global {}", kept.join(", ")))),
        };
        match edit {
            Some(edit) => edits.push(edit),
            None => return refuse(RefusalReason::Damaged, tree.span(statement)),
        }
    }
    Ok(edits)
}

/// Whether nobody but a function itself sees what it sets a global to: it runs once in a child of its own, the parent
/// does not call it, and nothing else in a child names the global.
fn is_for_itself(model: Model<'_>, plan: &Plan<'_>, member: &Member, global: SymbolId) -> bool {
    let (tree, module) = (model.tree, model.module);
    let only_sent = mention::all(model, plan, member).into_iter().all(|(_, mention, _)| match mention {
        Mention::Arrival(arrival) => arrival.when != When::Always,
        Mention::Bare => true,
        Mention::Call { .. } | Mention::Partial { .. } | Mention::Value => false,
    });
    let reads = module.references_to(global).map(|reference| reference.node);
    let mut named = reads.chain(module.bindings_of(global).map(|binding| binding.name));
    let in_child = |node: NodeId| plan.request.in_children.iter().any(|function| tree.is_within(node, *function));
    only_sent && named.all(|node| tree.is_within(node, member.node) || !in_child(node))
}
