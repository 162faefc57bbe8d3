//! Findings for programs: one object for the whole run. Members are only ever added to it; a change of a meaning
//! changes `version`.

use serde::Serialize;

use crate::disk::Failure;
use crate::edit::{Applicability, Fix};
use crate::engine::{LiftableKind, Lifting};
use crate::finding::{Finding, Outcome, Problem, When};
use crate::text::{FileId, Span};

use super::examine::{Examined, Run, Texts};
use super::place::{Place, Places, Position};
use super::summary::Tally;

/// The version of the format.
const VERSION: u32 = 1;

/// Everything a run has to say.
#[derive(Debug, Serialize)]
pub struct Document {
    version: u32,
    findings: Vec<FindingEntry>,
    fixed: Vec<FixedEntry>,
    problems: Vec<ProblemEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    summary: Tally,
}

/// What one file adds to a document.
#[derive(Debug, Default)]
pub struct Entries {
    findings: Vec<FindingEntry>,
    fixed: Vec<FixedEntry>,
    problems: Vec<ProblemEntry>,
}

/// A place in a file. Edits, labels and what refuses a fix may be in another file than the payload.
#[derive(Debug, Serialize)]
struct LocatedEntry {
    path: String,
    #[serde(flatten)]
    place: Place,
}

/// A finding that remains.
#[derive(Debug, Serialize)]
struct FindingEntry {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    message: String,
    #[serde(flatten)]
    place: LocatedEntry,
    label: String,
    reason: String,
    when: &'static str,
    start_methods: &'static [&'static str],
    exception: String,
    labels: Vec<LabelEntry>,
    hints: Vec<String>,
    #[serde(flatten)]
    outcome: OutcomeEntry,
    alternatives: Vec<FixEntry>,
}

/// A secondary place.
#[derive(Debug, Serialize)]
struct LabelEntry {
    message: String,
    #[serde(flatten)]
    place: LocatedEntry,
}

/// One of `"fix": {...}`, `"refusal": {...}` and `"advice": "..."`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum OutcomeEntry {
    Fix(FixEntry),
    Refusal(RefusalEntry),
    Advice(String),
}

#[derive(Debug, Serialize)]
struct FixEntry {
    title: String,
    #[serde(flatten)]
    trust: Trust,
    edits: Vec<EditEntry>,
}

/// How far a fix can be trusted; `reasons` say why it is unsafe.
#[derive(Debug, Serialize)]
struct Trust {
    applicability: &'static str,
    reasons: Vec<String>,
}

#[derive(Debug, Serialize)]
struct EditEntry {
    #[serde(flatten)]
    place: LocatedEntry,
    text: String,
}

#[derive(Debug, Serialize)]
struct RefusalEntry {
    kind: &'static str,
    text: String,
    #[serde(flatten)]
    place: LocatedEntry,
}

/// A finding that is fixed, where it was.
#[derive(Debug, Serialize)]
struct FixedEntry {
    code: &'static str,
    name: &'static str,
    message: String,
    #[serde(flatten)]
    place: LocatedEntry,
    /// What the finding's own fix is called; none where the fix of another finding has settled it.
    title: Option<String>,
}

/// What could not be done; without a place where it is the whole file.
#[derive(Debug, Serialize)]
struct ProblemEntry {
    path: String,
    #[serde(flatten)]
    position: Option<Position>,
    message: String,
}

impl Document {
    /// Puts together what the files add.
    pub fn new(entries: Vec<Entries>, summary: Tally) -> Self {
        let mut document = Self {
            version: VERSION,
            findings: vec![],
            fixed: vec![],
            problems: vec![],
            diff: None,
            text: None,
            summary,
        };
        for entry in entries {
            document.findings.extend(entry.findings);
            document.fixed.extend(entry.fixed);
            document.problems.extend(entry.problems);
        }
        document
    }

    /// The same with the diff of the whole run. What is no UTF-8 in it is replaced.
    pub fn with_diff(self, diff: &[u8]) -> Self {
        Self { diff: Some(String::from_utf8_lossy(diff).into_owned()), ..self }
    }

    /// The same with the fixed text of standard input. What is no UTF-8 in it is replaced.
    pub fn with_text(self, text: &[u8]) -> Self {
        Self { text: Some(String::from_utf8_lossy(text).into_owned()), ..self }
    }
}

/// What `--lift` has to say.
#[derive(Debug, Serialize)]
pub struct LiftDocument {
    version: u32,
    lifting: Option<LiftingEntry>,
    problems: Vec<ProblemEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// A definition, and what its lifting comes to.
#[derive(Debug, Serialize)]
struct LiftingEntry {
    kind: &'static str,
    name: Option<String>,
    #[serde(flatten)]
    place: LocatedEntry,
    labels: Vec<LabelEntry>,
    hints: Vec<String>,
    #[serde(flatten)]
    outcome: OutcomeEntry,
}

impl LiftDocument {
    /// What a lifting comes to.
    pub fn new(texts: Texts<'_>, lifting: &Lifting) -> Self {
        Self { lifting: lifting_entry(texts, lifting), ..Self::with_problems(Vec::new()) }
    }

    /// Nothing can be lifted, for this reason.
    pub fn nothing(path: &str, message: &str) -> Self {
        let problem = ProblemEntry { path: path.to_owned(), position: None, message: message.to_owned() };
        Self::with_problems(vec![problem])
    }

    /// The file can't be read or written.
    pub fn failed(path: &str, failure: &Failure) -> Self {
        Self::with_problems(vec![failure_entry(path, failure)])
    }

    fn with_problems(problems: Vec<ProblemEntry>) -> Self {
        Self { version: VERSION, lifting: None, problems, diff: None, text: None }
    }

    /// The same with the diff. What is no UTF-8 in it is replaced.
    pub fn with_diff(self, diff: &[u8]) -> Self {
        Self { diff: Some(String::from_utf8_lossy(diff).into_owned()), ..self }
    }

    /// The same with the new text of standard input. What is no UTF-8 in it is replaced.
    pub fn with_text(self, text: &[u8]) -> Self {
        Self { text: Some(String::from_utf8_lossy(text).into_owned()), ..self }
    }
}

/// A document as bytes, ended by a newline.
pub fn written(document: &impl Serialize) -> Vec<u8> {
    // Strings and numbers can always be written.
    let mut json = serde_json::to_vec_pretty(document).unwrap_or_default();
    json.push(b'\n');
    json
}

impl Entries {
    /// What a file adds with which something could not be done, and that is no source.
    pub fn of_failure(path: &str, failure: &Failure) -> Self {
        Self { problems: vec![failure_entry(path, failure)], ..Self::default() }
    }

    /// What one file adds.
    pub fn new(run: &Run, file: FileId, examined: &Examined) -> Self {
        let path = examined.path.to_string_lossy();
        let (before, now) = (run.texts_before(), run.texts_now());
        let mut entries = Self::default();
        entries.problems.extend(examined.failures.iter().map(|failure| failure_entry(&path, failure)));
        entries.fixed = examined.settled.iter().filter_map(|finding| fixed_entry(before, finding)).collect();
        let present = &examined.present;
        entries.findings = present.findings.iter().filter_map(|finding| finding_entry(now, finding)).collect();
        if let Some(places) = now.places(file) {
            entries.problems.extend(present.problems.iter().map(|problem| problem_entry(&path, &places, problem)));
        }
        entries
    }
}

/// A span of a file that has been looked at.
fn located(texts: Texts<'_>, file: FileId, span: Span) -> Option<LocatedEntry> {
    Some(LocatedEntry { path: texts.path(file), place: texts.places(file)?.place(span) })
}

fn finding_entry(texts: Texts<'_>, finding: &Finding) -> Option<FindingEntry> {
    let payload = finding.payload();
    let label = |file, span, message: &str| {
        Some(LabelEntry { message: message.to_owned(), place: located(texts, file, span)? })
    };
    let own = finding.labels.iter().filter_map(|entry| label(finding.file, entry.span, &entry.message));
    let distant = finding.distant.iter();
    let distant = distant.filter_map(|entry| label(entry.place.file, entry.place.span, &entry.message));
    Some(FindingEntry {
        code: finding.code.code(),
        name: finding.code.name(),
        severity: finding.severity.name(),
        message: finding.message.clone(),
        place: located(texts, payload.file, payload.span)?,
        label: finding.label.clone(),
        reason: finding.reason.clone(),
        when: when_name(finding.when),
        start_methods: start_methods(finding.when),
        exception: finding.exception.clone(),
        labels: own.chain(distant).collect(),
        hints: finding.hints.clone(),
        outcome: outcome_entry(texts, finding.file, &finding.outcome)?,
        alternatives: finding.alternatives.iter().map(|fix| fix_entry(texts, finding.file, fix)).collect(),
    })
}

fn lifting_entry(texts: Texts<'_>, lifting: &Lifting) -> Option<LiftingEntry> {
    let (file, definition) = (FileId::default(), &lifting.definition);
    let labels = lifting.labels.iter().filter_map(|label| {
        Some(LabelEntry { message: label.message.clone(), place: located(texts, file, label.span)? })
    });
    Some(LiftingEntry {
        kind: match definition.kind {
            LiftableKind::Function => "function",
            LiftableKind::Class => "class",
            LiftableKind::Lambda | LiftableKind::LambdaInPlace => "lambda",
        },
        name: definition.name.clone(),
        place: located(texts, file, definition.span)?,
        labels: labels.collect(),
        hints: lifting.hints.clone(),
        outcome: outcome_entry(texts, file, &lifting.outcome)?,
    })
}

fn failure_entry(path: &str, failure: &Failure) -> ProblemEntry {
    let position = failure.position.map(|(row, column)| Position { row, column });
    ProblemEntry { path: path.to_owned(), position, message: failure.message.clone() }
}

fn outcome_entry(texts: Texts<'_>, file: FileId, outcome: &Outcome) -> Option<OutcomeEntry> {
    Some(match outcome {
        Outcome::Fix(fix) => OutcomeEntry::Fix(fix_entry(texts, file, fix)),
        Outcome::Refusal(refusal) => OutcomeEntry::Refusal(RefusalEntry {
            kind: refusal.reason.kind(),
            text: refusal.reason.to_string(),
            place: located(texts, file, refusal.span)?,
        }),
        Outcome::Advice(advice) => OutcomeEntry::Advice(advice.clone()),
    })
}

fn fix_entry(texts: Texts<'_>, file: FileId, fix: &Fix) -> FixEntry {
    let edits = fix.edits.iter();
    let edits =
        edits.filter_map(|edit| Some(EditEntry { place: located(texts, file, edit.span)?, text: edit.text.clone() }));
    FixEntry { title: fix.title.clone(), trust: trust(&fix.applicability), edits: edits.collect() }
}

fn trust(applicability: &Applicability) -> Trust {
    match applicability {
        Applicability::Safe => Trust { applicability: "safe", reasons: Vec::new() },
        Applicability::Unsafe(reasons) => Trust { applicability: "unsafe", reasons: reasons.clone() },
    }
}

fn fixed_entry(texts: Texts<'_>, finding: &Finding) -> Option<FixedEntry> {
    let payload = finding.payload();
    Some(FixedEntry {
        code: finding.code.code(),
        name: finding.code.name(),
        message: finding.message.clone(),
        place: located(texts, payload.file, payload.span)?,
        title: finding.fix().map(|fix| fix.title.clone()),
    })
}

fn problem_entry(path: &str, places: &Places<'_>, problem: &Problem) -> ProblemEntry {
    let position = Some(places.position(problem.span.start));
    ProblemEntry { path: path.to_owned(), position, message: problem.message.clone() }
}

/// The name of when a sink pickles.
fn when_name(when: When) -> &'static str {
    match when {
        When::UnlessFork => "unless-fork",
        When::Forkserver => "forkserver",
        When::Spawned | When::Always => "always",
    }
}

/// The start methods under which the program fails.
fn start_methods(when: When) -> &'static [&'static str] {
    match when {
        When::UnlessFork => &["spawn", "forkserver"],
        When::Forkserver => &["forkserver"],
        When::Spawned | When::Always => &["spawn", "forkserver", "fork"],
    }
}
