//! Every case in `tests/cases`: a Python program that is run before and after its fix under every start method, and
//! whose findings and patch are written down in `snapshots`.
//!
//! `cargo test --test cases -- NAME` runs the cases with NAME in their name; with `MPFIX_BLESS=1` in the environment,
//! the snapshots are written anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

mod support;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Duration;

use fancy_regex::Regex;
use libtest_mimic::{Arguments, Failed, Trial};
use mpfix::edit::{self, Fix};
use mpfix::engine;
use mpfix::text::Source;
use serde_json::Value;

use support::case::{self, Case, Expect, Header, Staged};
use support::in_package;
use support::process::{self, Run};
use support::python::{self, Python, StartMethod};

/// How long a program that has to work may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a program that has to fail may take: some of them wait for ever.
const IMPATIENCE: Duration = Duration::from_secs(6);

/// How many fixes a case may need, one after the other.
const STEPS: usize = 30;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Programs wait for each other, so there can be more of them than processors.
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    arguments.test_threads.get_or_insert(threads + threads.div_ceil(2));
    let python = Arc::new(Python::new());
    let cases = case::all();
    let names: Vec<String> = cases.iter().map(|case| case.name.clone()).collect();
    let mut trials = vec![Trial::test("every_snapshot_has_a_case", move || no_orphans(&names))];
    for case in cases {
        let python = Arc::clone(&python);
        trials.push(Trial::test(case.name.clone(), move || {
            let wrong = Judge { case: &case, python: &python, wrong: Vec::new() }.judge();
            if wrong.is_empty() { Ok(()) } else { Err(Failed::from(wrong.join("\n"))) }
        }));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn is_blessing() -> bool {
    env::var_os("MPFIX_BLESS").is_some_and(|value| value != "0")
}

fn snapshot_path(name: &str) -> PathBuf {
    in_package("snapshots").join(format!("{name}.txt"))
}

/// Every snapshot is that of a case.
fn no_orphans(names: &[String]) -> Result<(), Failed> {
    let known: BTreeSet<PathBuf> = names.iter().map(|name| snapshot_path(name)).collect();
    let files = fs::read_dir(in_package("snapshots")).unwrap().map(|entry| entry.unwrap().path());
    let is_snapshot = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "txt");
    let orphans: Vec<PathBuf> = files.filter(|path| is_snapshot(path) && !known.contains(path)).collect();
    if is_blessing() {
        for path in orphans {
            fs::remove_file(path).unwrap();
        }
        return Ok(());
    }
    if orphans.is_empty() { Ok(()) } else { Err(Failed::from(format!("no case for {orphans:?}"))) }
}

/// What is wrong with one case.
struct Judge<'a> {
    case: &'a Case,
    python: &'a Python,
    wrong: Vec<String>,
}

impl<'a> Judge<'a> {
    fn judge(mut self) -> Vec<String> {
        self.original_behaves();
        self.report_is_right();
        self.listing_is_right();
        self.snapshot_is_right();
        self.diff_is_what_is_written(&[]);
        let mut arguments: Vec<&str> = self.header().args.iter().map(String::as_str).collect();
        if !self.header().safe {
            self.nothing_is_written();
            self.diff_is_what_is_written(&["--unsafe-fixes"]);
            arguments.push("--unsafe-fixes");
        }
        let fixed = self.write_is_right(&arguments);
        self.fixed_behaves(&fixed);
        self.wrong
    }

    fn header(&self) -> &'a Header {
        &self.case.header
    }

    fn require(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.wrong.push(otherwise());
        }
    }

    /// The original works and fails where its header says so.
    fn original_behaves(&mut self) {
        let staged = self.case.stage();
        if self.header().expect == Expect::Advice {
            return self.advice_is_true(&staged);
        }
        let works = self.header().expect == Expect::Clean;
        let under_fork = works || self.header().fork_works;
        let fork = self.failure(&staged, StartMethod::Fork, if under_fork { PATIENCE } else { IMPATIENCE });
        if let Some(fork) = &fork {
            self.require(!under_fork, || format!("the original fails {fork}"));
        } else {
            self.require(under_fork, || "says `fork_works = false`, but the original works under fork".to_owned());
        }
        let limit = if works { PATIENCE } else { IMPATIENCE };
        let others = [StartMethod::Spawn, StartMethod::Forkserver].map(|method| self.failure(&staged, method, limit));
        for failure in others.iter().flatten() {
            self.require(!works, || format!("the original fails {failure}"));
        }
        let is_run = self.header().stdout.is_some();
        self.require(works || !is_run || others.iter().all(Option::is_some), || {
            "the original works under spawn or forkserver already".to_owned()
        });
    }

    /// What is advised about shows under the start methods that the advice names: the program prints something else
    /// under one of them than under `fork`, or what its header says under all of them.
    fn advice_is_true(&mut self, staged: &Staged) {
        let listing = listing(staged);
        let named = |method: &str| {
            let mut findings = listing["findings"].as_array().unwrap().iter();
            findings.any(|finding| finding["start_methods"].as_array().unwrap().iter().any(|name| name == method))
        };
        let is_everywhere = named("fork");
        let mut failures = Vec::new();
        for method in StartMethod::ALL {
            let failure = self.failure(staged, method, PATIENCE);
            match failure {
                Some(failure) if is_everywhere || !named(method.name()) => {
                    self.wrong.push(format!("the original fails {failure}"));
                }
                failure => failures.extend(failure),
            }
        }
        let is_run = self.header().stdout.is_some();
        self.require(is_everywhere || !is_run || !failures.is_empty(), || {
            "the original does the same under every start method".to_owned()
        });
    }

    /// Why a program does not do what its header says; none where it does, and where the header says nothing.
    fn failure(&self, staged: &Staged, method: StartMethod, limit: Duration) -> Option<String> {
        let want = self.header().stdout.as_deref()?;
        let run = self.python.run(&staged.root().join(&staged.main), method, limit);
        let out = run.out();
        let is_same = if self.header().unordered { sorted(&out) == sorted(want) } else { out == want };
        if run.code == Some(0) && is_same {
            return None;
        }
        let last = run.err.trim().lines().last().unwrap_or_default();
        Some(format!("under {}: exit code {:?}, it prints {out:?}, {last}", method.name(), run.code))
    }

    /// The report has the right exit code and words, and changes nothing.
    fn report_is_right(&mut self) {
        let staged = self.case.stage();
        let before = staged.files();
        let run = mpfix(&staged, &[]);
        let report = format!("{}{}", run.out(), run.err);
        self.require(run.code == Some(self.code_before()), || format!("it exits with {:?}:\n{report}", run.code));
        for pattern in &self.case.header.mentions {
            self.require(matches(pattern, &report), || format!("the report lacks /{pattern}/:\n{report}"));
        }
        self.require(staged.files() == before, || "a report has changed files".to_owned());
    }

    /// The exit code as long as nothing is fixed.
    fn code_before(&self) -> i32 {
        i32::from(!matches!(self.header().expect, Expect::Clean | Expect::Advice))
    }

    /// The JSON names the right rules, and each fix can be taken on its own.
    fn listing_is_right(&mut self) {
        let staged = self.case.stage();
        let listing = listing(&staged);
        let codes: BTreeSet<&str> =
            listing["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect();
        if let Some(wanted) = &self.case.header.codes {
            let wanted: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
            self.require(codes == wanted, || format!("it reports {codes:?}"));
        }
        if self.header().expect == Expect::Advice {
            let findings = listing["findings"].as_array().unwrap();
            let is_all = !findings.is_empty() && findings.iter().all(|finding| finding["severity"] == "advice");
            self.require(is_all, || format!("it does not report advice alone: {findings:?}"));
        }
        let mut texts = Vec::new();
        for (path, bytes) in staged.files() {
            let Some(source) = Source::from_bytes(&bytes).ok().filter(|_| is_python(&path)) else { continue };
            let analysis = engine::analyze(&source);
            for (finding, fix) in analysis.findings.iter().filter_map(|finding| Some((finding, finding.fix()?))) {
                match apply_alone(&source, fix) {
                    Ok(fixed) => {
                        // A fix may bring to light what another rule finds.
                        let same = |analysis: &engine::Analysis| {
                            analysis.findings.iter().filter(|other| other.code == finding.code).count()
                        };
                        let left = same(&engine::analyze(&fixed));
                        self.require(left < same(&analysis), || {
                            format!("`{}` alone leaves {left} findings:\n{}", fix.title, fixed.text())
                        });
                        texts.push(fixed.text().trim_start_matches('\u{feff}').to_owned());
                    }
                    Err(reason) => self.wrong.push(format!("`{}` alone: {reason}", fix.title)),
                }
            }
        }
        self.wrong.extend(uncompilable(&texts));
    }

    /// What mpfix prints is written down, and `git apply` takes it.
    fn snapshot_is_right(&mut self) {
        let (staged, snapshot) = self.snapshot();
        let path = snapshot_path(&self.case.name);
        if is_blessing() {
            fs::write(&path, &snapshot).unwrap();
        }
        let written = fs::read(&path).unwrap_or_default();
        if written != snapshot {
            let difference = mpfix::diff::unified(b"snapshot", &written, &snapshot);
            self.wrong.push(format!(
                "what it prints is not what {} says (MPFIX_BLESS=1 writes it anew):\n{}",
                path.display(),
                String::from_utf8_lossy(&difference)
            ));
        }
        let other = self.case.stage();
        mpfix(&other, &["--write", "--unsafe-fixes"]);
        if other.files() != staged.files() {
            let applied = git_apply(&staged, &written);
            self.require(applied.code == Some(0), || format!("git does not take the snapshot: {}", applied.err));
        }
        self.require(other.files() == staged.files(), || "the snapshot's patch is not what is written".to_owned());
    }

    fn snapshot(&self) -> (Staged, Vec<u8>) {
        let staged = self.case.stage();
        let report = mpfix(&staged, &[]);
        let mut text = section(&staged, &[], &report);
        text.extend(&report.out);
        text.extend(report.err.as_bytes());
        let safe = mpfix(&staged, &["--diff"]);
        let all = mpfix(&staged, &["--diff", "--unsafe-fixes"]);
        if !all.out.is_empty() {
            // The patch is the end: `git apply` skips what stands before it.
            let unsafely = if safe.out == all.out { &["--diff"][..] } else { &["--diff", "--unsafe-fixes"] };
            text.push(b'\n');
            text.extend(section(&staged, unsafely, &all));
            text.extend(all.err.as_bytes());
            text.extend(all.out);
        }
        (staged, text)
    }

    /// `git apply` makes the same bytes of a diff as `--write` does.
    fn diff_is_what_is_written(&mut self, arguments: &[&str]) {
        let with = |first: &'static str| [&[first], arguments].concat();
        let (applied, written) = (self.case.stage(), self.case.stage());
        let diff = mpfix(&applied, &with("--diff"));
        mpfix(&written, &with("--write"));
        let is_empty = written.files() == applied.files();
        self.require(is_empty == diff.out.is_empty(), || format!("the diff is {:?}", diff.out()));
        if !diff.out.is_empty() {
            self.require(diff.code == Some(1), || format!("a diff exits with {:?}", diff.code));
            let run = git_apply(&applied, &diff.out);
            self.require(run.code == Some(0), || format!("git does not take the diff: {}\n{}", run.err, diff.out()));
            self.require(written.files() == applied.files(), || {
                format!("the diff is not what is written:\n{}", diff.out())
            });
        }
    }

    /// Without being asked for, an unsafe fix is not taken.
    fn nothing_is_written(&mut self) {
        let staged = self.case.stage();
        let before = staged.files();
        let run = mpfix(&staged, &["--write"]);
        self.require(staged.files() == before, || "an unsafe fix was taken without being asked for".to_owned());
        self.require(run.code == Some(1), || format!("`--write` that leaves findings exits with {:?}", run.code));
    }

    /// `--write` does what the header says, and does it once; the edits in the JSON come to the same.
    fn write_is_right(&mut self, arguments: &[&str]) -> Staged {
        let staged = self.case.stage();
        let before = staged.files();
        let arguments = [&["--write"], arguments].concat();
        let run = mpfix(&staged, &arguments);
        let after = staged.files();
        let fixes = self.header().expect == Expect::Fix;
        let code = if fixes { 0 } else { self.code_before() };
        self.require(run.code == Some(code), || format!("`--write` exits with {:?}:\n{}", run.code, run.err));
        self.require((after != before) == fixes, || {
            format!("`--write` has changed {}", if after == before { "nothing" } else { "files" })
        });
        mpfix(&staged, &arguments);
        self.require(staged.files() == after, || "a second `--write` has changed files again".to_owned());
        self.text_is_right(&after);
        let unsafely = arguments.contains(&"--unsafe-fixes");
        self.edits_are_what_is_written(&after, unsafely);
        staged
    }

    fn text_is_right(&mut self, files: &[(PathBuf, Vec<u8>)]) {
        if self.header().expect != Expect::Fix {
            return;
        }
        let texts: Vec<String> = files
            .iter()
            .filter(|(path, _)| is_python(path))
            .map(|(_, bytes)| case::without_header(&String::from_utf8_lossy(bytes)))
            .collect();
        let text = texts.join("\n");
        for pattern in &self.case.header.require {
            self.require(matches(&format!("(?m){pattern}"), &text), || format!("the fixed text lacks /{pattern}/"));
        }
        for pattern in &self.case.header.forbid {
            self.require(!matches(&format!("(?m){pattern}"), &text), || format!("the fixed text has /{pattern}/"));
        }
    }

    /// Taking the edits of one fix in the JSON, again and again, changes what `--write` changes and no other byte: that
    /// of the first payload, or of the first definition.
    fn edits_are_what_is_written(&mut self, written: &[(PathBuf, Vec<u8>)], unsafely: bool) {
        let orders = [|finding: &Value| byte_of(finding), |finding: &Value| byte_of(&finding["labels"][0])];
        let comes_to_it = orders.into_iter().any(|order| self.after_one_by_one(unsafely, order) == written);
        self.require(comes_to_it, || "the edits in the JSON are not what is written".to_owned());
    }

    /// The files when no fix is left, each time that with the lowest key taken.
    fn after_one_by_one(&mut self, unsafely: bool, key: fn(&Value) -> Option<u64>) -> Vec<(PathBuf, Vec<u8>)> {
        let staged = self.case.stage();
        for _ in 0..STEPS {
            let listing = listing(&staged);
            let findings = listing["findings"].as_array().unwrap();
            let is_taken = |finding: &&Value| finding["fix"]["applicability"] == "safe" || unsafely;
            let fixable = findings.iter().filter(|finding| finding["fix"].is_object()).filter(is_taken);
            let Some(finding) = fixable.min_by_key(|finding| (finding["path"].as_str(), key(finding))) else {
                return staged.files();
            };
            // The edits may be in another file than the payload.
            let edits = finding["fix"]["edits"].as_array().unwrap();
            let path = Path::new(edits[0]["path"].as_str().unwrap());
            let bytes = fs::read(staged.root().join(path)).unwrap();
            staged.put(path, &with_edits(&bytes, edits));
        }
        self.wrong.push(format!("there are fixes left after {STEPS} of them"));
        staged.files()
    }

    /// The fixed program prints what the header says under every start method.
    fn fixed_behaves(&mut self, fixed: &Staged) {
        if self.header().expect == Expect::Fix {
            for method in StartMethod::ALL {
                let failure = self.failure(fixed, method, PATIENCE);
                self.wrong.extend(failure.map(|failure| format!("the fixed program fails {failure}")));
            }
        }
    }
}

fn byte_of(place: &Value) -> Option<u64> {
    place["span"]["start"].as_u64()
}

fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

fn is_python(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "py")
}

/// Whether a pattern, as Python's `re` reads it, is in a text.
fn matches(pattern: &str, text: &str) -> bool {
    let pattern = pattern.replace(r"\Z", r"\z");
    Regex::new(&pattern).unwrap_or_else(|error| panic!("/{pattern}/: {error}")).is_match(text).unwrap()
}

/// The command line as a snapshot shows it, and its exit code.
fn section(staged: &Staged, arguments: &[&str], run: &Run) -> Vec<u8> {
    let command = [&["mpfix"], arguments, &[&staged.entry]].concat().join(" ");
    format!("$ {command}  # exit code {}\n", run.code.unwrap_or(-1)).into_bytes()
}

fn mpfix(staged: &Staged, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mpfix"));
    command.current_dir(staged.root()).args(["--color", "never"]).args(arguments).arg(&staged.entry);
    process::run(&mut command, b"", PATIENCE)
}

fn listing(staged: &Staged) -> Value {
    let run = mpfix(staged, &["--output-format", "json"]);
    serde_json::from_slice(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out()))
}

/// Applies a patch as a person would in a clone of the package.
fn git_apply(staged: &Staged, patch: &[u8]) -> Run {
    let mut command = Command::new("git");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    command
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")])
        .env("GIT_CEILING_DIRECTORIES", staged.root().parent().unwrap())
        .args(["apply", "-"])
        .current_dir(staged.root());
    process::run(&mut command, patch, PATIENCE)
}

/// The fixed source, where the edits of the fix are in order, apart from each other and on whole characters.
fn apply_alone(source: &Source, fix: &Fix) -> Result<Source, String> {
    let text = source.text();
    let mut at = 0;
    for edit in &fix.edits {
        let span = edit.span;
        if span.start < at || text.get(span.range()).is_none() {
            return Err(format!("{edit:?} stands before or in another edit, or in a character"));
        }
        if text[span.range()] == edit.text {
            return Err(format!("{edit:?} changes nothing"));
        }
        at = span.end;
    }
    let fixed = edit::apply(text, &fix.edits).ok_or("the edits overlap")?;
    Ok(source.with_text(fixed))
}

/// The bytes of a file after the edits of a fix in JSON, whose spans are those of the text in UTF-8.
fn with_edits(bytes: &[u8], edits: &[Value]) -> Vec<u8> {
    let source = Source::from_bytes(bytes).unwrap();
    let (text, mut fixed, mut at) = (source.text(), String::new(), 0);
    for edit in edits {
        let offset = |end: &str| usize::try_from(edit["span"][end].as_u64().unwrap()).unwrap();
        fixed.push_str(&text[at..offset("start")]);
        fixed.push_str(edit["text"].as_str().unwrap());
        at = offset("end");
    }
    fixed.push_str(&text[at..]);
    source.with_text(fixed).to_bytes().unwrap().into_owned()
}

/// What Python has against some programs.
fn uncompilable(texts: &[String]) -> Option<String> {
    const COMPILE: &str = "import json, sys\nfor text in json.load(sys.stdin): compile(text, 'fixed', 'exec')";
    let mut command = python::clean_command();
    let run = process::run(command.args(["-c", COMPILE]), &serde_json::to_vec(texts).unwrap(), PATIENCE);
    (run.code != Some(0)).then(|| format!("a fix on its own makes a program that Python refuses: {}", run.err))
}
