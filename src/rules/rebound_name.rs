//! MP105 rebound-name: pickle finds another object under the name of what reaches another process.
//!
//! # What it does
//!
//! Finds functions that are sent while their name leads to something else: a decorator that answers a function without
//! the name of the decorated one, or that sends the decorated function itself; a name that is bound again (`work =
//! decorate(work)`); a method with a private name (`target=self.__run`); a `namedtuple` whose typename is not the name
//! that it is bound to.
//!
//! # Why is this bad
//!
//! Pickle stores a function as its module and `__qualname__`, looks it up there, and refuses when it finds another
//! object: `PicklingError: Can't pickle <function work>: it's not the same object as __main__.work`. A method is stored
//! as the name that it has in the class body; where that is private, the child looks for a name that is not there.
//!
//! # Example
//!
//! ```python
//! from multiprocessing import Pool
//!
//!
//! def doubled(function):
//!     def wrapper(number):
//!         return 2 * function(number)
//!
//!     return wrapper
//!
//!
//! @doubled
//! def square(number):
//!     return number * number
//!
//!
//! if __name__ == "__main__":
//!     with Pool(1) as pool:
//!         print(pool.map(square, [1, 2, 3]))
//! ```
//!
//! # Use instead
//!
//! ```python
//! from functools import wraps
//! from multiprocessing import Pool
//!
//!
//! def doubled(function):
//!     @wraps(function)
//!     def wrapper(number):
//!         return 2 * function(number)
//!
//!     return wrapper
//!
//!
//! @doubled
//! def square(number):
//!     return number * number
//!
//!
//! if __name__ == "__main__":
//!     with Pool(1) as pool:
//!         print(pool.map(square, [1, 2, 3]))
//! ```
//!
//! # When mpfix refuses
//!
//! - The name is bound again to another function or to nothing, so that it can't be told which one is meant.
//! - The decorator is a class whose instances keep the function.
//! - The decorator sends the decorated function, which is sent under its name, too.
//! - The method has a private name: call it by a public one.
//!
//! # Fix safety
//!
//! `functools.wraps` gives the decorated function the name, the documentation and the attributes of the original. That
//! is unsafe where the program reads one of them. A function that its decorator sends gets a name of its own (`_work`),
//! which is unsafe: tracebacks and `__name__` show it. A class that a call makes gets the name that it is bound to,
//! which is unsafe where the old name is read.

mod decorator;
mod typename;

use super::{Arrived, Words, head, outcome, report};
use crate::edit::Applicability;
use crate::finding::{Code, Finding, Label, Outcome, Refusal, RefusalReason};
use crate::index::Naming;
use crate::lift;
use crate::module::{Binding, BindingKind, SymbolId};
use crate::sink::{Decorated, Payload};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::{CACHES, Model, Object};

/// Whose case a function is.
pub(super) enum Claim {
    /// This rule's: with a finding, or with none where pickle finds the function.
    Mine(Option<Box<Finding>>),
    /// Another rule's.
    Other,
}

/// Judges a function that reaches a sink.
pub(super) fn check(model: Model<'_>, arrived: &Arrived) -> Claim {
    let tree = model.tree;
    let function = arrived.function;
    if tree.kind(function) != Kind::FunctionDefinition || model.class_around(function).is_some() {
        return Claim::Other;
    }
    if model.function_around(function).is_some() {
        return check_wrapper(model, arrived);
    }
    let found = decorated(model, &arrived.payloads, function).or_else(|| rebound(model, arrived));
    found.map_or(Claim::Other, |finding| Claim::Mine(Some(Box::new(finding))))
}

/// The findings that are not about a function by its name: each with the payload that it is about.
pub(super) fn others(model: Model<'_>, payloads: &[Payload], decorated: &[Decorated]) -> Vec<Finding> {
    let mut found: Vec<Finding> = decorator::check(model, decorated, payloads);
    for payload in payloads {
        found.extend(methods(model, payload));
        found.extend(class_in_its_place(model, payload));
    }
    found.extend(typename::check(model, payloads));
    found.sort_by_key(|finding| (finding.span.start, finding.anchor));
    found.dedup_by_key(|finding| (finding.span, finding.anchor));
    found
}

const REASON: &str = "pickle stores a function as its module and name, and refuses when it finds another object there";

fn name_of(model: Model<'_>, definition: NodeId) -> &str {
    model.tree.child(definition, Field::Name).map_or("", |name| model.tree.text(name))
}

/// What a finding comes to, with the labels and hints that go with it.
type Said = (Outcome, Vec<Label>, Vec<String>);

/// Makes a fix unsafe that changes the name which one of these attributes of a function tells.
fn warn_of_name<'a>(said: &mut Said, mut reads: impl Iterator<Item = &'a String>) {
    let read = reads.find(|name| matches!(name.as_str(), "__name__" | "__qualname__"));
    if let (Outcome::Fix(fix), Some(read)) = (&mut said.0, read) {
        let reason = format!("`{read}` of the function is read, and is another one then");
        fix.applicability = Applicability::Unsafe(vec![reason]);
    }
}

fn refusal(what: String, way_out: String, span: Span) -> Said {
    outcome(Err(Refusal { reason: RefusalReason::FoundElsewhere { what, way_out }, span }))
}

fn not_the_same(name: &str) -> String {
    format!("PicklingError: Can't pickle <function {name}>: it's not the same object as __main__.{name}")
}

/// What a decorator of this file answers in place of the function.
enum Answer {
    /// A function of its own that lacks the name of the decorated one.
    Nameless(NodeId),
    /// An instance of a class, which keeps the function.
    Instance(NodeId),
}

/// What the decorators of a function of this file put in its place, where pickle does not find it.
fn answers(model: Model<'_>, function: NodeId) -> Vec<(NodeId, Answer)> {
    let mut found = Vec::new();
    for decorator in model.decorators(function) {
        for object in model.objects(decorator) {
            match object {
                Object::Function(applied) => {
                    let nameless = nameless_wrappers(model, applied).into_iter();
                    found.extend(nameless.map(|wrapper| (decorator, Answer::Nameless(wrapper))));
                }
                Object::Class(class) if keeps_function(model, class) => {
                    found.push((decorator, Answer::Instance(class)));
                }
                _ => {}
            }
        }
    }
    found
}

/// The functions that a decorator answers, where they don't take the name of the decorated one.
fn nameless_wrappers(model: Model<'_>, decorator: NodeId) -> Vec<NodeId> {
    let tree = model.tree;
    // Pickle asks for `__qualname__`: to copy `__name__` alone is not enough.
    let renames = tree.subtree(decorator).any(|node| match tree.kind(node) {
        Kind::Attribute => {
            model.is_target(node)
                && tree.child(node, Field::Attribute).is_some_and(|name| tree.text(name) == "__qualname__")
        }
        Kind::Identifier => matches!(tree.text(node), "update_wrapper" | "setattr"),
        _ => false,
    });
    if renames || model.decorators(decorator).next().is_some() || model.is_generator(decorator) {
        return Vec::new();
    }
    let mut found: Vec<NodeId> = model
        .returned_values(decorator)
        .into_iter()
        .flat_map(|value| model.objects(value))
        .filter_map(|object| match object {
            Object::Function(wrapper) => Some(wrapper),
            _ => None,
        })
        .filter(|wrapper| {
            model.function_around(*wrapper) == Some(decorator)
                && model.class_around(*wrapper).is_none()
                && model.decorators(*wrapper).next().is_none()
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the instances of a class that is used as a decorator hold the function, and are pickled with it.
fn keeps_function(model: Model<'_>, class: NodeId) -> bool {
    let tree = model.tree;
    let init = model
        .module
        .scope_of(class)
        .and_then(|scope| model.module.own_symbol(scope, "__init__"))
        .and_then(|symbol| model.module.only_binding(symbol));
    let Some(init) = init else { return false };
    let parameters = tree.child(init.node, Field::Parameters);
    let function = parameters.and_then(|list| tree.children(list).nth(1));
    let kept = model.attribute_values(class).into_iter().any(|(_, value)| {
        let symbol = model.module.symbol_at(value);
        let binding = symbol.and_then(|symbol| model.module.only_binding(symbol));
        binding.is_some_and(|binding| Some(binding.node) == function)
    });
    kept && !model.says_how_it_is_pickled(class)
}

/// A function of the module whose decorator answers what pickle does not find.
fn decorated(model: Model<'_>, payloads: &[Payload], function: NodeId) -> Option<Finding> {
    let tree = model.tree;
    let all = answers(model, function);
    let (decorator, answer) = all.first()?;
    let (name, by) = (name_of(model, function), tree.text(*decorator));
    let words = |exception: String| Words {
        code: Code::ReboundName,
        what: format!("`{name}`, decorated with `{by}`,"),
        definition: "decorated here",
        reason: REASON,
        exception,
    };
    match answer {
        Answer::Nameless(wrapper) => {
            let wrapper_name = super::qualified_name(model, *wrapper);
            let exception = format!("AttributeError: Can't pickle local object '{wrapper_name}'");
            let is_def = |node: NodeId| tree.kind(node) == Kind::FunctionDefinition;
            let all_defs = all.iter().all(|(_, answer)| matches!(answer, Answer::Nameless(node) if is_def(*node)));
            let wrappers: Vec<NodeId> = all
                .iter()
                .filter_map(|(_, answer)| match answer {
                    Answer::Nameless(wrapper) => Some(*wrapper),
                    Answer::Instance(_) => None,
                })
                .collect();
            let outcome = if all_defs { keep_name(model, &wrappers) } else { None };
            let outcome = outcome.unwrap_or_else(|| {
                let way_out = if is_def(*wrapper) {
                    "decorate that one with `functools.wraps`"
                } else {
                    "make it a `def` that is decorated with `functools.wraps`"
                };
                let what = format!("the decorator `{by}` answers a function of another name");
                refusal(what, way_out.to_owned(), tree.span(*wrapper))
            });
            report(model, payloads, head(model, function), words(exception), outcome)
        }
        Answer::Instance(class) => {
            let outcome = is_instance(model, name, *class, tree.span(*decorator));
            report(model, payloads, head(model, function), words(not_the_same(name)), outcome)
        }
    }
}

/// The refusal where an instance of a class has taken the place of a function.
fn is_instance(model: Model<'_>, name: &str, class: NodeId, span: Span) -> Said {
    let what = format!("`{name}` is an instance of `{}` that holds the function", name_of(model, class));
    let way_out = format!("define `__reduce__` in it to answer the name, `\"{name}\"`, or decorate with a function");
    refusal(what, way_out, span)
}

/// The same for a function of another file: pickle looks in the module that the instance names.
fn is_instance_elsewhere(model: Model<'_>, name: &str, class: NodeId, span: Span) -> Said {
    let what = format!("`{name}` is an instance of `{}` that holds the function", name_of(model, class));
    let way_out = "call `functools.update_wrapper(self, ...)` in its `__init__` and define `__reduce__` in it to \
                   answer `self.__qualname__`, or decorate with a function";
    refusal(what, way_out.to_owned(), span)
}

/// A class of this file whose instance takes the place of a function of another file, which is sent by its name.
fn class_in_its_place(model: Model<'_>, payload: &Payload) -> Option<Finding> {
    let (name, _) = decorated_elsewhere(payload)?;
    let binding = model.module.binding_at(payload.value).filter(|binding| binding.kind == BindingKind::Class)?;
    let class = binding.node;
    if !keeps_function(model, class) {
        return None;
    }
    let words = Words {
        code: Code::ReboundName,
        what: format!("`{name}`, decorated with `{}`,", name_of(model, class)),
        definition: "an instance of this class takes its place",
        reason: REASON,
        exception: not_the_same(name),
    };
    let head = head(model, class);
    report(model, std::slice::from_ref(payload), head, words, is_instance_elsewhere(model, name, class, head))
}

/// The fix that gives wrappers the name of what they wrap; none where it can't be told which parameter that is.
fn keep_name(model: Model<'_>, wrappers: &[NodeId]) -> Option<Said> {
    let tree = model.tree;
    let mut named = Vec::new();
    for wrapper in wrappers {
        let decorator = model.function_around(*wrapper)?;
        let parameter = first_parameter(model, decorator)?;
        let name = &model.module.symbol(parameter.symbol).name;
        let visible = model.module.lookup(model.scope_at(*wrapper), name) == Some(parameter.symbol);
        if !visible || model.module.only_binding(parameter.symbol).is_none() {
            return None;
        }
        if !named.iter().any(|(known, _)| known == wrapper) {
            named.push((*wrapper, name.clone()));
        }
    }
    let (mut outcome, labels, hints) = outcome(lift::keep_name(model, &named));
    let decorators: Vec<NodeId> = wrappers.iter().filter_map(|wrapper| model.function_around(*wrapper)).collect();
    if let Outcome::Fix(fix) = &mut outcome
        && let Some(read) = name_read(model, &decorators)
    {
        let reason = format!("`{}` is read, and is then that of the wrapped function", tree.text(read));
        fix.applicability = Applicability::Unsafe(vec![reason]);
    }
    Some((outcome, labels, hints))
}

/// The parameter of a function that a decorated function is given for.
fn first_parameter(model: Model<'_>, decorator: NodeId) -> Option<Binding> {
    let tree = model.tree;
    let list = tree.child(decorator, Field::Parameters)?;
    let first = tree.first_child(list)?;
    let name = if tree.kind(first) == Kind::Identifier {
        first
    } else {
        tree.child(first, Field::Name).or_else(|| tree.first_child(first))?
    };
    let binding = model.module.binding_at(name).copied()?;
    (!tree.text(first).starts_with('*')).then_some(binding)
}

/// Where the program reads the name or the text of a function that one of the decorators answers.
fn name_read(model: Model<'_>, decorators: &[NodeId]) -> Option<NodeId> {
    let tree = model.tree;
    let is_decorated = |function: NodeId| {
        model.decorators(function).any(|decorator| {
            model
                .objects(decorator)
                .iter()
                .any(|object| matches!(object, Object::Function(applied) if decorators.contains(applied)))
        })
    };
    tree.all_of_kind(Kind::Attribute).find(|node| {
        let read = tree
            .child(*node, Field::Attribute)
            .is_some_and(|name| matches!(tree.text(name), "__name__" | "__qualname__" | "__doc__" | "__wrapped__"));
        let object = tree.child(*node, Field::Object).filter(|_| read);
        object.is_some_and(|object| {
            model.objects(object).iter().any(|object| match object {
                Object::Function(function) | Object::Method { function, .. } => is_decorated(*function),
                _ => false,
            })
        })
    })
}

/// What the name of a module's function means once the module is imported, where that is something else.
fn rebinding(model: Model<'_>, function: NodeId) -> Option<Binding> {
    let tree = model.tree;
    let module = model.module;
    let name = tree.child(function, Field::Name)?;
    let own = module.binding_at(name)?;
    if own.scope != module.module_scope() {
        return None;
    }
    let later = module.bindings_of(own.symbol).filter(|binding| {
        let statement = module.statement(tree, binding.name);
        binding.name > name && binding.scope == own.scope && tree.parent(statement) == Some(tree.root())
    });
    let last = later.max_by_key(|binding| binding.name).copied()?;
    let compound = matches!(
        tree.kind(module.statement(tree, last.name)),
        Kind::IfStatement | Kind::TryStatement | Kind::ForStatement | Kind::WhileStatement | Kind::WithStatement
    );
    let other = match last.kind {
        BindingKind::Function | BindingKind::Class | BindingKind::Delete => true,
        BindingKind::Assignment => {
            let objects = model.bound(&last);
            !objects.is_empty()
                && objects.iter().all(|object| match object {
                    Object::Function(other) => *other != function,
                    Object::Made { path, .. } => path == "functools.partial" || CACHES.contains(&path.as_str()),
                    Object::Instance(_) | Object::Class(_) | Object::Expression(_) => true,
                    _ => false,
                })
        }
        _ => false,
    };
    (other && !compound).then_some(last)
}

/// A function of the module whose name means something else when it is sent.
fn rebound(model: Model<'_>, arrived: &Arrived) -> Option<Finding> {
    let tree = model.tree;
    let binding = rebinding(model, arrived.function)?;
    let name = name_of(model, arrived.function);
    let words = Words {
        code: Code::ReboundName,
        what: format!("`{name}`, whose name is rebound,"),
        definition: "defined here",
        reason: REASON,
        exception: not_the_same(name),
    };
    let statement = tree.span(model.module.statement(tree, binding.name));
    let way_out = "give what is bound there a name of its own".to_owned();
    let outcome = own_name(model, arrived, &binding)
        .unwrap_or_else(|| refusal(format!("`{name}` means something else from here on"), way_out, statement));
    report(model, &arrived.payloads, head(model, arrived.function), words, outcome)
}

/// A name of its own for a function that is only given to the call that its name means afterwards: `f = decorate(f)`.
fn own_name(model: Model<'_>, arrived: &Arrived, binding: &Binding) -> Option<Said> {
    let tree = model.tree;
    let module = model.module;
    let [payload] = arrived.payloads.as_slice() else { return None };
    let through = payload.through.as_ref()?;
    let mention = tree.without_parentheses(payload.value);
    let call = module.value_of(tree, binding).filter(|value| *value == payload.call)?;
    if module.symbol_at(mention) != Some(binding.symbol) || !tree.is_within(mention, call) {
        return None;
    }
    let read_before = module.references_to(binding.symbol).any(|reference| {
        reference.node != mention && reference.node < call && reference.scope == module.module_scope()
    });
    let read_within = module.references_in(tree, call).filter(|other| other.symbol == binding.symbol).count() > 1;
    if read_before || read_within || module.bindings_of(binding.symbol).count() != 2 {
        return None;
    }
    let mut said = outcome(lift::rename_original(model, arrived.function, mention).map(|renamed| renamed.lifted));
    warn_of_name(&mut said, through.reads.iter());
    Some(said)
}

/// A nested function that a call answers which takes a function of the module: `g = decorate(f)`.
fn check_wrapper(model: Model<'_>, arrived: &Arrived) -> Claim {
    let wrapper = arrived.function;
    let wraps = wrapped_parameter(model, wrapper);
    let Some(decorator) = model.function_around(wrapper) else { return Claim::Other };
    let parameter = wraps.or_else(|| first_parameter(model, decorator).map(|binding| binding.symbol));
    let Some(parameter) = parameter else { return Claim::Other };
    let mut fine = false;
    for payload in &arrived.payloads {
        if let Some((name, reads)) = decorated_elsewhere(payload) {
            if nameless_wrappers(model, decorator).contains(&wrapper) {
                return Claim::Mine(nameless_elsewhere(model, arrived, (decorator, name, reads)).map(Box::new));
            }
            fine = true;
            continue;
        }
        let Some((call, bound)) = call_behind(model, payload.value, decorator) else { return Claim::Other };
        let Some(function) = wrapped_function(model, call, decorator, parameter) else { return Claim::Other };
        let name = name_of(model, function);
        let keeps = bound.is_some_and(|symbol| {
            let module = model.module;
            module.symbol(symbol).scope == module.module_scope() && module.symbol(symbol).name == name
        });
        match (wraps, keeps) {
            (Some(_), true) => fine = true,
            (None, false) => return Claim::Other,
            (Some(_), false) => return Claim::Mine(found_original(model, arrived, function, call).map(Box::new)),
            (None, true) => {
                let words = Words {
                    code: Code::ReboundName,
                    what: format!("`{name}`, rebound to what `{}` answers,", name_of(model, decorator)),
                    definition: "this function is sent",
                    reason: REASON,
                    exception: format!(
                        "AttributeError: Can't pickle local object '{}'",
                        super::qualified_name(model, wrapper)
                    ),
                };
                let Some(outcome) = keep_name(model, &[wrapper]) else { return Claim::Other };
                let finding = report(model, &arrived.payloads, head(model, wrapper), words, outcome);
                return Claim::Mine(finding.map(Box::new));
            }
        }
    }
    if fine { Claim::Mine(None) } else { Claim::Other }
}

/// The function of another file whose place a payload takes as what a decorator answers, by its name, and the special
/// attributes that are read of it there.
fn decorated_elsewhere(payload: &Payload) -> Option<(&str, &[String])> {
    match &payload.elsewhere.as_ref()?.naming {
        Naming::Decorated { name, reads } => Some((name, reads)),
        _ => None,
    }
}

/// A decorator of this file that answers a function of its own name in the place of one of another file.
fn nameless_elsewhere(
    model: Model<'_>,
    arrived: &Arrived,
    (decorator, name, reads): (NodeId, &str, &[String]),
) -> Option<Finding> {
    let wrapper = arrived.function;
    // `limited` answers the decorator in `@limited(10)`.
    let named = std::iter::successors(Some(decorator), |inner| model.function_around(*inner)).last();
    let words = Words {
        code: Code::ReboundName,
        what: format!("`{name}`, decorated with `{}`,", name_of(model, named.unwrap_or(decorator))),
        definition: "this function takes its place",
        reason: REASON,
        exception: format!("AttributeError: Can't pickle local object '{}'", super::qualified_name(model, wrapper)),
    };
    let mut said = keep_name(model, &[wrapper]).unwrap_or_else(|| {
        refusal(
            format!("`{}` answers a function of another name", name_of(model, decorator)),
            "decorate that one with `functools.wraps`".to_owned(),
            head(model, wrapper),
        )
    });
    warn_of_name(&mut said, reads.iter());
    report(model, &arrived.payloads, head(model, wrapper), words, said)
}

/// `g = decorate(f)`, where `decorate` keeps the name: pickle finds `f` itself.
fn found_original(model: Model<'_>, arrived: &Arrived, function: NodeId, call: NodeId) -> Option<Finding> {
    let name = name_of(model, function);
    let words = Words {
        code: Code::ReboundName,
        what: format!("a wrapped `{name}` of another name"),
        definition: "this function is sent, under the name of what it wraps",
        reason: REASON,
        exception: not_the_same(name),
    };
    let outcome = refusal(
        format!("pickle finds the function `{name}` under its name, which is not the wrapped one"),
        format!("bind what is wrapped to `{name}`, or decorate it where it is defined"),
        model.tree.span(call),
    );
    report(model, &arrived.payloads, head(model, arrived.function), words, outcome)
}

/// The parameter of the function around it that a wrapper takes its name from: `@functools.wraps(function)`.
fn wrapped_parameter(model: Model<'_>, wrapper: NodeId) -> Option<SymbolId> {
    let tree = model.tree;
    model.decorators(wrapper).find_map(|decorator| {
        let callee = tree.child(decorator, Field::Function)?;
        let wraps = model.paths(callee).iter().any(|path| path == "functools.wraps");
        let wrapped = model.positional(decorator).first().copied().filter(|_| wraps)?;
        let symbol = model.module.symbol_at(wrapped)?;
        let binding = model.module.only_binding(symbol)?;
        (binding.kind == BindingKind::Parameter).then_some(symbol)
    })
}

/// The call of a decorator that an expression is, or that a name is bound to, with the name.
fn call_behind(model: Model<'_>, value: NodeId, decorator: NodeId) -> Option<(NodeId, Option<SymbolId>)> {
    let tree = model.tree;
    let value = tree.without_parentheses(value);
    let calls = |call: NodeId| {
        tree.child(call, Field::Function)
            .is_some_and(|callee| model.objects(callee).contains(&Object::Function(decorator)))
    };
    match tree.kind(value) {
        Kind::Call => calls(value).then_some((value, None)),
        Kind::Identifier => {
            let symbol = model.module.symbol_at(value)?;
            let bindings = model.module.reaching(tree, symbol, value);
            let binding = bindings.iter().max_by_key(|binding| binding.name)?;
            let call = model.module.value_of(tree, binding)?;
            (tree.kind(call) == Kind::Call && calls(call)).then_some((call, Some(symbol)))
        }
        _ => None,
    }
}

/// The function of the module that a call of a decorator gives for its parameter.
fn wrapped_function(model: Model<'_>, call: NodeId, decorator: NodeId, parameter: SymbolId) -> Option<NodeId> {
    let tree = model.tree;
    let binding = model.module.only_binding(parameter)?;
    let list = tree.child(decorator, Field::Parameters)?;
    let position = tree.children(list).position(|other| other == binding.node)?;
    let given = model.positional(call).get(position).copied();
    let given = given.or_else(|| model.keyword(call, &model.module.symbol(parameter).name))?;
    model.objects(given).into_iter().find_map(|object| match object {
        Object::Function(function)
            if tree.kind(function) == Kind::FunctionDefinition
                && model.function_around(function).is_none()
                && model.class_around(function).is_none() =>
        {
            Some(function)
        }
        _ => None,
    })
}

/// The expressions that are sent with a value: itself, what a `partial` holds, the parts of a display.
fn sent(model: Model<'_>, value: NodeId) -> Vec<NodeId> {
    let tree = model.tree;
    let value = tree.without_parentheses(value);
    let mut found = vec![value];
    let parts = match tree.kind(value) {
        Kind::Call => {
            let partial = tree
                .child(value, Field::Function)
                .is_some_and(|function| model.paths(function).iter().any(|path| path == "functools.partial"));
            if partial { model.positional(value) } else { Vec::new() }
        }
        _ => model.parts_of_display(value),
    };
    found.extend(parts.into_iter().flat_map(|part| sent(model, part)));
    found
}

/// Methods that the child does not find: with a private name, or decorated without keeping their name.
fn methods(model: Model<'_>, payload: &Payload) -> Option<Finding> {
    let tree = model.tree;
    for value in sent(model, payload.value).into_iter().filter(|value| tree.kind(*value) == Kind::Attribute) {
        let label = tree.child(value, Field::Attribute)?;
        let name = tree.text(label);
        let method = model.objects(value).into_iter().find_map(|object| match object {
            Object::Method { class, function } => Some((class, function)),
            _ => None,
        });
        let Some((class, function)) = method.filter(|(_, function)| tree.kind(*function) == Kind::FunctionDefinition)
        else {
            continue;
        };
        if name.starts_with("__") && !name.ends_with("__") {
            let class_name = name_of(model, class);
            let free = format!("_{}", name.trim_start_matches('_'));
            let words = Words {
                code: Code::ReboundName,
                what: format!("the private method `{name}`"),
                definition: "its name is mangled here, and not in the child",
                reason: "pickle stores a method as its object and name, and a private name is another one outside of \
                         the class",
                exception: format!("AttributeError: '{class_name}' object has no attribute '{name}' (in the child)"),
            };
            let outcome = refusal(
                format!(
                    "the child looks for `{name}`, and the class has `_{}{name}`",
                    class_name.trim_start_matches('_')
                ),
                format!("call it `{free}`"),
                head(model, function),
            );
            return report(model, std::slice::from_ref(payload), head(model, function), words, outcome);
        }
        if let Some(finding) = decorated(model, std::slice::from_ref(payload), function) {
            return Some(finding);
        }
    }
    None
}
