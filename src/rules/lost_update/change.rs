//! What a child changes: objects of which its parent has the original, by the names that they have in the parent.

use crate::module::{BindingKind, SymbolId};
use crate::sink::{self, Payload};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{self, CHANGING, Forwarding, Model, Object};

/// An object as code names it: a variable, and the attributes that lead from there to the object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Thing {
    pub(super) root: SymbolId,
    pub(super) path: Vec<String>,
}

impl Thing {
    /// What a name or a chain of attributes stands for: `self.results`.
    pub(super) fn of(model: Model<'_>, expression: NodeId) -> Option<Self> {
        let tree = model.tree;
        match tree.kind(expression) {
            Kind::Identifier => Some(Self { root: model.module.symbol_at(expression)?, path: Vec::new() }),
            Kind::ParenthesizedExpression => Self::of(model, tree.first_child(expression)?),
            Kind::Attribute => {
                let mut thing = Self::of(model, tree.child(expression, Field::Object)?)?;
                thing.path.push(tree.text(tree.child(expression, Field::Attribute)?).to_owned());
                Some(thing)
            }
            _ => None,
        }
    }

    /// What further attributes lead to.
    pub(super) fn with(&self, path: &[String]) -> Self {
        Self { root: self.root, path: self.path.iter().chain(path).cloned().collect() }
    }

    /// The name as it is written.
    pub(super) fn name(&self, model: Model<'_>) -> String {
        let root = std::iter::once(model.module.symbol(self.root).name.clone());
        root.chain(self.path.iter().cloned()).collect::<Vec<String>>().join(".")
    }
}

/// How a place changes an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// A method or subscript changes what this expression holds.
    Content(NodeId),
    /// An attribute of what this expression holds is set or deleted.
    Attribute(NodeId),
    /// The name is bound anew.
    Name,
}

/// How a child comes by an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It is a global or a captured variable, or the object whose method runs.
    Known,
    /// It is given as an argument, which may be meant as a copy to work with.
    Given,
}

/// A place that changes an object.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) thing: Thing,
    pub(super) at: NodeId,
    pub(super) how: How,
    pub(super) origin: Origin,
}

/// The change that a name begins: `x.append(1)`, `x.y = 1`, `x[k] += 1`, `del x.y[k]`.
pub(super) fn change_at(model: Model<'_>, name: NodeId) -> Option<Change> {
    let tree = model.tree;
    let mut thing = Thing { root: model.module.symbol_at(name)?, path: Vec::new() };
    let mut is_inside = false;
    let mut current = name;
    loop {
        let parent = tree.parent(current)?;
        match tree.kind(parent) {
            Kind::ParenthesizedExpression => {}
            Kind::Attribute if tree.child(parent, Field::Object) == Some(current) => {
                let label = tree.text(tree.child(parent, Field::Attribute)?);
                let is_set = model.is_target(parent);
                if !is_set && CHANGING.contains(&label) {
                    return Some(Change { thing, at: parent, how: How::Content(current), origin: Origin::Known });
                }
                if !is_inside {
                    thing.path.push(label.to_owned());
                }
                if is_set {
                    return Some(Change { thing, at: parent, how: How::Attribute(current), origin: Origin::Known });
                }
            }
            Kind::Subscript if tree.child(parent, Field::Value) == Some(current) => {
                if model.is_target(parent) {
                    return Some(Change { thing, at: parent, how: How::Content(current), origin: Origin::Known });
                }
                is_inside = true;
            }
            _ => return None,
        }
        current = parent;
    }
}

/// A variable of the child, and what the parent knows it as.
struct View {
    symbol: SymbolId,
    thing: Thing,
    /// What the parent gives for it, where it gives something.
    given: Option<NodeId>,
}

/// A function that a payload runs in the child.
pub(super) struct Task {
    pub(super) function: NodeId,
    /// The object whose method it is.
    receiver: Option<NodeId>,
    /// What it is given first.
    given: Vec<NodeId>,
}

/// The functions that a payload runs.
pub(super) fn tasks(model: Model<'_>, payload: &Payload) -> Vec<Task> {
    let tree = model.tree;
    if payload.role == "process" {
        let classes = model.objects(payload.value).into_iter();
        let run = |object| match object {
            Object::Instance(class) => value::method(model, class, "run"),
            _ => None,
        };
        let runs: Vec<NodeId> = classes.filter_map(run).collect();
        return match runs[..] {
            [function] => vec![Task { function, receiver: Some(payload.value), given: Vec::new() }],
            _ => Vec::new(),
        };
    }
    let mut given = Vec::new();
    let mut value = tree.without_parentheses(payload.value);
    let mut objects = model.objects(value);
    if let [Object::Made { path, call }] = &objects[..]
        && path == "functools.partial"
        && let [function, others @ ..] = &model.positional(*call)[..]
    {
        value = *function;
        given.extend(others);
        objects = model.objects(value);
    }
    given.extend(forwarded(model, payload));
    let receiver = tree.child(value, Field::Object).filter(|_| tree.kind(value) == Kind::Attribute);
    let task = |object| match object {
        Object::Function(function) => Some(Task { function, receiver: None, given: given.clone() }),
        Object::Method { function, .. } => Some(Task { function, receiver, given: given.clone() }),
        _ => None,
    };
    objects.into_iter().filter_map(task).collect()
}

/// The arguments that a call passes on by position, where they are written out.
fn forwarded(model: Model<'_>, payload: &Payload) -> Vec<NodeId> {
    let tree = model.tree;
    match &payload.forwarding {
        Forwarding::Tuple { args, .. } => {
            let display = args.value.map(|value| model.written_out(value));
            let display = display.filter(|value| matches!(tree.kind(*value), Kind::Tuple | Kind::List));
            let parts: Vec<NodeId> = display.into_iter().flat_map(|display| tree.children(display)).collect();
            parts.into_iter().take_while(|part| tree.kind(*part) != Kind::ListSplat).collect()
        }
        Forwarding::Rest { call, .. } => {
            model.positional(*call).into_iter().filter(|argument| *argument > payload.value).collect()
        }
        Forwarding::Items { .. } | Forwarding::Unknown => Vec::new(),
    }
}

/// What a task changes of the things that its parent has, by the names that the parent has for them.
pub(super) fn changes(model: Model<'_>, task: &Task, reached: &[NodeId]) -> Vec<Change> {
    let views = views(model, task, reached);
    let mut found = Vec::new();
    for function in reached {
        let names = model.module.references_in(model.tree, *function).filter(|name| name.annotation.is_none());
        let changes = names.filter_map(|reference| change_at(model, reference.node));
        let rebound = model.module.bindings_in(model.tree, *function).filter(|binding| {
            !matches!(binding.kind, BindingKind::Annotation | BindingKind::Function | BindingKind::Class)
                && is_outside(model, binding.symbol, reached)
        });
        let rebound = rebound.map(|binding| Change {
            thing: Thing { root: binding.symbol, path: Vec::new() },
            at: binding.name,
            how: How::Name,
            origin: Origin::Known,
        });
        found.extend(changes.chain(rebound).filter_map(|change| seen_by_parent(model, &views, reached, change)));
    }
    found.sort_by_key(|change| change.at);
    found.dedup_by_key(|change| change.at);
    found
}

/// A change by the names of the parent; none where the parent does not have what is changed, or where it may be
/// something else than an ordinary object.
#[allow(clippy::needless_pass_by_value, reason = "what is answered is the change that was given, by another name")]
fn seen_by_parent(model: Model<'_>, views: &[View], reached: &[NodeId], change: Change) -> Option<Change> {
    let view = views.iter().find(|view| view.symbol == change.thing.root);
    let thing = match view {
        Some(view) => view.thing.with(&change.thing.path),
        None if is_outside(model, change.thing.root, reached) => change.thing.clone(),
        None => return None,
    };
    let given = |object: NodeId| {
        let is_bare = model.module.symbol_at(object) == Some(change.thing.root);
        view.and_then(|view| view.given).filter(|_| is_bare).unwrap_or(object)
    };
    let content = |object: NodeId| {
        let known = model.objects(given(object));
        let view = view.and_then(|view| view.given).filter(|_| known.contains(&Object::Unknown));
        view.and_then(|given| content_of(model, given, &change.thing.path)).unwrap_or(known)
    };
    let is_plain = match change.how {
        How::Content(object) => are_containers(model, &content(object)) || is_made_on_demand(model, object),
        How::Attribute(object) => is_instance(model, given(object), thing.path.last()),
        How::Name => true,
    };
    let origin = if view.is_some_and(|view| view.given.is_some()) { Origin::Given } else { Origin::Known };
    let is_result = || match change.how {
        How::Content(object) => content(object).iter().all(|object| is_empty(model, object)),
        How::Attribute(object) => is_unset(model, given(object), thing.path.last()),
        How::Name => true,
    };
    let is_ordinary = !thing.path.is_empty() || is_ordinary(model, thing.root, reached);
    (is_plain && is_ordinary && (origin == Origin::Known || is_result())).then_some(Change { thing, origin, ..change })
}

/// What the attributes that lead from a given instance hold: `bad` of `stats`.
fn content_of(model: Model<'_>, given: NodeId, path: &[String]) -> Option<Vec<Object>> {
    let [name] = path else { return None };
    let [Object::Instance(class)] = model.objects(given)[..] else { return None };
    Some(model.member(class, name))
}

/// `by_host["a"]` of a `defaultdict(list)`: there is a container, whether or not there was one before.
fn is_made_on_demand(model: Model<'_>, element: NodeId) -> bool {
    let tree = model.tree;
    let whole = tree.child(element, Field::Value).filter(|_| tree.kind(element) == Kind::Subscript);
    let makes_containers = |object: &Object| match object {
        Object::Made { path, call } if path == "collections.defaultdict" => {
            let factory = model.positional(*call).first().map(|factory| model.objects(*factory)).unwrap_or_default();
            let is_container = |made: &Object| match made {
                Object::Builtin(name) => matches!(name.as_str(), "list" | "dict" | "set"),
                Object::Path(path) => CONTAINERS.contains(&path.as_str()),
                _ => false,
            };
            !factory.is_empty() && factory.iter().all(is_container)
        }
        _ => false,
    };
    let objects = whole.map(|whole| model.objects(whole)).unwrap_or_default();
    !objects.is_empty() && objects.iter().all(makes_containers)
}

/// Whether an object holds nothing yet: it waits for what somebody finds out.
fn is_empty(model: Model<'_>, object: &Object) -> bool {
    let tree = model.tree;
    match object {
        Object::Expression(node) => match tree.kind(*node) {
            Kind::List | Kind::Dictionary | Kind::Tuple => tree.children(*node).next().is_none(),
            // `[None] * 3`
            Kind::BinaryOperator | Kind::None | Kind::False => true,
            Kind::Integer | Kind::Float => matches!(tree.text(*node), "0" | "0.0"),
            Kind::String => tree.children(*node).all(|part| tree.kind(part) != Kind::StringContent),
            _ => false,
        },
        Object::MadeByBuiltin { call, .. } => {
            model.arguments(*call).is_empty() || model.is_call_of(*call, "dataclasses.field")
        }
        Object::Made { path, call } => path == "collections.defaultdict" || model.arguments(*call).is_empty(),
        _ => false,
    }
}

/// Whether instances of a class start with an attribute that holds nothing yet.
fn is_unset(model: Model<'_>, expression: NodeId, attribute: Option<&String>) -> bool {
    model.objects(expression).into_iter().any(|object| match object {
        Object::Instance(class) => {
            let mut values = model.attribute_values(class).into_iter().chain(value::fields(model, class));
            values.any(|(name, value)| {
                Some(&name) == attribute && model.objects(value).iter().all(|object| is_empty(model, object))
            })
        }
        _ => false,
    })
}

/// Whether a variable belongs to code outside of all these functions.
fn is_outside(model: Model<'_>, symbol: SymbolId, reached: &[NodeId]) -> bool {
    let owner = model.module.symbol(symbol).scope;
    let holds =
        |function: &NodeId| model.module.scope_of(*function).is_some_and(|scope| model.module.is_within(owner, scope));
    !model.module.symbol(symbol).bindings.is_empty() && !reached.iter().any(holds)
}

/// The parameters of the functions that a task runs, where each has one meaning for the parent.
fn views(model: Model<'_>, task: &Task, reached: &[NodeId]) -> Vec<View> {
    let tree = model.tree;
    let mut views = Views { model, known: Vec::new(), doubtful: Vec::new() };
    views.enter(task.function, task.receiver.and_then(|node| Thing::of(model, node)), &task.given);
    let mut waiting = vec![task.function];
    let mut seen = Vec::new();
    while let Some(function) = waiting.pop() {
        if seen.contains(&function) {
            continue;
        }
        seen.push(function);
        for call in tree.subtree(function).filter(|node| tree.has_role(*node, Role::Call)) {
            let callee = tree.child(call, Field::Function).filter(|callee| tree.kind(*callee) == Kind::Attribute);
            let receiver = callee.and_then(|callee| Thing::of(model, tree.child(callee, Field::Object)?));
            let receiver = receiver.and_then(|thing| views.outer(&thing, reached));
            for called in sink::called_functions(model, call) {
                if reached.iter().any(|function| tree.is_within(called, *function)) {
                    // What a helper is given has no expression in the parent by which it could be judged.
                    views.enter(called, receiver.clone(), &[]);
                    waiting.push(called);
                }
            }
        }
    }
    views.known
}

/// What is known of the parameters of the functions that run in a child.
struct Views<'m> {
    model: Model<'m>,
    known: Vec<View>,
    /// Those with several meanings.
    doubtful: Vec<SymbolId>,
}

impl Views<'_> {
    /// Learns what the parameters of a function stand for where it is called in this way.
    fn enter(&mut self, function: NodeId, receiver: Option<Thing>, given: &[NodeId]) {
        let is_method = self.model.is_method(function);
        let bound = is_method.then(|| receiver.map(|thing| (thing, None)));
        let given = given.iter().map(|node| Thing::of(self.model, *node).map(|thing| (thing, Some(*node))));
        let values: Vec<Option<(Thing, Option<NodeId>)>> = bound.into_iter().chain(given).collect();
        for (symbol, value) in parameters(self.model, function).into_iter().zip(values) {
            let (Some(symbol), Some((thing, given))) = (symbol, value) else { continue };
            match self.known.iter().position(|view| view.symbol == symbol) {
                Some(at) if self.known.get(at).is_some_and(|view| view.thing != thing) => {
                    self.known.remove(at);
                    self.doubtful.push(symbol);
                }
                None if !self.doubtful.contains(&symbol) => self.known.push(View { symbol, thing, given }),
                _ => {}
            }
        }
    }

    /// What the parent knows a thing of the child as.
    fn outer(&self, thing: &Thing, reached: &[NodeId]) -> Option<Thing> {
        match self.known.iter().find(|view| view.symbol == thing.root) {
            Some(view) => Some(view.thing.with(&thing.path)),
            None => Some(thing.clone()).filter(|thing| is_outside(self.model, thing.root, reached)),
        }
    }
}

/// The parameters of a function that are given by position and never bound again.
fn parameters(model: Model<'_>, function: NodeId) -> Vec<Option<SymbolId>> {
    let tree = model.tree;
    let list = tree.child(function, Field::Parameters);
    let nodes: Vec<NodeId> = list.into_iter().flat_map(|list| tree.children(list)).collect();
    let plain = |node: &NodeId| {
        matches!(
            tree.kind(*node),
            Kind::Identifier | Kind::TypedParameter | Kind::DefaultParameter | Kind::TypedDefaultParameter
        )
    };
    let symbol = |node: NodeId| {
        let binding = model.module.bindings_in(tree, node).find(|binding| binding.kind == BindingKind::Parameter)?;
        model.module.only_binding(binding.symbol).map(|binding| binding.symbol)
    };
    nodes.into_iter().take_while(plain).map(symbol).collect()
}

/// Whether everything that the parent binds to a name is an ordinary object.
fn is_ordinary(model: Model<'_>, symbol: SymbolId, reached: &[NodeId]) -> bool {
    let outside = |node: NodeId| !reached.iter().any(|function| model.tree.is_within(node, *function));
    let mut is_bound = false;
    for binding in model.module.bindings_of(symbol).filter(|binding| outside(binding.name)) {
        match binding.kind {
            BindingKind::Annotation | BindingKind::Augmented => {}
            BindingKind::Assignment => {
                let Some(value) = model.module.value_of(model.tree, binding) else { return false };
                if !model.objects(value).iter().all(|object| is_none(model, object) || is_plain(model, object)) {
                    return false;
                }
                is_bound = true;
            }
            _ => return false,
        }
    }
    is_bound
}

/// Whether these are containers of Python's own, `None` aside.
fn are_containers(model: Model<'_>, objects: &[Object]) -> bool {
    let mut found = objects.iter().filter(|object| !is_none(model, object)).peekable();
    found.peek().is_some() && found.all(|object| !matches!(object, Object::Instance(_)) && is_plain(model, object))
}

/// Whether an expression holds an instance of a class of this file that keeps the attribute in itself.
fn is_instance(model: Model<'_>, expression: NodeId, attribute: Option<&String>) -> bool {
    let objects = model.objects(expression);
    let keeps = |object: &Object| match object {
        Object::Instance(class) => keeps_attribute(model, *class, attribute),
        _ => false,
    };
    !objects.is_empty()
        && objects.iter().all(|object| is_none(model, object) || keeps(object))
        && objects.iter().any(keeps)
}

/// Bases whose instances keep their attributes as any object does.
const PLAIN_BASES: &[&str] = &[
    "abc.ABC",
    "builtins.object",
    "builtins.Exception",
    "multiprocessing.Process",
    "multiprocessing.context.Process",
    "multiprocessing.process.BaseProcess",
    "multiprocessing.context.SpawnProcess",
    "multiprocessing.context.ForkProcess",
    "threading.Thread",
    "typing.Generic",
];

fn keeps_attribute(model: Model<'_>, class: NodeId, attribute: Option<&String>) -> bool {
    let bases = model.foreign_bases(class);
    let is_plain = bases.iter().all(|base| PLAIN_BASES.contains(&value::without_context(base).as_str()));
    let special = |class: &NodeId| {
        let Some(scope) = model.module.scope_of(*class) else { return true };
        let own = |name: &str| model.module.own_symbol(scope, name);
        let property = attribute.and_then(|name| own(name)).is_some_and(|symbol| {
            model
                .module
                .bindings_of(symbol)
                .any(|binding| binding.kind != BindingKind::Assignment && binding.kind != BindingKind::Annotation)
        });
        property || own("__setattr__").is_some() || own("__getattribute__").is_some()
    };
    is_plain && !model.own_bases(class).iter().any(special)
}

pub(super) fn is_none(model: Model<'_>, object: &Object) -> bool {
    matches!(object, Object::Expression(node) if model.tree.kind(*node) == Kind::None)
}

/// Classes of the standard library whose instances are ordinary containers.
const CONTAINERS: &[&str] =
    &["collections.defaultdict", "collections.OrderedDict", "collections.Counter", "collections.deque", "array.array"];

/// Whether an object is one of Python's own, with no other process behind it.
fn is_plain(model: Model<'_>, object: &Object) -> bool {
    let tree = model.tree;
    match object {
        Object::Expression(node) => is_literal(model, *node),
        Object::Made { path, .. } => CONTAINERS.contains(&path.as_str()),
        Object::MadeByBuiltin { name, call } => {
            tree.kind(*call) == Kind::Call
                && matches!(name.as_str(), "list" | "dict" | "set" | "int" | "float" | "bool" | "str" | "bytearray")
        }
        Object::Instance(class) => keeps_attribute(model, *class, None),
        _ => false,
    }
}

fn is_literal(model: Model<'_>, node: NodeId) -> bool {
    let tree = model.tree;
    match tree.kind(node) {
        Kind::List
        | Kind::Dictionary
        | Kind::Set
        | Kind::Tuple
        | Kind::ListComprehension
        | Kind::DictionaryComprehension
        | Kind::SetComprehension
        | Kind::Integer
        | Kind::Float
        | Kind::String
        | Kind::ConcatenatedString
        | Kind::True
        | Kind::False => true,
        Kind::UnaryOperator => tree.child(node, Field::Argument).is_some_and(|inner| is_literal(model, inner)),
        Kind::BinaryOperator => tree.child(node, Field::Left).is_some_and(|left| is_literal(model, left)),
        _ => false,
    }
}
