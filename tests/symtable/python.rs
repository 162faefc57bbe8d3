//! The Pythons on this machine, and what their symbol tables say.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

/// Major and minor version.
pub type Version = (u32, u32);

/// The versions whose tables are known here. From 3.14 on, annotations have scopes of their own (PEP 649).
const KNOWN: RangeInclusive<Version> = (3, 8)..=(3, 13);

/// A Python that can be run.
pub struct Python {
    path: PathBuf,
    pub version: Version,
}

/// What a Python says of one file.
#[derive(Deserialize)]
pub struct File {
    pub path: PathBuf,
    #[serde(default)]
    pub scopes: Vec<Row>,
    /// Why this Python does not compile the file.
    pub rejected: Option<String>,
    /// Why the file's tables could not be told apart: a defect of `dump.py`.
    pub failed: Option<String>,
}

/// One scope; see `dump.py`.
#[derive(Deserialize)]
pub struct Row {
    pub parent: i64,
    /// The place in the order in which CPython visits the scopes.
    pub order: usize,
    pub kind: String,
    pub name: String,
    pub line: usize,
    /// Whether a comprehension was merged into the function around it (PEP 709).
    pub inlined: bool,
    /// The letters of each name.
    pub names: BTreeMap<String, String>,
}

impl Python {
    /// The `python3` of the path, or, where that is none of the known versions, the newest of [`Python::all`].
    pub fn any() -> Option<Self> {
        Self::of_path().or_else(|| Self::all().pop())
    }

    fn of_path() -> Option<Self> {
        Self::at(PathBuf::from("python3"))
    }

    /// One Python of each version: those of pyenv, and the `python3` of the path.
    pub fn all() -> Vec<Self> {
        let root = Command::new("pyenv").arg("root").output().ok().filter(|output| output.status.success());
        let versions = root.map(|root| PathBuf::from(String::from_utf8_lossy(&root.stdout).trim()).join("versions"));
        let folders = versions.and_then(|versions| versions.read_dir().ok()).into_iter().flatten().flatten();
        let mut found: Vec<Self> = folders.filter_map(|folder| Self::at(folder.path().join("bin/python3"))).collect();
        found.extend(Self::of_path());
        found.sort_by_key(|python| python.version);
        found.dedup_by_key(|python| python.version);
        found
    }

    fn at(path: PathBuf) -> Option<Self> {
        let output = Command::new(&path).args(["-c", "import sys; print(*sys.version_info[:2])"]).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        let (major, minor) = text.trim().split_once(' ')?;
        let version = (major.parse().ok()?, minor.parse().ok()?);
        KNOWN.contains(&version).then_some(Self { path, version })
    }

    pub fn name(&self) -> String {
        format!("Python {}.{}", self.version.0, self.version.1)
    }

    /// The folder of its standard library.
    pub fn library(&self) -> PathBuf {
        let script = "import sysconfig; print(sysconfig.get_path('stdlib'))";
        let output = Command::new(&self.path).args(["-c", script]).output().expect("this Python ran before");
        PathBuf::from(String::from_utf8_lossy(&output.stdout).trim())
    }

    /// What it says of every `shards`-th file below a folder.
    pub fn dump_folder(&self, folder: &Path, shard: usize, shards: usize, each: impl FnMut(File)) {
        let numbers = [shard, shards].map(|number| number.to_string());
        self.dump(["folder".to_owned(), folder.display().to_string()].into_iter().chain(numbers), each);
    }

    /// What it says of some files.
    pub fn dump_files(&self, files: &[PathBuf], each: impl FnMut(File)) {
        let paths = files.iter().map(|file| file.display().to_string());
        self.dump(std::iter::once("files".to_owned()).chain(paths), each);
    }

    fn dump(&self, arguments: impl IntoIterator<Item = String>, mut each: impl FnMut(File)) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/symtable/dump.py");
        let mut command = Command::new(&self.path);
        command.arg(script).args(arguments).stdout(Stdio::piped());
        let mut child = command.spawn().expect("this Python ran before");
        let output = child.stdout.take().expect("it is piped");
        for line in BufReader::new(output).lines() {
            let line = line.expect("JSON is UTF-8");
            each(serde_json::from_str(&line).expect("`dump.py` prints a file on each line"));
        }
        let status = child.wait().expect("the child is ours");
        assert!(status.success(), "`dump.py` failed under {}", self.name());
    }
}
