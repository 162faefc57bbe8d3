//! The client's names of documents, and paths.

use std::path::{Path, PathBuf};

use url::Url;

/// The path that a `file:` URI names.
pub fn path(uri: &str) -> Option<PathBuf> {
    Url::parse(uri).ok()?.to_file_path().ok()
}

/// The `file:` URI of an absolute path.
pub fn of_path(path: &Path) -> Option<String> {
    Url::from_file_path(path).ok().map(String::from)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_and_uris_name_each_other() {
        let path_of = |uri| path(uri).map(|path| path.to_string_lossy().into_owned());
        assert_eq!(path_of("file:///a%20b/%C3%A4.py").as_deref(), Some("/a b/ä.py"));
        assert_eq!(path_of("untitled:Untitled-1"), None);
        assert_eq!(path_of("no uri"), None);
        assert_eq!(of_path(Path::new("/a b/ä.py")).as_deref(), Some("file:///a%20b/%C3%A4.py"));
    }
}
