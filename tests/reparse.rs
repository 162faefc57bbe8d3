//! A tree after an edit is the tree of the edited text, nodes and roles, over random edits of real files; and so fixes
//! that come one after the other do not depend on what is parsed again. The names of a tree after an edit are those of
//! the tree, and what is found in a file that was edited is what is found in its text.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

use std::path::PathBuf;
use std::process::Command;

use mpfix::edit;
use mpfix::engine::{self, FixPolicy, Parsed, Project, Strategy};
use mpfix::module::Module;
use mpfix::syntax::{Kind, Tree};
use mpfix::text::{FileId, Source};

/// What is typed, pasted or put in the place of something else.
const PIECES: &[&str] = &[
    "x",
    " ",
    "\n",
    "(",
    ")",
    ":",
    "\"",
    "'",
    "#",
    "=",
    ".",
    ",",
    "[",
    "]",
    "{",
    "@",
    "\\",
    "\t",
    "é",
    "\r\n",
    "0",
    "self",
    "pass\n",
    "    ",
    "def f(a, b=1):\n    return a\n",
    "lambda x: x",
    "if __name__ == \"__main__\":\n    run()\n",
    "\n\nclass C(Base):\n    y: int = 1\n\n",
    "import os\n",
    "async ",
    "await g()",
    "global x\n",
    "print x\n",
    "\"\"\"",
    "# note\n",
    "for a, b in c:\n        yield a\n",
    "match x:\n    case [a, *b]:\n        pass\n",
    "else:\n",
];

/// A generator of numbers that is the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

#[test]
fn a_tree_after_an_edit_is_that_of_the_new_text() {
    let count = std::env::var("MPFIX_RANDOM_COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(12);
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut edits, mut recovered) = (0, 0);
    for path in files(count) {
        let Ok(start) = std::fs::read_to_string(&path) else { continue };
        let mut tree = Tree::parse(Source::from_text(start.clone()));
        for round in 0..12 {
            // Most edits break the file; an editor takes them back.
            let text = if round % 4 == 3 { start.clone() } else { edited(tree.source().text(), &mut random) };
            tree = tree.after(Source::from_text(text.clone()));
            let whole = Tree::parse(Source::from_text(text));
            edits += 1;
            if whole.damaged().is_empty() {
                assert!(tree == whole, "{}: {}", path.display(), first_difference(&tree, &whole));
            } else {
                // Where the grammar gave up, the parser may go on in another way.
                recovered += usize::from(tree != whole);
            }
        }
    }
    println!("{edits} edits, {recovered} recovered in another way");
    assert!(recovered * 10 < edits, "{recovered} of {edits} damaged trees differ");
}

#[test]
fn many_fixes_of_one_file_are_those_of_one_after_the_other() {
    let function = |n: usize| {
        format!(
            "def run_{n}(items, factor):\n    def scale(value):\n        return value * factor + {n}\n\n    \
             with multiprocessing.Pool(4) as pool:\n        return pool.map(scale, items), \
             pool.map(lambda x: x + factor, items)\n"
        )
    };
    let functions: Vec<String> = (0..20).map(function).collect();
    let source = Source::from_text(format!("import multiprocessing\n\n\n{}", functions.join("\n\n")));
    let mut one_by_one = source.clone();
    let mut count = 0;
    loop {
        let findings = engine::analyze(&one_by_one).findings;
        let Some(fix) = findings.iter().find_map(|finding| finding.fix().filter(|fix| fix.is_safe())) else { break };
        one_by_one = one_by_one.with_text(edit::apply(one_by_one.text(), &fix.edits).expect("edits are disjoint"));
        count += 1;
    }
    let fixed = engine::fix(&source, FixPolicy::Safe);
    assert_eq!(fixed.applied.len(), count);
    assert_eq!(count, 40);
    assert_eq!(fixed.source.text(), one_by_one.text());
}

/// What somebody writes in lines of their own, each with the indentation of the line that it is put at.
const LINES: &[&str] = &[
    "value = 1",
    "value: int",
    "call(a)(b)[c]",
    "return value",
    "import os",
    "from __future__ import annotations",
    "# note",
    "# ends in a backslash \\",
    "\"\"\"text\n  of two lines\"\"\"",
    "r'''\\'''",
    "f\"{a!r:>{b}} {{c}}\"",
    "def f(a, *, b=1) -> C:\n    return a",
    "async def f():\n    await g()",
    "class C(Base, metaclass=M):\n    x = 1\n\n    def f(self):\n        return self.x",
    "class C: pass",
    "@decorated",
    "@decorated(1)\ndef f(): pass",
    "if a:\n    b\nelif c:\n    d",
    "if a: b",
    "if a:",
    "else:\n    pass",
    "elif a: pass",
    "try:\n    a\nexcept E as e:\n    b",
    "except:\n    pass",
    "finally:\n    pass",
    "for a, b in c:\n    yield a",
    "while a: b; c",
    "with a as b, c as d:\n    pass",
    "match x:\n    case [a, *b]:\n        pass\n    case _: pass",
    "match(x)",
    "match x:",
    "case = 1",
    "[x]: int = 3",
    "(a, b)",
    "-1",
    "print x",
    "print",
    "print(a)",
    "exec code",
    "type X = int",
    "type(x).a = 1",
    "a = b = \\\n    c",
    "a; b",
    "a; \\",
    "a = \\",
    "a = (",
    ")",
    "a =",
    "\"a\"",
    "'''",
    "lambda: (yield)",
    "a = [\nb,\n# inside\nc]",
    "global a, b",
    "del a, b[0]",
    "assert a, b",
    "if __name__ == \"__main__\":\n    run()",
    "x = 1  # noqa",
    "\u{feff}x = 1",
    "é = 1",
];

/// A text after something that somebody does to a line, or between two of them.
fn retyped(old: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = old.split_inclusive('\n').map(str::to_owned).collect();
    let at = random.below(lines.len());
    let Some(line) = lines.get(at).cloned() else { return "x = 1\n".to_owned() };
    let body = line.trim_start_matches([' ', '\t', '\x0c']);
    let indent = &line[..line.len() - body.len()];
    let end = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
    match random.below(16) {
        0..5 => {
            let piece = LINES[random.below(LINES.len())];
            let indent = match random.below(8) {
                0 => "",
                1 => "    ",
                2 => "\t",
                _ => indent,
            };
            let new = piece.split('\n').map(|line| format!("{indent}{line}{end}")).collect();
            lines.insert(at + random.below(2), new);
        }
        5..7 => {
            lines.remove(at);
        }
        7 => {
            let to = (at + random.below(12)).min(lines.len());
            lines.drain(at..to);
        }
        8 => lines[at] = format!("{}{line}", [" ", "    ", "\t", "\x0c", "# "][random.below(5)]),
        9 => body.clone_into(&mut lines[at]),
        10 => lines.insert(at, ["\n", "    \n", "\r\n", "\x0c\n", "\\\n"][random.below(5)].to_owned()),
        11 => {
            let other = random.below(lines.len());
            lines.swap(at, other);
        }
        12 => lines[at] = format!("{}{}", line.trim_end(), [" ", ";", "\\\n", "\r\n", ":\n"][random.below(5)]),
        _ => {
            // Somewhere in a line.
            let mut letter = random.below(line.len());
            while !line.is_char_boundary(letter) {
                letter -= 1;
            }
            let pieces = ["x", "x", "_", " ", ".a", "()", "[0]", ", b", " = 1", ": int", "\"\"", "  # c", "\t"];
            lines[at] = format!("{}{}{}", &line[..letter], pieces[random.below(pieces.len())], &line[letter..]);
        }
    }
    lines.concat()
}

#[test]
fn a_tree_after_many_edits_is_that_of_the_last_text() {
    let number = |name: &str, usual| std::env::var(name).ok().and_then(|found| found.parse().ok()).unwrap_or(usual);
    let count = number("MPFIX_RANDOM_COUNT", 12);
    let mut random = Random(number("MPFIX_RANDOM_SEED", 1) as u64 | 1 << 40);
    let mut paths = files(count);
    paths.extend(cases());
    let (mut edits, mut good_ones) = (0, 0);
    for path in paths {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let first = lines.len().saturating_sub(150) * random.below(10) / 10;
        let start: String = lines[first..(first + 150).min(lines.len())].concat();
        let mut tree = Tree::parse(Source::from_text(start.clone()));
        let mut module = Module::new(&tree);
        let mut good = start;
        for _ in 0..count {
            // What breaks the file is taken back now and then.
            let text = match (tree.damaged().is_empty(), random.below(8)) {
                (true, 0) | (false, 0..3) => good.clone(),
                _ => retyped(tree.source().text(), &mut random),
            };
            tree = tree.after(Source::from_text(text.clone()));
            module = module.after(&tree);
            assert_same_names(&tree, &module, &path.display().to_string());
            let whole = Tree::parse(Source::from_text(text));
            edits += 1;
            if whole.has_error() {
                assert!(tree.has_error(), "{}: an error is lost\n{}", path.display(), tree.source().text());
                continue;
            }
            let difference = || first_difference(&tree, &whole);
            assert!(tree == whole, "{}: {}\n{}", path.display(), difference(), tree.source().text());
            good_ones += 1;
            if random.below(8) > 0 {
                good = tree.source().text().to_owned();
            }
        }
    }
    println!("{edits} edits, {good_ones} of them to a text without errors");
}

/// That a name model answers what a new one answers of the same tree, damaged or not.
fn assert_same_names(tree: &Tree, kept: &Module, path: &str) {
    let new = &Module::new(tree);
    let text = tree.source().text();
    macro_rules! same {
        ($question:expr, $of:ident => $answer:expr) => {
            let answers = [kept, new].map(|$of| $answer);
            assert_eq!(answers[0], answers[1], "{path}: {:?}\n{text}", $question);
        };
    }
    same!("module", of => (of.lazy_annotations(), of.global_names(), of.nonlocal_names(), of.nowhere()));
    same!("symbols", of => of.symbols().count());
    let identifiers = tree.all_of_kind(Kind::Identifier).map(|node| tree.text(node));
    let mut names: Vec<&str> = identifiers.chain(["__class__", "print", "type", "nobody"]).collect();
    names.sort_unstable();
    names.dedup();
    for name in &names {
        same!(name, of => (of.is_used(name), of.symbols_named(name)));
    }
    for (at, scope) in new.scopes().chain([new.nowhere()]).enumerate() {
        same!(scope, of => (of.scope(scope).kind, of.scope(scope).node, of.scope(scope).parent));
        same!(scope, of => (of.own_symbols(scope), of.free_variables(scope), of.mangled(scope, "__a")));
        // The inner ones of a small file, the outer ones of a large one.
        for name in names.iter().filter(|_| at < 24) {
            same!((scope, name), of => (of.owner(scope, name), of.lookup(scope, name), of.declares(scope, name)));
        }
    }
    for symbol in new.symbols() {
        same!(symbol, of => (&of.symbol(symbol).name, of.symbol(symbol).scope));
        same!(symbol, of => of.bindings_of(symbol).collect::<Vec<_>>());
        same!(symbol, of => of.references_to(symbol).collect::<Vec<_>>());
    }
    for node in tree.subtree(tree.root()) {
        same!(node, of => (of.scope_of(node), of.scope_at(tree, node), of.reference_at(node), of.binding_at(node)));
    }
}

#[test]
fn what_is_found_after_many_edits_is_what_is_found_in_the_last_text() {
    let number = |name: &str, usual: usize| {
        std::env::var(name).ok().and_then(|found| found.parse::<usize>().ok()).unwrap_or(usual)
    };
    let count = number("MPFIX_RANDOM_COUNT", 12);
    let mut random = Random(number("MPFIX_RANDOM_SEED", 1) as u64 | 1 << 41);
    let (project, file) = (Project::new([String::new()], Strategy::Hoist), FileId::default());
    // A look takes longer than a tree: some of them in each run.
    for path in cases().into_iter().skip(random.below(8)).step_by(8) {
        let Ok(start) = std::fs::read_to_string(&path) else { continue };
        let mut parsed = Parsed::new(&Source::from_text(start.clone()));
        let mut good = start;
        for _ in 0..count {
            let is_back = parsed.is_damaged() || random.below(8) == 0;
            let text = if is_back { good.clone() } else { retyped(parsed.source().text(), &mut random) };
            let source = Source::from_text(text.clone());
            parsed = parsed.after(&source);
            let look = project.look_at(file, &parsed);
            let whole = Parsed::new(&source);
            if whole.is_damaged() {
                continue;
            }
            let new = project.look_at(file, &whole);
            assert_eq!(format!("{look:?}"), format!("{new:?}"), "{}\n{text}", path.display());
            good = text;
        }
    }
}

/// The cases of this repository, and the Python files of a folder.
fn cases() -> Vec<PathBuf> {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folders = [Some(own), std::env::var_os("MPFIX_RANDOM_FOLDER").map(PathBuf::from)];
    let entries = folders.into_iter().flatten().filter_map(|folder| folder.read_dir().ok()).flatten();
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    found.sort();
    found
}

/// Where two trees of one text part.
fn first_difference(one: &Tree, other: &Tree) -> String {
    let pairs = one.subtree(one.root()).zip(other.subtree(other.root()));
    let place = |tree: &Tree, node| format!("{:?} {:?} {:?}", tree.kind(node), tree.span(node), tree.text(node));
    let mut different = pairs.filter(|(a, b)| place(one, *a) != place(other, *b));
    different.next().map_or_else(
        || format!("roles or ends, {} and {} nodes", one.len(), other.len()),
        |(a, b)| format!("{} and {}", place(one, a), place(other, b)),
    )
}

/// A text with a piece of it replaced by another one.
fn edited(old: &str, random: &mut Random) -> String {
    let boundary = |mut at: usize| {
        while !old.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(random.below(old.len() + 1));
    let longest = [0, 2, 60, 400][random.below(4)];
    let length = random.below(longest + 1);
    let end = boundary((start + length).min(old.len()));
    let piece = if length > 0 && random.below(2) == 0 { "" } else { PIECES[random.below(PIECES.len())] };
    format!("{}{piece}{}", &old[..start], &old[end.max(start)..])
}

/// Some files of `python3`'s standard library.
fn files(count: usize) -> Vec<PathBuf> {
    let script = "import sysconfig; print(sysconfig.get_path('stdlib'))";
    let output = Command::new("python3").args(["-c", script]).output().expect("there is a `python3`");
    let folder = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let mut files: Vec<PathBuf> = folder
        .read_dir()
        .expect("the library is a folder")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    files.sort();
    let step = (files.len() / count.max(1)).max(1);
    files.into_iter().step_by(step).collect()
}
