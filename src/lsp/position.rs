//! Positions of the protocol and byte offsets of a text. Offsets are bytes everywhere inside; only here they become
//! lines and characters, in the unit that client and server have agreed on.

use gen_lsp_types::{Position, Range};

use crate::text::{LineIndex, Span};

/// What a `character` of a position counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16, which every client knows.
    #[default]
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

impl Encoding {
    /// The name in the protocol.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    fn units(self, char: char) -> usize {
        match self {
            Self::Utf8 => char.len_utf8(),
            Self::Utf16 => char.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    fn units_in(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            _ => text.chars().map(|char| self.units(char)).sum(),
        }
    }

    /// The byte offset of the unit in a line; one in the middle of a character is taken for the character's start, one
    /// behind the end for the end.
    fn offset_in(self, line: &str, character: usize) -> usize {
        if line.is_ascii() {
            return character.min(line.len());
        }
        let mut units = 0;
        for (offset, char) in line.char_indices() {
            units += self.units(char);
            if units > character {
                return offset;
            }
        }
        line.len()
    }
}

/// A text with its lines, which end at `\n`, `\r\n` or `\r`.
#[derive(Clone, Copy, Debug)]
pub struct Positions<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    encoding: Encoding,
}

impl<'a> Positions<'a> {
    /// The positions of a text whose lines are known.
    pub fn new(text: &'a str, lines: &'a LineIndex, encoding: Encoding) -> Self {
        Self { text, lines, encoding }
    }

    /// The byte offset of a position; behind the end of a line, the end of the line; behind the last line, the end.
    pub fn offset(self, position: Position) -> usize {
        let row = position.line as usize;
        let Some(start) = self.lines.start(row) else { return self.text.len() };
        let end = self.lines.start(row + 1).unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        start + self.encoding.offset_in(line, position.character as usize)
    }

    /// The span of a range; of one that ends before it starts, the empty one at its start.
    pub fn span(self, range: Range) -> Span {
        let start = self.offset(range.start);
        Span::new(start, self.offset(range.end).max(start))
    }

    /// The position of a byte offset.
    pub fn position(self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let (row, column) = self.lines.position(offset);
        let before = self.text.get(offset - column..offset).unwrap_or_default();
        Position { line: row as u32, character: self.encoding.units_in(before) as u32 }
    }

    /// The range of a span.
    pub fn range(self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The whole lines that a span touches, their ends included.
    pub fn lines_around(self, span: Span) -> Span {
        let (first, _) = self.lines.position(span.start);
        let (last, _) = self.lines.position(span.end);
        let start = self.lines.start(first).unwrap_or_default();
        Span::new(start, self.lines.start(last + 1).unwrap_or(self.text.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn characters_are_counted_as_agreed() {
        let text = "a = \"🎉\" + f\r\nb\rc\n";
        let lines = LineIndex::new(text);
        let positions = |encoding| Positions::new(text, &lines, encoding);
        let f = text.find('f').unwrap_or_default();
        for (encoding, character) in [(Encoding::Utf8, 13), (Encoding::Utf16, 11), (Encoding::Utf32, 10)] {
            assert_eq!(positions(encoding).position(f), at(0, character));
            assert_eq!(positions(encoding).offset(at(0, character)), f);
        }
        assert_eq!(positions(Encoding::Utf16).offset(at(1, 0)), text.find('b').unwrap_or_default());
        assert_eq!(positions(Encoding::Utf16).offset(at(2, 0)), text.find('c').unwrap_or_default());
    }

    #[test]
    fn what_is_out_of_range_is_the_nearest_place() {
        let text = "ab\r\nc";
        let lines = LineIndex::new(text);
        let positions = Positions::new(text, &lines, Encoding::Utf16);
        assert_eq!(positions.offset(at(0, 99)), 2);
        assert_eq!(positions.offset(at(7, 1)), 5);
        assert_eq!(positions.span(Range { start: at(1, 1), end: at(0, 0) }), Span::empty(5));
    }
}
