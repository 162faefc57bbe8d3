//! Code actions: what can be done at a range of a document, found from the range alone. What clients send back of
//! diagnostics is not read, since several of them lose half of it.

use std::collections::BTreeMap;

use gen_lsp_types::{CodeAction, CodeActionDisabled, CodeActionKind, Command, Range};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::client::Client;
use super::diagnostic::{self, View};
use super::document::Documents;
use super::edits::{self, DocumentEdits, Trust};
use super::workspace::Workspace;
use crate::diff;
use crate::edit::{Applicability, Edit, Fix};
use crate::engine::{FixPolicy, liftable_at};
use crate::finding::{Finding, Outcome, Refusal};
use crate::text::{FileId, Span};

/// The kind of the actions that repair one finding.
pub const QUICK_FIX: &str = "quickfix";

/// The kind of the action that moves what the cursor is on to module level.
pub const LIFT: &str = "refactor.rewrite.mpfix";

/// The kind of the action that applies all safe fixes of a document.
pub const FIX_ALL: &str = "source.fixAll.mpfix";

/// The command that clients send which take no code actions as objects.
pub const APPLY: &str = "mpfix.apply";

/// What the server's titles start with, so that people see who offers what.
const PREFIX: &str = "mpfix: ";

/// When a client asks for code actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// Somebody has asked for them, or the client does not say.
    Invoked,
    /// The cursor has moved.
    Automatic,
}

/// What a client asks for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The place.
    pub range: Range,
    /// The kinds, each with all below it; none means any.
    pub only: Option<Vec<String>>,
    /// Why it asks.
    pub trigger: Trigger,
}

impl Wanted {
    fn takes(&self, kind: &str) -> bool {
        let is_below = |asked: &String| {
            asked.is_empty()
                || kind.strip_prefix(asked.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        match &self.only {
            Some(only) => only.iter().any(is_below),
            None => kind == QUICK_FIX || self.trigger == Trigger::Invoked,
        }
    }
}

/// What an action is about whose edit is found when it is asked for.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Later {
    /// The document.
    pub uri: String,
    /// Its version when the action was offered.
    pub version: i32,
    /// What is to be done.
    pub job: Job,
}

/// What takes longer than a cursor should wait.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Job {
    /// Apply all safe fixes.
    FixAll,
    /// Silence the finding with this code whose payload starts at this byte.
    Silence {
        /// The code.
        code: String,
        /// A byte offset.
        at: usize,
    },
}

/// A place where actions are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// What the client takes.
    pub client: &'a Client,
    /// What is known.
    pub workspace: &'a Workspace,
    /// The open documents.
    pub documents: &'a Documents,
    /// The document.
    pub view: View<'a>,
    /// Its version.
    pub version: i32,
}

/// The actions that are wanted, in the order of the text, each with a title of its own.
pub fn actions(place: Place<'_>, wanted: &Wanted) -> Vec<CodeAction> {
    let mut found = Vec::new();
    if wanted.takes(QUICK_FIX) {
        let lines = place.view.positions.lines_around(place.view.positions.span(wanted.range));
        let analysis = place.workspace.analysis(place.view.uri);
        for finding in analysis.findings.iter().filter(|finding| touches(lines, finding.payload().span)) {
            found.extend(for_finding(place, finding));
        }
    }
    if wanted.takes(LIFT) {
        found.extend(lift(place, wanted.range));
    }
    if wanted.takes(FIX_ALL) {
        found.extend(fix_all(place));
    }
    with_own_titles(found)
}

/// Whether a span is in the lines, at least in part.
fn touches(lines: Span, span: Span) -> bool {
    span.start < lines.end.max(lines.start + 1) && lines.start < span.end.max(span.start + 1)
}

fn for_finding(place: Place<'_>, finding: &Finding) -> Vec<CodeAction> {
    let mut found = Vec::new();
    match &finding.outcome {
        Outcome::Fix(fix) => {
            let diagnostic = diagnostic::of_finding(place.client, place.workspace, place.view, finding);
            let action = for_fix(place, finding.file, fix, CodeActionKind::QuickFix);
            found.extend(action.map(|action| CodeAction {
                diagnostics: Some(vec![diagnostic]),
                is_preferred: (place.client.preferred_actions && fix.is_safe()).then_some(true),
                ..action
            }));
        }
        Outcome::Refusal(refusal) => {
            let title = format!("Repair {} ({})", finding.code.code(), finding.code.name());
            found.extend(disabled(place, &title, refusal, CodeActionKind::QuickFix));
        }
        Outcome::Advice(_) => {}
    }
    for fix in &finding.alternatives {
        let diagnostics = Some(vec![diagnostic::of_finding(place.client, place.workspace, place.view, finding)]);
        let action = for_fix(place, finding.file, fix, CodeActionKind::QuickFix);
        found.extend(action.map(|action| CodeAction { diagnostics, ..action }));
    }
    found.extend(silence(place, finding));
    found
}

/// The action that applies a fix.
fn for_fix(place: Place<'_>, file: FileId, fix: &Fix, kind: CodeActionKind) -> Option<CodeAction> {
    let (trust, mark) = match &fix.applicability {
        Applicability::Safe => (Trust::Safe, ""),
        Applicability::Unsafe(reasons) => (Trust::Unsafe { title: &fix.title, reasons }, " (unsafe)"),
    };
    let edits = document_edits(place, file, &fix.edits)?;
    Some(CodeAction {
        title: format!("{PREFIX}{}{mark}", fix.title),
        kind: Some(kind),
        edit: Some(edits::workspace_edit(place.client, vec![edits], trust)),
        ..CodeAction::default()
    })
}

/// The action that can't be taken, with the reason, where the client can show it.
fn disabled(place: Place<'_>, title: &str, refusal: &Refusal, kind: CodeActionKind) -> Option<CodeAction> {
    place.client.disabled_actions.then(|| CodeAction {
        title: format!("{PREFIX}{title}"),
        kind: Some(kind),
        disabled: Some(CodeActionDisabled { reason: refusal.reason.to_string() }),
        ..CodeAction::default()
    })
}

/// The action that moves what the cursor is on to module level, whether or not anything is wrong with it.
fn lift(place: Place<'_>, range: Range) -> Option<CodeAction> {
    let project = place.workspace.project();
    let file = place.workspace.file(place.view.uri)?;
    let offset = place.view.positions.offset(range.start);
    let offered = liftable_at(project.liftables(file), offset)?;
    let kind = CodeActionKind::new(LIFT);
    let parsed = place.workspace.parsed(file)?;
    match project.lift_at(file, &parsed, offset)?.outcome {
        Outcome::Fix(fix) => for_fix(place, file, &fix, kind),
        Outcome::Refusal(refusal) => disabled(place, &offered.title(), &refusal, kind),
        Outcome::Advice(_) => None,
    }
}

fn silence(place: Place<'_>, finding: &Finding) -> Option<CodeAction> {
    let code = finding.code.code();
    let action = CodeAction {
        title: format!("{PREFIX}Ignore {code} on this line"),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic::of_finding(place.client, place.workspace, place.view, finding)]),
        ..CodeAction::default()
    };
    offer(place, action, Job::Silence { code: code.to_owned(), at: finding.payload().span.start })
}

/// An action with its edit, or with what it takes to find the edit later, where the client can ask.
fn offer(place: Place<'_>, mut action: CodeAction, job: Job) -> Option<CodeAction> {
    if place.client.resolves_edits {
        let later = Later { uri: place.view.uri.to_owned(), version: place.version, job };
        action.data = serde_json::to_value(later).ok();
    } else {
        action.edit = Some(edits::workspace_edit(place.client, vec![edits_of(place, &job)?], Trust::Safe));
    }
    Some(action)
}

/// The edits that a job comes to; none where there is nothing to do.
pub fn edits_of(place: Place<'_>, job: &Job) -> Option<DocumentEdits> {
    let project = place.workspace.project();
    match job {
        Job::FixAll => {
            let (fixed, _) = project.fix(place.workspace.file(place.view.uri)?, FixPolicy::Safe)?;
            let edits = diff::edits(place.view.text, fixed.text());
            document_edits(place, place.workspace.file(place.view.uri)?, &edits)
        }
        Job::Silence { code, at } => {
            let analysis = place.workspace.analysis(place.view.uri);
            let is_meant = |finding: &&Finding| finding.code.code() == code && finding.payload().span.start == *at;
            let finding = analysis.findings.iter().find(is_meant)?;
            let file = finding.payload().file;
            document_edits(place, file, &[place.workspace.parsed(file)?.silencer(finding)?])
        }
    }
}

/// Edits of a file: of this document, of another open one, or of a file on the disk.
fn document_edits(place: Place<'_>, file: FileId, edits: &[Edit]) -> Option<DocumentEdits> {
    let uri = place.workspace.uri(file)?;
    let open = place.documents.get(&uri);
    edits::of_file(place.client.encoding, uri, open, place.workspace.project().source(file)?.text(), edits)
}

/// The action that applies all safe fixes.
fn fix_all(place: Place<'_>) -> Option<CodeAction> {
    let file = place.workspace.file(place.view.uri)?;
    if !place.workspace.project().is_fixable(file, FixPolicy::Safe) {
        return None;
    }
    let action = CodeAction {
        title: format!("{PREFIX}Apply all safe fixes"),
        kind: Some(CodeActionKind::new(FIX_ALL)),
        ..CodeAction::default()
    };
    offer(place, action, Job::FixAll)
}

/// The same action once; of others with one title, the second and later ones get a number. Several editors can only
/// reach the first of two that are called the same.
fn with_own_titles(actions: Vec<CodeAction>) -> Vec<CodeAction> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<CodeAction> = Vec::new();
    for mut action in actions {
        let is_same = |other: &CodeAction| {
            other.title == action.title && other.edit == action.edit && other.disabled == action.disabled
        };
        if found.iter().any(is_same) {
            continue;
        }
        let count = seen.entry(action.title.clone()).or_default();
        *count += 1;
        if *count > 1 {
            action.title = format!("{} ({count})", action.title);
        }
        found.push(action);
    }
    found
}

/// An action for clients that take only commands: the server applies the edit when the command comes back.
pub fn as_command(action: &CodeAction, uri: &str, wanted: &Wanted) -> Option<Command> {
    if action.disabled.is_some() {
        return None;
    }
    let arguments = serde_json::json!({ "uri": uri, "range": wanted.range, "title": action.title });
    Some(Command {
        title: action.title.clone(),
        command: APPLY.to_owned(),
        arguments: Some(vec![arguments]),
        ..Command::default()
    })
}

/// What an action to be resolved is about.
pub fn later(action: &Value) -> Option<Later> {
    serde_json::from_value(action.get("data")?.clone()).ok()
}
