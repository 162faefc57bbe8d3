//! Decorators run where the function is defined (language reference, section 8.7): once, when the module is imported,
//! after the move. What they are given has new parameters, and what they answer is what pickle has to find.

use crate::finding::{Refusal, RefusalReason};
use crate::lift::group::{Member, Plan};
use crate::lift::refuse;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{self, Model, Object};

/// Decorators of the standard library that keep the name and pass every argument on.
const TRANSPARENT: &[&str] = &[
    "functools.wraps",
    "contextlib.contextmanager",
    "contextlib.asynccontextmanager",
    "typing.no_type_check",
    "typing.final",
    "types.coroutine",
    "dataclasses.dataclass",
    "functools.total_ordering",
    "enum.unique",
    "typing.runtime_checkable",
    "attr.s",
    "attr.attrs",
    "attr.define",
    "attrs.define",
    "attrs.frozen",
];

/// Checks the decorators of the members.
pub(super) fn check(model: Model<'_>, plan: &mut Plan<'_>) -> Result<(), Refusal> {
    let mut caveats = Vec::new();
    for member in &plan.members {
        for decorator in model.decorators(member.node) {
            caveats.extend(check_one(model, plan, member, decorator)?);
        }
    }
    plan.caveats.extend(caveats);
    Ok(())
}

/// Why a decorator may do something else after the move.
fn check_one(model: Model<'_>, plan: &Plan<'_>, member: &Member, decorator: NodeId) -> Result<Option<String>, Refusal> {
    let tree = model.tree;
    let is_call = tree.kind(decorator) == Kind::Call;
    let callee = tree.child(decorator, Field::Function).filter(|_| is_call).unwrap_or(decorator);
    let name = tree.text(callee);
    let paths = model.paths(callee);
    let known = |names: &[&str]| !paths.is_empty() && paths.iter().all(|path| names.contains(&path.as_str()));
    if known(TRANSPARENT) || is_staticmethod(model, member, decorator) {
        return Ok(None);
    }
    if known(value::CACHES) {
        let captures: Vec<String> = member.parameters.iter().map(|parameter| format!("`{}`", parameter.name)).collect();
        let caveat = format!("`{name}` now gets {} as well, and takes hashable arguments only", captures.join(", "));
        return Ok((!captures.is_empty()).then_some(caveat));
    }
    let applied: Vec<NodeId> = model
        .objects(decorator)
        .into_iter()
        .filter_map(|object| match object {
            Object::Function(function) => Some(function),
            _ => None,
        })
        .collect();
    if let [function] = applied[..] {
        return check_own(model, plan, (member, function), decorator, name);
    }
    let answers_object =
        model.objects(decorator).iter().any(|object| matches!(object, Object::Class(_) | Object::Instance(_)));
    if answers_object && is_pickled(model, plan, member) {
        let what =
            format!("its decorator `{name}` answers an object that pickle does not find under the function's name");
        let way_out = "decorate it with a function that uses `functools.wraps`".to_owned();
        return refuse(RefusalReason::Unsupported { what, way_out }, tree.span(decorator));
    }
    if !member.parameters.is_empty() || !member.defaults.is_empty() {
        return Ok(Some(format!(
            "its decorator `{name}` runs when the module is imported, and sees the captured values as arguments"
        )));
    }
    Ok(Some(format!("its decorator `{name}` runs when the module is imported, no longer with every call")))
}

/// Whether a decorator is the builtin `staticmethod` of a function that is in no class: it changes nothing there, but
/// what it answers can't be pickled.
pub(super) fn is_staticmethod(model: Model<'_>, member: &Member, decorator: NodeId) -> bool {
    !member.is_class() && model.tree.text(decorator) == "staticmethod" && model.is_plain_builtin(decorator)
}

/// Whether pickle has to find a member by its name: one that is only called by those that are sent needs no more than
/// to be there.
fn is_pickled(model: Model<'_>, plan: &Plan<'_>, member: &Member) -> bool {
    let tree = model.tree;
    let is_called = |name: NodeId| {
        let call = tree.parent(name).filter(|call| tree.kind(*call) == Kind::Call);
        call.is_some_and(|call| tree.child(call, Field::Function) == Some(name))
    };
    let mut names = member.symbol.into_iter().flat_map(|symbol| model.module.references_to(symbol));
    plan.request.is_sent()
        && (member.node == plan.request.function || !names.all(|reference| is_called(reference.node)))
}

/// Whether a wrapper's parameter is `*args` or `**kwargs`, and only ever passed on as such.
fn is_passed_on(model: Model<'_>, parameter: NodeId) -> bool {
    let tree = model.tree;
    let starred = matches!(tree.kind(parameter), Kind::ListSplatPattern | Kind::DictionarySplatPattern);
    let name = tree.subtree(parameter).find(|node| tree.kind(*node) == Kind::Identifier);
    let Some(binding) = name.and_then(|name| model.module.binding_at(name)) else { return false };
    let mut references = model.module.references_to(binding.symbol);
    starred
        && references.all(|reference| {
            let Some(splat) = tree.parent(reference.node) else { return false };
            // An argument in front would come before the captured values.
            let leads = tree.parent(splat).and_then(|list| tree.first_child(list)) == Some(splat);
            match tree.kind(splat) {
                Kind::ListSplat => leads,
                // Counted from the end, the arguments are the same.
                Kind::Subscript => tree
                    .child(splat, Field::Subscript)
                    .is_some_and(|index| tree.kind(index) == Kind::UnaryOperator && tree.text(index).starts_with('-')),
                kind => kind == Kind::DictionarySplat,
            }
        })
}

/// Whether a function only defines and answers functions.
fn defines_only(model: Model<'_>, function: NodeId) -> bool {
    let tree = model.tree;
    let statements = tree.child(function, Field::Body).into_iter().flat_map(|body| tree.children(body));
    tree.kind(function) == Kind::Lambda
        || statements.into_iter().all(|statement| {
            matches!(tree.kind(statement), Kind::FunctionDefinition | Kind::DecoratedDefinition | Kind::ReturnStatement)
                || tree.first_child(statement).is_some_and(|child| tree.kind(child) == Kind::String)
        })
}

/// A decorator of this file: what it answers has to keep the name, and to take any arguments.
fn check_own(
    model: Model<'_>,
    plan: &Plan<'_>,
    (member, decorator): (&Member, NodeId),
    at: NodeId,
    name: &str,
) -> Result<Option<String>, Refusal> {
    let tree = model.tree;
    for answer in model.returned_values(decorator).into_iter().flat_map(|value| model.objects(value)) {
        let Object::Function(wrapper) = answer else { continue };
        let keeps_name = model.decorators(wrapper).any(|expression| {
            let callee = tree.child(expression, Field::Function).unwrap_or(expression);
            model.paths(callee).iter().any(|path| path == "functools.wraps")
        });
        let refused = |what: String, way_out: &str| {
            let reason = RefusalReason::Unsupported { what, way_out: way_out.to_owned() };
            refuse(reason, tree.span(at))
        };
        if !keeps_name && is_pickled(model, plan, member) {
            return refused(
                format!("its decorator `{name}` answers a function of another name, which pickle does not find"),
                "decorate the wrapper with `functools.wraps`",
            );
        }
        let parameters = tree.child(wrapper, Field::Parameters);
        let passes_on = parameters.is_some_and(|list| {
            let mut all = tree.children(list);
            all.all(|parameter| is_passed_on(model, parameter))
        });
        let gets_more = !member.parameters.is_empty() || !member.defaults.is_empty();
        if gets_more && !passes_on {
            return refused(
                format!("its decorator `{name}` looks at the arguments, and would see the captured ones, too"),
                "let the wrapper take `*args, **kwargs` and only pass them on",
            );
        }
    }
    let factory = tree.child(at, Field::Function).map(|factory| model.objects(factory)).unwrap_or_default();
    let defines_only = defines_only(model, decorator)
        && factory.iter().all(|object| matches!(object, Object::Function(factory) if defines_only(model, *factory)));
    let caveat = format!("its decorator `{name}` runs when the module is imported, no longer with every call");
    Ok((!defines_only).then_some(caveat))
}
