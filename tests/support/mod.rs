//! What the tests share: the cases, and running programs with a time limit.

#![allow(dead_code, reason = "each test binary takes what it needs")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]
#![allow(clippy::needless_pass_by_value, reason = "values are written where they are passed")]

pub mod case;
pub mod editor;
pub mod process;
pub mod python;
pub mod rust;

use std::path::{Path, PathBuf};

/// A path in the package.
pub fn in_package(path: impl AsRef<Path>) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
