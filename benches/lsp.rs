//! How long the language server takes, with percentiles: a key typed into a file of 10,000 lines, a cursor moved there,
//! a workspace of 20,000 files read while somebody asks. `cargo bench --bench lsp`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark may end where it stands")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use mimalloc::MiMalloc;
use serde_json::{Value, json};

use support::editor::{Editor, Unit, position};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const URI: &str = "file:///nowhere/large.py";

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let is_test = std::env::args().any(|argument| argument == "--test");
    let (keys, files) = if is_test { (3, 200) } else { (500, 20_000) };
    let text = large_file(10_000);
    println!("a file of {} lines, {} bytes", text.lines().count(), text.len());
    typing(&text, keys, "");
    let class = one_class(&text);
    println!("the same as one class");
    typing(&class, keys, "    ");
    workspace(files);
}

fn capabilities() -> Value {
    json!({
        "textDocument": {
            "diagnostic": { "relatedInformation": true },
            "codeAction": {
                "codeActionLiteralSupport": {},
                "isPreferredSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
        },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    })
}

/// What somebody types.
struct Key {
    what: &'static str,
    /// The text in front of which it is typed.
    place: &'static str,
    typed: &'static str,
    /// Whether it is taken back before the next one, as what breaks the file is.
    is_taken_back: bool,
}

const KEYS: &[Key] = &[
    Key { what: "a key behind a name", place: " = ", typed: "x", is_taken_back: false },
    Key { what: "a key in the name of a function", place: "(records", typed: "x", is_taken_back: false },
    Key { what: "a line between functions", place: "class Record", typed: "x = 1\n", is_taken_back: true },
    Key { what: "a bracket and back", place: " = ", typed: "(", is_taken_back: true },
    Key { what: "a quote and back", place: "total)", typed: "\"", is_taken_back: true },
];

/// Keys typed, each followed by the diagnostics; a cursor moved, followed by the code actions.
fn typing(text: &str, keys: usize, indent: &str) {
    for key in KEYS {
        let [typed, moved] = typing_one(text, keys, key, indent);
        print(key.what, typed);
        if key.what == KEYS[0].what {
            print("a cursor moved", moved);
        }
    }
}

fn typing_one(text: &str, keys: usize, key: &Key, indent: &str) -> [Vec<Duration>; 2] {
    let mut editor = Editor::open(Unit::Utf16, capabilities());
    editor.did_open(URI, 0, text);
    let document = json!({ "textDocument": { "uri": URI } });
    editor.request("textDocument/diagnostic", document.clone()).unwrap();
    let mut text = text.to_owned();
    let (mut typed, mut moved) = (Vec::new(), Vec::new());
    let step = text.len() / (keys + 1);
    let new = key.typed.replace('\n', &format!("\n{indent}"));
    let mut version = 0;
    for number in 1..=keys {
        let at = text[..number * step].rfind(key.place).unwrap_or_default();
        let mut change = |text: &mut String, end: usize, new: &str| {
            let (after, change) = editor.change(text, at, end, new);
            *text = after;
            version += 1;
            let start = Instant::now();
            editor.did_change(URI, version, json!([change]));
            editor.request("textDocument/diagnostic", document.clone()).unwrap();
            typed.push(start.elapsed());
        };
        change(&mut text, at, &new);
        if key.is_taken_back {
            change(&mut text, at + new.len(), "");
        }
        let cursor = position(&text, Unit::Utf16, text[..at].rfind("target=").unwrap_or(at));
        let params = json!({
            "textDocument": { "uri": URI },
            "range": { "start": cursor, "end": cursor },
            "context": { "diagnostics": [], "triggerKind": 2 },
        });
        let start = Instant::now();
        editor.request("textDocument/codeAction", params).unwrap();
        moved.push(start.elapsed());
    }
    assert_eq!(editor.close(), 0);
    [typed, moved]
}

/// A workspace is read in the background; meanwhile somebody points at things.
fn workspace(files: usize) {
    let folder = tempfile::TempDir::new().unwrap();
    write_project(folder.path(), files);
    let before = memory();
    let root = folder.path().canonicalize().unwrap();
    let folders = json!([{ "uri": format!("file://{}", root.display()), "name": "project" }]);
    let start = Instant::now();
    let mut editor = Editor::open_in(Unit::Utf16, capabilities(), &folders);
    editor.did_open(URI, 0, &large_file(200));
    let mut asked = Vec::new();
    loop {
        let params = json!({ "textDocument": { "uri": URI } });
        let sent = Instant::now();
        editor.request("textDocument/diagnostic", params).unwrap();
        asked.push(sent.elapsed());
        let info = editor.request("workspace/executeCommand", json!({ "command": "mpfix.debugInfo" })).unwrap();
        if info["isIndexing"] == false {
            println!("{} files of a workspace read in {:.2} s", info["files"], start.elapsed().as_secs_f64());
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    print("diagnostics meanwhile", asked);
    println!("  memory: {} MB before, {} MB then", before, memory());
    assert_eq!(editor.close(), 0);
}

/// What the process has in memory, in megabytes, where the system says so.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes: Option<u64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    let last = times.len() - 1;
    println!(
        "  {what}: p50 {:.2} ms, p90 {:.2} ms, p99 {:.2} ms, most {:.2} ms ({} times)",
        at(50),
        at(90),
        at(99),
        times[last].as_secs_f64() * 1e3,
        times.len()
    );
}

/// A file with functions and classes as people write them, and every 300 lines or so a worker inside a function.
fn large_file(lines: usize) -> String {
    let mut text = "import json\nimport multiprocessing\nimport os\n\n\n".to_owned();
    let mut block = 0;
    while text.lines().count() < lines {
        let _ = write!(
            text,
            r#"class Record{block}(dict):
    """What is known of one record."""

    def __init__(self, path, *, limit=None, verbose=False):
        super().__init__()
        self.path = os.fspath(path)
        self.limit = limit
        self.verbose = verbose

    @property
    def name(self):
        return os.path.basename(self.path)

    def load(self, keys=()):
        with open(self.path, encoding="utf-8") as file:
            for number, line in enumerate(file):
                if self.limit is not None and number >= self.limit:
                    break
                try:
                    key, value = line.split("=", 1)
                except ValueError as error:
                    raise ValueError(f"{{self.path}}:{{number}}: {{error}}") from error
                if not keys or key in keys:
                    self[key.strip()] = json.loads(value)
        return {{key: value for key, value in self.items() if value is not None}}


def summarize_{block}(records, *, key=lambda record: record.name):
    total = 0
    for record in sorted(records, key=key):
        values = [value for value in record.values() if isinstance(value, (int, float))]
        total += sum(values) / max(len(values), 1)
        print(f"{{record.name:>20}} {{len(values)}} {{total:.3f}}")
    return total


"#
        );
        if block % 7 == 0 {
            let _ = write!(
                text,
                "def run_{block}(paths, scale):\n    queue = multiprocessing.Queue()\n\n    \
                def worker_{block}(path):\n        queue.put(len(path) * scale)\n\n    \
                workers = [multiprocessing.Process(target=worker_{block}, args=(path,)) for path in paths]\n    \
                for worker in workers:\n        worker.start()\n    for worker in workers:\n        worker.join()\n    \
                return [queue.get() for _ in workers]\n\n\n"
            );
        }
        block += 1;
    }
    text
}

/// The file's functions as methods of one class.
fn one_class(text: &str) -> String {
    let imports = "import json\nimport multiprocessing\nimport os\n\n\nclass All:\n";
    let body = text.lines().skip(5).map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") });
    imports.to_owned() + &body.collect::<String>()
}

/// Packages of 50 modules that import each other; one module in fifty starts processes.
fn write_project(root: &Path, files: usize) {
    for number in 0..files {
        let package = root.join(format!("package_{}", number / 50));
        fs::create_dir_all(&package).unwrap();
        let mut text = format!(
            "import os\nfrom . import module_{}\nfrom ..package_0 import module_0\n\n\ndef f(x):\n    return x\n\n\n",
            (number + 1) % 50
        );
        text.push_str(&"def g(a, b):\n    return [a, b, os.sep]\n\n\n".repeat(20));
        if number % 50 == 0 {
            text =
                format!("import multiprocessing\n{text}def run(f):\n    multiprocessing.Process(target=f).start()\n");
        }
        fs::write(package.join(format!("module_{}.py", number % 50)), text).unwrap();
    }
}
