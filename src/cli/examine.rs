//! One run: reading the files that the engine asks for, fixing, writing. Nothing here prints.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diff;
use crate::disk::{Configs, Failure, Input, Origin, Reading};
use crate::engine::{Analysis, Project};
use crate::finding::{Finding, Outcome as Remedy};
use crate::text::{EncodeError, FileId, Source, Span};

use super::options::{Format, Mode};
use super::place::Places;
use super::write;

/// What is to be done with the inputs.
#[derive(Debug)]
pub struct Task {
    /// What happens to the findings.
    pub mode: Mode,
    /// What holds for each file.
    pub configs: Arc<Configs>,
    /// For whom the results are printed.
    pub format: Format,
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
    /// The findings that the fixes settle, in the text before them.
    pub settled: Vec<Finding>,
    /// What there is to say of the text as it is now: on the disk, or as it came from standard input.
    pub present: Analysis,
    /// Whether a fix changes this file.
    pub is_changed: bool,
    /// The diff, or the fixed text of standard input.
    pub output: Vec<u8>,
}

/// A run over all inputs.
#[derive(Debug)]
pub struct Run {
    /// What has come of each input, in their order.
    pub examined: Vec<Examined>,
    /// The files before the fixes: [`Examined::settled`] has its places there.
    before: Project,
    /// The files after them, or the same where nothing is written: [`Examined::present`] has its places there.
    now: Project,
    inputs: Vec<Input>,
}

/// Examines all inputs.
pub fn examine(inputs: Vec<Input>, task: &Task) -> Run {
    let mut reading = Reading::new(inputs, Arc::clone(&task.configs));
    if task.format == Format::Json {
        reading.offer_alternatives();
    }
    reading.glance();
    reading.settle();
    let before = reading.project().clone();
    if task.mode != Mode::Report {
        reading.fix();
    }
    let mut outputs = outputs(&mut reading, &before, task);
    let now = if task.mode == Mode::Write { reading.project().clone() } else { before.clone() };
    let examined = reading.files().into_iter().map(|file| Examined {
        path: reading.inputs()[file.index()].shown.clone(),
        is_read: reading.is_read(file),
        failures: reading.failures(file).to_vec(),
        is_changed: is_changed(&before, reading.project(), file),
        output: std::mem::take(&mut outputs[file.index()]),
        ..compare(&before, reading.project(), file, task.mode)
    });
    Run { examined: examined.collect(), before, now, inputs: reading.inputs().to_vec() }
}

impl Run {
    /// The files as they were.
    pub fn texts_before(&self) -> Texts<'_> {
        Texts::new(&self.inputs, &self.before)
    }

    /// The files as they are.
    pub fn texts_now(&self) -> Texts<'_> {
        Texts::new(&self.inputs, &self.now)
    }
}

/// The paths and lines of the files of a run at one time.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    inputs: &'a [Input],
    project: &'a Project,
}

impl<'a> Texts<'a> {
    /// The inputs as a project has them.
    pub fn new(inputs: &'a [Input], project: &'a Project) -> Self {
        Self { inputs, project }
    }

    /// The path of a file as it is shown.
    pub fn path(self, file: FileId) -> String {
        self.inputs.get(file.index()).map_or_else(String::new, |input| input.shown.to_string_lossy().into_owned())
    }

    /// The lines of a file that has been looked at.
    pub fn places(self, file: FileId) -> Option<Places<'a>> {
        self.project.source(file).map(|source| Places::new(source))
    }
}

/// What is to be printed of each input: a diff, or the fixed text. Files are written here.
fn outputs(reading: &mut Reading, before: &Project, task: &Task) -> Vec<Vec<u8>> {
    let mut outputs = Vec::new();
    for file in reading.files() {
        let mut printed = Vec::new();
        let (old, new) = (before.source(file).cloned(), reading.project().source(file).cloned());
        if let (Some(old), Some(new)) = (old, new)
            && is_changed(before, reading.project(), file)
        {
            match emit(&old, &new, &reading.inputs()[file.index()].origin, (task.mode, &task.folder)) {
                Ok(bytes) => printed = bytes,
                Err(failure) => {
                    reading.fail(file, failure);
                    reading.replace(file, (*old).clone());
                }
            }
        }
        // Who pipes a text through mpfix gets a text back, whatever happens.
        let given = reading.take_bytes(file).filter(|_| task.mode == Mode::Write);
        outputs.push(given.filter(|_| printed.is_empty()).unwrap_or(printed));
    }
    reading.settle();
    outputs
}

fn is_changed(before: &Project, after: &Project, file: FileId) -> bool {
    match (before.source(file), after.source(file)) {
        (Some(old), Some(new)) => !Arc::ptr_eq(old, new) && old.text() != new.text(),
        _ => false,
    }
}

/// Writes a changed file, or answers what is to be printed of it.
///
/// # Errors
/// When the new text can't be encoded like the old one, or the file can't be written.
pub fn emit(old: &Source, new: &Source, origin: &Origin, (mode, folder): (Mode, &Path)) -> Result<Vec<u8>, Failure> {
    let failed = |error: EncodeError| Failure::new(error.to_string());
    let (old, new) = (old.to_bytes().map_err(failed)?, new.to_bytes().map_err(failed)?);
    match (mode, origin) {
        (Mode::Report, _) => Ok(Vec::new()),
        (Mode::Diff, _) => Ok(diff::unified(&diff_path(origin, folder), &old, &new)),
        (Mode::Write, Origin::File(path)) => write::replace(path, &old, &new).map(|()| Vec::new()),
        (Mode::Write, Origin::Stdin(_) | Origin::Lost(_)) => Ok(new.into_owned()),
    }
}

/// Which findings of a file the fixes settle, and what is left.
fn compare(before: &Project, after: &Project, file: FileId, mode: Mode) -> Examined {
    let (old, new) = (before.analysis(file), after.analysis(file));
    match mode {
        Mode::Report => Examined { present: old, ..Examined::default() },
        Mode::Write => {
            let (settled, _) = split(old.findings, &new.findings);
            Examined { settled, present: new, ..Examined::default() }
        }
        Mode::Diff => {
            let (settled, mut left) = split(old.findings, &new.findings);
            let (shown, _) = split(new.findings, &left);
            left.extend(shown.into_iter().map(|finding| moved_back(finding, before, after)));
            let present = Analysis { findings: left, problems: old.problems };
            Examined { settled, present, ..Examined::default() }
        }
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

/// A finding of the files after the fixes, in the texts before them: at the same place, or where the two texts part.
fn moved_back(mut finding: Finding, before: &Project, after: &Project) -> Finding {
    let back = |file: FileId, span: Span| match (before.source(file), after.source(file)) {
        (Some(old), Some(new)) => span_before(span, old.text(), new.text()),
        _ => span,
    };
    finding.span = back(finding.file, finding.span);
    for label in &mut finding.labels {
        label.span = back(finding.file, label.span);
    }
    for distant in &mut finding.distant {
        distant.place.span = back(distant.place.file, distant.place.span);
    }
    if let Some(anchor) = &mut finding.anchor {
        anchor.span = back(anchor.file, anchor.span);
    }
    if let Remedy::Refusal(refusal) = &mut finding.outcome {
        refusal.span = back(finding.file, refusal.span);
    }
    // Their edits are of the text after the fixes.
    finding.alternatives.clear();
    finding
}

fn span_before(span: Span, old: &str, new: &str) -> Span {
    let same_start = new.bytes().zip(old.bytes()).take_while(|(one, other)| one == other).count();
    let back = |offset: usize| {
        if offset <= same_start { offset } else { old.len().saturating_sub(new.len() - offset).max(same_start) }
    };
    Span::new(back(span.start), back(span.end))
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
    use crate::finding::{Code, Severity, When};

    fn finding(message: &str, start: usize) -> Finding {
        let fix = Fix { title: String::new(), applicability: Applicability::Safe, edits: Vec::new() };
        Finding {
            code: Code::Lambda,
            file: FileId::default(),
            span: Span::new(start, start + 1),
            message: message.to_owned(),
            label: String::new(),
            anchor: None,
            labels: Vec::new(),
            distant: Vec::new(),
            reason: String::new(),
            when: When::Always,
            exception: String::new(),
            hints: Vec::new(),
            outcome: Remedy::Fix(fix),
            alternatives: Vec::new(),
            severity: Severity::Error,
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
        let back = |start| span_before(Span::new(start, start + 1), old, new);
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
