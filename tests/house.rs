//! The rules of the house: who may know whom, what a file says of itself, and that nothing in `src` can end the
//! program. `ARCHITECTURE.md` has the reasons.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use mpfix::engine;
use mpfix::finding::Code;
use mpfix::text::Source;

use support::{case, in_package, rust};

/// Rooms that must not know each other, whatever their order.
const STRANGERS: &[(&str, &str)] = &[("module", "edit"), ("sink", "lift"), ("cli", "lsp")];

/// Folders whose files know each other both ways. Nothing is to be added here.
const KNOTS: &[&str] = &["lift"];

/// Who may name a package.
const PACKAGES: &[(&str, &[&str])] = &[
    ("aho-corasick", &["sink", "engine"]),
    ("annotate-snippets", &["cli"]),
    ("anstream", &["cli"]),
    ("clap", &["cli"]),
    ("crossbeam-channel", &["lsp"]),
    ("encoding_rs", &["text"]),
    ("gen-lsp-types", &["lsp"]),
    ("ignore", &["config", "disk"]),
    ("lsp-server", &["lsp"]),
    ("mimalloc", &["main"]),
    ("pep440_rs", &["config"]),
    ("rustc-hash", &["syntax", "module", "index", "value", "sink", "lift", "engine", "lsp"]),
    ("serde", &["cli", "lsp"]),
    ("serde_json", &["cli", "lsp"]),
    ("similar", &["diff"]),
    ("tempfile", &["cli"]),
    ("terminal_size", &["cli"]),
    ("toml", &["config"]),
    ("tree-sitter", &["syntax"]),
    ("tree-sitter-python", &["syntax"]),
    ("unicode-normalization", &["module"]),
    ("url", &["lsp"]),
];

/// What only the doors may do: everything else reads nothing and prints nothing.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "print!",
    "println!",
    "eprint!",
    "eprintln!",
];

/// What ends the program.
const ENDS: &[&str] =
    &[".unwrap()", ".unwrap_err()", ".expect(", "panic!", "todo!", "unimplemented!", "unreachable!", "assert!", "dbg!"];

/// A file of `src`.
struct File {
    path: PathBuf,
    /// The path as modules: `cli`, `report` for `src/cli/report.rs`.
    modules: Vec<String>,
    text: String,
    /// The code, without comments, texts and tests.
    code: String,
}

impl File {
    /// The room that the file is in.
    fn room(&self) -> &str {
        self.modules.first().map_or("", String::as_str)
    }
}

fn files() -> Vec<File> {
    let mut paths = Vec::new();
    walk(&in_package("src"), &mut paths);
    paths.sort();
    let files = paths.into_iter().map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let inside = path.strip_prefix(in_package("src")).unwrap().with_extension("");
        let modules = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        File { path, modules, code: rust::code(&text), text }
    });
    files.collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            walk(&entry, paths);
        } else {
            paths.push(entry);
        }
    }
}

/// The modules of `lib.rs`, in their order.
fn rooms(files: &[File]) -> Vec<String> {
    let library = files.iter().find(|file| file.room() == "lib").unwrap();
    rust::modules(&library.code)
}

/// Where a file breaks a rule.
fn place(file: &File, what: &str) -> String {
    format!("{}: {what}", file.path.strip_prefix(in_package("")).unwrap().display())
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn a_room_knows_only_the_rooms_above_it() {
    let files = files();
    let rooms = rooms(&files);
    assert!(rooms.len() > 10, "{rooms:?}");
    let order = |name: &str| rooms.iter().position(|room| room == name);
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| !matches!(file.room(), "lib" | "main")) {
        let own = order(file.room()).unwrap_or_else(|| panic!("{}", place(file, "not in lib.rs")));
        for path in rust::paths(&file.code, "crate") {
            if order(&path[0]).is_none_or(|other| other > own) {
                wrong.push(place(file, &format!("crate::{}", path.join("::"))));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn strangers_stay_strangers() {
    let mut wrong = Vec::new();
    for file in files() {
        for path in rust::paths(&file.code, "crate") {
            let meet = |(one, other): &&(&str, &str)| {
                (*one == file.room() && *other == path[0]) || (*other == file.room() && *one == path[0])
            };
            if STRANGERS.iter().any(|pair| meet(&pair)) {
                wrong.push(place(&file, &format!("crate::{}", path.join("::"))));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn a_file_of_a_room_knows_only_those_above_it() {
    let files = files();
    let mut wrong = Vec::new();
    let is_room = |file: &&File| file.modules.len() == 1 && !matches!(file.room(), "lib" | "main");
    for parent in files.iter().filter(is_room).filter(|file| !KNOTS.contains(&file.room())) {
        let siblings = rust::modules(&parent.code);
        let order = |name: &String| siblings.iter().position(|sibling| sibling == name);
        for file in files.iter().filter(|file| file.modules.len() > 1 && file.modules[0] == parent.room()) {
            let own = order(&file.modules[1]).unwrap();
            let above = rust::paths(&file.code, "super");
            let inside = rust::paths(&file.code, &format!("crate::{}", parent.room()));
            // The rules share what stands in `rules.rs` and know nothing of each other.
            let is_wrong = |other: usize| other > own || (parent.room() == "rules" && other != own);
            for path in above.iter().chain(&inside).filter(|path| order(&path[0]).is_some_and(is_wrong)) {
                wrong.push(place(file, &format!("{}::{}", parent.room(), path.join("::"))));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn packages_stay_in_their_rooms() {
    let manifest: toml::Table = fs::read_to_string(in_package("Cargo.toml")).unwrap().parse().unwrap();
    let packages: BTreeSet<&str> = manifest["dependencies"].as_table().unwrap().keys().map(String::as_str).collect();
    let known: BTreeSet<&str> = PACKAGES.iter().map(|(package, _)| *package).collect();
    assert_eq!(packages, known, "every package has its rooms in tests/house.rs");
    let mut wrong = Vec::new();
    for file in files() {
        for (package, rooms) in PACKAGES {
            let package = package.replace('-', "_");
            let is_named = !rust::paths(&file.code, &package).is_empty();
            if is_named && !rooms.contains(&file.room()) {
                wrong.push(place(&file, &package));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn only_the_doors_reach_outside() {
    let files = files();
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| !matches!(file.room(), "disk" | "cli" | "lsp" | "main")) {
        let standard = rust::paths(&file.code, "std").into_iter().map(|path| format!("std::{}", path.join("::")));
        let mut named: Vec<String> = standard.collect();
        named.push(file.code.clone());
        for outside in OUTSIDE.iter().filter(|outside| named.iter().any(|name| has_word(name, outside))) {
            wrong.push(place(file, outside));
        }
    }
    assert_none(&wrong);
}

/// Whether a text has the word, and not only as a part of another one.
fn has_word(text: &str, word: &str) -> bool {
    let is_letter = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() || char == '_');
    text.match_indices(word).any(|(at, _)| {
        let (before, behind) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !is_letter(before) && (!is_letter(behind) || word.ends_with(['!', '(', ')']))
    })
}

#[test]
fn nothing_ends_the_program() {
    let mut wrong = Vec::new();
    for file in files() {
        for (row, line) in file.code.lines().enumerate() {
            for end in ENDS.iter().filter(|end| has_word(line, end) || (end.starts_with('.') && line.contains(**end))) {
                wrong.push(place(&file, &format!("line {}: `{end}`", row + 1)));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn every_file_says_what_it_is() {
    let mut wrong = Vec::new();
    for file in files() {
        if !file.text.starts_with("//! ") {
            wrong.push(place(&file, "no `//!` at the top"));
        }
    }
    for entry in fs::read_dir(in_package("queries")).unwrap().map(|entry| entry.unwrap().path()) {
        if !fs::read_to_string(&entry).unwrap().starts_with("; ") {
            wrong.push(format!("{}: no comment at the top", entry.display()));
        }
    }
    assert_none(&wrong);
}

#[test]
fn files_are_small() {
    let files = files();
    let mut sizes: Vec<usize> = files.iter().map(|file| file.code.trim_end().lines().count()).collect();
    sizes.sort_unstable();
    let median = sizes[sizes.len() / 2];
    assert!(median <= 200, "half of the files have more than {median} lines");
    let large = files.iter().filter(|file| file.code.lines().count() > 900);
    assert_none(&large.map(|file| place(file, "more than 900 lines")).collect::<Vec<String>>());
}

#[test]
fn no_line_is_wide() {
    let wide = |file: &File| file.text.lines().any(|line| line.chars().count() > 120);
    let files = files();
    let wrong: Vec<String> = files.iter().filter(|file| wide(file)).map(|file| place(file, "a wide line")).collect();
    assert_none(&wrong);
}

/// Every rule is met by a case.
#[test]
fn the_cases_meet_every_rule() {
    let mut met = BTreeSet::new();
    for case in case::all() {
        let staged = case.stage();
        let sources = staged.files().into_iter().filter_map(|(_, bytes)| Source::from_bytes(&bytes).ok());
        met.extend(sources.flat_map(|source| engine::analyze(&source).findings).map(|finding| finding.code));
    }
    let missing: Vec<Code> = Code::ALL.into_iter().filter(|code| !met.contains(code)).collect();
    assert!(missing.is_empty(), "no case in tests/cases has {missing:?}");
}
