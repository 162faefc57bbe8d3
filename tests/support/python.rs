//! Running Python programs under a start method of choice.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
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

/// A Python with its start method in the environment, and with no package but its standard library: what others have
/// installed is looked for whenever an interpreter starts, and most of what the tests do is to start interpreters.
#[derive(Debug)]
pub struct Python {
    environment: TempDir,
}

impl Python {
    /// # Panics
    /// When there is no `python3`: what the tests claim about programs can't be left out.
    pub fn new() -> Self {
        let environment = TempDir::new().unwrap();
        let folder = environment.path();
        let made = process::run(clean_command().args(["-m", "venv", "--without-pip"]).arg(folder), b"", PATIENCE);
        assert_eq!(made.code, Some(0), "{}", made.err);
        let ask = "import sysconfig; print(sysconfig.get_path('purelib'), end='')";
        let packages = process::run(of(folder).args(["-c", ask]), b"", PATIENCE);
        fs::write(Path::new(&packages.out()).join("sitecustomize.py"), SITE).unwrap();
        Self { environment }
    }

    /// Runs the program `main` of a folder.
    pub fn run(&self, main: &Path, method: StartMethod, limit: Duration) -> Run {
        let mut command = of(self.environment.path());
        command
            .arg(main.file_name().unwrap())
            .current_dir(main.parent().unwrap())
            .env("CASE_START_METHOD", method.name());
        process::run(&mut command, b"", limit)
    }
}

/// How long it may take to make an environment.
const PATIENCE: Duration = Duration::from_secs(60);

/// The Python of an environment.
fn of(environment: &Path) -> Command {
    clean(&environment.join("bin/python3"))
}

/// `python3` with nothing of the user's settings.
pub fn clean_command() -> Command {
    static EXECUTABLE: OnceLock<PathBuf> = OnceLock::new();
    // `python3` may be a script that looks for the interpreter, which takes longer than what it starts.
    clean(EXECUTABLE.get_or_init(|| {
        let asked = Command::new("python3").args(["-c", "import sys; print(sys.executable, end='')"]).output();
        let asked = asked.ok().filter(|output| output.status.success());
        let asked = asked.expect("the tests run Python programs: install `python3`");
        PathBuf::from(String::from_utf8(asked.stdout).unwrap())
    }))
}

fn clean(executable: &Path) -> Command {
    let mut command = Command::new(executable);
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PYTHON")) {
        command.env_remove(name);
    }
    command.envs([("PYTHONDONTWRITEBYTECODE", "1"), ("PYTHONHASHSEED", "0")]);
    command
}
