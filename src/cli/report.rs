//! Findings and problems as a person reads them: the source line with what is wrong under it, why, and what now.

use std::fmt::Write as _;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Message, Renderer, Snippet};

use crate::edit::{Applicability, Fix};
use crate::finding::{Finding, Outcome, Problem, Refusal};
use crate::text::Span;

use super::place::Places;

/// How wide the source may be where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 140;

/// How reports look on one stream.
#[derive(Debug)]
pub struct Style {
    renderer: Renderer,
    /// The columns of the terminal; where there is none, nothing is wrapped.
    width: Option<usize>,
}

impl Style {
    /// A style with color, or without.
    pub fn new(color: Coloring, width: Option<usize>) -> Self {
        let renderer = match color {
            Coloring::Styled => Renderer::styled(),
            Coloring::Plain => Renderer::plain(),
        };
        Self { renderer: renderer.term_width(width.unwrap_or(DEFAULT_WIDTH)), width }
    }

    /// A finding, ending in an empty line.
    pub fn finding(&self, path: &str, places: &Places<'_>, finding: &Finding) -> String {
        let mut marks = vec![Mark::primary(finding.span, &finding.label)];
        marks.extend(finding.labels.iter().map(|label| Mark::secondary(label.span, &label.message)));
        if let Outcome::Refusal(refusal) = &finding.outcome {
            let is_marked = marks.iter().any(|mark| mark.span == refusal.span);
            if !is_marked {
                marks.push(Mark::secondary(refusal.span, "this stands in the way of a fix"));
            }
        }
        let excerpt = Excerpt::new(places, &marks);
        let margin = excerpt.last_row.to_string().len();
        let title = self.wrapped(&finding.message, "error[MP000]: ".len());
        let messages = notes(finding)
            .into_iter()
            .map(|note| note.level.message(self.wrapped(&note.text, margin + "   note: ".len())));
        let title = Level::ERROR.primary_title(title).id(finding.code.code());
        let group =
            Group::with_title(title).element(excerpt.snippet(path)).elements(messages.collect::<Vec<Message>>());
        format!("{}\n\n", self.renderer.render(&[group]))
    }

    /// A problem, ending in an empty line.
    pub fn problem(&self, path: &str, places: &Places<'_>, problem: &Problem) -> String {
        let marks = [Mark::primary(problem.span, "")];
        let title = Level::ERROR.primary_title(self.wrapped(&problem.message, "error: ".len()));
        let group = Group::with_title(title).element(Excerpt::new(places, &marks).snippet(path));
        format!("{}\n\n", self.renderer.render(&[group]))
    }

    /// A message without source.
    pub fn error(&self, message: &str) -> String {
        let title = Level::ERROR.primary_title(self.wrapped(message, "error: ".len()));
        format!("{}\n", self.renderer.render(&[Group::with_title(title)]))
    }

    /// Breaks a text between words where the terminal ends, with `indent` columns in front of each line.
    fn wrapped(&self, text: &str, indent: usize) -> String {
        let Some(width) = self.width.map(|width| width.saturating_sub(indent)).filter(|&width| width >= 20) else {
            return text.to_owned();
        };
        let mut wrapped = String::new();
        let mut column = 0;
        for word in text.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                wrapped.push('\n');
                column = 0;
            } else if column > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += length;
        }
        wrapped
    }
}

/// Whether a stream takes color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coloring {
    /// With color.
    Styled,
    /// Text only.
    Plain,
}

/// A line below the source.
struct Note {
    level: Level<'static>,
    text: String,
}

fn notes(finding: &Finding) -> Vec<Note> {
    let note = |text: String| Note { level: Level::NOTE, text };
    let mut notes = vec![note(finding.reason.clone()), note(finding.when.start_methods().to_owned())];
    notes.push(note(format!("the exception is `{}`", finding.exception)));
    notes.extend(finding.hints.iter().cloned().map(note));
    match &finding.outcome {
        Outcome::Fix(fix) => notes.push(Note { level: Level::HELP, text: how_to_fix(fix) }),
        Outcome::Refusal(refusal) => notes.push(note(no_fix(refusal))),
    }
    notes.retain(|note| !note.text.is_empty());
    notes
}

/// What the fix does, and how to get it.
fn how_to_fix(fix: &Fix) -> String {
    let mut text = lower_first(&fix.title);
    let _ = match &fix.applicability {
        Applicability::Safe => write!(text, " (`mpfix --write` does it)"),
        Applicability::Unsafe(reasons) => {
            write!(text, " (unsafe: {}; `mpfix --write --unsafe-fixes` does it)", reasons.join("; "))
        }
    };
    text
}

/// Why there is no fix.
pub fn no_fix(refusal: &Refusal) -> String {
    format!("no fix: {}", refusal.reason)
}

/// A title in the middle of a sentence.
pub fn lower_first(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map(|first| first.to_ascii_lowercase().to_string() + chars.as_str()).unwrap_or_default()
}

/// A place to underline.
struct Mark<'a> {
    kind: AnnotationKind,
    span: Span,
    label: &'a str,
}

impl<'a> Mark<'a> {
    fn primary(span: Span, label: &'a str) -> Self {
        Self { kind: AnnotationKind::Primary, span, label }
    }

    fn secondary(span: Span, label: &'a str) -> Self {
        Self { kind: AnnotationKind::Context, span, label }
    }
}

/// The lines from the first mark to the last one. A renderer that is given the whole file reads all of it again for
/// each finding.
struct Excerpt<'a> {
    text: String,
    first_row: usize,
    last_row: usize,
    marks: Vec<Annotation<'a>>,
}

impl<'a> Excerpt<'a> {
    fn new(places: &Places<'_>, marks: &'a [Mark<'a>]) -> Self {
        let source = places.source();
        let spans: Vec<Span> = marks.iter().map(|mark| underlined(places, mark)).collect();
        let start = source.line_start(spans.iter().map(|span| span.start).min().unwrap_or(0));
        let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
        let annotation = |(mark, span): (&'a Mark<'a>, &Span)| {
            mark.kind.span(span.start.saturating_sub(start)..span.end.saturating_sub(start)).label(mark.label)
        };
        Self {
            text: with_line_feeds(source.slice(Span::new(start, source.line_end(last)))),
            first_row: places.position(start).row,
            last_row: places.position(last).row,
            marks: marks.iter().zip(&spans).map(annotation).collect(),
        }
    }

    fn snippet(self, path: &'a str) -> Snippet<'a, Annotation<'a>> {
        Snippet::source(self.text).path(path).line_start(self.first_row).annotations(self.marks)
    }
}

/// What is underlined of a mark: no line end, of a secondary place only the first line, and nothing but whole characters.
fn underlined(places: &Places<'_>, mark: &Mark<'_>) -> Span {
    let source = places.source();
    let start = places.boundary(mark.span.start).max(source.content_start());
    let mut end = places.boundary(mark.span.end).max(start);
    if mark.kind == AnnotationKind::Context {
        end = end.min(source.line_end(start));
    }
    let text = source.slice(Span::new(start, end));
    Span::new(start, start + text.trim_end_matches(['\n', '\r']).len())
}

/// The text with `\n` for each `\r` that ends a line alone; the renderer does not know such lines.
fn with_line_feeds(text: &str) -> String {
    if !text.contains('\r') {
        return text.to_owned();
    }
    text.split("\r\n").map(|part| part.replace('\r', "\n")).collect::<Vec<_>>().join("\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Edit;
    use crate::finding::{Code, Label, RefusalReason, When};
    use crate::text::Source;

    fn span(source: &Source, needle: &str) -> Span {
        let start = source.text().rfind(needle).unwrap_or_default();
        Span::new(start, start + needle.len())
    }

    fn finding(source: &Source, payload: &str, label: &str, outcome: Outcome) -> Finding {
        Finding {
            code: Code::NestedFunction,
            span: span(source, payload),
            message: "`f` reaches `Pool.map`".to_owned(),
            label: "sent from here".to_owned(),
            labels: vec![Label { span: span(source, label), message: "defined here".to_owned() }],
            reason: "pickle finds a function by its name".to_owned(),
            when: When::Always,
            exception: "AttributeError: no".to_owned(),
            hints: vec!["know this".to_owned()],
            outcome,
        }
    }

    fn fix(applicability: Applicability) -> Outcome {
        Outcome::Fix(Fix { title: "Move `f`".to_owned(), applicability, edits: vec![Edit::insert(0, "x")] })
    }

    fn shown(source: &Source, finding: &Finding, width: Option<usize>) -> String {
        Style::new(Coloring::Plain, width).finding("a.py", &Places::new(source), finding)
    }

    #[test]
    fn a_report_says_what_why_and_what_now() {
        let source = Source::from_text("\u{feff}def g():\r\n\tdef f(ä): ...\r\n\tmap(ä, f)\r\n");
        let text = shown(&source, &finding(&source, "f)", "f(ä)", fix(Applicability::Safe)), None);
        assert_eq!(
            text,
            "\
error[MP101]: `f` reaches `Pool.map`
 --> a.py:3:9
  |
2 |     def f(ä): ...
  |         ---- defined here
3 |     map(ä, f)
  |            ^^ sent from here
  |
  = note: pickle finds a function by its name
  = note: fails under every start method
  = note: the exception is `AttributeError: no`
  = note: know this
  = help: move `f` (`mpfix --write` does it)

"
        );
    }

    #[test]
    fn an_unsafe_fix_and_a_refusal_give_their_reasons() {
        let source = Source::from_text("x = f\n");
        let reasons = vec!["one".to_owned(), "two".to_owned()];
        let text = shown(&source, &finding(&source, "f", "x", fix(Applicability::Unsafe(reasons))), None);
        assert!(text.contains("help: move `f` (unsafe: one; two; `mpfix --write --unsafe-fixes` does it)"), "{text}");
        let refusal = Outcome::Refusal(Refusal { reason: RefusalReason::Damaged, span: span(&source, "=") });
        let text = shown(&source, &finding(&source, "f", "x", refusal), None);
        assert!(text.contains("- this stands in the way"), "{text}");
        assert!(text.contains("note: no fix: a syntax error"), "{text}");
    }

    #[test]
    fn every_line_fits_a_narrow_terminal() {
        let source = Source::from_text(format!("x = [{}, f]\n", "'漢字', ".repeat(2000)));
        let mut finding = finding(&source, "f", "f", fix(Applicability::Safe));
        finding.reason = "many words ".repeat(20);
        let text = shown(&source, &finding, Some(60));
        assert!(text.lines().all(|line| line.chars().count() <= 70), "{text}");
    }

    #[test]
    fn odd_spans_and_lone_carriage_returns_do_no_harm() {
        let source = Source::from_text("x = 1\rä = 2\r\rf = x");
        let mut finding = finding(&source, "f", "x = 1\rä", fix(Applicability::Safe));
        finding.labels.push(Label { span: Span::new(7, 900), message: "odd".to_owned() });
        assert!(shown(&source, &finding, None).contains("--> a.py:4:1"));
        let empty = Source::from_text("");
        assert!(shown(&empty, &self::finding(&empty, "", "", fix(Applicability::Safe)), None).contains("a.py"));
    }
}
