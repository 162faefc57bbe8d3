//! Running Python programs under a start method of choice.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::process::{self, Run};

/// Python imports this module before anything else, in children, too.
const SITE: &str = r#"import os
_method = os.environ.get("CASE_START_METHOD")
if _method:
    import multiprocessing.context as _context
    _context._default_context._default_context = _context._concrete_contexts[_method]
"#;

/// How a child process comes to its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartMethod {
    /// A new interpreter imports the program.
    Spawn,
    /// A server, started like `spawn`, forks.
    Forkserver,
    /// The child is a copy of its parent.
    Fork,
}

impl StartMethod {
    /// Every start method.
    pub const ALL: [Self; 3] = [Self::Spawn, Self::Forkserver, Self::Fork];

    /// Its name in Python.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spawn => "spawn",
            Self::Forkserver => "forkserver",
            Self::Fork => "fork",
        }
    }
}

/// A Python with its start method in the environment.
#[derive(Debug)]
pub struct Python {
    site: TempDir,
}

impl Python {
    /// # Panics
    /// When there is no `python3`: what the tests claim about programs can't be left out.
    pub fn new() -> Self {
        let version = Command::new("python3").arg("--version").output();
        assert!(
            version.is_ok_and(|output| output.status.success()),
            "the tests run Python programs: install `python3`"
        );
        let site = TempDir::new().unwrap();
        fs::write(site.path().join("sitecustomize.py"), SITE).unwrap();
        Self { site }
    }

    /// Runs the program `main` of a folder.
    pub fn run(&self, main: &Path, method: StartMethod, limit: Duration) -> Run {
        let mut command = clean_command();
        command
            .arg(main.file_name().unwrap())
            .current_dir(main.parent().unwrap())
            .env("PYTHONPATH", self.site.path())
            .env("CASE_START_METHOD", method.name());
        process::run(&mut command, b"", limit)
    }
}

/// `python3` with nothing of the user's settings.
pub fn clean_command() -> Command {
    let mut command = Command::new("python3");
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PYTHON")) {
        command.env_remove(name);
    }
    command.envs([("PYTHONDONTWRITEBYTECODE", "1"), ("PYTHONHASHSEED", "0")]);
    command
}
