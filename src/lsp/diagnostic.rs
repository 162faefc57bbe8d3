//! Findings and problems as diagnostics.

use gen_lsp_types::{
    Code as AnyCode, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    Message as AnyMessage, Range, Uri,
};

use super::client::Client;
use super::position::Positions;
use super::workspace::Workspace;
use crate::engine::Analysis;
use crate::finding::{Code, Finding, Outcome, Problem, Severity};
use crate::text::{LineIndex, Place, Span};

/// Who speaks.
const SOURCE: &str = "mpfix";

/// Where an open document is, and its places.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The client's name for the document.
    pub uri: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its lines.
    pub positions: Positions<'a>,
}

/// The diagnostics of a document, in the order of the text.
pub fn diagnostics(client: &Client, workspace: &Workspace, view: View<'_>, analysis: &Analysis) -> Vec<Diagnostic> {
    let findings = analysis.findings.iter().map(|finding| of_finding(client, workspace, view, finding));
    findings.chain(analysis.problems.iter().map(|problem| of_problem(view, problem))).collect()
}

/// A finding as a diagnostic of the document that has its payload.
pub fn of_finding(client: &Client, workspace: &Workspace, view: View<'_>, finding: &Finding) -> Diagnostic {
    let href = Uri(reference(finding.code).to_owned());
    Diagnostic {
        range: first_line(view, finding.payload().span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Advice => DiagnosticSeverity::Information,
        }),
        code: Some(AnyCode::String(finding.code.code().to_owned())),
        code_description: client.code_description.then_some(CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: AnyMessage::String(lines(finding).join("\n")),
        related_information: client.related_information.then(|| related(client, workspace, view, finding)),
        ..Diagnostic::default()
    }
}

fn of_problem(view: View<'_>, problem: &Problem) -> Diagnostic {
    Diagnostic {
        range: first_line(view, problem.span),
        severity: Some(DiagnosticSeverity::Warning),
        code: Some(AnyCode::String("problem".to_owned())),
        source: Some(SOURCE.to_owned()),
        message: AnyMessage::String(problem.message.clone()),
        ..Diagnostic::default()
    }
}

/// The span, or of one over several lines the part in the first: nobody wants a page underlined.
fn first_line(view: View<'_>, span: Span) -> Range {
    let text = view.text.get(span.range()).unwrap_or_default();
    let length = text.find(['\n', '\r']).unwrap_or(text.len());
    view.positions.range(Span::new(span.start, span.start + length))
}

/// What, why, and what now, each a line of its own.
pub fn lines(finding: &Finding) -> Vec<String> {
    let mut lines = vec![finding.message.clone()];
    lines.extend(finding.why());
    match &finding.outcome {
        Outcome::Fix(_) => {}
        Outcome::Refusal(refusal) => lines.push(format!("no fix: {}", refusal.reason)),
        Outcome::Advice(advice) => lines.push(advice.clone()),
    }
    lines
}

/// The definition, each capture and what else the finding speaks of, in this document and in others.
fn related(
    client: &Client,
    workspace: &Workspace,
    view: View<'_>,
    finding: &Finding,
) -> Vec<DiagnosticRelatedInformation> {
    let own = finding.labels.iter().map(|label| (Place { file: finding.file, span: label.span }, &label.message));
    let distant = finding.distant.iter().map(|distant| (distant.place, &distant.message));
    let located = own.chain(distant).filter_map(|(place, message)| {
        let location = location(client, workspace, view, place)?;
        Some(DiagnosticRelatedInformation { location, message: message.clone() })
    });
    located.collect()
}

fn location(client: &Client, workspace: &Workspace, view: View<'_>, place: Place) -> Option<Location> {
    if workspace.file(view.uri) == Some(place.file) {
        return Some(Location { uri: Uri(view.uri.to_owned()), range: view.positions.range(place.span) });
    }
    let text = workspace.project().source(place.file)?.text();
    let range = Positions::new(text, &LineIndex::new(text), client.encoding).range(place.span);
    Some(Location { uri: Uri(workspace.uri(place.file)?), range })
}

/// The section of Python's documentation that says why.
fn reference(code: Code) -> &'static str {
    match code {
        Code::NestedFunction | Code::Lambda | Code::LocalClass | Code::ReboundName => {
            "https://docs.python.org/3/library/pickle.html#what-can-be-pickled-and-unpickled"
        }
        Code::UnpicklableArgument | Code::UnpicklableInstance => {
            "https://docs.python.org/3/library/pickle.html#what-can-be-pickled-and-unpickled"
        }
        Code::SharedObject | Code::InheritedGlobal => {
            "https://docs.python.org/3/library/multiprocessing.html#all-start-methods"
        }
        Code::MainGuardDefinition | Code::MissingMainGuard => {
            "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods"
        }
        Code::StartMethod => "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
        Code::LostUpdate => "https://docs.python.org/3/library/multiprocessing.html#sharing-state-between-processes",
    }
}
