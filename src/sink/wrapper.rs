//! Wrappers: a function whose parameter is a payload makes every call of it a sink, in this file and in every other
//! file of the run. Wrappers are found to a fixpoint, so wrappers of wrappers count, too.

use rustc_hash::FxHashSet;

use crate::index::{Cargo, Collects, HandsOn, Through, Wrapper};
use crate::module::{Binding, BindingKind, SymbolId};
use crate::sink::bound::{self, Partial};
use crate::sink::part::{Part, collects, function_of, given, given_for_attribute, parameters, parameters_in};
use crate::sink::{Payload, api_in, callee_paths, condition, factory, handed_on, kept, stars, starts_at_once};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Place;
use crate::value::{Forwarding, Model, Object, Slot};

/// More parameters of one function than any wrapper has; a function that passes `*args` on to itself ends here.
const MOST_PARAMETERS: usize = 16;

/// A function of this file with a parameter that reaches a sink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalWrapper {
    /// The `def`, or the call of `partial` that has bound arguments of a wrapper.
    pub function: NodeId,
    /// The parameter, and what becomes of it.
    pub wrapper: Wrapper,
    /// The class whose instances send what their `__init__` keeps: that of other heirs of its class matters not.
    pub keeper: Option<NodeId>,
}

/// What calls of wrappers send, and the wrappers of this file. `known` are the payloads and the signatures of calls of
/// the APIs themselves.
pub(super) fn follow(model: Model<'_>, known: &[Payload], apis: &[(NodeId, Wrapper)]) -> Followed {
    let waiting = known.to_vec();
    let partials = bound::partials(model);
    let mut search = Search { model, partials, waiting, found: Followed::default(), seen: FxHashSet::default() };
    for (call, wrapper) in apis {
        search.pass_on(*call, wrapper);
    }
    for partial in search.partials.clone() {
        for wrapper in api_in(model, partial.function, partial.call) {
            search.bind(partial, &wrapper, 0);
        }
    }
    search.enter_other_files();
    while let Some(payload) = search.waiting.pop() {
        for part in parameters_in(model, payload.value) {
            if let Some(wrapper) = local_wrapper(model, &payload, &part) {
                search.enter(&wrapper);
            }
        }
        search.keep(&payload);
        for (part, method) in methods_of_parameters(model, &payload) {
            if let Some(mut found) = local_wrapper(model, &payload, &part) {
                found.wrapper.method = Some(method);
                if part.way.item.is_some() {
                    found.wrapper.path.get_or_insert_default();
                }
                search.enter(&found);
            }
        }
    }
    search.found
}

/// What is found while wrappers are followed.
#[derive(Default)]
pub(super) struct Followed {
    /// What their calls send.
    pub(super) payloads: Vec<Payload>,
    pub(super) wrappers: Vec<LocalWrapper>,
    /// The instances of which they send an attribute.
    pub(super) instances: Vec<NodeId>,
}

/// A search for what wrappers send.
struct Search<'a> {
    model: Model<'a>,
    /// What binds arguments of wrappers.
    partials: Vec<Partial>,
    waiting: Vec<Payload>,
    found: Followed,
    seen: FxHashSet<(NodeId, NodeId)>,
}

impl Search<'_> {
    /// Finds the calls of wrappers that other files have.
    fn enter_other_files(&mut self) {
        let model = self.model;
        if !model.index.has_wrappers() {
            return;
        }
        for call in model.calls().iter().copied() {
            for path in callee_paths(model, call) {
                let (path, shift) = constructed(path);
                for wrapper in model.index.wrappers_made(path) {
                    self.send(call, wrapper, shift);
                    self.pass_on(call, wrapper);
                }
            }
        }
        for partial in self.partials.clone() {
            for path in model.paths(partial.function) {
                let (path, shift) = constructed(path);
                for wrapper in model.index.wrappers_made(path) {
                    self.bind(partial, wrapper, shift);
                }
            }
        }
    }

    /// Finds the calls of a wrapper of this file.
    fn enter(&mut self, found: &LocalWrapper) {
        let known: Vec<&LocalWrapper> =
            self.found.wrappers.iter().filter(|known| known.function == found.function).collect();
        if known.contains(&found) || known.len() == MOST_PARAMETERS {
            return;
        }
        self.found.wrappers.push(found.clone());
        let model = self.model;
        let is_made = |call: &&NodeId| found.keeper.is_none_or(|class| kept::makes(model, **call, class));
        for call in model.calls_of(found.function).iter().filter(is_made) {
            self.send(*call, &found.wrapper, shift(model, *call, found.function));
            self.pass_on(*call, &found.wrapper);
        }
        for partial in self.partials.clone() {
            if partial.binds(self.model, found.function) {
                self.bind(partial, &found.wrapper, partial.shift(self.model, found.function));
            }
        }
    }

    /// Finds what a `partial` gives of the arguments of a wrapper, and what its calls give.
    fn bind(&mut self, partial: Partial, wrapper: &Wrapper, shift: usize) {
        self.send(partial.call, &partial.given_here(self.model, wrapper, shift), shift + 1);
        if let Some(rest) = partial.rest(self.model, wrapper, shift) {
            self.enter(&LocalWrapper { function: partial.call, wrapper: rest, keeper: None });
        }
    }

    /// The payloads of a call of a wrapper, `shift` positions further than the wrapper says.
    fn send(&mut self, call: NodeId, wrapper: &Wrapper, shift: usize) {
        let model = self.model;
        let position = wrapper.position.map(|position| position + shift);
        let by_position = position.is_some_and(|position| model.positional(call).len() > position);
        let given = given(model, call, &wrapper.parameter, position, &wrapper.collects);
        let mut through = wrapper.through.clone();
        for condition in &mut through.conditions {
            condition.position = condition.position.map(|position| position + shift);
        }
        let is_sent = wrapper.sent_by.is_empty() || kept::is_sent(model, call, &wrapper.sent_by);
        if !is_sent || !through.conditions.iter().all(|condition| condition::may_hold(model, call, condition)) {
            return;
        }
        let payload = Payload {
            value: call,
            call,
            api: wrapper.api.clone(),
            role: wrapper.role,
            when: wrapper.when,
            forwarding: forwarding(model, wrapper, call, by_position, shift),
            silent: wrapper.silent,
            cargo: wrapper.cargo,
            through: Some(through),
            elsewhere: None,
        };
        let values = match &wrapper.path {
            Some(path) => self.parts(&payload, wrapper, given, path),
            None => given,
        };
        for value in values {
            if let Some(method) = wrapper.method.as_ref().filter(|method| !model.has_method(value, method)) {
                // No method, but what the instance was given.
                for part in given_for_attribute(model, value, method) {
                    let payload = Payload { value, ..payload.clone() };
                    if let Some(found) = local_wrapper(model, &payload, &part) {
                        self.enter(&found);
                    }
                }
                self.found.instances.push(value);
                for value in model.given_to_attribute_elsewhere(value, method) {
                    self.take(Payload { value, forwarding: Forwarding::Unknown, ..payload.clone() });
                }
                continue;
            }
            self.take(Payload { value, ..payload.clone() });
        }
    }

    /// Takes up what a call sends, once.
    fn take(&mut self, payload: Payload) {
        if self.seen.insert((payload.call, payload.value)) {
            self.waiting.push(payload.clone());
            self.found.payloads.push(payload);
        }
    }

    /// What a path of indices leads to in each item of what is given. A function that is given the items, too, is a
    /// wrapper itself.
    fn parts(&mut self, payload: &Payload, wrapper: &Wrapper, given: Vec<NodeId>, path: &[usize]) -> Vec<NodeId> {
        let model = self.model;
        let mut found = Vec::new();
        for value in given {
            if wrapper.collects != Collects::One {
                found.extend(model.component(value, path));
                continue;
            }
            found.extend(model.parts_of_elements(value, path));
            let payload = Payload { value, ..payload.clone() };
            let binding = model.module.symbol_at(value).and_then(|symbol| model.module.only_binding(symbol));
            let parameter = binding.filter(|it| it.kind == BindingKind::Parameter && is_plain_parameter(model, it));
            if let Some(parameter) = parameter
                && let Some(mut found) = local_wrapper(model, &payload, &Part::whole(*parameter, value))
            {
                found.wrapper.path.clone_from(&wrapper.path);
                found.wrapper.method.clone_from(&wrapper.method);
                self.enter(&found);
            }
        }
        found
    }

    /// What a closure or a `partial` of a factory keeps is sent with it.
    fn keep(&mut self, payload: &Payload) {
        for value in factory::kept_by_answer(self.model, payload.value) {
            self.take(Payload { value, forwarding: Forwarding::Unknown, ..payload.clone() });
        }
    }

    /// A function that passes its `*args` or `**kwargs` on to a call of an API or wrapper takes its parameters.
    fn pass_on(&mut self, call: NodeId, wrapper: &Wrapper) {
        if let Some(found) = passes_on(self.model, call, wrapper) {
            self.enter(&found);
        }
    }
}

/// The class that a call of its `__init__` makes, and by how many positions `self` moves the arguments.
fn constructed(path: String) -> (String, usize) {
    match path.strip_suffix(".__init__").map(|class| (class.strip_suffix("()"), class)) {
        Some((Some(class), _)) => (class.to_owned(), 0),
        Some((None, class)) => (class.to_owned(), 1),
        None => (path, 0),
    }
}

/// By how many positions a call that passes `self` itself moves the arguments: `Runner.map(runner, f)`.
fn shift(model: Model<'_>, call: NodeId, function: NodeId) -> usize {
    let callee = model.tree.child(call, Field::Function);
    let objects = callee.map(|callee| model.objects(callee)).unwrap_or_default();
    let is_unbound = objects.iter().any(|object| matches!(object, Object::Function(called) if *called == function));
    usize::from(is_unbound && model.is_plain_method(function))
}

/// The parameters whose method a payload sends, or those that hold what has it, with the name of the method:
/// `Process(target=job.run)`.
fn methods_of_parameters(model: Model<'_>, payload: &Payload) -> Vec<(Part, String)> {
    let tree = model.tree;
    let value = tree.without_parentheses(payload.value);
    let is_method = payload.cargo == Cargo::Function && tree.kind(value) == Kind::Attribute;
    let named = tree.child(value, Field::Object).zip(tree.child(value, Field::Attribute)).filter(|_| is_method);
    let Some((object, name)) = named.filter(|(object, _)| tree.kind(*object) == Kind::Identifier) else {
        return Vec::new();
    };
    let parts = parameters_in(model, object).into_iter().filter(|part| part.way.keeper.is_none());
    parts.map(|part| (part, tree.text(name).to_owned())).collect()
}

/// Whether a parameter is one of a `def`, and no `*args` or `**kwargs`.
fn is_plain_parameter(model: Model<'_>, binding: &Binding) -> bool {
    !model.tree.text(binding.node).starts_with('*')
        && model.tree.kind(function_of(model, binding.symbol)) == Kind::FunctionDefinition
}

/// The wrapper that a parameter makes of its function.
fn local_wrapper(model: Model<'_>, payload: &Payload, part: &Part) -> Option<LocalWrapper> {
    let tree = model.tree;
    let parameter = &part.binding;
    let function = function_of(model, parameter.symbol);
    let all = parameters(model, function);
    let at = all.iter().position(|node| *node == parameter.node)?;
    let keyword_only = all.iter().take(at).any(|node| stars(model, *node) == 1);
    let through = match &payload.through {
        Some(through) => through.clone(),
        None => Through {
            place: Place { file: model.file, span: tree.span(payload.value) },
            api: payload.api.clone(),
            starts: true,
            joins: true,
            reads: Vec::new(),
            conditions: Vec::new(),
        },
    };
    if condition::is_left_to_a_setting(model, payload.call, &through.conditions) {
        return None;
    }
    let mut conditions = condition::conditions(model, payload.call, function, &all);
    if !tree.is_within(part.mention, payload.call) {
        conditions.extend(condition::of_place(model, part.mention, function, &all));
    }
    conditions.extend(condition::passed_on(model, payload.call, &through.conditions, &all));
    let mut reads = through.reads.clone();
    let named = part.way.variables.iter().copied().chain([parameter.symbol]);
    reads.extend(named.flat_map(|symbol| special_reads(model, symbol)));
    reads.sort();
    reads.dedup();
    let wrapper = Wrapper {
        parameter: model.module.symbol(parameter.symbol).name.clone(),
        method: None,
        position: (!keyword_only).then_some(at),
        collects: collects(model, parameter),
        path: part.way.item.as_ref().map(|item| item.path.clone()).filter(|path| !path.is_empty()),
        api: payload.api.clone(),
        role: payload.role,
        when: payload.when,
        silent: payload.silent,
        cargo: cargo(model, payload, part),
        hands_on: handed_on::hands_on(model, payload, parameter, &all),
        answers_it: answers(model, function, parameter.symbol),
        sent_by: part.way.keeper.map(|class| kept::senders(model, payload, class)).unwrap_or_default(),
        through: Through {
            starts: starts_at_once(model, payload, function),
            joins: !crate::sink::joins(model, payload).is_empty(),
            reads,
            conditions,
            ..through
        },
    };
    Some(LocalWrapper { function, wrapper, keeper: part.way.keeper })
}

/// Whether a call of a function answers what it is given for a parameter.
fn answers(model: Model<'_>, function: NodeId, parameter: SymbolId) -> bool {
    model.returned_values(function).into_iter().any(|value| model.module.symbol_at(value) == Some(parameter))
}

/// How what is given for a parameter crosses: as the payload does where it is all of it, else as it is, or its items.
fn cargo(model: Model<'_>, payload: &Payload, part: &Part) -> Cargo {
    let whole = model.tree.without_parentheses(payload.value);
    let is_all = model.module.symbol_at(whole) == Some(part.binding.symbol);
    let is_one = stars(model, part.binding.node) == 0;
    match &part.way.item {
        _ if part.way.keeper.is_some() => Cargo::Function,
        // Each argument, or what it has at the index, is what a loop variable holds.
        Some(item) if !is_one || !item.path.is_empty() => {
            if model.tree.kind(whole) == Kind::Identifier {
                payload.cargo
            } else {
                Cargo::Whole
            }
        }
        Some(item) if !item.of_dict => Cargo::Items,
        None if is_all && is_one => payload.cargo,
        _ => Cargo::Whole,
    }
}

/// The special attributes of a parameter that its function reads.
fn special_reads(model: Model<'_>, parameter: SymbolId) -> Vec<String> {
    let tree = model.tree;
    let mut found = Vec::new();
    for reference in model.module.references_to(parameter) {
        let Some(parent) = tree.parent(reference.node) else { continue };
        let name = match tree.kind(parent) {
            Kind::Attribute if tree.child(parent, Field::Object) == Some(reference.node) => {
                tree.child(parent, Field::Attribute)
            }
            Kind::ArgumentList => {
                let Some(call) = tree.parent(parent) else { continue };
                found.extend(asked_about_type(model, call));
                let call = Some(call).filter(|call| model.callee_name(*call) == Some("getattr"));
                call.and_then(|call| model.positional(call).get(1).copied())
            }
            _ => None,
        };
        let name = name.map_or("", |name| tree.text(name).trim_matches(['"', '\'']));
        if name.starts_with("__") {
            found.push(name.to_owned());
        }
    }
    found
}

/// What a call asks about a function that a `partial` of it answers otherwise.
fn asked_about_type(model: Model<'_>, call: NodeId) -> Option<String> {
    let tree = model.tree;
    let function = tree.child(call, Field::Function)?;
    let asks = match model.callee_name(call)? {
        "isinstance" => model.positional(call).get(1).is_some_and(|types| {
            let parts = model.parts_of_display(*types).into_iter().chain([*types]);
            parts.flat_map(|part| model.paths(part)).any(|path| FUNCTION_TYPES.contains(&path.as_str()))
        }),
        "type" => model.is_plain_builtin(function),
        _ => model.paths(function).iter().any(|path| ASKS.contains(&path.as_str())),
    };
    asks.then(|| tree.text(function).to_owned())
}

/// The types of functions, of which a `partial` has none.
const FUNCTION_TYPES: &[&str] = &["types.FunctionType", "types.LambdaType", "types.MethodType"];

/// What answers otherwise of a `partial` than of its function.
const ASKS: &[&str] = &[
    "inspect.isfunction",
    "inspect.isroutine",
    "inspect.ismethod",
    "inspect.isgeneratorfunction",
    "inspect.getsource",
    "inspect.getsourcelines",
    "inspect.getsourcefile",
    "inspect.getfile",
    "inspect.getmodule",
    "inspect.getdoc",
    "inspect.getclosurevars",
    "typing.get_type_hints",
];

/// How a call of a wrapper passes arguments on.
fn forwarding(model: Model<'_>, wrapper: &Wrapper, call: NodeId, by_position: bool, shift: usize) -> Forwarding {
    let splat = |argument: &NodeId| matches!(model.tree.kind(*argument), Kind::ListSplat | Kind::DictionarySplat);
    let slot = |(name, position): &(String, usize)| {
        let position = position + shift;
        let value = model.positional(call).get(position).copied().or_else(|| model.keyword(call, name));
        Slot { name: name.clone().into(), position, value }
    };
    match &wrapper.hands_on {
        HandsOn::Slots { args, kwargs } if !model.arguments(call).iter().any(splat) => {
            let (args, kwargs) = (slot(args), kwargs.as_ref().map(slot));
            // `args=None` takes no more of them.
            let is_none = |value: NodeId| model.tree.text(value) == "None";
            let takes_more = !args.value.is_some_and(is_none);
            if takes_more { Forwarding::Tuple { call, args, kwargs } } else { Forwarding::Unknown }
        }
        HandsOn::Rest { keywords } if by_position => Forwarding::Rest { call, keywords: *keywords },
        HandsOn::Items { count } => Forwarding::Items { count: *count },
        _ => Forwarding::Unknown,
    }
}

/// The function around a call that passes its own `*args` or `**kwargs` on to it, as a wrapper.
fn passes_on(model: Model<'_>, call: NodeId, wrapper: &Wrapper) -> Option<LocalWrapper> {
    let tree = model.tree;
    let arguments = model.arguments(call);
    let before = arguments
        .iter()
        .take_while(|node| {
            !matches!(tree.kind(**node), Kind::ListSplat | Kind::DictionarySplat | Kind::KeywordArgument)
        })
        .count();
    let function = model.function_around(call).filter(|node| tree.kind(*node) == Kind::FunctionDefinition)?;
    let all = parameters(model, function);
    let splat = |kind: Kind| {
        let splat = arguments.iter().find(|node| tree.kind(**node) == kind);
        splat.and_then(|node| tree.first_child(*node))
    };
    let starred = |kind: Kind, count: usize| {
        let inner = splat(kind)?;
        let symbol = model.module.symbol_at(inner)?;
        let binding = model.module.only_binding(symbol).filter(|binding| stars(model, binding.node) == count)?;
        (function_of(model, symbol) == function).then(|| all.iter().position(|node| *node == binding.node)).flatten()
    };
    if wrapper.collects != Collects::One {
        return None;
    }
    let args = starred(Kind::ListSplat, 1);
    let kwargs = starred(Kind::DictionarySplat, 2);
    let moved = |position: usize| Some(args? + position.checked_sub(before)?);
    let position = wrapper.position.and_then(moved);
    let given =
        model.keyword(call, &wrapper.parameter).is_some() || wrapper.position.is_some_and(|position| position < before);
    if given || (position.is_none() && kwargs.is_none()) {
        return None;
    }
    let slot = |(name, position): &(String, usize)| Some((name.clone(), moved(*position).unwrap_or(usize::MAX)));
    let is_seen = |kind: Kind| splat(kind).is_some_and(|inner| !handed_on::is_passed_on_unseen(model, inner, wrapper));
    let hands_on = match &wrapper.hands_on {
        HandsOn::Items { count } => HandsOn::Items { count: *count },
        // What it looks at would have more in it.
        _ if is_seen(Kind::ListSplat) => HandsOn::Unknown,
        HandsOn::Slots { .. } if is_seen(Kind::DictionarySplat) => HandsOn::Unknown,
        HandsOn::Slots { args, kwargs } => {
            slot(args).map_or(HandsOn::Unknown, |args| HandsOn::Slots { args, kwargs: kwargs.as_ref().and_then(slot) })
        }
        HandsOn::Rest { keywords } if position.is_some() => HandsOn::Rest { keywords: *keywords && kwargs.is_some() },
        _ => HandsOn::Unknown,
    };
    let conditions = condition::conditions(model, call, function, &all);
    let wrapper = Wrapper {
        through: Through { conditions, ..wrapper.through.clone() },
        parameter: if kwargs.is_some() { wrapper.parameter.clone() } else { String::new() },
        position,
        hands_on,
        answers_it: false,
        ..wrapper.clone()
    };
    Some(LocalWrapper { function, wrapper, keeper: None })
}
