//! What the instances of a class of this file hold when they are sent: the attributes that pickle does not take.

mod called;
mod left_out;
mod started;

use rustc_hash::FxHashMap;

pub use called::after_calls;
pub use left_out::{by_default, given_fields};

use super::pickle::{Obstacle, base_obstacle, obstacle_of, shared_name, test_case};
use super::{Model, Object};
use crate::module::{BindingKind, ScopeKind, excludes};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::text::Place;

/// An attribute that keeps an instance from being pickled.
#[derive(Clone, Debug)]
pub struct Held {
    /// The attribute, mangled; none for what every instance has by its base class.
    pub attribute: Option<String>,
    /// Where it gets its value.
    pub at: NodeId,
    /// Why it can't be pickled.
    pub obstacle: Obstacle,
    /// Where a base class of another file sets it.
    pub elsewhere: Option<Place>,
}

/// Methods that have run whenever there is an instance; `setUp` is that of a test.
const SETS_UP: &[&str] = &["__init__", "__post_init__", "setUp"];

/// When an instance is pickled.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The expression that sends it.
    pub sent: NodeId,
    /// Up to where its function has run by then; none where all of it has.
    pub until: Option<NodeId>,
    /// Whether it is pickled for a process that runs already, which can't inherit locks and queues.
    pub runs_already: bool,
}

/// What instances of a class hold that can't be pickled, as far as it is surely there when the instance is sent: set
/// by `__init__` and what it calls, or in the method that sends it, before it does.
pub fn held(model: Model<'_>, class: NodeId, moment: Moment) -> Vec<Held> {
    if model.says_how_it_is_pickled(class) {
        return Vec::new();
    }
    let mut found = held_itself(model, class, moment);
    if model.function_around(class).is_some() {
        return found;
    }
    let classes = model.initialized(class);
    let bases = classes.iter().filter(|class| initializes_bases(model, **class)).flat_map(|class| model.bases(*class));
    let own: Vec<String> =
        classes.iter().flat_map(|class| model.attribute_values(*class)).map(|(name, _)| name).collect();
    for base in bases {
        let Object::Path(path) = base else { continue };
        for inherited in model.index.held_elsewhere(&path) {
            let is_own = inherited.attribute.as_ref().is_some_and(|name| own.contains(name));
            let is_known = found.iter().any(|held| held.attribute == inherited.attribute);
            if !is_own && !is_known {
                let obstacle = Obstacle::elsewhere(inherited);
                let elsewhere = Some(inherited.place);
                found.push(Held { attribute: inherited.attribute.clone(), at: class, obstacle, elsewhere });
            }
        }
    }
    found
}

/// Whether making an instance of a class runs the `__init__` of its bases.
pub fn initializes_bases(model: Model<'_>, class: NodeId) -> bool {
    method(model, class, "__init__").is_none_or(|own| model.tree.text(own).contains("__init__("))
}

/// What instances of a class hold by itself and its bases in this file, were it pickled as classes are.
pub fn held_itself(model: Model<'_>, class: NodeId, moment: Moment) -> Vec<Held> {
    if model.function_around(class).is_some() || is_registered(model) {
        return Vec::new();
    }
    let mut found: Vec<Held> = Vec::new();
    if let Some(obstacle) = base_obstacle(model, class) {
        found.push(Held { attribute: None, at: class, obstacle, elsewhere: None });
    }
    let classes = model.initialized(class);
    let methods = methods_before(model, &classes, moment);
    // In the order in which the class sets them.
    let mut names: Vec<String> = Vec::new();
    let mut values: FxHashMap<String, Vec<NodeId>> = FxHashMap::default();
    let mut add = |name: String, value: Option<NodeId>| {
        let of_name = values.entry(name).or_insert_with_key(|name| {
            names.push(name.clone());
            Vec::new()
        });
        of_name.extend(value);
    };
    for class in &classes {
        let ran = |node: NodeId| runs_before(model, &methods, node, moment);
        for (name, value) in model.attribute_values(*class).into_iter().filter(|(_, value)| ran(*value)) {
            add(name, Some(value));
        }
        for (name, value) in fields(model, *class) {
            add(name, Some(value));
        }
    }
    // What is made of the instance itself is no value yet, but what a loop has filled with it is one later.
    for (name, _) in classes.iter().flat_map(|class| model.attribute_values(*class)) {
        add(name, None);
    }
    for name in names {
        let own = values.remove(&name).unwrap_or_default();
        let added = classes
            .iter()
            .flat_map(|class| model.added_to_attribute(*class, &name))
            .filter(|node| runs_before(model, &methods, *node, moment));
        let added = added.into_iter().find_map(|node| Some((node, whole(model, node, &methods, moment)?)));
        let held = match added.or_else(|| started::in_container(model, &classes, &name, &methods, moment)) {
            Some((at, obstacle)) => Some((at, obstacle.in_a_container())),
            None => value_obstacle(model, &own, &methods, moment),
        };
        found.extend(held.map(|(at, obstacle)| Held { attribute: Some(name), at, obstacle, elsewhere: None }));
    }
    found
}

/// Why every value that an attribute is given can't be pickled, `None` aside, unless the last one is `None`.
fn value_obstacle(
    model: Model<'_>,
    values: &[NodeId],
    methods: &[NodeId],
    moment: Moment,
) -> Option<(NodeId, Obstacle)> {
    let together = |value: NodeId| model.module.runs_together(model.tree, value, moment.sent);
    let before = values.iter().filter(|value| moment.until.is_none_or(|until| **value < until) && together(**value));
    if before.max().is_some_and(|last| model.tree.kind(*last) == Kind::None) {
        return None;
    }
    let mut found = None;
    for value in values.iter().filter(|value| model.tree.kind(**value) != Kind::None) {
        found = Some((*value, whole(model, *value, methods, moment)?));
    }
    found
}

/// What an instance holds of what its construction is given, and of what is assigned to it before it is sent, that
/// can't be pickled.
pub fn given_to(model: Model<'_>, instance: NodeId, moment: Moment) -> Vec<Held> {
    let is_own = |object: &Object| match object {
        Object::Instance(class) => !model.says_how_it_is_pickled(*class) && model.function_around(*class).is_none(),
        _ => false,
    };
    // What a method sets of its own instance is known of the class.
    let binding = model.module.symbol_at(instance).and_then(|symbol| model.module.only_binding(symbol));
    let is_given = binding.is_some_and(|binding| binding.kind == BindingKind::Parameter);
    if is_given || is_registered(model) || !model.objects(instance).iter().all(is_own) {
        return Vec::new();
    }
    let before = |value: NodeId| value < moment.sent && model.module.runs_together(model.tree, value, moment.sent);
    let set = model.attributes_set_by_name(instance).into_iter().filter(|(_, value)| before(*value));
    let mut set: Vec<(String, NodeId)> = set.collect();
    set.sort_by_key(|(_, value)| *value);
    let is_last = |at: usize| !set.iter().skip(at + 1).any(|(name, _)| set.get(at).is_some_and(|(own, _)| own == name));
    let given = model.kept_by_name(instance).into_iter();
    let given = given.filter(|(name, _)| !set.iter().any(|(other, _)| other == name));
    let last = set.iter().enumerate().filter(|(at, _)| is_last(*at)).map(|(_, set)| set.clone());
    let all = given.chain(last);
    let held = all.filter_map(|(name, value)| {
        let obstacle = whole(model, value, &[], moment)?;
        Some(Held { attribute: Some(name), at: value, obstacle, elsewhere: None })
    });
    held.collect()
}

/// The expressions that give a loop variable its instances, one by one, where the loop is over a display; else the
/// expression itself.
pub fn sources(model: Model<'_>, instance: NodeId) -> Vec<NodeId> {
    let symbol = model.module.symbol_at(instance).filter(|_| model.tree.kind(instance) == Kind::Identifier);
    let binding = symbol.and_then(|symbol| model.module.only_binding(symbol));
    let is_loop = |kind: BindingKind| matches!(kind, BindingKind::For | BindingKind::Comprehension);
    let elements = binding.filter(|binding| is_loop(binding.kind)).map(|binding| model.iterated(binding));
    elements.filter(|elements| !elements.is_empty()).unwrap_or_else(|| vec![instance])
}

/// The attributes of an instance with a name that surely are not what its class has given them when it is sent: set or
/// deleted through the name before.
pub fn given_up(model: Model<'_>, instance: NodeId, moment: Moment) -> Vec<String> {
    let tree = model.tree;
    let symbol = model.module.symbol_at(instance).filter(|_| tree.kind(instance) == Kind::Identifier);
    let Some(symbol) = symbol else { return Vec::new() };
    let until = moment.until.unwrap_or(moment.sent);
    let surely_before = |node: NodeId| model.runs_surely_before(node, until);
    let set: Vec<(String, NodeId)> = model.attributes_set_by_name(instance);
    let last = |name: &str| set.iter().filter(|(other, value)| other == name && *value < until).map(|it| it.1).max();
    // What a method gives its own instance is known of the class.
    let is_given = model.module.bindings_of(symbol).any(|binding| binding.kind == BindingKind::Parameter);
    let replaced = set.iter().filter(|(name, value)| {
        let counts = !is_given || tree.kind(*value) == Kind::None;
        last(name) == Some(*value) && counts && surely_before(*value)
    });
    let deleted = model.module.references_to(symbol).filter_map(|reference| {
        let attribute = tree.parent(reference.node).filter(|node| tree.has_role(*node, Role::DeleteTarget))?;
        let name = tree.text(tree.child(attribute, Field::Attribute)?);
        (surely_before(attribute) && last(name).is_none_or(|set| set < attribute)).then(|| name.to_owned())
    });
    replaced.map(|(name, _)| name.clone()).chain(deleted).collect()
}

/// Whether a dotted name is that of a process.
fn is_process(path: &str) -> bool {
    super::without_context(path).ends_with("multiprocessing.Process")
}

/// Why an expression can't be pickled, whatever it is; instances of other classes of the file included.
fn whole(model: Model<'_>, value: NodeId, methods: &[NodeId], moment: Moment) -> Option<Obstacle> {
    let mut found = None;
    for object in model.objects(value) {
        let obstacle = match &object {
            Object::Expression(node) if model.tree.kind(*node) == Kind::None => continue,
            Object::Instance(class) => {
                let inner = model.guarded(|| held(model, *class, moment))?.into_iter().next()?;
                let name = model.tree.child(*class, Field::Name).map_or("", |name| model.tree.text(name));
                let what = match &inner.attribute {
                    Some(attribute) => format!("a `{name}` whose `{attribute}` is {}", inner.obstacle.what),
                    None => format!("a `{name}`, which is {}", inner.obstacle.what),
                };
                Some(Obstacle { what, ..inner.obstacle })
            }
            Object::Class(_) | Object::Function(_) | Object::Method { .. } => None,
            // A process that was not started yet is pickled like any other object.
            Object::Made { path, call } if is_process(path) => {
                obstacle_of(model, &object).filter(|_| started::before(model, *call, methods, moment))
            }
            Object::Made { path, .. } if moment.runs_already && shared_name(path).is_some() => {
                shared_name(path).map(Obstacle::shared)
            }
            object => obstacle_of(model, object),
        };
        found = Some(obstacle?);
    }
    found
}

/// A running test case: it holds its result and the streams of that.
pub fn running_test(model: Model<'_>, class: NodeId, sent: NodeId) -> Option<Held> {
    let around = method_around(model, sent).and_then(|method| model.class_around(method));
    let obstacle = test_case(model, class).filter(|_| !model.says_how_it_is_pickled(class))?;
    let is_running = around.is_some_and(|around| around == class || inherits(model, around, class));
    is_running.then_some(Held { attribute: None, at: class, obstacle, elsewhere: None })
}

fn inherits(model: Model<'_>, class: NodeId, base: NodeId) -> bool {
    model.bases(class).into_iter().any(|object| match object {
        Object::Class(other) => other == base || model.guarded(|| inherits(model, other, base)).unwrap_or(false),
        _ => false,
    })
}

/// Classes may be registered with `copyreg`, from anywhere in the file.
fn is_registered(model: Model<'_>) -> bool {
    model.known_to_register(|| model.tree.source().text().contains("copyreg"))
}

impl Model<'_> {
    /// The class and those of its bases in this file whose `__init__` runs.
    pub fn initialized(self, class: NodeId) -> Vec<NodeId> {
        let mut found = vec![class];
        let mut next = 0;
        while let Some(class) = found.get(next).copied() {
            next += 1;
            let passes_on = initializes_bases(self, class);
            for base in self.bases(class) {
                match base {
                    Object::Class(base) if passes_on && !found.contains(&base) => found.push(base),
                    _ => {}
                }
            }
        }
        found
    }
}

/// The `def` of a method that a class itself has.
pub fn method(model: Model<'_>, class: NodeId, name: &str) -> Option<NodeId> {
    let scope = model.module.scope_of(class)?;
    let symbol = model.module.own_symbol(scope, name)?;
    let functions = model.module.bindings_of(symbol).map(|binding| binding.node);
    functions.filter(|node| model.tree.kind(*node) == Kind::FunctionDefinition).last()
}

/// The method of a class that holds a node.
pub fn method_around(model: Model<'_>, node: NodeId) -> Option<NodeId> {
    let scope = model.scope_at(node);
    let functions =
        model.module.enclosing(scope).filter(|scope| model.module.scope(*scope).kind == ScopeKind::Function);
    functions.map(|scope| model.module.scope(scope).node).find(|function| model.class_around(*function).is_some())
}

/// The methods that have run when the instance is sent: those that set it up, the one that sends it, and what these
/// call.
fn methods_before(model: Model<'_>, classes: &[NodeId], moment: Moment) -> Vec<NodeId> {
    let mut found: Vec<NodeId> =
        classes.iter().flat_map(|class| SETS_UP.iter().filter_map(|name| method(model, *class, name))).collect();
    let sender = method_around(model, moment.sent);
    found.extend(sender.filter(|sender| model.class_around(*sender).is_some_and(|class| classes.contains(&class))));
    let mut next = 0;
    while let Some(caller) = found.get(next).copied() {
        next += 1;
        for node in model.tree.subtree(caller).filter(|node| model.tree.kind(*node) == Kind::Call) {
            let late = Some(caller) == sender && moment.until.is_some_and(|until| node > until);
            let Some(function) = model.tree.child(node, Field::Function).filter(|_| !late) else { continue };
            let called = classes.iter().find_map(|class| model.attribute_of_receiver(function, *class));
            let called = called.and_then(|name| classes.iter().find_map(|class| method(model, *class, &name)));
            found.extend(called.filter(|called| !found.contains(called)));
        }
    }
    found
}

/// Whether a node has run when the instance is sent.
fn runs_before(model: Model<'_>, methods: &[NodeId], node: NodeId, moment: Moment) -> bool {
    let Some(around) = model.function_around(node) else { return false };
    // `self.process = Process(target=self.run)`: the value is not there yet.
    let is_made_of_it = model.tree.is_within(moment.sent, node);
    // `self.worker = Thread(target=self.run)` in the other branch.
    let is_instead =
        excludes(model.tree, node, moment.sent) && !model.module.shared_loop(model.tree, node, moment.sent);
    let is_later =
        model.module.runs_together(model.tree, node, moment.sent) && moment.until.is_some_and(|until| node > until);
    methods.contains(&around) && !is_made_of_it && !is_instead && !is_later
}

/// The fields of a dataclass that have a value by default.
pub fn fields(model: Model<'_>, class: NodeId) -> Vec<(String, NodeId)> {
    let is_dataclass = model.decorators(class).any(|decorator| model.tree.text(decorator).contains("dataclass"));
    let Some(body) = model.tree.child(class, Field::Body).filter(|_| is_dataclass) else { return Vec::new() };
    let statements = model.tree.children(body).filter_map(|statement| model.tree.first_child(statement));
    let assignments = statements.filter(|node| model.tree.kind(*node) == Kind::Assignment);
    assignments
        .filter_map(|node| {
            let name = model.tree.child(node, Field::Left)?;
            Some((model.tree.text(name).to_owned(), model.tree.child(node, Field::Right)?))
        })
        .collect()
}
