//! Sinks: the calls of a file that pickle what they are given, by the catalogue of APIs. A site is one such call; its
//! payloads are the expressions that cross the process boundary.

mod catalogue;
mod attributes;
mod condition;
mod bound;
mod decorated;
mod part;
mod factory;
mod handed_on;
mod import_time;
mod pool;
mod kept;
mod needs;
mod proxy;
mod context;
mod subclass;
mod start;
mod wrapper;

use crate::finding::When;
use crate::index::{Cargo, Collects, HandsOn, Naming, Through, Wrapper};
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Place;
use crate::value::{Forwarding, Model, Object, Slot};

pub use bound::is_partial;
use catalogue::{Forwards, Param, Row, Shape};
pub use catalogue::{has_apis, imports_library, leads_to_api, module_names};
pub use context::{
    asks_about_system, fixes_start_method, member_of_context, reached_by, reads_start_method, runs_at_import,
    sets_start_method,
};
pub use decorated::Decorated;
pub use import_time::{
    Start, api_started_elsewhere, called_functions, is_guarded, reached, run_at_import, started_at_import,
    started_classes, starters,
};
use needs::applies;
pub use pool::{Pool, Pools, made_pools, pools};
use start::starts_at_once;
pub use start::{joins, starts};
pub use subclass::when_started;
use wrapper::Followed;
pub use wrapper::LocalWrapper;

/// The instances of `Process` subclasses that are started, unless the program keeps to `fork`.
pub fn started_instances(model: Model<'_>) -> Vec<NodeId> {
    if keeps_to_fork(model) { Vec::new() } else { start::started_instances(model) }
}

/// The objects that start themselves, processes and managers of the file's own classes, unless the program keeps to
/// `fork`.
pub fn self_starters(model: Model<'_>) -> Vec<Payload> {
    let mut found = subclass::payloads(model);
    if keeps_to_fork(model) {
        found.retain(|payload| payload.when == When::Spawned);
    }
    found
}

/// An expression that crosses the process boundary.
#[derive(Clone, Debug)]
pub struct Payload {
    /// The expression.
    pub value: NodeId,
    /// The call that sends it.
    pub call: NodeId,
    /// The API as a person writes it: `Process(target=...)`, `Pool.map`.
    pub api: String,
    /// What a function in this place is called: `target`, `task`, `initializer`.
    pub role: &'static str,
    /// How it crosses.
    pub cargo: Cargo,
    /// When it is pickled.
    pub when: When,
    /// How the call passes arguments on to it.
    pub forwarding: Forwarding,
    /// Whether the API pickles where nobody sees the exception.
    pub silent: bool,
    /// What lies between the call and the API, where the call calls a wrapper.
    pub through: Option<Through>,
    /// How another file sends the value, which leaves this file as `value`; `call` is the same then.
    pub elsewhere: Option<Elsewhere>,
}

impl Payload {
    /// Where another file sends the value.
    pub fn anchor(&self) -> Option<Place> {
        self.elsewhere.as_ref().map(|elsewhere| elsewhere.place)
    }
}

/// How another file sends what this one makes or has.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// Where it does.
    pub place: Place,
    /// Under which name pickle looks for it.
    pub naming: Naming,
}

/// What a file sends.
#[derive(Debug)]
pub struct Sinks {
    /// Every payload, in source order.
    pub payloads: Vec<Payload>,
    /// Every function whose parameter is a payload.
    pub wrappers: Vec<LocalWrapper>,
    /// Every function that one of its decorators sends.
    pub decorated: Vec<Decorated>,
    /// The instances of which a wrapper sends an attribute.
    pub instances: Vec<NodeId>,
}

/// Which processes an API starts, or gives tasks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    /// Those of the program's start method.
    Program,
    /// Literally forked ones.
    Fork,
    /// Literally those of another start method.
    Spawn,
}

impl Context {
    /// When an API pickles for its processes.
    fn when(self, when: When) -> When {
        match (self, when) {
            (Self::Spawn, When::UnlessFork) => When::Spawned,
            _ => when,
        }
    }
}

/// Every payload of a file, in source order.
pub fn payloads(model: Model<'_>) -> Vec<Payload> {
    find(model).payloads
}

/// Finds the payloads and the wrappers of a file.
pub fn find(model: Model<'_>) -> Sinks {
    let forks = keeps_to_fork(model);
    let serves = !model.calls_by_name("get_server").is_empty();
    let mut found: Vec<Payload> = Vec::new();
    let mut apis = Vec::new();
    for call in model.calls_named(|name| may_be_api(model, name)) {
        if let Some((row, context)) = row_of(model, call) {
            let forked = context == Context::Fork || (forks && context == Context::Program);
            let inherited = forked && row.when == When::UnlessFork;
            let served = serves && row.role == "callable";
            if !inherited && !served {
                found.extend(payloads_of(model, call, row, context));
                apis.extend(signature(model, call, row, context).map(|wrapper| (call, wrapper)));
            }
        }
    }
    if !forks {
        found.extend(attributes::set_on_processes(model));
    }
    found.extend(proxy::payloads(model));
    let Followed { payloads: through_wrappers, wrappers, instances } = wrapper::follow(model, &found, &apis);
    // Wrappers of other files start their processes as this program does.
    found.extend(through_wrappers.into_iter().filter(|payload| !(forks && payload.when == When::UnlessFork)));
    found.sort_by_key(|payload| payload.value);
    let decorated = decorated::find(model, &wrappers);
    Sinks { payloads: found, wrappers, decorated, instances }
}

/// The function of an API as a parameter of a call, where the call passes starred arguments on.
fn signature(model: Model<'_>, call: NodeId, row: &Row, context: Context) -> Option<Wrapper> {
    let is_starred = |node: &NodeId| matches!(model.tree.kind(*node), Kind::ListSplat | Kind::DictionarySplat);
    model.arguments(call).iter().any(is_starred).then(|| api_as_wrapper(model, call, row, context))?
}

/// The function of an API as a parameter of what a call calls or binds.
fn api_as_wrapper(model: Model<'_>, call: NodeId, row: &Row, context: Context) -> Option<Wrapper> {
    let callable = row.callable?;
    let owned = |parameter: Param| (parameter.name.to_owned(), parameter.position.unwrap_or(usize::MAX));
    let hands_on = match row.forwards {
        Forwards::Tuple { args, kwargs } => HandsOn::Slots { args: owned(args), kwargs: kwargs.map(owned) },
        Forwards::Rest { keywords } => HandsOn::Rest { keywords },
        Forwards::OneItem => HandsOn::Items { count: Some(1) },
        Forwards::Items | Forwards::Tuples => HandsOn::Items { count: None },
        Forwards::Nothing => HandsOn::Unknown,
    };
    let api = row.spelling(callable.name);
    Some(Wrapper {
        parameter: callable.name.to_owned(),
        method: None,
        position: callable.position,
        collects: Collects::One,
        path: None,
        api: api.clone(),
        role: row.role,
        when: context.when(row.when),
        silent: row.silent,
        cargo: Cargo::Function,
        hands_on,
        answers_it: false,
        sent_by: Vec::new(),
        through: Through {
            place: Place { file: model.file, span: model.tree.span(call) },
            api,
            starts: row.when == When::Always,
            joins: false,
            reads: Vec::new(),
            conditions: Vec::new(),
        },
    })
}

/// The function that a call of an API of the catalogue sends.
pub fn function_of(model: Model<'_>, call: NodeId) -> Option<Payload> {
    let (row, context) = row_of(model, call)?;
    payloads_of(model, call, row, context).into_iter().find(|payload| payload.cargo == Cargo::Function)
}

/// Whether the program keeps to fork: no child starts without what its parent has. Where it sets another start method,
/// too, it may run with that one, unless that is for systems without `fork`.
pub fn keeps_to_fork(model: Model<'_>) -> bool {
    model.known_to_keep_to_fork(|| {
        let sets = sets_start_method(model);
        let another = |call: &NodeId| model.is_never_fork(*call) && !context::is_for_want_of_fork(model, *call);
        sets.iter().any(|call| model.is_literal_fork(*call)) && !sets.iter().any(another)
    })
}

/// The call that hands a payload to the API: where a wrapper does, the call in it, if that is in this file.
pub fn api_call(model: Model<'_>, payload: &Payload) -> Option<NodeId> {
    match &payload.through {
        Some(through) if through.place.file != model.file => None,
        Some(through) => {
            let value = model.tree.smallest_around(through.place.span);
            model.tree.ancestors(value).find(|node| model.tree.kind(*node) == Kind::Call)
        }
        None if payload.elsewhere.is_some() => None,
        None => Some(payload.call),
    }
}

/// Whether the child that gets a payload has all that its parent has: it is forked.
pub fn is_forked(model: Model<'_>, payload: &Payload) -> bool {
    keeps_to_fork(model) || pools(model, payload) == Pools::Forked
}

/// The dotted names that a call may call; a class of this file without an `__init__` counts as its bases.
fn callee_paths(model: Model<'_>, call: NodeId) -> Vec<String> {
    let Some(function) = model.tree.child(call, Field::Function) else { return Vec::new() };
    let mut found = Vec::new();
    if model.is_plain_builtin(function) {
        return found;
    }
    for object in model.objects(function) {
        match object {
            Object::Path(path) => found.push(path),
            Object::Class(class) => found.extend(inherited_constructors(model, class)),
            // What a factory of another file answers.
            Object::Made { path, .. } if path.starts_with('@') => found.push(format!("{path}()")),
            _ => {}
        }
    }
    found
}

fn inherited_constructors(model: Model<'_>, class: NodeId) -> Vec<String> {
    let own = model.module.scope_of(class).and_then(|scope| model.module.own_symbol(scope, "__init__"));
    if own.is_some() {
        return Vec::new();
    }
    let bases = model.bases(class).into_iter();
    bases
        .filter_map(|base| match base {
            Object::Path(path) => Some(path),
            _ => None,
        })
        .collect()
}

/// Whether what has a name may be an API of the catalogue: following names costs more than comparing them.
fn may_be_api(model: Model<'_>, name: &str) -> bool {
    name == "run_in_executor" || catalogue::is_member_name(name) || model.may_be_bound(name)
}

/// The row of the catalogue for a call, and the context of its processes.
fn row_of(model: Model<'_>, call: NodeId) -> Option<(&'static Row, Context)> {
    let name = model.callee_name(call)?;
    if name == "run_in_executor" {
        return executor_row(model, call).map(|row| (row, Context::Program));
    }
    let may_be_alias = !matches!(model.tree.kind(model.tree.child(call, Field::Function)?), Kind::Attribute);
    if !may_be_alias && !catalogue::is_member_name(name) {
        return None;
    }
    let paths = callee_paths(model, call);
    // A context that is `fork` where there is one is meant to be.
    let context = if paths.iter().any(|path| path.contains("[fork]")) {
        Context::Fork
    } else if !paths.is_empty() && paths.iter().all(|path| catalogue::is_spawned(path)) {
        Context::Spawn
    } else {
        Context::Program
    };
    paths.into_iter().find_map(|path| {
        // `Process.__init__(self, target=f)`: positions would be off by one.
        let unbound = path.strip_suffix(".__init__").filter(|class| !class.ends_with("()"));
        let (path, _) = catalogue::normalized(unbound.unwrap_or(&path));
        let row = catalogue::row_named(&path)?;
        if unbound.is_some() && row.callable.is_none_or(|callable| model.keyword(call, callable.name).is_none()) {
            return None;
        }
        let context = if context == Context::Program { given_context(model, call, row) } else { context };
        applies(model, call, row).then_some((row, context))
    })
}

/// The APIs whose arguments a `partial` binds, as wrappers: `partial(pool.map, chunksize=8)`.
fn api_in(model: Model<'_>, function: NodeId, partial: NodeId) -> Vec<Wrapper> {
    let forks = keeps_to_fork(model);
    let paths = model.paths(function).into_iter();
    let rows = paths.filter_map(|path| {
        let context = if path.contains("[fork]") {
            Context::Fork
        } else if catalogue::is_spawned(&path) {
            Context::Spawn
        } else {
            Context::Program
        };
        // What else a call needs may be given here or later: a `DataLoader` without workers sends nothing.
        let row = catalogue::row_named(&catalogue::normalized(&path).0).filter(|row| row.needs.is_empty())?;
        let forked = context == Context::Fork || (forks && context == Context::Program);
        (!(forked && row.when == When::UnlessFork)).then_some((row, context))
    });
    rows.filter_map(|(row, context)| api_as_wrapper(model, partial, row, context)).collect()
}

/// `loop.run_in_executor(executor, f)`, where the executor has processes.
fn executor_row(model: Model<'_>, call: NodeId) -> Option<&'static Row> {
    let row = catalogue::row_named("run_in_executor")?;
    let executor = model.positional(call).first().copied().or_else(|| model.keyword(call, "executor"))?;
    let processes = model.objects(executor).into_iter().any(|object| match object {
        Object::Made { path, .. } => catalogue::normalized(&path).0 == "concurrent.futures.ProcessPoolExecutor",
        Object::Instance(class) => inherited_constructors(model, class)
            .iter()
            .any(|path| catalogue::normalized(path).0 == "concurrent.futures.ProcessPoolExecutor"),
        _ => false,
    });
    processes.then_some(row)
}

/// The context that an argument of a call names: `ProcessPoolExecutor(mp_context=get_context("fork"))`.
fn given_context(model: Model<'_>, call: NodeId, row: &Row) -> Context {
    let Some((parameter, otherwise)) = row.context else { return Context::Program };
    let given = model.given(call, parameter.name, parameter.position);
    if given.is_empty() {
        return otherwise;
    }
    let objects: Vec<Object> = given.into_iter().flat_map(|context| model.objects(context)).collect();
    let is_fork = |object: &Object| match object {
        Object::Made { path, call } => path.ends_with(".get_context") && model.is_literal_fork(*call),
        Object::Expression(method) => model.string_value(*method) == Some("fork"),
        _ => false,
    };
    let is_another = |object: &Object| match object {
        Object::Made { path, call } => path.ends_with(".get_context") && model.is_never_fork(*call),
        Object::Expression(method) => model.string_value(*method).is_some_and(|method| method != "fork"),
        _ => false,
    };
    if objects.iter().any(is_fork) {
        Context::Fork
    } else if !objects.is_empty() && objects.iter().all(is_another) {
        Context::Spawn
    } else {
        Context::Program
    }
}

/// The context of the processes that a call starts, or makes a pool of.
fn context_of(model: Model<'_>, call: NodeId) -> Option<Context> {
    row_of(model, call).map(|(_, context)| context)
}

fn payloads_of(model: Model<'_>, call: NodeId, row: &'static Row, context: Context) -> Vec<Payload> {
    let mut found = Vec::new();
    let functions = row.callable.map(|callable| (callable, model.given(call, callable.name, callable.position)));
    for (callable, value) in
        functions.into_iter().flat_map(|(callable, given)| given.into_iter().map(move |it| (callable, it)))
    {
        found.push(Payload {
            value,
            call,
            api: row.spelling(callable.name),
            role: row.role,
            cargo: Cargo::Function,
            when: context.when(row.when),
            forwarding: forwarding(model, call, row),
            silent: row.silent,
            through: None,
            elsewhere: None,
        });
    }
    for shape in row.data {
        for (value, cargo) in data(model, call, row, *shape) {
            found.push(Payload {
                value,
                call,
                api: row.spelling(shape.parameter()),
                role: "item",
                cargo,
                when: context.when(row.data_when),
                forwarding: Forwarding::Unknown,
                silent: row.silent,
                through: None,
                elsewhere: None,
            });
        }
    }
    found
}

/// The parameter of a function that an expression names, if nothing else is bound to it: the parameter, its name, and
/// where it stands among `all` of them.
fn parameter_at(model: Model<'_>, expression: NodeId, all: &[NodeId]) -> Option<(NodeId, String, usize)> {
    let symbol = model.module.symbol_at(expression)?;
    let binding = model.module.only_binding(symbol).filter(|binding| binding.kind == BindingKind::Parameter)?;
    let at = all.iter().position(|node| *node == binding.node)?;
    Some((binding.node, model.module.symbol(symbol).name.clone(), at))
}

/// The stars in front of a parameter; a lone star counts, too.
fn stars(model: Model<'_>, parameter: NodeId) -> usize {
    let text = model.tree.text(parameter);
    text.len() - text.trim_start_matches('*').len()
}

/// The value of a parameter in a call.
fn argument(model: Model<'_>, call: NodeId, parameter: Param) -> Option<NodeId> {
    let positional = parameter.position.and_then(|position| model.positional(call).get(position).copied());
    positional.or_else(|| model.keyword(call, parameter.name))
}

fn slot(model: Model<'_>, call: NodeId, parameter: Param) -> Slot {
    Slot {
        name: parameter.name.into(),
        position: parameter.position.unwrap_or(usize::MAX),
        value: argument(model, call, parameter),
    }
}

fn forwarding(model: Model<'_>, call: NodeId, row: &Row) -> Forwarding {
    match row.forwards {
        Forwards::Tuple { args, kwargs } => {
            let has = |splat: Kind| model.arguments(call).iter().any(|node| model.tree.kind(*node) == splat);
            let (args, kwargs) = (slot(model, call, args), kwargs.map(|kwargs| slot(model, call, kwargs)));
            // `Process(target=f, **options)` may hold `args`.
            let is_written = args.value.is_some() && kwargs.as_ref().is_none_or(|slot| slot.value.is_some());
            if has(Kind::ListSplat) || (has(Kind::DictionarySplat) && !is_written) {
                return Forwarding::Unknown;
            }
            Forwarding::Tuple { call, args, kwargs }
        }
        Forwards::Rest { keywords } => {
            let by_position = row.callable.and_then(|callable| callable.position);
            let given = by_position.is_some_and(|position| model.positional(call).len() > position);
            if given { Forwarding::Rest { call, keywords } } else { Forwarding::Unknown }
        }
        Forwards::Items => {
            let count = model.positional(call).len().checked_sub(1);
            let starred = model.arguments(call).iter().any(|argument| model.tree.kind(*argument) == Kind::ListSplat);
            Forwarding::Items { count: count.filter(|_| !starred) }
        }
        Forwards::OneItem => Forwarding::Items { count: Some(1) },
        Forwards::Tuples => {
            let iterable = model.positional(call).get(1).copied().or_else(|| model.keyword(call, "iterable"));
            Forwarding::Items { count: iterable.and_then(|iterable| tuple_length(model, iterable)) }
        }
        Forwards::Nothing => Forwarding::Unknown,
    }
}

/// How long the tuples are that an iterable gives, where it is written out or made by `zip`, `enumerate` or `items()`.
fn tuple_length(model: Model<'_>, iterable: NodeId) -> Option<usize> {
    let tree = model.tree;
    if tree.kind(iterable) == Kind::Call {
        let function = tree.child(iterable, Field::Function)?;
        return match tree.kind(function) {
            Kind::Identifier if tree.text(function) == "zip" => Some(model.positional(iterable).len()),
            Kind::Identifier if tree.text(function) == "enumerate" => Some(2),
            Kind::Attribute
                if tree.child(function, Field::Attribute).is_some_and(|name| tree.text(name) == "items") =>
            {
                Some(2)
            }
            _ => None,
        };
    }
    let parts = model.parts_of_display(iterable);
    let length = |part: &NodeId| {
        let starred = tree.children(*part).any(|inner| tree.kind(inner) == Kind::ListSplat);
        (matches!(tree.kind(*part), Kind::Tuple | Kind::List) && !starred).then(|| tree.children(*part).count())
    };
    let first = length(parts.first()?)?;
    parts.iter().all(|part| length(part) == Some(first)).then_some(first)
}

/// The data that a call sends, and how each part of it crosses.
fn data(model: Model<'_>, call: NodeId, row: &Row, shape: Shape) -> Vec<(NodeId, Cargo)> {
    let cargo = shape.cargo();
    match shape {
        Shape::Value(parameter) | Shape::Items(parameter) => {
            let given = model.given(call, parameter.name, parameter.position).into_iter();
            given.map(|value| (value, cargo)).collect()
        }
        Shape::Rest | Shape::RestItems => {
            let skipped = row.callable.and_then(|callable| callable.position).map_or(0, |position| position + 1);
            let mut rest = Vec::new();
            for (index, argument) in model.arguments(call).into_iter().enumerate() {
                let tree = model.tree;
                match tree.kind(argument) {
                    Kind::KeywordArgument => {
                        let name = tree.child(argument, Field::Name).map_or("", |name| tree.text(name));
                        let callable = row.callable.is_some_and(|callable| callable.name == name);
                        let callback = matches!(name, "callback" | "error_callback" | "chunksize" | "timeout");
                        let value = tree.child(argument, Field::Value).filter(|_| !callable && !callback);
                        rest.extend(value.map(|value| (value, cargo)));
                    }
                    Kind::ListSplat if index < skipped => {
                        // The function is among what is unpacked.
                        let inner = tree.first_child(argument);
                        let behind = inner.and_then(|inner| model.unpacked_from(inner, skipped - index));
                        match behind {
                            Some(behind) => rest.extend(behind.into_iter().map(|value| (value, cargo))),
                            None => rest.extend(inner.map(|items| (items, Cargo::Items))),
                        }
                    }
                    // The parent unpacks it.
                    Kind::ListSplat => rest.extend(tree.first_child(argument).map(|items| (items, Cargo::Items))),
                    Kind::DictionarySplat => rest.extend(tree.first_child(argument).map(|dict| (dict, cargo))),
                    _ if index >= skipped => rest.push((argument, cargo)),
                    _ => {}
                }
            }
            rest
        }
    }
}
