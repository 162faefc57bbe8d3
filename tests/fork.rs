//! `--strategy fork`: where the start method is set, and what a module gets that is imported rather than run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

mod support;

use std::process::Command;

use mpfix::edit::{self, Applicability};
use mpfix::engine::{self, FixPolicy, Project, Strategy};
use mpfix::finding::{Code, Finding, Outcome};
use mpfix::text::{FileId, Source};

use support::case;

/// A program, and what becomes of it.
const PROGRAMS: &[(&str, &str)] = &[
    // At the top of the guard, behind `freeze_support`.
    (
        "import multiprocessing as mp\n\n\ndef main(n):\n    mp.Process(target=lambda: print(n)).start()\n\n\n\
         if __name__ == \"__main__\":\n    mp.freeze_support()\n    # One is enough.\n    main(1)\n",
        "import multiprocessing as mp\n\n\ndef main(n):\n    mp.Process(target=lambda: print(n)).start()\n\n\n\
         if __name__ == \"__main__\":\n    mp.freeze_support()\n    if \"fork\" in mp.get_all_start_methods():\n        \
         mp.set_start_method(\"fork\")\n    # One is enough.\n    main(1)\n",
    ),
    // A guard of one line.
    (
        "from multiprocessing import Process\n\ndef main(n):\n\tProcess(target=lambda: print(n)).start()\n\n\
         if __name__ == \"__main__\": main(1)\n",
        "import multiprocessing\nfrom multiprocessing import Process\n\ndef main(n):\n\t\
         Process(target=lambda: print(n)).start()\n\nif __name__ == \"__main__\":\n\t\
         if \"fork\" in multiprocessing.get_all_start_methods():\n\t\tmultiprocessing.set_start_method(\"fork\")\n\t\
         main(1)\n",
    ),
    // A script without a guard: above the first statement that starts a process, however deep.
    (
        "import multiprocessing\n\n\ndef inner(n):\n    multiprocessing.Process(target=lambda: print(n)).start()\n\n\n\
         def outer():\n    inner(2)\n\n\nprint(\"start\")\nouter()\n",
        "import multiprocessing\n\n\ndef inner(n):\n    multiprocessing.Process(target=lambda: print(n)).start()\n\n\n\
         def outer():\n    inner(2)\n\n\nprint(\"start\")\nif \"fork\" in multiprocessing.get_all_start_methods():\n    \
         multiprocessing.set_start_method(\"fork\")\nouter()\n",
    ),
    // What is set is replaced, and moves above what fixes it.
    (
        "import multiprocessing\n\nLOCK = multiprocessing.Lock()\n\n\ndef main(n):\n    \
         multiprocessing.Process(target=lambda: print(n)).start()\n\n\nif __name__ == \"__main__\":\n    \
         multiprocessing.set_start_method(\"spawn\")\n    main(1)\n",
        "import multiprocessing\n\nif \"fork\" in multiprocessing.get_all_start_methods():\n    \
         multiprocessing.set_start_method(\"fork\")\nLOCK = multiprocessing.Lock()\n\n\ndef main(n):\n    \
         multiprocessing.Process(target=lambda: print(n)).start()\n\n\nif __name__ == \"__main__\":\n    main(1)\n",
    ),
    // A module that is imported: processes, their base classes and what only they share come from one context; what
    // leaves the module stays what everybody takes.
    (
        "from multiprocessing import Process, Queue\n\nclass Child(Process):\n    pass\n\ndef start(n, queue: Queue):\n    \
         own = Queue()\n    child = Child(target=lambda: queue.put(own.get() + n))\n    child.start()\n    \
         own.put(1)\n    return Queue()\n",
        "import multiprocessing\nfrom multiprocessing import Process, Queue\n\n\
         if \"fork\" in multiprocessing.get_all_start_methods():\n    _fork = multiprocessing.get_context(\"fork\")\n\
         else:\n    _fork = multiprocessing\n\n\nclass Child(_fork.Process):\n    pass\n\n\
         def start(n, queue: Queue):\n    \
         own = _fork.Queue()\n    child = Child(target=lambda: queue.put(own.get() + n))\n    child.start()\n    \
         own.put(1)\n    return Queue()\n",
    ),
    // A class of processes inside a function of such a module.
    (
        "import multiprocessing as mp\n\n\ndef run(n):\n    class Worker(mp.Process):\n        def run(self):\n            \
         print(n)\n\n    worker = Worker()\n    worker.start()\n    worker.join()\n",
        "import multiprocessing as mp\n\n\nif \"fork\" in mp.get_all_start_methods():\n    \
         _fork = mp.get_context(\"fork\")\nelse:\n    _fork = mp\n\n\ndef run(n):\n    \
         class Worker(_fork.Process):\n        def run(self):\n            \
         print(n)\n\n    worker = Worker()\n    worker.start()\n    worker.join()\n",
    ),
    // A lock at the top does not make a program of a module: two such modules must not both set the start method.
    (
        "import multiprocessing\n\nLOCK = multiprocessing.Lock()\n\n\ndef start(n):\n    \
         multiprocessing.Process(target=lambda: print(n)).start()\n",
        "import multiprocessing\n\nif \"fork\" in multiprocessing.get_all_start_methods():\n    \
         _fork = multiprocessing.get_context(\"fork\")\nelse:\n    _fork = multiprocessing\n\n\
         LOCK = multiprocessing.Lock()\n\n\ndef start(n):\n    _fork.Process(target=lambda: print(n)).start()\n",
    ),
    // Above a class, and by an import that is there twice.
    (
        "import multiprocessing\nimport multiprocessing.pool\n\n\nclass Counter:\n    \
         lock = multiprocessing.Lock()\n\n\ndef main(n):\n    \
         multiprocessing.Process(target=lambda: print(n)).start()\n\n\nif __name__ == \"__main__\":\n    main(1)\n",
        "import multiprocessing\nimport multiprocessing.pool\n\n\n\
         if \"fork\" in multiprocessing.get_all_start_methods():\n    multiprocessing.set_start_method(\"fork\")\n\n\n\
         class Counter:\n    lock = multiprocessing.Lock()\n\n\ndef main(n):\n    \
         multiprocessing.Process(target=lambda: print(n)).start()\n\n\nif __name__ == \"__main__\":\n    main(1)\n",
    ),
    // An import within a function takes the name from nobody.
    (
        "from multiprocessing import Process\n\n\ndef main(n):\n    import multiprocessing\n\n    \
         multiprocessing.cpu_count()\n    Process(target=lambda: print(n)).start()\n\n\n\
         if __name__ == \"__main__\":\n    main(1)\n",
        "import multiprocessing\nfrom multiprocessing import Process\n\n\ndef main(n):\n    import multiprocessing\n\n    \
         multiprocessing.cpu_count()\n    Process(target=lambda: print(n)).start()\n\n\n\
         if __name__ == \"__main__\":\n    if \"fork\" in multiprocessing.get_all_start_methods():\n        \
         multiprocessing.set_start_method(\"fork\")\n    main(1)\n",
    ),
    // Data that only a forked child can have.
    (
        "import os\nimport multiprocessing\n\n\ndef main(work):\n    with open(\"a\") as log:\n        \
         multiprocessing.Process(target=work, args=(log,)).start()\n\n\nif __name__ == \"__main__\":\n    main(print)\n",
        "import os\nimport multiprocessing\n\n\ndef main(work):\n    with open(\"a\") as log:\n        \
         multiprocessing.Process(target=work, args=(log,)).start()\n\n\nif __name__ == \"__main__\":\n    \
         if \"fork\" in multiprocessing.get_all_start_methods():\n        multiprocessing.set_start_method(\"fork\")\n    \
         main(print)\n",
    ),
];

#[test]
fn fork_is_set_where_it_counts() {
    for (program, wanted) in PROGRAMS {
        let fixed = engine::fix_with(&Source::from_text(*program), FixPolicy::Safe, Strategy::Fork);
        assert_eq!(fixed.source.text(), *wanted);
        assert_eq!(fixed.remaining.findings, [], "{program}");
        assert_eq!(fixed.applied.len(), 1, "{program}");
        let hints = fixed.applied[0].hints.join(" ");
        assert!(hints.contains("threads") && hints.contains("macOS") && hints.contains("Windows"), "{hints}");
    }
}

/// What a context of another start method starts is never forked: it is moved, whatever the program sets.
#[test]
fn fork_does_not_settle_what_is_literally_spawned() {
    let program = "import multiprocessing\n\n\ndef main(n):\n    context = multiprocessing.get_context(\"spawn\")\n\n    \
                   def work():\n        print(n)\n\n    context.Process(target=work).start()\n    \
                   multiprocessing.Process(target=work).start()\n\n\nif __name__ == \"__main__\":\n    main(1)\n";
    let fixed = engine::fix_with(&Source::from_text(program), FixPolicy::Safe, Strategy::Fork);
    assert!(!fixed.source.text().contains("set_start_method"), "{}", fixed.source.text());
    assert!(fixed.source.text().contains("context.Process(target=work, args=(n,))"), "{}", fixed.source.text());
    assert_eq!(fixed.remaining.findings, []);
}

/// A start method that somebody chooses stays theirs.
#[test]
fn fork_takes_no_choice_away() {
    let program = |set: &str| {
        format!(
            "import multiprocessing\n\n\ndef main(n, method=None):\n{set}    \
             multiprocessing.Process(target=lambda: print(n)).start()\n\n\nif __name__ == \"__main__\":\n    main(1)\n"
        )
    };
    for (set, because) in [
        ("    multiprocessing.set_start_method(method, force=True)\n", "chosen when the program runs"),
        ("    if method:\n        multiprocessing.set_start_method(\"spawn\")\n", "under a condition"),
    ] {
        let analysis = engine::analyze_with(&Source::from_text(program(set)), Strategy::Fork);
        let [Finding { outcome: Outcome::Refusal(refusal), .. }] = &analysis.findings[..] else {
            panic!("{analysis:?}")
        };
        assert!(refusal.reason.to_string().contains(because), "{refusal:?}");
    }
}

/// A task of a pool is pickled under `fork`, too.
#[test]
fn fork_does_not_settle_tasks() {
    let program = "from multiprocessing import Pool\n\n\ndef main(n):\n    with open(\"a\") as log:\n        \
                   Pool().apply(print, (log,))\n\n\nif __name__ == \"__main__\":\n    main(1)\n";
    let fixed = engine::fix_with(&Source::from_text(program), FixPolicy::Safe, Strategy::Fork);
    assert_eq!(fixed.source.text(), program);
    assert_eq!(fixed.remaining.findings.len(), 1);
}

/// A project of one program that is asked for alternatives.
fn findings_with_alternatives(program: &str, strategy: Strategy) -> Vec<Finding> {
    let file = FileId::default();
    let source = Source::from_text(program);
    let mut project = Project::new([String::new()], strategy);
    project.offer_alternatives();
    let look = project.look(file, &source);
    project.keep(vec![(file, source.into(), look)]);
    project.analysis(file).findings
}

/// What `fork` would do is offered beside the fix that moves code, with what it costs.
#[test]
fn fork_is_an_alternative() {
    for (program, wanted) in PROGRAMS {
        assert!(engine::analyze(&Source::from_text(*program)).findings.iter().all(|it| it.alternatives.is_empty()));
        let findings = findings_with_alternatives(program, Strategy::Hoist);
        let finding = findings.iter().find(|finding| !finding.alternatives.is_empty()).unwrap();
        let [fork] = &finding.alternatives[..] else { panic!("{finding:?}") };
        let Applicability::Unsafe(reasons) = &fork.applicability else { panic!("{fork:?}") };
        assert!(reasons[0].contains("threads") && reasons[0].contains("Windows"), "{reasons:?}");
        assert_eq!(edit::apply(program, &fork.edits).as_deref(), Some(*wanted));
    }
}

/// A script without a guard can do without one where it forks.
#[test]
fn fork_is_an_alternative_to_a_main_guard() {
    let program = "import multiprocessing\n\n\ndef work():\n    print(1)\n\n\n\
                   multiprocessing.Process(target=work).start()\n";
    let findings = findings_with_alternatives(program, Strategy::Hoist);
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<Code>>(), [Code::MissingMainGuard]);
    assert_eq!(findings[0].alternatives[0].title, "Keep `fork` as the start method");
}

/// The fix that moves code is an alternative to `fork`.
#[test]
fn moving_is_an_alternative_to_fork() {
    let findings = findings_with_alternatives(PROGRAMS[0].0, Strategy::Fork);
    let titles: Vec<&str> = findings[0].alternatives.iter().map(|fix| fix.title.as_str()).collect();
    assert!(
        matches!(titles[..], [title] if title.starts_with("Move the lambda") || title.contains("print")),
        "{titles:?}"
    );
}

/// A task is pickled under `fork`, too, and what stands in a Python 2 file is not fixed in any way.
#[test]
fn what_fork_does_not_settle_has_no_alternative() {
    for program in [
        "from multiprocessing import Pool\n\n\ndef main(n):\n    Pool().map(lambda x: x + n, [1])\n\n\n\
         if __name__ == \"__main__\":\n    main(1)\n",
        "import multiprocessing\n\n\ndef main(n):\n    print n\n    multiprocessing.Process(target=lambda: n).start()\n\n\n\
         if __name__ == \"__main__\":\n    main(1)\n",
    ] {
        let findings = findings_with_alternatives(program, Strategy::Hoist);
        assert!(!findings.is_empty() && findings.iter().all(|it| it.alternatives.is_empty()), "{findings:?}");
    }
}

/// What keeps to `fork` once does so for good, also where wrappers of other files start the processes: a second run
/// changes nothing.
#[test]
fn the_strategy_comes_to_an_end() {
    let staged = case::stage_all();
    let write = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mpfix"));
        command.args(["--isolated", "--strategy", "fork", "--unsafe-fixes", "--write"]).arg(staged.root());
        command.output().unwrap()
    };
    let (before, first) = (staged.files(), write());
    let (after, second) = (staged.files(), write());
    assert!(before != after && first.status.code() == second.status.code());
    assert_eq!(first.status.code(), Some(1), "{}", String::from_utf8_lossy(&first.stderr));
    assert!(after == staged.files(), "{}", String::from_utf8_lossy(&second.stdout));
}
