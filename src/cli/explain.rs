//! `mpfix explain`: the pages of the rules, for people and for programs.

use serde::Serialize;

use crate::engine;
use crate::finding::Code;

use super::FAILED;
use super::options::{Explain, Format};
use super::output::{Output, State, Styles};
use super::report::{Coloring, Style};

/// The version of the format for programs.
const VERSION: u32 = 1;

const CODE_INDENT: usize = 4;

/// Everything that is explained.
#[derive(Debug, Serialize)]
struct Document {
    version: u32,
    rules: Vec<RuleEntry>,
}

/// A rule, with its page in Markdown.
#[derive(Debug, Serialize)]
struct RuleEntry {
    code: &'static str,
    name: &'static str,
    summary: &'static str,
    page: &'static str,
}

/// Prints what is asked for, and answers the exit code.
pub fn run(options: &Explain) -> u8 {
    let (mut output, styles) = Output::new(options.color);
    let mut codes: Vec<Code> = Vec::new();
    for word in &options.rules {
        match Code::named(word) {
            Some(code) if codes.contains(&code) => {}
            Some(code) => codes.push(code),
            None => {
                output.err(&styles.err.error(&unknown(word)));
                return FAILED;
            }
        }
    }
    let text = match options.output_format {
        Format::Json => json(if codes.is_empty() { &Code::ALL } else { &codes }),
        Format::Text if codes.is_empty() => list(&styles),
        Format::Text => codes.iter().map(|code| page(*code, &styles)).collect::<Vec<String>>().join("\n\n"),
    };
    output.out(text.as_bytes());
    match output.state() {
        State::Broken(_) => FAILED,
        State::Open | State::Closed => 0,
    }
}

fn unknown(word: &str) -> String {
    let near = Code::nearest(word).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    format!("there is no rule `{word}`; {near}`mpfix explain` lists all")
}

fn json(codes: &[Code]) -> String {
    let rules = codes.iter().map(|code| {
        let page = engine::page(*code);
        RuleEntry { code: code.code(), name: code.name(), summary: summary(*code), page }
    });
    let document = Document { version: VERSION, rules: rules.collect() };
    // Strings and numbers can always be written.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// What a rule finds, in one line.
fn summary(code: Code) -> &'static str {
    let title = engine::page(code).lines().next().unwrap_or_default();
    title.split_once(": ").map_or(title, |(_, summary)| summary).trim_end_matches('.')
}

/// A line for each rule.
fn list(styles: &Styles) -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let lines = Code::ALL.iter().map(|code| {
        let name = format!("{:width$}", code.name());
        let head = format!("{}  {name}  ", code.code());
        let summary = styles.out.wrapped(summary(*code), head.len()).replace('\n', &format!("\n{:1$}", "", head.len()));
        format!("{}  {name}  {summary}\n", bold(code.code(), styles))
    });
    lines.collect()
}

/// A page without the marks of Markdown.
fn page(code: Code, styles: &Styles) -> String {
    let mut text = String::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut lines = engine::page(code).lines();
    let title = lines.next().unwrap_or_default();
    text.push_str(&format!("{}\n", bold(&styles.out.wrapped(title, 0), styles)));
    while let Some(line) = lines.next() {
        let is_item = line.starts_with("- ");
        if line.is_empty() || is_item || line.starts_with("```") || line.starts_with("# ") {
            text.push_str(&filled(&std::mem::take(&mut paragraph), &styles.out));
        }
        if line.is_empty() {
            text.push('\n');
        } else if let Some(head) = line.strip_prefix("# ") {
            text.push_str(&format!("{}\n", bold(head, styles)));
        } else if line.starts_with("```") {
            for code in lines.by_ref().take_while(|line| !line.starts_with("```")) {
                let indent = if code.is_empty() { 0 } else { CODE_INDENT };
                text.push_str(&format!("{:indent$}{code}\n", ""));
            }
        } else {
            paragraph.push(line.trim_start());
        }
    }
    text.push_str(&filled(&paragraph, &styles.out));
    text
}

/// The lines of a paragraph or of an item as the terminal is wide.
fn filled(lines: &[&str], style: &Style) -> String {
    let Some(first) = lines.first() else { return String::new() };
    let indent = if first.starts_with("- ") { 2 } else { 0 };
    let text = match style.wrapped(&lines.join(" "), indent) {
        // Where there is no terminal, the page is as wide as in its file.
        one_line if !one_line.contains('\n') && lines.len() > 1 => lines.join("\n"),
        wrapped => wrapped,
    };
    text.replace('\n', &format!("\n{:indent$}", "")) + "\n"
}

fn bold(text: &str, styles: &Styles) -> String {
    match styles.out_coloring {
        Coloring::Styled => format!("\x1b[1m{text}\x1b[0m"),
        Coloring::Plain => text.to_owned(),
    }
}
