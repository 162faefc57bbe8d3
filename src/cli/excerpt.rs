//! The part of a source that a report shows: the lines from the first mark to the last one. Of a line that is wider
//! than the terminal (generated code has lines of 10,000 columns) only what is around the marks is kept.

use crate::text::Span;

use super::place::Places;

/// Stands for what is left out of a line.
const CUT: char = '\u{2026}';

/// A place to underline.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// How it is underlined.
    pub weight: Weight,
    /// Where, in byte offsets of the source.
    pub span: Span,
    /// What stands there.
    pub label: &'a str,
}

/// How a mark is underlined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What the report is about.
    Primary,
    /// What else there is to see. Only its first line is marked.
    Secondary,
}

/// The lines to show.
#[derive(Debug)]
pub struct Excerpt {
    /// The lines, each ended by `\n`.
    pub text: String,
    /// The marks' spans, in byte offsets of `text`.
    pub spans: Vec<Span>,
    /// The row of the first line, counted from 1.
    pub first_row: usize,
    /// The row of the last line, counted from 1.
    pub last_row: usize,
}

/// A part of the source that is kept, and where it went.
struct Piece {
    from: Span,
    to: usize,
}

impl Excerpt {
    /// Takes what the marks need to be understood, in lines of about `width` columns.
    pub fn new(places: &Places<'_>, marks: &[Mark<'_>], width: usize) -> Self {
        let source = places.source();
        let spans: Vec<Span> = marks.iter().map(|mark| underlined(places, mark)).collect();
        let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
        let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
        let (mut text, mut pieces) = (String::new(), Vec::new());
        let mut start = source.line_start(first);
        loop {
            let end = source.line_end(start);
            for part in kept(source.text(), without_terminator(places, start, end), &spans, width) {
                if let Kept::Source(from) = part {
                    pieces.push(Piece { from, to: text.len() });
                    text.push_str(source.slice(from));
                } else {
                    text.push(CUT);
                }
            }
            text.push('\n');
            if end > last || end <= start {
                break;
            }
            start = end;
        }
        let spans = spans.iter().map(|span| Span::new(moved(span.start, &pieces), moved(span.end, &pieces))).collect();
        Self { text, spans, first_row: places.position(first).row, last_row: places.position(last).row }
    }

    /// The column in `text` of the mark with this number, in characters and counted from 1.
    pub fn column(&self, mark: usize) -> usize {
        let before = self.spans.get(mark).and_then(|span| self.text.get(..span.start)).unwrap_or_default();
        let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
        line.chars().count() + 1
    }
}

/// What is underlined of a mark: whole characters, no byte order mark, and no line end at its end.
fn underlined(places: &Places<'_>, mark: &Mark<'_>) -> Span {
    let source = places.source();
    let start = places.boundary(mark.span.start).max(source.content_start());
    let mut end = places.boundary(mark.span.end).max(start);
    if mark.weight == Weight::Secondary {
        end = end.min(source.line_end(start));
    }
    without_terminator(places, start, end)
}

fn without_terminator(places: &Places<'_>, start: usize, end: usize) -> Span {
    let text = places.source().slice(Span::new(start, end));
    Span::new(start, start + text.trim_end_matches(['\n', '\r']).len())
}

/// A part of a line as it is shown.
enum Kept {
    Source(Span),
    Cut,
}

/// What is shown of a line: all of it, or what is around the ends of the spans.
fn kept(text: &str, line: Span, spans: &[Span], width: usize) -> Vec<Kept> {
    if columns(text.get(line.range()).unwrap_or_default()) <= width {
        return vec![Kept::Source(line)];
    }
    let mut windows = windows(text, line, spans, width);
    windows.sort_unstable();
    let mut parts = Vec::new();
    let mut at = line.start;
    for window in windows {
        let start = window.start.max(at);
        if start > at {
            parts.push(Kept::Cut);
        }
        if window.end > start {
            parts.push(Kept::Source(Span::new(start, window.end)));
        }
        at = at.max(window.end);
    }
    if at < line.end {
        parts.push(Kept::Cut);
    }
    parts
}

/// What is kept of a wide line, in no order and overlapping. Each span has some of the line before it and after it.
fn windows(text: &str, line: Span, spans: &[Span], width: usize) -> Vec<Span> {
    let (before, after) = (width / 3, width / 2);
    let mut windows = Vec::new();
    for span in spans {
        let starts_here = line.start <= span.start && span.start <= line.end;
        let ends_here = line.start <= span.end && span.end <= line.end;
        if starts_here {
            windows.push(Span::new(back(text, line, span.start, before), forth(text, line, span.start, after)));
        }
        // The end of a span that fits in the line is shown; a longer one is cut like the line.
        if ends_here && (!starts_here || columns(text.get(span.range()).unwrap_or_default()) <= width) {
            let start = if starts_here { span.start } else { back(text, line, span.end, before) };
            windows.push(Span::new(start, forth(text, line, span.end, after)));
        }
    }
    if windows.is_empty() {
        windows.push(Span::new(line.start, forth(text, line, line.start, width)));
    }
    windows
}

/// The offset up to `width` columns before another one.
fn back(text: &str, line: Span, offset: usize, width: usize) -> usize {
    let before = text.get(line.start..offset).unwrap_or_default();
    offset - before.chars().rev().scan(0, |used, char| within(used, char, width)).sum::<usize>()
}

/// The offset up to `width` columns after another one.
fn forth(text: &str, line: Span, offset: usize, width: usize) -> usize {
    let after = text.get(offset..line.end).unwrap_or_default();
    offset + after.chars().scan(0, |used, char| within(used, char, width)).sum::<usize>()
}

/// The length of a character in bytes, as long as it is within the columns.
fn within(used: &mut usize, char: char, width: usize) -> Option<usize> {
    *used += column_count(char);
    (*used <= width).then(|| char.len_utf8())
}

fn columns(text: &str) -> usize {
    text.chars().map(column_count).sum()
}

/// The columns that a character may take: an estimate that is never too low.
fn column_count(char: char) -> usize {
    match char {
        '\t' => 4,
        _ if char.is_ascii() => 1,
        _ => 2,
    }
}

/// Where an offset of the source is after the pieces have moved; one in a part that is left out is at the end of the
/// piece before it.
fn moved(offset: usize, pieces: &[Piece]) -> usize {
    let at = pieces.partition_point(|piece| piece.from.start <= offset).saturating_sub(1);
    pieces.get(at).map_or(0, |piece| {
        let length = piece.from.end - piece.from.start;
        piece.to + offset.saturating_sub(piece.from.start).min(length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    fn excerpt(text: &str, needles: &[&str], width: usize) -> (Excerpt, Vec<String>) {
        let source = Source::from_text(text);
        let span = |needle: &&str| {
            let start = text.find(*needle).unwrap_or_default();
            Span::new(start, start + needle.len())
        };
        let marks: Vec<Mark<'_>> =
            needles.iter().map(|needle| Mark { weight: Weight::Primary, span: span(needle), label: "" }).collect();
        let excerpt = Excerpt::new(&Places::new(&source), &marks, width);
        let marked = excerpt.spans.iter().map(|span| excerpt.text[span.range()].to_owned()).collect();
        (excerpt, marked)
    }

    #[test]
    fn the_lines_between_the_marks_are_taken() {
        let (excerpt, marked) = excerpt("\u{feff}a\r\nb\rc\nd\n\ne", &["b", "d"], 80);
        assert_eq!(excerpt.text, "b\nc\nd\n");
        assert_eq!((excerpt.first_row, excerpt.last_row), (2, 4));
        assert_eq!(marked, ["b", "d"]);
    }

    #[test]
    fn a_wide_line_is_cut_around_its_marks() {
        let filler = "ä, ".repeat(1000);
        let text = format!("first\n{filler}one{filler}two{filler}");
        let (excerpt, marked) = excerpt(&text, &["first", "one", "two"], 30);
        assert_eq!(marked, ["first", "one", "two"]);
        let wide = excerpt.text.lines().nth(1).unwrap_or_default();
        assert!(wide.starts_with(CUT) && wide.ends_with(CUT) && wide.matches(CUT).count() == 3, "{wide}");
        assert!(wide.chars().count() < 70, "{wide}");
    }

    #[test]
    fn a_mark_wider_than_the_terminal_is_cut() {
        let long = "x".repeat(500);
        let (excerpt, marked) = excerpt(&format!("f({long})"), &[&long], 30);
        assert_eq!(excerpt.text, format!("f({}{CUT}\n", "x".repeat(15)));
        assert_eq!(marked, ["x".repeat(15)]);
    }

    #[test]
    fn the_end_of_the_text_can_be_marked() {
        for text in ["", "a", "a\n"] {
            let source = Source::from_text(text);
            let mark = Mark { weight: Weight::Primary, span: Span::empty(text.len()), label: "" };
            let excerpt = Excerpt::new(&Places::new(&source), &[mark], 80);
            assert_eq!(excerpt.spans.len(), 1);
            assert!(excerpt.text.ends_with('\n'));
        }
    }
}
