//! Every program in `tests/liftings`, whose functions reach no other process: each function, lambda and class that can be
//! asked to move to module level is lifted on its own. A safe lifting prints what the original prints, one with a caveat
//! compiles, and what became of each is written down in `snapshots/liftings`. `MPFIX_BLESS=1` writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use mpfix::diff;
use mpfix::edit;
use mpfix::engine::{self, Lifting, Parsed, Project, Strategy};
use mpfix::finding::Outcome;
use mpfix::text::{FileId, LineIndex, Source};
use tempfile::TempDir;

use support::in_package;
use support::process::{self, Run};
use support::python;

const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn each_definition_is_lifted_or_refused() {
    let mut wrong = Vec::new();
    for path in programs() {
        wrong.extend(judge(&path));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_cursor_means_the_innermost_head() {
    let source = Source::from_text(
        "def outer(xs, k):\n    @log\n    def inner(a,\n              b=lambda v: v) -> int:\n        return a\n    f = lambda x: \
         (lambda y: x + y)\n    return inner(xs), f\n\n\nclass A:\n    def method(self):\n        pass\n",
    );
    let project = Project::of_one(&source, Strategy::Hoist);
    let parsed = Parsed::new(&source);
    let all = project.liftables(FileId::default());
    assert_eq!(all, engine::liftables(&source));
    let at = |needle: &str, behind: usize| {
        let offset = source.text().find(needle).unwrap() + behind;
        let found = engine::liftable_at(all, offset).map(engine::Liftable::title);
        let lifted = project.lift_at(FileId::default(), &parsed, offset).map(|lifting| lifting.definition.title());
        assert_eq!(found, lifted, "{needle}");
        found.unwrap_or_default()
    };
    for (needle, behind) in [("    @log", 0), ("log", 1), ("def inner", 0), ("inner(a", 2), ("b=", 1), ("-> int", 7)] {
        assert_eq!(at(needle, behind), "Move `inner` to module level", "{needle}");
    }
    assert_eq!(at("lambda v", 0), "Move the lambda to module level");
    assert_eq!(at("f = lambda", 0), "Move `f` to module level");
    assert_eq!(at("x: (", 0), "Move `f` to module level");
    assert_eq!(at("lambda y", 3), "Move the lambda to module level");
    for needle in ["def outer", "return a", "return inner", "class A", "def method", "pass"] {
        assert_eq!(at(needle, 1), "", "{needle}");
    }
}

fn programs() -> Vec<PathBuf> {
    let entries = fs::read_dir(in_package("tests/liftings")).unwrap().map(|entry| entry.unwrap().path());
    let mut programs: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "py")).collect();
    programs.sort();
    programs
}

/// What is wrong with the liftings of one program.
fn judge(path: &Path) -> Vec<String> {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let source = Source::from_bytes(&fs::read(path).unwrap()).unwrap();
    let lines = LineIndex::new(source.text());
    let original = run(source.text());
    let mut wrong = Vec::new();
    if original.code != Some(0) {
        wrong.push(format!("{name}: the original fails: {}", original.err));
    }
    let mut snapshot = String::new();
    for lifting in engine::liftings(&source) {
        let (row, column) = lines.position(lifting.definition.span.start);
        let place = format!("{}:{}", row + 1, column + 1);
        let shown = match show(&lifting, &source, name) {
            Shown::Refused(reason) => format!("no lifting: {reason}\n"),
            Shown::Lifted { text, title, diff, reasons } => {
                let lifted = if reasons.is_empty() { run(&text) } else { compile(&text) };
                if lifted.code != Some(0) || (reasons.is_empty() && lifted.out != original.out) {
                    wrong.push(format!("{name}: {place}: {title}: {}{}\n{diff}", lifted.out(), lifted.err));
                }
                let again = engine::liftings(&Source::from_text(&*text));
                if again.len() > engine::liftings(&source).len() {
                    wrong.push(format!("{name}: {place}: {title}: there is more to lift than before"));
                }
                let reasons: String = reasons.iter().map(|reason| format!("unsafe: {reason}\n")).collect();
                format!("{title}\n{reasons}{diff}")
            }
        };
        writeln!(snapshot, "{place}: {}: {shown}", lifting.definition.title()).unwrap();
    }
    wrong.extend(compare(name, &snapshot));
    wrong
}

/// What became of a lifting.
enum Shown {
    Refused(String),
    Lifted { text: String, title: String, diff: String, reasons: Vec<String> },
}

fn show(lifting: &Lifting, source: &Source, name: &str) -> Shown {
    let fix = match &lifting.outcome {
        Outcome::Refusal(refusal) => return Shown::Refused(refusal.reason.to_string()),
        Outcome::Fix(fix) => fix,
        Outcome::Advice(advice) => return Shown::Refused(advice.clone()),
    };
    let text = edit::apply(source.text(), &fix.edits).expect("disjoint edits");
    let diff = diff::unified(name.as_bytes(), source.text().as_bytes(), text.as_bytes());
    let reasons = match &fix.applicability {
        edit::Applicability::Safe => Vec::new(),
        edit::Applicability::Unsafe(reasons) => reasons.clone(),
    };
    Shown::Lifted { text, title: fix.title.clone(), diff: String::from_utf8_lossy(&diff).into_owned(), reasons }
}

fn run(text: &str) -> Run {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("main.py"), text).unwrap();
    process::run(python::clean_command().arg("main.py").current_dir(folder.path()), b"", PATIENCE)
}

fn compile(text: &str) -> Run {
    let mut command: Command = python::clean_command();
    command.args(["-c", "import sys; compile(sys.stdin.buffer.read(), 'main.py', 'exec')"]);
    process::run(&mut command, text.as_bytes(), PATIENCE)
}

/// Compares a snapshot with what is written down, or writes it down.
fn compare(name: &str, snapshot: &str) -> Option<String> {
    let path = in_package("snapshots/liftings").join(format!("{name}.txt"));
    if std::env::var_os("MPFIX_BLESS").is_some_and(|value| value != "0") {
        fs::write(path, snapshot).unwrap();
        return None;
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    (known != snapshot).then(|| format!("{name}: the snapshot differs; now it is:\n{snapshot}"))
}
