//! What could not be done with a file as a whole, in words.

use std::any::Any;
use std::io::{self, ErrorKind};

use crate::text::{DecodeError, LineIndex};

/// Something that kept a file from being looked at or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Where in the file, if anywhere: row and column, both counted from 1, columns in characters.
    pub position: Option<(usize, usize)>,
    /// What, in lower case.
    pub message: String,
}

impl Failure {
    /// A failure of the whole file.
    pub fn new(message: impl Into<String>) -> Self {
        Self { position: None, message: message.into() }
    }

    /// The file can't be read.
    pub fn unreadable(reason: &str) -> Self {
        Self::new(format!("can't be read: {reason}"))
    }

    /// The bytes are no Python source.
    pub fn undecodable(bytes: &[u8], error: &DecodeError) -> Self {
        let position = match error {
            DecodeError::NotUtf8 { offset } => Some(position_in(bytes, *offset)),
            DecodeError::UnknownEncoding { .. } | DecodeError::NotAsDeclared { .. } | DecodeError::TooLarge => None,
        };
        Self { position, message: error.to_string() }
    }

    /// A panic while the file was looked at.
    pub fn internal(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
        Self::new(format!("an error in mpfix itself ({text}); the file is left alone, please report it"))
    }
}

/// The position of a byte before which everything is UTF-8.
fn position_in(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = String::from_utf8_lossy(bytes.get(..offset).unwrap_or_default());
    let (row, column) = LineIndex::new(&before).position(before.len());
    let line = &before[before.len() - column..];
    (row + 1, line.trim_start_matches('\u{feff}').chars().count() + 1)
}

/// The reason of an input or output error, in lower case and without a number where it has a plain name.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or directory".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        ErrorKind::StorageFull => "no space is left on the device".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_byte_has_a_position() {
        let error = DecodeError::NotUtf8 { offset: 6 };
        let failure = Failure::undecodable("a\näß\u{ff}".as_bytes(), &error);
        assert_eq!(failure.position, Some((2, 3)));
    }
}
