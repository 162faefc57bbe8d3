//! The pages of the rules: what each claims of its example holds, and `mpfix explain` shows them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

mod support;

use std::fs;
use std::process::Command;
use std::time::Duration;

use mpfix::engine::{self, FixPolicy};
use mpfix::finding::{Code, Finding, When};
use mpfix::text::Source;
use serde_json::Value;
use tempfile::TempDir;

use support::process::{self, Run};
use support::python::{Python, StartMethod};

/// The sections of a page, in order.
const SECTIONS: [&str; 6] =
    ["What it does", "Why is this bad", "Example", "Use instead", "When mpfix refuses", "Fix safety"];

/// How long a program that has to work may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a program that has to fail may take: some of them wait for ever.
const IMPATIENCE: Duration = Duration::from_secs(6);

/// The sections of a page: the head and the text.
fn sections(page: &str) -> Vec<(&str, &str)> {
    page.split("\n# ").skip(1).map(|section| section.split_once('\n').unwrap()).collect()
}

/// The code in a section.
fn code_in(code: Code, section: &str) -> String {
    let sections = sections(engine::page(code));
    let (_, text) = sections.iter().find(|(head, _)| *head == section).unwrap();
    let block = text.split("```python\n").nth(1).unwrap_or_else(|| panic!("{section} of {code:?} has no code"));
    block.split("```").next().unwrap().to_owned()
}

/// The finding of a page's example.
fn finding(code: Code) -> Finding {
    let findings = engine::analyze(&Source::from_text(code_in(code, "Example"))).findings;
    let codes: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [code]);
    findings.into_iter().next().unwrap()
}

fn mpfix(arguments: &[&str]) -> Run {
    let folder = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mpfix"));
    process::run(command.current_dir(folder.path()).args(arguments), b"", PATIENCE)
}

#[test]
fn every_rule_has_a_page_with_all_sections() {
    for code in Code::ALL {
        let page = engine::page(code);
        let title = format!("{} {}: ", code.code(), code.name());
        let first = page.lines().next().unwrap();
        assert!(first.starts_with(&title) && first.ends_with('.'), "{first}");
        let heads: Vec<&str> = sections(page).iter().map(|(head, _)| *head).collect();
        assert_eq!(heads, SECTIONS, "{code:?}");
        assert!(sections(page).iter().all(|(_, text)| text.trim().len() > 20), "{code:?} has an empty section");
        assert!(!page.contains("//!") && !page.contains("\nuse super::"), "{page}");
    }
}

#[test]
fn the_example_has_the_finding_and_the_fix_makes_what_to_use_instead() {
    for code in Code::ALL {
        let (before, after) = (code_in(code, "Example"), code_in(code, "Use instead"));
        let has_fix = finding(code).fix().is_some();
        if has_fix {
            assert_eq!(engine::fix(&Source::from_text(before), FixPolicy::Safe).source.text(), after, "{code:?}");
        }
        assert_eq!(engine::analyze(&Source::from_text(after)).findings, [], "{code:?}");
    }
}

/// The example fails where its finding says, and what to use instead works everywhere.
#[test]
fn the_examples_run() {
    let python = Python::new();
    let folder = TempDir::new().unwrap();
    for code in Code::ALL {
        let run = |section: &str, method, limit| {
            let path = folder.path().join("program.py");
            fs::write(&path, code_in(code, section)).unwrap();
            python.run(&path, method, limit)
        };
        let works = run("Use instead", StartMethod::Spawn, PATIENCE);
        assert!(works.code == Some(0) && !works.out.is_empty(), "{code:?}: {}", works.err);
        let is_the_same = |other: &Run| (other.code, &other.out) == (Some(0), &works.out);
        for method in [StartMethod::Forkserver, StartMethod::Fork] {
            let run = run("Use instead", method, PATIENCE);
            assert!(is_the_same(&run), "{code:?} under {method:?}: {}", run.err);
        }
        let finding = finding(code);
        assert!(!is_the_same(&run("Example", StartMethod::Spawn, IMPATIENCE)), "{code:?}");
        if finding.when == When::UnlessFork {
            let forked = run("Example", StartMethod::Fork, PATIENCE);
            assert!(is_the_same(&forked), "{code:?}: {}", forked.err);
        }
    }
}

#[test]
fn a_rule_is_explained_by_its_code_or_name() {
    let by_code = mpfix(&["explain", "MP101"]);
    assert_eq!(by_code.code, Some(0), "{}", by_code.err);
    for word in ["mp101", "nested-function", "Nested-Function"] {
        assert_eq!(mpfix(&["explain", word]).out(), by_code.out());
    }
    let page = by_code.out();
    assert!(page.starts_with("MP101 nested-function: "), "{page}");
    assert!(!page.contains("```") && !page.contains("\n# ") && !page.contains('\x1b'), "{page}");
    assert!(page.contains("\nUse instead\n\n    from multiprocessing import Process\n\n\n    def scale("), "{page}");
}

#[test]
fn several_rules_are_explained_in_order() {
    let page = mpfix(&["explain", "lambda", "MP101", "MP102"]).out();
    let heads: Vec<&str> = page.lines().filter(|line| line.starts_with("MP")).map(|line| &line[..5]).collect();
    assert_eq!(heads, ["MP102", "MP101"]);
}

#[test]
fn without_a_rule_all_are_listed() {
    let list = mpfix(&["explain"]).out();
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines.len(), Code::ALL.len());
    for (line, code) in lines.iter().zip(Code::ALL) {
        assert!(line.starts_with(&format!("{}  {}", code.code(), code.name())), "{line}");
    }
}

#[test]
fn an_unknown_rule_is_named_with_the_nearest() {
    let run = mpfix(&["explain", "MP101", "nested-funktion"]);
    assert_eq!((run.code, run.out()), (Some(2), String::new()));
    let message = "there is no rule `nested-funktion`; did you mean `nested-function`? `mpfix explain` lists all";
    assert_eq!(run.err, format!("error: {message}\n"));
    assert!(mpfix(&["explain", "wibble"]).err.contains("there is no rule `wibble`; `mpfix explain` lists all"));
}

#[test]
fn programs_get_the_page_as_it_is() {
    let run = mpfix(&["explain", "--output-format", "json", "MP301"]);
    let document: Value = serde_json::from_slice(&run.out).unwrap();
    let rules = document["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 1);
    assert_eq!(rules[0]["code"], "MP301");
    assert_eq!(rules[0]["name"], "missing-main-guard");
    assert_eq!(rules[0]["summary"], "a script starts processes when it is imported");
    assert_eq!(rules[0]["page"], engine::page(Code::MissingMainGuard));
    let all: Value = serde_json::from_slice(&mpfix(&["explain", "--output-format", "json"]).out).unwrap();
    assert_eq!(all["rules"].as_array().unwrap().len(), Code::ALL.len());
}

#[test]
fn color_is_for_those_who_ask_for_it() {
    assert!(mpfix(&["explain", "--color", "always", "MP101"]).out().contains("\x1b[1mWhy is this bad\x1b[0m"));
}

/// A path keeps its meaning: behind another argument, or with a folder in front.
#[test]
fn paths_of_that_name_can_be_looked_at() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("explain"), code_in(Code::NestedFunction, "Example")).unwrap();
    for arguments in [&["./explain"][..], &["--color", "never", "explain"], &["--", "explain"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mpfix"));
        let run = process::run(command.current_dir(folder.path()).args(arguments), b"", PATIENCE);
        assert!(run.code == Some(1) && run.out().contains("error[MP101]"), "{arguments:?}: {}", run.err);
    }
}
