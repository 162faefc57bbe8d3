//! What is known of one file: the facts that others need of it, in names and numbers, without its tree.

use rustc_hash::{FxHashMap, FxHashSet};

use super::split;
use crate::finding::{Code, When};
use crate::text::{FileId, Place};

/// How a wrapper passes arguments on to the function that it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandsOn {
    /// From a tuple and a dict that it takes as arguments of these names and 0-based positions.
    Slots {
        /// The tuple.
        args: (String, usize),
        /// The dict.
        kwargs: Option<(String, usize)>,
    },
    /// What stands behind the function.
    Rest {
        /// Whether keywords are passed on, too.
        keywords: bool,
    },
    /// Items of its own; so many where that is known.
    Items {
        /// How many the function is given.
        count: Option<usize>,
    },
    /// Nothing, or nobody knows what.
    Unknown,
}

/// How a value crosses the process boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cargo {
    /// The function to call.
    Function,
    /// As it is.
    Whole,
    /// It is iterated before: each of its items crosses.
    Items,
}

/// A parameter of a function that reaches a sink: every call of the function is a sink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapper {
    /// The name of the parameter.
    pub parameter: String,
    /// The method that is sent, where it is not the parameter itself: `start(job)` starts `job.run`.
    pub method: Option<String>,
    /// Its 0-based position in a call, `self` not counted; none where it is given by keyword only.
    pub position: Option<usize>,
    /// Which arguments of a call it holds.
    pub collects: Collects,
    /// The 0-based indices that lead from each of its items to what reaches the API, where only that is looked at:
    /// `for name, function in functions`.
    pub path: Option<Vec<usize>>,
    /// The API that it reaches.
    pub api: String,
    /// What a function in this place is called.
    pub role: &'static str,
    /// When it is pickled.
    pub when: When,
    /// Whether the API pickles where nobody sees the exception.
    pub silent: bool,
    /// How the value crosses.
    pub cargo: Cargo,
    /// How arguments are passed on.
    pub hands_on: HandsOn,
    /// Whether a call of the wrapper answers what it is given for the parameter.
    pub answers_it: bool,
    /// The methods that send the instance which keeps the value, where it is kept by one; none where it is sent anyhow.
    pub sent_by: Vec<String>,
    /// What the wrapper does with the function beside that.
    pub through: Through,
}

/// Which arguments of a call a parameter holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Collects {
    /// The one that is given for it.
    One,
    /// Those by position from its own on: `*functions`.
    Positional,
    /// Those by keyword that are not for another parameter: `**functions`.
    Keywords {
        /// The names of the other parameters.
        others: Vec<String>,
    },
}

/// What lies between a call of a wrapper and the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Through {
    /// Where the value reaches the API.
    pub place: Place,
    /// The API as it is written there.
    pub api: String,
    /// Whether the child has started when the wrapper returns.
    pub starts: bool,
    /// Whether the wrapper waits for the child.
    pub joins: bool,
    /// The special attributes of the function that the wrapper reads, such as `__name__`.
    pub reads: Vec<String>,
    /// What a call has to give for other parameters, so that the value gets there.
    pub conditions: Vec<Condition>,
}

/// What a wrapper asks of one of its parameters on the way to an API: `if parallel:`, `if n_jobs == 1: return ...`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The name of the parameter.
    pub parameter: String,
    /// Its 0-based position in a call, `self` not counted; none where it is given by keyword only.
    pub position: Option<usize>,
    /// What it is where a call leaves it out, if that is a constant.
    pub default: Option<Constant>,
    /// What is asked.
    pub test: Test,
    /// What has to be answered.
    pub holds: bool,
}

/// A question about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Whether it counts as true.
    Truth,
    /// Whether it equals a constant.
    Equals(Constant),
    /// Whether it is that very constant.
    Is(Constant),
    /// Whether it is less than a number.
    Below(i64),
    /// Whether it has a method of this name that is an API.
    Sends(String),
}

/// A value that is written out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are Python's")]
pub enum Constant {
    None,
    Bool(bool),
    Integer(i64),
    Text(String),
}

impl Constant {
    fn number(&self) -> Option<i64> {
        match self {
            Constant::Bool(value) => Some(i64::from(*value)),
            Constant::Integer(value) => Some(*value),
            Constant::None | Constant::Text(_) => None,
        }
    }
}

impl Test {
    /// What a constant answers to the question; none where Python would raise an exception.
    pub fn of(&self, value: &Constant) -> Option<bool> {
        match self {
            Test::Truth => Some(match value {
                Constant::None => false,
                Constant::Text(text) => !text.is_empty(),
                Constant::Bool(_) | Constant::Integer(_) => value.number() != Some(0),
            }),
            // `True == 1`
            Test::Equals(other) => match (other.number(), value.number()) {
                (Some(other), Some(value)) => Some(other == value),
                _ => Some(other == value),
            },
            Test::Is(other) => Some(other == value),
            Test::Below(limit) => value.number().map(|value| value < *limit),
            Test::Sends(_) => Some(false),
        }
    }
}

/// What this file sends, and another one makes in a function, or has at module level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The canonical name of what is sent: `@7.make_worker()`, `@7.work`.
    pub path: String,
    /// The payload.
    pub place: Place,
    /// The API as a person writes it.
    pub api: String,
    /// What a function in this place is called.
    pub role: &'static str,
    /// When it is pickled.
    pub when: When,
    /// Whether the API pickles where nobody sees the exception.
    pub silent: bool,
    /// How it crosses.
    pub cargo: Cargo,
    /// Whether the child is forked, and has what its parent has.
    pub forks: bool,
    /// Under which name pickle looks for it.
    pub naming: Naming,
    /// The codes that a comment silences there.
    pub silenced: Vec<Code>,
}

/// Under which name pickle looks for what another file sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// Its own.
    Own,
    /// That of a function of the sender, whose place a decorator has given it.
    Decorated {
        /// The name.
        name: String,
        /// The special attributes of the function that the sender reads, such as `__name__`.
        reads: Vec<String>,
    },
    /// That of the class, of which it is an instance.
    Class {
        /// What the sender does that may show the name.
        shown: Option<String>,
    },
}

impl Sent {
    /// The file that makes or has it.
    pub fn maker(&self) -> Option<FileId> {
        split(&self.path).map(|(file, _)| file)
    }
}

/// What other files can know of a class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Class {
    /// The canonical names of its bases, and those of libraries that lead to a sink.
    pub bases: Vec<String>,
    /// Every base outside of its file, itself or by a base in it; `builtins.int`, and `?` for what can't be followed.
    pub foreign: Vec<String>,
    /// Whether nothing but its bases and members says how its instances are made: no decorator, no metaclass.
    pub is_plain: bool,
    /// The names that it has itself.
    pub members: FxHashSet<String>,
    /// Those of them that are methods to be bound to an instance.
    pub methods: FxHashSet<String>,
    /// What its instances hold from the start that can't be pickled, by itself and its bases in the same file.
    pub held: Vec<HeldElsewhere>,
    /// Whether the `__init__` of its bases runs when an instance is made.
    pub initializes_bases: bool,
    /// What its instances keep of what they are made with.
    pub keeps: Keeps,
}

/// The arguments of its construction that an instance keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// All, as a named tuple or dataclass does.
    All,
    /// Those for these parameters, with their 0-based positions behind `self`.
    These(Vec<(String, Option<usize>)>),
}

impl Default for Keeps {
    fn default() -> Self {
        Self::These(Vec::new())
    }
}

/// An attribute of the instances of a class that keeps them from being pickled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldElsewhere {
    /// The attribute, mangled; none for what every instance has by its base class.
    pub attribute: Option<String>,
    /// What it holds, with an article.
    pub what: String,
    /// What the user sees.
    pub exception: String,
    /// What to do instead.
    pub way_out: &'static str,
    /// Where it gets its value.
    pub place: Place,
}

/// What a function does with the globals of its file that functions set, directly or through others of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Globals {
    /// Those that it sets.
    pub sets: Vec<String>,
    /// Those that it reads.
    pub reads: Vec<String>,
}

/// What other files can know of a file. Names are relative to it: `run`, `Runner().map`, `make()`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exports {
    /// What a name stands for: a canonical name, or the dotted name of a library's thing that leads to a sink.
    pub aliases: FxHashMap<String, String>,
    /// The classes.
    pub classes: FxHashMap<String, Class>,
    /// Classes that inherit from one of another file and that no name at module level stands for.
    pub local_classes: Vec<Class>,
    /// The wrappers, by the name that is called.
    pub wrappers: FxHashMap<String, Vec<Wrapper>>,
    /// Functions that start a process when they are called, each with the API that does.
    pub starters: FxHashMap<String, String>,
    /// What it calls, sets or changes of other files, and not when it is imported, as canonical names; known of files
    /// that send functions of others, or call what sends some.
    pub run_time: FxHashSet<String>,
    /// What its functions and methods do with the globals that some of them set at run time.
    pub globals: FxHashMap<String, Globals>,
    /// Functions that answer a function or class of their own.
    pub factories: FxHashSet<String>,
    /// Classes that a call makes under another name than the one that they are bound to.
    pub misnamed: FxHashSet<String>,
    /// The files of which a star import takes every name.
    pub stars: Vec<FileId>,
    /// What it sends that other files make.
    pub sent: Vec<Sent>,
}

impl Exports {
    /// The files that make or have what it sends, and those of which it uses something at run time.
    pub(super) fn used_files(&self) -> impl Iterator<Item = FileId> {
        self.sent.iter().filter_map(Sent::maker).chain(self.run_time_files())
    }

    /// The files of which it uses something at run time.
    pub fn run_time_files(&self) -> impl Iterator<Item = FileId> {
        self.run_time.iter().filter_map(|path| split(path)).map(|(file, _)| file)
    }

    /// Whether a top-level name is known.
    pub(super) fn has(&self, name: &str) -> bool {
        self.aliases.contains_key(name)
            || self.classes.contains_key(name)
            || self.wrappers.contains_key(name)
            || self.factories.contains(name)
            || self.starters.contains_key(name)
            || self.misnamed.contains(name)
            || self.aliases.keys().any(|key| key.strip_prefix(name).is_some_and(|rest| rest.starts_with("()")))
    }
}
