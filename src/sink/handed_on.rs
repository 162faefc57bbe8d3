//! The slot of a wrapper: its `*args`, or its `args=`, where all that it does with them is to hand them on to the
//! function that it is given. Arguments that are put there reach the function, and nobody else sees them.

use crate::index::{HandsOn, Wrapper};
use crate::module::{Binding, SymbolId};
use crate::sink::{Payload, function_of, parameter_at, stars};
use crate::syntax::{Field, Kind, NodeId, Tree};
use crate::value::{Forwarding, Model};

/// How the function of a payload that is a parameter is given arguments of the wrapper's own.
pub(super) fn hands_on(model: Model<'_>, payload: &Payload, parameter: &Binding, all: &[NodeId]) -> HandsOn {
    let tree = model.tree;
    let direct = tree.without_parentheses(payload.value);
    if model.module.symbol_at(direct) != Some(parameter.symbol) {
        return HandsOn::Unknown;
    }
    let parameter_at = |value: Option<NodeId>| parameter_at(model, or_nothing(tree, value?), all);
    let is_last = |at: usize| all.get(at.wrapping_sub(1)) == Some(&parameter.node);
    let (args, kwargs) = match &payload.forwarding {
        Forwarding::Tuple { args, kwargs, .. } => (args.value, kwargs.as_ref().and_then(|slot| slot.value)),
        Forwarding::Rest { call, .. } => {
            let behind: Vec<NodeId> =
                model.arguments(*call).into_iter().filter(|argument| *argument > direct).collect();
            if !behind.iter().all(|node| matches!(tree.kind(*node), Kind::ListSplat | Kind::DictionarySplat)) {
                return HandsOn::Unknown;
            }
            let splat = |kind: Kind| {
                behind.iter().find(|node| tree.kind(**node) == kind).and_then(|node| tree.first_child(*node))
            };
            (splat(Kind::ListSplat), splat(Kind::DictionarySplat))
        }
        Forwarding::Items { count } => return HandsOn::Items { count: *count },
        Forwarding::Unknown => return HandsOn::Unknown,
    };
    let is_seen = || args.is_some_and(|args| !is_only_forwarded(model, or_nothing(tree, args), parameter, direct));
    let keywords = parameter_at(kwargs);
    if kwargs.is_some() && keywords.is_none() {
        return HandsOn::Unknown;
    }
    // Where the wrapper does more with what it hands on, more of it would be seen.
    match (parameter_at(args), keywords) {
        _ if is_seen() => HandsOn::Unknown,
        (Some((node, _, at)), keywords) if stars(model, node) == 1 => {
            let clean = keywords.as_ref().is_none_or(|(node, ..)| stars(model, *node) == 2);
            if clean && is_last(at) { HandsOn::Rest { keywords: keywords.is_some() } } else { HandsOn::Unknown }
        }
        (Some((node, name, at)), keywords) if stars(model, node) == 0 => {
            let clean = keywords.as_ref().is_none_or(|(node, ..)| stars(model, *node) == 0);
            let kwargs = keywords.map(|(_, name, at)| (name, at));
            if clean { HandsOn::Slots { args: (name, at), kwargs } } else { HandsOn::Unknown }
        }
        _ => HandsOn::Unknown,
    }
}

/// The value in `value or ()` and `value or {}`.
fn or_nothing(tree: &Tree, value: NodeId) -> NodeId {
    let value = tree.without_parentheses(value);
    let is_or = tree.kind(value) == Kind::BooleanOperator && tree.has_token(value, "or");
    let parts: Vec<NodeId> = if is_or { tree.children(value).collect() } else { Vec::new() };
    match parts[..] {
        [first, empty] if matches!(tree.text(empty), "()" | "[]" | "{}") => tree.without_parentheses(first),
        _ => value,
    }
}

/// Whether all that becomes of the arguments of a wrapper, named at `arguments`, is that the function that it is given
/// as `parameter` gets them, and whether it gets them wherever it is called. `payload` is where it is sent.
fn is_only_forwarded(model: Model<'_>, arguments: NodeId, parameter: &Binding, payload: NodeId) -> bool {
    let (tree, module) = (model.tree, model.module);
    let Some(symbol) = module.symbol_at(arguments).filter(|symbol| module.only_binding(*symbol).is_some()) else {
        return false;
    };
    let is_function = |node: NodeId| module.symbol_at(node) == Some(parameter.symbol);
    let mut arrived = module.references_to(symbol).map(|reference| {
        let is_this = reference.node == arguments;
        is_this || receiver(model, reference.node).is_some_and(is_function)
    });
    let mut uses = module.references_to(parameter.symbol).map(|reference| {
        let node = reference.node;
        node == payload || runs_with(model, node, symbol) || is_only_looked_at(tree, model, node)
    });
    arrived.all(|it| it) && uses.all(|it| it)
}

/// The function that is called with the arguments at `node` in front of all others, here or in a child or thread.
fn receiver(model: Model<'_>, node: NodeId) -> Option<NodeId> {
    let tree = model.tree;
    let call = tree.ancestors(node).find(|outer| tree.kind(*outer) == Kind::Call)?;
    let function = tree.child(call, Field::Function)?;
    let first = model.arguments(call).first().copied();
    if first.is_some_and(|first| is_splat_of(tree, first, node)) && tree.kind(function) == Kind::Identifier {
        return Some(function);
    }
    let is = |value: Option<NodeId>| value.is_some_and(|value| or_nothing(tree, value) == node);
    if model.is_call_of(call, "threading.Thread") {
        return model.keyword(call, "target").filter(|_| is(model.keyword(call, "args")));
    }
    let sent = function_of(model, call)?;
    let arrives = match &sent.forwarding {
        Forwarding::Tuple { args, .. } => is(args.value),
        Forwarding::Rest { call, .. } => {
            let next = model.arguments(*call).into_iter().find(|argument| *argument > sent.value);
            next.is_some_and(|next| is_splat_of(tree, next, node))
        }
        _ => false,
    };
    arrives.then(|| tree.without_parentheses(sent.value))
}

fn is_splat_of(tree: &Tree, splat: NodeId, node: NodeId) -> bool {
    tree.kind(splat) == Kind::ListSplat && tree.first_child(splat).is_some_and(|inner| or_nothing(tree, inner) == node)
}

/// Whether a mention of a function calls or sends it with the arguments that a variable holds.
fn runs_with(model: Model<'_>, mention: NodeId, arguments: SymbolId) -> bool {
    model.module.references_to(arguments).any(|reference| receiver(model, reference.node) == Some(mention))
}

/// Whether a mention of a function does not call it, nor give it to somebody who may.
fn is_only_looked_at(tree: &Tree, model: Model<'_>, mention: NodeId) -> bool {
    let outer = tree.with_parentheses(mention);
    let Some(parent) = tree.parent(outer) else { return false };
    match tree.kind(parent) {
        Kind::Call => false,
        Kind::ArgumentList => tree.parent(parent).is_some_and(|call| {
            let function = tree.child(call, Field::Function);
            function.is_some_and(|function| {
                (LOOKS.contains(&tree.text(function)) && model.is_plain_builtin(function))
                    || model.paths(function).iter().any(|path| path.starts_with("inspect."))
            })
        }),
        Kind::Attribute
        | Kind::ComparisonOperator
        | Kind::NotOperator
        | Kind::BooleanOperator
        | Kind::IfStatement
        | Kind::ConditionalExpression
        | Kind::AssertStatement
        | Kind::Interpolation => true,
        _ => false,
    }
}

/// Builtins that only look at a function.
const LOOKS: &[&str] = &["callable", "getattr", "hasattr", "isinstance", "print", "repr", "str", "type"];

/// Whether a function reads its `*args` or `**kwargs` once only, where it passes them on, options of other names aside.
pub(super) fn is_passed_on_unseen(model: Model<'_>, splat: NodeId, wrapper: &Wrapper) -> bool {
    let module = model.module;
    let slots = match &wrapper.hands_on {
        HandsOn::Slots { args, kwargs } => [Some(args.0.as_str()), kwargs.as_ref().map(|(name, _)| name.as_str())],
        _ => [None, None],
    };
    let Some(symbol) = module.symbol_at(splat) else { return false };
    module.references_to(symbol).all(|reference| {
        let key = || option_named(model, reference.node);
        reference.node == splat || key().is_some_and(|key| !slots.contains(&Some(key)))
    })
}

/// The key in `kwargs["name"]`, `kwargs.pop("name", 1)` and `"name" in kwargs`.
fn option_named(model: Model<'_>, dict: NodeId) -> Option<&str> {
    let tree = model.tree;
    let parent = tree.parent(dict)?;
    let key = match tree.kind(parent) {
        Kind::Subscript if tree.child(parent, Field::Value) == Some(dict) => tree.child(parent, Field::Subscript)?,
        Kind::ComparisonOperator if tree.has_token(parent, "in") || tree.has_token(parent, "not in") => {
            tree.first_child(parent).filter(|key| *key != dict)?
        }
        Kind::Attribute => {
            let call = tree.parent(parent).filter(|call| tree.child(*call, Field::Function) == Some(parent))?;
            let name = tree.child(parent, Field::Attribute)?;
            let is_known = matches!(tree.text(name), "get" | "pop" | "setdefault");
            model.positional(call).first().copied().filter(|_| is_known)?
        }
        _ => return None,
    };
    let is_plain = tree.kind(key) == Kind::String && !tree.text(key).starts_with(['f', 'F', 'r', 'R', 'b', 'B']);
    is_plain.then(|| tree.text(key).trim_matches(['"', '\'']))
}
