//! Every reason for a refusal: the smallest program that has it, where it points, and that it says what to do.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]
#![allow(clippy::needless_raw_string_hashes, reason = "all programs are written alike")]

use std::fs;
use std::path::Path;

use mpfix::engine;
use mpfix::finding::{Outcome, Refusal};
use mpfix::text::Source;

/// The kind of a refusal, the code that it points at, and a program.
const REFUSALS: &[(&str, &str, &str)] = &[
    (
        "unpicklable-capture",
        "lock",
        r#"
import threading
from multiprocessing import Process

def outer():
    lock = threading.Lock()

    def work():
        with lock:
            print("alone")

    Process(target=work).start()
"#,
    ),
    (
        "unpicklable-value",
        "log",
        r#"
from multiprocessing import Process

def outer(path, work):
    with open(path) as log:
        Process(target=work, args=(log,)).start()
"#,
    ),
    (
        "needs-instance",
        "self",
        r#"
import threading
from multiprocessing import Process

class Counter:
    def __init__(self):
        self.total = 0
        self.lock = threading.Lock()

    def count(self):
        self.total += 1

Process(target=Counter().count).start()
"#,
    ),
    (
        "nonlocal-written",
        "count",
        r#"
from multiprocessing import Pool

def outer(words):
    count = 0

    def work(word):
        nonlocal count
        count += 1
        return word, count

    return Pool().map(work, words)
"#,
    ),
    (
        "needs-its-scope",
        "super",
        r#"
from multiprocessing import Process

class Child(Parent):
    def run(self):
        def work():
            super().run()

        Process(target=work).start()
"#,
    ),
    (
        "captured-definition",
        "codec",
        r#"
from multiprocessing import Process

def outer(fast):
    if fast:
        import ujson as codec
    else:
        codec = None

    def work():
        print(codec)

    Process(target=work).start()
"#,
    ),
    (
        "class-capture",
        "rate",
        r#"
from dataclasses import dataclass
from multiprocessing import Process

def outer(rate):
    @dataclass
    class Item:
        price: float

        def total(self):
            return self.price * rate

    Process(target=print, args=(Item(1.0),)).start()
"#,
    ),
    (
        "ambiguous-name",
        "work",
        r#"
from multiprocessing import Process

def outer(n):
    def work():
        print(n)

    def forget():
        nonlocal work

    Process(target=work).start()
"#,
    ),
    (
        "capture-out-of-reach",
        "work",
        r#"
from multiprocessing import Process

def outer():
    def work():
        print(n)

    child = Process(target=work)
    n = 1
    child.start()
"#,
    ),
    (
        "guard-variable",
        "label",
        r#"
from multiprocessing import Process

def label(text):
    print(options + text)

def show(text):
    label(text)

if __name__ == "__main__":
    options = input()
    Process(target=label, args=("a",)).start()
"#,
    ),
    (
        "default-value",
        "key",
        r#"
from multiprocessing import Process

def outer():
    def key(word):
        return word.lower()

    def work(words, key=key):
        print(sorted(words, key=key))

    Process(target=work, args=(["b", "A"],)).start()
"#,
    ),
    (
        "decorator-needs-local",
        "repeat",
        r#"
from multiprocessing import Process

def outer(repeat):
    @repeat
    def work():
        print("again")

    Process(target=work).start()
"#,
    ),
    (
        "function-attribute",
        "work.calls",
        r#"
from multiprocessing import Process

def outer():
    def work():
        print(work.calls)

    work.calls = 1
    Process(target=work).start()
"#,
    ),
    (
        "placement",
        "log",
        r#"
from multiprocessing import Process

def outer(n):
    @log
    def work():
        print(n)

    Process(target=work).start()

print("started")

def log(function):
    return function
"#,
    ),
    (
        "found-elsewhere",
        "work = partial(work, 1)",
        r#"
from functools import partial
from multiprocessing import Pool

def work(first, second):
    return first + second

work = partial(work, 1)

def main():
    Pool().map(work, [1])
"#,
    ),
    (
        "lost-global",
        "level",
        r#"
from multiprocessing import Process

level = 0

def show():
    print(level)

def main(loud):
    global level
    if loud:
        level = 1
    Process(target=show).start()
"#,
    ),
    (
        "pool",
        "Pool(1, print)",
        r#"
from multiprocessing import Pool

class Job:
    def run(self, number):
        return number * level

    def start(self):
        global level
        level = 2
        return Pool(1, print).map(self.run, [1])
"#,
    ),
    (
        "shared-in-task",
        "measure(lock, 2)",
        r#"
from multiprocessing import Lock, Pool

def measure(lock, number, key=len("key")):
    return number

def main():
    lock = Lock()
    measure(lock, 2)
    with Pool() as pool:
        pool.apply(measure, (lock, 1))
"#,
    ),
    (
        "guard",
        "Pool()",
        r#"
from multiprocessing import Pool

class Workers:
    pool = Pool()
"#,
    ),
    (
        "start-method",
        "set_start_method(\"spawn\")",
        r#"
from multiprocessing import set_start_method

set_start_method("spawn")

def work():
    print("done")
"#,
    ),
    (
        "damaged",
        "print(n\n        return 1",
        r#"
from multiprocessing import Process

def outer(n):
    def work():
        print(n
        return 1

    Process(target=work).start()
"#,
    ),
    (
        "python-2",
        "print n",
        r#"
from multiprocessing import Process

def outer(n):
    def work():
        print n

    Process(target=work).start()
"#,
    ),
    (
        "unsupported",
        "work",
        r#"
from multiprocessing import Process

def outer(n):
    def work(self):
        print(n)

    class Box:
        pass

    Box.work = work
    Process(target=work, args=(1,)).start()
"#,
    ),
];

/// The one refusal of a program. A missing main guard may be reported beside it.
fn refusal(program: &str) -> Refusal {
    let findings = engine::analyze(&Source::from_text(program)).findings;
    let mut refusals = findings.iter().filter_map(|finding| match &finding.outcome {
        Outcome::Refusal(refusal) => Some(refusal.clone()),
        Outcome::Fix(_) | Outcome::Advice(_) => None,
    });
    match (refusals.next(), refusals.next()) {
        (Some(refusal), None) => refusal,
        _ => panic!("not one refusal, but {findings:#?} in\n{program}"),
    }
}

#[test]
fn every_reason_has_its_program_and_place() {
    for (kind, place, program) in REFUSALS {
        let refusal = refusal(program);
        assert_eq!(refusal.reason.kind(), *kind, "{}", refusal.reason);
        assert_eq!(&program[refusal.span.range()], *place, "{}", refusal.reason);
    }
}

#[test]
fn every_reason_says_what_is_in_the_way_and_what_to_do() {
    let mut wrong = Vec::new();
    for (kind, _, program) in REFUSALS {
        let text = refusal(program).reason.to_string();
        let starts_low = !text.starts_with(char::is_uppercase);
        if !starts_low || text.ends_with('.') || !text.contains("; ") || text.matches('`').count() % 2 == 1 {
            wrong.push(format!("{kind}: {text}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The kinds are found in the source: who adds one, adds its program here.
#[test]
fn every_reason_is_here() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/finding.rs")).unwrap();
    let body = text.split("fn kind(&self)").nth(1).unwrap().split("\n    }\n").next().unwrap();
    let kinds: Vec<&str> = body.split('"').skip(1).step_by(2).collect();
    let known: Vec<&str> = REFUSALS.iter().map(|(kind, _, _)| *kind).collect();
    assert_eq!(kinds, known);
}
