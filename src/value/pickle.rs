//! Whether pickle takes a value, judged by how it is made. Unknown is fine: a value is only called unpicklable when
//! every run must fail.

use super::{Leaf, Model, Object, unpicklable};
use crate::index::HeldElsewhere;
use crate::module::{BindingKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId};

/// Why a value can't be pickled, and what people do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// What it is, with an article.
    pub what: String,
    /// What the user has seen or will see.
    pub exception: String,
    /// What to do instead.
    pub way_out: &'static str,
}

impl Obstacle {
    /// The same thing inside of a container.
    pub(super) fn in_a_container(self) -> Self {
        let what = match self.what.strip_suffix(" inside of a container") {
            Some(_) => self.what,
            None => format!("{} inside of a container", self.what),
        };
        Self { what, ..self }
    }

    /// Why an object that processes inherit is nothing for the tasks of a pool.
    pub(super) fn shared(kind: &str) -> Self {
        Self {
            what: format!("a `multiprocessing.{kind}`"),
            exception: shared_exception(kind),
            way_out: "give it to the pool's `initializer`, or use `multiprocessing.Manager()`",
        }
    }

    /// What another file knows of what instances of its class hold.
    pub(super) fn elsewhere(held: &HeldElsewhere) -> Self {
        Self { what: held.what.clone(), exception: held.exception.clone(), way_out: held.way_out }
    }
}

/// What the user sees when an object that processes inherit is pickled for one that runs already.
pub fn shared_exception(kind: &str) -> String {
    let class = match kind {
        "Value" => "Synchronized",
        "Array" => "SynchronizedArray",
        "Event" | "Barrier" => "Condition",
        "RawValue" => "c_int",
        "RawArray" => "c_int_Array",
        other => other,
    };
    format!("RuntimeError: {class} objects should only be shared between processes through inheritance")
}

/// A running test holds the stream of its result.
const TEST_CASE: &str = "TypeError: cannot pickle '_io.TextIOWrapper' object";

/// Objects that a child process may only inherit: `Process` arguments and `initargs`, never the data of a task.
pub const SHARED: &[&str] = &[
    "Queue",
    "JoinableQueue",
    "SimpleQueue",
    "Lock",
    "RLock",
    "Event",
    "Condition",
    "Semaphore",
    "BoundedSemaphore",
    "Barrier",
    "Value",
    "Array",
    "RawValue",
    "RawArray",
];

/// The name of the shared object (`Queue`, `Lock` ...) that a path makes.
pub fn shared_name(path: &str) -> Option<&'static str> {
    let (package, name) = path.rsplit_once('.')?;
    let known = matches!(
        super::without_context(package).as_str(),
        "multiprocessing"
            | "torch.multiprocessing"
            | "billiard"
            | "multiprocessing.queues"
            | "multiprocessing.synchronize"
            | "multiprocessing.sharedctypes"
    );
    SHARED.iter().copied().find(|shared| known && *shared == name)
}

/// The shared object that a symbol may hold: `Queue`, `Lock` ...
pub fn shared(model: Model<'_>, symbol: SymbolId) -> Option<&'static str> {
    let bindings = model.module.bindings_of(symbol).copied();
    bindings.flat_map(|binding| model.bound(&binding)).find_map(|object| shared_in(model, &object))
}

/// The shared object that an expression holds, or has in a container that is written out: in every run, `None` aside.
pub fn shared_expression(model: Model<'_>, expression: NodeId) -> Option<&'static str> {
    let mut found = None;
    for object in model.objects(expression).iter().filter(|object| !is_none(model, object)) {
        found = Some(shared_in(model, object)?);
    }
    found
}

/// The shared object that a value is, or has in a container that is written out.
fn shared_in(model: Model<'_>, object: &Object) -> Option<&'static str> {
    match object {
        Object::Made { path, .. } => shared_name(path),
        Object::Expression(display) => {
            let parts = model.parts_of_display(*display).into_iter();
            parts.flat_map(|part| model.objects(part)).find_map(|part| match part {
                Object::Made { path, .. } => shared_name(&path),
                _ => None,
            })
        }
        _ => None,
    }
}

/// The attributes of a class's instances that hold a shared object, each with what it holds.
pub fn shared_attributes(model: Model<'_>, class: NodeId) -> Vec<(String, &'static str)> {
    let values = model.attribute_values(class).into_iter();
    let holds = |(name, value): (String, NodeId)| {
        let shared = model.objects(value).iter().find_map(|object| shared_in(model, object))?;
        Some((name, shared))
    };
    values.filter_map(holds).collect()
}

/// Why what a symbol holds can't be pickled: true of every value that is bound to it, `None` aside.
pub fn obstacle(model: Model<'_>, symbol: SymbolId) -> Option<Obstacle> {
    let mut found = None;
    for binding in model.module.bindings_of(symbol).copied().collect::<Vec<_>>() {
        if matches!(binding.kind, BindingKind::Delete | BindingKind::Annotation) {
            continue;
        }
        for object in model.bound(&binding) {
            if is_none(model, &object) {
                continue;
            }
            found = Some(obstacle_of(model, &object)?);
        }
    }
    found
}

/// Why what an expression gives can't be pickled, `None` aside.
pub fn obstacle_of_expression(model: Model<'_>, expression: NodeId) -> Option<Obstacle> {
    let mut found = None;
    for object in model.objects(expression).iter().filter(|object| !is_none(model, object)) {
        found = Some(obstacle_of(model, object)?);
    }
    found
}

/// Why a part of what is sent can't be pickled, where neither a function nor an instance of a class of this file is in
/// the way.
pub fn leaf_obstacle(model: Model<'_>, leaf: Leaf) -> Option<Obstacle> {
    if !leaf.items {
        return data_obstacle(model, leaf.value);
    }
    let mut found = None;
    for object in model.objects(leaf.value) {
        let Object::Expression(display) = object else { return None };
        let parts = model.parts_of_display(display);
        match parts.iter().find_map(|part| data_obstacle(model, *part)) {
            Some(obstacle) => found = Some(obstacle),
            None if parts.is_empty() => {}
            None => return None,
        }
    }
    let added = model.added_elements(leaf.value).into_iter().find_map(|added| data_obstacle(model, added));
    added.or(found)
}

fn data_obstacle(model: Model<'_>, expression: NodeId) -> Option<Obstacle> {
    let mut found = None;
    for object in model.objects(expression).iter().filter(|object| !is_none(model, object)) {
        let obstacle = match object {
            Object::Class(_) | Object::Function(_) | Object::Method { .. } => None,
            // That the instance can't be pickled is said of its class.
            Object::Instance(class) if instance_obstacle(model, *class).is_some() => continue,
            Object::Instance(_) => None,
            Object::Made { path, .. } if super::classes::makes_class(path) || path.starts_with('@') => None,
            // A process that was not started yet is pickled like any other object.
            Object::Made { path, .. } if super::without_context(path).ends_with("multiprocessing.Process") => None,
            Object::Expression(display) if is_container(model, *display) => {
                let parts = model.parts_of_display(*display).into_iter();
                let mut inner = parts.filter_map(|part| model.guarded(|| data_obstacle(model, part)).flatten());
                inner.next().map(Obstacle::in_a_container)
            }
            object => obstacle_of(model, object),
        };
        found = Some(obstacle?);
    }
    found
}

fn is_container(model: Model<'_>, display: NodeId) -> bool {
    matches!(
        model.tree.kind(display),
        Kind::List
            | Kind::Tuple
            | Kind::Set
            | Kind::Dictionary
            | Kind::ListComprehension
            | Kind::SetComprehension
            | Kind::DictionaryComprehension
    )
}

fn is_none(model: Model<'_>, object: &Object) -> bool {
    matches!(object, Object::Expression(node) if model.tree.kind(*node) == Kind::None)
}

/// Why an object can't be pickled.
pub(super) fn obstacle_of(model: Model<'_>, object: &Object) -> Option<Obstacle> {
    match object {
        Object::Made { path, call } => match unpicklable::OPENS.iter().find(|(opens, _)| opens == path) {
            Some((_, mode)) => Some(open_file(model, *call, *mode)),
            None if path.starts_with('@') => elsewhere_obstacle(model, path),
            None => obstacle_of_path(model, path),
        },
        Object::MadeByBuiltin { name, call } if name == "open" => Some(open_file(model, *call, 1)),
        Object::MadeByBuiltin { name, .. } => {
            unpicklable::BUILTINS.iter().find(|row| row.path == name).map(row_obstacle)
        }
        Object::Module(path) => Some(Obstacle {
            what: format!("the module `{path}`"),
            exception: "TypeError: cannot pickle 'module' object".to_owned(),
            way_out: "import it in the child process",
        }),
        Object::Path(path) => unpicklable::OBJECTS.iter().find(|row| row.path == path).map(row_obstacle),
        Object::Expression(node) => match model.tree.kind(*node) {
            _ if is_container(model, *node) => {
                let mut parts = model.parts_of_display(*node).into_iter();
                // A list may hold itself.
                let inner = parts.find_map(|part| model.guarded(|| obstacle_of_expression(model, part)).flatten())?;
                Some(inner.in_a_container())
            }
            Kind::GeneratorExpression => Some(lazy("a generator", "generator")),
            Kind::Call => {
                let function = model.tree.child(*node, Field::Function)?;
                let called = model.objects(function).into_iter().find_map(|object| match object {
                    Object::Function(function) | Object::Method { function, .. } => Some(function),
                    _ => None,
                })?;
                Some(match (model.tree.has_token(called, "async"), model.is_generator(called)) {
                    (true, false) => Obstacle {
                        way_out: "pass the function and run it in the child process",
                        ..lazy("a coroutine", "coroutine")
                    },
                    (true, true) => lazy("an asynchronous generator", "async_generator"),
                    _ => lazy("a generator", "generator"),
                })
            }
            _ => None,
        },
        Object::Instance(class) => instance_obstacle(model, *class),
        _ => None,
    }
}

fn lazy(what: &str, kind: &str) -> Obstacle {
    Obstacle {
        what: what.to_owned(),
        exception: format!("TypeError: cannot pickle '{kind}' object"),
        way_out: unpicklable::PASS_LIST,
    }
}

fn row_obstacle(row: &unpicklable::Row) -> Obstacle {
    Obstacle { what: row.what.to_owned(), exception: row.exception.to_owned(), way_out: row.way_out }
}

/// Why what a call of a dotted name answers can't be pickled.
pub(super) fn obstacle_of_path(model: Model<'_>, path: &str) -> Option<Obstacle> {
    let known = super::without_context(path).replace("torch.multiprocessing.", "multiprocessing.");
    let known = known.replace("concurrent.futures.process.", "concurrent.futures.");
    let known = known.replace("concurrent.futures.thread.", "concurrent.futures.");
    let known = known.replace("collections.defaultdict().", "dict().").replace("collections.Counter().", "dict().");
    let known = known.replace("sqlite3.Connection().", "sqlite3.connect().");
    // `multiprocessing.managers` teaches pickle to take the views of a dict, as lists.
    if known.starts_with("dict().") && model.knows_managers() {
        return None;
    }
    unpicklable::MADE.iter().find(|row| row.path == known).map(row_obstacle)
}

impl Model<'_> {
    /// Whether a file may make managers, or use what others make.
    pub fn knows_managers(self) -> bool {
        let text = self.tree.source().text();
        text.contains("Manager") || text.contains("managers")
    }
}

/// What a call of `open` answers, which takes its mode at a position and the size of its buffer behind it.
fn open_file(model: Model<'_>, call: NodeId, mode: usize) -> Obstacle {
    let positional = model.positional(call);
    let given = |position: usize, name| positional.get(position).copied().or_else(|| model.keyword(call, name));
    let text = given(mode, "mode").filter(|mode| model.tree.kind(*mode) == Kind::String);
    let is_unbuffered = given(mode + 1, "buffering").is_some_and(|buffering| model.tree.text(buffering) == "0");
    Obstacle {
        what: "an open file".to_owned(),
        exception: unpicklable::opened(text.map(|text| model.tree.text(text)), is_unbuffered).to_owned(),
        way_out: unpicklable::PASS_PATH,
    }
}

/// Why instances of a class of this file can't be pickled.
fn instance_obstacle(model: Model<'_>, class: NodeId) -> Option<Obstacle> {
    if model.says_how_it_is_pickled(class) {
        return None;
    }
    if let Some(obstacle) = test_case(model, class) {
        return Some(obstacle);
    }
    if let Some(obstacle) = base_obstacle(model, class) {
        let what = format!("a `{}`, which is {}", class_name(model, class), obstacle.what);
        return Some(Obstacle { what, ..obstacle });
    }
    let (attribute, obstacle) = attribute_obstacles(model, class).into_iter().next()?;
    let name = class_name(model, class);
    Some(Obstacle {
        what: format!("a `{name}` whose attribute `{attribute}` holds {}", obstacle.what),
        exception: obstacle.exception,
        way_out: "pass what is read from it, or define `__getstate__`",
    })
}

/// Why instances of a class of another file of the run can't be pickled.
fn elsewhere_obstacle(model: Model<'_>, path: &str) -> Option<Obstacle> {
    let held = model.index.held_elsewhere(path).into_iter().next()?;
    let name = path.rsplit('.').next().unwrap_or(path);
    let what = match &held.attribute {
        Some(attribute) => format!("a `{name}` whose attribute `{attribute}` holds {}", held.what),
        None => format!("a `{name}`, which is {}", held.what),
    };
    let way_out = "pass what is read from it, or define `__getstate__`";
    Some(Obstacle { what, exception: held.exception.clone(), way_out })
}

/// Why a running test case can't be pickled.
pub(super) fn test_case(model: Model<'_>, class: NodeId) -> Option<Obstacle> {
    is_test_case(model, class).then(|| Obstacle {
        what: "a `unittest.TestCase`".to_owned(),
        exception: TEST_CASE.to_owned(),
        way_out: unpicklable::PASS_READ,
    })
}

/// Whether a class inherits from `unittest.TestCase`.
pub fn is_test_case(model: Model<'_>, class: NodeId) -> bool {
    model.bases(class).into_iter().any(|base| match base {
        Object::Path(path) => {
            let known = path.starts_with("unittest.") || path.starts_with("django.test.");
            (known && path.ends_with("TestCase")) || path.ends_with(".TestCase")
        }
        Object::Class(base) => model.guarded(|| is_test_case(model, base)).unwrap_or(false),
        _ => false,
    })
}

/// Why instances of a class can't be pickled for what they inherit from a class of another file.
pub(super) fn base_obstacle(model: Model<'_>, class: NodeId) -> Option<Obstacle> {
    model.bases(class).into_iter().find_map(|base| match base {
        Object::Path(path) if unpicklable::BASES.contains(&path.as_str()) => obstacle_of_path(model, &path),
        Object::Class(base) => model.guarded(|| base_obstacle(model, base)).flatten(),
        _ => None,
    })
}

fn class_name(model: Model<'_>, class: NodeId) -> &str {
    let name = model.tree.child(class, Field::Name);
    name.map_or("?", |name| model.tree.text(name))
}

/// The attributes of a class's instances that can't be pickled, with the reason.
fn attribute_obstacles(model: Model<'_>, class: NodeId) -> Vec<(String, Obstacle)> {
    let mut found: Vec<(String, Obstacle)> = Vec::new();
    for (name, _) in model.attribute_values(class) {
        if found.iter().any(|(known, _)| *known == name) {
            continue;
        }
        if let Some(obstacle) = attribute_obstacle(model, class, &name) {
            found.push((name, obstacle));
        }
    }
    found
}

/// Why an attribute of a class's instances can't be pickled: true of every value assigned to it, `None` aside.
pub fn attribute_obstacle(model: Model<'_>, class: NodeId, name: &str) -> Option<Obstacle> {
    let mut found = None;
    for added in model.added_to_attribute(class, name) {
        if let Some(obstacle) = obstacle_of_expression(model, added) {
            return Some(obstacle.in_a_container());
        }
    }
    for value in model.values_of_attribute(class, name) {
        for object in model.objects(value) {
            if is_none(model, &object) {
                continue;
            }
            if matches!(object, Object::Instance(_)) {
                return None;
            }
            found = Some(obstacle_of(model, &object)?);
        }
    }
    found
}
