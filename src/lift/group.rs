//! Who moves, and what each takes along: the hoist set of a function and the least fixpoint of its captures.

use crate::finding::{Refusal, RefusalReason, When};
use crate::lift::capture::{self, Capture, Nature};
use crate::lift::default::{self, LocalDefault};
use crate::lift::{Request, class, decorator, follower, names, place, refuse, render, shared_global};
use crate::module::{BindingKind, ScopeId, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::Model;

/// How a function stands in its encloser, and what becomes of it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A `def`, or a lambda that is all of an assignment: its statement goes away, its mentions are rewritten.
    Statement {
        /// The statement: the decorated definition, the `def` or the assignment.
        node: NodeId,
    },
    /// A `def` whose name means other things, too: its statement becomes an assignment to that name.
    Assigned {
        /// The statement.
        node: NodeId,
    },
    /// A lambda in an expression, which gives way to what is handed over.
    Inline,
}

/// A captured value as one function takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) capture: Capture,
    /// Its name in this function.
    pub(super) name: String,
    pub(super) annotation: Option<String>,
}

impl Parameter {
    /// The parameter as it is written.
    pub(super) fn written(&self) -> String {
        match &self.annotation {
            Some(annotation) => format!("{}: {annotation}", self.name),
            None => self.name.clone(),
        }
    }
}

/// A function of the hoist set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Member {
    /// The `def` or `lambda`.
    pub(super) node: NodeId,
    pub(super) scope: ScopeId,
    pub(super) form: Form,
    /// The local name whose mentions are rewritten.
    pub(super) symbol: Option<SymbolId>,
    /// Its name at module level.
    pub(super) name: String,
    /// The captured values it takes, its new leading parameters.
    pub(super) parameters: Vec<Parameter>,
    /// Local imports that are repeated in its body.
    pub(super) imports: Vec<String>,
    /// Own parameters whose defaults can't move along.
    pub(super) defaults: Vec<LocalDefault>,
    /// What a class does with the values it takes; none for a function.
    pub(super) class: Option<class::Shape>,
}

/// What will be done.
#[derive(Debug)]
pub(super) struct Plan<'r> {
    pub(super) request: &'r Request,
    /// In source order.
    pub(super) members: Vec<Member>,
    pub(super) place: place::Place,
    /// Statements that go where a class goes.
    pub(super) followers: Vec<follower::Follower>,
    pub(super) caveats: Vec<String>,
    pub(super) hints: Vec<String>,
    /// The captured objects that the pool's initializer hands over, as globals of their names.
    pub(super) shared: Vec<SymbolId>,
    /// Functions for the tasks alone, each in the place of a member that it calls.
    pub(super) task_functions: Vec<Member>,
}

impl Plan<'_> {
    /// The member that a symbol names.
    pub(super) fn named(&self, symbol: SymbolId) -> Option<&Member> {
        self.members.iter().find(|member| member.symbol == Some(symbol))
    }
}

/// Decides what a lifting does.
pub(super) fn plan<'r>(model: Model<'_>, request: &'r Request) -> Result<Plan<'r>, Refusal> {
    let mut seeds = vec![request.function];
    let (mut members, needs) = loop {
        let members = hoist_set(model, &seeds)?;
        let needs = needs(model, request, &members)?;
        let hiding = hiding_function(model, &members, &needs).into_iter().chain(subclasses(model, &members, &needs));
        let seen = seeds.len();
        for node in hiding {
            let known = seeds.contains(&node) || members.iter().any(|member| member.node == node);
            seeds.extend(Some(node).filter(|_| !known));
        }
        if seeds.len() == seen {
            break (members, needs);
        }
    };
    for (member, needs) in members.iter_mut().zip(needs) {
        if !member.is_class() {
            member.imports = capture::imports(model, member)?;
        }
        member.take(needs);
    }
    let place = place::find(model, &members)?;
    names::choose_functions(model, request, &mut members);
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
    default::find(model, &mut plan);
    take_defaults(model, &mut plan);
    names::choose_parameters(model, &mut plan.members);
    plan.followers = follower::followers(model, &plan);
    class::check(model, &mut plan)?;
    default::check(model, &mut plan)?;
    plan.shared = shared_global::globals(model, &plan)?;
    plan.task_functions = shared_global::task_functions(model, &plan)?;
    capture::check(model, &mut plan)?;
    decorator::check(model, &mut plan)?;
    Ok(plan)
}

impl Member {
    pub(super) fn take(&mut self, captures: Vec<Capture>) {
        let parameter = |capture| Parameter { capture, name: String::new(), annotation: None };
        self.parameters = captures.into_iter().map(parameter).collect();
    }
}

/// Lets members take the defaults along that calls in their bodies rely on.
fn take_defaults(model: Model<'_>, plan: &mut Plan<'_>) {
    let mut needs: Vec<Vec<Capture>> = plan
        .members
        .iter()
        .map(|member| member.parameters.iter().map(|parameter| parameter.capture.clone()).collect())
        .collect();
    let own: Vec<Vec<Capture>> =
        plan.members.iter().map(|member| default::relied_on(model, &plan.members, member)).collect();
    for (needs, own) in needs.iter_mut().zip(own) {
        needs.extend(own);
    }
    loop {
        let mut changed = false;
        for index in 0..plan.members.len() {
            for other in named_members(model, &plan.members, &plan.members[index]) {
                for capture in needs[other].clone().into_iter().filter(Capture::is_default) {
                    let Capture::Default { function, .. } = capture else { continue };
                    let member = &plan.members[index];
                    let made_inside = function != member.node && model.tree.is_within(function, member.node);
                    if !made_inside && !needs[index].contains(&capture) {
                        needs[index].push(capture);
                        changed = true;
                    }
                }
            }
        }
        if !changed {
            break;
        }
    }
    for (member, mut needs) in plan.members.iter_mut().zip(needs) {
        needs.sort_by_cached_key(|capture| capture.order(model));
        member.take(needs);
    }
}

/// The classes that inherit from one that takes values: theirs take them, too.
fn subclasses(model: Model<'_>, members: &[Member], needs: &[Vec<Capture>]) -> Vec<NodeId> {
    let taking = members.iter().zip(needs).filter(|(member, needs)| member.is_class() && !needs.is_empty());
    taking.flat_map(|(member, _)| class::subclasses(model, member.node)).collect()
}

/// A local function that mentions a member and hides a variable that the member needs behind a name of its own: moved
/// along, it takes the variable under another name.
fn hiding_function(model: Model<'_>, members: &[Member], needs: &[Vec<Capture>]) -> Option<NodeId> {
    let module = model.module;
    for (member, needs) in members.iter().zip(needs) {
        let Some(symbol) = member.symbol else { continue };
        for reference in module.references_to(symbol) {
            for capture in needs {
                let needed = capture.symbol();
                let name = &module.symbol(needed).name;
                let owner = module.symbol(needed).scope;
                if module.lookup(reference.scope, name) == Some(needed) {
                    continue;
                }
                let mut around = module.enclosing(reference.scope).take_while(|scope| *scope != owner);
                let hides = around.find(|scope| module.declares(*scope, name));
                let function =
                    hides.and_then(|scope| module.enclosing_function(scope)).map(|scope| module.scope(scope).node);
                let local = function.filter(|node| {
                    is_local(model, *node) && !members.iter().any(|other| model.tree.is_within(*node, other.node))
                });
                if local.is_some_and(|node| model.class_around(node).is_none()) {
                    return local;
                }
            }
        }
    }
    None
}

/// The functions that move together: the requested one, every local function that one of them names, and those that a
/// captured variable holds.
fn hoist_set(model: Model<'_>, seeds: &[NodeId]) -> Result<Vec<Member>, Refusal> {
    let mut members: Vec<Member> = Vec::new();
    let mut waiting = seeds.to_vec();
    while let Some(function) = waiting.pop() {
        if members.iter().any(|member| member.node == function) {
            continue;
        }
        let member = member(model, function)?;
        for symbol in capture::symbols(model, &member) {
            match capture::nature(model, symbol) {
                Nature::Function(node) | Nature::Class(node) => waiting.push(node),
                Nature::Variable => {
                    waiting.extend(held_functions(model, symbol));
                    waiting.extend(class::held(model, symbol));
                }
                _ => {}
            }
        }
        waiting.extend(local_decorators(model, &member));
        if member.is_class() {
            waiting.extend(class::needed_definitions(model, member.node));
        }
        members.push(member);
    }
    members.sort_by_key(|member| member.node);
    Ok(members)
}

/// The local functions that decorate a member: they have to be there before it.
fn local_decorators(model: Model<'_>, member: &Member) -> Vec<NodeId> {
    let names = model.decorators(member.node).flat_map(|decorator| model.tree.subtree(decorator));
    let natures = names.filter_map(|name| model.module.symbol_at(name)).map(|symbol| capture::nature(model, symbol));
    let mut found: Vec<NodeId> = natures
        .filter_map(|nature| match nature {
            Nature::Function(function) => Some(function),
            _ => None,
        })
        .collect();
    found.retain(|function| is_local(model, *function));
    found
}

/// The local functions that a variable holds: they travel with its value.
fn held_functions(model: Model<'_>, symbol: SymbolId) -> Vec<NodeId> {
    let mut found = Vec::new();
    for binding in model.module.bindings_of(symbol).copied().collect::<Vec<_>>() {
        match binding.kind {
            BindingKind::Function => found.push(binding.node),
            BindingKind::Parameter => {}
            _ => {
                if let Some(value) = model.module.value_of(model.tree, &binding) {
                    found.extend(model.functions_in(value));
                }
            }
        }
    }
    found.retain(|function| is_local(model, *function));
    found
}

/// Whether pickle can't find the definition by its name: a lambda, or what stands in a function or under the main
/// guard.
pub(super) fn is_local(model: Model<'_>, function: NodeId) -> bool {
    model.tree.kind(function) == Kind::Lambda
        || model.function_around(function).is_some()
        || model.main_guard(function).is_some()
}

fn member(model: Model<'_>, node: NodeId) -> Result<Member, Refusal> {
    let tree = model.tree;
    let span = tree.span(node);
    let unsupported = |what: &str, way_out: &str| {
        let reason = RefusalReason::Unsupported { what: what.to_owned(), way_out: way_out.to_owned() };
        refuse(reason, Span::new(span.start, span.start))
    };
    let functional = tree.kind(node) == Kind::Call;
    let scope = model.module.scope_of(node).or_else(|| functional.then(|| model.module.nowhere()));
    let Some(scope) = scope else { return unsupported("it is damaged", "repair it first") };
    if let Some(damage) = damage_around(model, node) {
        return refuse(RefusalReason::Damaged, damage);
    }
    let in_class = model.class_around(node).is_some() && tree.kind(node) == Kind::FunctionDefinition;
    if in_class {
        return unsupported("it is a method of a local class", "move the class to module level first");
    }
    let is_class = functional || tree.kind(node) == Kind::ClassDefinition;
    let (form, symbol) = form(model, node);
    if is_class && symbol.is_none() {
        let name = model.class_name_text(node).to_owned();
        return refuse(RefusalReason::AmbiguousName { name }, span);
    }
    Ok(Member {
        node,
        scope,
        form,
        symbol,
        name: String::new(),
        parameters: Vec::new(),
        imports: Vec::new(),
        defaults: Vec::new(),
        class: is_class.then(class::Shape::default),
    })
}

/// A syntax error in a function or in one around it: what the grammar made of the rest can't be trusted.
fn damage_around(model: Model<'_>, node: NodeId) -> Option<Span> {
    let tree = model.tree;
    let functions = tree.ancestors(node).filter(|outer| tree.kind(*outer) == Kind::FunctionDefinition);
    let outermost = functions.last().unwrap_or(node);
    let span = tree.span(outermost);
    if tree.ancestors(node).any(|outer| tree.kind(outer) == Kind::Error) {
        return Some(tree.span(node));
    }
    let touched = tree.damaged().iter().find(|damage| damage.overlaps(span) || span.contains(**damage));
    touched.copied().or_else(|| render::uneven_block(model, outermost))
}

fn form(model: Model<'_>, node: NodeId) -> (Form, Option<SymbolId>) {
    let tree = model.tree;
    if matches!(tree.kind(node), Kind::Lambda | Kind::Call) {
        return match lambda_statement(model, node) {
            Some((statement, symbol)) => (Form::Statement { node: statement }, Some(symbol)),
            None => (Form::Inline, None),
        };
    }
    let around = tree.parent(node).filter(|parent| tree.kind(*parent) == Kind::DecoratedDefinition);
    let statement = around.unwrap_or(node);
    let binding = tree.child(node, Field::Name).and_then(|name| model.module.binding_at(name));
    let symbol = binding.map(|binding| binding.symbol);
    match symbol.filter(|symbol| model.module.only_binding(*symbol).is_some()) {
        Some(symbol) => (Form::Statement { node: statement }, Some(symbol)),
        None => (Form::Assigned { node: statement }, None),
    }
}

/// The statement `name = lambda ...`, or `Name = namedtuple(...)`, that is all of its lines, and the name, if it is
/// bound nowhere else.
fn lambda_statement(model: Model<'_>, lambda: NodeId) -> Option<(NodeId, SymbolId)> {
    let tree = model.tree;
    let assignment = tree.parent(tree.with_parentheses(lambda)).filter(|node| tree.kind(*node) == Kind::Assignment)?;
    let left = tree.child(assignment, Field::Left)?;
    let statement = tree.parent(assignment).filter(|node| tree.kind(*node) == Kind::ExpressionStatement)?;
    let binding = model.module.binding_at(left)?;
    let only = model.module.only_binding(binding.symbol).is_some();
    // A name of a class or of the module may be read from elsewhere.
    let owner = model.module.symbol(binding.symbol).scope;
    let local =
        model.module.enclosing_function(owner) == Some(owner) || capture::is_guard_variable(model, binding.symbol);
    (only && local && place::is_alone(model, statement)).then_some((statement, binding.symbol))
}

/// The captures of each member: its own, and those of the members that it names, except what it binds itself.
fn needs(model: Model<'_>, request: &Request, members: &[Member]) -> Result<Vec<Vec<Capture>>, Refusal> {
    let mut needs: Vec<Vec<Capture>> = Vec::new();
    for member in members {
        needs.push(capture::own(model, request, members, member)?);
    }
    loop {
        let mut changed = false;
        for index in 0..members.len() {
            for other in named_members(model, members, &members[index]) {
                for capture in needs[other].clone() {
                    let owner = model.module.symbol(capture.symbol()).scope;
                    let inside = model.module.is_within(owner, members[index].scope);
                    if !inside && !needs[index].contains(&capture) {
                        needs[index].push(capture);
                        changed = true;
                    }
                }
            }
        }
        if !changed {
            break;
        }
    }
    for captures in &mut needs {
        captures.sort_by_cached_key(|capture| capture.order(model));
    }
    Ok(needs)
}

/// The indices of the members whose names a member mentions.
pub(super) fn named_members(model: Model<'_>, members: &[Member], member: &Member) -> Vec<usize> {
    let mut found = Vec::new();
    for (index, other) in members.iter().enumerate() {
        let mentions = other.symbol.is_some_and(|symbol| {
            model.module.references_to(symbol).any(|reference| model.module.is_within(reference.scope, member.scope))
        });
        // What stands in a member's body as an expression is handed over there.
        let contains =
            other.node != member.node && other.symbol.is_none() && model.module.is_within(other.scope, member.scope);
        if mentions || contains || class::inherits(model, member, other) {
            found.push(index);
        }
    }
    found
}

/// Whether every place that the function reaches may be given shared objects: none is a task.
pub(super) fn only_unless_fork(request: &Request) -> bool {
    request.arrivals.iter().all(|arrival| arrival.when != When::Always)
}
