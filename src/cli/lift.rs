//! `--lift FILE:LINE[:COL]`: one function, lambda or local class moves to module level, for its own sake.

use std::path::PathBuf;

use crate::disk::{self, Failure, Input};
use crate::edit;
use crate::engine::{self, FixPolicy, Liftable, Lifting, Project, Strategy};
use crate::finding::Outcome;
use crate::text::{FileId, Source};

use super::examine::{self, Texts};
use super::json::{self, LiftDocument};
use super::options::{Format, Mode};
use super::output::{Output, Styles};
use super::place::{Places, legible};
use super::print::TextGoesTo;
use super::report::{Style, lower_first};
use super::target::Target;
use super::{FAILED, broken};

/// The exit code for what is not moved, for a reason.
const NOT_MOVED: u8 = 1;

/// How many definitions are named where nothing is found.
const NEAREST: usize = 3;

/// What is to be done.
#[derive(Debug)]
pub struct Task {
    /// Where.
    pub target: Target,
    /// The file.
    pub input: Input,
    /// Whether it is only said, or done.
    pub mode: Mode,
    /// Whether a move is taken that may change what the program does.
    pub policy: FixPolicy,
    /// The current folder without symbolic links: the paths of a diff start there.
    pub folder: PathBuf,
    /// How it is printed.
    pub format: Format,
    /// Whether standard output is taken by the text of standard input.
    pub text_goes_to: TextGoesTo,
}

/// What has come of it.
struct Lifted {
    project: Project,
    /// What was found, and what its lifting comes to; else the message why there is none.
    found: Result<Lifting, String>,
    /// What keeps it from being done, in words; none where it is done, or only asked for.
    obstacle: Option<String>,
    /// The diff, or the text for standard output.
    output: Vec<u8>,
}

/// Does it, prints it, and answers the exit code.
pub fn run(task: &Task, styles: &Styles, output: &mut Output) -> u8 {
    let bytes = match disk::reading::guarded(|| disk::reading::read(&task.input.origin)) {
        Ok(bytes) => bytes,
        Err(failure) => return fail(task, &failure, &[], styles, output),
    };
    match disk::reading::guarded(|| lift(task, &bytes)) {
        Ok(lifted) => print(task, &lifted, &bytes, styles, output),
        Err(failure) => fail(task, &failure, &bytes, styles, output),
    }
}

fn lift(task: &Task, bytes: &[u8]) -> Result<Lifted, Failure> {
    let source = Source::from_bytes(bytes).map_err(|error| Failure::undecodable(bytes, &error))?;
    let project = Project::of_one(&source, Strategy::Hoist);
    let file = FileId::default();
    let places = Places::new(&source);
    let all = project.liftables(file);
    let wanted = chosen(all, &places, &task.target);
    let lifting = wanted.and_then(|wanted| project.lift(file, &source, wanted));
    let Some(lifting) = lifting else {
        let found = Err(nothing_there(all, &places, &task.target));
        return Ok(Lifted { project, found, obstacle: None, output: Vec::new() });
    };
    let (mut obstacle, mut output) = (None, Vec::new());
    match &lifting.outcome {
        Outcome::Fix(fix) if fix.is_safe() || task.policy == FixPolicy::SafeAndUnsafe => {
            if let Some(text) = edit::apply(source.text(), &fix.edits) {
                let origin = &task.input.origin;
                output = examine::emit(&source, &source.with_text(text), origin, (task.mode, &task.folder))?;
            }
        }
        Outcome::Fix(_) if task.mode != Mode::Report => {
            obstacle = Some("this may change what the program does, add `--unsafe-fixes` to do it".to_owned());
        }
        Outcome::Refusal(refusal) => obstacle = Some(refusal.reason.to_string()),
        Outcome::Fix(_) | Outcome::Advice(_) => {}
    }
    Ok(Lifted { project, found: Ok(lifting), obstacle, output })
}

/// The definition that a place names: at a column the innermost, else the first that starts in the line, the outermost
/// of those, else the innermost that the line is a part of.
fn chosen<'a>(all: &'a [Liftable], places: &Places<'_>, target: &Target) -> Option<&'a Liftable> {
    let line = places.line(target.line)?;
    let source = places.source();
    if let Some(column) = target.column {
        let text = source.slice(line).trim_end_matches(['\n', '\r']);
        let before: usize = text.chars().take(column - 1).map(char::len_utf8).sum();
        return engine::liftable_at(all, line.start + before);
    }
    let starts_here = |liftable: &&Liftable| {
        let head = source.slice(liftable.head);
        let first = liftable.head.start + (head.len() - head.trim_start().len());
        [first, liftable.span.start].into_iter().any(|start| line.start <= start && start < line.end)
    };
    let first =
        all.iter().filter(starts_here).min_by_key(|liftable| (liftable.head.start, usize::MAX - liftable.span.end));
    let around = || {
        let over = all.iter().filter(|liftable| liftable.head.overlaps(line));
        over.min_by_key(|liftable| liftable.head.end - liftable.head.start)
    };
    first.or_else(around)
}

/// Says that a place names nothing, and what is near.
fn nothing_there(all: &[Liftable], places: &Places<'_>, target: &Target) -> String {
    let place = match target.column {
        Some(column) => format!("line {}, column {column}", target.line),
        None => format!("line {}", target.line),
    };
    let mut near: Vec<(usize, usize, &Liftable)> = all
        .iter()
        .map(|liftable| {
            let row = places.position(liftable.span.start).row;
            (row.abs_diff(target.line), row, liftable)
        })
        .collect();
    near.sort_by_key(|(distance, row, _)| (*distance, *row));
    near.truncate(NEAREST);
    near.sort_by_key(|(_, row, liftable)| (*row, liftable.span.start));
    let named: Vec<String> =
        near.iter().map(|(_, row, liftable)| format!("{} in line {row}", name(liftable))).collect();
    let near = match named.split_last() {
        None => "there is no function, lambda or class inside a function in this file".to_owned(),
        Some((last, [])) => format!("the nearest is {last}"),
        Some((last, others)) => format!("the nearest are {} and {last}", others.join(", ")),
    };
    format!("nothing can be moved to module level in {place}: {near}")
}

fn name(liftable: &Liftable) -> String {
    liftable.name.as_ref().map_or_else(|| "a lambda".to_owned(), |name| format!("`{name}`"))
}

/// Prints that the file could not be read, or written.
fn fail(task: &Task, failure: &Failure, bytes: &[u8], styles: &Styles, output: &mut Output) -> u8 {
    let path = legible(&task.input.shown.to_string_lossy());
    let position = failure.position.map_or_else(String::new, |(row, column)| format!(":{row}:{column}"));
    output.err(&styles.err.error(&format!("{path}{position}: {}", failure.message)));
    if task.format == Format::Json {
        output.out(&json::written(&LiftDocument::failed(&path, failure)));
    } else if task.text_goes_to == TextGoesTo::Stdout {
        // Who pipes a text through mpfix gets a text back, whatever happens.
        output.out(bytes);
    }
    FAILED
}

fn print(task: &Task, lifted: &Lifted, bytes: &[u8], styles: &Styles, output: &mut Output) -> u8 {
    let inputs = [task.input.clone()];
    let texts = Texts::new(&inputs, &lifted.project);
    let printed = match (task.mode, task.text_goes_to) {
        (Mode::Write, TextGoesTo::Stdout) if lifted.output.is_empty() => bytes,
        _ => &lifted.output,
    };
    if task.format == Format::Json {
        let document = match &lifted.found {
            Ok(lifting) => LiftDocument::new(texts, lifting),
            Err(message) => LiftDocument::nothing(&texts.path(FileId::default()), message),
        };
        let document = match (task.mode, task.text_goes_to) {
            (Mode::Diff, _) => document.with_diff(printed),
            (_, TextGoesTo::Stdout) => document.with_text(printed),
            (_, TextGoesTo::File) => document,
        };
        output.out(&json::written(&document));
    }
    match &lifted.found {
        Err(message) => {
            let path = legible(&texts.path(FileId::default()));
            output.err(&styles.err.error(&format!("{path}: {message}")));
        }
        Ok(lifting) if task.format == Format::Text => print_text(task, texts, lifting, lifted, styles, output),
        Ok(_) => {}
    }
    if task.format == Format::Text {
        output.out(printed);
    }
    if let Some(failed) = broken(output, styles) {
        return failed;
    }
    match (&lifted.found, &lifted.obstacle) {
        (Err(_), _) => FAILED,
        (Ok(_), Some(_)) => NOT_MOVED,
        (Ok(_), None) => 0,
    }
}

/// In words: a report where nothing is to be done, else a line.
fn print_text(task: &Task, texts: Texts<'_>, lifting: &Lifting, lifted: &Lifted, styles: &Styles, output: &mut Output) {
    if task.mode == Mode::Report || lifted.obstacle.is_some() {
        let report = |style: &Style| style.lifting(texts, lifting, lifted.obstacle.as_deref());
        if task.mode == Mode::Report {
            output.out(report(&styles.out).as_bytes());
        } else {
            output.err(&report(&styles.err));
        }
        return;
    }
    let Outcome::Fix(fix) = &lifting.outcome else { return };
    let path = legible(&texts.path(FileId::default()));
    let at = texts.places(FileId::default()).map(|places| places.position(lifting.definition.span.start));
    let at = at.map_or_else(String::new, |at| format!(":{}:{}", at.row, at.column));
    let hints = lifting.hints.iter().map(|hint| format!("{path}{at}: note: {hint}\n"));
    let done = if task.mode == Mode::Write { "moved" } else { "in the diff" };
    let lines = std::iter::once(format!("{path}{at}: {done}: {}\n", lower_first(&fix.title))).chain(hints);
    output.err(&lines.collect::<String>());
}
