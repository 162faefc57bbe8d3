//! What is shown when the pointer rests on a finding: what, why, what now, and the page of its rule.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

use super::client::Client;
use super::diagnostic::{self, View};
use crate::edit::{Applicability, Fix};
use crate::engine::{self, Analysis};
use crate::finding::Finding;

/// The explanation of the findings at a byte offset; none where there is no finding.
pub fn hover(client: &Client, view: View<'_>, analysis: &Analysis, offset: usize) -> Option<Hover> {
    let is_here = |finding: &&Finding| finding.payload().span.range().contains(&offset);
    let found: Vec<&Finding> = analysis.findings.iter().filter(is_here).collect();
    let span = found.first()?.payload().span;
    let texts: Vec<String> = found.into_iter().map(explanation).collect();
    let kind = if client.markdown_hovers { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let contents = Contents::from(MarkupContent { kind, value: texts.join("\n\n---\n\n") });
    Some(Hover { contents, range: Some(view.positions.range(span)) })
}

/// What a fix does, and why that may be something else than the program did.
fn said(fix: &Fix) -> String {
    match &fix.applicability {
        Applicability::Safe => format!("fix: {}", fix.title),
        Applicability::Unsafe(reasons) => format!("unsafe fix: {} ({})", fix.title, reasons.join("; ")),
    }
}

/// A finding as paragraphs that read well as Markdown and as plain text.
fn explanation(finding: &Finding) -> String {
    let mut paragraphs = vec![format!("{} {}", finding.code.code(), finding.code.name())];
    // An editor may show the diagnostic itself above this: what it does not say comes first.
    paragraphs.extend(finding.fix().into_iter().chain(&finding.alternatives).map(said));
    paragraphs.extend(diagnostic::lines(finding));
    paragraphs.push("---".to_owned());
    paragraphs.push(engine::page(finding.code).to_owned());
    paragraphs.join("\n\n")
}
