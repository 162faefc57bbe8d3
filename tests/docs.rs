//! What the documentation shows is what mpfix does: the example, its report, its patch, its JSON, and the commands.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use mpfix::engine::{self, FixPolicy};
use mpfix::text::Source;
use serde_json::Value;
use tempfile::TempDir;

use support::in_package;
use support::process::{self, Run};
use support::python::{Python, StartMethod};

const EXAMPLE: &str = "examples/producer_consumer.py";

/// The pages that are read by people.
const PAGES: &[&str] = &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

const LIMIT: Duration = Duration::from_secs(60);

fn page(name: &str) -> String {
    fs::read_to_string(in_package(name)).unwrap()
}

/// The blocks of code of a page: the language and the text.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((language.to_owned(), text.join("\n") + "\n"));
        }
    }
    blocks
}

fn block(language: &str, start: &str) -> String {
    let found = blocks(&page("README.md")).into_iter();
    let mut found = found.filter(|(name, text)| name == language && text.starts_with(start));
    found.next().unwrap_or_else(|| panic!("README.md has no `{language}` block that starts with `{start}`")).1
}

fn mpfix(arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mpfix"));
    process::run(command.current_dir(in_package("")).args(["--color", "never"]).args(arguments), b"", LIMIT)
}

#[test]
fn the_readme_shows_the_patch_and_the_report_of_the_example() {
    assert_eq!(block("diff", "--- "), mpfix(&["--diff", EXAMPLE]).out());
    let (shown, printed) = (block("text", "error[MP101]"), mpfix(&[EXAMPLE]).out());
    assert_eq!(shown.trim_end(), printed.split("\n\n").next().unwrap());
}

#[test]
fn the_readme_shows_the_json_of_the_example() {
    let shown: Value = serde_json::from_str(&block("json", "{")).unwrap();
    let printed: Value = serde_json::from_slice(&mpfix(&["--output-format", "json", EXAMPLE]).out).unwrap();
    assert_excerpt(&shown, &printed, "");
}

/// Every member and the first items of what is shown are in what is printed.
fn assert_excerpt(shown: &Value, printed: &Value, at: &str) {
    match (shown, printed) {
        (Value::Object(shown), Value::Object(printed)) => {
            for (name, value) in shown {
                let printed = printed.get(name).unwrap_or_else(|| panic!("nothing is printed at {at}/{name}"));
                assert_excerpt(value, printed, &format!("{at}/{name}"));
            }
        }
        (Value::Array(shown), Value::Array(printed)) => {
            assert!(shown.len() <= printed.len() && shown.is_empty() == printed.is_empty(), "{at}");
            for (index, (shown, printed)) in shown.iter().zip(printed).enumerate() {
                assert_excerpt(shown, printed, &format!("{at}/{index}"));
            }
        }
        _ => assert_eq!(shown, printed, "{at}"),
    }
}

/// The examples fail as the documentation says, and their fix makes them work.
#[test]
fn the_examples_run() {
    let python = Python::new();
    let error = "AttributeError: Can't pickle local object 'fn.<locals>.producer'";
    assert_eq!(block("text", "AttributeError"), format!("{error}\n"));
    let examples: Vec<PathBuf> =
        fs::read_dir(in_package("examples")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(examples.iter().any(|path| path.ends_with(EXAMPLE)), "{examples:?}");
    for path in examples.iter().filter(|path| path.extension().is_some_and(|extension| extension == "py")) {
        let original = Source::from_bytes(&fs::read(path).unwrap()).unwrap();
        let fork = python.run(path, StartMethod::Fork, LIMIT);
        assert_eq!(fork.code, Some(0), "{}", fork.err);
        let spawn = python.run(path, StartMethod::Spawn, Duration::from_secs(6));
        assert_ne!(spawn.code, Some(0), "{}", path.display());
        let fixed = engine::fix(&original, FixPolicy::Safe);
        assert!(fixed.remaining.findings.is_empty(), "{}", path.display());
        let folder = TempDir::new().unwrap();
        let copy = folder.path().join(path.file_name().unwrap());
        fs::write(&copy, fixed.source.to_bytes().unwrap()).unwrap();
        for method in StartMethod::ALL {
            let run = python.run(&copy, method, LIMIT);
            assert_eq!((run.code, run.out()), (Some(0), fork.out()), "{}", run.err);
        }
    }
}

/// Commands in the pages name options and files that there are.
#[test]
fn the_commands_exist() {
    let help = mpfix(&["--help"]).out();
    let targets = fs::read_dir(in_package("tests")).unwrap().map(|entry| entry.unwrap().file_name());
    let targets: Vec<String> =
        targets.filter_map(|name| Some(name.to_str()?.strip_suffix(".rs")?.to_owned())).collect();
    for name in PAGES {
        let page = page(name);
        for word in page.split(|char: char| char.is_whitespace() || "`|,;:()".contains(char)) {
            let is_own =
                |option: &str| ["--no-fail-fast", "--test", "--bench", "--path", "--release", "--"].contains(&option);
            let is_option = word.strip_prefix("--").is_some_and(|name| name.starts_with(char::is_alphabetic));
            if is_option && !is_own(word) {
                assert!(help.contains(word), "{name}: mpfix has no option {word}");
            }
        }
        for target in page.split("--test ").skip(1).map(|rest| rest.split([' ', '`', '\n']).next().unwrap()) {
            assert!(targets.iter().any(|known| known == target), "{name}: there is no test {target}");
        }
        let code = page.split('`').chain(page.split_whitespace());
        for path in code.filter(|word| is_path(word)) {
            let path = path.trim_end_matches('/');
            assert!(in_package(path).exists(), "{name}: there is no {path}");
        }
    }
}

/// Whether a word is a path in the package, without a part that stands for others.
fn is_path(word: &str) -> bool {
    let known = ["src/", "tests/", "snapshots/", "queries/", "examples/", ".ci/", "docs/"];
    let plain = word.chars().all(|char| char.is_alphanumeric() || "._-/".contains(char));
    known.iter().any(|start| word.starts_with(start)) && plain && !word.contains("NAME") && !word.contains("its_name")
}

#[test]
fn the_links_lead_somewhere() {
    for name in PAGES {
        let page = page(name);
        for target in page.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            let is_here = target.starts_with("https://") || in_package(target).is_file();
            assert!(is_here, "{name}: {target} leads nowhere");
        }
    }
}

#[test]
fn the_pages_are_wrapped() {
    for name in PAGES {
        let page = page(name);
        let wide = page.lines().filter(|line| line.chars().count() > 120 && !line.starts_with('|'));
        assert_eq!(wide.count(), 0, "{name} has wide lines");
    }
}

#[test]
fn every_code_is_in_the_readme() {
    let page = page("README.md");
    for code in mpfix::finding::Code::ALL {
        let row = format!("| {} | {} |", code.code(), code.name());
        assert!(page.contains(&row), "README.md has no row {row}");
    }
    assert!(Path::new(&in_package("LICENSE-MIT")).is_file() && in_package("LICENSE-APACHE").is_file());
}
