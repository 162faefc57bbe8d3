//! How long a look at a file takes, in processor time of the thread: parsing, the name model, the whole; and how long
//! it takes after one key, at random places, in a file that is open in an editor.
//!
//! `cargo bench --bench latency -- FILE...` measures the files.

#![allow(clippy::expect_used, reason = "a measurement may end where it stands")]

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use mimalloc::MiMalloc;
use mpfix::engine::{Parsed, Project, Strategy};
use mpfix::module::Module;
use mpfix::syntax::Tree;
use mpfix::text::{FileId, Source};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How often each step is measured, where `MPFIX_ROUNDS` says nothing else.
const ROUNDS: usize = 40;

fn main() {
    for path in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
        let text = fs::read_to_string(&path).expect("the file can be read");
        println!("{path}: {} lines, {} bytes", text.lines().count(), text.len());
        measure_file(&text);
    }
}

fn measure_file(text: &str) {
    let source = Source::from_text(text);
    let file = FileId::default();
    let alone = Project::new([String::new()], Strategy::default());
    let mut served = alone.clone();
    served.offer_alternatives();
    let of_two = Project::new(["/a/a.py".to_owned(), "/a/b.py".to_owned()], Strategy::default());
    let tree = Tree::parse(source.clone());
    println!("  {} nodes", tree.len());
    let only = std::env::var("MPFIX_ONLY").ok();
    let step = |name: &str, run: &mut dyn FnMut()| {
        if only.as_deref().is_none_or(|only| only == name) {
            measure(name, || (), |()| run());
        }
    };
    step("parse", &mut || drop(black_box(Tree::parse(source.clone()))));
    step("names", &mut || drop(black_box(Module::new(&tree))));
    let parsed = Parsed::new(&source);
    step("look", &mut || drop(black_box(alone.look_at(file, &parsed))));
    step("look of two", &mut || drop(black_box(of_two.look_at(file, &parsed))));
    let mut keys = Keys { text: text.to_owned(), at: 7 };
    let mut open = Some(Parsed::new(&source));
    for name in ["after a key", "key and look", "as served"] {
        if only.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        measure(
            name,
            || keys.next(),
            |source| {
                let parsed = open.take().map_or_else(|| Parsed::new(&source), |parsed| parsed.after(&source));
                match name {
                    "key and look" => drop(black_box(alone.look_at(file, &parsed))),
                    "as served" => drop(black_box(served.look_at(file, &parsed))),
                    _ => {}
                }
                open = Some(parsed);
            },
        );
    }
}

/// A text in which keys are typed at places all over it.
struct Keys {
    text: String,
    at: usize,
}

impl Keys {
    fn next(&mut self) -> Source {
        self.at = (self.at * 7_919 + 104_729) % self.text.len();
        // At the end of a word.
        let word = |byte: u8| byte.is_ascii_alphanumeric();
        let bytes = self.text.as_bytes();
        let is_end = |at: &usize| word(bytes[at - 1]) && !word(bytes[*at]);
        let at = (self.at.max(1)..bytes.len()).find(is_end).unwrap_or(bytes.len());
        self.text.insert(at, 'x');
        Source::from_text(self.text.clone())
    }
}

fn measure<T>(name: &str, mut prepare: impl FnMut() -> T, mut step: impl FnMut(T)) {
    let rounds = std::env::var("MPFIX_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let mut took: Vec<Duration> = (0..rounds)
        .map(|_| {
            let input = prepare();
            let (start, used) = (Instant::now(), processor_time());
            step(input);
            match (used, processor_time()) {
                (Some(before), Some(after)) => after.saturating_sub(before),
                _ => start.elapsed(),
            }
        })
        .collect();
    took.sort();
    let [least, half, most] = [0, rounds / 2, rounds * 99 / 100].map(|at| took[at]);
    println!("  {name:<12} least {least:>9.3?}  p50 {half:>9.3?}  p99 {most:>9.3?}");
}

/// The processor time that this thread has taken, where the system says so.
fn processor_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
