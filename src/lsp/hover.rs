//! What is shown when the pointer rests on a finding: what, why, what now, and the page of its rule.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

use super::client::Client;
use super::diagnostic::{self, View};
use crate::engine::{self, Analysis};
use crate::finding::{Finding, Outcome};

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

/// A finding as paragraphs that read well as Markdown and as plain text.
fn explanation(finding: &Finding) -> String {
    let mut paragraphs = vec![format!("{} {}", finding.code.code(), finding.code.name())];
    paragraphs.extend(diagnostic::lines(finding));
    if let Outcome::Fix(fix) = &finding.outcome {
        paragraphs.push(format!("fix: {}", fix.title));
    }
    paragraphs.push("---".to_owned());
    paragraphs.push(engine::page(finding.code).to_owned());
    paragraphs.join("\n\n")
}
