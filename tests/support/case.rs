//! A case: a Python program with a header that says what mpfix has to make of it.
//!
//! ```python
//! # /// case
//! # expect = "fix"
//! # stdout = "[1, 4, 9]\n"
//! # ///
//! ```

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tempfile::TempDir;

use super::in_package;

/// Where the cases are, seen from the package.
pub const FOLDER: &str = "tests/cases";

/// The header of a case, in TOML.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// What becomes of the program.
    pub expect: Expect,
    /// What the program prints when it works; without it, the program is not run.
    pub stdout: Option<String>,
    /// Whether the lines may come in any order.
    #[serde(default)]
    pub unordered: bool,
    /// More arguments for mpfix.
    #[serde(default)]
    pub args: Vec<String>,
    /// The codes of all findings, each once.
    pub codes: Option<Vec<String>>,
    /// Patterns that the report has to contain.
    #[serde(default)]
    pub mentions: Vec<String>,
    /// Patterns that the fixed text has to contain.
    #[serde(default)]
    pub require: Vec<String>,
    /// Patterns that the fixed text must not contain.
    #[serde(default)]
    pub forbid: Vec<String>,
    /// Whether the program as it stands works under `fork`.
    #[serde(default = "yes")]
    pub fork_works: bool,
    /// Whether the fix comes without `--unsafe-fixes`.
    #[serde(default = "yes")]
    pub safe: bool,
    /// What the case is about.
    pub note: String,
}

fn yes() -> bool {
    true
}

/// What becomes of a program.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Expect {
    /// It is repaired.
    Fix,
    /// There is a finding, and no fix.
    Refuse,
    /// There is advice, and nothing else.
    Advice,
    /// There is no finding.
    Clean,
}

/// A program, or a folder of modules with a `main.py`.
#[derive(Debug)]
pub struct Case {
    /// The name of the file or the folder, without extension.
    pub name: String,
    /// The file or the folder.
    entry: PathBuf,
    /// What is expected.
    pub header: Header,
}

/// A copy of a case in a folder of its own, at the same path as in the package.
#[derive(Debug)]
pub struct Staged {
    root: TempDir,
    /// The file or the folder, seen from the root.
    pub entry: String,
    /// The program, seen from the root.
    pub main: PathBuf,
}

/// Every case, by name.
///
/// # Panics
/// When a header can't be read.
pub fn all() -> Vec<Case> {
    let entries = fs::read_dir(in_package(FOLDER)).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<Case> = entries.filter_map(case).collect();
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    cases
}

/// The case of a path: none for what is no Python program.
fn case(entry: PathBuf) -> Option<Case> {
    let main = if entry.is_dir() { entry.join("main.py") } else { entry.clone() };
    if main.extension() != Some(OsStr::new("py")) || !main.is_file() {
        return None;
    }
    let name = entry.file_stem()?.to_str().expect("a name in ASCII").to_owned();
    let header = header(&main).unwrap_or_else(|error| panic!("{name}: {error}"));
    Some(Case { name, entry, header })
}

fn header(main: &Path) -> Result<Header, String> {
    let text = String::from_utf8_lossy(&fs::read(main).unwrap()).into_owned();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    lines.find(|line| line.trim() == "# /// case").ok_or("no line `# /// case`")?;
    let lines: Vec<&str> = lines.take_while(|line| line.trim() != "# ///").collect();
    let body: Vec<&str> = lines.iter().map(|line| line.trim_start_matches("# ")).collect();
    toml::from_str(&body.join("\n")).map_err(|error| error.to_string())
}

/// The text without its header, which repeats what the patterns look for.
pub fn without_header(text: &str) -> String {
    let Some(start) = text.find("# /// case") else { return text.to_owned() };
    let end = text[start..].find("\n# ///").map_or(text.len(), |at| start + at + 1);
    let end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    format!("{}{}", &text[..start], &text[end..])
}

/// Copies all cases to a new folder, as the files of one run.
pub fn stage_all() -> Staged {
    let root = TempDir::new().unwrap();
    let entry = "cases".to_owned();
    copy(&in_package(FOLDER), &root.path().join(&entry));
    Staged { root, main: PathBuf::from(&entry), entry }
}

impl Case {
    /// Copies the case to a new folder.
    pub fn stage(&self) -> Staged {
        let root = TempDir::new().unwrap();
        let entry = format!("{FOLDER}/{}", self.entry.file_name().unwrap().to_str().unwrap());
        let target = root.path().join(&entry);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        copy(&self.entry, &target);
        let main = if target.is_dir() { Path::new(&entry).join("main.py") } else { PathBuf::from(&entry) };
        Staged { root, entry, main }
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

impl Staged {
    /// The folder that stands for the package.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// Every file, by its path from the root, with its bytes.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut waiting = vec![self.root().to_owned()];
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                waiting.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                files.push((path.strip_prefix(self.root()).unwrap().to_owned(), fs::read(path).unwrap()));
            }
        }
        files.sort();
        files
    }

    /// The bytes of the program.
    pub fn program(&self) -> Vec<u8> {
        fs::read(self.root().join(&self.main)).unwrap()
    }

    /// Puts other bytes in the place of a file.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        fs::write(self.root().join(path), bytes).unwrap();
    }
}
