//! A bound method as a function of the module: where an instance can't be pickled and the method only reads attributes
//! that can, it is sent these instead of the instance. The method stays for who else calls it.

mod same;

use crate::edit::{self, Edit};
use crate::finding::{Refusal, RefusalReason, When};
use crate::lift::group::{Form, Member, Plan};
use crate::lift::hand_over::{self, Work};
use crate::lift::{Arrival, Lifted, Request, capture, import, names, place, refuse, render};
use crate::module::{BindingKind, ScopeKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::text::Span;
use crate::value::{self, Forwarding, Leaf, Model, Object};

/// A method that is sent with its instance.
#[derive(Clone, Debug)]
pub struct Sent<'r> {
    /// The class of this file.
    pub class: NodeId,
    /// The method, where it arrives, and what else runs in children.
    pub request: &'r Request,
    /// The attributes that can't be pickled, mangled.
    pub held: &'r [String],
}

/// An attribute that the function takes instead of the instance.
struct Taken {
    /// As it is written in the class.
    label: String,
    /// Mangled.
    name: String,
    parameter: String,
    /// Where the method reads it.
    reads: Vec<NodeId>,
}

/// Makes a function of a method.
///
/// # Errors
/// The reason why the instance is needed.
pub fn detach(model: Model<'_>, sent: &Sent<'_>) -> Result<Lifted, Refusal> {
    let tree = model.tree;
    let function = sent.request.function;
    let Some(symbol) = receiver(model, function) else {
        return needs(model, sent, function, "it takes its instance in an unusual way".to_owned());
    };
    check_form(model, sent, symbol)?;
    let mut taken: Vec<Taken> = Vec::new();
    for reference in model.module.references_to(symbol) {
        let Some(label) = read_attribute(model, sent, reference.node)? else { continue };
        let name = model.module.mangled(reference.scope, tree.text(label));
        match taken.iter_mut().find(|known| known.name == name) {
            Some(known) => known.reads.push(reference.node),
            None => {
                let parameter = parameter_name(model, function, &name, &taken);
                let reads = vec![reference.node];
                taken.push(Taken { label: tree.text(label).to_owned(), name, parameter, reads });
            }
        }
    }
    not_set_yet(model, sent, &taken)?;
    let own = tree.child(function, Field::Name).map_or("", |name| tree.text(name));
    let name = function_name(model, sent.class, own);
    let Some(scope) = model.module.scope_of(function) else {
        return refuse(RefusalReason::Damaged, tree.span(function));
    };
    let member = Member {
        node: function,
        scope,
        form: Form::Statement { node: function },
        symbol: None,
        name: name.clone(),
        parameters: Vec::new(),
        imports: Vec::new(),
        defaults: Vec::new(),
        class: None,
    };
    let place = place::find(model, std::slice::from_ref(&member))?;
    let mut plan = Plan {
        request: sent.request,
        members: vec![member],
        place,
        followers: Vec::new(),
        caveats: Vec::new(),
        hints: Vec::new(),
        shared: Vec::new(),
        task_functions: Vec::new(),
    };
    capture::stale_globals(model, &mut plan);
    plan.caveats.extend(late(model, sent, &taken));
    plan.caveats.extend(taken.iter().filter_map(|taken| same::may_be_missing(model, sent, taken)));
    let edits = edits(model, sent, &plan, symbol, &taken)?;
    let passed: Vec<String> = taken.iter().map(|taken| format!("`{}`", taken.parameter)).collect();
    let passing = if passed.is_empty() { String::new() } else { format!(", passing {}", passed.join(", ")) };
    Ok(Lifted {
        title: format!("Send a function `{name}` instead of the method{passing}"),
        edits,
        caveats: plan.caveats,
        labels: Vec::new(),
        hints: plan.hints,
    })
}

/// `_poll` for a method `poll`; `_Reader_poll` where the file uses that name, as of a method `_poll`.
fn function_name(model: Model<'_>, class: NodeId, method: &str) -> String {
    let method = method.trim_matches('_');
    let plain = format!("_{method}");
    if model.module.is_used(&plain) {
        let class = model.class_name_text(class).trim_matches('_');
        return names::fresh(model, &format!("_{class}_{method}"), |_| false);
    }
    names::fresh(model, &plain, |_| false)
}

fn needs<T>(model: Model<'_>, sent: &Sent<'_>, at: NodeId, because: String) -> Result<T, Refusal> {
    let name = model.tree.child(sent.class, Field::Name).map_or("", |name| model.tree.text(name));
    let reason = RefusalReason::NeedsInstance { because, class: name.to_owned(), attributes: sent.held.to_vec() };
    refuse(reason, model.tree.span(at))
}

/// The variable that holds the instance: the first parameter, plain and never rebound.
fn receiver(model: Model<'_>, function: NodeId) -> Option<SymbolId> {
    let tree = model.tree;
    let first = tree.first_child(tree.child(function, Field::Parameters)?)?;
    let binding = model.module.binding_at(first).filter(|_| tree.kind(first) == Kind::Identifier)?;
    model.module.only_binding(binding.symbol)?;
    Some(binding.symbol)
}

/// Refuses a method whose shape the function could not have.
fn check_form(model: Model<'_>, sent: &Sent<'_>, receiver: SymbolId) -> Result<(), Refusal> {
    let tree = model.tree;
    let function = sent.request.function;
    let name = tree.child(function, Field::Name).map_or("", |name| tree.text(name));
    if let Some(decorator) = model.decorators(function).next() {
        return needs(model, sent, decorator, format!("`{name}` is decorated"));
    }
    if tree.has_token(function, "async") || tree.kind(function) == Kind::Lambda {
        return needs(model, sent, function, format!("`{name}` is no plain function"));
    }
    let second = tree.child(function, Field::Parameters).and_then(|list| tree.children(list).nth(1));
    if second.is_some_and(|second| tree.kind(second) == Kind::PositionalSeparator) {
        return needs(model, sent, function, format!("`{name}` takes its instance in an unusual way"));
    }
    if let Some(damage) = tree.damaged().iter().find(|damage| damage.overlaps(tree.span(sent.class))) {
        return refuse(RefusalReason::Damaged, *damage);
    }
    same::check_place(model, sent, name)?;
    for node in tree.subtree(function).filter(|node| tree.kind(*node) == Kind::Identifier) {
        let text = tree.text(node);
        let is_label = tree.field_in_parent(node) == Some(Field::Attribute);
        let scope = model.scope_at(node);
        let in_class = model.module.symbol_at(node).is_some_and(|symbol| {
            symbol != receiver
                && model.module.scope(model.module.symbol(symbol).scope).kind == ScopeKind::Class
                && !tree.is_within(model.module.scope(model.module.symbol(symbol).scope).node, function)
        });
        let private = model.module.mangled(scope, text) != text;
        let of_receiver = tree
            .parent(node)
            .and_then(|parent| tree.child(parent, Field::Object))
            .is_some_and(|object| is_label && model.module.symbol_at(object) == Some(receiver));
        if matches!(text, "super" | "__class__" | "locals" | "eval" | "exec" | "vars") && !is_label {
            return needs(model, sent, node, format!("`{name}` uses `{text}`"));
        }
        if in_class || (private && !of_receiver) {
            return needs(
                model,
                sent,
                node,
                format!("`{name}` uses `{text}`, which means something only in the class"),
            );
        }
    }
    Ok(())
}

/// The label of an attribute of the instance that is only read, and can be passed in its place; none where the
/// mention is the parameter itself.
fn read_attribute(model: Model<'_>, sent: &Sent<'_>, at: NodeId) -> Result<Option<NodeId>, Refusal> {
    let tree = model.tree;
    let function = sent.request.function;
    let name = tree.child(function, Field::Name).map_or("", |name| tree.text(name));
    let parent = tree.parent(at).filter(|parent| tree.kind(*parent) == Kind::Attribute);
    let attribute = parent.filter(|parent| tree.child(*parent, Field::Object) == Some(at));
    let Some((attribute, label)) = attribute.and_then(|node| Some((node, tree.child(node, Field::Attribute)?))) else {
        return needs(model, sent, at, format!("`{name}` hands its instance on"));
    };
    let text = tree.text(attribute);
    let roles = [Role::AssignmentTarget, Role::AugmentedTarget, Role::DeleteTarget, Role::ForTarget, Role::WithTarget];
    let patterns = [Kind::PatternList, Kind::TuplePattern, Kind::ListPattern, Kind::ListSplatPattern];
    let in_pattern = tree.parent(attribute).is_some_and(|parent| patterns.contains(&tree.kind(parent)));
    if in_pattern || roles.iter().any(|role| tree.has_role(attribute, *role)) {
        return needs(model, sent, at, format!("`{name}` sets `{text}`"));
    }
    let mangled = model.module.mangled(model.scope_at(label), tree.text(label));
    let has_class = |class: NodeId| {
        let scope = model.module.scope_of(class);
        scope.is_some_and(|scope| model.module.own_symbol(scope, &mangled).is_some())
    };
    if model.is_changed(attribute) && model.own_bases(sent.class).into_iter().any(has_class) {
        return needs(model, sent, at, format!("`{name}` changes `{text}`, which belongs to the class"));
    }
    if sent.held.contains(&mangled) || value::attribute_obstacle(model, sent.class, &mangled).is_some() {
        return needs(model, sent, at, format!("`{name}` reads `{text}`, which can't be pickled"));
    }
    let printed = tree
        .ancestors(attribute)
        .take_while(|outer| *outer != function)
        .any(|outer| tree.kind(outer) == Kind::Interpolation && tree.has_token(outer, "="));
    if printed {
        return needs(model, sent, at, format!("`{name}` prints `{text}` with its name"));
    }
    match data_of(model, sent, &mangled) {
        Ok(()) => Ok(Some(label)),
        Err(why) => needs(model, sent, at, format!("`{name}` uses `{text}`{why}")),
    }
}

/// Whether an attribute is data that can be sent by itself; else the end of a sentence that says what it is.
fn data_of(model: Model<'_>, sent: &Sent<'_>, name: &str) -> Result<(), String> {
    let mut classes = vec![sent.class];
    let mut next = 0;
    let mut is_set = false;
    while let Some(class) = classes.get(next).copied() {
        next += 1;
        let Some(scope) = model.module.scope_of(class) else { return Err(String::new()) };
        if ["__getattr__", "__getattribute__"].iter().any(|hook| model.module.own_symbol(scope, hook).is_some()) {
            return Err(", and its class computes attributes".to_owned());
        }
        let mut values: Vec<NodeId> = model
            .attribute_values(class)
            .into_iter()
            .filter(|(attribute, _)| attribute == name)
            .map(|(_, value)| value)
            .collect();
        if let Some(symbol) = model.module.own_symbol(scope, name) {
            for binding in model.module.bindings_of(symbol) {
                match binding.kind {
                    BindingKind::Assignment => values.extend(model.module.value_of(model.tree, binding)),
                    BindingKind::Annotation => is_set = true,
                    _ => return Err(", which is a method".to_owned()),
                }
            }
        }
        is_set |= !values.is_empty();
        let by_task = sent.request.arrivals.iter().any(|arrival| arrival.when == When::Always);
        for value in values {
            if !model.functions_in(value).is_empty() {
                return Err(", which holds a function".to_owned());
            }
            if value::leaf_obstacle(model, Leaf { value, items: false }).is_some() {
                return Err(", which can't be pickled".to_owned());
            }
        }
        if by_task && value::shared_attributes(model, class).iter().any(|(attribute, _)| attribute == name) {
            return Err(", which a task can't carry".to_owned());
        }
        classes.extend(model.bases(class).into_iter().filter_map(|base| match base {
            Object::Class(base) => Some(base),
            _ => None,
        }));
    }
    if is_set { Ok(()) } else { Err(", which is set elsewhere".to_owned()) }
}

/// The parameter for an attribute: its name, where that means nothing else in the method.
fn parameter_name(model: Model<'_>, function: NodeId, attribute: &str, taken: &[Taken]) -> String {
    let tree = model.tree;
    let class = model.class_around(function).and_then(|class| tree.child(class, Field::Name));
    let class = class.map_or("", |name| tree.text(name)).trim_start_matches('_');
    let private = format!("_{class}__");
    let name = attribute.strip_prefix(&private).unwrap_or(attribute).trim_start_matches('_');
    let is_label = |node: NodeId| {
        tree.field_in_parent(node) == Some(Field::Attribute)
            || tree.parent(node).is_some_and(|parent| {
                tree.kind(parent) == Kind::KeywordArgument && tree.field_in_parent(node) == Some(Field::Name)
            })
    };
    let is_used = tree
        .subtree(function)
        .any(|node| tree.kind(node) == Kind::Identifier && tree.text(node) == name && !is_label(node));
    let is_taken = taken.iter().any(|other| other.parameter == name);
    if is_used || is_taken || name.is_empty() {
        return names::fresh(model, &format!("self_{name}"), |name| taken.iter().any(|other| other.parameter == name));
    }
    name.to_owned()
}

/// The edits: the new function, and each arrival.
fn edits(
    model: Model<'_>,
    sent: &Sent<'_>,
    plan: &Plan<'_>,
    receiver: SymbolId,
    taken: &[Taken],
) -> Result<Vec<Edit>, Refusal> {
    let tree = model.tree;
    let function = sent.request.function;
    let Some(member) = plan.members.first() else { return refuse(RefusalReason::Damaged, tree.span(function)) };
    let head = definition_edits(model, member, receiver, taken);
    let Some(text) = render::definition(model, member, &plan.place.indent, &head) else {
        return refuse(RefusalReason::Damaged, tree.span(function));
    };
    let mut work = Work::new(model, plan);
    let mut partials = Vec::new();
    for arrival in &sent.request.arrivals {
        let Some((attribute, object, partial)) = mention(model, arrival) else {
            return needs(model, sent, arrival.value, "the method is sent by another name".to_owned());
        };
        let same_class = value::method_around(model, attribute).and_then(|method| model.class_around(method));
        let is_inside = same_class.is_some() && same_class == model.class_around(function);
        let values: Vec<String> = taken
            .iter()
            .map(|taken| format!("{}.{}", tree.text(object), if is_inside { &taken.label } else { &taken.name }))
            .collect();
        let at = tree.with_parentheses(attribute);
        let mut text = member.name.clone();
        match (partial, &arrival.forwarding) {
            (Some(call), _) => work.extend_call(call, Some(at), &values, &[]),
            (None, Forwarding::Tuple { call, args, .. }) => work.fill_tuple(*call, at, args, &values, &[]),
            (None, Forwarding::Rest { call, .. }) => work.extend_rest(*call, at, &values, &[], &[]),
            (None, Forwarding::Items { .. } | Forwarding::Unknown) if values.is_empty() => {}
            (None, Forwarding::Items { .. } | Forwarding::Unknown) => {
                let partial = import::partial(model, &[model.scope_at(attribute)], plan.place.offset);
                text = hand_over::partial_of(&partial.expression, &text, &values, &[]);
                partials.extend(partial.import);
            }
        }
        work.edits.push(Edit::replace(tree.span(attribute), text));
    }
    partials.dedup();
    let mut edits = partials;
    edits.push(insertion(model, &plan.place, &text));
    edits.extend(work.edits);
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    if !edit::is_applicable(tree.source().text(), &edits) {
        return refuse(RefusalReason::Damaged, tree.span(function));
    }
    Ok(edits)
}

/// The new text at its place, with blank lines around it.
fn insertion(model: Model<'_>, place: &place::Place, text: &str) -> Edit {
    let source = model.tree.source();
    let newline = source.newline();
    let blank = if place.indent.is_empty() { 2 } else { 1 };
    let missing = place::blank_lines_above(source, place.offset).map_or(0, |above| blank - above.min(blank));
    Edit::insert(place.offset, format!("{}{text}{}", newline.repeat(missing), newline.repeat(blank + 1)))
}

/// The edits in the moved text: its name, its parameters, the attributes.
fn definition_edits(model: Model<'_>, member: &Member, receiver: SymbolId, taken: &[Taken]) -> Vec<Edit> {
    let tree = model.tree;
    let mut edits = Vec::new();
    if let Some(name) = tree.child(member.node, Field::Name) {
        edits.push(Edit::replace(tree.span(name), member.name.clone()));
    }
    let parameters: Vec<&str> = taken.iter().map(|taken| taken.parameter.as_str()).collect();
    let mut all = tree.child(member.node, Field::Parameters).into_iter().flat_map(|list| tree.children(list));
    if let Some(first) = all.next() {
        let start = tree.span(first).start;
        let rest: Vec<NodeId> = all.collect();
        let (end, comma) = match rest.first() {
            Some(second) => (tree.span(*second).start, if parameters.is_empty() { "" } else { ", " }),
            None => (tree.span(first).end, ""),
        };
        // No keyword for its `**kwargs` can then have the name of one.
        let takes_any = rest.iter().any(|parameter| tree.text(*parameter).starts_with("**"));
        let has_mark = rest.iter().any(|parameter| tree.kind(*parameter) == Kind::PositionalSeparator);
        let mark = if takes_any && !has_mark && !parameters.is_empty() { ", /" } else { "" };
        edits.push(Edit::replace(Span::new(start, end), format!("{}{mark}{comma}", parameters.join(", "))));
    }
    for reference in model.module.references_to(receiver) {
        let attribute = tree.parent(reference.node).filter(|node| tree.kind(*node) == Kind::Attribute);
        let Some((attribute, label)) = attribute.and_then(|node| Some((node, tree.child(node, Field::Attribute)?)))
        else {
            continue;
        };
        let name = model.module.mangled(reference.scope, tree.text(label));
        if let Some(taken) = taken.iter().find(|taken| taken.name == name) {
            edits.push(Edit::replace(tree.span(attribute), taken.parameter.clone()));
        }
    }
    edits
}

/// The `object.method` of an arrival, its object, and the `partial` that it is the first argument of.
fn mention(model: Model<'_>, arrival: &Arrival) -> Option<(NodeId, NodeId, Option<NodeId>)> {
    let tree = model.tree;
    let value = tree.without_parentheses(arrival.value);
    let (attribute, partial) = match tree.kind(value) {
        Kind::Call if model.is_call_of(value, "functools.partial") => {
            (tree.without_parentheses(model.positional(value).first().copied()?), Some(value))
        }
        _ => (value, None),
    };
    let object = tree.child(attribute, Field::Object).filter(|_| tree.kind(attribute) == Kind::Attribute)?;
    let plain =
        tree.subtree(object).all(|node| matches!(tree.kind(node), Kind::Identifier | Kind::Attribute | Kind::Token));
    plain.then_some((attribute, object, partial))
}

/// Refuses where an attribute would be read before the same function sets it for the first time.
fn not_set_yet(model: Model<'_>, sent: &Sent<'_>, taken: &[Taken]) -> Result<(), Refusal> {
    let tree = model.tree;
    for arrival in &sent.request.arrivals {
        let Some(around) = model.function_around(arrival.value) else { continue };
        for taken in taken {
            let set: Vec<NodeId> = tree
                .subtree(around)
                .filter(|node| tree.kind(*node) == Kind::Attribute && tree.has_role(*node, Role::AssignmentTarget))
                .filter(|node| tree.child(*node, Field::Attribute).is_some_and(|name| tree.text(name) == taken.label))
                .collect();
            if let Some(first) = set.first().filter(|first| **first > arrival.value) {
                return needs(model, sent, *first, format!("`{}` is set only after the process is made", taken.label));
            }
        }
    }
    Ok(())
}

/// Attributes that may be set again between the call and the start of the process, or only later.
fn late(model: Model<'_>, sent: &Sent<'_>, taken: &[Taken]) -> Vec<String> {
    let arrivals = sent.request.arrivals.iter().filter(|arrival| arrival.when != When::Always);
    let labels = arrivals.flat_map(|arrival| same::set_between(model, arrival, taken));
    let mut caveats: Vec<String> =
        labels.map(|label| format!("`{label}` may be set again before the process starts")).collect();
    caveats.sort();
    caveats.dedup();
    caveats
}
