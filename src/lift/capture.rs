//! What a function captures, what becomes of it, and when it can't be taken along.

use crate::finding::{Label, Refusal, RefusalReason};
use crate::lift::group::{Member, Plan, only_unless_fork};
use crate::lift::mention::{self, Mention};
use crate::lift::{Arrival, ForTasks, Request, class, late, refuse, shared_global};
use crate::module::{Binding, BindingKind, Reference, ScopeId, ScopeKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::text::Span;
use crate::value::{self, Forwarding, Model, Object};

/// A value that a function reads from around it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Capture {
    /// A variable.
    Variable(SymbolId),
    /// An attribute of `self`, which itself can't be pickled.
    Attribute {
        /// The variable.
        symbol: SymbolId,
        /// The attribute, mangled.
        name: String,
        /// Its first mention in the function.
        first: NodeId,
    },
    /// The default value of a member's parameter, which a call in a lifted body relies on.
    Default {
        /// The parameter.
        symbol: SymbolId,
        /// The member.
        function: NodeId,
    },
}

impl Capture {
    pub(super) fn symbol(&self) -> SymbolId {
        match self {
            Self::Variable(symbol) | Self::Attribute { symbol, .. } | Self::Default { symbol, .. } => *symbol,
        }
    }

    /// Whether it is the default value of a parameter.
    pub(super) fn is_default(&self) -> bool {
        matches!(self, Self::Default { .. })
    }

    /// Captures are ordered as they are first bound, attributes of one variable as they are first read.
    pub(super) fn order(&self, model: Model<'_>) -> (Option<NodeId>, Option<NodeId>) {
        let first = match self {
            Self::Variable(_) | Self::Default { .. } => None,
            Self::Attribute { first, .. } => Some(*first),
        };
        (model.module.first_binding(self.symbol()), first)
    }

    /// The name that the value has by nature: the variable's or the attribute's.
    pub(super) fn name<'m>(&'m self, model: Model<'m>) -> &'m str {
        match self {
            Self::Variable(symbol) | Self::Default { symbol, .. } => &model.module.symbol(*symbol).name,
            Self::Attribute { name, .. } => name,
        }
    }
}

/// What a captured name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// A local function, hoisted along.
    Function(NodeId),
    /// A local class, hoisted along.
    Class(NodeId),
    /// A local import, repeated.
    Import,
    /// A type parameter, repeated.
    TypeParameter,
    /// The class around a method, for `super()`.
    ClassCell,
    /// Anything else, passed as a value.
    Variable,
    /// Several of these at once.
    Mixed,
}

pub(super) fn nature(model: Model<'_>, symbol: SymbolId) -> Nature {
    let module = model.module;
    if module.symbol(symbol).name == "__class__" {
        return Nature::ClassCell;
    }
    let mut kinds: Vec<BindingKind> = module.bindings_of(symbol).map(|binding| binding.kind).collect();
    kinds.dedup();
    match kinds[..] {
        [BindingKind::Import] => Nature::Import,
        [BindingKind::TypeParameter] => Nature::TypeParameter,
        _ => match module.only_binding(symbol) {
            Some(binding) if binding.kind == BindingKind::Function => Nature::Function(binding.node),
            Some(binding) if binding.kind == BindingKind::Class => Nature::Class(binding.node),
            Some(binding) => match functional_class(model, binding) {
                Some(class) => Nature::Class(class),
                None => named_lambda(model, binding).map_or(Nature::Variable, Nature::Function),
            },
            None if kinds.contains(&BindingKind::Class) || kinds.contains(&BindingKind::Import) => Nature::Mixed,
            None => Nature::Variable,
        },
    }
}

/// The call that makes the class which a local name is bound to.
fn functional_class(model: Model<'_>, binding: &Binding) -> Option<NodeId> {
    let value = moved_value(model, binding)?;
    model.is_functional_class(value).then_some(value)
}

/// The lambda that a local name is bound to and that moves as a statement.
fn named_lambda(model: Model<'_>, binding: &Binding) -> Option<NodeId> {
    moved_value(model, binding).filter(|value| model.tree.kind(*value) == Kind::Lambda)
}

/// The value of an assignment to a local name that can move as a statement.
fn moved_value(model: Model<'_>, binding: &Binding) -> Option<NodeId> {
    let value = model.tree.without_parentheses(model.module.value_of(model.tree, binding)?);
    let function = model.module.scope(model.module.symbol(binding.symbol).scope).kind == ScopeKind::Function
        || is_guard_variable(model, binding.symbol);
    let statement = model.module.statement(model.tree, value);
    let alone = crate::lift::place::is_alone(model, statement)
        && model.tree.kind(statement) == Kind::ExpressionStatement
        && binding.kind == BindingKind::Assignment
        && model.tree.parent(binding.node) == Some(statement);
    (function && alone).then_some(value)
}

/// The symbols that a member reads or rebinds and does not own, those that only its annotations name left out.
pub(super) fn symbols(model: Model<'_>, member: &Member) -> Vec<SymbolId> {
    let (module, tree) = (model.module, model.tree);
    let inside = |scope| module.is_within(scope, member.scope);
    let reads = module
        .references_in(tree, member.node)
        .filter(|reference| inside(reference.scope) && !is_quotable(model, reference))
        .map(|reference| reference.symbol);
    let binds =
        module.bindings_in(tree, member.node).filter(|binding| inside(binding.scope)).map(|binding| binding.symbol);
    let mut used: Vec<SymbolId> = reads.chain(binds).collect();
    used.sort_unstable();
    used.dedup();
    let mut found = Vec::new();
    for (depth, scope) in module.enclosing(member.scope).enumerate().skip(1) {
        let own = used.iter().copied().filter(|symbol| module.symbol(*symbol).scope == scope);
        let visible = own.filter(|symbol| match module.scope(scope).kind {
            ScopeKind::Class => module.symbol(*symbol).name == "__class__",
            ScopeKind::Module => is_guard_variable(model, *symbol),
            _ => true,
        });
        found.extend(visible.map(|symbol| (depth, symbol)));
    }
    found.into_iter().map(|(_, symbol)| symbol).collect()
}

/// Whether a reference stands in an annotation that nothing reads at run time: one in quotes means the same.
pub(super) fn is_quotable(model: Model<'_>, reference: &Reference) -> bool {
    let Some(annotation) = reference.annotation else { return false };
    let class_body = model.module.scope(reference.scope).kind == ScopeKind::Class;
    // A dataclass reads those of its fields.
    let field =
        class_body && model.tree.parent(annotation).is_some_and(|parent| model.tree.kind(parent) == Kind::Assignment);
    !field || model.module.lazy_annotations()
}

/// Whether only the main guard binds a module's variable: the child never runs that block.
pub(super) fn is_guard_variable(model: Model<'_>, symbol: SymbolId) -> bool {
    model.is_guard_variable(symbol)
}

/// Whether a place reads a variable of the main guard, which is bound once, as a global that is set by then: it stands
/// in a function that only code under the guard calls, in so many words, and so no child does.
pub(super) fn is_set_by_guard(model: Model<'_>, symbol: SymbolId, at: NodeId) -> bool {
    let name = &model.module.symbol(symbol).name;
    let here = model.module.lookup(model.scope_at(at), name);
    is_guard_variable(model, symbol)
        && model.module.only_binding(symbol).is_some()
        && match here {
            Some(here) if here == symbol => is_run_behind(model, symbol, at, 0),
            _ => holds(model, symbol, at),
        }
}

/// Whether the name of a variable holds its value at a place: it is the variable there, or a parameter for which every
/// call gives the variable, as in `main(args)`.
pub(super) fn holds(model: Model<'_>, symbol: SymbolId, at: NodeId) -> bool {
    let here = model.module.lookup(model.scope_at(at), &model.module.symbol(symbol).name);
    here.is_some_and(|here| here == symbol || is_always_given(model, here, symbol, 0))
}

fn is_always_given(model: Model<'_>, parameter: SymbolId, symbol: SymbolId, depth: u32) -> bool {
    let (tree, module) = (model.tree, model.module);
    let binding = module.only_binding(parameter).filter(|binding| binding.kind == BindingKind::Parameter);
    let Some(binding) = binding.filter(|_| depth < 6 && module.only_binding(symbol).is_some()) else { return false };
    let function = module.scope(binding.scope).node;
    let name = tree.child(function, Field::Name).and_then(|name| module.only_binding_at(name));
    let is_plain = model.class_around(function).is_none() && model.decorators(function).next().is_none();
    let Some(function_name) = name.filter(|_| is_plain) else { return false };
    let all = tree.child(function, Field::Parameters).into_iter().flat_map(|list| tree.children(list));
    let position = all.take_while(|other| !tree.text(*other).starts_with('*')).position(|other| other == binding.node);
    let gives_it = |call: NodeId| match model.given(call, &module.symbol(parameter).name, position)[..] {
        [value] if tree.kind(value) == Kind::Identifier => module
            .symbol_at(value)
            .is_some_and(|given| given == symbol || is_always_given(model, given, symbol, depth + 1)),
        _ => false,
    };
    let mut mentions = module.references_to(function_name.symbol).peekable();
    mentions.peek().is_some()
        && mentions.all(|mention| {
            let call =
                tree.parent(mention.node).filter(|call| tree.child(*call, Field::Function) == Some(mention.node));
            call.is_some_and(gives_it)
        })
}

fn is_run_behind(model: Model<'_>, symbol: SymbolId, at: NodeId, depth: u32) -> bool {
    let (tree, module) = (model.tree, model.module);
    let Some(function) = model.function_around(at) else {
        return model.main_guard(at).is_some() && module.surely_bound(tree, symbol, at);
    };
    let name = tree.child(function, Field::Name).and_then(|name| module.only_binding_at(name));
    let is_plain = model.class_around(function).is_none() && model.decorators(function).next().is_none();
    let Some(binding) = name.filter(|_| is_plain && depth < 6) else { return false };
    let mut mentions = module.references_to(binding.symbol).peekable();
    mentions.peek().is_some()
        && mentions.all(|mention| {
            let call =
                tree.parent(mention.node).filter(|call| tree.child(*call, Field::Function) == Some(mention.node));
            call.is_some_and(|call| is_run_behind(model, symbol, call, depth + 1))
        })
}

/// The captures that a member itself reads.
pub(super) fn own(
    model: Model<'_>,
    request: &Request,
    members: &[Member],
    member: &Member,
) -> Result<Vec<Capture>, Refusal> {
    needs_its_scope(model, member)?;
    let mut found = Vec::new();
    for symbol in symbols(model, member) {
        if members.iter().any(|other| other.symbol == Some(symbol)) {
            continue;
        }
        let at = first_use(model, member, symbol);
        let name = model.module.symbol(symbol).name.clone();
        let captured = |because: &str| {
            let reason = RefusalReason::CapturedDefinition { name: name.clone(), because: because.to_owned() };
            refuse(reason, model.tree.span(at))
        };
        match nature(model, symbol) {
            Nature::Variable if request.reads_guard && is_guard_variable(model, symbol) => {}
            Nature::Function(_) | Nature::Variable => {
                found.extend(variable(model, request, member, symbol)?);
            }
            Nature::Class(_) => return captured("its class is not made by a statement of its own"),
            Nature::Mixed => return captured("it is bound in several ways"),
            Nature::ClassCell => {
                let reason = RefusalReason::NeedsItsScope { what: class_cell_use(model, at) };
                return refuse(reason, model.tree.span(at));
            }
            Nature::Import | Nature::TypeParameter => {}
        }
    }
    Ok(found)
}

fn class_cell_use(model: Model<'_>, at: NodeId) -> String {
    if model.tree.text(at) == "super" { "`super()` without arguments".to_owned() } else { "`__class__`".to_owned() }
}

/// Where a member first reads or binds a symbol.
pub(super) fn first_use(model: Model<'_>, member: &Member, symbol: SymbolId) -> NodeId {
    let inside = |scope| model.module.is_within(scope, member.scope);
    let reads = model.module.references_to(symbol).filter(|reference| inside(reference.scope)).map(|found| found.node);
    let binds = model.module.bindings_of(symbol).filter(|binding| inside(binding.scope)).map(|found| found.name);
    reads.chain(binds).min().unwrap_or(member.node)
}

/// How a variable is taken along: as it is, or as the attributes that are read of it.
fn variable(model: Model<'_>, request: &Request, member: &Member, symbol: SymbolId) -> Result<Vec<Capture>, Refusal> {
    if !request.is_sent() {
        return Ok(vec![Capture::Variable(symbol)]);
    }
    let by_task = !only_unless_fork(request);
    if let Some(attributes) = attributes(model, member, symbol, by_task) {
        return Ok(attributes);
    }
    let at = model.module.first_binding(symbol).unwrap_or(member.node);
    let name = model.module.symbol(symbol).name.clone();
    let unpicklable = |what: String, way_out: &str| {
        let reason = RefusalReason::UnpicklableCapture { name: name.clone(), what, way_out: way_out.to_owned() };
        refuse(reason, model.tree.span(at))
    };
    if let Some(obstacle) = value::obstacle(model, symbol) {
        return unpicklable(obstacle.what, obstacle.way_out);
    }
    if let Some(attribute) = instance_of(model, symbol).and_then(|class| class::kept_process(model, class)) {
        let what = format!("an object whose attribute `{attribute}` holds a `multiprocessing.Process`");
        return unpicklable(what, "pass what is read from it");
    }
    const TO_INITIALIZER: &str = "give it to the pool's `initializer`, or use `multiprocessing.Manager()`";
    if shared_global::is_by_initializer(model, request, member, symbol) {
        shared_global::check_global(model, request, symbol)?;
        return Ok(match request.for_tasks {
            ForTasks::ReadGlobals => Vec::new(),
            ForTasks::PassGlobals => vec![Capture::Variable(symbol)],
        });
    }
    if let Some(shared) = value::shared(model, symbol).filter(|_| by_task) {
        return unpicklable(format!("a `multiprocessing.{shared}`, which a task can't carry"), TO_INITIALIZER);
    }
    if let Some((attribute, shared)) = shared_of_instance(model, symbol).filter(|_| by_task) {
        let what = format!("an instance whose `{attribute}` is a `multiprocessing.{shared}`, which a task can't carry");
        return unpicklable(what, TO_INITIALIZER);
    }
    Ok(vec![Capture::Variable(symbol)])
}

/// The first attribute of the instance that a symbol holds, and of no class that says how it is pickled, that is a
/// shared object.
fn shared_of_instance(model: Model<'_>, symbol: SymbolId) -> Option<(String, &'static str)> {
    let class = instance_of(model, symbol).filter(|class| !model.says_how_it_is_pickled(*class))?;
    value::shared_attributes(model, class).into_iter().next()
}

/// The class of this file whose instance a parameter is.
fn instance_of(model: Model<'_>, symbol: SymbolId) -> Option<NodeId> {
    let binding = model.module.only_binding(symbol).filter(|binding| binding.kind == BindingKind::Parameter)?;
    model.bound(binding).into_iter().find_map(|object| match object {
        Object::Instance(class) => Some(class),
        _ => None,
    })
}

/// The attributes of an instance that can't be pickled, where the member only reads such as can.
fn attributes(model: Model<'_>, member: &Member, symbol: SymbolId, by_task: bool) -> Option<Vec<Capture>> {
    let tree = model.tree;
    let class = instance_of(model, symbol)?;
    let shared = if by_task { value::shared_attributes(model, class) } else { Vec::new() };
    let processes = class::kept_process(model, class).is_some();
    let fine = value::obstacle(model, symbol).is_none() && !processes;
    if fine && (shared.is_empty() || model.says_how_it_is_pickled(class)) {
        return None;
    }
    let scope = model.module.scope_of(class)?;
    let mut found: Vec<Capture> = Vec::new();
    let inside = |scope| model.module.is_within(scope, member.scope);
    for reference in model.module.references_to(symbol).filter(|reference| inside(reference.scope)) {
        let attribute = tree.parent(reference.node).filter(|node| tree.kind(*node) == Kind::Attribute)?;
        let label = tree.child(attribute, Field::Attribute)?;
        let name = model.module.mangled(reference.scope, tree.text(label));
        let target = tree.parent(attribute).is_some_and(|parent| {
            matches!(tree.kind(parent), Kind::Assignment | Kind::AugmentedAssignment | Kind::DeleteStatement)
                && tree.field_in_parent(attribute) != Some(Field::Right)
        });
        let data = model.attribute_values(class).iter().any(|(known, _)| *known == name)
            && model.module.own_symbol(scope, &name).is_none();
        let is_shared = shared.iter().any(|(known, _)| *known == name);
        if target || !data || is_shared || value::attribute_obstacle(model, class, &name).is_some() {
            return None;
        }
        if !found.iter().any(|capture| matches!(capture, Capture::Attribute { name: known, .. } if *known == name)) {
            found.push(Capture::Attribute { symbol, name, first: attribute });
        }
    }
    Some(found)
}

/// Refuses code that works only in the scopes around it.
fn needs_its_scope(model: Model<'_>, member: &Member) -> Result<(), Refusal> {
    let tree = model.tree;
    for node in tree.subtree(member.node).filter(|node| tree.has_role(*node, Role::Call)) {
        let Some(function) = tree.child(node, Field::Function) else { continue };
        let name = tree.text(function);
        let builtin =
            model.module.symbol_at(function).is_some_and(|symbol| model.module.symbol(symbol).bindings.is_empty());
        let empty = model.arguments(node).is_empty();
        let needs = match name {
            "locals" | "eval" | "exec" => true,
            "vars" | "dir" => empty,
            _ => false,
        };
        if builtin && needs {
            let reason = RefusalReason::NeedsItsScope { what: format!("`{name}()`") };
            return refuse(reason, tree.span(node));
        }
    }
    Ok(())
}

/// The import statements that a member's body repeats.
pub(super) fn imports(model: Model<'_>, member: &Member) -> Result<Vec<String>, Refusal> {
    let mut found: Vec<(NodeId, String)> = Vec::new();
    for symbol in symbols(model, member) {
        if nature(model, symbol) != Nature::Import {
            continue;
        }
        let bindings: Vec<Binding> = model.module.bindings_of(symbol).copied().collect();
        let plain = bindings.iter().all(|binding| {
            model.tree.parent(binding.node).is_some_and(|node| model.tree.kind(node) == Kind::ImportStatement)
                && model.tree.kind(binding.node) == Kind::DottedName
        });
        if bindings.len() > 1 && !plain {
            let name = model.module.symbol(symbol).name.clone();
            let because = "it is imported in several ways".to_owned();
            let at = first_use(model, member, symbol);
            return refuse(RefusalReason::CapturedDefinition { name, because }, model.tree.span(at));
        }
        for binding in bindings {
            if let Some(text) = import_text(model, &binding) {
                found.push((binding.node, text));
            }
        }
    }
    found.sort();
    found.dedup_by(|a, b| a.1 == b.1);
    Ok(found.into_iter().map(|(_, text)| text).collect())
}

/// An import statement for one name.
pub(super) fn import_text(model: Model<'_>, binding: &Binding) -> Option<String> {
    let tree = model.tree;
    let statement = tree.parent(binding.node)?;
    let name = tree.text(binding.node);
    if tree.kind(statement) == Kind::ImportStatement {
        return Some(format!("import {name}"));
    }
    let from = tree.text(tree.child(statement, Field::ModuleName)?);
    Some(format!("from {from} import {name}"))
}

/// Checks what moves along with a plan: `nonlocal` statements, function attributes, late binding, lifetime.
pub(super) fn check(model: Model<'_>, plan: &mut Plan<'_>) -> Result<(), Refusal> {
    nonlocals(model, plan)?;
    declared_nonlocal(model, plan)?;
    declared_global(model, plan)?;
    function_attributes(model, plan)?;
    methods(model, plan)?;
    late::check(model, plan)?;
    if plan.request.is_sent() {
        stale_globals(model, plan);
    }
    looked_up_by_text(model, plan);
    read_attributes(model, plan);
    Ok(())
}

/// What a child that changes its copy of a variable comes to.
pub fn never_seen(name: &str) -> String {
    format!("`{name}` is changed in the child process only; the parent never sees it")
}

/// A `nonlocal` that is written becomes a parameter only where nobody could see the change.
fn nonlocals(model: Model<'_>, plan: &mut Plan<'_>) -> Result<(), Refusal> {
    let module = model.module;
    let mut hints = Vec::new();
    for member in &plan.members {
        for parameter in member.parameters.iter().filter(|parameter| !parameter.capture.is_default()) {
            let symbol = parameter.capture.symbol();
            let written =
                module.bindings_of(symbol).find(|binding| module.is_within(binding.scope, member.scope)).copied();
            let Some(written) = written else { continue };
            let name = module.symbol(symbol).name.clone();
            let because = if !plan.request.is_sent() {
                "whoever calls it would not see the change"
            } else if !processes_only(model, plan, member) {
                "something other than a child process of its own calls the function"
            } else if plan.members.iter().any(|other| {
                other.node != member.node && other.parameters.iter().any(|taken| taken.capture.symbol() == symbol)
            }) {
                "another function in the same child reads it"
            } else {
                hints.push(never_seen(&name));
                continue;
            };
            return refuse(nonlocal_written(plan, name, because.to_owned()), model.tree.span(written.name));
        }
    }
    plan.hints.extend(hints);
    Ok(())
}

/// The refusal of a function that writes a variable which others see.
pub(super) fn nonlocal_written(plan: &Plan<'_>, name: String, because: String) -> RefusalReason {
    let way_out = if plan.request.is_sent() {
        "return the new value, or keep it in a `multiprocessing.Value`"
    } else {
        "return the new value"
    };
    RefusalReason::NonlocalWritten { name, because, way_out }
}

/// A variable of the main guard that is declared `global` becomes a parameter only where it is not written.
fn declared_global(model: Model<'_>, plan: &Plan<'_>) -> Result<(), Refusal> {
    for member in &plan.members {
        for name in model.module.global_names().iter().filter(|name| model.tree.is_within(**name, member.node)) {
            let Some(symbol) = captured_global(model, member, *name) else { continue };
            let mut bindings = model.module.bindings_of(symbol);
            let written = bindings.any(|binding| model.tree.is_within(binding.name, member.node));
            let statement = model.tree.parent(*name).filter(|_| !written);
            let others =
                |statement| model.tree.children(statement).all(|other| captured_global(model, member, other).is_some());
            if !statement.is_some_and(others) {
                let what =
                    format!("it writes the global `{}`, which only the main guard binds", model.tree.text(*name));
                let way_out = "return the new value, or keep it in a `multiprocessing.Value`".to_owned();
                return refuse(RefusalReason::Unsupported { what, way_out }, model.tree.span(*name));
            }
        }
    }
    Ok(())
}

/// The variable of the main guard that a name in a `global` statement means, where the member takes it.
fn captured_global(model: Model<'_>, member: &Member, name: NodeId) -> Option<SymbolId> {
    let symbol = model.module.own_symbol(model.module.module_scope(), model.tree.text(name))?;
    member.parameters.iter().any(|taken| taken.capture.symbol() == symbol).then_some(symbol)
}

/// Whether a `global` statement names what a member takes.
pub(super) fn names_captured(model: Model<'_>, member: &Member, statement: NodeId) -> bool {
    model.tree.children(statement).any(|name| captured_global(model, member, name).is_some())
}

/// Refuses a function whose name another one declares `nonlocal`: that needs a local binding.
fn declared_nonlocal(model: Model<'_>, plan: &Plan<'_>) -> Result<(), Refusal> {
    for name in model.module.nonlocal_names() {
        let scope = model.scope_at(*name);
        let symbol = model.module.lookup(scope, &model.module.mangled(scope, model.tree.text(*name)));
        if symbol.is_some_and(|symbol| plan.named(symbol).is_some()) {
            let name_text = model.tree.text(*name).to_owned();
            return refuse(RefusalReason::AmbiguousName { name: name_text }, model.tree.span(*name));
        }
        // In a class the variable becomes an attribute, which no such statement can name.
        let takes = |member: &&Member| {
            let mut taken = member.parameters.iter().map(|parameter| parameter.capture.symbol());
            member.is_class() && model.tree.is_within(*name, member.node) && taken.any(|taken| Some(taken) == symbol)
        };
        if plan.members.iter().any(|member| takes(&member)) {
            let because = "a method declares it `nonlocal`".to_owned();
            return class::cannot_take(model, model.tree.text(*name), because, *name);
        }
    }
    Ok(())
}

/// Whether the function is only ever given to `Process` itself.
fn processes_only(model: Model<'_>, plan: &Plan<'_>, member: &Member) -> bool {
    let request = plan.request;
    if member.node != request.function {
        return false;
    }
    let direct = |mention: NodeId| {
        request
            .arrivals
            .iter()
            .any(|arrival| model.tree.without_parentheses(arrival.value) == mention && arrival.role == "target")
    };
    match member.symbol {
        Some(symbol) => model.module.references_to(symbol).all(|reference| direct(reference.node)),
        None => direct(member.node),
    }
}

/// Refuses a function whose attributes the program sets: the module's function in the child would lack them.
fn function_attributes(model: Model<'_>, plan: &Plan<'_>) -> Result<(), Refusal> {
    let tree = model.tree;
    let set = plan.members.iter().filter_map(|member| model.attribute_set_on(member.node)).min();
    match set {
        Some(node) => {
            let label = tree.child(node, Field::Attribute);
            let second = model.positional(node).get(1).copied();
            let name = label.or(second).map_or("?", |name| tree.text(name)).to_owned();
            shared_attribute(plan, &name, tree.span(node))
        }
        None => Ok(()),
    }
}

/// Refuses a function or class whose attribute the program sets.
pub(super) fn shared_attribute(plan: &Plan<'_>, name: &str, at: Span) -> Result<(), Refusal> {
    let because = if plan.request.is_sent() {
        "the child process would not see"
    } else {
        "all calls of the function around it would share at module level"
    };
    refuse(RefusalReason::FunctionAttribute { name: name.to_owned(), because: because.to_owned() }, at)
}

/// Refuses a function that becomes a method: a `partial` is not bound to the instance.
fn methods(model: Model<'_>, plan: &Plan<'_>) -> Result<(), Refusal> {
    let tree = model.tree;
    for member in plan.members.iter().filter(|member| !member.parameters.is_empty()) {
        for (at, mention) in mention::outside(model, plan, member) {
            let parent = tree.parent(at).filter(|_| matches!(mention, Mention::Value));
            let Some(parent) = parent else { continue };
            let in_class = model.module.scope(model.scope_at(at)).kind == ScopeKind::Class;
            let to_class = tree
                .child(parent, Field::Left)
                .and_then(|left| tree.child(left, Field::Object))
                .is_some_and(|object| {
                    model.objects(object).iter().any(|found| matches!(found, Object::Class(_) | Object::Path(_)))
                });
            let bound = tree
                .parent(parent)
                .and_then(|call| tree.child(call, Field::Function))
                .is_some_and(|function| model.paths(function).iter().any(|path| path == "types.MethodType"));
            if (tree.kind(parent) == Kind::Assignment && (in_class || to_class)) || bound {
                let what = format!("`{}` is used as a method, and takes captured variables", member.name);
                let way_out = "write a method that calls it".to_owned();
                return refuse(RefusalReason::Unsupported { what, way_out }, tree.span(at));
            }
        }
    }
    Ok(())
}

/// Names that the encloser looks up at run time by their text.
fn looked_up_by_text(model: Model<'_>, plan: &mut Plan<'_>) {
    let mut caveats = Vec::new();
    for call in model.scope_readers() {
        for member in &plan.members {
            let Some(encloser) = member.symbol.map(|symbol| model.module.symbol(symbol).scope) else { continue };
            let around = model.tree.is_within(*call, model.module.scope(encloser).node);
            let own = model.module.is_within(model.scope_at(*call), member.scope);
            if around && !own {
                let name = model.tree.child(*call, Field::Function).map_or("", |function| model.tree.text(function));
                caveats.push(format!("`{name}()` in the same function may look `{}` up by its name", member.name));
            }
        }
    }
    caveats.sort();
    caveats.dedup();
    plan.caveats.extend(caveats);
}

/// Attributes of a function that the move changes.
const CHANGED_ATTRIBUTES: &[&str] = &[
    "__qualname__",
    "__code__",
    "__closure__",
    "__defaults__",
    "__kwdefaults__",
    "__annotations__",
    "__type_params__",
    "__get__",
];

/// Reads of attributes that are others after the move, or that a `partial` lacks.
fn read_attributes(model: Model<'_>, plan: &mut Plan<'_>) {
    let tree = model.tree;
    let mut caveats = Vec::new();
    for member in &plan.members {
        let renamed = member.symbol.is_none_or(|symbol| model.module.symbol(symbol).name != member.name)
            || tree.kind(member.node) == Kind::Lambda;
        // An API with a slot for arguments takes the function itself.
        let has_slot =
            |arrival: &Arrival| matches!(arrival.forwarding, Forwarding::Tuple { .. } | Forwarding::Rest { .. });
        let takes_itself =
            |node: NodeId| plan.request.arrivals.iter().any(|arrival| arrival.value == node && has_slot(arrival));
        let is_value = |(node, mention): &(NodeId, Mention)| {
            !matches!(mention, Mention::Bare | Mention::Call { .. }) && !takes_itself(*node)
        };
        let partial = !member.parameters.is_empty() && mention::outside(model, plan, member).iter().any(is_value);
        for read in model.attribute_reads() {
            let direct = read.symbol.is_some() && read.symbol == member.symbol;
            if !direct && !read.functions.contains(&member.node) {
                continue;
            }
            let name = read.name.as_str();
            let changed = CHANGED_ATTRIBUTES.contains(&name) || (name == "__name__" && renamed);
            let lacks = partial && !direct && (changed || matches!(name, "__name__" | "__module__" | "__wrapped__"));
            if changed || lacks {
                caveats.push(read_caveat(name, &member.name, partial && !direct));
            }
        }
        // A wrapper may be in another file.
        for arrival in plan.request.arrivals.iter().filter(|_| member.node == plan.request.function) {
            let lacks = partial && !has_slot(arrival);
            for name in arrival.reads.iter().map(String::as_str) {
                if CHANGED_ATTRIBUTES.contains(&name) || lacks || (name == "__name__" && renamed) {
                    caveats.push(read_caveat(name, &member.name, lacks));
                }
            }
        }
    }
    caveats.sort();
    caveats.dedup();
    plan.caveats.extend(caveats);
}

/// What becomes of the read of an attribute of a function that moves, and that a `partial` may have the place of.
fn read_caveat(name: &str, function: &str, of_partial: bool) -> String {
    const LACKING: &[&str] =
        &["__name__", "__qualname__", "__code__", "__closure__", "__defaults__", "__kwdefaults__", "__type_params__"];
    if of_partial && LACKING.contains(&name) {
        return format!(
            "`{name}` of `{function}` is read, and the `functools.partial` in its place has none: that raises \
             `AttributeError`, unless something else is done where there is none"
        );
    }
    format!("`{name}` of `{function}` is read, and is not the same after the move")
}

/// A module global that the parent changes at run time is stale in a fresh child.
pub(super) fn stale_globals(model: Model<'_>, plan: &mut Plan<'_>) {
    let module = model.module;
    let mut caveats = Vec::new();
    for member in plan.members.iter().filter(|_| !model.changed_globals().is_empty()) {
        let reached = reached_scopes(model, member);
        let runs_in_child = |scope: ScopeId| reached.iter().any(|reached| module.is_within(scope, *reached));
        for global in model.changed_globals() {
            let symbol = global.symbol;
            let captured = member.parameters.iter().any(|parameter| parameter.capture.symbol() == symbol);
            let moves = plan.named(symbol).is_some() || plan.shared.contains(&symbol);
            let in_member = |scope: ScopeId| plan.members.iter().any(|member| module.is_within(scope, member.scope));
            let mut read = module.references_to(symbol).filter(|reference| runs_in_child(reference.scope));
            // An import is repeated in each member.
            let repeated = global.is_guard_variable
                && nature(model, symbol) == Nature::Import
                && read.all(|reference| in_member(reference.scope));
            if captured
                || moves
                || repeated
                || !module.references_to(symbol).any(|reference| runs_in_child(reference.scope))
            {
                continue;
            }
            let by_parent = |(scope, at): &(ScopeId, NodeId)| {
                !runs_in_child(*scope) && !is_run_by_children(model, plan.request, *at)
            };
            // An initializer, say, sets it in the child as well.
            let set_in_child =
                module.bindings_of(symbol).any(|binding| is_run_by_children(model, plan.request, binding.name));
            if (global.is_guard_variable || global.places.iter().any(by_parent)) && !set_in_child {
                let name = &module.symbol(symbol).name;
                caveats.push(format!(
                    "it reads the global `{name}`, which the parent sets at run time: a fresh child has the value from \
                     the import, if any"
                ));
            }
        }
    }
    caveats.sort();
    caveats.dedup();
    plan.caveats.extend(caveats);
}

/// A member's scope and those of the module's functions that it or its decorators name, directly or through others.
fn reached_scopes(model: Model<'_>, member: &Member) -> Vec<ScopeId> {
    let module = model.module;
    let mut found = vec![member.scope];
    for name in model.decorators(member.node).flat_map(|decorator| model.tree.subtree(decorator)) {
        let binding = module.symbol_at(name).and_then(|symbol| module.only_binding(symbol));
        found.extend(binding.and_then(|binding| module.scope_of(binding.node)));
    }
    let mut next = 0;
    while let Some(scope) = found.get(next).copied() {
        next += 1;
        let node = module.scope(scope).node;
        for reference in module.references_in(model.tree, node) {
            let global = module.symbol(reference.symbol).scope == module.module_scope();
            let binding = module.only_binding(reference.symbol).filter(|found| found.kind == BindingKind::Function);
            let function = binding.filter(|_| global).and_then(|binding| module.scope_of(binding.node));
            if let Some(function) = function.filter(|_| module.is_within(reference.scope, scope))
                && !found.contains(&function)
            {
                found.push(function);
            }
        }
    }
    found
}

/// Whether a node stands in a function that runs in children.
fn is_run_by_children(model: Model<'_>, request: &Request, node: NodeId) -> bool {
    request.in_children.iter().any(|function| model.tree.is_within(node, *function))
}

/// The places of the captures: where each is read and where it is bound.
pub(super) fn labels(model: Model<'_>, plan: &Plan<'_>) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    for member in &plan.members {
        for parameter in member.parameters.iter().filter(|parameter| !parameter.capture.is_default()) {
            let symbol = parameter.capture.symbol();
            let bound = model.module.first_binding(symbol);
            let at = first_use(model, member, symbol);
            let name = &model.module.symbol(symbol).name;
            if at != member.node && !found.iter().any(|label| label.message.contains(&format!("`{name}`"))) {
                let line = bound.map(|bound| 1 + model.tree.row(model.tree.span(bound).start));
                let message = match line {
                    Some(line) => format!("`{name}` is captured here, bound in line {line}"),
                    None => format!("`{name}` is captured here"),
                };
                found.push(Label { span: model.tree.span(at), message });
            }
        }
    }
    found
}
