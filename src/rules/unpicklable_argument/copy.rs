//! Where a plain copy means the same: `dict(os.environ)`, a list of a view of a dict, a list instead of a generator
//! that is written out.

use crate::edit::{Applicability, Edit, Fix};
use crate::finding::When;
use crate::module::{Binding, BindingKind, SymbolId};
use crate::sink::{self, Payload};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::{self, Forwarding, Leaf, Model, Object, Starts};

/// What is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copied {
    Environment,
    View,
    Generator,
}

/// The copy that may be sent instead of a leaf; none where it would not mean the same.
pub(super) fn fix(model: Model<'_>, payload: &Payload, leaf: Leaf) -> Option<Fix> {
    let tree = model.tree;
    // What is in a list with a name may be used in other ways, too.
    if leaf.items || !tree.is_within(leaf.value, payload.call) {
        return None;
    }
    let copied = copied(model, leaf.value)?;
    let span = tree.span(leaf.value);
    let text = tree.text(leaf.value);
    let (title, edits) = match copied {
        Copied::Environment => (format!("Pass `dict({text})`"), wrapped(model, leaf.value, "dict")),
        Copied::View => (format!("Pass a list of `{text}`"), wrapped(model, leaf.value, "list")),
        Copied::Generator => {
            // The parentheses are a part of the expression; as the only argument, those of the call are.
            let (open, close) = (span.start, span.end - 1);
            let own = tree.field_in_parent(leaf.value) != Some(Field::Arguments);
            let edits = if own {
                let first = crate::text::Span::new(open, open + 1);
                vec![Edit::replace(first, "["), Edit::replace(crate::text::Span::new(close, close + 1), "]")]
            } else {
                vec![Edit::insert(open + 1, "["), Edit::insert(close, "]")]
            };
            ("Pass a list instead of the generator".to_owned(), edits)
        }
    };
    let caveats = caveats(model, payload, leaf, copied)?;
    let applicability = if caveats.is_empty() { Applicability::Safe } else { Applicability::Unsafe(caveats) };
    Some(Fix { title, applicability, edits })
}

fn wrapped(model: Model<'_>, value: NodeId, function: &str) -> Vec<Edit> {
    let span = model.tree.span(value);
    vec![Edit::insert(span.start, format!("{function}(")), Edit::insert(span.end, ")")]
}

fn copied(model: Model<'_>, value: NodeId) -> Option<Copied> {
    if model.tree.kind(value) == Kind::GeneratorExpression {
        return Some(Copied::Generator);
    }
    let builtin = |name: &str| {
        let symbol = model.module.lookup(model.scope_at(value), name);
        symbol.is_none_or(|symbol| model.module.symbol(symbol).bindings.is_empty())
    };
    let objects = model.objects(value);
    let is_view = |object: &Object| match object {
        Object::Made { path, .. } => ["().keys", "().values", "().items"].iter().any(|view| path.ends_with(view)),
        _ => false,
    };
    match &objects[..] {
        [Object::Path(path)] if matches!(path.as_str(), "os.environ" | "os.environb") && builtin("dict") => {
            Some(Copied::Environment)
        }
        [_, ..] if objects.iter().all(is_view) && builtin("list") => Some(Copied::View),
        _ => None,
    }
}

/// Why the copy may not do the same; none where it surely does not.
fn caveats(model: Model<'_>, payload: &Payload, leaf: Leaf, copied: Copied) -> Option<Vec<String>> {
    let mut caveats = Vec::new();
    let inherited = payload.when == When::UnlessFork;
    if copied == Copied::Generator {
        caveats.extend(generator(model, leaf.value, inherited)?);
    }
    match receiver(model, payload, leaf) {
        Some(Receiver { function, parameter }) => {
            let is_only_read = is_only_read(model, parameter.symbol, copied, 0);
            let is_list_the_same = is_only_read && is_read_once(model, function, parameter.symbol, 0);
            if !is_list_the_same && copied == Copied::Generator {
                return None;
            }
            if copied == Copied::Environment
                && let Some(change) = environment_changed(model, payload)
            {
                let line = model.tree.source().text()[..model.tree.span(change).start].matches('\n').count() + 1;
                caveats.push(format!("line {line} changes `os.environ`, and a copy would not show it"));
            }
            if !is_only_read {
                let name = model.tree.child(function, Field::Name).map_or("it", |name| model.tree.text(name));
                caveats.push(format!("`{name}` does more with it than to read it, and a copy may not be the same"));
            }
        }
        None if inherited && !is_builtin(model, payload) => {
            caveats.push("what receives it may do more with it than to read it".to_owned());
        }
        None => {}
    }
    if inherited && changes_before_start(model, payload, leaf, copied) {
        caveats.push("what it reads may change before the process starts, and the copy is made here".to_owned());
    }
    Some(caveats)
}

/// What a list instead of a generator may change; none where the generator may have no end, or has items that can't
/// be pickled either.
fn generator(model: Model<'_>, generator: NodeId, inherited: bool) -> Option<Vec<String>> {
    const PURE: &[&str] = &[
        "abs",
        "bool",
        "bytes",
        "chr",
        "dict",
        "enumerate",
        "float",
        "frozenset",
        "int",
        "len",
        "list",
        "max",
        "min",
        "ord",
        "pow",
        "range",
        "repr",
        "reversed",
        "round",
        "set",
        "sorted",
        "str",
        "sum",
        "tuple",
        "zip",
    ];
    let tree = model.tree;
    let parts = model.parts_of_display(generator);
    if parts.iter().any(|part| value::leaf_obstacle(model, Leaf { value: *part, items: false }).is_some()) {
        return None;
    }
    let mut has_calls = false;
    for node in tree.subtree(generator).filter(|node| *node != generator) {
        match tree.kind(node) {
            Kind::Call => {
                let function = tree.child(node, Field::Function)?;
                let paths = model.paths(function);
                if paths.iter().any(|path| path.starts_with("itertools.")) || tree.text(function) == "iter" {
                    return None;
                }
                has_calls |= !(PURE.contains(&tree.text(function)) && paths.is_empty());
            }
            Kind::Yield | Kind::Await | Kind::Lambda => return None,
            Kind::ForInClause => {
                let iterable = tree.child(node, Field::Right)?;
                let lazy = |object: &Object| match object {
                    Object::Expression(node) => matches!(tree.kind(*node), Kind::Call | Kind::GeneratorExpression),
                    Object::Made { .. } => true,
                    _ => false,
                };
                if tree.has_token(node, "async") || model.objects(iterable).iter().any(lazy) {
                    return None;
                }
            }
            _ => {}
        }
    }
    let computed = "its items are computed here, in the parent, and no longer in the child".to_owned();
    Some(if has_calls && inherited { vec![computed] } else { Vec::new() })
}

/// The parameter that a leaf becomes.
struct Receiver {
    function: NodeId,
    parameter: Binding,
}

/// The function of this file that gets a leaf, and the parameter.
fn receiver(model: Model<'_>, payload: &Payload, leaf: Leaf) -> Option<Receiver> {
    let tree = model.tree;
    let sent = sink::function_of(model, payload.call)?;
    let (function, bound) = model.objects(sent.value).into_iter().find_map(|object| match object {
        Object::Function(function) => Some((function, 0)),
        Object::Method { function, .. } => Some((function, 1)),
        _ => None,
    })?;
    let (index, name) = match sent.forwarding {
        Forwarding::Tuple { args, kwargs, .. } => {
            let positions = args.value.map(|args| tree.children(tree.without_parentheses(args)).collect::<Vec<_>>());
            let index = positions.and_then(|parts| parts.iter().position(|part| *part == leaf.value));
            let pairs = kwargs.and_then(|kwargs| kwargs.value).into_iter().flat_map(|kwargs| tree.children(kwargs));
            let pair = pairs.into_iter().find(|pair| tree.child(*pair, Field::Value) == Some(leaf.value));
            let key = pair.and_then(|pair| tree.child(pair, Field::Key)).map(|key| tree.text(key));
            (index, key.map(|key| key.trim_matches(['"', '\'']).to_owned()))
        }
        Forwarding::Rest { call, .. } => {
            let behind = model.positional(call).into_iter().filter(|argument| *argument > sent.value);
            let index = behind.into_iter().position(|argument| argument == leaf.value);
            let keyword = tree.parent(leaf.value).filter(|node| tree.kind(*node) == Kind::KeywordArgument);
            (index, keyword.and_then(|node| tree.child(node, Field::Name)).map(|name| tree.text(name).to_owned()))
        }
        _ => return None,
    };
    let scope = model.module.scope_of(function)?;
    let list = tree.child(function, Field::Parameters)?;
    let parameters: Vec<NodeId> = tree.children(list).collect();
    let own: Vec<Binding> = model
        .module
        .own_symbols(scope)
        .into_iter()
        .filter_map(|symbol| model.module.only_binding(symbol).copied())
        .filter(|binding| binding.kind == BindingKind::Parameter)
        .collect();
    let parameter = match (index, name) {
        (Some(index), _) => {
            let node = *parameters.get(index + bound)?;
            own.into_iter().find(|binding| binding.node == node && !tree.text(node).starts_with('*'))
        }
        (None, Some(name)) => own.into_iter().find(|binding| model.module.symbol(binding.symbol).name == name),
        (None, None) => None,
    }?;
    Some(Receiver { function, parameter })
}

/// Whether the function that gets the payload is a builtin, such as `sum`.
fn is_builtin(model: Model<'_>, payload: &Payload) -> bool {
    let sent = sink::function_of(model, payload.call);
    sent.is_some_and(|sent| matches!(model.objects(sent.value)[..], [Object::Builtin(_)]))
}

/// Whether a variable, and each other one that it is assigned to, is used in no way in which a copy could be told from
/// the original.
fn is_only_read(model: Model<'_>, variable: SymbolId, copied: Copied, depth: u32) -> bool {
    const READS: &[&str] = &[
        "all",
        "any",
        "dict",
        "enumerate",
        "filter",
        "frozenset",
        "len",
        "list",
        "map",
        "max",
        "min",
        "set",
        "sorted",
        "sum",
        "tuple",
        "zip",
    ];
    let tree = model.tree;
    model.module.references_to(variable).all(|reference| {
        let node = tree.with_parentheses(reference.node);
        let Some(parent) = tree.parent(node) else { return false };
        match tree.kind(parent) {
            Kind::ForStatement | Kind::ForInClause => tree.field_in_parent(node) == Some(Field::Right),
            Kind::ComparisonOperator => tree.has_token(parent, "in") || tree.has_token(parent, "not in"),
            Kind::ListSplat => true,
            Kind::Assignment => {
                let target = tree.child(parent, Field::Left).filter(|left| tree.kind(*left) == Kind::Identifier);
                let other = target.and_then(|target| model.module.binding_at(target)).map(|binding| binding.symbol);
                let is_kept = |other: SymbolId| {
                    let global = model.module.symbol(other).scope == model.module.module_scope();
                    let seen_elsewhere = global && !model.index.importers(model.file).is_empty();
                    !seen_elsewhere && is_only_read(model, other, copied, depth + 1)
                };
                tree.field_in_parent(node) == Some(Field::Right) && depth < 3 && other.is_some_and(is_kept)
            }
            Kind::DictionarySplat => copied == Copied::Environment,
            Kind::KeywordArgument => {
                let label = tree.child(parent, Field::Name).map_or("", |name| tree.text(name));
                copied == Copied::Environment && label == "env"
            }
            Kind::Subscript => {
                let read = !tree.has_role(parent, Role::AssignmentTarget)
                    && !tree.has_role(parent, Role::AugmentedTarget)
                    && !tree.has_role(parent, Role::DeleteTarget);
                copied == Copied::Environment && tree.child(parent, Field::Value) == Some(node) && read
            }
            Kind::Attribute => {
                let name = tree.child(parent, Field::Attribute).map_or("", |name| tree.text(name));
                copied == Copied::Environment && matches!(name, "get" | "keys" | "values" | "items" | "copy")
            }
            Kind::ArgumentList => {
                let function = tree.parent(parent).and_then(|call| tree.child(call, Field::Function));
                function.is_some_and(|function| {
                    let joins = tree.kind(function) == Kind::Attribute
                        && tree.child(function, Field::Attribute).is_some_and(|name| tree.text(name) == "join");
                    joins || (tree.kind(function) == Kind::Identifier && READS.contains(&tree.text(function)))
                })
            }
            _ => false,
        }
    })
}

/// Whether a variable is used in one place that runs once: a generator is empty afterwards, and a list is not.
fn is_read_once(model: Model<'_>, function: NodeId, variable: SymbolId, depth: u32) -> bool {
    let tree = model.tree;
    let mut reads = model.module.references_to(variable);
    let (Some(read), None) = (reads.next(), reads.next()) else {
        return model.module.references_to(variable).count() == 0;
    };
    let mut inner = read.node;
    for outer in tree.ancestors(read.node).take_while(|outer| *outer != function) {
        let is_iterable = tree.field_in_parent(inner) == Some(Field::Right);
        let repeats = match tree.kind(outer) {
            Kind::WhileStatement | Kind::Lambda | Kind::FunctionDefinition | Kind::ClassDefinition => true,
            Kind::ForStatement => !is_iterable,
            // The first iterable is read once; all else of a comprehension, once a round.
            Kind::ListComprehension
            | Kind::SetComprehension
            | Kind::DictionaryComprehension
            | Kind::GeneratorExpression => {
                tree.children(outer).find(|part| tree.kind(*part) == Kind::ForInClause) != Some(inner)
            }
            Kind::ForInClause => !is_iterable,
            _ => false,
        };
        if repeats {
            return false;
        }
        inner = outer;
    }
    let assigned = tree.parent(read.node).filter(|parent| tree.kind(*parent) == Kind::Assignment);
    let other = assigned.and_then(|assignment| tree.child(assignment, Field::Left));
    let other = other.and_then(|left| model.module.binding_at(left)).map(|binding| binding.symbol);
    match other {
        Some(other) => depth < 3 && is_read_once(model, function, other, depth + 1),
        None => assigned.is_none(),
    }
}

/// A place that changes the environment, outside of the function that sends it and of what runs at import.
fn environment_changed(model: Model<'_>, payload: &Payload) -> Option<NodeId> {
    let tree = model.tree;
    let sender = model.function_around(payload.call);
    let is_environment = |node: NodeId| model.paths(node).iter().any(|path| path == "os.environ");
    let subscripts = tree.all_of_kind(Kind::Subscript).filter(|node| model.is_target(*node));
    let subscripts = subscripts.filter(|node| tree.child(*node, Field::Value).is_some_and(is_environment));
    let calls = model.calls().iter().copied().filter(|call| {
        let callee = tree.child(*call, Field::Function).filter(|callee| tree.kind(*callee) == Kind::Attribute);
        let name = callee.and_then(|callee| tree.child(callee, Field::Attribute)).map_or("", |name| tree.text(name));
        value::CHANGING.contains(&name)
            && callee.and_then(|callee| tree.child(callee, Field::Object)).is_some_and(is_environment)
            || matches!(name, "putenv" | "unsetenv")
    });
    subscripts.chain(calls).find(|node| {
        let around = model.function_around(*node);
        around.is_some() && around != sender
    })
}

/// Whether what is copied may change between the call and the start of the process.
fn changes_before_start(model: Model<'_>, payload: &Payload, leaf: Leaf, copied: Copied) -> bool {
    let tree = model.tree;
    let sent = sink::function_of(model, payload.call);
    let last = match sent.map(|sent| sink::starts(model, &sent)) {
        Some(Starts::AtOnce) => return false,
        Some(Starts::At(nodes)) => nodes.into_iter().max(),
        _ => None,
    };
    let comes_between = |node: NodeId| {
        node > payload.call && last.is_none_or(|last| node < last) && !tree.is_within(node, payload.call)
    };
    let around = model.function_around(payload.call).unwrap_or(tree.root());
    if copied == Copied::Generator {
        let names = tree.subtree(leaf.value).filter_map(|node| model.module.symbol_at(node));
        return names.into_iter().any(|symbol| {
            model.module.bindings_of(symbol).any(|binding| {
                let outside = !tree.is_within(binding.name, leaf.value);
                let again = last
                    .is_none_or(|last| !model.module.rebound_between(tree, symbol, payload.call, last).is_empty())
                    && !model.module.rebound_after(tree, symbol, payload.call).is_empty();
                outside && again
            })
        });
    }
    let dict_of_view = |object: Object| match object {
        Object::Made { call, .. } => tree.child(call, Field::Function).and_then(|it| tree.child(it, Field::Object)),
        _ => None,
    };
    let mut sources: Vec<NodeId> = model.objects(leaf.value).into_iter().filter_map(dict_of_view).collect();
    sources.push(leaf.value);
    tree.subtree(around).filter(|node| comes_between(*node)).any(|node| {
        let object = match tree.kind(node) {
            Kind::Subscript => tree.child(node, Field::Value).filter(|_| {
                tree.has_role(node, Role::AssignmentTarget)
                    || tree.has_role(node, Role::AugmentedTarget)
                    || tree.has_role(node, Role::DeleteTarget)
            }),
            Kind::Attribute => tree.child(node, Field::Object).filter(|_| {
                let name = tree.child(node, Field::Attribute).map_or("", |name| tree.text(name));
                matches!(name, "update" | "pop" | "popitem" | "clear" | "setdefault")
            }),
            _ => None,
        };
        object.is_some_and(|object| sources.iter().any(|source| tree.text(*source) == tree.text(object)))
    })
}
