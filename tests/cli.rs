//! The command line as its users meet it: the program is run, and what it prints, writes and answers is looked at.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A program with one finding, whose fix moves `square` above `fn`.
const NESTED: &str = "\
import multiprocessing


def fn():
  def square(x):
    return x * x

  with multiprocessing.Pool(processes=4) as pool:
    print(pool.map(square, range(6)))
";

/// A program that runs, but does not come to what it seems to.
const LOST: &str = "\
import multiprocessing

seen = []


def note(x):
  seen.append(x)


def fn():
  with multiprocessing.Pool(processes=4) as pool:
    pool.map(note, range(6))
  print(seen)
";

/// A source that mentions `multiprocessing` and is no UTF-8.
const UNDECODABLE: &[u8] = b"import multiprocessing\nx = '\xc3\xa4\xff'\n";

/// A folder of its own for one test.
struct Folder(TempDir);

/// How a run has ended.
struct Run {
    code: Option<i32>,
    out: Vec<u8>,
    err: String,
}

impl Run {
    fn out(&self) -> String {
        String::from_utf8(self.out.clone()).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out()))
    }

    /// How many files were looked at.
    fn files(&self) -> u64 {
        self.json()["summary"]["files"].as_u64().unwrap()
    }
}

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(TempDir::new().unwrap());
        for (name, text) in files {
            folder.put(name, text);
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of everything in the folder.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn run(&self, arguments: &[&str]) -> Run {
        finish(mpfix(self.0.path()).args(arguments), b"")
    }

    fn run_with(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
        finish(mpfix(self.0.path()).args(arguments), input.as_ref())
    }

    /// Applies a patch as a person would, in a subfolder of the folder (`"."` for the folder).
    fn git_apply(&self, subfolder: &str, patch: &[u8]) {
        let run = finish(Command::new("git").arg("apply").current_dir(self.path(subfolder)), patch);
        assert_eq!(run.code, Some(0), "{}\n{}", run.err, String::from_utf8_lossy(patch));
    }

    fn git_init(&self) {
        let run = finish(Command::new("git").args(["init", "-q"]).current_dir(self.0.path()), b"");
        assert_eq!(run.code, Some(0), "{}", run.err);
    }
}

fn mpfix(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mpfix"));
    command.current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command
}

fn finish(command: &mut Command, input: &[u8]) -> Run {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    // A program that ends early does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Run { code: output.status.code(), out: output.stdout, err: String::from_utf8(output.stderr).unwrap() }
}

mod arguments {
    use super::*;

    #[test]
    fn help_names_the_exit_codes() {
        for option in ["-h", "--help"] {
            let run = Folder::new(&[]).run(&[option]);
            assert_eq!(run.code, Some(0));
            assert!(run.out().contains("Exit codes:\n  0  nothing found but advice"), "{}", run.out());
            assert!(!run.out().contains('\x1b'));
        }
    }

    #[test]
    fn the_version_is_that_of_the_package() {
        let run = Folder::new(&[]).run(&["--version"]);
        assert_eq!((run.code, run.out()), (Some(0), format!("mpfix {}\n", env!("CARGO_PKG_VERSION"))));
    }

    #[test]
    fn contradictions_are_refused() {
        let folder = Folder::new(&[("a.py", NESTED)]);
        for arguments in [
            &["--diff", "--write"][..],
            &["-", "a.py"],
            &["--stdin-filename", "x.py", "a.py"],
            &["--output-format", "xml"],
            &["--color", "sometimes"],
            &["--no-such-option"],
            &["--lift", "a.py"],
            &["--lift", "a.py:0"],
            &["--lift", "a.py:5", "a.py"],
            &["--lift", "a.py:5", "--strategy", "fork"],
        ] {
            let run = folder.run(arguments);
            assert_eq!(run.code, Some(2), "{arguments:?}");
            assert!(run.err.starts_with("error: "), "{}", run.err);
            assert!(run.out.is_empty());
        }
        assert_eq!(folder.get("a.py"), NESTED);
    }
}

mod files {
    use super::*;

    #[test]
    fn a_clean_file_is_exit_code_0() {
        let run = Folder::new(&[("a.py", "import multiprocessing\n")]).run(&[]);
        assert_eq!((run.code, run.out().as_str()), (Some(0), ""));
        assert_eq!(run.err, "checked 1 file: nothing found\n");
    }

    #[test]
    fn an_empty_folder_is_said_to_be_empty() {
        let folder = Folder::new(&[("docs/readme.txt", "x")]);
        let run = folder.run(&["docs"]);
        assert_eq!((run.code, run.out().as_str()), (Some(0), ""));
        assert!(run.err.starts_with("no Python files found under `docs`"), "{}", run.err);
        assert_eq!(folder.run(&["--output-format", "json"]).files(), 0);
    }

    #[test]
    fn python_files_are_known_by_name_or_first_line() {
        let folder = Folder::new(&[
            ("a.py", ""),
            ("b.pyi", ""),
            ("c.pyw", ""),
            ("sub/d.PY", ""),
            ("script", "#!/usr/bin/env python3\n"),
            ("shell", "#!/bin/sh\n# python\n"),
            ("e.txt", "#!/usr/bin/env python3\n"),
            ("f.pyc", ""),
        ]);
        assert_eq!(folder.run(&["--output-format", "json"]).files(), 5);
    }

    #[test]
    fn ignored_hidden_and_foreign_files_are_left_out() {
        let folder = Folder::new(&[
            (".gitignore", "out/\n*_pb2.py\n"),
            ("a.py", ""),
            ("a_pb2.py", ""),
            ("out/b.py", ""),
            (".hidden.py", ""),
            (".tox/c.py", ""),
            ("venv/pyvenv.cfg", ""),
            ("venv/lib/d.py", ""),
            ("node_modules/gyp/e.py", ""),
        ]);
        assert_eq!(folder.run(&["--output-format", "json"]).files(), 1);
        assert_eq!(folder.run(&["--output-format", "json", "a_pb2.py", ".hidden.py", "out/b.py"]).files(), 3);
        assert_eq!(folder.run(&["--output-format", "json", "venv"]).files(), 1);
    }

    #[test]
    fn no_file_is_taken_twice() {
        let folder = Folder::new(&[("a.py", ""), ("sub/b.py", "")]);
        let absolute = folder.path("a.py");
        let run = folder.run(&[
            "--output-format",
            "json",
            "a.py",
            ".",
            "./a.py",
            "sub",
            "sub/../a.py",
            absolute.to_str().unwrap(),
        ]);
        assert_eq!(run.files(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_files_are_followed_and_links_to_folders_are_not() {
        let folder = Folder::new(&[("real/a.txt", ""), ("real/b.py", "")]);
        std::os::unix::fs::symlink("real/a.txt", folder.path("link.py")).unwrap();
        std::os::unix::fs::symlink("real/b.py", folder.path("b.py")).unwrap();
        std::os::unix::fs::symlink("real", folder.path("linked")).unwrap();
        assert_eq!(folder.run(&["--output-format", "json"]).files(), 2);
        assert_eq!(folder.run(&["--output-format", "json", "linked"]).files(), 1);
    }

    #[test]
    fn advice_is_no_reason_to_fail() {
        let folder = Folder::new(&[("a.py", LOST)]);
        for arguments in [&[][..], &["--diff"], &["--write"]] {
            let run = folder.run(arguments);
            assert_eq!(run.code, Some(0), "{}", run.err);
            assert!(run.err.ends_with("checked 1 file: nothing found; 1 piece of advice\n"), "{}", run.err);
        }
        assert!(folder.run(&[]).out().starts_with("advice[MP401]: `note` changes `seen`"));
        let json = folder.run(&["--output-format", "json"]).json();
        let finding = &json["findings"][0];
        assert_eq!((&json["summary"]["findings"], &json["summary"]["advice"]), (&0.into(), &1.into()));
        assert_eq!(finding["severity"], "advice");
        assert!(finding["advice"].is_string() && finding["fix"].is_null() && finding["refusal"].is_null());
    }

    #[test]
    fn a_missing_path_is_exit_code_2() {
        let run = Folder::new(&[("a.py", "")]).run(&["nope.py", "a.py"]);
        assert_eq!((run.code, run.out().as_str()), (Some(2), ""));
        assert_eq!(
            run.err,
            "error: nope.py: can't be read: no such file or directory\nchecked 1 file: nothing found; 1 error above\n"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_vanished_file_is_exit_code_2() {
        let folder = Folder::new(&[("b.py", "")]);
        std::os::unix::fs::symlink("gone.py", folder.path("a.py")).unwrap();
        let run = folder.run(&[]);
        assert_eq!(run.code, Some(2));
        assert!(run.err.starts_with("error: a.py: can't be read: no such file or directory\n"), "{}", run.err);
        assert!(run.err.contains("checked 1 file"), "{}", run.err);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_without_permission_is_exit_code_2() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new(&[("shut/a.py", ""), ("b.py", "")]);
        fs::set_permissions(folder.path("shut"), fs::Permissions::from_mode(0o000)).unwrap();
        let is_root = fs::read_dir(folder.path("shut")).is_ok();
        let run = folder.run(&[]);
        fs::set_permissions(folder.path("shut"), fs::Permissions::from_mode(0o755)).unwrap();
        if !is_root {
            assert_eq!(run.code, Some(2));
            assert!(run.err.contains("error: shut: can't be read: permission denied\n"), "{}", run.err);
            assert!(run.err.contains("checked 1 file"), "{}", run.err);
        }
    }

    #[test]
    fn an_undecodable_file_is_named_with_its_position() {
        let folder = Folder::new(&[("b.py", "")]);
        folder.put("a.py", UNDECODABLE);
        let run = folder.run(&[]);
        assert_eq!(run.code, Some(2));
        assert!(run.err.starts_with("error: a.py:2:7: not UTF-8 (byte 30)"), "{}", run.err);
        assert!(run.err.contains("checked 2 files"), "{}", run.err);
        let json = folder.run(&["--output-format", "json"]).json();
        assert_eq!(json["problems"][0]["path"], "a.py");
        assert_eq!((&json["problems"][0]["row"], &json["problems"][0]["column"]), (&2.into(), &7.into()));
        assert_eq!(json["summary"]["problems"], 1);
    }

    #[test]
    fn many_files_come_in_order() {
        let folder = Folder::new(&[]);
        for number in 0..300 {
            folder.put(&format!("{}/m{number:03}.py", number % 7), UNDECODABLE);
        }
        let run = folder.run(&["--output-format", "json"]);
        let json = run.json();
        let paths: Vec<&str> =
            json["problems"].as_array().unwrap().iter().map(|entry| entry["path"].as_str().unwrap()).collect();
        assert_eq!(paths.len(), 300);
        assert!(paths.is_sorted());
    }
}

mod streams {
    use super::*;

    #[test]
    fn standard_input_comes_back_whatever_it_is() {
        let folder = Folder::new(&[]);
        let run = folder.run_with(&["--write", "-"], "x = 1");
        assert_eq!((run.code, run.out.as_slice()), (Some(0), &b"x = 1"[..]));
        let run = folder.run_with(&["--write", "-", "--stdin-filename", "a.py"], UNDECODABLE);
        assert_eq!((run.code, run.out.as_slice()), (Some(2), UNDECODABLE));
        assert!(run.err.starts_with("error: a.py:2:7: not UTF-8"), "{}", run.err);
        let run = folder.run_with(&["--diff", "-"], "x = 1\n");
        assert_eq!((run.code, run.out.as_slice()), (Some(0), &b""[..]));
        let run = folder.run_with(&["--write", "--output-format", "json", "-"], "x = 1\n");
        assert_eq!(run.json()["text"], "x = 1\n");
    }

    #[test]
    fn nobody_reading_is_no_error() {
        let folder = Folder::new(&[]);
        let mut child = mpfix(folder.0.path())
            .args(["--output-format", "json", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        // The run ends only after its input has, so the pipe is closed by then.
        drop(child.stdin.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_device_is_exit_code_2() {
        let folder = Folder::new(&[]);
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let status = mpfix(folder.0.path())
            .args(["--output-format", "json"])
            .stdout(full)
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(2));
    }
}

/// What needs the engine to find something.
mod findings {
    use super::*;

    /// The fixed text, as standard input gives it.
    fn fixed(text: impl AsRef<[u8]>) -> Vec<u8> {
        let run = Folder::new(&[]).run_with(&["--write", "-"], &text);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert_ne!(run.out, text.as_ref());
        run.out
    }

    #[test]
    fn a_report_says_where_what_and_what_now() {
        let folder = Folder::new(&[("sub/a.py", NESTED)]);
        let run = folder.run(&[]);
        assert_eq!(run.code, Some(1));
        let out = run.out();
        for part in
            ["error[MP101]: ", "--> sub/a.py:9:20\n", "print(pool.map(square, range(6)))\n", "^^^^^^", "= help: "]
        {
            assert!(out.contains(part), "{part} is not in {out}");
        }
        assert!(!out.contains('\x1b'));
        assert_eq!(run.err, "checked 1 file: 1 finding (1 fixable with `--write`)\n");
        assert_eq!(folder.get("sub/a.py"), NESTED);
    }

    #[test]
    fn json_has_places_and_edits_that_give_the_fixed_text() {
        let text = format!("\u{feff}# ä 🎉\r\n{}", NESTED.replace('\n', "\r\n"));
        let folder = Folder::new(&[("a.py", &text)]);
        let run = folder.run(&["--output-format", "json"]);
        assert_eq!(run.code, Some(1));
        assert!(run.out().contains("\"code\": \"MP101\""));
        let json = run.json();
        let finding = &json["findings"][0];
        assert_eq!((&finding["path"], &finding["row"], &finding["column"]), (&"a.py".into(), &10.into(), &20.into()));
        let offset = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let range = |place: &Value| offset(&place["span"]["start"])..offset(&place["span"]["end"]);
        assert_eq!(&text[range(finding)], "square");
        let mut edited = text.clone();
        for edit in finding["fix"]["edits"].as_array().unwrap().iter().rev() {
            edited.replace_range(range(edit), edit["text"].as_str().unwrap());
        }
        assert_eq!(edited.as_bytes(), fixed(&text));
        assert_eq!(json["summary"]["fixable"], 1);
    }

    #[test]
    fn color_is_asked_for_or_on_a_terminal() {
        let folder = Folder::new(&[("a.py", NESTED)]);
        let has_color = |arguments: &[&str], variable: Option<&str>| {
            let mut command = mpfix(folder.0.path());
            if let Some(variable) = variable {
                command.env(variable, "1");
            }
            let run = finish(command.args(arguments), b"");
            assert_eq!(run.code, Some(1));
            run.out.contains(&b'\x1b')
        };
        assert!(!has_color(&[], None));
        assert!(has_color(&["--color", "always"], Some("NO_COLOR")));
        assert!(has_color(&["--color", "always", "--diff"], None));
        assert!(has_color(&[], Some("CLICOLOR_FORCE")));
        assert!(!has_color(&["--color", "never"], Some("CLICOLOR_FORCE")));
        assert!(!has_color(&["--diff"], Some("NO_COLOR")));
    }

    #[test]
    fn writing_fixes_in_place_and_once() {
        let folder = Folder::new(&[("a.py", NESTED), ("b.py", "x = 1\n")]);
        let run = folder.run(&["--write"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(run.out().starts_with("a.py:9:20: MP101: fixed: "), "{}", run.out());
        assert_eq!(run.err, "checked 2 files: fixed 1 finding in 1 file; nothing remains\n");
        assert_eq!(folder.get("a.py").as_bytes(), fixed(NESTED));
        assert_eq!(folder.names(), ["a.py", "b.py"]);
        let run = folder.run(&["--write"]);
        assert_eq!((run.code, run.out().as_str()), (Some(0), ""));
        assert_eq!(folder.get("a.py").as_bytes(), fixed(NESTED));
    }

    #[test]
    fn what_is_written_is_in_the_json() {
        let folder = Folder::new(&[("a.py", NESTED)]);
        let json = folder.run(&["--write", "--output-format", "json"]).json();
        assert_eq!(json["findings"], Value::Array(vec![]));
        assert_eq!((&json["fixed"][0]["code"], &json["fixed"][0]["row"]), (&"MP101".into(), &9.into()));
        assert_eq!(json["summary"]["fixed"], 1);
    }

    #[test]
    fn a_diff_is_applied_by_git_from_where_it_was_made() {
        let folder = Folder::new(&[]);
        folder.git_init();
        for subfolder in [".", "sub"] {
            folder.put("sub/a.py", NESTED);
            folder.put("sub/deeper/b.py", NESTED);
            let run = finish(mpfix(&folder.path(subfolder)).arg("--diff"), b"");
            assert_eq!(run.code, Some(1));
            assert_eq!(folder.get("sub/a.py"), NESTED);
            folder.git_apply(subfolder, &run.out);
            for name in ["sub/a.py", "sub/deeper/b.py"] {
                assert_eq!(folder.get(name).as_bytes(), fixed(NESTED), "{name} from {subfolder}");
            }
        }
    }

    #[test]
    fn a_diff_is_the_same_change_for_every_kind_of_file() {
        let folder = Folder::new(&[]);
        let kinds: Vec<(&str, Vec<u8>)> = vec![
            ("crlf.py", NESTED.replace('\n', "\r\n").into_bytes()),
            ("no_newline.py", NESTED.trim_end().as_bytes().to_vec()),
            ("byte_order_mark.py", format!("\u{feff}{NESTED}").into_bytes()),
            ("letters.py", format!("# größer 漢字\u{c}\n{NESTED}# ende ä").into_bytes()),
            ("latin.py", [b"# coding: latin-1\n# gr\xf6\xdfer\n", NESTED.as_bytes()].concat()),
            ("größe 漢字.py", NESTED.into()),
            ("a space.py", NESTED.into()),
            #[cfg(unix)]
            ("quote\"and\\tab\t.py", NESTED.into()),
        ];
        for (name, bytes) in &kinds {
            folder.put(name, bytes);
        }
        let patch = folder.run(&["--diff"]);
        assert_eq!(patch.code, Some(1), "{}", patch.err);
        folder.git_apply(".", &patch.out);
        for (name, bytes) in &kinds {
            let patched = fs::read(folder.path(name)).unwrap();
            assert_eq!(String::from_utf8_lossy(&patched), String::from_utf8_lossy(&fixed(bytes)), "{name}");
            folder.put(name, bytes);
        }
        assert_eq!(folder.run(&["--write"]).code, Some(0));
        for (name, bytes) in &kinds {
            assert_eq!(fs::read(folder.path(name)).unwrap(), fixed(bytes), "{name}");
        }
    }

    #[test]
    fn standard_input_is_fixed_or_compared() {
        let folder = Folder::new(&[("pkg/a.py", NESTED)]);
        let run = folder.run_with(&["-"], NESTED);
        assert_eq!(run.code, Some(1));
        assert!(run.out().contains("--> <stdin>:9:20\n"), "{}", run.out());
        let run = folder.run_with(&["--diff", "-", "--stdin-filename", "pkg/a.py"], NESTED);
        assert_eq!(run.code, Some(1));
        assert!(run.out().starts_with("--- a/pkg/a.py\n+++ b/pkg/a.py\n"), "{}", run.out());
        folder.git_apply(".", &run.out);
        let run = folder.run_with(&["--write", "-", "--stdin-filename", "pkg/a.py"], NESTED);
        assert_eq!((run.code, run.out()), (Some(0), folder.get("pkg/a.py")));
        assert!(run.err.starts_with("pkg/a.py:9:20: MP101: fixed: "), "{}", run.err);
    }

    #[test]
    fn one_bad_file_does_not_stop_the_others() {
        let folder = Folder::new(&[("a.py", NESTED), ("z.py", NESTED)]);
        folder.put("m.py", UNDECODABLE);
        let run = folder.run(&["--write", ".", "gone.py"]);
        assert_eq!(run.code, Some(2));
        assert!(run.err.contains("error: m.py:2:7: not UTF-8"), "{}", run.err);
        assert!(run.err.contains("error: gone.py: can't be read"), "{}", run.err);
        for name in ["a.py", "z.py"] {
            assert_eq!(folder.get(name).as_bytes(), fixed(NESTED));
        }
        assert_eq!(fs::read(folder.path("m.py")).unwrap(), UNDECODABLE);
    }

    #[test]
    fn a_closed_pipe_ends_the_run_quietly() {
        let folder = Folder::new(&[]);
        for number in 0..500 {
            folder.put(&format!("m{number}.py"), NESTED);
        }
        let mut child = mpfix(folder.0.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Far more is printed than a pipe holds.
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_of_a_file_is_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new(&[]);
        for mode in [0o755, 0o640, 0o600] {
            folder.put("a.py", NESTED);
            fs::set_permissions(folder.path("a.py"), fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(folder.run(&["--write", "a.py"]).code, Some(0));
            assert_eq!(fs::metadata(folder.path("a.py")).unwrap().permissions().mode() & 0o7777, mode);
            assert_eq!(folder.get("a.py").as_bytes(), fixed(NESTED));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_its_target_is_fixed() {
        let folder = Folder::new(&[("real/target.txt", NESTED)]);
        std::os::unix::fs::symlink("real/target.txt", folder.path("link.py")).unwrap();
        let patch = folder.run(&["--diff"]);
        assert!(patch.out().starts_with("--- a/real/target.txt\n"), "{}", patch.out());
        folder.git_apply(".", &patch.out);
        assert_eq!(folder.get("real/target.txt").as_bytes(), fixed(NESTED));
        folder.put("real/target.txt", NESTED);
        assert_eq!(folder.run(&["--write", "link.py"]).code, Some(0));
        assert!(folder.path("link.py").is_symlink());
        assert_eq!(folder.get("real/target.txt").as_bytes(), fixed(NESTED));
    }

    #[cfg(unix)]
    #[test]
    fn a_read_only_folder_is_left_as_it_is() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new(&[("shut/a.py", NESTED), ("b.py", NESTED)]);
        fs::set_permissions(folder.path("shut"), fs::Permissions::from_mode(0o555)).unwrap();
        let is_root = fs::write(folder.path("shut/probe"), "").is_ok();
        let run = folder.run(&["--write"]);
        fs::set_permissions(folder.path("shut"), fs::Permissions::from_mode(0o755)).unwrap();
        if !is_root {
            assert_eq!(run.code, Some(2));
            assert!(run.err.contains("error: shut/a.py: can't be written: permission denied"), "{}", run.err);
            assert!(run.out().contains("error[MP101]"), "{}", run.out());
            assert_eq!(folder.get("shut/a.py"), NESTED);
        }
        assert_eq!(folder.get("b.py").as_bytes(), fixed(NESTED));
    }
}

mod lifting {
    use super::*;

    const PROGRAM: &str = "\
import threading


def outer(n):
    lock = threading.Lock()
    total = 0

    @print
    def add(x, scale=lambda v: v):
        with lock:
            return scale(x) + n

    def count():
        nonlocal total
        total += 1

    def late():
        return n

    kept = late
    n = 2
    return add(1), kept(), sorted([2, 1], key=lambda v: lambda: v)
";

    /// What is printed to standard error first.
    fn first_line(run: &Run) -> &str {
        run.err.lines().next().unwrap_or_default()
    }

    #[test]
    fn a_function_that_reaches_no_process_is_moved() {
        let folder = Folder::new(&[("a.py", PROGRAM)]);
        folder.git_init();
        let run = folder.run(&["--lift", "a.py:9"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(run.out().contains("move `add` to module level, passing `n`, `lock`"), "{}", run.out());
        assert!(run.out().contains("--unsafe-fixes"), "its decorator runs at import: {}", run.out());
        assert_eq!(folder.get("a.py"), PROGRAM);
        let patch = folder.run(&["--lift", "a.py:17", "--diff", "--unsafe-fixes"]);
        assert_eq!(patch.code, Some(0), "{}", patch.err);
        assert_eq!(first_line(&patch), "a.py:17:5: in the diff: move `late` to module level, passing `n`");
        folder.git_apply(".", &patch.out);
        let moved = folder.get("a.py");
        assert!(moved.contains("\ndef late(n):\n    return n\n\n\ndef outer(n):\n"), "{moved}");
        folder.put("a.py", PROGRAM);
        let run = folder.run(&["--lift", "a.py:17", "--write", "--unsafe-fixes"]);
        assert_eq!((run.code, folder.get("a.py")), (Some(0), moved));
        assert!(run.out.is_empty());
        assert_eq!(first_line(&run), "a.py:17:5: moved: move `late` to module level, passing `n`");
    }

    #[test]
    fn what_may_differ_has_to_be_asked_for() {
        let folder = Folder::new(&[("a.py", PROGRAM)]);
        for mode in ["--diff", "--write"] {
            let run = folder.run(&["--lift", "a.py:17", mode]);
            assert_eq!((run.code, run.out().as_str()), (Some(1), ""));
            assert!(run.err.contains("`n` is rebound after it is passed"), "{}", run.err);
            assert!(run.err.contains("add `--unsafe-fixes`"), "{}", run.err);
        }
        assert_eq!(folder.get("a.py"), PROGRAM);
    }

    #[test]
    fn a_refusal_gives_its_reason() {
        let folder = Folder::new(&[("a.py", PROGRAM)]);
        let run = folder.run(&["--lift", "a.py:13:9"]);
        assert_eq!(run.code, Some(1));
        assert!(run.out().contains("error: can't move `count` to module level"), "{}", run.out());
        assert!(run.out().contains("note: it writes the nonlocal `total`"), "{}", run.out());
        let run = folder.run(&["--lift", "a.py:13", "--write", "--output-format", "json"]);
        assert_eq!((run.code, run.json()["lifting"]["refusal"]["kind"].as_str()), (Some(1), Some("nonlocal-written")));
        assert_eq!(folder.get("a.py"), PROGRAM);
    }

    #[test]
    fn a_place_without_a_definition_names_the_nearest() {
        let folder = Folder::new(&[("a.py", PROGRAM), ("b.py", "x = 1\n")]);
        let run = folder.run(&["--lift", "a.py:4", "--write"]);
        assert_eq!((run.code, run.out().as_str()), (Some(2), ""));
        let expected = "error: a.py: nothing can be moved to module level in line 4: the nearest are `add` in line 9, \
                        a lambda in line 9 and `count` in line 13";
        assert_eq!(first_line(&run), expected);
        let run = folder.run(&["--lift", "b.py:99:99"]);
        assert!(
            run.err.contains("there is no function, lambda or class inside a function in this file"),
            "{}",
            run.err
        );
        assert_eq!(folder.run(&["--lift", "c.py:1"]).code, Some(2));
        assert_eq!(folder.run(&["--lift", ".:1"]).code, Some(2));
        let json = folder.run(&["--lift", "b.py:1", "--output-format", "json"]);
        assert_eq!((json.code, json.json()["problems"].as_array().map(Vec::len)), (Some(2), Some(1)));
    }

    #[test]
    fn a_column_means_the_innermost() {
        let folder = Folder::new(&[("a.py", PROGRAM)]);
        let at = |place: &str| {
            let run = folder.run(&["--lift", place, "--output-format", "json"]);
            let lifting = &run.json()["lifting"];
            (lifting["kind"].as_str().unwrap_or_default().to_owned(), lifting["column"].as_u64().unwrap_or_default())
        };
        assert_eq!(at("a.py:8"), ("function".to_owned(), 5));
        assert_eq!(at("a.py:9"), ("function".to_owned(), 5));
        assert_eq!(at("a.py:9:1"), ("function".to_owned(), 5));
        assert_eq!(at("a.py:9:28"), ("lambda".to_owned(), 22));
        assert_eq!(at("a.py:22"), ("lambda".to_owned(), 47));
        assert_eq!(at("a.py:22:60"), ("lambda".to_owned(), 57));
        assert_eq!(at("a.py:10"), (String::new(), 0));
    }

    #[test]
    fn standard_input_becomes_a_text() {
        let folder = Folder::new(&[]);
        let program = "\u{feff}def outer(n):\r\n\tadd = lambda x: x + n\r\n\treturn add(1)\r\n";
        let run = folder.run_with(&["--lift", "-:2", "--write"], program);
        assert_eq!(run.code, Some(0), "{}", run.err);
        let expected = "\u{feff}def add(n, x):\r\n\treturn x + n\r\n\r\n\r\ndef outer(n):\r\n\treturn add(n, 1)\r\n";
        assert_eq!(run.out(), expected);
        let run = folder.run_with(&["--lift", "-:1", "--write"], program);
        assert_eq!((run.code, run.out().as_str()), (Some(2), program));
        let run = folder.run_with(&["--lift", "-:2:2", "--diff", "--stdin-filename", "pkg/a.py"], program);
        assert!(run.out().starts_with("--- a/pkg/a.py\n"), "{}", run.out());
        let run = folder.run_with(&["--lift", "-:2", "--write"], UNDECODABLE);
        assert_eq!((run.code, run.out.as_slice()), (Some(2), UNDECODABLE));
    }

    #[test]
    fn a_function_that_is_sent_is_handed_over_as_always() {
        let folder = Folder::new(&[("a.py", NESTED), ("b.py", NESTED)]);
        assert_eq!(folder.run(&["--lift", "a.py:5", "--write"]).code, Some(0));
        assert_eq!(folder.run(&["--write", "b.py"]).code, Some(0));
        assert_eq!(folder.get("a.py"), folder.get("b.py"));
    }

    #[test]
    fn a_damaged_file_is_left_alone() {
        let python2 = "def outer(n):\n    def f():\n        print n\n    f()\n";
        let folder = Folder::new(&[("a.py", python2)]);
        let run = folder.run(&["--lift", "a.py:2", "--write"]);
        assert_eq!((run.code, folder.get("a.py").as_str()), (Some(1), python2));
        assert!(run.err.contains("the file is Python 2"), "{}", run.err);
    }
}

/// `mpfix.toml`, `[tool.mpfix]` in `pyproject.toml`, and the options that come before them.
mod configuration {
    use super::*;

    /// A program with one finding that `fork` settles.
    const PROCESS: &str = "\
from multiprocessing import Process


def main(number):
    process = Process(target=lambda: print(number))
    process.start()


if __name__ == \"__main__\":
    main(1)
";

    /// A project for Linux and for Pythons that fork there.
    const FORKING: &str = "\
[project]
requires-python = \">=3.9,<3.14\"
classifiers = [\"Operating System :: POSIX :: Linux\"]
";

    fn severity(run: &Run) -> String {
        run.json()["findings"][0]["severity"].as_str().unwrap().to_owned()
    }

    #[test]
    fn the_nearest_file_holds() {
        let folder = Folder::new(&[
            ("pyproject.toml", "[tool.mpfix]\nignore = [\"MP101\"]\n"),
            ("a.py", NESTED),
            ("inner/mpfix.toml", ""),
            ("inner/pyproject.toml", "[tool.mpfix]\nignore = [\"MP101\"]\n"),
            ("inner/b.py", NESTED),
            ("other/pyproject.toml", "[tool.other]\n"),
            ("other/c.py", NESTED),
        ]);
        let run = folder.run(&["--output-format", "json"]);
        let document = run.json();
        let paths: Vec<&str> =
            document["findings"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
        assert_eq!(paths, ["inner/b.py"]);
        assert_eq!(run.files(), 3);
    }

    #[test]
    fn what_is_excluded_is_not_walked() {
        let folder = Folder::new(&[
            ("mpfix.toml", "exclude = [\"generated/\", \"*_pb2.py\", \"/b.py\"]\n"),
            ("a.py", NESTED),
            ("b.py", NESTED),
            ("a_pb2.py", NESTED),
            ("generated/c.py", NESTED),
            ("inner/b.py", NESTED),
        ]);
        assert_eq!(folder.run(&["--output-format", "json"]).files(), 2);
        assert_eq!(folder.run(&["--output-format", "json", "generated", "inner"]).files(), 2);
        assert_eq!(folder.run(&["--output-format", "json", "b.py"]).files(), 1);
    }

    #[test]
    fn the_command_line_comes_first() {
        let text = "strategy = \"fork\"\nunsafe-fixes = true\nstart-method = \"fork\"\n";
        let folder = Folder::new(&[("mpfix.toml", text), ("a.py", PROCESS)]);
        let json = |arguments: &[&str]| folder.run(&[&["--output-format", "json"], arguments].concat());
        assert_eq!(json(&[]).json()["findings"][0]["fix"]["title"], "Keep `fork` as the start method");
        let hoist = json(&["--strategy", "hoist"]).json();
        assert_ne!(hoist["findings"][0]["fix"]["title"], "Keep `fork` as the start method");
        assert_eq!(severity(&json(&[])), "warning");
        assert_eq!(severity(&json(&["--start-method", "spawn"])), "error");
        assert_eq!(severity(&json(&["--isolated"])), "error");
    }

    #[test]
    fn unsafe_fixes_are_taken_where_the_file_says_so() {
        let late = "\
from multiprocessing import Process


def main():
    processes = []
    for number in range(3):
        processes.append(Process(target=lambda: print(number)))
    for process in processes:
        process.start()


if __name__ == \"__main__\":
    main()
";
        let folder = Folder::new(&[
            ("mpfix.toml", "unsafe-fixes = true\n"),
            ("a.py", late),
            ("plain/mpfix.toml", ""),
            ("plain/b.py", late),
        ]);
        assert!(folder.run(&["--write", "--no-unsafe-fixes"]).code == Some(1) && folder.get("a.py") == late);
        assert_eq!(folder.run(&["--write"]).code, Some(1));
        assert_ne!(folder.get("a.py"), late);
        assert_eq!(folder.get("plain/b.py"), late);
    }

    #[test]
    fn a_mistake_is_named_once_and_stops_what_it_is_about() {
        let folder = Folder::new(&[
            ("bad/pyproject.toml", "[tool.mpfix]\n\nexclud = []\n"),
            ("bad/a.py", NESTED),
            ("bad/b.py", NESTED),
            ("good.py", NESTED),
        ]);
        let run = folder.run(&["--write"]);
        assert_eq!(run.code, Some(2));
        let message = "error: bad/pyproject.toml:3:1: there is no key `exclud`; did you mean `exclude`?\n";
        assert!(run.err.contains(message) && run.err.matches("exclud`").count() == 1, "{}", run.err);
        assert_eq!((folder.get("bad/a.py"), folder.get("bad/b.py")), (NESTED.to_owned(), NESTED.to_owned()));
        assert_ne!(folder.get("good.py"), NESTED);
        let document = folder.run(&["--output-format", "json", "bad"]).json();
        let problem = &document["problems"][0];
        assert_eq!(
            (&problem["path"], &problem["row"], &problem["column"]),
            (&"bad/pyproject.toml".into(), &3.into(), &1.into())
        );
        assert_eq!((&document["summary"]["problems"], document["problems"].as_array().unwrap().len()), (&1.into(), 1));
        let run = folder.run_with(&["--write", "--stdin-filename", "bad/c.py", "-"], NESTED);
        assert_eq!((run.code, run.out()), (Some(2), NESTED.to_owned()));
        assert_eq!(folder.run(&["--isolated", "--write", "bad"]).code, Some(0));
    }

    #[test]
    fn other_tools_files_do_no_harm() {
        let folder = Folder::new(&[("pyproject.toml", "[project\n"), ("a.py", NESTED)]);
        folder.put("inner/pyproject.toml", b"\xff\xfe");
        folder.put("inner/b.py", NESTED);
        let run = folder.run(&["--output-format", "json"]);
        assert_eq!((run.code, run.json()["findings"].as_array().unwrap().len()), (Some(1), 2));
    }

    #[test]
    fn a_project_that_forks_everywhere_is_warned() {
        let folder = Folder::new(&[("pyproject.toml", FORKING), ("a.py", PROCESS), ("always/b.py", NESTED)]);
        let run = folder.run(&["a.py"]);
        assert_eq!(run.code, Some(1));
        let report = run.out();
        assert!(report.starts_with("warning[MP102]: a lambda reaches `Process(target=...)`"), "{report}");
        let why = "note: portability: works while processes are forked, as they are here: the classifiers name Linux \
                   only, and `requires-python = \">=3.9,<3.14\"` ends before 3.14\n";
        assert!(report.contains(why), "{report}");
        assert_eq!(severity(&folder.run(&["--output-format", "json", "always"])), "error");
        folder.put("inner/pyproject.toml", "[project]\nrequires-python = \">=3.9\"\n");
        folder.put("inner/a.py", PROCESS);
        assert_eq!(severity(&folder.run(&["--output-format", "json", "inner"])), "error");
        // Who names another start method does not fork.
        folder.put(
            "c.py",
            PROCESS
                .replace("def main", "import multiprocessing\n\nmultiprocessing.get_context(\"spawn\")\n\n\ndef main"),
        );
        assert_eq!(severity(&folder.run(&["--output-format", "json", "c.py"])), "error");
    }

    #[test]
    fn the_start_method_decides_severity_not_truth() {
        let folder = Folder::new(&[("a.py", PROCESS)]);
        for (method, expected) in [("fork", "warning"), ("spawn", "error"), ("forkserver", "error")] {
            let run = folder.run(&["--output-format", "json", "--start-method", method]);
            assert_eq!((run.code, severity(&run)), (Some(1), expected.to_owned()), "{method}");
        }
        let comparison = "import multiprocessing\n\nif multiprocessing.get_start_method() == \"spawn\":\n    print()\n";
        folder.put("a.py", comparison);
        let run = folder.run(&["--start-method", "fork"]);
        assert!(
            run.out().contains(
                "note: portability: works while processes are forked, as they are here: `--start-method fork`"
            ),
            "{}",
            run.out()
        );
    }

    #[test]
    fn programs_are_told_what_fork_would_do() {
        let folder = Folder::new(&[("a.py", PROCESS)]);
        let document = folder.run(&["--output-format", "json"]).json();
        let alternative = &document["findings"][0]["alternatives"][0];
        assert_eq!(alternative["title"], "Keep `fork` as the start method");
        assert_eq!(alternative["applicability"], "unsafe");
        assert!(alternative["reasons"][0].as_str().unwrap().contains("deadlock"));
        assert_eq!(alternative["edits"][0]["path"], "a.py");
    }

    #[test]
    fn standard_input_has_the_configuration_of_its_name() {
        let folder = Folder::new(&[("inner/mpfix.toml", "ignore = [\"nested-function\"]\n")]);
        assert_eq!(folder.run_with(&["--stdin-filename", "inner/a.py", "-"], NESTED).code, Some(0));
        assert_eq!(folder.run_with(&["-"], NESTED).code, Some(1));
    }
}
