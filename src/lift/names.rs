//! Names: what a function is called at module level, and what its new parameters are called.

use crate::lift::Request;
use crate::lift::capture::Capture;
use crate::lift::group::{Form, Member};
use crate::module::{ScopeKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object};

/// Chooses what the members are called at module level.
pub(super) fn choose_functions(model: Model<'_>, request: &Request, members: &mut [Member]) {
    for index in 0..members.len() {
        let name = module_name(model, request, members, &members[index]);
        members[index].name = name;
    }
}

/// Chooses what the new parameters are called.
pub(super) fn choose_parameters(model: Model<'_>, members: &mut [Member]) {
    for index in 0..members.len() {
        let names = if members[index].is_class() {
            super::class::parameter_names(model, members, &members[index])
        } else {
            parameter_names(model, members, &members[index])
        };
        for (parameter, name) in members[index].parameters.iter_mut().zip(names) {
            parameter.annotation = super::signature::annotation_of(model, &parameter.capture);
            parameter.name = name;
        }
    }
}

fn module_name(model: Model<'_>, request: &Request, members: &[Member], member: &Member) -> String {
    let local = member.symbol.map(|symbol| model.module.symbol(symbol).name.clone());
    if let (Some(symbol), Some(name)) = (member.symbol, &local)
        && is_free(model, symbol, name)
        && !members.iter().any(|other| other.name == *name)
        && model.tree.text(definition_name(model, member).unwrap_or(member.node)) == name
    {
        return name.clone();
    }
    let base = definition_name(model, member)
        .map(|name| model.tree.text(name).to_owned())
        .or_else(|| name_of_place(model, member.node))
        .or_else(|| role(model, request, member).map(str::to_owned))
        .or_else(|| name_of_parameter(model, member.node))
        .unwrap_or_else(|| "function".to_owned());
    let base = base.trim_matches('_').to_owned();
    // Two underscores in front would be mangled in a class.
    let enclosing =
        enclosing_name(model, member.node).map(|name| name.trim_matches('_')).filter(|name| !name.is_empty());
    let name = match enclosing {
        Some(enclosing) => format!("_{enclosing}_{base}"),
        None => format!("_{base}"),
    };
    fresh(model, &name, |name| members.iter().any(|other| other.name == name))
}

/// The identifier that names a `def`, or a lambda that is all of an assignment.
fn definition_name(model: Model<'_>, member: &Member) -> Option<NodeId> {
    model.tree.child(member.node, Field::Name).or_else(|| match member.form {
        Form::Statement { node } => {
            let assignment = model.tree.first_child(node)?;
            model.tree.child(assignment, Field::Left)
        }
        Form::Assigned { .. } | Form::Inline => None,
    })
}

/// Whether a local name can be the name at module level: free there, and shadowed nowhere it is used.
fn is_free(model: Model<'_>, symbol: SymbolId, name: &str) -> bool {
    let module = model.module;
    let taken = module.own_symbol(module.module_scope(), name).is_some_and(|other| other != symbol);
    let owner = module.symbol(symbol).scope;
    let shadowed = module
        .enclosing(owner)
        .skip(1)
        .any(|scope| module.scope(scope).kind != ScopeKind::Class && module.declares(scope, name));
    // A class around a mention would mangle a private name.
    let private = name.starts_with("__");
    // Who imports all names would get this one, too.
    let leaks = !name.starts_with('_')
        && model.index.is_star_imported(model.file)
        && module.own_symbol(module.module_scope(), "__all__").is_none();
    !taken && !shadowed && !private && !leaks && !is_reserved(name)
}

/// What the place of a lambda calls it: the target it is assigned to, the key of a dict.
fn name_of_place(model: Model<'_>, lambda: NodeId) -> Option<String> {
    let tree = model.tree;
    let mut value = tree.with_parentheses(lambda);
    let mut parent = tree.parent(value)?;
    // `score = given or (lambda ...)`
    while matches!(tree.kind(parent), Kind::BooleanOperator | Kind::ConditionalExpression) {
        value = tree.with_parentheses(parent);
        parent = tree.parent(value)?;
    }
    if tree.kind(parent) == Kind::ArgumentList {
        let call = tree.parent(parent).filter(|call| model.static_method(*call).is_some())?;
        parent = tree.parent(call)?;
    }
    let text = match tree.kind(parent) {
        Kind::Assignment => {
            let left = tree.child(parent, Field::Left)?;
            let name = if tree.kind(left) == Kind::Attribute { tree.child(left, Field::Attribute)? } else { left };
            tree.text(name)
        }
        Kind::Pair => tree.text(tree.child(parent, Field::Key)?).trim_matches(['"', '\'']),
        Kind::NamedExpression => tree.text(tree.child(parent, Field::Name)?),
        // `square, cube = lambda ..., lambda ...`
        Kind::ExpressionList | Kind::Tuple => {
            let assignment = tree.parent(parent).filter(|node| tree.kind(*node) == Kind::Assignment)?;
            let targets = tree.child(assignment, Field::Left).into_iter().flat_map(|left| tree.children(left));
            let mut bound = targets.zip(tree.children(parent));
            tree.text(bound.find(|(_, other)| *other == value)?.0)
        }
        _ => return None,
    };
    let plain =
        text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !text.starts_with(|c: char| c.is_ascii_digit());
    (plain && !text.trim_matches('_').is_empty()).then(|| text.to_owned())
}

/// The part that a function without a name plays where it is sent.
fn role(model: Model<'_>, request: &Request, member: &Member) -> Option<&'static str> {
    let mut arrivals = request.arrivals.iter();
    let direct = arrivals.find(|arrival| model.tree.without_parentheses(arrival.value) == member.node);
    direct.map(|arrival| arrival.role)
}

/// The parameter that a lambda is given to, or is the default of: `key` in `sorted(xs, key=lambda ...)`.
fn name_of_parameter(model: Model<'_>, lambda: NodeId) -> Option<String> {
    let tree = model.tree;
    let value = tree.with_parentheses(lambda);
    let parent = tree.parent(value)?;
    let name = match tree.kind(parent) {
        Kind::KeywordArgument | Kind::DefaultParameter | Kind::TypedDefaultParameter => {
            tree.child(parent, Field::Name)?
        }
        Kind::ArgumentList => parameter_of_construction(model, tree.parent(parent)?, value)?,
        _ => return None,
    };
    Some(tree.text(name).to_owned()).filter(|name| !name.trim_matches('_').is_empty())
}

/// What a class of this file calls an argument that its construction gives by position: a parameter of `__init__`, or a
/// field.
fn parameter_of_construction(model: Model<'_>, call: NodeId, value: NodeId) -> Option<NodeId> {
    let tree = model.tree;
    let objects = model.objects(tree.child(call, Field::Function)?);
    let [Object::Class(class)] = objects[..] else { return None };
    let position = model.positional(call).iter().position(|argument| *argument == value)?;
    let named = match model.constructor(class) {
        Some(init) => tree.children(tree.child(init, Field::Parameters)?).nth(position + 1)?,
        None => {
            let statements = tree.children(tree.child(class, Field::Body)?);
            let fields = statements.filter_map(|statement| tree.first_child(statement));
            fields.filter(|field| tree.child(*field, Field::Type).is_some()).nth(position)?
        }
    };
    tree.subtree(named).find(|node| tree.kind(*node) == Kind::Identifier)
}

/// The name of the nearest `def` around a node.
fn enclosing_name(model: Model<'_>, node: NodeId) -> Option<&str> {
    let tree = model.tree;
    let mut around = tree.ancestors(node).filter(|outer| tree.kind(*outer) == Kind::FunctionDefinition);
    around.next().and_then(|function| tree.child(function, Field::Name)).map(|name| tree.text(name))
}

/// A name that the file does not use: `name`, else with the first number that makes it free.
pub(super) fn fresh(model: Model<'_>, name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbers = std::iter::successors(Some(2_u32), |number| Some(number + 1));
    let candidates = std::iter::once(name.to_owned()).chain(numbers.map(|number| format!("{name}{number}")));
    let mut free = candidates.filter(|name| !model.module.is_used(name) && !is_reserved(name) && !is_taken(name));
    free.next().unwrap_or_else(|| name.to_owned())
}

fn parameter_names(model: Model<'_>, members: &[Member], member: &Member) -> Vec<String> {
    let mut chosen: Vec<String> = Vec::new();
    for parameter in &member.parameters {
        let name = parameter.capture.name(model).to_owned();
        let clashes = chosen.contains(&name) || clashes(model, members, member, &parameter.capture, &name);
        let name = if clashes {
            fresh(model, &format!("outer_{}", name.trim_start_matches('_')), |name| {
                chosen.iter().any(|other| other == name)
            })
        } else {
            name
        };
        chosen.push(name);
    }
    chosen
}

/// Whether a captured value can't have its name as a parameter of the member.
fn clashes(model: Model<'_>, members: &[Member], member: &Member, capture: &Capture, name: &str) -> bool {
    let module = model.module;
    let owned = module.own_symbol(member.scope, name).is_some();
    let global = module.declares(member.scope, name) && module.owner(member.scope, name) == module.module_scope();
    let global = global && module.symbol(capture.symbol()).scope != module.module_scope();
    let renamed_away = !matches!(capture, Capture::Variable(_));
    let means_something_else = module.symbols_named(name).iter().copied().any(|symbol| {
        (renamed_away || symbol != capture.symbol())
            && !members.iter().any(|other| other.symbol == Some(symbol) && other.name != name)
            && module.references_to(symbol).any(|reference| module.is_within(reference.scope, member.scope))
            && !module.is_within(module.symbol(symbol).scope, member.scope)
    });
    let hidden_where_needed = members.iter().any(|other| {
        let needs = other.parameters.iter().any(|parameter| parameter.capture == *capture);
        needs
            && other.symbol.is_some_and(|symbol| {
                module.references_to(symbol).any(|reference| {
                    module.is_within(reference.scope, member.scope)
                        && module
                            .enclosing(reference.scope)
                            .take_while(|scope| *scope != member.scope)
                            .any(|scope| module.declares(scope, name))
                })
            })
    });
    let names_member = members.iter().any(|other| other.name == name);
    owned || global || means_something_else || hidden_where_needed || names_member || is_keyword(name)
}

fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Whether a name is a keyword or a builtin.
pub(super) fn is_reserved(name: &str) -> bool {
    is_keyword(name) || BUILTINS.contains(&name)
}

/// Python's keywords.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// The public names of the module `builtins`, exceptions left out (nobody names a function like one).
const BUILTINS: &[&str] = &[
    "abs",
    "aiter",
    "all",
    "anext",
    "any",
    "ascii",
    "bin",
    "bool",
    "breakpoint",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "compile",
    "complex",
    "copyright",
    "credits",
    "delattr",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "eval",
    "exec",
    "exit",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "help",
    "hex",
    "id",
    "input",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "license",
    "list",
    "locals",
    "map",
    "max",
    "memoryview",
    "min",
    "next",
    "object",
    "oct",
    "open",
    "ord",
    "pow",
    "print",
    "property",
    "quit",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
];
