//! Source text: decoding, lines, newline style. Inside the library a position is always a byte offset into
//! [`Source::text`], which is UTF-8 and keeps a byte order mark; rows and columns exist only at the edges.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use encoding_rs::Encoding;

/// A half-open range of byte offsets into a [`Source`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The empty span at `offset`.
    pub fn empty(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether every byte of `other` is one of this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether `offset` is in the span, its end excluded.
    pub fn contains_offset(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span as an index range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A file of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl FileId {
    /// The file as a number that counts the files of the run.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.0)
    }
}

/// A place in a file of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Where in it, in byte offsets.
    pub span: Span,
}

/// How the bytes of a file become text and text becomes bytes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Utf8,
    /// Declared by an encoding comment (PEP 263).
    Declared(&'static Encoding),
}

/// Why bytes are not a Python source that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The bytes from `offset` on are not UTF-8.
    NotUtf8 {
        /// Byte offset of the first byte that is wrong.
        offset: usize,
    },
    /// The encoding comment names an encoding that is not known here.
    UnknownEncoding {
        /// The name in the comment.
        name: String,
    },
    /// The bytes are not what the encoding comment says, or do not survive a round trip through it.
    NotAsDeclared {
        /// The name of the encoding.
        name: String,
    },
    /// The source is 4 GiB or larger.
    TooLarge,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 { offset } => write!(f, "not UTF-8 (byte {offset}), and no encoding comment says otherwise"),
            Self::UnknownEncoding { name } => write!(f, "unknown encoding `{name}` in the encoding comment"),
            Self::NotAsDeclared { name } => write!(f, "the file is not in its declared encoding `{name}`"),
            Self::TooLarge => write!(f, "the file is larger than 4 GiB"),
        }
    }
}

/// Text that cannot be written in the encoding of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    /// The name of the encoding.
    pub encoding: &'static str,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the fixed text cannot be written in the file's encoding `{}`", self.encoding)
    }
}

/// One Python source, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    text: String,
    coding: Coding,
    lines: Lines,
}

/// The lines of a text, found when somebody asks. They say nothing that the text does not.
#[derive(Clone, Debug, Default)]
struct Lines(OnceLock<LineIndex>);

impl PartialEq for Lines {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Lines {}

impl Source {
    /// Decodes the bytes of a file as Python does: UTF-8, or what an encoding comment in the first two lines says.
    ///
    /// # Errors
    /// When the bytes can't be decoded, or would not survive being decoded and encoded again.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(DecodeError::TooLarge);
        }
        match declared_encoding(bytes) {
            Some(name) if !is_utf8_name(&name) => decode_declared(bytes, &name),
            _ => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Self { text: text.to_owned(), coding: Coding::Utf8, lines: Lines::default() }),
                Err(error) => Err(DecodeError::NotUtf8 { offset: error.valid_up_to() }),
            },
        }
    }

    /// A source from text that is already decoded (an editor's buffer).
    pub fn from_text(text: impl Into<String>) -> Self {
        Self { text: text.into(), coding: Coding::Utf8, lines: Lines::default() }
    }

    /// The same file with another text.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        Self { text, coding: self.coding, lines: Lines::default() }
    }

    /// The bytes to write to the file.
    ///
    /// # Errors
    /// When the text holds a character that the file's declared encoding lacks.
    pub fn to_bytes(&self) -> Result<Cow<'_, [u8]>, EncodeError> {
        match self.coding {
            Coding::Utf8 => Ok(Cow::Borrowed(self.text.as_bytes())),
            Coding::Declared(encoding) => match encoding.encode(&self.text) {
                (bytes, _, false) => Ok(bytes),
                (_, _, true) => Err(EncodeError { encoding: encoding.name() }),
            },
        }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where its lines start.
    pub fn lines(&self) -> &LineIndex {
        self.lines.0.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The text of a span; empty where the span is not one of this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line terminator that new lines get: that of the first line.
    pub fn newline(&self) -> &'static str {
        match self.text.find(['\n', '\r']) {
            Some(at) if self.text[at..].starts_with("\r\n") => "\r\n",
            Some(at) if self.text[at..].starts_with('\r') => "\r",
            _ => "\n",
        }
    }

    /// Offset of the first byte of the line that holds `offset`; a byte order mark is no part of its line.
    pub fn line_start(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or_default();
        match before.rfind(['\n', '\r']) {
            Some(at) => at + 1,
            None => self.content_start().min(offset),
        }
    }

    /// Offset just after the terminator of the line that holds `offset`, or the end of the text.
    pub fn line_end(&self, offset: usize) -> usize {
        let rest = self.text.get(offset..).unwrap_or_default();
        match rest.find(['\n', '\r']) {
            Some(at) if rest[at..].starts_with("\r\n") => offset + at + 2,
            Some(at) => offset + at + 1,
            None => self.text.len(),
        }
    }

    /// The start of the line above the one that starts at `line_start`.
    pub fn line_above(&self, line_start: usize) -> Option<usize> {
        let before = self.text.get(self.content_start()..line_start).filter(|before| !before.is_empty())?;
        let terminator = if before.ends_with("\r\n") { 2 } else { 1 };
        Some(self.line_start(line_start - terminator))
    }

    /// The white space at the start of the line that holds `offset`.
    pub fn indent_at(&self, offset: usize) -> &str {
        let line = self.text.get(self.line_start(offset)..).unwrap_or_default();
        let length = line.len() - line.trim_start_matches([' ', '\t', '\x0c']).len();
        &line[..length]
    }

    /// Whether the line that holds `offset` has only white space.
    pub fn is_blank_line(&self, offset: usize) -> bool {
        let span = Span::new(self.line_start(offset), self.line_end(offset));
        self.slice(span).trim().is_empty()
    }

    /// Offset of the first character after a byte order mark.
    pub fn content_start(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }
}

/// The name in an encoding comment of the first two lines (PEP 263).
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    for line in bytes.split(|byte| matches!(byte, b'\n' | b'\r')).take(2) {
        let line = String::from_utf8_lossy(line);
        let line = line.trim_start_matches([' ', '\t', '\x0c']);
        if !line.starts_with('#') {
            if line.is_empty() {
                continue;
            }
            return None;
        }
        if let Some(name) = coding_name(line) {
            return Some(name);
        }
    }
    None
}

fn coding_name(comment: &str) -> Option<String> {
    let at = comment.find("coding:").or_else(|| comment.find("coding="))?;
    let rest = comment[at + "coding:".len()..].trim_start_matches([' ', '\t']);
    let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_.".contains(c))).unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_ascii_lowercase().replace('_', "-"))
}

fn is_utf8_name(name: &str) -> bool {
    matches!(name, "utf-8" | "utf8" | "utf-8-sig" | "u8") || name.starts_with("utf-8-")
}

fn decode_declared(bytes: &[u8], name: &str) -> Result<Source, DecodeError> {
    // Python's names for ISO 8859-1 that the encoding standard has no label for.
    let label = if matches!(name, "latin-1" | "iso-latin-1") { "iso-8859-1" } else { name };
    let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
        return Err(DecodeError::UnknownEncoding { name: name.to_owned() });
    };
    let source = match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Source { text: text.into_owned(), coding: Coding::Declared(encoding), lines: Lines::default() },
        None => return Err(DecodeError::NotAsDeclared { name: name.to_owned() }),
    };
    match source.to_bytes() {
        Ok(again) if *again == *bytes => Ok(source),
        _ => Err(DecodeError::NotAsDeclared { name: name.to_owned() }),
    }
}

/// The starts of the lines of a text, which end at `\n`, `\r\n` or `\r`.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        if !text.contains('\r') {
            starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
            return Self { starts };
        }
        for (at, byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at + 1);
            }
        }
        Self { starts }
    }

    /// The offset where a 0-based row starts; none behind the last one.
    pub fn start(&self, row: usize) -> Option<usize> {
        self.starts.get(row).copied()
    }

    /// The 0-based row and the 0-based byte column of an offset.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let row = self.starts.partition_point(|&start| start <= offset).saturating_sub(1);
        (row, offset - self.starts.get(row).copied().unwrap_or(0))
    }
}
