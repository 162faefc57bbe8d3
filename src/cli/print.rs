//! From what has come of a file to what is printed of it, and where.

use std::fmt::Write as _;

use crate::disk::Failure;
use crate::finding::{Finding, Outcome};
use crate::text::FileId;

use super::examine::{Examined, Run, Texts};
use super::json::Entries;
use super::options::{Format, Mode};
use super::output::Styles;
use super::place::legible;
use super::report::{Coloring, Style, lower_first, no_fix};
use super::summary::Tally;

/// How the results are printed.
#[derive(Debug)]
pub struct Printer {
    /// What is done about the findings.
    pub mode: Mode,
    /// For whom they are printed.
    pub format: Format,
    /// Whether standard output is taken by the text of standard input.
    pub text_goes_to: TextGoesTo,
    /// How reports look.
    pub styles: Styles,
}

/// Where the fixed text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextGoesTo {
    /// To the file it came from.
    File,
    /// To standard output, so that reports go to standard error.
    Stdout,
}

/// What is printed of one file.
#[derive(Debug, Default)]
pub struct Printed {
    /// For standard output.
    pub out: Vec<u8>,
    /// For standard error.
    pub err: String,
    /// For the one JSON object of the run.
    pub entries: Entries,
    /// For the sentence at the end.
    pub tally: Tally,
}

impl Printer {
    /// What is to be printed of the file with this number.
    pub fn print(&self, run: &Run, file: FileId) -> Printed {
        let Some(examined) = run.examined.get(file.index()) else { return Printed::default() };
        let mut printed = Printed { tally: Tally::of(examined), ..Printed::default() };
        self.print_errors(run, file, examined, &mut printed.err);
        match self.format {
            Format::Text => self.print_text(run, examined, &mut printed),
            Format::Json => {
                printed.entries = Entries::new(run, file, examined);
                printed.out.clone_from(&examined.output);
            }
        }
        printed
    }

    /// What could not be done with the file of a legible path.
    pub fn failure(&self, path: &str, failure: &Failure) -> String {
        let position = failure.position.map_or_else(String::new, |at| format!(":{}:{}", at.0, at.1));
        self.styles.err.error(&format!("{path}{position}: {}", failure.message))
    }

    fn print_errors(&self, run: &Run, file: FileId, examined: &Examined, err: &mut String) {
        let path = legible(&examined.path.to_string_lossy());
        err.extend(examined.failures.iter().map(|failure| self.failure(&path, failure)));
        let problems = &examined.present.problems;
        if let Some(places) = run.texts_now().places(file).filter(|_| !problems.is_empty()) {
            err.extend(problems.iter().map(|problem| self.styles.err.problem(&path, &places, problem)));
        }
    }

    fn print_text(&self, run: &Run, examined: &Examined, printed: &mut Printed) {
        let path = legible(&examined.path.to_string_lossy());
        match (self.mode, self.text_goes_to) {
            (Mode::Diff, _) => {
                printed.err.push_str(&not_in_the_diff(run, examined));
                if examined.output.starts_with(b"--- a/../") {
                    let _ =
                        writeln!(printed.err, "{path}: outside the current folder, `git apply` refuses it from here");
                }
                printed.out = match self.styles.out_coloring {
                    Coloring::Styled => colored_diff(&examined.output),
                    Coloring::Plain => examined.output.clone(),
                };
            }
            (Mode::Report | Mode::Write, TextGoesTo::File) => {
                printed.out = reports(run, examined, &self.styles.out).into_bytes();
            }
            (Mode::Report | Mode::Write, TextGoesTo::Stdout) => {
                printed.err.push_str(&reports(run, examined, &self.styles.err));
                printed.out.clone_from(&examined.output);
            }
        }
    }
}

/// A line for what is fixed, and a report for what remains.
fn reports(run: &Run, examined: &Examined, style: &Style) -> String {
    let (before, now) = (run.texts_before(), run.texts_now());
    let fixed = examined.settled.iter().map(|finding| {
        let title = finding.fix().map_or_else(|| "settled by another fix".to_owned(), |fix| lower_first(&fix.title));
        format!("{}: fixed: {title}\n", headline(before, finding))
    });
    let left = examined.present.findings.iter().map(|finding| style.finding(now, finding));
    fixed.chain(left).collect()
}

/// A line for each finding that the diff does not fix, so that nobody takes the diff for all there is to do.
fn not_in_the_diff(run: &Run, examined: &Examined) -> String {
    let lines = examined.present.findings.iter().map(|finding| {
        let why = match &finding.outcome {
            Outcome::Fix(_) => "its fix is unsafe, add `--unsafe-fixes` to take it".to_owned(),
            Outcome::Refusal(refusal) => no_fix(refusal),
            Outcome::Advice(advice) => format!("advice: {advice}"),
        };
        format!("{}: not in the diff: {why}\n", headline(run.texts_now(), finding))
    });
    lines.collect()
}

/// `path:row:column: code`.
fn headline(texts: Texts<'_>, finding: &Finding) -> String {
    let payload = finding.payload();
    let path = legible(&texts.path(payload.file));
    let at = texts.places(payload.file).map_or_else(String::new, |places| {
        let at = places.position(payload.span.start);
        format!(":{}:{}", at.row, at.column)
    });
    format!("{path}{at}: {}", finding.code.code())
}

/// The diff with the colors that git gives it.
fn colored_diff(diff: &[u8]) -> Vec<u8> {
    let mut colored = Vec::new();
    let mut in_header = true;
    for line in diff.split_inclusive(|&byte| byte == b'\n') {
        in_header &= !line.starts_with(b"@@");
        let color: &[u8] = match line.first() {
            _ if in_header => b"\x1b[1m",
            Some(b'@') => b"\x1b[36m",
            Some(b'-') => b"\x1b[31m",
            Some(b'+') => b"\x1b[32m",
            _ => b"",
        };
        let end = line.len() - usize::from(line.ends_with(b"\n"));
        colored.extend_from_slice(color);
        colored.extend_from_slice(&line[..end]);
        if !color.is_empty() {
            colored.extend_from_slice(b"\x1b[0m");
        }
        colored.extend_from_slice(&line[end..]);
    }
    colored
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_is_colored_line_by_line() {
        let diff = b"--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n--- b\n+c\n";
        let colored = String::from_utf8_lossy(&colored_diff(diff)).into_owned();
        assert_eq!(
            colored,
            "\x1b[1m--- a/x\x1b[0m\n\x1b[1m+++ b/x\x1b[0m\n\x1b[36m@@ -1,2 +1,2 @@\x1b[0m\n a\n\x1b[31m--- b\x1b[0m\n\
             \x1b[32m+c\x1b[0m\n"
        );
    }
}
