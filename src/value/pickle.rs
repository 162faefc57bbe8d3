//! Whether pickle takes a value, judged by how it is made. Unknown is fine: a value is only called unpicklable when
//! every run must fail.

use super::{Model, Object};
use crate::module::{BindingKind, SymbolId};
use crate::syntax::{Kind, NodeId};

/// Why a value can't be pickled, and what people do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// What it is, with an article.
    pub what: String,
    /// What to do instead.
    pub way_out: &'static str,
}

const CREATE_IN_CHILD: &str = "create it in the child process";
const USE_SHARED: &str = "use its `multiprocessing` counterpart, or create it in the child process";
const PASS_PATH: &str = "pass its path and open it in the child process";

/// What calling these answers can't be pickled. Dotted names as imported.
const NEVER: &[(&str, &str)] = &[
    ("threading.Lock", USE_SHARED),
    ("threading.RLock", USE_SHARED),
    ("threading.Event", USE_SHARED),
    ("threading.Condition", USE_SHARED),
    ("threading.Semaphore", USE_SHARED),
    ("threading.BoundedSemaphore", USE_SHARED),
    ("threading.Barrier", USE_SHARED),
    ("threading.Thread", CREATE_IN_CHILD),
    ("threading.Timer", CREATE_IN_CHILD),
    ("threading.local", CREATE_IN_CHILD),
    ("_thread.allocate_lock", USE_SHARED),
    ("queue.Queue", "use a `multiprocessing.Queue`"),
    ("queue.LifoQueue", "use a `multiprocessing.Queue`"),
    ("queue.PriorityQueue", "use a `multiprocessing.Queue`"),
    ("queue.SimpleQueue", "use a `multiprocessing.SimpleQueue`"),
    ("asyncio.Lock", CREATE_IN_CHILD),
    ("asyncio.Event", CREATE_IN_CHILD),
    ("asyncio.get_event_loop", CREATE_IN_CHILD),
    ("asyncio.get_running_loop", CREATE_IN_CHILD),
    ("asyncio.new_event_loop", CREATE_IN_CHILD),
    ("io.open", PASS_PATH),
    ("codecs.open", PASS_PATH),
    ("gzip.open", PASS_PATH),
    ("bz2.open", PASS_PATH),
    ("lzma.open", PASS_PATH),
    ("os.fdopen", PASS_PATH),
    ("os.scandir", "pass the list of its entries"),
    ("tempfile.TemporaryFile", PASS_PATH),
    ("tempfile.NamedTemporaryFile", PASS_PATH),
    ("zipfile.ZipFile", PASS_PATH),
    ("tarfile.open", PASS_PATH),
    ("mmap.mmap", CREATE_IN_CHILD),
    ("socket.socket", CREATE_IN_CHILD),
    ("socket.create_connection", CREATE_IN_CHILD),
    ("socket.create_server", CREATE_IN_CHILD),
    ("ssl.create_default_context", CREATE_IN_CHILD),
    ("ssl.SSLContext", CREATE_IN_CHILD),
    ("selectors.DefaultSelector", CREATE_IN_CHILD),
    ("sqlite3.connect", "pass the path of the database and connect in the child process"),
    ("sqlite3.connect().cursor", "pass the path of the database and connect in the child process"),
    ("sqlite3.connect().execute", "pass the rows, or connect in the child process"),
    ("subprocess.Popen", CREATE_IN_CHILD),
    ("argparse.ArgumentParser", "pass the parsed values"),
    ("weakref.ref", "pass the object itself"),
    ("weakref.proxy", "pass the object itself"),
    ("concurrent.futures.ThreadPoolExecutor", CREATE_IN_CHILD),
    ("concurrent.futures.ProcessPoolExecutor", CREATE_IN_CHILD),
    ("multiprocessing.Pool", CREATE_IN_CHILD),
    ("multiprocessing.pool.Pool", CREATE_IN_CHILD),
    ("multiprocessing.pool.ThreadPool", CREATE_IN_CHILD),
    ("multiprocessing.Manager", "pass the proxies that it makes"),
    ("multiprocessing.Process", "pass what it is made from, or its `pid`"),
    ("sys._getframe", "pass what is read from it"),
    ("inspect.currentframe", "pass what is read from it"),
    ("dict().keys", "pass a list of it"),
    ("dict().values", "pass a list of it"),
    ("dict().items", "pass a list of it"),
    ("types.MappingProxyType", "pass a `dict` of it"),
];

/// Objects of other modules, and attributes of what they make, that can't be pickled.
const NEVER_OBJECTS: &[(&str, &str)] = &[
    ("os.environ", "pass `dict(os.environ)`"),
    ("sys.stdin", "read it in the parent, or use it in the child process"),
    ("sys.stdout", "use it in the child process"),
    ("sys.stderr", "use it in the child process"),
    ("subprocess.Popen().stdin", "use it in a thread of the parent"),
    ("subprocess.Popen().stdout", "read it in a thread of the parent"),
    ("subprocess.Popen().stderr", "read it in a thread of the parent"),
];

/// Builtins whose answers can't be pickled.
const NEVER_BUILTINS: &[(&str, &str, &str)] = &[
    ("open", "an open file", PASS_PATH),
    ("memoryview", "a `memoryview`", "pass the bytes"),
    ("super", "a `super` object", "call it where it stands"),
];

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
    let package = package.strip_suffix("[fork]").unwrap_or(package);
    let known = matches!(
        package,
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

fn is_none(model: Model<'_>, object: &Object) -> bool {
    matches!(object, Object::Expression(node) if model.tree.kind(*node) == Kind::None)
}

/// Why an object can't be pickled.
fn obstacle_of(model: Model<'_>, object: &Object) -> Option<Obstacle> {
    let because = |what: String, way_out| Some(Obstacle { what, way_out });
    match object {
        Object::Made { path, .. } => {
            let known = path.replace("torch.multiprocessing.", "multiprocessing.");
            let known = known.replace("concurrent.futures.process.", "concurrent.futures.");
            let (name, way_out) = NEVER.iter().find(|(name, _)| *name == known)?;
            let made = if name.contains("()") { "cursor".to_owned() } else { format!("{} `{name}`", article(name)) };
            let what = if made == "cursor" { "a database cursor".to_owned() } else { made };
            because(what, way_out)
        }
        Object::MadeByBuiltin(name) => {
            let (_, what, way_out) = NEVER_BUILTINS.iter().find(|(builtin, ..)| builtin == name)?;
            because((*what).to_owned(), way_out)
        }
        Object::Module(path) => because(format!("the module `{path}`"), "import it in the child process"),
        Object::Path(path) => {
            let (name, way_out) = NEVER_OBJECTS.iter().find(|(name, _)| name == path)?;
            because(format!("`{}`", name.replace("()", "")), way_out)
        }
        Object::Expression(node) => match model.tree.kind(*node) {
            Kind::List | Kind::Tuple | Kind::Set | Kind::Dictionary => {
                let mut parts = model.parts_of_display(*node).into_iter();
                let inner = parts.find_map(|part| obstacle_of_expression(model, part))?;
                because(format!("{} inside of a container", inner.what), inner.way_out)
            }
            Kind::GeneratorExpression => because("a generator".to_owned(), "pass a list of its items"),
            Kind::Call => because("a generator or coroutine".to_owned(), "pass a list of its items"),
            _ => None,
        },
        Object::Instance(class) => instance_obstacle(model, *class),
        _ => None,
    }
}

fn article(name: &str) -> &'static str {
    let last = name.rsplit('.').next().unwrap_or(name);
    // The whole dotted name is read out, so its first letter decides.
    if name.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) && !last.is_empty() { "an" } else { "a" }
}

/// Why instances of a class of this file can't be pickled.
fn instance_obstacle(model: Model<'_>, class: NodeId) -> Option<Obstacle> {
    if model.says_how_it_is_pickled(class) {
        return None;
    }
    let test_case = model
        .bases(class)
        .into_iter()
        .any(|base| matches!(&base, Object::Path(path) if path.starts_with("unittest.") && path.ends_with("TestCase")));
    if test_case {
        return Some(Obstacle { what: "a `unittest.TestCase`".to_owned(), way_out: "pass what is read from it" });
    }
    let (attribute, obstacle) = attribute_obstacles(model, class).into_iter().next()?;
    let name = class_name(model, class);
    Some(Obstacle {
        what: format!("a `{name}` whose attribute `{attribute}` holds {}", obstacle.what),
        way_out: "pass what is read from it, or define `__getstate__`",
    })
}

fn class_name(model: Model<'_>, class: NodeId) -> &str {
    let name = model.tree.child(class, crate::syntax::Field::Name);
    name.map_or("?", |name| model.tree.text(name))
}

/// The attributes of a class's instances that can't be pickled, with the reason.
fn attribute_obstacles(model: Model<'_>, class: NodeId) -> Vec<(String, Obstacle)> {
    let mut found: Vec<(String, Obstacle)> = Vec::new();
    for (name, value) in model.attribute_values(class) {
        if found.iter().any(|(known, _)| *known == name) {
            continue;
        }
        if let Some(obstacle) = attribute_obstacle(model, class, &name) {
            let _ = value;
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
            return Some(Obstacle { what: format!("{} inside of a container", obstacle.what), ..obstacle });
        }
    }
    for (_, value) in model.attribute_values(class).into_iter().filter(|(attribute, _)| attribute == name) {
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
