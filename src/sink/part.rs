//! The parameters of a function that a value is or holds: by a name, in a display, in a `partial`, in an attribute of
//! `self`, or as an item of them that a loop or an index takes.

use crate::index::Collects;
use crate::module::{Binding, BindingKind, SymbolId};
use crate::sink::stars;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object, Walk};

/// A parameter that is a part of a value.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The parameter.
    pub binding: Binding,
    /// Where it is named.
    pub mention: NodeId,
    /// How the value holds it.
    pub way: Way,
}

impl Part {
    /// The parameter itself.
    pub fn whole(binding: Binding, mention: NodeId) -> Self {
        Self { binding, mention, way: Way::default() }
    }
}

/// How a value holds a part.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    /// Which item of the part it holds, and not the part itself.
    pub item: Option<Item>,
    /// The variables of the loops that take the items.
    pub variables: Vec<SymbolId>,
    /// The class of the instance that keeps it and is sent itself: what it keeps beside functions is looked at there.
    pub keeper: Option<NodeId>,
}

/// What is taken out of a container.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Whether that is a value of a dict.
    pub of_dict: bool,
    /// The 0-based indices that lead to it from an item; none where it is the item itself.
    pub path: Vec<usize>,
}

/// The parameters that a value is, or holds in a display, a `partial` or an attribute of `self`.
pub(super) fn parameters_in(model: Model<'_>, value: NodeId) -> Vec<Part> {
    let mut found = Vec::new();
    model.guarded(|| collect_parameters(model, value, &Way::default(), &mut found));
    found
}

fn collect_parameters(model: Model<'_>, value: NodeId, way: &Way, found: &mut Vec<Part>) {
    let tree = model.tree;
    let value = tree.without_parentheses(value);
    let in_same_way = |parts: Vec<NodeId>| parts.into_iter().map(|part| (part, way.clone())).collect::<Vec<_>>();
    let parts = match tree.kind(value) {
        Kind::Identifier => {
            let bindings = bindings_at(model, value);
            bindings.iter().flat_map(|binding| parts_of_binding(model, binding, value, way, found)).collect()
        }
        Kind::Attribute => match receiver_of(model, value) {
            Some((class, _)) if is_method(model, value) => kept_by(model, class, way),
            Some((class, name)) => kept_as(model, class, &name, way, found),
            None => attribute_of_instance(model, value, way, found),
        },
        Kind::Tuple
        | Kind::List
        | Kind::Dictionary
        | Kind::ListComprehension
        | Kind::GeneratorExpression
        | Kind::DictionaryComprehension => {
            if way.item.is_none() {
                in_same_way(model.parts_of_display(value))
            } else {
                items_taken(model, model.parts_of_display(value), way)
            }
        }
        // `function or default`, `function if parallel else None`
        Kind::BooleanOperator => in_same_way(tree.children(value).collect()),
        Kind::ConditionalExpression => {
            let parts: Vec<NodeId> = tree.children(value).collect();
            in_same_way(parts.first().into_iter().chain(parts.get(2)).copied().collect())
        }
        // `functions[name]`: which one can't be told.
        Kind::Subscript => {
            let Some((container, index)) = tree.child(value, Field::Value).zip(tree.child(value, Field::Subscript))
            else {
                return;
            };
            let is_known = !matches!(tree.kind(index), Kind::Identifier | Kind::Attribute | Kind::Call);
            match way.item {
                // A loop over one of the containers in it.
                Some(_) => in_same_way(vec![model.outermost_container(container)]),
                None if is_known => return,
                None => {
                    let item = Some(Item { of_dict: true, path: Vec::new() });
                    vec![(container, Way { item, ..way.clone() })]
                }
            }
        }
        Kind::Call if model.is_call_of(value, "functools.partial") => in_same_way(model.positional(value)),
        // `sorted(functions, key=...)`, which a loop goes through.
        Kind::Call => {
            let Some(item) = &way.item else { return };
            let outermost = model.outermost_container(value);
            if outermost != value {
                return collect_parameters(model, outermost, way, found);
            }
            let Some(walk) = model.walk(value, &item.path).filter(|walk| walk.container != value) else { return };
            let item = Item { of_dict: walk.values, path: walk.path.to_vec() };
            vec![(walk.container, Way { item: Some(item), ..way.clone() })]
        }
        _ => return,
    };
    for (part, way) in parts {
        model.guarded(|| collect_parameters(model, part, &way, found));
    }
}

/// The bindings that a name may mean where it stands; none where it is a parameter that is bound again.
fn bindings_at(model: Model<'_>, name: NodeId) -> Vec<Binding> {
    let module = model.module;
    let Some(symbol) = module.symbol_at(name) else { return Vec::new() };
    match module.only_binding(symbol) {
        Some(binding) => vec![*binding],
        None if module.bindings_of(symbol).any(|binding| binding.kind == BindingKind::Parameter) => Vec::new(),
        None => module.reaching(model.tree, symbol, name),
    }
}

/// What a binding gives a name that stands somewhere; a parameter itself is found.
fn parts_of_binding(
    model: Model<'_>,
    binding: &Binding,
    name: NodeId,
    way: &Way,
    found: &mut Vec<Part>,
) -> Vec<(NodeId, Way)> {
    match binding.kind {
        BindingKind::Parameter => {
            if let Some(Object::Instance(class)) = model.class_of_receiver(binding) {
                return kept_by(model, class, way);
            }
            if model.tree.kind(function_of(model, binding.symbol)) == Kind::FunctionDefinition {
                found.push(Part { binding: *binding, mention: name, way: way.clone() });
            }
            Vec::new()
        }
        // `for name, function in functions.items()`.
        BindingKind::For | BindingKind::Comprehension => {
            let walk = model.walked_by(binding);
            walk.and_then(|walk| taken_from(way, &walk, binding.symbol)).into_iter().collect()
        }
        _ => {
            let added = if way.item.is_some() { model.added_elements(name) } else { Vec::new() };
            let bound = model.module.value_of(model.tree, binding).map(|value| (value, way.clone()));
            bound.into_iter().chain(items_taken(model, added, way)).collect()
        }
    }
}

/// The class and the (mangled) name in `self.name`.
fn receiver_of(model: Model<'_>, attribute: NodeId) -> Option<(NodeId, String)> {
    let class = model.function_around(attribute).and_then(|method| model.class_around(method))?;
    Some((class, model.attribute_of_receiver(attribute, class)?))
}

fn is_method(model: Model<'_>, value: NodeId) -> bool {
    model.objects(value).iter().any(|object| matches!(object, Object::Method { .. }))
}

/// What an attribute of the instances of a class holds. A field is a parameter of the class itself.
fn kept_as(model: Model<'_>, class: NodeId, name: &str, way: &Way, found: &mut Vec<Part>) -> Vec<(NodeId, Way)> {
    if let Some(field) = model.field(class, name) {
        found.push(Part { binding: field, mention: field.name, way: way.clone() });
    }
    let values = model.values_of_attribute(class, name).into_iter().map(|value| (value, way.clone()));
    values.chain(items_taken(model, model.added_to_attribute(class, name), way)).collect()
}

/// What an attribute of an instance outside of its class holds: `job.function`.
fn attribute_of_instance(model: Model<'_>, attribute: NodeId, way: &Way, found: &mut Vec<Part>) -> Vec<(NodeId, Way)> {
    let tree = model.tree;
    let Some((object, name)) = tree.child(attribute, Field::Object).zip(tree.child(attribute, Field::Attribute)) else {
        return Vec::new();
    };
    held_by_instances(model, object, tree.text(name), way, found)
}

/// What the instances that an expression may be hold in an attribute.
fn held_by_instances(
    model: Model<'_>,
    instance: NodeId,
    name: &str,
    way: &Way,
    found: &mut Vec<Part>,
) -> Vec<(NodeId, Way)> {
    let objects = model.objects(instance).into_iter();
    let classes = objects.filter_map(|object| match object {
        Object::Instance(class) => Some(class),
        _ => None,
    });
    let mut classes: Vec<NodeId> = classes.flat_map(|class| model.own_bases(class)).collect();
    classes.sort_unstable();
    classes.dedup();
    classes.into_iter().flat_map(|class| kept_as(model, class, name, way, found)).collect()
}

/// The parameters of constructors that give the instances which an expression may be an attribute.
pub(super) fn given_for_attribute(model: Model<'_>, instance: NodeId, name: &str) -> Vec<Part> {
    let mut found = Vec::new();
    for (value, way) in held_by_instances(model, instance, name, &Way::default(), &mut found) {
        model.guarded(|| collect_parameters(model, value, &way, &mut found));
    }
    found
}

/// What a loop takes of the elements of a container.
fn items_taken(model: Model<'_>, elements: Vec<NodeId>, way: &Way) -> Vec<(NodeId, Way)> {
    let Some(item) = &way.item else { return Vec::new() };
    let parts = elements.into_iter().filter_map(|element| model.component(element, &item.path));
    parts.map(|part| (part, Way { item: None, ..way.clone() })).collect()
}

/// The container that a loop takes an item from; none where that is a part of a part.
fn taken_from(way: &Way, walk: &Walk<Vec<usize>>, variable: SymbolId) -> Option<(NodeId, Way)> {
    let path = match &way.item {
        Some(item) if walk.path.is_empty() => item.path.clone(),
        Some(_) => return None,
        None => walk.path.clone(),
    };
    let mut way = way.clone();
    way.item = Some(Item { of_dict: walk.values, path });
    way.variables.push(variable);
    Some((walk.container, way))
}

/// What the methods of a class keep is sent with every method of theirs, unless it says how it is pickled.
fn kept_by(model: Model<'_>, class: NodeId, way: &Way) -> Vec<(NodeId, Way)> {
    if model.says_how_it_is_pickled(class) {
        return Vec::new();
    }
    let kept = model.kept_in_attributes(class).into_iter();
    kept.map(|kept| (kept, Way { keeper: Some(class), ..way.clone() })).collect()
}

/// The function whose parameter a symbol is.
pub(super) fn function_of(model: Model<'_>, parameter: SymbolId) -> NodeId {
    model.module.scope(model.module.symbol(parameter).scope).node
}

/// The parameters of a function, `self` left out; of a class, the fields that it is made with.
pub(super) fn parameters(model: Model<'_>, function: NodeId) -> Vec<NodeId> {
    let tree = model.tree;
    if tree.kind(function) == Kind::ClassDefinition {
        return model.fields(function);
    }
    let list = tree.child(function, Field::Parameters).into_iter().flat_map(|list| tree.children(list));
    let skipped = usize::from(model.is_method(function));
    list.filter(|node| !matches!(tree.kind(*node), Kind::PositionalSeparator)).skip(skipped).collect()
}

/// Which arguments of a call a parameter holds.
pub(super) fn collects(model: Model<'_>, parameter: &Binding) -> Collects {
    match stars(model, parameter.node) {
        0 => Collects::One,
        1 => Collects::Positional,
        _ => {
            let module = model.module;
            let others = module.own_symbols(module.symbol(parameter.symbol).scope).into_iter();
            let others = others.filter(|symbol| {
                let mut bindings = module.bindings_of(*symbol);
                *symbol != parameter.symbol && bindings.any(|binding| binding.kind == BindingKind::Parameter)
            });
            let others = others.map(|symbol| module.symbol(symbol).name.clone());
            Collects::Keywords { others: others.chain(taken_out(model, parameter.symbol)).collect() }
        }
    }
}

/// The keys that a function takes out of a dict: `options.pop("name")`.
fn taken_out(model: Model<'_>, dict: SymbolId) -> Vec<String> {
    let tree = model.tree;
    let key = |name: NodeId| {
        let method = tree.parent(name).filter(|node| tree.kind(*node) == Kind::Attribute)?;
        let call = tree.parent(method).filter(|call| model.callee_name(*call) == Some("pop"))?;
        let key = model.positional(call).first().copied().filter(|key| tree.kind(*key) == Kind::String)?;
        Some(tree.text(key).trim_matches(['"', '\'']).to_owned())
    };
    model.module.references_to(dict).filter_map(|reference| key(reference.node)).collect()
}

/// What a call gives for a parameter of this name and position that collects arguments in this way.
pub(super) fn given(
    model: Model<'_>,
    call: NodeId,
    name: &str,
    position: Option<usize>,
    collects: &Collects,
) -> Vec<NodeId> {
    match (collects, position) {
        (Collects::Positional, Some(position)) => model.given_from(call, position),
        (Collects::Keywords { others }, _) => model.given_by_other_keywords(call, others),
        _ => model.given(call, name, position),
    }
}
