//! Unified diffs that `git apply` takes. They compare bytes, not text: a line ends at `\n` and nowhere else, as it
//! does for git, and what is no UTF-8 stays what it is.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use crate::edit::Edit;
use crate::text::Span;

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// The unified diff that turns `old` into `new`, with `a/` and `b/` in front of the `path`; empty where they are equal.
/// The path's parts are separated by `/`.
pub fn unified(path: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let old: Vec<&[u8]> = old.split_inclusive(|&byte| byte == b'\n').collect();
    let new: Vec<&[u8]> = new.split_inclusive(|&byte| byte == b'\n').collect();
    let hunks = group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT);
    let mut diff = Vec::new();
    if !hunks.is_empty() {
        name_line(&mut diff, b"--- ", b"a/", path);
        name_line(&mut diff, b"+++ ", b"b/", path);
    }
    for hunk in &hunks {
        write_hunk(&mut diff, hunk, &old, &new);
    }
    diff
}

/// The edits that turn `old` into `new`: whole lines that are inserted, removed or replaced.
pub fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let ends = |lines: &[&str]| -> Vec<usize> {
        let sums = lines.iter().scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        });
        std::iter::once(0).chain(sums).collect()
    };
    let (old_ends, new_ends) = (ends(&old_lines), ends(&new_lines));
    let span = |ends: &[usize], range: Range<usize>| Span::new(ends[range.start], ends[range.end]);
    let ops = capture_diff_slices(Algorithm::Myers, &old_lines, &new_lines);
    let changed = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let edit =
        |op: DiffOp| Edit::replace(span(&old_ends, op.old_range()), &new[span(&new_ends, op.new_range()).range()]);
    changed.map(edit).collect()
}

fn write_hunk(diff: &mut Vec<u8>, hunk: &[DiffOp], old: &[&[u8]], new: &[&[u8]]) {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else {
        return;
    };
    let removed = numbers(first.old_range().start, last.old_range().end);
    let added = numbers(first.new_range().start, last.new_range().end);
    diff.extend_from_slice(format!("@@ -{removed} +{added} @@\n").as_bytes());
    for op in hunk {
        if let DiffOp::Equal { .. } = op {
            write_lines(diff, b' ', &old[op.old_range()]);
        } else {
            write_lines(diff, b'-', &old[op.old_range()]);
            write_lines(diff, b'+', &new[op.new_range()]);
        }
    }
}

/// The 0-based lines from `start` to `end` as a hunk names them: the first one counted from 1, then how many. An empty
/// range names the line before it.
fn numbers(start: usize, end: usize) -> String {
    match end - start {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        count => format!("{},{count}", start + 1),
    }
}

fn write_lines(diff: &mut Vec<u8>, sign: u8, lines: &[&[u8]]) {
    for line in lines {
        diff.push(sign);
        diff.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            diff.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
}

fn name_line(diff: &mut Vec<u8>, mark: &[u8], side: &[u8], path: &[u8]) {
    diff.extend_from_slice(mark);
    if needs_quotes(path) {
        diff.push(b'"');
        diff.extend_from_slice(side);
        for &byte in path {
            write_quoted(diff, byte);
        }
        diff.push(b'"');
    } else {
        diff.extend_from_slice(side);
        diff.extend_from_slice(path);
        // The tab says where the name ends; git looks for a date after a space otherwise.
        if path.contains(&b' ') {
            diff.push(b'\t');
        }
    }
    diff.push(b'\n');
}

/// Whether git would write the name in quotes (with `core.quotePath` off, so that letters stay legible).
fn needs_quotes(path: &[u8]) -> bool {
    std::str::from_utf8(path).is_err()
        || path.iter().any(|&byte| byte.is_ascii_control() || matches!(byte, b'"' | b'\\'))
}

fn write_quoted(diff: &mut Vec<u8>, byte: u8) {
    match byte {
        b'"' | b'\\' => diff.extend_from_slice(&[b'\\', byte]),
        b'\n' => diff.extend_from_slice(b"\\n"),
        b'\t' => diff.extend_from_slice(b"\\t"),
        _ if byte.is_ascii_control() || !byte.is_ascii() => {
            diff.extend_from_slice(format!("\\{byte:03o}").as_bytes());
        }
        _ => diff.push(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(path: &str, old: &str, new: &str) -> String {
        String::from_utf8_lossy(&unified(path.as_bytes(), old.as_bytes(), new.as_bytes())).into_owned()
    }

    #[test]
    fn equal_texts_have_no_diff() {
        assert_eq!(diff("a.py", "x\n", "x\n"), "");
    }

    #[test]
    fn a_changed_line_stands_between_three_lines_of_context() {
        assert_eq!(
            diff("a.py", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a/a.py\n+++ b/a.py\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
        );
    }

    #[test]
    fn a_missing_last_newline_is_said() {
        assert_eq!(
            diff("a.py", "x", "y\n"),
            "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n"
        );
    }

    #[test]
    fn a_carriage_return_alone_ends_no_line() {
        assert_eq!(diff("a.py", "x\ry\r\n", "x\rz\r\n"), "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x\ry\r\n+x\rz\r\n");
    }

    #[test]
    fn an_insertion_at_the_top_names_line_zero() {
        assert_eq!(diff("a.py", "", "x\n"), "--- a/a.py\n+++ b/a.py\n@@ -0,0 +1 @@\n+x\n");
    }

    #[test]
    fn odd_names_are_written_as_git_writes_them() {
        assert!(diff("größe.py", "", "x\n").starts_with("--- a/größe.py\n"));
        assert!(diff("a b.py", "", "x\n").starts_with("--- a/a b.py\t\n"));
        assert!(diff("a\"\t\u{1}.py", "", "x\n").starts_with("--- \"a/a\\\"\\t\\001.py\"\n"));
        assert!(unified(b"\xff.py", b"", b"x\n").starts_with(b"--- \"a/\\377.py\"\n"));
    }
}
