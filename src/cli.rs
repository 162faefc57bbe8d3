//! The command line: which files, what is printed, what is written, which exit code. Files are read, looked
//! at and fixed several at once, and everything is printed in the order of the paths.

mod target;
mod options;
mod place;
mod write;
mod examine;
mod summary;
mod json;
mod excerpt;
mod report;
mod output;
mod print;
mod lift;
mod explain;

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use examine::Task;
use json::{Document, Entries};
use options::{Command, Format, Mode, Options};
use output::{Output, State, Styles};
use print::{Printed, Printer, TextGoesTo};
use summary::Tally;
use target::Target;

use crate::disk::{Configs, Input, Inputs, Origin, failure, walk};
use crate::text::FileId;

/// The exit code for what could not be done.
const FAILED: u8 = 2;

/// Runs the program with the arguments of the process; `serve` is the language server.
pub fn main(serve: fn() -> ExitCode) -> ExitCode {
    match Options::read() {
        Ok(options) => ExitCode::from(match &options.command {
            Some(Command::Explain(explain)) => explain::run(explain),
            Some(Command::Lsp) => return serve(),
            None => run(&options),
        }),
        Err(answer) => {
            // `--help | head` is no error.
            let _ = answer.print();
            ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(FAILED))
        }
    }
}

fn run(options: &Options) -> u8 {
    let (mut output, styles) = Output::new(options.color);
    let mode = options.mode();
    let configs = Arc::new(Configs::new(options.config(), options.sources()));
    let task = Task { mode, configs: Arc::clone(&configs), format: options.output_format, folder: current_folder() };
    let printer = Printer { mode, format: options.output_format, text_goes_to: text_goes_to(options), styles };
    if let Some(target) = &options.lift {
        return run_lift(target, options, &printer, &mut output);
    }
    let inputs = if options.reads_stdin() {
        let input = walk::stdin(options.stdin_filename.as_deref());
        if let Origin::Stdin(path) = &input.origin {
            configs.read_for(path);
        }
        Inputs { list: vec![input], empty: Vec::new() }
    } else {
        walk::files(&options.paths, &configs)
    };
    let Inputs { list, empty } = inputs;
    let is_something = !list.is_empty() || !configs.broken().is_empty();
    let total = print_all(list, &task, &printer, &mut output);
    for folder in &empty {
        let folder = place::legible(&folder.to_string_lossy());
        output.err(&format!(
            "no Python files found under `{folder}` (hidden, ignored and excluded files are left out)\n"
        ));
    }
    conclude(is_something.then_some(total), mode, &printer, &mut output)
}

/// Moves one definition.
fn run_lift(target: &Target, options: &Options, printer: &Printer, output: &mut Output) -> u8 {
    let input =
        if options.reads_stdin() { walk::stdin(options.stdin_filename.as_deref()) } else { walk::file(&target.file) };
    let task = lift::Task {
        target: target.clone(),
        input,
        mode: printer.mode,
        policy: options.config().policy.unwrap_or_default(),
        folder: current_folder(),
        format: printer.format,
        text_goes_to: printer.text_goes_to,
    };
    lift::run(&task, &printer.styles, output)
}

/// Examines and prints every input.
fn print_all(inputs: Vec<Input>, task: &Task, printer: &Printer, output: &mut Output) -> Tally {
    let run = examine::examine(inputs, task);
    let mut total = Tally::default();
    let mut document = (Vec::new(), Vec::new());
    for broken in task.configs.broken() {
        let path = broken.path.strip_prefix(&task.folder).unwrap_or(&broken.path).to_string_lossy();
        let err = printer.failure(&place::legible(&path), &broken.failure);
        let entries = Entries::of_failure(&path, &broken.failure);
        let printed = Printed { err, entries, tally: Tally::of_failure(), ..Printed::default() };
        total.add(printed.tally);
        print_one(printed, printer.format, &mut document, output);
    }
    for file in (0..run.examined.len() as u32).map(FileId) {
        let printed = printer.print(&run, file);
        total.add(printed.tally);
        print_one(printed, printer.format, &mut document, output);
        // Who writes files wants the exit code all the same.
        if task.mode != Mode::Write && matches!(output.state(), State::Closed | State::Broken(_)) {
            break;
        }
    }
    if printer.format == Format::Json {
        let (entries, text) = document;
        output.out(&json_document(entries, &text, total, printer));
    }
    total
}

/// Prints what one file has come to, or keeps it for the one JSON object.
fn print_one(printed: Printed, format: Format, document: &mut (Vec<Entries>, Vec<u8>), output: &mut Output) {
    output.err(&printed.err);
    match format {
        Format::Text => output.out(&printed.out),
        Format::Json => {
            document.0.push(printed.entries);
            document.1.extend(printed.out);
        }
    }
}

fn json_document(entries: Vec<Entries>, text: &[u8], total: Tally, printer: &Printer) -> Vec<u8> {
    let document = Document::new(entries, total);
    let document = match (printer.mode, printer.text_goes_to) {
        (Mode::Diff, _) => document.with_diff(text),
        (_, TextGoesTo::Stdout) => document.with_text(text),
        (_, TextGoesTo::File) => document,
    };
    json::written(&document)
}

/// Says what the run comes to, where there was something to look at, and answers the exit code.
fn conclude(total: Option<Tally>, mode: Mode, printer: &Printer, output: &mut Output) -> u8 {
    if matches!(output.state(), State::Closed) && mode != Mode::Write {
        return 0;
    }
    if let Some(failed) = broken(output, &printer.styles) {
        return failed;
    }
    let Some(total) = total else { return 0 };
    output.err(&format!("{}\n", printer.styles.err.wrapped(&total.sentence(mode), 0)));
    total.exit_code(mode)
}

/// Says that standard output can't be written, where that is so, and answers the exit code.
fn broken(output: &mut Output, styles: &Styles) -> Option<u8> {
    let State::Broken(error) = output.state() else { return None };
    let reason = failure::reason(error);
    output.err(&styles.err.error(&format!("can't write to standard output: {reason}")));
    Some(FAILED)
}

fn text_goes_to(options: &Options) -> TextGoesTo {
    match (options.mode(), options.reads_stdin()) {
        (Mode::Write, true) => TextGoesTo::Stdout,
        _ => TextGoesTo::File,
    }
}

/// The current folder without symbolic links; where there is none (it was removed), paths stay as they are.
fn current_folder() -> PathBuf {
    env::current_dir().and_then(fs::canonicalize).unwrap_or_default()
}
