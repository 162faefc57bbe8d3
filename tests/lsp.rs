//! The language server, spoken to as editors do. `tests/support/editor.rs` is the editor.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

mod support;

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_server::{Message, Notification, Request, RequestId};
use mpfix::disk::{Configs, Reading, walk};
use mpfix::engine::FixPolicy;
use serde_json::{Value, json};

use support::case;
use support::editor::{self, Editor, Unit, edits_in, number};

const URI: &str = "file:///nowhere/main.py";

/// Two nested functions and a lambda, an emoji in front of one, lines that end as on Windows.
const PROGRAM: &str = "import multiprocessing as mp\r\n\r\n\r\ndef main():\r\n    k = 3\r\n    q = mp.Queue()\r\n\r\n    \
    def one(x):\r\n        q.put(x * k)\r\n\r\n    def two(x):\r\n        q.put(x + k)\r\n\r\n    \
    print(\"🎉\"); p = mp.Process(target=one, args=(1,))\r\n    r = mp.Process(target=two, args=(2,))\r\n    \
    s = mp.Process(target=lambda: q.put(k))\r\n    for each in (p, r, s):\r\n        each.start()\r\n    \
    for each in (p, r, s):\r\n        each.join()\r\n";

/// A closure that sees the last value of the loop variable: an argument would keep the first.
const UNSAFE: &str = "import multiprocessing\n\n\ndef main():\n    made = []\n    for n in range(3):\n        \
    def show():\n            print(n)\n        made.append(multiprocessing.Process(target=show))\n    \
    for each in made:\n        each.start()\n";

/// A lock of threads can't be sent.
const REFUSED: &str = "import multiprocessing\nimport threading\n\n\ndef main():\n    lock = threading.Lock()\n\n    \
    def work():\n        with lock:\n            print(1)\n\n    multiprocessing.Process(target=work).start()\n";

/// What a modern editor announces.
fn modern() -> Value {
    json!({
        "textDocument": {
            "diagnostic": { "relatedInformation": true, "codeDescriptionSupport": true },
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
                "isPreferredSupport": true,
                "disabledSupport": true,
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
        },
        "workspace": {
            "workspaceEdit": { "documentChanges": true, "changeAnnotationSupport": { "groupsOnLabel": true } },
            "diagnostics": { "refreshSupport": true },
            "applyEdit": true,
        },
    })
}

/// What an editor announces that takes pushed diagnostics and plain edits.
fn plain() -> Value {
    json!({ "textDocument": { "codeAction": { "codeActionLiteralSupport": {} } } })
}

fn line(row: usize) -> Value {
    json!({ "start": { "line": row, "character": 0 }, "end": { "line": row, "character": 0 } })
}

fn whole() -> Value {
    json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 1_000_000, "character": 0 } })
}

fn row_of(text: &str, needle: &str) -> usize {
    text[..text.find(needle).unwrap()].matches('\n').count()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// What `--write` makes of files.
fn written(paths: &[PathBuf]) -> BTreeMap<PathBuf, String> {
    let configs = Arc::new(Configs::default());
    let mut reading = Reading::new(walk::files(paths, &configs).list, configs);
    reading.glance();
    reading.settle();
    reading.fix_with(FixPolicy::Safe);
    let text = |file: mpfix::text::FileId| {
        let source = reading.project().source(file)?;
        Some((reading.inputs()[file.index()].shown.clone(), source.text().to_owned()))
    };
    reading.files().into_iter().filter_map(text).collect()
}

#[test]
fn the_server_lives_as_the_protocol_wants() {
    let mut editor = Editor::start(Unit::Utf16);
    assert_eq!(editor.request("textDocument/hover", json!({})), Err(-32002));
    editor.notify("textDocument/didOpen", json!({}));
    let result = editor.request("initialize", json!({ "capabilities": { "workspace": [] } })).unwrap();
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(result["capabilities"]["codeActionProvider"], true);
    assert_eq!(result["serverInfo"]["name"], "mpfix");
    assert_eq!(editor.request("initialize", json!({})), Err(-32600));
    editor.notify("initialized", json!({}));
    editor.notify("$/setTrace", json!({ "value": "off" }));
    assert_eq!(editor.request("textDocument/rename", json!({})), Err(-32601));
    assert_eq!(editor.request("textDocument/codeAction", json!({ "range": 7 })), Err(-32602));
    assert_eq!(editor.request("shutdown", json!({})), Ok(Value::Null));
    assert_eq!(editor.request("textDocument/hover", json!({})), Err(-32600));
    editor.notify("exit", Value::Null);
    assert_eq!(editor.ended(), 0);
}

#[test]
fn an_exit_without_shutdown_is_a_failure() {
    let editor = Editor::open(Unit::Utf16, plain());
    editor.notify("exit", Value::Null);
    assert_eq!(editor.ended(), 1);
    assert_eq!(Editor::open(Unit::Utf16, plain()).ended(), 1);
    assert_eq!(Editor::open(Unit::Utf16, plain()).close(), 0);
}

#[test]
fn diagnostics_are_pushed_with_their_version_until_the_document_is_closed() {
    let mut editor = Editor::open(Unit::Utf16, plain());
    editor.did_open(URI, 5, PROGRAM);
    let found = editor.diagnostics(URI, 5);
    let codes: Vec<&Value> = found.iter().map(|each| &each["code"]).collect();
    assert_eq!(codes, ["MP101", "MP101", "MP102"]);
    // The emoji is two units.
    let row = row_of(PROGRAM, "target=one");
    let start = json!({ "line": row, "character": 39 });
    assert_eq!(found[0]["range"]["start"], start);
    assert!(found[0].get("relatedInformation").is_none() && found[0].get("codeDescription").is_none());
    editor.did_change(URI, 9, json!([{ "text": "" }]));
    assert!(editor.diagnostics(URI, 9).is_empty());
    editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    editor.wait_until(|editor| editor.pushed[URI].get("version").is_none());
    assert_eq!(editor.close(), 0);
}

#[test]
fn diagnostics_are_pulled_where_the_client_pulls() {
    let mut editor = Editor::open(Unit::Utf8, modern());
    editor.did_open(URI, 1, PROGRAM);
    let document = json!({ "textDocument": { "uri": URI } });
    let report = editor.request("textDocument/diagnostic", document).unwrap();
    assert_eq!(report["kind"], "full");
    let first = &report["items"][0];
    assert_eq!(first["source"], "mpfix");
    assert!(first["codeDescription"]["href"].as_str().unwrap().starts_with("https://docs.python.org/"));
    let related: Vec<&str> =
        first["relatedInformation"].as_array().unwrap().iter().map(|each| each["message"].as_str().unwrap()).collect();
    assert_eq!(related[0], "defined inside a function here");
    assert!(related[1].contains("captured here, bound in line"), "{related:?}");
    assert!(first["message"].as_str().unwrap().contains("Can't pickle local object 'main.<locals>.one'"));
    assert!(editor.pushed.is_empty());
    let unknown = json!({ "textDocument": { "uri": "file:///other.py" } });
    assert_eq!(editor.request("textDocument/diagnostic", unknown).unwrap()["items"], json!([]));
    assert_eq!(editor.close(), 0);
}

#[test]
fn every_fix_is_offered_where_its_finding_is() {
    for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
        let mut editor = Editor::open(unit, modern());
        editor.did_open(URI, 3, PROGRAM);
        let actions = editor.actions(URI, line(row_of(PROGRAM, "target=one")), &["quickfix"]);
        assert_eq!(
            titles(&actions),
            [
                "mpfix: Move `one` to module level, passing `k`, `q`",
                "mpfix: Keep `fork` by a context of its own (unsafe)",
                "mpfix: Ignore MP101 on this line",
            ]
        );
        let kept = editor.applied(PROGRAM, &edits_in(&actions[1]["edit"], URI, 3));
        assert!(kept.contains("get_context(\"fork\")"), "{kept}");
        assert_eq!(actions[0]["isPreferred"], true);
        assert_eq!(actions[0]["diagnostics"][0]["code"], "MP101");
        let edits = editor.edits(&actions[0], URI, 3);
        let columns = edits.iter().flat_map(|edit| [&edit["range"]["start"], &edit["range"]["end"]]);
        assert!(columns.into_iter().all(|position| position["character"] == 0), "whole lines: {edits:?}");
        let text = editor.applied(PROGRAM, &edits);
        assert!(text.contains("\r\ndef one(k, q, x):\r\n") && !text.replace("\r\n", "").contains('\n'), "{text}");
        let silenced = editor.edits(&actions[2], URI, 3);
        let text = editor.applied(PROGRAM, &silenced);
        assert!(text.contains("target=one, args=(1,))  # mpfix: ignore[MP101]\r\n"), "{text}");
        assert_eq!(editor.close(), 0);
    }
}

#[test]
fn an_ignored_finding_is_gone() {
    let mut editor = Editor::open(Unit::Utf16, plain());
    editor.did_open(URI, 0, REFUSED);
    let actions = editor.actions(URI, line(row_of(REFUSED, "target=work")), &[]);
    assert_eq!(titles(&actions)[1..], ["mpfix: Ignore MP101 on this line"]);
    let edits = editor.edits(&actions[1], URI, 0);
    editor.did_change(URI, 1, json!([{ "text": editor.applied(REFUSED, &edits) }]));
    assert!(editor.diagnostics(URI, 1).is_empty());
    assert_eq!(editor.close(), 0);
}

#[test]
fn an_unsafe_fix_says_so_and_asks_first() {
    let mut editor = Editor::open(Unit::Utf16, modern());
    editor.did_open(URI, 0, UNSAFE);
    let actions = editor.actions(URI, line(row_of(UNSAFE, "target=show")), &["quickfix"]);
    assert!(titles(&actions)[0].ends_with("(unsafe)"), "{actions:?}");
    assert!(actions[0].get("isPreferred").is_none());
    let annotation = &actions[0]["edit"]["changeAnnotations"]["mpfix.unsafe"];
    assert_eq!(annotation["needsConfirmation"], true);
    assert!(annotation["description"].as_str().unwrap().contains("`n`"), "{annotation}");
    assert!(editor.actions(URI, whole(), &["source.fixAll"]).is_empty());
    assert_eq!(editor.close(), 0);
}

#[test]
fn a_refusal_is_shown_where_the_client_can() {
    let mut editor = Editor::open(Unit::Utf16, modern());
    editor.did_open(URI, 0, REFUSED);
    let actions = editor.actions(URI, line(row_of(REFUSED, "target=work")), &["quickfix"]);
    assert!(actions[0]["disabled"]["reason"].as_str().unwrap().contains("`lock`"), "{actions:?}");
    assert!(actions[0].get("edit").is_none());
    assert_eq!(editor.close(), 0);
}

#[test]
fn kinds_filter_what_is_offered() {
    let mut editor = Editor::open(Unit::Utf16, modern());
    editor.did_open(URI, 0, PROGRAM);
    let kinds = |actions: Vec<Value>| {
        let mut kinds: Vec<String> = actions.iter().map(|each| each["kind"].as_str().unwrap().to_owned()).collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(editor.actions(URI, whole(), &["source"])), ["source.fixAll.mpfix"]);
    assert_eq!(kinds(editor.actions(URI, whole(), &["source.fixAll.mpfix"])), ["source.fixAll.mpfix"]);
    assert!(editor.actions(URI, whole(), &["source.fixAll.mpfixer", "quick", "refactor.extract"]).is_empty());
    let head = line(row_of(PROGRAM, "def one"));
    assert_eq!(kinds(editor.actions(URI, head.clone(), &["refactor"])), ["refactor.rewrite.mpfix"]);
    assert_eq!(kinds(editor.actions(URI, whole(), &[""])), ["quickfix", "source.fixAll.mpfix"]);
    let params = json!({
        "textDocument": { "uri": URI }, "range": head, "context": { "diagnostics": [], "triggerKind": 2 },
    });
    assert_eq!(editor.request("textDocument/codeAction", params), Ok(json!([])));
    assert_eq!(editor.close(), 0);
}

#[test]
fn any_nested_function_can_be_moved() {
    let text = "def outer(a):\n    def inner(b):\n        return a + b\n    return inner(1)\n";
    let mut editor = Editor::open(Unit::Utf16, plain());
    editor.did_open(URI, 0, text);
    let actions = editor.actions(URI, line(1), &["refactor"]);
    let edits = editor.edits(&actions[0], URI, 0);
    let moved = "def inner(a, b):\n    return a + b\n\n\ndef outer(a):\n    return inner(a, 1)\n";
    assert_eq!(editor.applied(text, &edits), moved);
    assert_eq!(editor.close(), 0);
}

#[test]
fn an_action_of_an_older_text_is_stale() {
    let mut editor = Editor::open(Unit::Utf16, modern());
    editor.did_open(URI, 0, PROGRAM);
    let actions = editor.actions(URI, whole(), &["source.fixAll"]);
    assert!(actions[0].get("edit").is_none());
    editor.did_change(URI, 1, json!([{ "text": "import os\r\n" }]));
    assert_eq!(editor.request("codeAction/resolve", actions[0].clone()), Err(-32801));
    let complete = json!({ "title": "x", "edit": { "changes": {} } });
    assert_eq!(editor.request("codeAction/resolve", complete.clone()), Ok(complete));
    assert_eq!(editor.close(), 0);
}

#[test]
fn clients_without_code_actions_get_commands() {
    let mut editor = Editor::open(Unit::Utf16, json!({ "workspace": { "applyEdit": true } }));
    editor.did_open(URI, 0, PROGRAM);
    let commands = editor.actions(URI, line(row_of(PROGRAM, "target=two")), &[]);
    let command = json!({ "command": commands[0]["command"], "arguments": commands[0]["arguments"] });
    editor.request("workspace/executeCommand", command).unwrap();
    editor.wait_until(|editor| editor.asked.iter().any(|request| request.method == "workspace/applyEdit"));
    let asked = editor.asked.iter().find(|request| request.method == "workspace/applyEdit").unwrap();
    let edits = edits_in(&asked.params["edit"], URI, 0);
    assert!(editor.applied(PROGRAM, &edits).contains("def two(k, q, x):"));
    assert_eq!(editor.close(), 0);
}

#[test]
fn a_hover_explains() {
    let mut editor = Editor::open(Unit::Utf16, modern());
    editor.did_open(URI, 0, PROGRAM);
    let at = PROGRAM.find("=one").unwrap() + 1;
    let position = editor::position(PROGRAM, Unit::Utf16, at);
    let params = json!({ "textDocument": { "uri": URI }, "position": position });
    let hover = editor.request("textDocument/hover", params).unwrap();
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.contains("MP101") && text.contains("pickle finds a function by its name"), "{text}");
    // What an editor shows of the diagnostic itself does not say what can be done.
    let fixes: Vec<&str> = text.lines().filter(|line| line.contains("fix: ")).collect();
    let [safe, other] = fixes[..] else { panic!("{text}") };
    assert_eq!(safe, "fix: Move `one` to module level, passing `k`, `q`");
    assert!(other.starts_with("unsafe fix: Keep `fork` by a context of its own (`fork` can deadlock"), "{other}");
    let nowhere = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.request("textDocument/hover", nowhere), Ok(Value::Null));
    assert_eq!(editor.close(), 0);
}

/// A request that is cancelled before it is begun has one answer, and the next one is answered all the same.
#[test]
fn what_is_cancelled_is_answered_once() {
    let mut editor = Editor::open(Unit::Utf16, modern());
    editor.did_open(URI, 0, PROGRAM);
    let document = json!({ "textDocument": { "uri": URI } });
    let first = editor.ask("textDocument/diagnostic", document.clone());
    let second = editor.ask("textDocument/diagnostic", document.clone());
    editor.notify("$/cancelRequest", json!({ "id": 3 }));
    editor.notify("$/cancelRequest", json!({ "id": 99 }));
    let third = editor.ask("textDocument/diagnostic", document);
    let mut codes = Vec::new();
    for _ in 0..3 {
        // A cancelled request is answered when that is noticed: its answer may overtake others.
        let (id, result) = editor.any_answer();
        codes.push((id, result.err()));
    }
    codes.sort();
    assert_eq!(codes.iter().map(|(id, _)| id).collect::<Vec<_>>(), [&first, &second, &third]);
    assert!(codes.iter().all(|(_, code)| code.is_none() || *code == Some(-32800)), "{codes:?}");
    assert_eq!(codes[2].1, None);
    assert_eq!(editor.close(), 0);
}

#[test]
fn other_open_documents_are_seen_before_what_is_on_the_disk() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = |name: &str| folder.path().canonicalize().unwrap().join(name);
    let uri = |name: &str| format!("file://{}", path(name).display());
    std::fs::write(path("pool.py"), "def run(f, xs):\n    return [f(x) for x in xs]\n").unwrap();
    let main = "from pool import run\n\n\ndef main(k):\n    print(run(lambda x: x + k, [1]))\n";
    std::fs::write(path("main.py"), main).unwrap();
    let mut capabilities = modern();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
    let folders = json!([{ "uri": uri("").trim_end_matches('/'), "name": "project" }]);
    let mut editor = Editor::open_in(Unit::Utf16, capabilities, &folders);
    editor.wait_until_settled();
    assert!(editor.asked.iter().any(|request| request.method == "client/registerCapability"));
    editor.did_open(&uri("main.py"), 1, main);
    let document = json!({ "textDocument": { "uri": uri("main.py") } });
    let items = |editor: &mut Editor| {
        let report = editor.request("textDocument/diagnostic", document.clone()).unwrap();
        report["items"].as_array().unwrap().clone()
    };
    assert!(items(&mut editor).is_empty());
    let pool =
        "from multiprocessing import Pool\n\n\ndef run(f, xs):\n    with Pool() as p:\n        return p.map(f, xs)\n";
    editor.did_open(&uri("pool.py"), 1, pool);
    editor.wait_until(|editor| editor.asked.iter().any(|request| request.method == "workspace/diagnostic/refresh"));
    let found = items(&mut editor);
    assert_eq!(found[0]["code"], "MP102");
    let related = found[0]["relatedInformation"].as_array().unwrap();
    assert!(related.iter().any(|each| each["location"]["uri"] == uri("pool.py")), "{related:?}");
    // Closed, the file on the disk counts again; changed there, too.
    editor.asked.clear();
    editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri("pool.py") } }));
    editor.wait_until(|editor| editor.asked.iter().any(|request| request.method == "workspace/diagnostic/refresh"));
    assert!(items(&mut editor).is_empty());
    std::fs::write(path("pool.py"), pool).unwrap();
    editor.asked.clear();
    let changes = json!({ "changes": [{ "uri": uri("pool.py"), "type": 2 }] });
    editor.notify("workspace/didChangeWatchedFiles", changes);
    editor.wait_until(|editor| editor.asked.iter().any(|request| request.method == "workspace/diagnostic/refresh"));
    assert_eq!(items(&mut editor).len(), 1);
    assert_eq!(editor.close(), 0);
}

/// For every case, the edits of the server make what `--write` makes, whatever the unit of positions, and whatever
/// happened to the text before.
#[test]
fn the_server_makes_what_the_command_line_makes() {
    let mut random = Random(1);
    let mut changed = 0;
    for case in case::all() {
        let staged = case.stage();
        let root = staged.root().canonicalize().unwrap();
        let paths: Vec<PathBuf> = staged.files().into_iter().map(|(path, _)| root.join(path)).collect();
        let expected = written(std::slice::from_ref(&root));
        for unit in [Unit::Utf8, Unit::Utf16] {
            let texts = fixed_by_server(unit, &root, &paths, &mut random);
            for (path, text) in &texts {
                let Some(expected) = expected.get(path) else { continue };
                assert_eq!(text, expected, "{} in {}", path.display(), unit.name());
                changed += usize::from(*text.as_bytes() != std::fs::read(path).unwrap());
            }
        }
    }
    assert!(changed > 100, "only {changed} texts were changed");
}

/// Every safe fix of every document, taken until there is none.
fn fixed_by_server(unit: Unit, root: &Path, paths: &[PathBuf], random: &mut Random) -> BTreeMap<PathBuf, String> {
    let folders = json!([{ "uri": format!("file://{}", root.display()), "name": "case" }]);
    let mut editor = Editor::open_in(unit, modern(), &folders);
    editor.wait_until_settled();
    let mut texts = BTreeMap::new();
    let mut versions = BTreeMap::new();
    for path in paths {
        // Bytes that are no UTF-8 are shown by no editor as they are.
        let Ok(text) = String::from_utf8(std::fs::read(path).unwrap()) else { continue };
        if text.trim_start_matches('\u{feff}').lines().take(2).any(|line| line.contains("coding")) {
            continue;
        }
        let version = open_mangled(&editor, &format!("file://{}", path.display()), &text, random);
        texts.insert(path.clone(), text);
        versions.insert(path.clone(), version);
    }
    for _ in 0..10 {
        editor.wait_until_settled();
        let mut is_changed = false;
        for (path, text) in &mut texts {
            let uri = format!("file://{}", path.display());
            let version = versions.get_mut(path).unwrap();
            let Some(action) = editor.actions(&uri, whole(), &["source.fixAll"]).pop() else { continue };
            let edits = editor.edits(&action, &uri, *version);
            *text = editor.applied(text, &edits);
            *version += 7;
            editor.did_change(&uri, *version, json!([{ "text": text }]));
            is_changed = true;
        }
        if !is_changed {
            break;
        }
    }
    assert_eq!(editor.close(), 0);
    texts
}

/// Opens a document with another text, and edits that until it is the right one; answers the version.
fn open_mangled(editor: &Editor, uri: &str, text: &str, random: &mut Random) -> i32 {
    let mut mangled = text.to_owned();
    let mut back = Vec::new();
    for _ in 0..random.below(6) {
        let (start, end) = random.span(&mangled);
        let new = ["", "🎉", "\r\n", "é = 1\n", "\"\"\"", "def f(:\n"][random.below(6)];
        let old = mangled[start..end].to_owned();
        mangled.replace_range(start..end, new);
        back.push((start, start + new.len(), old));
    }
    editor.did_open(uri, 0, &mangled);
    let mut version = 0;
    for (start, end, old) in back.into_iter().rev() {
        let (after, change) = editor.change(&mangled, start, end, &old);
        mangled = after;
        version += 1;
        editor.did_change(uri, version, json!([change]));
    }
    assert_eq!(mangled, text);
    version
}

/// Random messages: what is sent makes sense, or nearly, or not at all. `MPFIX_MESSAGES` says how many.
#[test]
fn random_messages_neither_end_the_server_nor_spoil_a_text() {
    let count: usize = std::env::var("MPFIX_MESSAGES").ok().and_then(|count| count.parse().ok()).unwrap_or(3_000);
    let mut random = Random(7);
    for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
        let mut editor = Editor::open(unit, if random.below(2) == 0 { modern() } else { plain() });
        let mut model = Model { texts: BTreeMap::new(), unit, next: 1_000_000 };
        for sent in 0..count / 3 {
            editor.send(model.message(&mut random));
            if sent % 50 == 0 {
                model.compare(&mut editor);
            }
        }
        model.compare(&mut editor);
        assert_eq!(editor.close(), 0);
    }
}

/// The texts as they have to be.
struct Model {
    texts: BTreeMap<String, String>,
    unit: Unit,
    next: i32,
}

impl Model {
    fn message(&mut self, random: &mut Random) -> Message {
        let uri = format!("file:///random/{}.py", random.below(3));
        let document = json!({ "uri": uri, "version": random.below(5) });
        let sources = [PROGRAM, UNSAFE, REFUSED, "", "x = 1\r🎉\r\n"];
        match random.below(12) {
            0 => {
                let text = sources[random.below(sources.len())];
                self.texts.insert(uri.clone(), text.to_owned());
                notification(
                    "textDocument/didOpen",
                    json!({ "textDocument": { "uri": uri, "version": 1, "text": text } }),
                )
            }
            1 if random.below(4) == 0 => {
                self.texts.remove(&uri);
                notification("textDocument/didClose", json!({ "textDocument": document }))
            }
            2..=5 => {
                let changes: Vec<Value> = (0..=random.below(2)).map(|_| self.change(&uri, random)).collect();
                notification("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }))
            }
            6 => {
                let odd = [json!(null), json!({ "range": { "start": -1 }, "text": "x" }), json!({ "text": 7 })];
                let odd = json!([odd[random.below(3)]]);
                notification("textDocument/didChange", json!({ "textDocument": document, "contentChanges": odd }))
            }
            7 => {
                let methods = ["initialized", "workspace/didChangeConfiguration", "textDocument/didSave", "$/unknown"];
                notification(
                    methods[random.below(4)],
                    [Value::Null, json!([]), json!({ "settings": 1 })][random.below(3)].clone(),
                )
            }
            kind => {
                self.next += 1;
                let (method, mut params) = match kind {
                    8 => ("textDocument/codeAction", json!({ "range": Self::range(random), "context": {} })),
                    9 => ("textDocument/diagnostic", json!({})),
                    10 => ("textDocument/hover", json!({ "position": Self::place(random) })),
                    _ => ("codeAction/resolve", json!({ "data": { "uri": uri, "version": 1, "job": "fixAll" } })),
                };
                params["textDocument"] = if random.below(9) == 0 { json!(3) } else { document };
                Message::Request(Request { id: RequestId::from(self.next), method: method.to_owned(), params })
            }
        }
    }

    /// A change that an editor could make, or one whose places are out of the text.
    fn change(&mut self, uri: &str, random: &mut Random) -> Value {
        let new = ["", "a", "🎉\n", "\r\n", "def f():\n    ", "import multiprocessing\n"][random.below(6)];
        let range = Self::range(random);
        if random.below(20) == 0 {
            if let Some(text) = self.texts.get_mut(uri) {
                new.clone_into(text);
            }
            return json!({ "text": new });
        }
        if let Some(text) = self.texts.get_mut(uri) {
            let start = editor::offset(text, self.unit, &range["start"], false);
            let end = editor::offset(text, self.unit, &range["end"], false).max(start);
            text.replace_range(start..end, new);
        }
        json!({ "range": range, "rangeLength": 1, "text": new })
    }

    fn range(random: &mut Random) -> Value {
        json!({ "start": Self::place(random), "end": Self::place(random) })
    }

    fn place(random: &mut Random) -> Value {
        let far = if random.below(30) == 0 { 1_000_000_000 } else { 0 };
        json!({ "line": random.below(22) + far, "character": random.below(50) })
    }

    /// Compares every text with that of the server, by length and digest; answers of before are passed over.
    fn compare(&mut self, editor: &mut Editor) {
        self.next += 1;
        let id = RequestId::from(self.next);
        let params = json!({ "command": "mpfix.debugInfo" });
        editor.send(Message::Request(Request {
            id: id.clone(),
            method: "workspace/executeCommand".to_owned(),
            params,
        }));
        let info = loop {
            let (answered, result) = editor.any_answer();
            if answered == id {
                break result.unwrap();
            }
        };
        let documents = info["documents"].as_array().unwrap();
        assert_eq!(documents.len(), self.texts.len());
        for document in documents {
            let text = &self.texts[document["uri"].as_str().unwrap()];
            let mut hasher = DefaultHasher::new();
            text.hash(&mut hasher);
            assert_eq!(number(&document["bytes"]), text.len());
            assert_eq!(document["digest"], format!("{:016x}", hasher.finish()));
        }
    }
}

fn notification(method: &str, params: Value) -> Message {
    Message::Notification(Notification { method: method.to_owned(), params })
}

/// Numbers that look random, the same in every run (a linear congruential generator).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    /// A short span between characters, that parts no line end.
    fn span(&mut self, text: &str) -> (usize, usize) {
        let is_place =
            |at: &usize| text.is_char_boundary(*at) && !(text[..*at].ends_with('\r') && text[*at..].starts_with('\n'));
        let near = |from: usize| (0..=from).rev().find(is_place).unwrap_or_default();
        let start = near(self.below(text.len() + 1));
        let end = near((start + self.below(30)).min(text.len()));
        (start, end.max(start))
    }
}
