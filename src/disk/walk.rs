//! Which files there are: folders become Python files, sorted by path, and no file is taken twice.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use ignore::{DirEntry, WalkBuilder, WalkState};

use super::configs::Configs;
use super::failure;

/// How many bytes of a file without an extension are looked at for a `#!` line.
const SHEBANG_BYTES: u64 = 128;

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The path as it is shown.
    pub shown: PathBuf,
    /// Where its bytes come from.
    pub origin: Origin,
}

/// Where the bytes of an [`Input`] come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Standard input; the path is what it stands for.
    Stdin(PathBuf),
    /// A file, without symbolic links in its path.
    File(PathBuf),
    /// Nowhere, for this reason.
    Lost(String),
}

/// What the arguments stand for.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Everything there is to look at, in the order of the paths.
    pub list: Vec<Input>,
    /// Folders without a Python file.
    pub empty: Vec<PathBuf>,
}

/// The input that standard input is.
pub fn stdin(name: Option<&Path>) -> Input {
    let shown = name.unwrap_or(Path::new("<stdin>")).to_owned();
    let origin = Origin::Stdin(real_path(&shown));
    Input { shown, origin }
}

/// The one file that a path names.
pub fn file(path: &Path) -> Input {
    let path = path.to_owned();
    let candidate = match fs::metadata(&path) {
        Ok(metadata) if metadata.is_dir() => Candidate::lost(path, "it is a folder".to_owned()),
        Ok(_) => Candidate::file(path.clone(), real_path(&path), path.is_symlink()),
        Err(error) => Candidate::lost(path, failure::reason(&error)),
    };
    candidate.input
}

/// The files that the paths name, those in folders included but for what configurations exclude.
pub fn files(paths: &[PathBuf], configs: &Arc<Configs>) -> Inputs {
    let mut found = Vec::new();
    let mut empty = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                let before = found.len();
                walk_folder(path, configs, &mut found);
                if found.len() == before {
                    empty.push(path.clone());
                }
            }
            Ok(_) => {
                let real = real_path(path);
                configs.read_for(&real);
                found.push(Candidate::file(path.clone(), real, path.is_symlink()));
            }
            Err(error) => found.push(Candidate::lost(path.clone(), failure::reason(&error))),
        }
    }
    Inputs { list: distinct(found), empty }
}

/// An input, and whether its path is a symbolic link: the same file under its own name is preferred.
struct Candidate {
    input: Input,
    is_link: bool,
}

impl Candidate {
    fn file(shown: PathBuf, real: PathBuf, is_link: bool) -> Self {
        Self { input: Input { shown: without_dot(shown), origin: Origin::File(real) }, is_link }
    }

    fn lost(shown: PathBuf, reason: String) -> Self {
        Self { input: Input { shown: without_dot(shown), origin: Origin::Lost(reason) }, is_link: false }
    }

    /// What makes two candidates the same.
    fn identity(&self) -> &Path {
        match &self.input.origin {
            Origin::File(real) | Origin::Stdin(real) => real,
            Origin::Lost(_) => &self.input.shown,
        }
    }
}

fn distinct(mut found: Vec<Candidate>) -> Vec<Input> {
    found.sort_by(|one, other| {
        let key = |candidate: &Candidate| (candidate.is_link, candidate.input.shown.clone());
        one.identity().cmp(other.identity()).then_with(|| key(one).cmp(&key(other)))
    });
    found.dedup_by(|one, other| one.identity() == other.identity());
    found.sort_by(|one, other| one.input.shown.cmp(&other.input.shown));
    found.into_iter().map(|candidate| candidate.input).collect()
}

fn walk_folder(root: &Path, configs: &Arc<Configs>, found: &mut Vec<Candidate>) {
    let real_root = real_path(root);
    let filter = {
        let (configs, root, real_root) = (Arc::clone(configs), root.to_owned(), real_root.clone());
        move |entry: &DirEntry| !is_foreign(entry) && !is_excluded(entry, &root, &real_root, &configs)
    };
    let walker = WalkBuilder::new(root).require_git(false).filter_entry(filter).build_parallel();
    let (sender, receiver) = mpsc::channel();
    walker.run(|| {
        let sender: Sender<Candidate> = sender.clone();
        let real_root = &real_root;
        Box::new(move |entry| {
            let candidate = match entry {
                Ok(entry) => candidate(&entry, root, real_root),
                Err(error) => Some(lost(&error, root)),
            };
            if let Some(candidate) = candidate {
                // The receiver outlives the walk.
                let _ = sender.send(candidate);
            }
            WalkState::Continue
        })
    });
    drop(sender);
    found.extend(receiver);
}

/// Whether the folder holds other people's code: a virtual environment, or packages of another language.
fn is_foreign(entry: &DirEntry) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    entry.depth() > 0
        && is_folder
        && (entry.file_name() == OsStr::new("node_modules") || entry.path().join("pyvenv.cfg").is_file())
}

/// Whether a folder, or a Python file, is left out by a configuration. What is named itself is always taken.
fn is_excluded(entry: &DirEntry, root: &Path, real_root: &Path, configs: &Configs) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    let is_candidate = is_folder || entry.path().extension().is_none_or(is_python_extension);
    entry.depth() > 0 && is_candidate && configs.excludes(&real_of(entry.path(), root, real_root), is_folder)
}

/// The path of what is met in a folder without symbolic links above it: none is followed on the way down, so only the
/// root's own path can hold one.
fn real_of(path: &Path, root: &Path, real_root: &Path) -> PathBuf {
    real_root.join(path.strip_prefix(root).unwrap_or(path))
}

fn candidate(entry: &DirEntry, root: &Path, real_root: &Path) -> Option<Candidate> {
    let kind = entry.file_type()?;
    if !(kind.is_file() || kind.is_symlink()) || !is_python(entry.path()) {
        return None;
    }
    let path = entry.path().to_owned();
    if !kind.is_symlink() {
        let real = real_of(&path, root, real_root);
        return Some(Candidate::file(path, real, false));
    }
    match fs::metadata(&path) {
        Ok(target) => target.is_file().then(|| Candidate::file(path.clone(), real_path(&path), true)),
        Err(error) => Some(Candidate::lost(path, failure::reason(&error))),
    }
}

fn lost(error: &ignore::Error, root: &Path) -> Candidate {
    let path = path_of(error).unwrap_or(root).to_owned();
    let reason = error.io_error().map_or_else(|| error.to_string(), failure::reason);
    Candidate::lost(path, reason)
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        _ => None,
    }
}

fn is_python(path: &Path) -> bool {
    match path.extension() {
        Some(extension) => is_python_extension(extension),
        None => path.is_file() && starts_as_script(path),
    }
}

fn is_python_extension(extension: &OsStr) -> bool {
    ["py", "pyi", "pyw"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn starts_as_script(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(SHEBANG_BYTES).read_to_end(&mut start));
    read.is_ok() && names_python(&start)
}

/// Whether the first line asks for Python: `#!/usr/bin/env python3`, `#!/usr/bin/pypy`, `#!/usr/bin/env -S uv run`.
fn names_python(start: &[u8]) -> bool {
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(line);
    line.starts_with("#!") && ["python", "pypy", "uv run"].iter().any(|name| line.contains(name))
}

/// The absolute path without symbolic links; for what has none (a pipe, a name that is not there), the absolute path.
pub fn real_path(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

fn without_dot(path: PathBuf) -> PathBuf {
    match path.strip_prefix(".") {
        Ok(rest) if !rest.as_os_str().is_empty() => rest.to_owned(),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_python_shebang_is_known() {
        for line in ["#!/usr/bin/env python3\n", "#! /opt/pypy3.11 -E\n", "#!/usr/bin/env -S uv run --script\nx"] {
            assert!(names_python(line.as_bytes()), "{line}");
        }
        for line in ["#!/bin/sh\npython x\n", "python\n", "", "\u{0}\u{1}"] {
            assert!(!names_python(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn the_current_folder_is_not_shown() {
        assert_eq!(without_dot(PathBuf::from("./a/b.py")), Path::new("a/b.py"));
        assert_eq!(without_dot(PathBuf::from(".")), Path::new("."));
        assert_eq!(without_dot(PathBuf::from("../b.py")), Path::new("../b.py"));
    }
}
