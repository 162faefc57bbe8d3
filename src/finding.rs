//! What mpfix says: a finding at a place, with a fix, or a refusal that says why there is none.

use std::fmt;

use crate::edit::Fix;
use crate::spelling;
use crate::text::{FileId, Place, Span};

/// The code of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A function defined inside another one reaches a sink.
    NestedFunction,
    /// A lambda reaches a sink.
    Lambda,
    /// A class defined inside a function, or its instance, reaches a sink.
    LocalClass,
    /// A function or class defined under the main guard reaches a sink.
    MainGuardDefinition,
    /// Pickle finds another object under the name of what reaches a sink.
    ReboundName,
    /// A script starts processes when it is imported.
    MissingMainGuard,
    /// A value that can't be pickled reaches a sink as data.
    UnpicklableArgument,
    /// A bound method or an instance is sent whose attributes can't be pickled.
    UnpicklableInstance,
    /// A lock, queue or other shared object reaches the task of a pool.
    SharedObject,
    /// A child reads a global that only the parent sets at run time.
    InheritedGlobal,
    /// The start method is set where that fails, or compared with too few.
    StartMethod,
    /// A child changes its copy of an object that the parent reads afterwards.
    LostUpdate,
}

impl Code {
    /// Every code.
    pub const ALL: [Code; 12] = [
        Code::NestedFunction,
        Code::Lambda,
        Code::LocalClass,
        Code::MainGuardDefinition,
        Code::ReboundName,
        Code::UnpicklableArgument,
        Code::UnpicklableInstance,
        Code::SharedObject,
        Code::MissingMainGuard,
        Code::InheritedGlobal,
        Code::StartMethod,
        Code::LostUpdate,
    ];

    /// The rule with this code or name, in capitals or not.
    pub fn named(word: &str) -> Option<Self> {
        let is_meant = |code: &Self| [code.code(), code.name()].iter().any(|known| known.eq_ignore_ascii_case(word));
        Self::ALL.into_iter().find(is_meant)
    }

    /// The code or name that comes nearest to a word that is neither.
    pub fn nearest(word: &str) -> Option<&'static str> {
        spelling::nearest(word, Self::ALL.iter().flat_map(|code| [code.code(), code.name()]))
    }

    /// The short form, `MP101`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NestedFunction => "MP101",
            Self::Lambda => "MP102",
            Self::LocalClass => "MP103",
            Self::MainGuardDefinition => "MP104",
            Self::ReboundName => "MP105",
            Self::MissingMainGuard => "MP301",
            Self::UnpicklableArgument => "MP201",
            Self::UnpicklableInstance => "MP202",
            Self::SharedObject => "MP203",
            Self::InheritedGlobal => "MP302",
            Self::StartMethod => "MP303",
            Self::LostUpdate => "MP401",
        }
    }

    /// The long form, `nested-function`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NestedFunction => "nested-function",
            Self::Lambda => "lambda",
            Self::LocalClass => "local-class",
            Self::MainGuardDefinition => "main-guard-definition",
            Self::ReboundName => "rebound-name",
            Self::MissingMainGuard => "missing-main-guard",
            Self::UnpicklableArgument => "unpicklable-argument",
            Self::UnpicklableInstance => "unpicklable-instance",
            Self::SharedObject => "shared-object-in-task",
            Self::InheritedGlobal => "inherited-global",
            Self::StartMethod => "start-method",
            Self::LostUpdate => "lost-update",
        }
    }
}

/// When a sink pickles what it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Under `spawn` and `forkserver`; a forked child inherits it.
    UnlessFork,
    /// Under `forkserver` only.
    Forkserver,
    /// Under every start method of the program: the process has a context of its own that is literally another one than
    /// `fork`, and so inherits nothing.
    Spawned,
    /// Under every start method.
    Always,
}

impl When {
    /// Whether the program fails under a start method.
    pub fn includes(self, method: StartMethod) -> bool {
        match self {
            Self::UnlessFork => method != StartMethod::Fork,
            Self::Forkserver => method == StartMethod::Forkserver,
            Self::Spawned | Self::Always => true,
        }
    }

    /// The start methods under which the program fails, as words.
    pub fn start_methods(self) -> &'static str {
        match self {
            Self::UnlessFork => "fails under `spawn` and `forkserver`, works under `fork`",
            Self::Forkserver => "goes wrong under `forkserver`",
            Self::Spawned => "fails under every start method: the context of the process is never `fork`",
            Self::Always => "fails under every start method",
        }
    }

    /// The same for a program that does not fail.
    fn of_advice(self) -> &'static str {
        match self {
            Self::UnlessFork => "so under `spawn` and `forkserver`, not under `fork`",
            Self::Forkserver => "so under `forkserver` only",
            Self::Spawned | Self::Always => "so under every start method",
        }
    }
}

/// How a child process comes to its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartMethod {
    /// A new interpreter imports the program.
    Spawn,
    /// A server, started like a child of `spawn`, forks.
    Forkserver,
    /// The child is a copy of its parent.
    Fork,
}

impl StartMethod {
    /// Every start method.
    pub const ALL: [Self; 3] = [Self::Spawn, Self::Forkserver, Self::Fork];

    /// Its name in Python.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spawn => "spawn",
            Self::Forkserver => "forkserver",
            Self::Fork => "fork",
        }
    }
}

/// The start method of a program, where somebody says which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// The start method.
    pub method: StartMethod,
    /// Who says so, as the end of a sentence: `` `--start-method fork` ``.
    pub because: String,
}

/// A secondary place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where, in byte offsets.
    pub span: Span,
    /// What is to be seen there, in lower case and without a full stop.
    pub message: String,
}

/// A secondary place of a finding in another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distant {
    /// Where.
    pub place: Place,
    /// What is to be seen there, in lower case and without a full stop.
    pub message: String,
}

/// Why there is no fix. Each reason names what stands in the way, and its sentence the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The reason.
    pub reason: RefusalReason,
    /// The place that stands in the way.
    pub span: Span,
}

/// The reasons for a [`Refusal`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusalReason {
    /// A captured variable holds something that pickle does not take.
    UnpicklableCapture {
        /// The variable.
        name: String,
        /// What it holds, with an article: ``a `threading.Lock` ``.
        what: String,
        /// What to do instead.
        way_out: String,
    },
    /// What is sent can't be pickled, and nothing that means the same can.
    UnpicklableValue {
        /// What it is, with an article: ``a `threading.Lock` ``.
        what: String,
        /// What to do instead.
        way_out: String,
    },
    /// An instance can't be pickled, and the child needs more of it than attributes that can.
    NeedsInstance {
        /// What it needs.
        because: String,
        /// The class.
        class: String,
        /// The attributes that can't be pickled.
        attributes: Vec<String>,
    },
    /// The function writes a `nonlocal` whose change somebody else could see.
    NonlocalWritten {
        /// The variable.
        name: String,
        /// Who else sees it.
        because: String,
        /// What to do instead.
        way_out: &'static str,
    },
    /// The body needs the scopes that it stands in: zero-argument `super()`, `locals()`, `eval` ...
    NeedsItsScope {
        /// What is called or read.
        what: String,
    },
    /// A local class, or a name that is bound to several things, is read by the function.
    CapturedDefinition {
        /// The name.
        name: String,
        /// What stands in the way.
        because: String,
    },
    /// A class can't take a captured value along.
    ClassCapture {
        /// The variable.
        name: String,
        /// What stands in the way.
        because: String,
    },
    /// The name of the function means several things, or is rebound.
    AmbiguousName {
        /// The name.
        name: String,
    },
    /// A captured variable can't be read at a place that has to pass it.
    CaptureOutOfReach {
        /// The variable.
        name: String,
        /// What is handed over there.
        function: String,
    },
    /// A place that has to pass a variable on does not have it: only the main guard binds it.
    GuardVariable {
        /// The variable.
        name: String,
        /// What is handed over there.
        function: String,
    },
    /// A default value depends on where it is evaluated, and a call may or may not pass its own.
    DefaultValue {
        /// The parameter.
        name: String,
    },
    /// A decorator or base names something that module level can't see.
    DecoratorNeedsLocal {
        /// The name.
        name: String,
    },
    /// The program sets an attribute on the function, which is not the same after the move.
    FunctionAttribute {
        /// The attribute.
        name: String,
        /// What happens to it, behind "which".
        because: String,
    },
    /// The place to move to can't see what is needed, or would change what is run.
    Placement {
        /// What stands in the way.
        because: String,
    },
    /// Pickle would find another object under the name of what is sent.
    FoundElsewhere {
        /// What it finds.
        what: String,
        /// What to do instead.
        way_out: String,
    },
    /// A global of the parent can't be handed over.
    LostGlobal {
        /// What stands in the way.
        because: String,
        /// What to do instead.
        way_out: String,
    },
    /// A pool can't be given an initializer.
    Pool {
        /// What stands in the way, and the way out.
        because: String,
    },
    /// A shared object can't go through the pool's initializer instead of a task.
    SharedInTask {
        /// What stands in the way.
        because: String,
        /// What to do instead.
        way_out: String,
    },
    /// What a script runs can't be put under the main guard.
    Guard {
        /// What stands in the way, and the way out.
        because: String,
    },
    /// A call of `set_start_method` has no better place that is known.
    StartMethod {
        /// What stands in the way.
        because: String,
        /// What to do instead.
        way_out: String,
    },
    /// A syntax error touches what would have to change.
    Damaged,
    /// The file is Python 2.
    Python2,
    /// A shape of code that is understood but not handled.
    Unsupported {
        /// The shape.
        what: String,
        /// What to do instead.
        way_out: String,
    },
}

impl RefusalReason {
    /// A stable name for machines, in kebab case.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::UnpicklableCapture { .. } => "unpicklable-capture",
            Self::UnpicklableValue { .. } => "unpicklable-value",
            Self::NeedsInstance { .. } => "needs-instance",
            Self::NonlocalWritten { .. } => "nonlocal-written",
            Self::NeedsItsScope { .. } => "needs-its-scope",
            Self::CapturedDefinition { .. } => "captured-definition",
            Self::ClassCapture { .. } => "class-capture",
            Self::AmbiguousName { .. } => "ambiguous-name",
            Self::CaptureOutOfReach { .. } => "capture-out-of-reach",
            Self::GuardVariable { .. } => "guard-variable",
            Self::DefaultValue { .. } => "default-value",
            Self::DecoratorNeedsLocal { .. } => "decorator-needs-local",
            Self::FunctionAttribute { .. } => "function-attribute",
            Self::Placement { .. } => "placement",
            Self::FoundElsewhere { .. } => "found-elsewhere",
            Self::LostGlobal { .. } => "lost-global",
            Self::Pool { .. } => "pool",
            Self::SharedInTask { .. } => "shared-in-task",
            Self::Guard { .. } => "guard",
            Self::StartMethod { .. } => "start-method",
            Self::Damaged => "damaged",
            Self::Python2 => "python-2",
            Self::Unsupported { .. } => "unsupported",
        }
    }
}

impl fmt::Display for RefusalReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnpicklableCapture { name, what, way_out } => {
                write!(f, "it captures `{name}`, which holds {what} and can't be pickled; {way_out}")
            }
            Self::UnpicklableValue { what, way_out } => write!(f, "{what} can't be pickled; {way_out}"),
            Self::NeedsInstance { because, attributes, .. } if attributes.is_empty() => {
                write!(f, "{because}; send a function at module level, and pass what it reads")
            }
            Self::NeedsInstance { because, class, attributes } => {
                let names: Vec<String> = attributes.iter().map(|name| format!("\"{name}\"")).collect();
                let (given, listed) = (format!("`{}`", attributes.join("`, `")), names.join(", "));
                write!(
                    f,
                    "{because}; pass what is read, or keep {given} out of a pickled `{class}` and make it anew in the \
                     child: `def __getstate__(self): return {{k: v for k, v in vars(self).items() if k not in \
                     [{listed}]}}`"
                )
            }
            Self::NonlocalWritten { name, because, way_out } => {
                write!(f, "it writes the nonlocal `{name}`, and {because}; {way_out}")
            }
            Self::NeedsItsScope { what } => {
                write!(f, "it uses {what}, which works only where it stands; pass what is needed as an argument")
            }
            Self::CapturedDefinition { name, because } => {
                write!(f, "it uses the local `{name}`, and {because}; define `{name}` at module level first")
            }
            Self::ClassCapture { name, because } => write!(
                f,
                "its class uses the local `{name}`, and {because}; define the class at module level and give it \
                 `{name}`"
            ),
            Self::AmbiguousName { name } => {
                write!(f, "`{name}` is bound more than once in its function; give each definition a name of its own")
            }
            Self::GuardVariable { name, function } => write!(
                f,
                "`{function}` needs `{name}` here, which only the main guard binds; pass `{name}` as an argument"
            ),
            Self::CaptureOutOfReach { name, function } => write!(
                f,
                "`{function}` needs `{name}`, which means something else or nothing at this place; rename one of them"
            ),
            Self::DefaultValue { name } => write!(
                f,
                "the default of `{name}` is evaluated where the function stands, and a call may pass its own value; \
                 make `{name}` a required parameter"
            ),
            Self::DecoratorNeedsLocal { name } => write!(
                f,
                "its decorator needs the local `{name}`, which module level can't see; move `{name}` to module level \
                 or apply the decorator inside"
            ),
            Self::FunctionAttribute { name, because } => {
                write!(f, "the program sets its attribute `{name}`, which {because}; pass the value as an argument")
            }
            Self::Placement { because } => write!(f, "it can't be moved to module level: {because}"),
            Self::FoundElsewhere { what, way_out } => write!(f, "{what}; {way_out}"),
            Self::LostGlobal { because, way_out } | Self::SharedInTask { because, way_out } => {
                write!(f, "{because}; {way_out}")
            }
            Self::Pool { because } => write!(f, "{because}"),
            Self::Guard { because } => write!(f, "{because}"),
            Self::StartMethod { because, way_out } => write!(f, "{because}; {way_out}"),
            Self::Damaged => write!(f, "a syntax error touches the code that would have to change; repair it first"),
            Self::Python2 => write!(f, "the file is Python 2; port it first"),
            Self::Unsupported { what, way_out } => write!(f, "{what}; {way_out}"),
        }
    }
}

/// What can be done about a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A change that repairs it.
    Fix(Fix),
    /// Why there is none.
    Refusal(Refusal),
    /// What to do about a program that runs, but perhaps not as it was meant: lower case, no full stop.
    Advice(String),
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something to know of a program that runs as it stands. It never counts for the exit code.
    Advice,
    /// Something that fails elsewhere than where the program is run.
    Warning,
    /// Something that fails.
    #[default]
    Error,
}

impl Severity {
    /// The name for people and machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One defect, at the expression that reaches the sink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub code: Code,
    /// The file that the edits, the labels and the refusal are of.
    pub file: FileId,
    /// The payload, in byte offsets. Where another file sends it, what leaves this file: see `anchor`.
    pub span: Span,
    /// The payload in another file, which sends what this one makes. Labels, refusal and edits are of this file.
    pub anchor: Option<Place>,
    /// What: which object reaches which API.
    pub message: String,
    /// What stands at the payload: a few words.
    pub label: String,
    /// The definition, each capture and where it is bound, further places that pass the same payload.
    pub labels: Vec<Label>,
    /// Places in other files: where a wrapper hands the payload to the API.
    pub distant: Vec<Distant>,
    /// Why it fails.
    pub reason: String,
    /// When the sink pickles.
    pub when: When,
    /// The exception that the user has seen or will see.
    pub exception: String,
    /// Things to know that no fix changes.
    pub hints: Vec<String>,
    /// What can be done.
    pub outcome: Outcome,
    /// Other ways to repair it, each on its own and in place of `outcome`; worked out for those who ask for them.
    pub alternatives: Vec<Fix>,
    /// How much it weighs. Rules leave that to the engine, which decides it for every finding in one place.
    pub severity: Severity,
}

impl Finding {
    /// Where the payload is.
    pub fn payload(&self) -> Place {
        self.anchor.unwrap_or(Place { file: self.file, span: self.span })
    }

    /// Why it fails, when, with which exception, and what else to know: a sentence each.
    pub fn why(&self) -> Vec<String> {
        let mut sentences = vec![self.reason.clone(), self.start_methods().to_owned()];
        if !self.exception.is_empty() {
            sentences.push(format!("the exception is `{}`", self.exception));
        }
        sentences.extend(self.hints.iter().cloned());
        sentences.retain(|sentence| !sentence.is_empty());
        sentences
    }

    /// The fix, where there is one.
    pub fn fix(&self) -> Option<&Fix> {
        match &self.outcome {
            Outcome::Fix(fix) => Some(fix),
            Outcome::Refusal(_) | Outcome::Advice(_) => None,
        }
    }

    /// Whether it is only something to know.
    pub fn is_advice(&self) -> bool {
        self.severity == Severity::Advice
    }

    /// The start methods under which it shows, as words.
    pub fn start_methods(&self) -> &'static str {
        match &self.outcome {
            Outcome::Fix(_) | Outcome::Refusal(_) => self.when.start_methods(),
            Outcome::Advice(_) => self.when.of_advice(),
        }
    }
}

/// Something that kept mpfix from doing its work on a part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in byte offsets.
    pub span: Span,
    /// What, with the way out.
    pub message: String,
}
