//! Edits of one text: replacements of disjoint spans, applied together or not at all.

use crate::text::Span;

/// The replacement of a span by a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced, in byte offsets of the text before any edit; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Replaces a span.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Inserts a text before the byte at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::empty(offset), text)
    }

    /// Removes a span.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }
}

/// How far a fix can be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// The program does the same as before, under every start method.
    Safe,
    /// It may do something else, for the reasons named; applied only when asked for.
    Unsafe(Vec<String>),
}

impl Applicability {
    /// Adds a reason why the program may do something else.
    pub fn doubt(&mut self, reason: String) {
        match self {
            Self::Safe => *self = Self::Unsafe(vec![reason]),
            Self::Unsafe(reasons) => reasons.push(reason),
        }
    }
}

/// A change that repairs a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// A verb phrase: ``Move `scale` to module level, passing `factor` ``.
    pub title: String,
    /// How far it can be trusted.
    pub applicability: Applicability,
    /// Disjoint and sorted; several insertions at one offset stand in the order in which they are applied.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// Whether the fix may be applied without being asked for by name.
    pub fn is_safe(&self) -> bool {
        self.applicability == Applicability::Safe
    }
}

/// The part `within` of a text after some edits, in pieces: what stays, and what is put in. None where two edits
/// overlap or one sticks out.
fn pieces<'t>(text: &'t str, within: Span, edits: &'t [Edit]) -> Option<Vec<&'t str>> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    // A stable sort: insertions at one offset keep their order, and come before a replacement that starts there.
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut pieces = Vec::with_capacity(2 * sorted.len() + 1);
    let mut at = within.start;
    for edit in sorted {
        if edit.span.start < at || edit.span.end > within.end {
            return None;
        }
        pieces.push(text.get(at..edit.span.start)?);
        pieces.push(&edit.text);
        at = edit.span.end;
    }
    pieces.push(text.get(at..within.end)?);
    Some(pieces)
}

/// Whether edits can be applied to a whole text: no two overlap.
pub fn is_applicable(text: &str, edits: &[Edit]) -> bool {
    pieces(text, Span::new(0, text.len()), edits).is_some()
}

/// Applies disjoint edits to the part `within` of a text. Answers none where two edits overlap or one sticks out.
pub fn apply_within(text: &str, within: Span, edits: &[Edit]) -> Option<String> {
    pieces(text, within, edits).map(|pieces| pieces.concat())
}

/// Applies disjoint edits to a whole text. Answers none where two edits overlap.
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    apply_within(text, Span::new(0, text.len()), edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_applied_together() {
        let edits = [Edit::replace(Span::new(4, 5), "B"), Edit::insert(0, "_"), Edit::delete(Span::new(1, 4))];
        assert_eq!(apply("a + b", &edits).as_deref(), Some("_aB"));
    }

    #[test]
    fn overlapping_edits_are_refused() {
        let edits = [Edit::delete(Span::new(0, 3)), Edit::delete(Span::new(2, 4))];
        assert_eq!(apply("abcd", &edits), None);
    }

    #[test]
    fn insertions_at_one_offset_keep_their_order() {
        let edits = [Edit::insert(1, "x"), Edit::insert(1, "y")];
        assert_eq!(apply("ab", &edits).as_deref(), Some("axyb"));
    }
}
