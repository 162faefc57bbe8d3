//! The options, and the page that `--help` shows. Everything a person can type is named here and nowhere else.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Error, Parser, Subcommand, ValueEnum};

use crate::engine::{self, FixPolicy};

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
  `node_modules`. A file that is named itself is always taken.

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
    #[arg(long, help_heading = "Fixes")]
    unsafe_fixes: bool,

    /// Move one function, lambda or local class to module level, whether or not it reaches another process
    #[arg(
        long,
        value_name = "FILE:LINE[:COL]",
        allow_hyphen_values = true,
        conflicts_with_all = ["paths", "strategy"],
        help_heading = "Fixes"
    )]
    pub lift: Option<Target>,

    /// How to fix what a forked child could have: move it where every child finds it, or say that the program wants
    /// `fork`
    #[arg(
        long,
        value_name = "hoist|fork",
        default_value = "hoist",
        hide_possible_values = true,
        help_heading = "Fixes"
    )]
    strategy: Strategy,

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

    /// Which way findings are fixed.
    pub fn strategy(&self) -> engine::Strategy {
        match self.strategy {
            Strategy::Hoist => engine::Strategy::Hoist,
            Strategy::Fork => engine::Strategy::Fork,
        }
    }

    /// Which fixes are taken.
    pub fn policy(&self) -> FixPolicy {
        if self.unsafe_fixes { FixPolicy::SafeAndUnsafe } else { FixPolicy::Safe }
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
