//! Default values. They are evaluated where the function stands (language reference, section 8.7), so one that is not
//! the same at module level becomes an argument that every place passes.

use crate::finding::{Refusal, RefusalReason};
use crate::lift::capture::{self, Capture, Nature};
use crate::lift::group::{Form, Member, Plan};
use crate::lift::mention::{self, Mention};
use crate::lift::{Arrival, given, group, names, refuse};
use crate::module::{BindingKind, ScopeId, SymbolId};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{self, Forwarding, Model, Object, Passed};

/// An own parameter whose default does not move along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LocalDefault {
    /// The parameter.
    pub(super) parameter: NodeId,
    /// Its name.
    pub(super) name: String,
    /// Its 0-based position among the positional parameters; none for one that is given by keyword only.
    pub(super) position: Option<usize>,
    /// The default.
    pub(super) value: NodeId,
    /// What the places pass.
    pub(super) passed: String,
    /// Whether `passed` is a new local that is bound where the function stood.
    pub(super) saved: bool,
    /// Whether it can't be given by keyword.
    pub(super) position_only: bool,
    /// Whether a parameter in front of it keeps its default, so that this one needs one, too.
    pub(super) behind_default: bool,
}

/// Finds the defaults that don't move along, and what is passed in their place.
pub(super) fn find(model: Model<'_>, plan: &mut Plan<'_>) {
    for index in 0..plan.members.len() {
        let defaults = local_defaults(model, plan, &plan.members[index]);
        plan.members[index].defaults = defaults;
    }
}

/// The defaults of other members, or of its own, that a member's body relies on: calls that pass no value, and
/// mentions that somebody else calls.
pub(super) fn relied_on(model: Model<'_>, members: &[Member], member: &Member) -> Vec<Capture> {
    let mut found = Vec::new();
    for other in members {
        // What is made in the body has its defaults there.
        let made_inside = other.node != member.node && model.tree.is_within(other.node, member.node);
        let Some(symbol) = other.symbol.filter(|_| !made_inside) else { continue };
        let inside = |scope| model.module.is_within(scope, member.scope);
        for reference in model.module.references_to(symbol).filter(|reference| inside(reference.scope)) {
            let call = model
                .tree
                .parent(reference.node)
                .filter(|parent| model.tree.child(*parent, Field::Function) == Some(reference.node));
            let passed = call.and_then(|call| model.passed_behind(call, reference.node));
            for default in &other.defaults {
                let name = model.tree.child(default.parameter, Field::Name);
                let symbol = name.and_then(|name| model.module.binding_at(name)).map(|binding| binding.symbol);
                if let Some(symbol) = symbol.filter(|_| !passed.as_ref().is_some_and(|passed| default.is_given(passed)))
                {
                    let capture = Capture::Default { symbol, function: other.node };
                    if !found.contains(&capture) {
                        found.push(capture);
                    }
                }
            }
        }
    }
    found
}

/// Checks that every mention can pass the defaults.
pub(super) fn check(model: Model<'_>, plan: &mut Plan<'_>) -> Result<(), Refusal> {
    let mut caveats = Vec::new();
    for default in plan.members.iter().flat_map(|member| &member.defaults) {
        check_value(model, plan, default)?;
        let mutable = matches!(model.tree.kind(default.value), Kind::List | Kind::Dictionary | Kind::Set);
        if mutable && !group::only_unless_fork(plan.request) {
            caveats.push(format!("each task gets a `{}` of its own, the calls no longer share one", default.name));
        }
    }
    for member in plan.members.iter().filter(|member| !member.defaults.is_empty()) {
        for (at, mention, inside) in mention::all(model, plan, member) {
            check_mention(model, plan, member, (at, &mention, inside), &mut caveats)?;
        }
    }
    caveats.dedup();
    plan.caveats.extend(caveats);
    Ok(())
}

/// A default that is passed to another process has to be one that pickle takes.
fn check_value(model: Model<'_>, plan: &Plan<'_>, default: &LocalDefault) -> Result<(), Refusal> {
    let span = model.tree.span(default.value);
    let obstacle = value::obstacle_of_expression(model, default.value).filter(|_| plan.request.is_sent());
    if let Some(obstacle) = obstacle {
        let (name, what, way_out) = (default.name.clone(), obstacle.what, obstacle.way_out.to_owned());
        return refuse(RefusalReason::UnpicklableCapture { name, what, way_out }, span);
    }
    let moves = |name: NodeId| model.module.symbol_at(name).is_some_and(|symbol| plan.named(symbol).is_some());
    let mut definitions = model.functions_in(default.value).into_iter().chain(model.classes_in(default.value));
    let local = plan.request.is_sent() && definitions.any(|definition| group::is_local(model, definition));
    if local || model.tree.subtree(default.value).any(moves) {
        return refuse(RefusalReason::DefaultValue { name: default.name.clone() }, span);
    }
    Ok(())
}

fn check_mention(
    model: Model<'_>,
    plan: &Plan<'_>,
    member: &Member,
    (at, mention, inside): (NodeId, &Mention<'_>, bool),
    caveats: &mut Vec<String>,
) -> Result<(), Refusal> {
    for default in &member.defaults {
        let refused = || refuse(RefusalReason::DefaultValue { name: default.name.clone() }, model.tree.span(at));
        let unknown = |arrival: &Arrival| arrival.forwarding == Forwarding::Unknown;
        let passed = match mention {
            Mention::Bare => continue,
            Mention::Call { call } => model.passed_behind(*call, at),
            Mention::Partial { call } => model.passed_behind(*call, at),
            Mention::Arrival(arrival) if unknown(arrival) => {
                let given = given::at(model, plan, arrival, at).map(|passed| vec![passed]);
                check_partial(default, given, (false, inside && member.symbol.is_none()), caveats)
                    .or_else(|()| refused())?;
                continue;
            }
            Mention::Arrival(arrival) => arrival.forwarding.passed(model, at),
            Mention::Value if given::always(model, plan, at, default) => continue,
            Mention::Value => {
                let by_call = given::by_call(model, at).map(|passed| vec![passed]);
                let given = by_call.or_else(|| given::on_arrival(model, plan, member));
                let elsewhere = is_given_elsewhere(model, member, default);
                let local = inside && member.symbol.is_none() && (given.is_none() || reads_locals(model, default));
                check_partial(default, given, (elsewhere, local), caveats).or_else(|()| refused())?;
                continue;
            }
        };
        match passed {
            Some(passed) if default.is_given(&passed) => {}
            Some(passed) if default.position_only && default.position != Some(passed.positional) => return refused(),
            None if default.position_only => return refused(),
            Some(_) if inside && member.symbol.is_none() && reads_locals(model, default) => return refused(),
            Some(_) => {}
            None if matches!(mention, Mention::Call { .. }) || (inside && member.symbol.is_none()) => return refused(),
            None if default.position.is_none() => {}
            None => caveats.push(format!("a call that passes its own `{}` by position would fail", default.name)),
        }
    }
    Ok(())
}

/// Whether a call that reaches the function through another name gives the parameter by position.
fn is_given_elsewhere(model: Model<'_>, member: &Member, default: &LocalDefault) -> bool {
    default.position.is_some()
        && model.calls_of(member.node).iter().any(|call| {
            let Some(callee) = model.tree.child(*call, Field::Function) else { return false };
            let named = model.module.symbol_at(callee).is_some_and(|symbol| member.symbol == Some(symbol));
            let passed = model.passed_behind(*call, callee);
            !named && passed.is_none_or(|passed| default.position.is_some_and(|position| position < passed.positional))
        })
}

/// Whether a default reads anything but constants: its text may mean something else in a lifted body.
fn reads_locals(model: Model<'_>, default: &LocalDefault) -> bool {
    model.tree.subtree(default.value).any(|node| model.tree.kind(node) == Kind::Identifier)
}

/// Whether a `partial` can bring a default by its name: nobody may give the parameter by position.
fn check_partial(
    default: &LocalDefault,
    given: Option<Vec<Passed>>,
    (given_elsewhere, reads_locals): (bool, bool),
    caveats: &mut Vec<String>,
) -> Result<(), ()> {
    let by_position = |passed: &Passed| default.position.is_some_and(|position| position < passed.positional);
    if given_elsewhere || reads_locals || default.position_only {
        return Err(());
    }
    match given {
        Some(given) if given.iter().any(by_position) => return Err(()),
        None if default.position.is_some() => {
            caveats.push(format!("a call that passes its own `{}` by position would fail", default.name));
        }
        _ => {}
    }
    Ok(())
}

impl LocalDefault {
    /// Whether a call gives the parameter a value of its own.
    pub(super) fn is_given(&self, passed: &Passed) -> bool {
        self.position.is_some_and(|position| position < passed.positional) || passed.keywords.contains(&self.name)
    }
}

fn local_defaults(model: Model<'_>, plan: &Plan<'_>, member: &Member) -> Vec<LocalDefault> {
    let tree = model.tree;
    let Some(parameters) = tree.child(member.node, Field::Parameters) else { return Vec::new() };
    let mut found: Vec<LocalDefault> = Vec::new();
    let mut position = Some(0);
    let mut kept_before = false;
    let shared_by_tasks = !group::only_unless_fork(plan.request);
    let parent_calls = shared_by_tasks
        || mention::outside(model, plan, member)
            .iter()
            .any(|(_, mention)| matches!(mention, Mention::Call { .. } | Mention::Value));
    for parameter in tree.children(parameters) {
        match tree.kind(parameter) {
            Kind::KeywordSeparator | Kind::ListSplatPattern => position = None,
            Kind::TypedParameter if tree.text(parameter).starts_with('*') => position = None,
            Kind::PositionalSeparator => {}
            _ => {
                if let (Some(value), Some(name)) =
                    (tree.child(parameter, Field::Value), tree.child(parameter, Field::Name))
                {
                    if is_stable(model, plan, value, parent_calls) {
                        kept_before |= position.is_some();
                    } else {
                        let (passed, saved) = passed_value(model, plan, member, name, value);
                        found.push(LocalDefault {
                            parameter,
                            name: model.module.mangled(member.scope, tree.text(name)),
                            position,
                            value,
                            passed,
                            saved,
                            position_only: is_position_only(model, parameters, parameter),
                            behind_default: kept_before && position.is_some(),
                        });
                    }
                }
                position = position.map(|position| position + 1);
            }
        }
    }
    found
}

/// Whether a `/` follows the parameter.
fn is_position_only(model: Model<'_>, parameters: NodeId, parameter: NodeId) -> bool {
    let mut rest = model.tree.children(parameters).filter(|other| *other > parameter);
    rest.any(|other| model.tree.kind(other) == Kind::PositionalSeparator)
}

/// Whether a default means the same when the module is imported: a constant, or what the module itself binds once.
fn is_stable(model: Model<'_>, plan: &Plan<'_>, value: NodeId, parent_calls: bool) -> bool {
    let tree = model.tree;
    match tree.kind(value) {
        Kind::Integer | Kind::Float | Kind::None | Kind::True | Kind::False | Kind::Ellipsis => true,
        Kind::String | Kind::ConcatenatedString => {
            !tree.subtree(value).any(|node| tree.kind(node) == Kind::Interpolation)
        }
        Kind::UnaryOperator | Kind::ParenthesizedExpression | Kind::Tuple | Kind::BinaryOperator => {
            tree.children(value).all(|part| is_stable(model, plan, part, parent_calls))
        }
        // An own list or dict is only filled by children, each of which has its own.
        Kind::List | Kind::Dictionary | Kind::Set if !parent_calls => {
            tree.children(value).all(|part| is_stable(model, plan, part, parent_calls))
        }
        Kind::Pair => tree.children(value).all(|part| is_stable(model, plan, part, parent_calls)),
        Kind::Attribute => {
            let object = tree.child(value, Field::Object);
            let of_module = object.filter(|_| is_module_attribute(model, value));
            of_module.is_some_and(|object| is_stable(model, plan, object, parent_calls))
                || object.is_some_and(|object| is_moved_enum(model, plan, object))
        }
        Kind::Identifier => model.module.symbol_at(value).is_some_and(|symbol| is_stable_name(model, plan, symbol)),
        // What it reads of the module is there when it runs.
        Kind::Lambda => model.module.scope_of(value).is_some_and(|scope| captures_nothing(model, value, scope)),
        _ => false,
    }
}

/// Whether a lambda reads nothing of the functions around it, nor what only the main guard binds.
fn captures_nothing(model: Model<'_>, lambda: NodeId, scope: ScopeId) -> bool {
    let inner = model.module.references_in(model.tree, lambda).filter(|read| model.module.is_within(read.scope, scope));
    inner.into_iter().all(|read| {
        let owner = model.module.symbol(read.symbol).scope;
        model.module.is_within(owner, scope)
            || (owner == model.module.module_scope() && !capture::is_guard_variable(model, read.symbol))
    })
}

/// Whether an expression names an enum that moves along, in front of what has one of its members as a default.
fn is_moved_enum(model: Model<'_>, plan: &Plan<'_>, name: NodeId) -> bool {
    let symbol = model.module.symbol_at(name).filter(|_| model.tree.kind(name) == Kind::Identifier);
    let class = symbol.and_then(|symbol| plan.named(symbol)).map(|member| member.node);
    class.is_some_and(|class| model.tree.kind(class) == Kind::ClassDefinition && class < name && model.is_enum(class))
}

/// Whether an expression is an attribute of a module that the file does not assign.
fn is_module_attribute(model: Model<'_>, attribute: NodeId) -> bool {
    const CHANGING: &[&str] = &["sys.argv", "sys.path", "os.environ", "sys.stdout", "sys.stderr", "sys.stdin"];
    let tree = model.tree;
    let objects = tree.child(attribute, Field::Object).map(|object| model.objects(object)).unwrap_or_default();
    let text = tree.text(attribute);
    let assigned = tree
        .all_of_kind(Kind::Attribute)
        .any(|node| tree.has_role(node, Role::AssignmentTarget) && tree.text(node) == text);
    let known = objects.iter().all(|object| matches!(object, Object::Module(_) | Object::Path(_)));
    let changing = model.paths(attribute).iter().any(|path| CHANGING.contains(&path.as_str()));
    known && !objects.is_empty() && !assigned && !changing
}

fn is_stable_name(model: Model<'_>, plan: &Plan<'_>, symbol: SymbolId) -> bool {
    let module = model.module;
    if module.symbol(symbol).scope != module.module_scope() {
        // A local import moves to module level, where the default is evaluated.
        let taken = module.own_symbol(module.module_scope(), &module.symbol(symbol).name).is_some();
        return capture::nature(model, symbol) == Nature::Import && !taken;
    }
    if module.symbol(symbol).bindings.is_empty() {
        return true;
    }
    module.only_binding(symbol).is_some_and(|binding| {
        let kind = match binding.kind {
            BindingKind::Import | BindingKind::Function | BindingKind::Class => true,
            BindingKind::Assignment => {
                model.module.value_of(model.tree, binding).is_some_and(|value| is_stable(model, plan, value, true))
            }
            _ => false,
        };
        let above = model.tree.span(binding.name).start < plan.place.offset;
        kind && above && binding.scope == module.module_scope() && model.main_guard(binding.name).is_none()
    })
}

/// What the places pass for a default: its own text where it means the same there, else a local that is saved where
/// the function stood.
fn passed_value(model: Model<'_>, plan: &Plan<'_>, member: &Member, name: NodeId, value: NodeId) -> (String, bool) {
    let tree = model.tree;
    let text = tree.text(value).to_owned();
    if !matches!(member.form, Form::Statement { .. }) {
        return (text, false);
    }
    let symbol = model.module.symbol_at(value).filter(|_| tree.kind(value) == Kind::Identifier);
    // What a lifted body relies on is passed from anywhere.
    let relied_on = plan.members.iter().any(|other| {
        member.symbol.is_some_and(|symbol| {
            model.module.references_to(symbol).any(|reference| model.module.is_within(reference.scope, other.scope))
        })
    });
    let kept = !relied_on
        && symbol.is_some_and(|symbol| {
            mention::outside(model, plan, member).iter().all(|(at, _)| {
                let reader = model.module.lookup(model.scope_at(*at), &model.module.symbol(symbol).name);
                model.module.runs_together(tree, member.node, *at)
                    && reader == Some(symbol)
                    && model.module.rebound_between(tree, symbol, member.node, *at).is_empty()
            })
        });
    if kept {
        return (text, false);
    }
    let base = format!("{}_{}", member.name.trim_start_matches('_'), tree.text(name).trim_start_matches('_'));
    (names::fresh(model, &base, |_| false), true)
}
