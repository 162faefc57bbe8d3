//! The name model equals CPython's: every scope of the standard library of every Python found is compared, name by
//! name, with what that Python's `symtable` says.
//!
//! `cargo test` takes the `python3` of the path; with `MPFIX_ALL_PYTHONS=1` it takes every Python of pyenv, too.
//! What `symtable` does not say as the language means it is put right in `symtable/facts.rs`, each case with its
//! reason; there is no other exception.

#![allow(clippy::expect_used, clippy::needless_pass_by_value, reason = "a test may end where it stands")]

#[path = "symtable/compare.rs"]
mod compare;
#[path = "symtable/facts.rs"]
mod facts;
#[path = "symtable/python.rs"]
mod python;

use std::path::{Path, PathBuf};
use std::time::Instant;

use compare::Report;
use python::{Python, Version};

#[test]
fn the_standard_library_agrees() {
    let all = std::env::var_os("MPFIX_ALL_PYTHONS").is_some();
    let pythons = if all { Python::all() } else { Python::any().into_iter().collect() };
    assert!(!pythons.is_empty(), "there is no Python 3.8 to 3.13; the test needs one");
    for python in &pythons {
        let started = Instant::now();
        let report = compare_in_parallel(python);
        println!("{}: {report} in {:.1?}", python.name(), started.elapsed());
        assert!(report.scopes > 0, "{}: no scope was compared", python.name());
        assert!(report.differences.is_empty(), "{}:\n{}", python.name(), report.differences.join("\n"));
    }
}

#[test]
fn the_programs_agree() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/symtable/programs");
    let mut programs: Vec<PathBuf> =
        folder.read_dir().expect("the folder is there").map(|entry| entry.expect("it can be read").path()).collect();
    programs.sort();
    let mut differences = Vec::new();
    for python in Python::all() {
        let mut report = Report::default();
        let known: Vec<PathBuf> = programs.iter().filter(|path| python.version >= oldest(path)).cloned().collect();
        python.dump_files(&known, |file| compare::file(&file, python.version, &mut report));
        println!("{}: {report}", python.name());
        assert_eq!(report.files, known.len(), "{}: some programs were not compared", python.name());
        differences.extend(report.differences.iter().map(|difference| format!("{}: {difference}", python.name())));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The first version that knows the syntax of a program, by the end of its name: `match_310.py`.
fn oldest(program: &Path) -> Version {
    let name = program.file_stem().unwrap_or_default().to_string_lossy();
    let minor = name.rsplit_once("_3").and_then(|(_, minor)| minor.parse().ok());
    (3, minor.unwrap_or(8))
}

fn compare_in_parallel(python: &Python) -> Report {
    let shards = std::thread::available_parallelism().map_or(1, usize::from);
    let mut total = Report::default();
    std::thread::scope(|threads| {
        let compare_shard = |shard| {
            let mut report = Report::default();
            python.dump_library(shard, shards, |file| compare::file(&file, python.version, &mut report));
            report
        };
        let running: Vec<_> = (0..shards).map(|shard| threads.spawn(move || compare_shard(shard))).collect();
        for thread in running {
            total.add(thread.join().expect("the comparison does not panic"));
        }
    });
    total
}
