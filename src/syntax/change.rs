//! What an edit has changed of a text.

use tree_sitter::{InputEdit, Point};

/// The part in which two texts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) start: usize,
    pub(super) old_end: usize,
    pub(super) new_end: usize,
}

impl Change {
    /// The smallest change of whole characters that makes one text of another; none where they are the same.
    pub(super) fn between(old: &str, new: &str) -> Option<Self> {
        let (one, other) = (old.as_bytes(), new.as_bytes());
        let mut start = same_start(one, other);
        if start == one.len() && start == other.len() {
            return None;
        }
        while !(old.is_char_boundary(start) && new.is_char_boundary(start)) {
            start -= 1;
        }
        let mut same = same_end(&one[start..], &other[start..]);
        while !(old.is_char_boundary(one.len() - same) && new.is_char_boundary(other.len() - same)) {
            same -= 1;
        }
        Some(Self { start, old_end: one.len() - same, new_end: other.len() - same })
    }

    pub(super) fn edit(self, old: &str, new: &str) -> InputEdit {
        let start = point(old, Point::new(0, 0), 0, self.start);
        InputEdit {
            start_byte: self.start,
            old_end_byte: self.old_end,
            new_end_byte: self.new_end,
            start_position: start,
            old_end_position: point(old, start, self.start, self.old_end),
            new_end_position: point(new, start, self.start, self.new_end),
        }
    }

    /// By how much what stands behind the change moves.
    pub(super) fn moved(self, offset: usize) -> usize {
        offset + self.new_end - self.old_end
    }
}

/// How many bytes are compared at once.
const WIDE: usize = 64;

fn same_start(one: &[u8], other: &[u8]) -> usize {
    let wide = one.chunks_exact(WIDE).zip(other.chunks_exact(WIDE)).take_while(|(one, other)| one == other).count();
    let from = wide * WIDE;
    from + one[from..].iter().zip(&other[from..]).take_while(|(one, other)| one == other).count()
}

fn same_end(one: &[u8], other: &[u8]) -> usize {
    let wide = one.rchunks_exact(WIDE).zip(other.rchunks_exact(WIDE)).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[..one.len() - wide * WIDE], &other[..other.len() - wide * WIDE]);
    wide * WIDE + one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
}

/// The row and column of `to`, given those of `from`.
fn point(text: &str, at: Point, from: usize, to: usize) -> Point {
    let between = &text[from..to];
    let rows = between.matches('\n').count();
    match between.rfind('\n') {
        Some(last) => Point::new(at.row + rows, between.len() - last - 1),
        None => Point::new(at.row, at.column + between.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_as_small_as_can_be() {
        let change = |old, new| Change::between(old, new).map(|change| (change.start, change.old_end, change.new_end));
        assert_eq!(change("abc", "abc"), None);
        assert_eq!(change("abc", "abxc"), Some((2, 2, 3)));
        assert_eq!(change("aa", "a"), Some((1, 2, 1)));
        assert_eq!(change("é", "è"), Some((0, 2, 2)));
        assert_eq!(change("", "x"), Some((0, 0, 1)));
    }
}
