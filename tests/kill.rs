//! `--write` that is killed at any moment leaves every file either as it was or as it shall be, and the next run does
//! the rest.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How many files are fixed in one run, and how often a run is killed.
const FILES: usize = 120;
const KILLS: u32 = 24;

const WRAPPER: &str = "\
from multiprocessing import Pool


def run(function, items):
    with Pool(2) as pool:
        return pool.map(function, items)
";

/// A file that makes a nested function, one that sends the one of its neighbor, and its own.
fn module(number: usize) -> String {
    let neighbor = (number + 1) % FILES;
    format!(
        "import m{neighbor}
from wrapper import run


def make(factor):
    def scale{number}(value):
        return value * factor

    return scale{number}


def main():
    return run(m{neighbor}.make(2), [1, 2]) + run(lambda value: [value, {number}], [3])
"
    )
}

fn write_project(folder: &Path) {
    fs::write(folder.join("wrapper.py"), WRAPPER).unwrap();
    for number in 0..FILES {
        fs::write(folder.join(format!("m{number}.py")), module(number)).unwrap();
    }
}

fn mpfix(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mpfix"));
    command.arg("--write").arg(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn read(folder: &Path) -> Vec<String> {
    (0..FILES).map(|number| fs::read_to_string(folder.join(format!("m{number}.py"))).unwrap()).collect()
}

#[test]
fn a_killed_run_leaves_no_half_written_file() {
    let whole = tempfile::tempdir().unwrap();
    write_project(whole.path());
    let start = Instant::now();
    assert!(mpfix(whole.path()).status().unwrap().success());
    let time = start.elapsed();
    let fixed = read(whole.path());
    let mut parted = 0;
    for kill in 0..KILLS {
        let folder = tempfile::tempdir().unwrap();
        write_project(folder.path());
        let mut run = mpfix(folder.path()).spawn().unwrap();
        // Files are written in the last part of a run.
        thread::sleep(time * (KILLS + 3 * kill) / (4 * KILLS) + Duration::from_micros(u64::from(kill) * 137));
        run.kill().unwrap();
        run.wait().unwrap();
        let left = read(folder.path());
        for (number, text) in left.iter().enumerate() {
            assert!(*text == module(number) || *text == fixed[number], "m{number}.py is half written:\n{text}");
        }
        let done = left.iter().zip(&fixed).filter(|(one, other)| one == other).count();
        parted += usize::from(0 < done && done < FILES);
        assert!(mpfix(folder.path()).status().unwrap().success());
        assert!(read(folder.path()) == fixed, "the run after a kill comes to something else");
    }
    println!("{parted} of {KILLS} runs were killed between two files");
}
