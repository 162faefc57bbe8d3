//! The place that `--lift FILE:LINE[:COL]` names.

use std::path::PathBuf;
use std::str::FromStr;

/// A file and a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The file; `-` is standard input.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The character of the line, counted from 1; none for what starts first in it.
    pub column: Option<usize>,
}

impl FromStr for Target {
    type Err = String;

    /// Reads `FILE:LINE` or `FILE:LINE:COL`; a file may have colons in its name.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |text: &str| text.parse::<usize>().ok().filter(|number| *number > 0);
        let split = |text: &'_ str| -> Option<(String, usize)> {
            let (file, last) = text.rsplit_once(':')?;
            Some((file.to_owned(), number(last)?)).filter(|(file, _)| !file.is_empty())
        };
        let (rest, last) = split(text).ok_or("write FILE:LINE or FILE:LINE:COL, counted from 1")?;
        let (file, line, column) = match split(&rest) {
            Some((file, line)) => (file, line, Some(last)),
            None => (rest, last, None),
        };
        Ok(Self { file: file.into(), line, column })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(text: &str) -> Option<(String, usize, Option<usize>)> {
        let target: Target = text.parse().ok()?;
        Some((target.file.to_string_lossy().into_owned(), target.line, target.column))
    }

    #[test]
    fn a_target_is_a_file_and_a_place() {
        assert_eq!(target("a.py:3"), Some(("a.py".to_owned(), 3, None)));
        assert_eq!(target("a.py:3:5"), Some(("a.py".to_owned(), 3, Some(5))));
        assert_eq!(target("C:\\a.py:3"), Some(("C:\\a.py".to_owned(), 3, None)));
        assert_eq!(target("-:3:5"), Some(("-".to_owned(), 3, Some(5))));
        for wrong in ["a.py", "a.py:0", "a.py:x", ":3", "a.py:3:0", "a.py:", ""] {
            assert_eq!(target(wrong), None, "{wrong}");
        }
    }
}
