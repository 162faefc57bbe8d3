//! Eta-reduction: a lambda that only calls another function gives way to the call itself, the way a person would write
//! it. `target=lambda: work(a, b)` is `target=work, args=(a, b)`; `lambda x: f(k, x)` is `partial(f, k)`. A local
//! function moves to module level for that.

use crate::edit::{self, Edit};
use crate::lift::{Arrival, Lifted, Request, hand_over, import};
use crate::module::SymbolId;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{self, Forwarding, Model, Object, Starts};

/// What a lambda calls.
struct Call {
    function: NodeId,
    /// The object whose method it is; none for a function.
    instance: Option<NodeId>,
    /// The arguments that are not the lambda's own parameters.
    values: Vec<NodeId>,
    /// Keyword arguments: the label and the value.
    keywords: Vec<(NodeId, NodeId)>,
    /// Whether the lambda's parameters follow the values.
    takes_parameters: bool,
}

/// The fix for such a lambda; none where the lambda is something else or an argument would mean something else.
pub(super) fn call_directly(model: Model<'_>, request: &Request) -> Option<Lifted> {
    let tree = model.tree;
    let (lambda, arrival, call) = call_of(model, request)?;
    if call.instance.is_none() && !names_importable(model, call.function) {
        return None;
    }
    let function = tree.text(call.function).to_owned();
    let values: Vec<&str> = call.values.iter().map(|value| tree.text(*value)).collect();
    let keywords: Vec<(&str, &str)> =
        call.keywords.iter().map(|(label, value)| (tree.text(*label), tree.text(*value))).collect();
    let edits = edits(model, arrival, lambda, &call, (&function, &values, &keywords));
    if !edit::is_applicable(tree.source().text(), &edits) {
        return None;
    }
    let title = format!("Pass `{function}` itself instead of the lambda");
    Some(Lifted { title, edits, caveats: Vec::new(), labels: Vec::new(), hints: Vec::new() })
}

/// The lifting of the local function that such a lambda calls, which then arrives in the place of the lambda.
pub(super) fn instead_of_call(model: Model<'_>, request: &Request) -> Option<Request> {
    let tree = model.tree;
    let (lambda, arrival, call) = call_of(model, request)?;
    let [function] = model.functions_in(call.function)[..] else { return None };
    let symbol = model.module.symbol_at(call.function)?;
    let is_its_name = model.module.only_binding(symbol).is_some_and(|binding| binding.node == function);
    let parameters = tree.child(function, Field::Parameters).into_iter().flat_map(|list| tree.children(list));
    let mut plain = parameters.map(|parameter| tree.kind(parameter));
    let takes_them = plain.all(|kind| matches!(kind, Kind::Identifier | Kind::TypedParameter));
    // What its slots hold already would come in front.
    let is_given = match &arrival.forwarding {
        Forwarding::Tuple { args, .. } => args.value.is_some(),
        _ => false,
    };
    let fits = call.takes_parameters || !is_given;
    let is_plain = tree.kind(function) == Kind::FunctionDefinition
        && super::group::is_local(model, function)
        && model.decorators(function).next().is_none()
        && model.module.surely_bound(tree, symbol, lambda);
    if !(is_its_name && takes_them && fits && is_plain && call.instance.is_none() && call.keywords.is_empty()) {
        return None;
    }
    let arrival = Arrival { bound: Some(call.values), ..arrival.clone() };
    Some(Request { function, arrivals: vec![arrival], ..request.clone() })
}

/// The lambda of a request that arrives once and only calls another function, with values that are the same where it
/// stands as when it runs.
fn call_of<'r>(model: Model<'_>, request: &'r Request) -> Option<(NodeId, &'r Arrival, Call)> {
    let tree = model.tree;
    let lambda = request.function;
    let [arrival] = request.arrivals.as_slice() else { return None };
    let direct = tree.kind(lambda) == Kind::Lambda && tree.without_parentheses(arrival.value) == lambda;
    if !direct {
        return None;
    }
    // What is written beside the parts of the lambda would be lost.
    if tree.subtree(tree.with_parentheses(lambda)).any(|node| tree.kind(node) == Kind::Comment) {
        return None;
    }
    let call = plain_call(model, lambda)?;
    let mut values = call.instance.iter().chain(&call.values).chain(call.keywords.iter().map(|(_, value)| value));
    values.all(|value| is_early(model, arrival, lambda, *value)).then_some((lambda, arrival, call))
}

/// The call of a function that is all of a lambda.
fn plain_call(model: Model<'_>, lambda: NodeId) -> Option<Call> {
    let tree = model.tree;
    let scope = model.module.scope_of(lambda)?;
    let body = tree.without_parentheses(tree.child(lambda, Field::Body)?);
    if !tree.has_role(body, Role::Call) {
        return None;
    }
    let function = tree.child(body, Field::Function)?;
    let instance = instance_of_method(model, function);
    if tree.kind(tree.child(body, Field::Arguments)?) == Kind::GeneratorExpression {
        return None;
    }
    let parameters: Vec<NodeId> =
        tree.child(lambda, Field::Parameters).map(|list| tree.children(list).collect()).unwrap_or_default();
    if parameters.iter().any(|parameter| tree.kind(*parameter) != Kind::Identifier) {
        return None;
    }
    let owned =
        |node: NodeId| model.module.symbol_at(node).is_some_and(|symbol| model.module.symbol(symbol).scope == scope);
    let mut call =
        Call { function, instance, values: Vec::new(), keywords: Vec::new(), takes_parameters: !parameters.is_empty() };
    let mut passed = Vec::new();
    for argument in model.arguments(body) {
        match tree.kind(argument) {
            Kind::ListSplat | Kind::DictionarySplat => return None,
            Kind::KeywordArgument => {
                let value = tree.child(argument, Field::Value)?;
                if tree.subtree(value).any(owned) {
                    return None;
                }
                call.keywords.push((tree.child(argument, Field::Name)?, value));
            }
            _ if owned(argument) => passed.push(tree.text(argument)),
            _ if passed.is_empty() => call.values.push(argument),
            _ => return None,
        }
    }
    let expected: Vec<&str> = parameters.iter().map(|parameter| tree.text(*parameter)).collect();
    (passed == expected).then_some(call)
}

/// The object in `job.run`, a method of a class of this file: it is pickled as the object and the name, so that the
/// lambda's call of it is the same call in the child.
fn instance_of_method(model: Model<'_>, function: NodeId) -> Option<NodeId> {
    let tree = model.tree;
    let object = tree.child(function, Field::Object).filter(|_| tree.kind(function) == Kind::Attribute)?;
    let is_method = |method: &Object| {
        matches!(method, Object::Method { class, function } if tree.kind(*function) != Kind::Lambda
            && !super::group::is_local(model, *class))
    };
    let methods = model.objects(function);
    let is_public = !tree.text(tree.child(function, Field::Attribute)?).starts_with("__");
    (!methods.is_empty() && is_public && methods.iter().all(is_method)).then_some(object)
}

/// Whether an expression is a name, or an attribute of a module, that pickle finds.
fn names_importable(model: Model<'_>, function: NodeId) -> bool {
    let tree = model.tree;
    match tree.kind(function) {
        Kind::Identifier => {
            model.module.symbol_at(function).is_some_and(|symbol| hand_over::is_importable(model, symbol))
        }
        Kind::Attribute => {
            let object = tree.child(function, Field::Object);
            let modules = object.map(|object| model.objects(object)).unwrap_or_default();
            let known = modules.iter().all(|object| matches!(object, Object::Module(_)));
            known && !modules.is_empty() && object.is_some_and(|object| names_importable(model, object))
        }
        _ => false,
    }
}

/// Whether an argument means the same where the lambda stands as when it runs: a constant, or a name that nothing
/// rebinds in between.
fn is_early(model: Model<'_>, arrival: &Arrival, lambda: NodeId, value: NodeId) -> bool {
    let tree = model.tree;
    match tree.kind(value) {
        Kind::Integer | Kind::Float | Kind::None | Kind::True | Kind::False => true,
        Kind::String => !tree.subtree(value).any(|node| tree.kind(node) == Kind::Interpolation),
        Kind::Identifier => model.module.symbol_at(value).is_some_and(|symbol| {
            let global = model.module.symbol(symbol).scope == model.module.module_scope();
            let shared = value::shared(model, symbol).is_some() && arrival.when == crate::finding::When::Always;
            let mut definitions = model.functions_in(value).into_iter().chain(model.classes_in(value));
            let function = definitions.any(|definition| super::group::is_local(model, definition));
            !function
                && !shared
                && value::obstacle(model, symbol).is_none()
                && (global || model.module.surely_bound(tree, symbol, lambda))
                && !is_rebound(model, arrival, lambda, symbol)
        }),
        _ => false,
    }
}

fn is_rebound(model: Model<'_>, arrival: &Arrival, lambda: NodeId, symbol: SymbolId) -> bool {
    let module = model.module;
    match &arrival.starts {
        Starts::AtOnce => false,
        Starts::At(starts) => {
            starts.iter().any(|start| !module.rebound_between(model.tree, symbol, lambda, *start).is_empty())
        }
        Starts::Unknown => !module.rebound_after(model.tree, symbol, lambda).is_empty(),
    }
}

fn edits(
    model: Model<'_>,
    arrival: &Arrival,
    lambda: NodeId,
    call: &Call,
    (function, values, keywords): (&str, &[&str], &[(&str, &str)]),
) -> Vec<Edit> {
    let tree = model.tree;
    let outer = tree.with_parentheses(lambda);
    let whole = |text: String| Edit::replace(tree.span(lambda), text);
    if values.is_empty() && keywords.is_empty() {
        return vec![whole(function.to_owned())];
    }
    if !call.takes_parameters
        && let Some(edits) = through_slots(model, arrival, outer, (function, values, keywords))
    {
        return edits;
    }
    let partial = import::partial(model, &[model.scope_at(lambda)], tree.span(lambda).start);
    let keywords = keywords.iter().map(|(name, value)| format!("{name}={value}"));
    let arguments: Vec<String> = std::iter::once(function.to_owned())
        .chain(values.iter().map(|value| (*value).to_owned()))
        .chain(keywords)
        .collect();
    let mut edits: Vec<Edit> = partial.import.into_iter().collect();
    edits.push(whole(format!("{}({})", partial.expression, arguments.join(", "))));
    edits
}

/// `target=work, args=(a, b), kwargs={"k": v}`, or `submit(work, a, b, k=v)`.
fn through_slots(
    model: Model<'_>,
    arrival: &Arrival,
    outer: NodeId,
    (function, values, keywords): (&str, &[&str], &[(&str, &str)]),
) -> Option<Vec<Edit>> {
    let tree = model.tree;
    match &arrival.forwarding {
        Forwarding::Tuple { call, args, kwargs } => {
            if args.value.is_some() || kwargs.as_ref().is_some_and(|slot| slot.value.is_some()) {
                return None;
            }
            let positional = model.positional(*call);
            let last = positional.last().filter(|_| positional.contains(&outer)).copied();
            let keyword = tree.parent(outer).filter(|parent| tree.kind(*parent) == Kind::KeywordArgument);
            let end = tree.span(last.or(keyword).unwrap_or(outer)).end;
            let mut text = String::new();
            if !values.is_empty() {
                let by_position = last.is_some() && positional.len() == args.position;
                let name = if by_position { String::new() } else { format!("{}=", args.name) };
                let comma = if values.len() == 1 { "," } else { "" };
                text.push_str(&format!(", {name}({}{comma})", values.join(", ")));
            }
            if !keywords.is_empty() {
                let entries: Vec<String> =
                    keywords.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
                text.push_str(&format!(", {}={{{}}}", kwargs.as_ref()?.name, entries.join(", ")));
            }
            Some(vec![Edit::replace(tree.span(outer), function), Edit::insert(end, text)])
        }
        Forwarding::Rest { call, keywords: accepts } => {
            let alone = model.passed_behind(*call, outer).is_some_and(|passed| passed == value::Passed::default());
            if !alone || (!accepts && !keywords.is_empty()) {
                return None;
            }
            let keywords = keywords.iter().map(|(name, value)| format!("{name}={value}"));
            let all: Vec<String> = values.iter().map(|value| (*value).to_owned()).chain(keywords).collect();
            Some(vec![Edit::replace(tree.span(outer), format!("{function}, {}", all.join(", ")))])
        }
        Forwarding::Items { .. } | Forwarding::Unknown => None,
    }
}
