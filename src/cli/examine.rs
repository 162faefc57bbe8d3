//! One input: reading, asking the engine, writing. Nothing here prints.

use std::fs;
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use crate::diff;
use crate::engine::{self, Analysis, FixPolicy, Strategy};
use crate::finding::{Finding, Outcome as Remedy};
use crate::text::{Source, Span};

use super::failure::{self, Failure};
use super::options::Mode;
use super::walk::{Input, Origin};
use super::write;

/// What is to be done with each input.
#[derive(Debug)]
pub struct Task {
    /// What happens to the findings.
    pub mode: Mode,
    /// Which fixes are taken.
    pub policy: FixPolicy,
    /// Which way findings are fixed.
    pub strategy: Strategy,
    /// The current folder without symbolic links: the paths of a diff start there.
    pub folder: PathBuf,
}

/// What has come of one input.
#[derive(Debug, Default)]
pub struct Examined {
    /// The path to show.
    pub path: PathBuf,
    /// Whether the input could be read.
    pub is_read: bool,
    /// What could not be done with the whole of it.
    pub failures: Vec<Failure>,
    /// The findings that are settled by the fixes in the text as it was.
    pub settled: Option<Settled>,
    /// What there is to say of the text as it is now.
    pub present: Option<Present>,
    /// The diff, or the fixed text of standard input.
    pub output: Vec<u8>,
}

/// Findings that the fixes settle, and the text that they are in.
#[derive(Debug)]
pub struct Settled {
    /// The text before the fixes.
    pub source: Source,
    /// The findings in it.
    pub findings: Vec<Finding>,
}

/// What remains, and the text that it is in.
#[derive(Debug)]
pub struct Present {
    /// The text as it is on the disk, or came from standard input.
    pub source: Source,
    /// What there is to say of it.
    pub analysis: Analysis,
}

/// Examines one input.
pub fn examine(input: &Input, task: &Task) -> Examined {
    let mut examined = Examined { path: input.shown.clone(), ..Examined::default() };
    let bytes = match read(&input.origin) {
        Ok(bytes) => bytes,
        Err(failure) => {
            examined.failures.push(failure);
            return examined;
        }
    };
    examined.is_read = true;
    // A panic of the engine is a defect of mpfix, but the other files are still worth their answer. What this one has
    // come to is half done then and goes, so no broken state is seen.
    let looked = panic::catch_unwind(AssertUnwindSafe(|| look(&bytes, &input.origin, task, &mut examined)));
    if let Err(failure) = looked.unwrap_or_else(|payload| Err(Failure::internal(payload.as_ref()))) {
        examined = Examined { path: examined.path, is_read: true, failures: vec![failure], ..Examined::default() };
    }
    // Who pipes a text through mpfix gets a text back, whatever happens.
    if task.mode == Mode::Write && matches!(input.origin, Origin::Stdin(_)) && examined.output.is_empty() {
        examined.output = bytes;
    }
    examined
}

fn look(bytes: &[u8], origin: &Origin, task: &Task, examined: &mut Examined) -> Result<(), Failure> {
    let Some(source) = decode(bytes)? else {
        return Ok(());
    };
    match task.mode {
        Mode::Report => report(source, task, examined),
        Mode::Diff => diff(source, bytes, origin, task, examined),
        Mode::Write => write(source, bytes, origin, task, examined),
    }
    Ok(())
}

fn read(origin: &Origin) -> Result<Vec<u8>, Failure> {
    let result = match origin {
        Origin::File(path) => fs::read(path),
        Origin::Stdin(_) => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
        Origin::Lost(reason) => return Err(Failure::unreadable(reason)),
    };
    result.map_err(|error| Failure::unreadable(&failure::reason(&error)))
}

/// The source, where it can hold a finding at all.
fn decode(bytes: &[u8]) -> Result<Option<Source>, Failure> {
    if !engine::mentions_sink(bytes) && std::str::from_utf8(bytes).is_ok() {
        return Ok(None);
    }
    match Source::from_bytes(bytes) {
        Ok(source) => Ok(Some(source)),
        Err(error) => Err(Failure::undecodable(bytes, &error)),
    }
}

fn report(source: Source, task: &Task, examined: &mut Examined) {
    let analysis = engine::analyze_with(&source, task.strategy);
    examined.present = Some(Present { source, analysis });
}

fn diff(source: Source, bytes: &[u8], origin: &Origin, task: &Task, examined: &mut Examined) {
    let fixed = engine::fix_with(&source, task.policy, task.strategy);
    if fixed.applied.is_empty() {
        examined.present = Some(Present { source, analysis: fixed.remaining });
        return;
    }
    let new = match fixed.source.to_bytes() {
        Ok(new) => new,
        Err(error) => {
            examined.failures.push(Failure::new(error.to_string()));
            return report(source, task, examined);
        }
    };
    examined.output = diff::unified(&diff_path(origin, &task.folder), bytes, &new);
    let before = engine::analyze_with(&source, task.strategy);
    let (settled, mut left) = split(before.findings, &fixed.remaining.findings);
    let (new, _) = split(fixed.remaining.findings, &left);
    left.extend(new.into_iter().map(|finding| moved_back(finding, fixed.source.text(), source.text())));
    let analysis = Analysis { findings: left, problems: before.problems };
    examined.settled = Some(Settled { source: source.clone(), findings: settled });
    examined.present = Some(Present { source, analysis });
}

fn write(source: Source, bytes: &[u8], origin: &Origin, task: &Task, examined: &mut Examined) {
    let fixed = engine::fix_with(&source, task.policy, task.strategy);
    if fixed.applied.is_empty() {
        examined.present = Some(Present { source, analysis: fixed.remaining });
        return;
    }
    match put(&fixed.source, bytes, origin) {
        Ok(output) => examined.output = output,
        Err(failure) => {
            examined.failures.push(failure);
            return report(source, task, examined);
        }
    }
    let before = engine::analyze_with(&source, task.strategy);
    let (settled, _) = split(before.findings, &fixed.remaining.findings);
    examined.settled = Some(Settled { source, findings: settled });
    examined.present = Some(Present { source: fixed.source, analysis: fixed.remaining });
}

/// Puts the new text where the old one came from; answers what is to be printed.
fn put(source: &Source, old: &[u8], origin: &Origin) -> Result<Vec<u8>, Failure> {
    let new = source.to_bytes().map_err(|error| Failure::new(error.to_string()))?;
    match origin {
        Origin::File(path) => write::replace(path, old, &new).map(|()| Vec::new()),
        Origin::Stdin(_) | Origin::Lost(_) => Ok(new.into_owned()),
    }
}

/// Parts findings into those that the `others` lack and those that they have, too. Fixes move code, so a finding is
/// known again by what it says.
fn split(findings: Vec<Finding>, others: &[Finding]) -> (Vec<Finding>, Vec<Finding>) {
    let mut others: Vec<&Finding> = others.iter().collect();
    findings.into_iter().partition(|finding| match others.iter().position(|other| is_same(finding, other)) {
        Some(at) => {
            others.remove(at);
            false
        }
        None => true,
    })
}

/// A finding of the `new` text at the same place of the `old` one, or where the two texts part.
fn moved_back(mut finding: Finding, new: &str, old: &str) -> Finding {
    let same_start = new.bytes().zip(old.bytes()).take_while(|(one, other)| one == other).count();
    let back = |offset: usize| {
        if offset <= same_start { offset } else { old.len().saturating_sub(new.len() - offset).max(same_start) }
    };
    let back_span = |span: Span| Span::new(back(span.start), back(span.end));
    finding.span = back_span(finding.span);
    for label in &mut finding.labels {
        label.span = back_span(label.span);
    }
    if let Remedy::Refusal(refusal) = &mut finding.outcome {
        refusal.span = back_span(refusal.span);
    }
    finding
}

fn is_same(one: &Finding, other: &Finding) -> bool {
    one.code == other.code
        && one.message == other.message
        && one.label == other.label
        && one.fix().map(|fix| &fix.title) == other.fix().map(|fix| &fix.title)
}

/// The path of a file as a diff names it: from the current folder, so that `git apply` finds it from there.
fn diff_path(origin: &Origin, folder: &Path) -> Vec<u8> {
    let (Origin::File(path) | Origin::Stdin(path)) = origin else {
        return Vec::new();
    };
    let mut ancestors = folder.ancestors().enumerate();
    let from_folder = ancestors.find_map(|(up, folder)| Some((up, path.strip_prefix(folder).ok()?)));
    let (up, rest) = from_folder.unwrap_or((0, path));
    let mut parts: Vec<Vec<u8>> = vec![b"..".to_vec(); up];
    parts.extend(rest.components().map(|part| part.as_os_str().as_encoded_bytes().to_vec()));
    parts.join(&b'/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Applicability, Fix};
    use crate::finding::{Code, When};

    fn finding(message: &str, start: usize) -> Finding {
        let fix = Fix { title: String::new(), applicability: Applicability::Safe, edits: Vec::new() };
        Finding {
            code: Code::Lambda,
            span: Span::new(start, start + 1),
            message: message.to_owned(),
            label: String::new(),
            labels: Vec::new(),
            reason: String::new(),
            when: When::Always,
            exception: String::new(),
            hints: Vec::new(),
            outcome: Remedy::Fix(fix),
        }
    }

    #[test]
    fn a_finding_is_known_again_by_what_it_says() {
        let before = vec![finding("a", 1), finding("b", 2), finding("a", 3)];
        let (gone, left) = split(before, &[finding("a", 40), finding("c", 50)]);
        assert_eq!(gone, [finding("b", 2), finding("a", 3)]);
        assert_eq!(left, [finding("a", 1)]);
    }

    #[test]
    fn a_new_finding_is_placed_in_the_old_text() {
        let (old, new) = ("one(f)two", "one(moved)two");
        let back = |start| moved_back(finding("", start), new, old).span;
        assert_eq!(back(1), Span::new(1, 2));
        assert_eq!(back(10), Span::new(6, 7));
        assert_eq!(back(5).start, 4);
    }

    #[test]
    fn a_diff_names_files_from_the_current_folder() {
        let path = |file: &str, folder: &str| {
            let path = diff_path(&Origin::File(PathBuf::from(file)), Path::new(folder));
            String::from_utf8_lossy(&path).into_owned()
        };
        assert_eq!(path("/a/b/c.py", "/a/b"), "c.py");
        assert_eq!(path("/a/b/c.py", "/a"), "b/c.py");
        assert_eq!(path("/a/c.py", "/a/b"), "../c.py");
        assert_eq!(path("/c.py", "/a/b"), "../../c.py");
    }
}
