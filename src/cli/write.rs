//! Replacing a file: at every moment the path holds either all of the old bytes or all of the new ones.

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use crate::disk::failure::{Failure, reason};

/// Replaces the bytes of a file that are known to be `old`. The file keeps its mode and, where the system allows it,
/// its owner; a hard link to it keeps the old bytes. The path must not be a symbolic link: that would be replaced.
///
/// # Errors
/// When the file may not be written, or holds something else by now; it is unchanged then.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Failure> {
    let metadata = writable(path).map_err(|error| unwritable(&reason(&error)))?;
    if !metadata.is_file() {
        return Err(unwritable("it is no regular file"));
    }
    let temporary = beside(path, new, &metadata).map_err(|error| unwritable(&in_its_folder(path, &error)))?;
    // The last moment: from here on, only the renaming stands between a change by somebody else and its loss.
    let now = fs::read(path).map_err(|error| Failure::unreadable(&reason(&error)))?;
    if now != old {
        return Err(Failure::new("was changed while it was being fixed; nothing is written, run mpfix again"));
    }
    temporary.persist(path).map_err(|error| unwritable(&in_its_folder(path, &error.error)))?;
    Ok(())
}

fn unwritable(reason: &str) -> Failure {
    Failure::new(format!("can't be written: {reason}; the file is unchanged"))
}

fn in_its_folder(path: &Path, error: &io::Error) -> String {
    let folder = path.parent().unwrap_or(path);
    format!("{} in its folder `{}`", reason(error), folder.display())
}

/// What is known of a file that may be written. Renaming would replace one that may not.
fn writable(path: &Path) -> io::Result<Metadata> {
    OpenOptions::new().write(true).open(path)?.metadata()
}

/// A new file next to `path`, complete and on the disk.
fn beside(path: &Path, bytes: &[u8], like: &Metadata) -> io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut temporary = Builder::new().prefix(".mpfix-").suffix(".tmp").tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    keep_owner(temporary.path(), like);
    // After the owner: a change of owner clears the set-user-id bit.
    fs::set_permissions(temporary.path(), like.permissions())?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Gives the file the owner and group of another one. Only a privileged user may, and who may not keeps their own.
#[cfg(unix)]
fn keep_owner(path: &Path, like: &Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    let _ = chown(path, Some(like.uid()), Some(like.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_path: &Path, _like: &Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_changed_is_left_alone() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.py");
        fs::write(&path, "somebody's\n")?;
        let failure = replace(&path, b"old\n", b"new\n").err();
        assert!(failure.is_some_and(|failure| failure.message.contains("was changed")));
        assert_eq!(fs::read(&path)?, b"somebody's\n");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }

    #[test]
    fn a_vanished_file_is_not_made_again() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.py");
        assert!(replace(&path, b"old\n", b"new\n").is_err());
        assert_eq!(fs::read_dir(folder.path())?.count(), 0);
        Ok(())
    }
}
