//! Findings and problems as a person reads them: the source line with what is wrong under it, why, and what now.

use std::fmt::Write as _;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Message, Origin, Padding, Renderer, Snippet, Title};

use crate::edit::{Applicability, Fix};
use crate::engine::Lifting;
use crate::finding::{Finding, Outcome, Problem, Refusal, Severity};
use crate::text::{FileId, Span};

use super::examine::Texts;
use super::excerpt::{Excerpt, Mark, Weight};
use super::place::{Places, legible};

/// How wide the source may be where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 140;

/// Where the terminal is narrower, lines are broken by the terminal.
const LEAST_WIDTH: usize = 20;

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
    pub fn finding(&self, texts: Texts<'_>, finding: &Finding) -> String {
        let parts: Vec<Part<'_>> = parts(texts, finding);
        let Some((first, others)) = parts.split_first() else { return String::new() };
        let excerpt = Excerpt::new(&first.places, &first.marks, self.source_width());
        let others: Vec<(Excerpt, &Part<'_>)> =
            others.iter().map(|part| (Excerpt::new(&part.places, &part.marks, self.source_width()), part)).collect();
        let last_row = others.iter().map(|(excerpt, _)| excerpt.last_row).chain([excerpt.last_row]).max();
        let margin = last_row.unwrap_or(1).to_string().len();
        let title = self.wrapped(&finding.message, finding.severity.name().len() + "[MP000]: ".len());
        let level = level(finding.severity);
        let title = level.clone().primary_title(title).id(finding.code.code());
        let messages: Vec<Message<'_>> = notes(finding)
            .into_iter()
            .map(|note| note.level.message(self.wrapped(&note.text, margin + "   note: ".len())))
            .collect();
        let (mut groups, mut last) = source_groups(title, level, &first.path, &first.places, excerpt, &first.marks);
        for (excerpt, part) in others {
            last = last.element(snippet(excerpt, &part.marks).path(part.path.as_str()));
        }
        groups.push(last.elements(messages));
        format!("{}\n\n", self.renderer.render(&groups))
    }

    /// What lifting a definition comes to, or what is in its way, ending in an empty line.
    pub fn lifting(&self, texts: Texts<'_>, lifting: &Lifting, obstacle: Option<&str>) -> String {
        let Some(places) = texts.places(FileId::default()) else { return String::new() };
        let path = legible(&texts.path(FileId::default()));
        let marks = lifting_marks(lifting);
        let excerpt = Excerpt::new(&places, &marks, self.source_width());
        let margin = excerpt.last_row.to_string().len();
        let (level, title) = lifting_title(lifting, obstacle);
        let title = level.clone().primary_title(self.wrapped(&title, "error: ".len()));
        let messages: Vec<Message<'_>> = lifting_notes(lifting, obstacle)
            .into_iter()
            .map(|note| note.level.message(self.wrapped(&note.text, margin + "   note: ".len())))
            .collect();
        let (mut groups, last) = source_groups(title, level, &path, &places, excerpt, &marks);
        groups.push(last.elements(messages));
        format!("{}\n\n", self.renderer.render(&groups))
    }

    /// A problem, ending in an empty line.
    pub fn problem(&self, path: &str, places: &Places<'_>, problem: &Problem) -> String {
        let marks = [Mark { weight: Weight::Primary, span: problem.span, label: "" }];
        let excerpt = Excerpt::new(places, &marks, self.source_width());
        let title = Level::ERROR.primary_title(self.wrapped(&problem.message, "error: ".len()));
        let (mut groups, last) = source_groups(title, Level::ERROR, path, places, excerpt, &marks);
        groups.push(last);
        format!("{}\n\n", self.renderer.render(&groups))
    }

    /// A message without source.
    pub fn error(&self, message: &str) -> String {
        let title = Level::ERROR.primary_title(self.wrapped(message, "error: ".len()));
        format!("{}\n", self.renderer.render(&[Group::with_title(title)]))
    }

    /// How wide a line of source may be, next to its number.
    fn source_width(&self) -> usize {
        self.width.unwrap_or(DEFAULT_WIDTH).saturating_sub("12345 | ".len()).max(LEAST_WIDTH)
    }

    /// Breaks a text between words where the terminal ends, with `indent` columns in front of each line.
    pub fn wrapped(&self, text: &str, indent: usize) -> String {
        let Some(width) = self.width.map(|width| width.saturating_sub(indent)).filter(|&width| width >= LEAST_WIDTH)
        else {
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

/// The marks of a finding in one file.
struct Part<'a> {
    path: String,
    places: Places<'a>,
    marks: Vec<Mark<'a>>,
}

/// Where a finding is to be seen: the file of the payload first, then the others that it names.
fn parts<'a>(texts: Texts<'a>, finding: &'a Finding) -> Vec<Part<'a>> {
    let marks = marks(finding);
    let mut files: Vec<FileId> = Vec::new();
    for (file, _) in &marks {
        if !files.contains(file) {
            files.push(*file);
        }
    }
    let part = |file: FileId| {
        let marks = marks.iter().filter(|(other, _)| *other == file).map(|(_, mark)| *mark).collect();
        Some(Part { path: legible(&texts.path(file)), places: texts.places(file)?, marks })
    };
    files.into_iter().filter_map(part).collect()
}

/// The place of a finding, the others it names, and what stands in the way of a fix.
fn marks(finding: &Finding) -> Vec<(FileId, Mark<'_>)> {
    let secondary = |span, label| Mark { weight: Weight::Secondary, span, label };
    let payload = finding.payload();
    let mut marks = vec![(payload.file, Mark { weight: Weight::Primary, span: payload.span, label: &finding.label })];
    marks.extend(finding.labels.iter().map(|label| (finding.file, secondary(label.span, &label.message))));
    if let Outcome::Refusal(refusal) = &finding.outcome
        && marks.iter().all(|(file, mark)| (*file, mark.span) != (finding.file, refusal.span))
    {
        marks.push((finding.file, secondary(refusal.span, "this stands in the way of a fix")));
    }
    marks.extend(
        finding.distant.iter().map(|distant| (distant.place.file, secondary(distant.place.span, &distant.message))),
    );
    marks
}

/// The lines with their marks.
fn snippet<'a>(excerpt: Excerpt, marks: &[Mark<'a>]) -> Snippet<'a, Annotation<'a>> {
    let annotations = marks.iter().zip(&excerpt.spans).map(|(mark, span)| {
        let kind = match mark.weight {
            Weight::Primary => AnnotationKind::Primary,
            Weight::Secondary => AnnotationKind::Context,
        };
        kind.span(span.range()).label(mark.label)
    });
    let annotations: Vec<Annotation<'a>> = annotations.collect();
    Snippet::source(excerpt.text).line_start(excerpt.first_row).annotations(annotations)
}

/// How a severity is shown.
fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
    }
}

/// The title, where it is, and the lines with their marks. The first mark is the place. The renderer counts columns
/// in the lines that it is given, so the place stands on its own where the line of the place is cut.
fn source_groups<'a>(
    title: Title<'a>,
    level: Level<'a>,
    path: &'a str,
    places: &Places<'_>,
    excerpt: Excerpt,
    marks: &[Mark<'a>],
) -> (Vec<Group<'a>>, Group<'a>) {
    let at = places.position(marks.first().map_or(0, |mark| mark.span.start));
    let is_cut = excerpt.column(0) != at.column;
    let snippet = snippet(excerpt, marks);
    if is_cut {
        let origin = Origin::path(path).line(at.row).char_column(at.column);
        let lines = Group::with_level(level).element(snippet).element(Padding);
        (vec![Group::with_title(title).element(origin)], lines)
    } else {
        (Vec::new(), Group::with_title(title).element(snippet.path(path)))
    }
}

/// A line below the source.
struct Note {
    level: Level<'static>,
    text: String,
}

fn notes(finding: &Finding) -> Vec<Note> {
    let note = |text: String| Note { level: Level::NOTE, text };
    let mut notes: Vec<Note> = finding.why().into_iter().map(note).collect();
    match &finding.outcome {
        Outcome::Fix(fix) => notes.push(Note { level: Level::HELP, text: how_to_fix(fix) }),
        Outcome::Refusal(refusal) => notes.push(note(no_fix(refusal))),
        Outcome::Advice(advice) => notes.push(Note { level: Level::HELP, text: advice.clone() }),
    }
    notes
}

/// The head of a definition, what it captures, and what stands in the way.
fn lifting_marks(lifting: &Lifting) -> Vec<Mark<'_>> {
    let secondary = |span, label| Mark { weight: Weight::Secondary, span, label };
    let definition = &lifting.definition;
    let head = Span::new(definition.span.start, definition.head.end.max(definition.span.start));
    let mut marks = vec![Mark { weight: Weight::Primary, span: head, label: "" }];
    marks.extend(lifting.labels.iter().map(|label| secondary(label.span, label.message.as_str())));
    if let Outcome::Refusal(refusal) = &lifting.outcome
        && refusal.span != definition.span
    {
        marks.push(secondary(refusal.span, "this stands in the way"));
    }
    marks
}

fn lifting_title(lifting: &Lifting, obstacle: Option<&str>) -> (Level<'static>, String) {
    match (&lifting.outcome, obstacle) {
        (Outcome::Fix(fix), None) => (Level::HELP, lower_first(&fix.title)),
        (Outcome::Fix(fix), Some(_)) => (Level::ERROR, format!("not done: {}", lower_first(&fix.title))),
        _ => (Level::ERROR, format!("can't {}", lower_first(&lifting.definition.title()))),
    }
}

fn lifting_notes(lifting: &Lifting, obstacle: Option<&str>) -> Vec<Note> {
    let note = |text: String| Note { level: Level::NOTE, text };
    let mut notes: Vec<Note> = lifting.hints.iter().cloned().map(note).collect();
    if let Outcome::Fix(fix) = &lifting.outcome {
        let flag = match &fix.applicability {
            Applicability::Safe => "",
            Applicability::Unsafe(reasons) => {
                notes.extend(reasons.iter().map(|reason| note(format!("unsafe: {reason}"))));
                " --unsafe-fixes"
            }
        };
        if obstacle.is_none() {
            let text = format!("`--diff{flag}` shows it, `--write{flag}` does it");
            notes.push(Note { level: Level::HELP, text });
        }
    }
    notes.extend(obstacle.map(|obstacle| note(obstacle.to_owned())));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::{Input, Origin};
    use crate::edit::Edit;
    use crate::engine::{Project, Strategy};
    use crate::finding::{Code, Label, RefusalReason, When};
    use crate::text::{Source, Span};

    fn span(source: &Source, needle: &str) -> Span {
        let start = source.text().rfind(needle).unwrap_or_default();
        Span::new(start, start + needle.len())
    }

    fn finding(source: &Source, payload: &str, label: &str, outcome: Outcome) -> Finding {
        Finding {
            code: Code::NestedFunction,
            file: FileId::default(),
            anchor: None,
            distant: Vec::new(),
            span: span(source, payload),
            message: "`f` reaches `Pool.map`".to_owned(),
            label: "sent from here".to_owned(),
            labels: vec![Label { span: span(source, label), message: "defined here".to_owned() }],
            reason: "pickle finds a function by its name".to_owned(),
            when: When::Always,
            exception: "AttributeError: no".to_owned(),
            hints: vec!["know this".to_owned()],
            outcome,
            alternatives: Vec::new(),
            severity: Severity::Error,
        }
    }

    fn fix(applicability: Applicability) -> Outcome {
        Outcome::Fix(Fix { title: "Move `f`".to_owned(), applicability, edits: vec![Edit::insert(0, "x")] })
    }

    fn shown(source: &Source, finding: &Finding, width: Option<usize>) -> String {
        let input = Input { shown: "a.py".into(), origin: Origin::Lost(String::new()) };
        let project = Project::of_one(source, Strategy::Hoist);
        Style::new(Coloring::Plain, width).finding(Texts::new(&[input], &project), finding)
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
        assert!(text.contains("this stands in the way of a fix"), "{text}");
        assert!(text.contains("note: no fix: a syntax error"), "{text}");
    }

    #[test]
    fn advice_is_no_error() {
        let source = Source::from_text("x = f\n");
        let advice = Outcome::Advice("return `x`".to_owned());
        let advice = Finding { severity: Severity::Advice, ..finding(&source, "f", "x", advice) };
        let text = shown(&source, &advice, None);
        assert!(text.starts_with("advice[MP101]: `f` reaches"), "{text}");
        assert!(text.contains("note: so under every start method"), "{text}");
        assert!(text.contains("help: return `x`"), "{text}");
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
