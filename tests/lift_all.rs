//! Lifts every nested function and every lambda of the standard library on its own, whether or not it reaches a sink:
//! each is lifted or refused with a reason, each result compiles and has no new undefined name. CPython judges
//! (`tests/lift_all/judge.py`).

#![allow(clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use mpfix::edit::{self, Applicability};
use mpfix::engine::{self, Lifting};
use mpfix::finding::Outcome;
use mpfix::text::Source;

/// What became of the functions of some files.
#[derive(Default)]
struct Tally {
    safe: usize,
    caveats: BTreeMap<String, usize>,
    refusals: BTreeMap<&'static str, usize>,
    wrong: Vec<String>,
}

#[test]
fn every_function_of_the_standard_library_is_lifted_or_refused() {
    let files = standard_library();
    assert!(files.len() > 50, "the standard library has more than {} files", files.len());
    let next = AtomicUsize::new(0);
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(|| work(&files, &next))).collect();
        workers.into_iter().map(|worker| worker.join().expect("no panic while lifting")).collect()
    });
    let mut all = Tally::default();
    for tally in tallies {
        all.safe += tally.safe;
        all.wrong.extend(tally.wrong);
        for (caveat, count) in tally.caveats {
            *all.caveats.entry(caveat).or_default() += count;
        }
        for (kind, count) in tally.refusals {
            *all.refusals.entry(kind).or_default() += count;
        }
    }
    let unsafe_count: usize = all.caveats.values().sum();
    let refused: usize = all.refusals.values().sum();
    println!("{} files: {} lifted, {unsafe_count} lifted with a caveat, {refused} refused", files.len(), all.safe);
    println!("caveats: {:#?}\nrefusals: {:#?}", all.caveats, all.refusals);
    assert!(all.safe > 100, "only {} functions were lifted", all.safe);
    assert!(all.wrong.is_empty(), "{} wrong results:\n{}", all.wrong.len(), all.wrong.join("\n"));
}

/// The `.py` files of `python3`'s standard library, installed packages and broken test data left out.
fn standard_library() -> Vec<PathBuf> {
    let folder = std::env::var("MPFIX_LIBRARY").unwrap_or_else(|_| {
        let asked = Command::new("python3")
            .args(["-c", "import sysconfig; print(sysconfig.get_paths()['stdlib'])"])
            .output()
            .expect("python3 runs");
        String::from_utf8_lossy(&asked.stdout).trim().to_owned()
    });
    let mut files: Vec<PathBuf> = ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .filter_entry(|entry| !matches!(entry.file_name().to_str(), Some("site-packages" | "lib2to3" | "__pycache__")))
        .build()
        .filter_map(Result::ok)
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    files.sort();
    // The whole library takes three minutes; a part of it, spread evenly, tells most.
    let step = if std::env::var_os("MPFIX_LIFT_ALL").is_some() { 1 } else { 16 };
    files.into_iter().step_by(step).collect()
}

fn work(files: &[PathBuf], next: &AtomicUsize) -> Tally {
    let mut judge = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lift_all/judge.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs");
    let answers = judge.stdout.take().expect("a pipe");
    let reader = thread::spawn(move || std::io::read_to_string(answers).expect("the judge answers in UTF-8"));
    let mut questions = BufWriter::new(judge.stdin.take().expect("a pipe"));
    let mut tally = Tally::default();
    while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
        lift_file(path, &mut tally, &mut questions);
    }
    drop(questions);
    tally.wrong.extend(reader.join().expect("the judge ends").lines().map(str::to_owned));
    assert!(judge.wait().expect("the judge ends").success());
    tally
}

fn lift_file(path: &Path, tally: &mut Tally, questions: &mut impl Write) {
    let Some(source) = std::fs::read(path).ok().and_then(|bytes| Source::from_bytes(&bytes).ok()) else { return };
    let mut ask = |name: &str, text: &str| {
        let question = serde_json::json!({ "path": path, "what": name, "text": text });
        writeln!(questions, "{question}").expect("the judge reads");
    };
    ask("original", source.text());
    for Lifting { definition, outcome, .. } in engine::liftings(&source) {
        let fix = match outcome {
            Outcome::Refusal(refusal) => {
                *tally.refusals.entry(refusal.reason.kind()).or_default() += 1;
                continue;
            }
            Outcome::Fix(fix) => fix,
            Outcome::Advice(_) => continue,
        };
        match &fix.applicability {
            Applicability::Safe => tally.safe += 1,
            Applicability::Unsafe(reasons) => {
                // Names differ, the kind of caveat is what is counted.
                let words: Vec<&str> = reasons[0].split('`').step_by(2).collect();
                *tally.caveats.entry(words.join("_")).or_default() += 1;
            }
        }
        let place = format!("{} in {}..{}", fix.title, definition.span.start, definition.span.end);
        match edit::apply(source.text(), &fix.edits) {
            Some(text) => ask(&place, &text),
            None => tally.wrong.push(format!("{}: {place}: overlapping edits", path.display())),
        }
    }
}
