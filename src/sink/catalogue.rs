//! The catalogue: one row for each API that pickles what it is given. Facts only; sources are the signatures in the
//! documentation of each library. Methods are spelled `class().method`.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Context;
use crate::finding::When;
use crate::index::Cargo;
use crate::value;

/// A parameter of an API.
#[derive(Clone, Copy, Debug)]
pub(super) struct Param {
    pub(super) name: &'static str,
    /// Its 0-based position in a bound call; none where it is given by keyword only.
    pub(super) position: Option<usize>,
}

/// How an API passes arguments on to its function.
#[derive(Clone, Copy, Debug)]
pub(super) enum Forwards {
    /// From a tuple and a dict.
    Tuple { args: Param, kwargs: Option<Param> },
    /// Whatever stands behind the function.
    Rest { keywords: bool },
    /// One from each iterable behind the function.
    Items,
    /// One item of an iterable.
    OneItem,
    /// The parts of each tuple of an iterable.
    Tuples,
    /// Nothing that a captured value could be put in front of.
    Nothing,
}

/// Which arguments are pickled as data.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// This one.
    Value(Param),
    /// The items of this one, which is iterated by the caller.
    Items(Param),
    /// Everything behind the function.
    Rest,
    /// The items of everything behind the function.
    RestItems,
}

impl Shape {
    /// How the argument crosses.
    pub(super) fn cargo(self) -> Cargo {
        match self {
            Self::Value(_) | Self::Rest => Cargo::Whole,
            Self::Items(_) | Self::RestItems => Cargo::Items,
        }
    }

    pub(super) fn parameter(self) -> &'static str {
        match self {
            Self::Value(parameter) | Self::Items(parameter) => parameter.name,
            Self::Rest | Self::RestItems => "",
        }
    }
}

/// What else has to hold of a call that it pickles anything.
#[derive(Clone, Copy, Debug)]
pub(super) enum Needs {
    /// This argument is given, and is not 0.
    Workers(Param),
    /// This argument is a number of processes other than 1, or the `map` of a pool of processes.
    Parallel(Param),
    /// This argument is none of these literals.
    Not(Param, &'static [&'static str]),
    /// The object whose method is called was made without one of these literals for this argument.
    MadeWithout(Param, &'static [&'static str]),
    /// This argument is a pool of processes.
    Pool(Param),
    /// This function reads variables of others: one that does not is copied without pickle.
    State(Param),
}

/// One API.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) api: &'static str,
    pub(super) callable: Option<Param>,
    /// What a lambda in the place of the function is named after.
    pub(super) role: &'static str,
    pub(super) forwards: Forwards,
    pub(super) when: When,
    pub(super) data: &'static [Shape],
    pub(super) data_when: When,
    /// The exception is lost in a thread.
    pub(super) silent: bool,
    pub(super) needs: &'static [Needs],
    /// The parameter that names a context or a start method, and what counts where it is not given.
    pub(super) context: Option<(Param, Context)>,
}

impl Row {
    /// The API as a person writes it.
    pub(super) fn spelling(&self, parameter: &str) -> String {
        let name = self.api.trim_end_matches("()[]");
        let mut parts = name.rsplit('.');
        let last = parts.next().unwrap_or(name);
        match parts.next().and_then(|class| class.strip_suffix("()")) {
            Some("Pipe()[]") => format!("Connection.{last}"),
            Some(class) => format!("{class}.{last}"),
            None if matches!(self.role, "task" | "worker") || parameter.is_empty() => last.to_owned(),
            None => format!("{last}({parameter}=...)"),
        }
    }
}

const fn p(name: &'static str, position: usize) -> Param {
    Param { name, position: Some(position) }
}

const fn keyword(name: &'static str) -> Param {
    Param { name, position: None }
}

const fn tuple(args: Param, kwargs: Option<Param>) -> Forwards {
    Forwards::Tuple { args, kwargs }
}

/// Data that is always pickled.
const fn sends(api: &'static str, data: &'static [Shape], silent: bool) -> Row {
    let when = When::Always;
    Row {
        api,
        callable: None,
        role: "item",
        forwards: Forwards::Nothing,
        when,
        data,
        data_when: when,
        silent,
        needs: &[],
        context: None,
    }
}

/// A task for a pool: function and arguments are always pickled.
const fn task(api: &'static str, callable: Param, forwards: Forwards, data: &'static [Shape]) -> Row {
    Row { callable: Some(callable), role: "task", forwards, ..sends(api, data, false) }
}

/// A constructor that starts processes: its function is inherited under `fork`.
const fn starter(
    api: &'static str,
    callable: Param,
    role: &'static str,
    forwards: Forwards,
    data: &'static [Shape],
) -> Row {
    let when = When::UnlessFork;
    Row { role, when, data_when: when, ..task(api, callable, forwards, data) }
}

const ARGS_3: Forwards = tuple(p("args", 3), Some(p("kwargs", 4)));
const PROCESS_DATA: &[Shape] = &[Shape::Items(p("args", 3)), Shape::Value(p("kwargs", 4))];
const APPLY: Forwards = tuple(p("args", 1), Some(p("kwds", 2)));
const APPLY_DATA: &[Shape] = &[Shape::Value(p("args", 1)), Shape::Value(p("kwds", 2))];
const ITEMS: &[Shape] = &[Shape::Items(p("iterable", 1))];
const FUNC: Param = p("func", 0);
const OBJ: &[Shape] = &[Shape::Value(p("obj", 0))];
const REST: Forwards = Forwards::Rest { keywords: true };
const PARMAP: &[Needs] = &[Needs::Not(keyword("pm_parallel"), &["False"]), Needs::Not(keyword("pm_processes"), &["1"])];
const MPIRE: &[Needs] = &[
    Needs::MadeWithout(p("use_dill", 8), &["True"]),
    Needs::MadeWithout(p("start_method", 6), &["\"threading\"", "'threading'"]),
];

/// A task of `mpire.WorkerPool`: its function is inherited under `fork`, its arguments are not.
const fn of_mpire(api: &'static str, forwards: Forwards, data: &'static [Shape]) -> Row {
    Row { when: When::UnlessFork, needs: MPIRE, ..task(api, FUNC, forwards, data) }
}

/// Every API.
pub(super) const ROWS: &[Row] = &[
    starter("multiprocessing.Process", p("target", 1), "target", ARGS_3, PROCESS_DATA),
    starter(
        "multiprocessing.Pool",
        p("initializer", 1),
        "initializer",
        tuple(p("initargs", 2), None),
        &[Shape::Value(p("initargs", 2))],
    ),
    task("multiprocessing.Pool().apply", FUNC, APPLY, APPLY_DATA),
    task("multiprocessing.Pool().apply_async", FUNC, APPLY, APPLY_DATA),
    task("multiprocessing.Pool().map", FUNC, Forwards::OneItem, ITEMS),
    task("multiprocessing.Pool().map_async", FUNC, Forwards::OneItem, ITEMS),
    task("multiprocessing.Pool().imap", FUNC, Forwards::OneItem, ITEMS),
    task("multiprocessing.Pool().imap_unordered", FUNC, Forwards::OneItem, ITEMS),
    task("multiprocessing.Pool().starmap", FUNC, Forwards::Tuples, ITEMS),
    task("multiprocessing.Pool().starmap_async", FUNC, Forwards::Tuples, ITEMS),
    Row {
        context: Some((p("mp_context", 1), Context::Program)),
        ..starter(
            "concurrent.futures.ProcessPoolExecutor",
            p("initializer", 2),
            "initializer",
            tuple(p("initargs", 3), None),
            &[Shape::Value(p("initargs", 3))],
        )
    },
    task(
        "concurrent.futures.ProcessPoolExecutor().submit",
        p("fn", 0),
        Forwards::Rest { keywords: true },
        &[Shape::Rest],
    ),
    task("concurrent.futures.ProcessPoolExecutor().map", p("fn", 0), Forwards::Items, &[Shape::RestItems]),
    task(
        "concurrent.futures.InterpreterPoolExecutor().submit",
        p("fn", 0),
        Forwards::Rest { keywords: true },
        &[Shape::Rest],
    ),
    task("concurrent.futures.InterpreterPoolExecutor().map", p("fn", 0), Forwards::Items, &[Shape::RestItems]),
    Row {
        role: "initializer",
        ..task(
            "concurrent.futures.InterpreterPoolExecutor",
            p("initializer", 2),
            tuple(p("initargs", 3), None),
            &[Shape::Value(p("initargs", 3))],
        )
    },
    Row {
        needs: &[Needs::State(p("callable", 0))],
        ..task("concurrent.interpreters.Interpreter().call", p("callable", 0), REST, &[Shape::Rest])
    },
    Row {
        needs: &[Needs::State(p("callable", 0))],
        ..task("concurrent.interpreters.Interpreter().call_in_thread", p("callable", 0), REST, &[Shape::Rest])
    },
    task("run_in_executor", p("func", 1), Forwards::Rest { keywords: false }, &[Shape::Rest]),
    sends("multiprocessing.Queue().put", OBJ, true),
    sends("multiprocessing.Queue().put_nowait", OBJ, true),
    sends("multiprocessing.JoinableQueue().put", OBJ, true),
    sends("multiprocessing.JoinableQueue().put_nowait", OBJ, true),
    sends("multiprocessing.SimpleQueue().put", OBJ, false),
    sends("multiprocessing.Pipe()[]().send", OBJ, false),
    sends("multiprocessing.connection.Connection().send", OBJ, false),
    starter(
        "multiprocessing.managers.BaseManager().start",
        p("initializer", 0),
        "initializer",
        tuple(p("initargs", 1), None),
        &[Shape::Value(p("initargs", 1))],
    ),
    starter(
        "multiprocessing.managers.BaseManager.register",
        p("callable", 1),
        "callable",
        Forwards::Nothing,
        &[Shape::Value(p("proxytype", 2))],
    ),
    // Both start processes, which may inherit what a task can't carry.
    Row {
        role: "worker",
        ..task("torch.multiprocessing.spawn", p("fn", 0), Forwards::Nothing, &[Shape::Value(p("args", 1))])
    },
    Row {
        context: Some((p("start_method", 5), Context::Spawn)),
        ..starter(
            "torch.multiprocessing.start_processes",
            p("fn", 0),
            "worker",
            Forwards::Nothing,
            &[Shape::Value(p("args", 1))],
        )
    },
    Row {
        needs: &[Needs::Workers(p("num_workers", 5))],
        context: Some((p("multiprocessing_context", 11), Context::Program)),
        ..starter(
            "torch.utils.data.DataLoader",
            p("collate_fn", 6),
            "collate",
            Forwards::OneItem,
            &[Shape::Value(p("worker_init_fn", 10)), Shape::Value(p("dataset", 0))],
        )
    },
    task("pebble.ProcessPool().schedule", p("function", 0), tuple(p("args", 1), Some(p("kwargs", 2))), APPLY_DATA),
    task("pebble.ProcessPool().submit", p("function", 0), Forwards::Nothing, &[Shape::Rest]),
    task("pebble.ProcessPool().map", p("function", 0), Forwards::Items, &[Shape::RestItems]),
    Row {
        context: Some((keyword("context"), Context::Program)),
        ..starter(
            "pebble.ProcessPool",
            p("initializer", 2),
            "initializer",
            tuple(p("initargs", 3), None),
            &[Shape::Value(p("initargs", 3))],
        )
    },
    task("tqdm.contrib.concurrent.process_map", p("fn", 0), Forwards::Items, &[Shape::RestItems]),
    starter("aiomultiprocess.Process", p("target", 1), "target", ARGS_3, PROCESS_DATA),
    task("aiomultiprocess.Pool().apply", FUNC, APPLY, APPLY_DATA),
    task("aiomultiprocess.Pool().map", FUNC, Forwards::OneItem, ITEMS),
    task("aiomultiprocess.Pool().starmap", FUNC, Forwards::Tuples, ITEMS),
    starter(
        "aiomultiprocess.Pool",
        keyword("initializer"),
        "initializer",
        tuple(keyword("initargs"), None),
        &[Shape::Value(keyword("initargs"))],
    ),
    task("anyio.to_process.run_sync", FUNC, Forwards::Rest { keywords: false }, &[Shape::Rest]),
    Row {
        needs: &[Needs::Not(keyword("n_workers"), &["0"]), Needs::Not(keyword("threadpool"), &["True"])],
        ..task("fastcore.parallel.parallel", p("f", 0), Forwards::OneItem, &[Shape::Items(p("items", 1))])
    },
    Row {
        needs: &[Needs::Parallel(p("workers", 16))],
        ..task("scipy.optimize.differential_evolution", FUNC, Forwards::Nothing, &[Shape::Value(p("args", 2))])
    },
    Row {
        needs: &[Needs::Parallel(p("workers", 7))],
        ..task("scipy.optimize.brute", FUNC, Forwards::Nothing, &[Shape::Value(p("args", 2))])
    },
    Row {
        needs: &[Needs::Not(p("n_jobs", 2), &["1"])],
        ..task("pqdm.processes.pqdm", p("function", 1), Forwards::OneItem, &[Shape::Items(p("array", 0))])
    },
    Row { needs: PARMAP, ..task("parmap.map", p("function", 0), Forwards::OneItem, ITEMS) },
    Row { needs: PARMAP, ..task("parmap.map_async", p("function", 0), Forwards::OneItem, ITEMS) },
    Row { needs: PARMAP, ..task("parmap.starmap", p("function", 0), Forwards::Tuples, ITEMS) },
    Row { needs: PARMAP, ..task("parmap.starmap_async", p("function", 0), Forwards::Tuples, ITEMS) },
    of_mpire("mpire.WorkerPool().map", Forwards::OneItem, ITEMS),
    of_mpire("mpire.WorkerPool().map_unordered", Forwards::OneItem, ITEMS),
    of_mpire("mpire.WorkerPool().imap", Forwards::OneItem, ITEMS),
    of_mpire("mpire.WorkerPool().imap_unordered", Forwards::OneItem, ITEMS),
    of_mpire(
        "mpire.WorkerPool().apply",
        Forwards::Nothing,
        &[Shape::Value(p("args", 1)), Shape::Value(p("kwargs", 2))],
    ),
    of_mpire(
        "mpire.WorkerPool().apply_async",
        Forwards::Nothing,
        &[Shape::Value(p("args", 1)), Shape::Value(p("kwargs", 2))],
    ),
    task("mpi4py.futures.MPIPoolExecutor().submit", p("fn", 0), REST, &[Shape::Rest]),
    task("mpi4py.futures.MPIPoolExecutor().map", p("fn", 0), Forwards::Items, &[Shape::RestItems]),
    Row {
        role: "initializer",
        ..task(
            "mpi4py.futures.MPIPoolExecutor",
            p("initializer", 1),
            tuple(p("initargs", 2), None),
            &[Shape::Value(p("initargs", 2))],
        )
    },
    starter("pypeln.process.map", p("f", 0), "stage", Forwards::OneItem, &[]),
    starter("pypeln.process.flat_map", p("f", 0), "stage", Forwards::OneItem, &[]),
    starter("pypeln.process.filter", p("f", 0), "stage", Forwards::OneItem, &[]),
    starter("pypeln.process.each", p("f", 0), "stage", Forwards::OneItem, &[]),
    Row {
        needs: &[Needs::Pool(p("pool", 3))],
        ..task("emcee.EnsembleSampler", p("log_prob_fn", 2), Forwards::Nothing, &[])
    },
];

/// Other places from which the same things can be imported: the beginning of a dotted name, and what it stands for.
const ALIASES: &[(&str, &str)] = &[
    ("torch.multiprocessing.pool.", "multiprocessing."),
    ("torch.multiprocessing.", "multiprocessing."),
    ("billiard.", "multiprocessing."),
    ("multiprocessing.context.ForkServerProcess", "multiprocessing.Process"),
    ("multiprocessing.context.SpawnProcess", "multiprocessing.Process"),
    ("multiprocessing.context.", "multiprocessing."),
    ("multiprocessing.process.BaseProcess", "multiprocessing.Process"),
    ("multiprocessing.process.", "multiprocessing."),
    ("multiprocessing.pool.Pool", "multiprocessing.Pool"),
    ("multiprocessing.queues.", "multiprocessing."),
    ("multiprocessing.Manager().Pool().", "multiprocessing.Pool()."),
    ("multiprocessing.connection.Client().", "multiprocessing.connection.Connection()."),
    ("multiprocessing.connection.Listener().accept().", "multiprocessing.connection.Connection()."),
    ("multiprocessing.connection.Pipe", "multiprocessing.Pipe"),
    ("multiprocessing.managers.SyncManager().Pool().", "multiprocessing.Pool()."),
    ("multiprocessing.managers.SyncManager", "multiprocessing.managers.BaseManager"),
    ("multiprocessing.managers.SharedMemoryManager", "multiprocessing.managers.BaseManager"),
    ("concurrent.futures.process.", "concurrent.futures."),
    ("concurrent.futures.interpreter.", "concurrent.futures."),
    ("concurrent.interpreters.create().", "concurrent.interpreters.Interpreter()."),
    ("torch.utils.data.dataloader.", "torch.utils.data."),
    ("pebble.pool.process.", "pebble."),
    ("pebble.pool.", "pebble."),
    ("aiomultiprocess.core.", "aiomultiprocess."),
    ("aiomultiprocess.Worker", "aiomultiprocess.Process"),
    ("aiomultiprocess.pool.", "aiomultiprocess."),
    ("mpire.pool.", "mpire."),
    ("parmap.parmap.", "parmap."),
    ("emcee.ensemble.", "emcee."),
];

/// Names of `torch.multiprocessing` that the standard library does not have.
const OWN: &[&str] = &["torch.multiprocessing.spawn", "torch.multiprocessing.start_processes"];

/// A dotted name as the catalogue spells it, and whether it belongs to a context that is literally `fork`.
pub(super) fn normalized(path: &str) -> (String, bool) {
    let fork = path.contains("[fork]");
    let mut path = value::without_context(path);
    if OWN.contains(&path.as_str()) {
        return (path, fork);
    }
    for _ in 0..3 {
        let alias = ALIASES.iter().find(|(from, _)| path.starts_with(from));
        let Some((from, to)) = alias else { break };
        path = format!("{to}{}", &path[from.len()..]);
    }
    // `super().__init__(...)` is the constructor.
    if let Some(constructor) = path.strip_suffix("().__init__") {
        path = constructor.to_owned();
    }
    (path, fork)
}

/// Whether what a dotted name makes is never forked: it belongs to a context of another start method.
pub(super) fn is_spawned(path: &str) -> bool {
    path.contains("[spawn]") || NEVER_FORKED.iter().any(|class| path.contains(class))
}

/// Classes whose processes have a start method of their own.
const NEVER_FORKED: &[&str] = &["multiprocessing.context.SpawnProcess", "multiprocessing.context.ForkServerProcess"];

/// Whether a dotted name is that of an API, or an API is a member of it, of what a call of it answers, and so on.
pub fn leads_to_api(path: &str) -> bool {
    let (path, _) = normalized(path);
    let is_context = path.strip_suffix("()").unwrap_or(&path).ends_with("multiprocessing.get_context");
    is_context
        || ROWS.iter().any(|row| {
            let rest = row.api.strip_prefix(path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '(', '[']))
        })
}

/// Whether a module has APIs itself, and not only modules that do.
pub fn has_apis(module: &str) -> bool {
    let (module, _) = normalized(&format!("{module}."));
    ROWS.iter().any(|row| {
        row.api.strip_prefix(module.as_str()).is_some_and(|rest| {
            let rest = rest.split('(').next().unwrap_or(rest);
            !rest.contains('.')
        })
    })
}

/// The row of an API, by its whole name.
pub(super) fn row_named(api: &str) -> Option<&'static Row> {
    static BY_NAME: OnceLock<FxHashMap<&str, &Row>> = OnceLock::new();
    // Of rows of one name, the first counts.
    let by_name = BY_NAME.get_or_init(|| ROWS.iter().rev().map(|row| (row.api, row)).collect());
    by_name.get(api).copied()
}

/// Whether an API of the catalogue ends in this name, or may be reached through an alias of it.
pub(super) fn is_member_name(name: &str) -> bool {
    const ALIASED: &[&str] = &["__init__", "SpawnProcess", "ForkServerProcess", "BaseProcess"];
    static LAST_NAMES: OnceLock<FxHashSet<&str>> = OnceLock::new();
    let last_names = LAST_NAMES.get_or_init(|| {
        ROWS.iter().filter_map(|row| row.api.rsplit('.').next()).chain(ALIASED.iter().copied()).collect()
    });
    last_names.contains(name)
}

/// The libraries that have an API: the first words of the dotted names.
fn libraries() -> Vec<&'static str> {
    let mut found: Vec<&str> = dotted_names().filter_map(|path| path.split('.').next()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The dotted names from which an API can be imported.
fn dotted_names() -> impl Iterator<Item = &'static str> {
    let rows = ROWS.iter().map(|row| row.api).filter(|api| api.contains('.'));
    rows.chain(ALIASES.iter().map(|(from, _)| *from))
}

/// Whether a text may import a library that has an API: more texts may than do, strings and comments included.
pub fn imports_library(text: &str) -> bool {
    static NAMES: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let names = NAMES.get_or_init(|| AhoCorasick::new(libraries()).ok());
    let is_imported =
        |names: &AhoCorasick| names.find_overlapping_iter(text).any(|found| is_in_import(text, found.start()));
    names.as_ref().is_none_or(is_imported)
}

/// Whether the statement around an offset begins like an import.
fn is_in_import(text: &str, at: usize) -> bool {
    let mut start = at;
    let head = loop {
        let before = &text[..start];
        start = before.rfind(['\n', '\r', ';', ':']).map_or(0, |end| end + 1);
        // A backslash takes the end of its line back.
        match text[..start].trim_end_matches(['\n', '\r']).strip_suffix('\\') {
            Some(line) => start = line.len(),
            None => break &text[start..at],
        }
    };
    let head = head.trim_start_matches([' ', '\t', '\x0c', '\u{feff}', '\\', '\r', '\n']);
    head.starts_with("import") || head.starts_with("from")
}

/// Finds the modules that a file must mention to reach a sink: the first words of the dotted names.
pub fn module_names() -> Option<AhoCorasick> {
    let mut names: Vec<&str> = dotted_names().map(needle).collect();
    names.sort_unstable();
    names.dedup();
    AhoCorasick::new(names).ok()
}

/// A word that a file must contain which uses an API: the part of the dotted name that an import of it has, or an
/// argument without which it stays in the parent.
fn needle(path: &str) -> &str {
    match path {
        path if path.contains("multiprocessing") => "multiprocessing",
        path if path.starts_with("concurrent.futures") => "concurrent",
        path if path.starts_with("torch.utils.data") => "DataLoader",
        path if path.starts_with("tqdm") => "process_map",
        path if path.starts_with("scipy") => "workers",
        path if path.starts_with("anyio") => "to_process",
        path => path.split('.').next().unwrap_or(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_of_a_library_are_seen_in_every_form() {
        let forms = [
            "import multiprocessing",
            "\u{feff}import os, multiprocessing as mp",
            "if True: from concurrent.futures import ProcessPoolExecutor",
            "from \\\n    torch.multiprocessing import spawn",
            "import os, \\\r\n    multiprocessing",
            "x = 1; import multiprocessing",
            "\timport\\\n multiprocessing",
        ];
        for form in forms {
            assert!(imports_library(form), "{form}");
        }
        for form in ["# see multiprocessing", "x = 'multiprocessing'", "import os\nmultiprocessing = 1"] {
            assert!(!imports_library(form), "{form}");
        }
    }
}
