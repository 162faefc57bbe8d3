//! The options, and the page that `--help` shows. Everything a person can type is named here and nowhere else.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Error, Parser, Subcommand, ValueEnum};

use crate::config::{Config, FixPolicy};
use crate::disk::configs::Sources;
use crate::engine;
use crate::finding::{StartMethod, Started};

use super::target::Target;

const ABOUT: &str = "Finds Python code that multiprocessing can't send to another process, and repairs it";

const LONG_ABOUT: &str = "Finds Python code that multiprocessing can't send to another process, and repairs it.

Python finds a function in another process by its name in its module. A function inside a function, a lambda, or \
what stands under the main guard has no such name there: a `Pool` can't send it at all, and a `Process` works only \
as long as processes are forked, which is no longer the default on Linux since Python 3.14 and never was on macOS \
and Windows. mpfix reports such code, and moves it to module level.

Nothing is changed without `--write`.";

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing found but advice, or `--write` has fixed all that was found
  1  findings remain, or there is a diff
  2  something could not be done: a file can't be read, decoded or written,
     or its code is damaged";

const MORE: &str = "\
Examples:
  mpfix                      report on every Python file under this folder
  mpfix --diff | git apply   take the fixes as a patch
  mpfix --write src tests    fix two folders in place
  mpfix --write - < a.py     fix what comes in, print what comes out
  mpfix explain MP101        say what a rule finds, and why

Files:
  A folder stands for the `.py`, `.pyi` and `.pyw` files in it, and for files
  without an extension whose first line is a `#!` for Python. Left out are
  hidden files, what `.gitignore` and `.ignore` name, virtual environments and
  `node_modules`, and what the configuration excludes. What is named itself is
  always taken.

Configuration:
  `[tool.mpfix]` in `pyproject.toml`, or `mpfix.toml`, in the nearest folder
  going up from a file, has the keys `strategy`, `start-method`, `unsafe-fixes`,
  `exclude` (patterns as in `.gitignore`) and `ignore` (rules). Options come
  first. Where the project is for Linux only (its classifiers say so) and
  `requires-python` ends before 3.14, its start method is `fork`.

Lifting:
  `--lift` moves the function, lambda or local class at a place to module level,
  passing what it captures, for its own sake: it need not reach another process.
  A place is the head of a `def` or `class`, its decorators included, or any part
  of a lambda; lines and columns count from 1. Without a column it is what starts
  first in the line, of several the outermost. FILE can be `-`. Without `--diff`
  and `--write` it says what would be done. The exit code is 0 when it can be
  moved, 1 when it can't or needs `--unsafe-fixes`, 2 when nothing is there.

JSON:
  One object for the whole run. `findings` are those that remain, `fixed` those
  that `--write` has fixed or the diff would fix, `problems` what could not be
  done, `summary` counts. `--diff` adds `diff`, `--write -` adds `text`.
  Rows and columns count from 1, columns in characters (Unicode scalar values);
  a `span` counts bytes from 0, in the text as UTF-8. What remains after
  `--write` has its place in the new text, all else in the text as it was.";

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// What to do, for which files.
#[derive(Debug, Parser)]
#[command(name = "mpfix", version, about = ABOUT, long_about = LONG_ABOUT, styles = STYLES)]
#[command(after_help = EXIT_CODES, after_long_help = format!("{EXIT_CODES}\n\n{MORE}"))]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[allow(clippy::struct_excessive_bools, reason = "each is a word of the command line")]
pub struct Options {
    /// What else to do than to look at files
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// Print the fixes as a diff for `git apply`, and change nothing
    #[arg(long, conflicts_with = "write", help_heading = "Fixes")]
    diff: bool,

    /// Fix the files in place; with `-`, print the fixed text
    #[arg(long, help_heading = "Fixes")]
    write: bool,

    /// Take fixes, too, after which the program may do something else; each says why
    #[arg(long, overrides_with = "no_unsafe_fixes", help_heading = "Fixes")]
    unsafe_fixes: bool,

    /// Take safe fixes only, whatever the configuration says
    #[arg(long, overrides_with = "unsafe_fixes", help_heading = "Fixes")]
    no_unsafe_fixes: bool,

    /// Move one function, lambda or local class to module level, whether or not it reaches another process
    #[arg(
        long,
        value_name = "FILE:LINE[:COL]",
        allow_hyphen_values = true,
        conflicts_with_all = ["paths", "strategy"],
        help_heading = "Fixes"
    )]
    pub lift: Option<Target>,

    /// How to fix what a forked child could have: move it where every child finds it (`hoist`, the default), or say
    /// that the program wants `fork`
    #[arg(long, value_name = "hoist|fork", hide_possible_values = true, help_heading = "Fixes")]
    strategy: Option<Strategy>,

    /// How the program starts its processes: what works under that, and not under another one, is a warning
    #[arg(long, value_name = "fork|spawn|forkserver", hide_possible_values = true, help_heading = "Configuration")]
    start_method: Option<Method>,

    /// Read no configuration file
    #[arg(long, help_heading = "Configuration")]
    isolated: bool,

    /// How to print what was found, for people or for programs
    #[arg(
        long,
        value_name = "text|json",
        default_value = "text",
        hide_possible_values = true,
        help_heading = "Output"
    )]
    pub output_format: Format,

    /// When to use color; `auto`: on a terminal, unless `NO_COLOR` is set
    #[arg(
        long,
        value_name = "auto|always|never",
        default_value = "auto",
        hide_possible_values = true,
        help_heading = "Output"
    )]
    pub color: Color,

    /// The path to show for standard input
    #[arg(long, value_name = "PATH", help_heading = "Output")]
    pub stdin_filename: Option<PathBuf>,
}

/// What mpfix does besides looking at files. A path of the same name is written `./explain`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Explain rules: what they find, why that is bad, what the fix does and how safe it is
    Explain(Explain),
    /// Serve an editor over the Language Server Protocol, on standard input and output
    Lsp,
}

/// Which rules to explain, and how.
#[derive(Debug, Args)]
pub struct Explain {
    /// Codes or names, as `MP101` or `nested-function`; without any, all rules are listed
    #[arg(value_name = "RULE")]
    pub rules: Vec<String>,

    /// How to print the pages, for people or for programs
    #[arg(long, value_name = "text|json", default_value = "text", hide_possible_values = true)]
    pub output_format: Format,

    /// When to use color; `auto`: on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_name = "auto|always|never", default_value = "auto", hide_possible_values = true)]
    pub color: Color,
}

impl Options {
    /// Reads the arguments of the process.
    ///
    /// # Errors
    /// When they can't be understood, and for `--help` and `--version`, which end the run, too.
    pub fn read() -> Result<Self, Error> {
        let options = Self::try_parse()?;
        match options.contradiction() {
            Some(message) => Err(Self::command().error(ErrorKind::ArgumentConflict, message)),
            None => Ok(options),
        }
    }

    fn contradiction(&self) -> Option<&'static str> {
        if self.reads_stdin() && self.paths.len() > 1 {
            return Some("`-` can't be given together with other paths");
        }
        if self.stdin_filename.is_some() && !self.reads_stdin() {
            return Some("`--stdin-filename` is for standard input: give the path `-`, too");
        }
        None
    }

    /// Whether standard input takes the place of files.
    pub fn reads_stdin(&self) -> bool {
        let lifted = self.lift.iter().map(|target| &target.file);
        self.paths.iter().chain(lifted).any(|path| path.as_os_str() == "-")
    }

    /// What is to be done about the findings.
    pub fn mode(&self) -> Mode {
        match (self.diff, self.write) {
            (true, _) => Mode::Diff,
            (false, true) => Mode::Write,
            (false, false) => Mode::Report,
        }
    }

    /// What the command line says of how files are looked at.
    pub fn config(&self) -> Config {
        let policy = match (self.unsafe_fixes, self.no_unsafe_fixes) {
            (true, _) => Some(FixPolicy::SafeAndUnsafe),
            (_, true) => Some(FixPolicy::Safe),
            (false, false) => None,
        };
        let strategy = self.strategy.map(|strategy| match strategy {
            Strategy::Hoist => engine::Strategy::Hoist,
            Strategy::Fork => engine::Strategy::Fork,
        });
        let started = self.start_method.map(|method| {
            let method = method.meant();
            Started { method, because: format!("`--start-method {}`", method.name()) }
        });
        Config { strategy, started, policy, ..Config::default() }
    }

    /// Whether configuration files are read.
    pub fn sources(&self) -> Sources {
        if self.isolated { Sources::Nowhere } else { Sources::Files }
    }
}

/// What is to be done about the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Say what they are.
    Report,
    /// Print what would be changed.
    Diff,
    /// Change the files.
    Write,
}

/// Which way findings are fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Strategy {
    /// Move it to where every child finds it
    Hoist,
    /// Make `fork` explicit
    Fork,
}

/// How the program starts its processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Method {
    /// A copy of the parent
    Fork,
    /// A new interpreter
    Spawn,
    /// A copy of a server
    Forkserver,
}

impl Method {
    fn meant(self) -> StartMethod {
        match self {
            Self::Fork => StartMethod::Fork,
            Self::Spawn => StartMethod::Spawn,
            Self::Forkserver => StartMethod::Forkserver,
        }
    }
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// When color is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal that knows color, unless the environment says otherwise
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_fit_together() {
        Options::command().debug_assert();
    }
}
