//! Running programs that may hang, or leave others behind.

use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// How a program has ended.
#[derive(Debug)]
pub struct Run {
    /// Its exit code; none where a signal or the time limit has ended it.
    pub code: Option<i32>,
    /// What it has printed.
    pub out: Vec<u8>,
    /// What it has printed to standard error.
    pub err: String,
}

impl Run {
    /// What it has printed, as text.
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }
}

/// Runs a program to its end, or ends it with all that it has started when `limit` is over.
///
/// # Panics
/// When it can't be started.
pub fn run(command: &mut Command, input: &[u8], limit: Duration) -> Run {
    let deadline = Instant::now() + limit;
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let out = read(child.stdout.take().unwrap());
    let err = read(child.stderr.take().unwrap());
    // A program that ends early does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    // The pipes close when the last process that has them ends.
    let left = || deadline.saturating_duration_since(Instant::now());
    let read = out.recv_timeout(left()).ok().and_then(|out| Some((out, err.recv_timeout(left()).ok()?)));
    let Some((out, err)) = read else {
        end(&mut child);
        return Run { code: None, out: Vec::new(), err: format!("not done after {} seconds", limit.as_secs()) };
    };
    let code = child.wait().unwrap().code();
    Run { code, out, err: String::from_utf8_lossy(&err).into_owned() }
}

fn read(mut stream: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        // Nobody listens after the time limit.
        let _ = sender.send(bytes);
    });
    receiver
}

/// Ends the process group of a program.
fn end(child: &mut Child) {
    let group = format!("-{}", child.id());
    Command::new("kill").args(["-KILL", "--", &group]).status().unwrap();
    child.wait().unwrap();
}
