//! Configuration: `mpfix.toml`, and `pyproject.toml` with its table `[tool.mpfix]` and what its project says of the
//! Pythons that it runs under. The text comes in, what it says or a mistake with its place goes out; which file is
//! whose is for the doors to find.

mod project;

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::finding::{Code, StartMethod, Started};
use crate::fork::Strategy;
use crate::spelling;
use crate::text::{LineIndex, Span};

/// The name of a configuration file of mpfix's own.
pub const OWN: &str = "mpfix.toml";

/// The name of the file that a project shares among its tools.
pub const SHARED: &str = "pyproject.toml";

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FixPolicy {
    /// Those that keep what the program does.
    #[default]
    Safe,
    /// The unsafe ones, too.
    SafeAndUnsafe,
}

/// What holds for a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Which way findings are fixed.
    pub strategy: Strategy,
    /// Which fixes are taken.
    pub policy: FixPolicy,
    /// How the processes are started, where that is known.
    pub started: Option<Started>,
    /// The rules that are not looked at.
    pub ignore: Vec<Code>,
}

/// What somebody has set, and what not: a configuration file, the command line, an editor.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// `strategy`.
    pub strategy: Option<Strategy>,
    /// `start-method`, and who says so.
    pub started: Option<Started>,
    /// `unsafe-fixes`.
    pub policy: Option<FixPolicy>,
    /// `ignore`.
    pub ignore: Vec<Code>,
    /// `exclude`.
    pub exclude: Globs,
}

/// Patterns as in `.gitignore`, from the folder of the configuration.
#[derive(Clone, Debug, Default)]
pub struct Globs(Option<Gitignore>);

/// What a `pyproject.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Pyproject {
    /// Its table `[tool.mpfix]`, where it has one.
    pub config: Option<Config>,
    /// Its table `[project]`, where it has one.
    pub project: Option<Project>,
}

/// What a project says of itself.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// How its processes are started, where that follows from it.
    pub started: Option<Started>,
}

/// Something in a configuration file that can't be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where, in byte offsets.
    pub span: Span,
    /// The line, counted from 1.
    pub row: usize,
    /// The character of the line, counted from 1.
    pub column: usize,
    /// What, in lower case, with the way out.
    pub message: String,
}

impl Config {
    /// This, and what the one below sets where this sets nothing. The rules that either ignores are ignored; what is
    /// excluded is for the one below to say, which stands for a folder.
    #[must_use]
    pub fn over(self, below: &Self) -> Self {
        let mut ignore = self.ignore;
        ignore.extend(&below.ignore);
        Self {
            strategy: self.strategy.or(below.strategy),
            started: self.started.or_else(|| below.started.clone()),
            policy: self.policy.or(below.policy),
            ignore,
            exclude: below.exclude.clone(),
        }
    }

    /// What holds where nobody else sets anything.
    pub fn settings(&self) -> Settings {
        Settings {
            strategy: self.strategy.unwrap_or_default(),
            policy: self.policy.unwrap_or_default(),
            started: self.started.clone(),
            ignore: self.ignore.clone(),
        }
    }

    /// Whether a file or folder is left out itself; the path starts in the folder of the configuration.
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        self.exclude.0.as_ref().is_some_and(|globs| globs.matched(path, is_folder).is_ignore())
    }

    /// Whether a file is left out, or a folder around it; the path starts in the folder of the configuration.
    pub fn excludes_within(&self, file: &Path) -> bool {
        let exclude = self.exclude.0.as_ref().filter(|_| !file.has_root());
        exclude.is_some_and(|globs| globs.matched_path_or_any_parents(file, false).is_ignore())
    }
}

/// Reads a `mpfix.toml`.
///
/// # Errors
/// Where it is no TOML, or has a key or a value that is not known.
pub fn read_own(bytes: &[u8]) -> Result<Config, Mistake> {
    let text = text_of(bytes)?;
    let table = DeTable::parse(text).map_err(|error| no_toml(text, &error))?;
    Reader { text, file: OWN }.config(table.get_ref())
}

/// Reads a `pyproject.toml`. One that does not mention mpfix is never wrong: others read it, and say so.
///
/// # Errors
/// Where it is no TOML, or its table `[tool.mpfix]` has a key or a value that is not known.
pub fn read_shared(bytes: &[u8]) -> Result<Pyproject, Mistake> {
    let mentions = bytes.windows("mpfix".len()).any(|word| word == b"mpfix");
    match shared(bytes) {
        Err(_) if !mentions => Ok(Pyproject::default()),
        read => read,
    }
}

fn shared(bytes: &[u8]) -> Result<Pyproject, Mistake> {
    let text = text_of(bytes)?;
    let document = DeTable::parse(text).map_err(|error| no_toml(text, &error))?;
    let document = document.get_ref();
    let tool = document.get("tool").and_then(|tool| tool.get_ref().get("mpfix"));
    let reader = Reader { text, file: SHARED };
    let config = match tool {
        Some(value) => match value.get_ref().as_table() {
            Some(table) => Some(reader.config(table)?),
            None => return Err(reader.mistake(value, "`tool.mpfix` has to be a table: `[tool.mpfix]`")),
        },
        None => None,
    };
    let project = document.get("project").and_then(|project| project.get_ref().as_table());
    Ok(Pyproject { config, project: project.map(|table| Project { started: project::started(table) }) })
}

fn text_of(bytes: &[u8]) -> Result<&str, Mistake> {
    str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let message = "the file is not encoded in UTF-8, as TOML has to be".to_owned();
        mistake(&String::from_utf8_lossy(good), Span::empty(good.len()), message)
    })
}

fn no_toml(text: &str, error: &toml::de::Error) -> Mistake {
    let span = error.span().unwrap_or_default();
    let span = Span::new(span.start.min(text.len()), span.end.min(text.len()));
    let message = error.message().lines().collect::<Vec<&str>>().join(", ");
    mistake(text, span, format!("this is no TOML: {message}"))
}

fn mistake(text: &str, span: Span, message: String) -> Mistake {
    let (row, column) = LineIndex::new(text).position(span.start);
    let line = text.get(span.start - column..span.start).unwrap_or_default();
    let column = line.trim_start_matches('\u{feff}').chars().count();
    Mistake { span, row: row + 1, column: column + 1, message }
}

/// A key of the configuration, and what becomes of its value.
struct Key {
    name: &'static str,
    read: fn(&Reader<'_>, &mut Config, &Value<'_>) -> Result<(), Mistake>,
}

type Value<'t> = Spanned<DeValue<'t>>;

const KEYS: &[Key] = &[
    Key {
        name: "strategy",
        read: |reader, config, value| {
            let known = [("hoist", Strategy::Hoist), ("fork", Strategy::Fork)];
            reader.one_of("strategy", &known, value).map(|strategy| config.strategy = Some(strategy))
        },
    },
    Key {
        name: "start-method",
        read: |reader, config, value| {
            let known = StartMethod::ALL.map(|method| (method.name(), method));
            let method = reader.one_of("start-method", &known, value)?;
            let because = format!("`start-method = \"{}\"` in `{}`", method.name(), reader.file);
            config.started = Some(Started { method, because });
            Ok(())
        },
    },
    Key {
        name: "unsafe-fixes",
        read: |reader, config, value| {
            let Some(taken) = value.get_ref().as_bool() else {
                return Err(reader.wrong("unsafe-fixes", "`true` or `false`", value));
            };
            config.policy = Some(if taken { FixPolicy::SafeAndUnsafe } else { FixPolicy::Safe });
            Ok(())
        },
    },
    Key {
        name: "exclude",
        read: |reader, config, value| {
            let mut globs = GitignoreBuilder::new("");
            for (value, glob) in reader.texts("exclude", value)? {
                globs.add_line(None, glob).map_err(|error| reader.no_pattern(value, &error))?;
            }
            config.exclude = Globs(Some(globs.build().map_err(|error| reader.no_pattern(value, &error))?));
            Ok(())
        },
    },
    Key {
        name: "ignore",
        read: |reader, config, value| {
            for (value, word) in reader.texts("ignore", value)? {
                let code = Code::named(word).ok_or_else(|| {
                    let near = Code::nearest(word).map(|near| format!("; did you mean `{near}`?"));
                    reader.mistake(value, format!("there is no rule `{word}`{}", near.unwrap_or_default()))
                })?;
                config.ignore.push(code);
            }
            Ok(())
        },
    },
];

/// A configuration that is being read.
struct Reader<'a> {
    text: &'a str,
    file: &'static str,
}

impl Reader<'_> {
    fn config(&self, table: &DeTable<'_>) -> Result<Config, Mistake> {
        let mut config = Config::default();
        let mut entries: Vec<_> = table.iter().collect();
        // The first mistake of the file is the one to name.
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            match KEYS.iter().find(|known| known.name == key.get_ref().as_ref()) {
                Some(known) => (known.read)(self, &mut config, value)?,
                None => {
                    let span = Span::new(key.span().start, key.span().end);
                    return Err(mistake(self.text, span, self.unknown(key.get_ref())));
                }
            }
        }
        Ok(config)
    }

    fn unknown(&self, key: &str) -> String {
        if self.file == OWN && key == "tool" {
            return format!("in `{OWN}` the keys stand at the top, without `[tool.mpfix]`");
        }
        let names = KEYS.iter().map(|known| known.name);
        let way_out = match spelling::nearest(key, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are `{}`", names.collect::<Vec<&str>>().join("`, `")),
        };
        format!("there is no key `{key}`; {way_out}")
    }

    fn mistake(&self, value: &Value<'_>, message: impl Into<String>) -> Mistake {
        mistake(self.text, Span::new(value.span().start, value.span().end), message.into())
    }

    fn wrong(&self, key: &str, wanted: &str, value: &Value<'_>) -> Mistake {
        self.mistake(value, format!("`{key}` has to be {wanted}"))
    }

    fn no_pattern(&self, value: &Value<'_>, error: &ignore::Error) -> Mistake {
        self.mistake(value, format!("this is no pattern as in `.gitignore`: {error}"))
    }

    fn one_of<T: Copy>(&self, key: &str, known: &[(&str, T)], value: &Value<'_>) -> Result<T, Mistake> {
        let text = value.get_ref().as_str();
        let found = known.iter().find(|(name, _)| Some(*name) == text).map(|(_, meant)| *meant);
        found.ok_or_else(|| {
            let names: Vec<String> = known.iter().map(|(name, _)| format!("`\"{name}\"`")).collect();
            self.wrong(key, &names.join(" or "), value)
        })
    }

    /// The texts of a list, each with its place.
    fn texts<'v>(&self, key: &str, value: &'v Value<'_>) -> Result<Vec<(&'v Value<'v>, &'v str)>, Mistake> {
        let wanted = "a list of texts: `[\"...\"]`";
        let list = value.get_ref().as_array().ok_or_else(|| self.wrong(key, wanted, value))?;
        let texts = list.iter().map(|value| match value.get_ref().as_str() {
            Some(text) => Ok((value, text)),
            None => Err(self.wrong(key, wanted, value)),
        });
        texts.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(read: Result<Config, Mistake>) -> (usize, usize, String) {
        read.err().map_or((0, 0, String::new()), |mistake| (mistake.row, mistake.column, mistake.message))
    }

    #[test]
    fn every_key_is_read() {
        let text = "strategy = \"fork\"\nstart-method = \"spawn\"\nunsafe-fixes = true\nexclude = [\"build/\", \
                    \"*_pb2.py\", \"!keep_pb2.py\"]\nignore = [\"MP301\", \"lambda\"]\n";
        let config = read_own(text.as_bytes()).unwrap_or_default();
        let settings = config.settings();
        assert_eq!((settings.strategy, settings.policy), (Strategy::Fork, FixPolicy::SafeAndUnsafe));
        assert_eq!(settings.started.map(|started| started.method), Some(StartMethod::Spawn));
        assert_eq!(settings.ignore, [Code::MissingMainGuard, Code::Lambda]);
        for (path, is_folder, is_excluded) in [
            ("a/build", true, true),
            ("a/build/b.py", false, false),
            ("build", false, false),
            ("a/b_pb2.py", false, true),
            ("a/keep_pb2.py", false, false),
        ] {
            assert_eq!(config.excludes(Path::new(path), is_folder), is_excluded, "{path}");
        }
        assert!(config.excludes_within(Path::new("a/build/b.py")) && !config.excludes_within(Path::new("/build/b.py")));
    }

    #[test]
    fn what_is_nearer_comes_first() {
        let near = Config { policy: Some(FixPolicy::Safe), ..Config::default() };
        let below = read_own(b"unsafe-fixes = true\nstrategy = \"fork\"").unwrap_or_default();
        let settings = near.over(&below).settings();
        assert_eq!((settings.strategy, settings.policy), (Strategy::Fork, FixPolicy::Safe));
        assert_eq!(Config::default().settings(), Settings::default());
    }

    #[test]
    fn mistakes_have_a_place_and_a_way_out() {
        for (text, row, column, message) in [
            ("x = ", 1, 5, "this is no TOML"),
            ("\u{feff}strategie = \"fork\"", 1, 1, "there is no key `strategie`; did you mean `strategy`?"),
            ("# \nselect = 1", 2, 1, "there is no key `select`; known are `strategy`, `start-method`, `unsafe-fixes`"),
            ("strategy = \"move\"", 1, 12, "`strategy` has to be `\"hoist\"` or `\"fork\"`"),
            ("start-method = 3", 1, 16, "`start-method` has to be `\"spawn\"` or `\"forkserver\"` or `\"fork\"`"),
            ("unsafe-fixes = 'yes'", 1, 16, "`unsafe-fixes` has to be `true` or `false`"),
            ("exclude = 'build'", 1, 11, "`exclude` has to be a list of texts"),
            ("ignore = ['lambda', 1]", 1, 21, "`ignore` has to be a list of texts"),
            ("exclude = ['a{b']", 1, 12, "this is no pattern as in `.gitignore`"),
            ("ignore = ['MP109']", 1, 11, "there is no rule `MP109`; did you mean `MP101`?"),
            ("[tool.mpfix]\nignore = []", 1, 2, "in `mpfix.toml` the keys stand at the top"),
            ("strategy = \"fork\"\nstrategy = \"fork\"", 2, 1, "this is no TOML"),
            ("[strategy]", 1, 1, "`strategy` has to be"),
        ] {
            let found = place(read_own(text.as_bytes()));
            assert!((found.0, found.1) == (row, column) && found.2.contains(message), "{text}: {found:?}");
        }
        assert_eq!(place(read_own(b"# \xc3\xa4\xff")).1, 4);
    }

    #[test]
    fn a_shared_file_is_wrong_only_where_it_speaks_of_mpfix() {
        assert!(read_shared(b"[project").is_ok_and(|read| read.config.is_none()));
        assert!(read_shared(b"[tool.ruff]\nselect = 1").is_ok_and(|read| read.config.is_none()));
        assert!(read_shared(b"[tool.mpfix]").is_ok_and(|read| read.config.is_some()));
        assert!(read_shared(b"[tool.mpfix]\nx = 1").is_err());
        assert!(read_shared(b"[tool]\nmpfix = 1").is_err());
        assert!(read_shared(b"# mpfix\n[project").is_err());
    }
}
