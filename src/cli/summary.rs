//! What a run comes to: counts, the exit code, and the sentence at the end.

use serde::Serialize;

use crate::edit::Fix;
use crate::finding::Finding;

use super::examine::Examined;
use super::options::Mode;

/// The counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Files that could be read.
    files: usize,
    /// Findings that remain, without advice.
    findings: usize,
    /// Those of them with a safe fix.
    fixable: usize,
    /// Those of them with an unsafe fix.
    unsafely_fixable: usize,
    /// Findings that are fixed, or would be by the diff.
    fixed: usize,
    /// Files with such findings.
    fixed_files: usize,
    /// What there is to know besides.
    advice: usize,
    /// What could not be done.
    problems: usize,
}

impl Tally {
    /// What one file adds.
    pub fn of(examined: &Examined) -> Self {
        let findings = examined.present.findings.as_slice();
        let advice = count(findings, Finding::is_advice);
        let problems = examined.present.problems.len();
        Self {
            files: usize::from(examined.is_read),
            findings: findings.len() - advice,
            fixable: count(findings, |finding| finding.fix().is_some_and(Fix::is_safe)),
            unsafely_fixable: count(findings, |finding| finding.fix().is_some_and(|fix| !fix.is_safe())),
            fixed: examined.settled.len(),
            fixed_files: usize::from(examined.is_changed),
            advice,
            problems: problems + examined.failures.len(),
        }
    }

    /// What a file adds with which something could not be done, and that is no source.
    pub fn of_failure() -> Self {
        Self { problems: 1, ..Self::default() }
    }

    /// Adds the counts of another file.
    pub fn add(&mut self, other: Self) {
        self.files += other.files;
        self.findings += other.findings;
        self.fixable += other.fixable;
        self.unsafely_fixable += other.unsafely_fixable;
        self.fixed += other.fixed;
        self.fixed_files += other.fixed_files;
        self.advice += other.advice;
        self.problems += other.problems;
    }

    /// The exit code of the run: 2 where something could not be done, else 1 where something is left to do.
    pub fn exit_code(self, mode: Mode) -> u8 {
        let left = match mode {
            Mode::Report | Mode::Write => self.findings,
            Mode::Diff => self.findings + self.fixed_files,
        };
        match (self.problems, left) {
            (0, 0) => 0,
            (0, _) => 1,
            _ => 2,
        }
    }

    /// The sentence at the end.
    pub fn sentence(self, mode: Mode) -> String {
        if self.files == 0 {
            return format!("checked no file; {} above", counted(self.problems, "error"));
        }
        let found = match (mode, self.fixed) {
            (Mode::Report, _) | (_, 0) => self.found(),
            (Mode::Diff, _) => format!("the diff fixes {}; {}", self.done(), self.remaining()),
            (Mode::Write, _) => format!("fixed {}; {}", self.done(), self.remaining()),
        };
        let advice = match self.advice {
            0 => String::new(),
            count => format!("; {} of advice", counted(count, "piece")),
        };
        let problems = match self.problems {
            0 => String::new(),
            count => format!("; {} above", counted(count, "error")),
        };
        format!("checked {}: {found}{advice}{problems}", counted(self.files, "file"))
    }

    fn found(self) -> String {
        match self.findings {
            0 => "nothing found".to_owned(),
            count => format!("{}{}", counted(count, "finding"), self.ways()),
        }
    }

    fn done(self) -> String {
        format!("{} in {}", counted(self.fixed, "finding"), counted(self.fixed_files, "file"))
    }

    fn remaining(self) -> String {
        match self.findings {
            0 => "nothing remains".to_owned(),
            1 => format!("1 remains{}", self.ways()),
            count => format!("{} remain{}", grouped(count), self.ways()),
        }
    }

    /// How the findings can be fixed, in brackets.
    fn ways(self) -> String {
        let by_hand = self.findings - self.fixable - self.unsafely_fixable;
        let ways = [
            (self.fixable, "fixable with `--write`"),
            (self.unsafely_fixable, "fixable with `--write --unsafe-fixes`"),
            (by_hand, "without a fix"),
        ];
        let ways: Vec<String> = ways
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, way)| format!("{} {way}", grouped(*count)))
            .collect();
        format!(" ({})", ways.join(", "))
    }
}

fn count(findings: &[Finding], is_counted: impl Fn(&Finding) -> bool) -> usize {
    findings.iter().filter(|finding| is_counted(finding)).count()
}

fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// The number with a comma after every three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOME: Tally = Tally {
        files: 1234,
        findings: 3,
        fixable: 1,
        unsafely_fixable: 1,
        fixed: 2,
        fixed_files: 1,
        advice: 0,
        problems: 0,
    };

    #[test]
    fn the_sentence_says_what_is_left_to_do() {
        assert_eq!(
            SOME.sentence(Mode::Report),
            "checked 1,234 files: 3 findings (1 fixable with `--write`, 1 fixable with `--write --unsafe-fixes`, \
             1 without a fix)"
        );
        assert!(SOME.sentence(Mode::Write).starts_with("checked 1,234 files: fixed 2 findings in 1 file; 3 remain ("));
        assert_eq!(
            Tally { files: 1, problems: 1, ..Tally::default() }.sentence(Mode::Diff),
            "checked 1 file: nothing found; 1 error above"
        );
    }

    #[test]
    fn a_problem_outweighs_a_finding() {
        assert_eq!(SOME.exit_code(Mode::Write), 1);
        assert_eq!(Tally { problems: 1, ..SOME }.exit_code(Mode::Report), 2);
        assert_eq!(Tally { findings: 0, ..SOME }.exit_code(Mode::Write), 0);
        assert_eq!(Tally { findings: 0, ..SOME }.exit_code(Mode::Diff), 1);
    }

    #[test]
    fn advice_is_counted_apart() {
        let advised = Tally { files: 1, advice: 2, ..Tally::default() };
        assert_eq!(advised.sentence(Mode::Report), "checked 1 file: nothing found; 2 pieces of advice");
        assert_eq!([Mode::Report, Mode::Diff, Mode::Write].map(|mode| advised.exit_code(mode)), [0; 3]);
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(
            ["1", "999", "1,000", "1,234,567"],
            [1, 999, 1000, 1_234_567].map(grouped).each_ref().map(String::as_str)
        );
    }
}
