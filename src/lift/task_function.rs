//! A function for the tasks of a pool alone: it calls another one, which the parent needs as it is, with the globals of
//! the worker that it runs in.

use crate::lift::render;
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::Model;

/// A parameter of the function that is called.
pub(super) struct Passed {
    /// What stands for it in the head; none where a global takes its place.
    head: Option<String>,
    /// What is passed for it; none for a mark between the parameters.
    value: Option<String>,
}

impl Passed {
    /// One that is passed on by position.
    pub(super) fn on(name: &str) -> Self {
        Self { head: Some(name.to_owned()), value: Some(name.to_owned()) }
    }

    /// One that a global is passed for.
    pub(super) fn global(name: &str) -> Self {
        Self { head: None, value: Some(name.to_owned()) }
    }
}

/// What the function for the tasks of `_measure` is called, before it is made unique.
pub(super) fn name_for(callee: &str) -> String {
    format!("_{}_task", callee.trim_matches('_'))
}

/// A function's own parameters, those aside that `global` has the name of a global for; none where one can't be passed
/// on, because its default is more than a literal.
pub(super) fn own_parameters(
    model: Model<'_>,
    function: NodeId,
    global: impl Fn(NodeId) -> Option<String>,
) -> Option<Vec<Passed>> {
    let tree = model.tree;
    let list = tree.child(function, Field::Parameters);
    let mut found = Vec::new();
    let mut by_name = false;
    for parameter in list.into_iter().flat_map(|list| tree.children(list)) {
        match tree.kind(parameter) {
            Kind::Comment => continue,
            Kind::PositionalSeparator | Kind::KeywordSeparator => {
                by_name |= tree.kind(parameter) == Kind::KeywordSeparator;
                found.push(Passed { head: Some(tree.text(parameter).to_owned()), value: None });
                continue;
            }
            _ => {}
        }
        let binding = tree.subtree(parameter).find_map(|node| model.module.binding_at(node));
        let binding = binding.filter(|binding| binding.kind == BindingKind::Parameter)?;
        let name = tree.text(binding.name);
        let stars: String = tree.text(parameter).chars().take_while(|first| *first == '*').collect();
        by_name |= stars == "*";
        let passed = |value: &str| match stars.as_str() {
            "" if by_name => format!("{name}={value}"),
            stars => format!("{stars}{value}"),
        };
        if let Some(global) = global(parameter) {
            found.push(Passed { head: None, value: Some(passed(&global)) });
            continue;
        }
        let default = match tree.child(parameter, Field::Value) {
            Some(value) if is_the_same_again(model, value) => format!("={}", tree.text(value)),
            Some(_) => return None,
            None => String::new(),
        };
        found.push(Passed { head: Some(format!("{stars}{name}{default}")), value: Some(passed(name)) });
    }
    Some(found)
}

/// Whether a default means the same right behind the function: literals, tuples of them, and what the module names
/// once.
fn is_the_same_again(model: Model<'_>, value: NodeId) -> bool {
    let (tree, module) = (model.tree, model.module);
    match tree.kind(value) {
        Kind::Integer | Kind::Float | Kind::None | Kind::True | Kind::False => true,
        Kind::String => !tree.text(value).contains(['\n', '\r', '{']),
        Kind::UnaryOperator => {
            tree.child(value, Field::Argument).is_some_and(|argument| is_the_same_again(model, argument))
        }
        Kind::Tuple => tree.children(value).all(|part| is_the_same_again(model, part)),
        Kind::Identifier => module.symbol_at(value).is_some_and(|symbol| {
            let is_global = module.symbol(symbol).scope == module.module_scope();
            is_global && module.only_binding(symbol).is_some()
        }),
        _ => false,
    }
}

/// The `def` of this name that calls `callee`, without a line terminator behind it; none where a parameter would hide a
/// global.
pub(super) fn definition(
    model: Model<'_>,
    function: NodeId,
    (name, callee): (&str, &str),
    parameters: &[Passed],
    indent: &str,
) -> Option<String> {
    let tree = model.tree;
    let is_behind = |at: usize, test: fn(&str) -> bool| {
        parameters.iter().skip(at + 1).find_map(|other| other.head.as_deref()).is_some_and(test)
    };
    let mut heads: Vec<&str> = Vec::new();
    for (at, parameter) in parameters.iter().enumerate() {
        // A mark needs something to keep apart.
        match parameter.head.as_deref() {
            Some("/") if heads.is_empty() => {}
            Some("*") if !is_behind(at, |next| !next.starts_with("**")) => {}
            head => heads.extend(head),
        }
    }
    let named = |head: &str| head.trim_start_matches('*').split('=').next().map(str::to_owned);
    let own: Vec<String> = heads.iter().filter_map(|head| named(head)).collect();
    let globals = parameters.iter().filter(|parameter| parameter.head.is_none()).filter_map(|it| it.value.as_deref());
    let is_hidden = |global: &str| own.iter().any(|name| global.rsplit('=').next() == Some(name));
    if own.iter().any(|name| Some(name.as_str()) == callee.split('.').next()) || globals.into_iter().any(is_hidden) {
        return None;
    }
    let values: Vec<&str> = parameters.iter().filter_map(|parameter| parameter.value.as_deref()).collect();
    let (heads, values) = (heads.join(", "), values.join(", "));
    let (define, wait) = if tree.text(function).starts_with("async") { ("async def", "await ") } else { ("def", "") };
    let (unit, newline) = (render::indent_unit(model, function), tree.source().newline());
    Some(format!("{indent}{define} {name}({heads}):{newline}{indent}{unit}return {wait}{callee}({values})"))
}
