//! Whether there is an error in some statements, whatever stands behind them: the parser can't go on at a token in
//! them. Only its log tells where that is; its tree shows how it has recovered, which may be elsewhere.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tree_sitter::LogType;

/// More bytes than are worth to be parsed with a log, which takes some ten times as long.
const MOST_BYTES: usize = 2_048;

/// Where the parser is, as it says.
#[derive(Debug, Default)]
struct Progress {
    /// The last row and column that some reading of the text has come to.
    farthest: AtomicU64,
    /// Whether no reading could go on.
    has_failed: AtomicBool,
}

impl Progress {
    fn note(&self, message: &str) {
        if self.has_failed.load(Ordering::Relaxed) {
            return;
        }
        if message.starts_with("resume version") {
            self.has_failed.store(true, Ordering::Relaxed);
        } else if message.starts_with("process version")
            && let Some((row, column)) = number(message, "row:").zip(number(message, "col:"))
        {
            self.farthest.fetch_max(row << 32 | column, Ordering::Relaxed);
        }
    }
}

/// The number behind a word.
fn number(message: &str, word: &str) -> Option<u64> {
    let (_, rest) = message.split_once(word)?;
    rest.split(|other: char| !other.is_ascii_digit()).next()?.parse().ok()
}

/// Whether statements of a text have such an error. The first token must not be it: it may go on with a statement in
/// front of them. Where `is_last`, nothing stands behind them.
pub(super) fn is_dead_end(text: &str, statements: Range<usize>, is_last: bool) -> bool {
    // A string may end behind them, and a line go on there.
    let own = text.get(statements.clone()).unwrap_or_default();
    if text.len() > MOST_BYTES || ["\"\"\"", "'''", "\\"].iter().any(|other| own.contains(other)) {
        return false;
    }
    let Some(farthest) = farthest(text) else { return false };
    let mut rest = text.get(farthest..statements.end).unwrap_or_default().lines().map(str::trim_start);
    let is_within = rest.any(|line| !line.is_empty() && !line.starts_with('#'));
    statements.start < farthest && (is_last || is_within)
}

/// How far the parser has come before it had to recover from an error, if it had to.
fn farthest(text: &str) -> Option<usize> {
    let progress = Arc::new(Progress::default());
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_python::LANGUAGE.into()).ok()?;
    let log = progress.clone();
    parser.set_logger(Some(Box::new(move |kind, message| {
        if kind == LogType::Parse {
            log.note(message);
        }
    })));
    parser.parse(text, None)?;
    let farthest = progress.farthest.load(Ordering::Relaxed);
    let (row, column) = ((farthest >> 32) as usize, farthest & u64::from(u32::MAX));
    let line: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    progress.has_failed.load(Ordering::Relaxed).then_some(line + column as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_certain_where_no_text_behind_it_helps() {
        let is_certain = |own: &str| is_dead_end(&format!("{own}pass\n"), 0..own.len(), false);
        assert!(is_certain("a b\n"));
        assert!(is_certain("f(\na = 1\nb = 2\n"));
        assert!(is_certain("a = $\n"));
        for may_go_on in ["a = 1\n", "f(\n", "f(  # (\n", "@a\n", "a = '''b\n", "else:\n    a\n", "try:\n    a\n"] {
            assert!(!is_certain(may_go_on), "{may_go_on}");
        }
    }
}
