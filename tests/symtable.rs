//! The name model equals CPython's: every scope of the standard library of every Python found is compared, name by
//! name, with what that Python's `symtable` says.
//!
//! `cargo test` takes the `python3` of the path; with `MPFIX_ALL_PYTHONS=1` it takes every Python of pyenv, too.
//! What `symtable` does not say as the language means it is put right in `symtable/facts.rs`, each case with its
//! reason; there is no other exception.

#[path = "symtable/compare.rs"]
mod compare;
#[path = "symtable/facts.rs"]
mod facts;
#[path = "symtable/python.rs"]
mod python;

use std::path::PathBuf;
use std::time::Instant;

use compare::{Outcome, Report};
use python::Python;

#[test]
fn the_standard_library_agrees() {
    let pythons = if std::env::var_os("MPFIX_ALL_PYTHONS").is_some() { Python::all() } else { Python::of_path() };
    assert!(!pythons.is_empty(), "no `python3` is on the path; the test needs one");
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
    let mut accepted = vec![false; programs.len()];
    for python in Python::all() {
        let mut report = Report::default();
        python.dump_files(&programs, |file| {
            let outcome = compare::file(&file, python.version, &mut report);
            let at = programs.iter().position(|program| *program == file.path).expect("a program");
            accepted[at] |= outcome == Outcome::Compared;
        });
        println!("{}: {report}", python.name());
        assert!(report.differences.is_empty(), "{}:\n{}", python.name(), report.differences.join("\n"));
        assert!(report.damaged.is_empty(), "{}: {:?}", python.name(), report.damaged);
    }
    let unused = programs.iter().zip(&accepted).filter(|(_, accepted)| !**accepted).map(|(program, _)| program);
    println!("no Python here accepts: {:?}", unused.collect::<Vec<_>>());
    assert!(accepted.contains(&true), "no program was compared");
}

fn compare_in_parallel(python: &Python) -> Report {
    let shards = std::thread::available_parallelism().map_or(1, usize::from);
    let mut total = Report::default();
    std::thread::scope(|threads| {
        let compare_shard = |shard| {
            let mut report = Report::default();
            python.dump_library(shard, shards, |file| {
                compare::file(&file, python.version, &mut report);
            });
            report
        };
        let running: Vec<_> = (0..shards).map(|shard| threads.spawn(move || compare_shard(shard))).collect();
        for thread in running {
            total.add(thread.join().expect("the comparison does not panic"));
        }
    });
    total
}
