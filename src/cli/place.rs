//! Rows and columns, for people and programs: counted from 1, columns in characters (Unicode scalar values). A byte
//! order mark is no character of its line.

use serde::Serialize;

use crate::text::{LineIndex, Source, Span};

/// A row and a column, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The line.
    pub row: usize,
    /// The character of the line.
    pub column: usize,
}

/// Where a span is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The first character.
    #[serde(flatten)]
    pub start: Position,
    /// The line of the end.
    pub end_row: usize,
    /// The character after the last one.
    pub end_column: usize,
    /// The same in bytes of the text in UTF-8, counted from 0.
    #[serde(serialize_with = "serialize_span")]
    pub span: Span,
}

fn serialize_span<S: serde::Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Bytes {
        start: usize,
        end: usize,
    }
    Bytes { start: span.start, end: span.end }.serialize(serializer)
}

/// The path without characters that would move the cursor or change the color.
pub fn legible(path: &str) -> String {
    path.replace(char::is_control, "\u{fffd}")
}

/// The rows and columns of one source.
#[derive(Debug)]
pub struct Places<'a> {
    source: &'a Source,
    lines: &'a LineIndex,
}

impl<'a> Places<'a> {
    /// The places of a source.
    pub fn new(source: &'a Source) -> Self {
        Self { source, lines: source.lines() }
    }

    /// The source.
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// Where a byte offset is. One in the middle of a character is taken for the character's own.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let (row, column) = self.lines.position(offset);
        let start = (offset - column).max(self.source.content_start().min(offset));
        let before = self.source.slice(Span::new(start, offset));
        Position { row: row + 1, column: before.chars().count() + 1 }
    }

    /// A line counted from 1, its end included; none behind the last one.
    pub fn line(&self, row: usize) -> Option<Span> {
        let mut start = self.source.content_start();
        for _ in 1..row {
            let end = self.source.line_end(start);
            if end <= start {
                return None;
            }
            start = end;
        }
        Some(Span::new(start, self.source.line_end(start)))
    }

    /// Where a span is.
    pub fn place(&self, span: Span) -> Place {
        let end = self.position(span.end);
        Place { start: self.position(span.start), end_row: end.row, end_column: end.column, span }
    }

    /// The nearest offset up to `offset` that is the start of a character, or the end of the text.
    pub fn boundary(&self, offset: usize) -> usize {
        let text = self.source.text();
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let source = Source::from_text("\u{feff}ä = 1\r\n漢字 = \"🎉\" + x\r\n");
        let places = Places::new(&source);
        let at = |needle: &str| places.position(source.text().find(needle).unwrap_or_default());
        assert_eq!(at("ä"), Position { row: 1, column: 1 });
        assert_eq!(at("="), Position { row: 1, column: 3 });
        assert_eq!(at("x"), Position { row: 2, column: 12 });
        assert_eq!(places.position(source.text().len()), Position { row: 3, column: 1 });
    }

    #[test]
    fn a_path_does_not_steer_the_terminal() {
        assert_eq!(legible("a\x1b[31m\n.py"), "a\u{fffd}[31m\u{fffd}.py");
    }
}
