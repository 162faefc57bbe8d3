//! The one door inward: sources go in, findings and fixed text come out.
//!
//! A [`Project`] is the files of one run. It reads nothing itself: the door says which files there are, hands over the
//! bytes of those that it is asked for, and asks back until nothing is left to look at.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;

use crate::edit::{self, Edit};
use crate::finding::{Finding, Label, Outcome, Problem, Refusal, RefusalReason, Severity, StartMethod, Started};
use crate::index::{Exports, Imported, Index, Sent};
use crate::module::Module;
use crate::project;
use crate::sink::Sinks;
use crate::suppression;
use crate::syntax::Tree;
use crate::text::{FileId, Source, Span};
use crate::value::{Known, Model};
use crate::{fork, rules, sink};

/// Everything that mpfix has to say of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The findings, in source order, those silenced by a comment left out.
    pub findings: Vec<Finding>,
    /// What could not be looked at or changed, in source order.
    pub problems: Vec<Problem>,
}

pub use crate::config::{FixPolicy, Settings};
pub use crate::fork::Strategy;
pub use crate::rules::page;
pub use crate::rules::{Liftable, LiftableKind, liftable_at};

/// A file after its fixes.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The new source.
    pub source: Source,
    /// The findings whose fixes were applied, each as it was found.
    pub applied: Vec<Finding>,
    /// What is left in the new source.
    pub remaining: Analysis,
}

/// Whether a file can send something by itself: whether its bytes mention the module of a sink.
pub fn mentions_sink(bytes: &[u8]) -> bool {
    static NAMES: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    NAMES.get_or_init(sink::module_names).as_ref().is_none_or(|names| names.is_match(bytes))
}

/// Whether a file may send something by itself: whether it may import the module of a sink, too.
fn may_send(bytes: &[u8]) -> bool {
    mentions_sink(bytes) && sink::imports_library(&String::from_utf8_lossy(bytes))
}

/// What the bytes of a file say without being parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    mentions_sink: bool,
    may_send: bool,
    has_global_statement: bool,
    imported: Imported,
}

impl Glance {
    /// Whether the bytes mention the module of a sink: then the file has to be one that can be read.
    pub fn mentions_sink(&self) -> bool {
        self.mentions_sink
    }

    /// Whether the file may send something by itself: then there will be a look at it.
    pub fn may_send(&self) -> bool {
        self.may_send
    }
}

/// A file that has been parsed.
#[derive(Debug)]
pub struct Parsed {
    tree: Tree,
    /// The names of the tree, once somebody has asked.
    module: OnceLock<Module>,
}

impl Parsed {
    /// Parses a file.
    pub fn new(source: &Source) -> Self {
        Self { tree: Tree::parse(source.clone()), module: OnceLock::new() }
    }

    /// The file after an edit, whatever it was: what the text has in common with the one before is not parsed again,
    /// and what is known of its names stays. It is the same as [`Parsed::new`] makes, but where it is damaged.
    #[must_use]
    pub fn after(self, source: &Source) -> Self {
        let tree = self.tree.after(source.clone());
        let module = self.module.into_inner().map(|module| module.after(&tree));
        Self { tree, module: module.map(OnceLock::from).unwrap_or_default() }
    }

    /// The source that was parsed.
    pub fn source(&self) -> &Source {
        self.tree.source()
    }

    /// Whether there are syntax errors in the file.
    pub fn is_damaged(&self) -> bool {
        self.tree.has_error()
    }

    /// The edit that silences a finding by a comment where its payload is, which is in this file; none where no line
    /// can have one.
    pub fn silencer(&self, finding: &Finding) -> Option<Edit> {
        suppression::silencer(&self.tree, finding.payload().span, finding.code)
    }

    /// The file without what only an edit needs.
    fn for_looks(self) -> Self {
        Self { tree: self.tree.without_parser(), module: OnceLock::new() }
    }

    fn module(&self) -> &Module {
        self.module.get_or_init(|| Module::new(&self.tree))
    }
}

/// What there is to be seen in a file.
#[derive(Clone, Debug)]
pub struct Look {
    /// The file as it was parsed, where a project has looked.
    parsed: Option<Arc<Parsed>>,
    analysis: Analysis,
    liftables: Vec<Liftable>,
    exports: Exports,
    /// Files of the run that make what this one sends.
    asks: Vec<FileId>,
}

/// A file that has been looked at.
#[derive(Clone, Debug)]
struct Seen {
    source: Arc<Source>,
    /// The file as it was parsed, while there may be another look.
    parsed: Option<Arc<Parsed>>,
    analysis: Analysis,
    liftables: Vec<Liftable>,
}

/// The files of a run, and what is known of them.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// What holds for a file of which nothing else is said.
    settings: Settings,
    /// What holds for single files.
    settings_of: FxHashMap<FileId, Settings>,
    extent: Extent,
    index: Index,
    seen: FxHashMap<FileId, Seen>,
    /// Files to look at, whatever they mention.
    waiting: BTreeSet<FileId>,
    /// Files that import one with news: to be looked at where they mention it.
    doubtful: BTreeSet<FileId>,
    /// How often each file was looked at since the last fix.
    looks: FxHashMap<FileId, u32>,
    /// How many nodes are kept of files that were parsed.
    kept_nodes: usize,
}

/// What is worked out of a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Extent {
    /// Its fix.
    #[default]
    Fix,
    /// The other ways to repair it, too.
    Alternatives,
}

/// How many nodes of parsed files are kept from one look to the next: some 60 MB.
const MOST_NODES: usize = 2_200_000;

/// How often a file is looked at before its news are taken for a circle.
const MOST_LOOKS: u32 = 24;

impl Project {
    /// The project of files at these absolute paths, whose parts are separated by `/`; they are numbered in this order.
    /// Fixes are those of the strategy.
    pub fn new(paths: impl IntoIterator<Item = String>, strategy: Strategy) -> Self {
        let settings = Settings { strategy, ..Settings::default() };
        Self { settings, index: Index::new(paths), ..Self::default() }
    }

    /// Says what holds for a file, before it is looked at.
    pub fn configure(&mut self, file: FileId, settings: Settings) {
        self.settings_of.insert(file, settings);
    }

    /// What holds for a file.
    pub fn settings(&self, file: FileId) -> &Settings {
        self.settings_of.get(&file).unwrap_or(&self.settings)
    }

    /// Asks for the [`alternatives`](Finding::alternatives) of the findings in all files that are looked at from
    /// now on.
    pub fn offer_alternatives(&mut self) {
        self.extent = Extent::Alternatives;
    }

    /// What the bytes of a file say. Every file of the run needs a glance before the first look.
    pub fn glance(&self, file: FileId, bytes: &[u8]) -> Glance {
        let mut glance = Glance { mentions_sink: mentions_sink(bytes), may_send: may_send(bytes), ..Glance::default() };
        if self.index.len() > 1 {
            let text = String::from_utf8_lossy(bytes);
            glance.has_global_statement = text.contains("global ");
            glance.imported = self.index.imported_by(file, &text);
        }
        glance
    }

    /// Keeps what a glance has shown.
    pub fn notice(&mut self, file: FileId, glance: Glance) {
        self.index.set_imported(file, glance.imported);
        self.index.set_global_statement(file, glance.has_global_statement);
        if glance.may_send {
            self.waiting.insert(file);
        }
    }

    /// Adds a file at an absolute path to the project, where there is none yet.
    pub fn add_file(&mut self, path: &str) -> FileId {
        self.index.add_file(path)
    }

    /// Keeps what a glance at a new text of a file has shown. It is not asked for again: who has the text looks at it.
    pub fn renew(&mut self, file: FileId, glance: Glance) {
        self.index.set_imported(file, glance.imported);
        self.index.set_global_statement(file, glance.has_global_statement);
        self.looks.clear();
        self.waiting.remove(&file);
        self.doubtful.remove(&file);
    }

    /// Whether nothing is left to look at.
    pub fn is_settled(&self) -> bool {
        self.waiting.is_empty() && self.doubtful.is_empty()
    }

    /// The files to be looked at next, in order; none when all is known. Each has to be given to [`Project::keep`], or
    /// is not asked for again.
    pub fn next_files(&mut self) -> Vec<FileId> {
        let mut files = std::mem::take(&mut self.waiting);
        let doubtful = std::mem::take(&mut self.doubtful).into_iter();
        files
            .extend(doubtful.filter(|file| {
                self.source(*file).is_none_or(|source| self.index.may_reach_sink(*file, source.text()))
            }));
        files.retain(|file| {
            let looks = self.looks.entry(*file).or_default();
            *looks += 1;
            *looks <= MOST_LOOKS
        });
        if files.is_empty() {
            // Nobody will look again.
            self.seen.values_mut().for_each(|known| known.parsed = None);
            self.kept_nodes = 0;
        }
        files.into_iter().collect()
    }

    /// Whether a file that is asked for is worth a look, by its bytes.
    pub fn wants(&self, file: FileId, bytes: &[u8]) -> bool {
        self.seen.contains_key(&file)
            || may_send(bytes)
            || self.index.askers(file).next().is_some()
            || self.index.may_reach_sink(file, &String::from_utf8_lossy(bytes))
    }

    /// Looks at a file, with what is known of the others.
    pub fn look(&self, file: FileId, source: &Source) -> Look {
        let known = self.seen.get(&file).filter(|known| std::ptr::eq(Arc::as_ptr(&known.source), source));
        let kept = known.and_then(|known| known.parsed.clone());
        let parsed = kept.unwrap_or_else(|| Arc::new(Parsed::new(source).for_looks()));
        // Many files are kept parsed: the names of each would take as much again.
        let module = Module::new(&parsed.tree);
        let look = self.look_with(file, &parsed.tree, &module);
        Look { parsed: Some(parsed), ..look }
    }

    /// Looks at a file that has been parsed: for a door that keeps what it has parsed from one edit to the next.
    pub fn look_at(&self, file: FileId, parsed: &Parsed) -> Look {
        self.look_with(file, &parsed.tree, parsed.module())
    }

    fn look_with(&self, file: FileId, tree: &Tree, module: &Module) -> Look {
        self.with_names(file, tree, module, |model| {
            let sinks = sink::find(model);
            let (exports, asks) =
                if self.index.len() > 1 { project::survey(model, &sinks) } else { (Exports::default(), Vec::new()) };
            let analysis = self.analyze(model, sinks);
            Look { parsed: None, analysis, liftables: rules::liftables(model), exports, asks }
        })
    }

    /// Keeps what a look at a file has shown, and which files that makes doubtful.
    pub fn keep(&mut self, looks: Vec<(FileId, Arc<Source>, Look)>) {
        let mut news = Vec::new();
        for (file, source, look) in looks {
            let before = self.index.exports(file).map(|exports| exports.sent.clone()).unwrap_or_default();
            if before != look.exports.sent {
                // Who makes what is sent has the finding.
                self.waiting.extend(before.iter().chain(&look.exports.sent).filter_map(Sent::maker));
            }
            let is_used_anew = self.index.exports(file).is_none_or(|known| known.run_time != look.exports.run_time);
            if is_used_anew {
                // What is set at run time may be what their children lack.
                self.waiting.extend(look.exports.run_time_files().filter(|used| self.seen.contains_key(used)));
            }
            let is_news = self.index.exports(file).is_none_or(|known| {
                known.classes != look.exports.classes
                    || known.local_classes != look.exports.local_classes
                    || known.misnamed != look.exports.misnamed
                    || known.globals != look.exports.globals
            });
            if self.index.learn(file, look.exports) {
                news.push(file);
            }
            if is_news {
                self.waiting.extend(self.index.askers(file));
            }
            self.index.ask(file, &look.asks);
            self.waiting.extend(look.asks.into_iter().filter(|asked| !self.seen.contains_key(asked) && *asked != file));
            let parsed = self.kept(file, look.parsed);
            self.seen.insert(file, Seen { source, parsed, analysis: look.analysis, liftables: look.liftables });
        }
        news.extend(self.index.refresh());
        for file in news.into_iter().filter(|file| self.index.is_of_interest(*file)) {
            self.doubtful.extend(self.index.importers(file));
        }
    }

    /// A parsed file, where there is room for it beside the others.
    fn kept(&mut self, file: FileId, parsed: Option<Arc<Parsed>>) -> Option<Arc<Parsed>> {
        let size = |parsed: Option<&Arc<Parsed>>| parsed.map_or(0, |parsed| parsed.tree.len());
        let old = size(self.seen.get(&file).and_then(|known| known.parsed.as_ref()));
        let others = self.kept_nodes.saturating_sub(old);
        let parsed = parsed.filter(|parsed| others + parsed.tree.len() <= MOST_NODES);
        self.kept_nodes = others + size(parsed.as_ref());
        parsed
    }

    /// The source of a file that has been looked at.
    pub fn source(&self, file: FileId) -> Option<&Arc<Source>> {
        self.seen.get(&file).map(|known| &known.source)
    }

    /// Everything there is to say of a file, with the findings that other files' functions make in it.
    pub fn analysis(&self, file: FileId) -> Analysis {
        let own = self.seen.get(&file).map(|known| known.analysis.clone()).unwrap_or_default();
        let mut findings: Vec<Finding> = own.findings;
        findings.retain(|finding| finding.anchor.is_none());
        for known in self.index.makers_for(file).into_iter().filter_map(|maker| self.seen.get(&maker)) {
            let anchored = known.analysis.findings.iter();
            findings.extend(anchored.filter(|finding| finding.anchor.is_some_and(|at| at.file == file)).cloned());
        }
        findings.sort_by_key(Finding::payload);
        Analysis { findings, problems: own.problems }
    }

    /// Whether a file has a fix that the policy allows.
    pub fn is_fixable(&self, file: FileId, policy: FixPolicy) -> bool {
        let findings = self.seen.get(&file).map(|known| known.analysis.findings.as_slice()).unwrap_or_default();
        findings.iter().any(|finding| is_allowed(finding, policy))
    }

    /// Applies the fixes of a file one after the other, each to the text that the one before has made, until none is
    /// left. Answers the new source and the findings that were fixed; none where nothing changes.
    pub fn fix(&self, file: FileId, policy: FixPolicy) -> Option<(Source, Vec<Finding>)> {
        let known = self.seen.get(&file)?;
        let mut parsed = Parsed::new(&known.source);
        let mut applied = Vec::new();
        while applied.len() < MOST_FIXES {
            let Some((finding, text)) = self.with_model(file, &parsed, |model| self.next_fix(model, policy)) else {
                break;
            };
            let source = parsed.source().with_text(text);
            parsed = parsed.after(&source);
            applied.push(finding);
        }
        (!applied.is_empty()).then(|| (parsed.source().clone(), applied))
    }

    /// What can be asked to move to module level in a file that has been looked at, in source order.
    /// [`liftable_at`] finds the one at a cursor.
    pub fn liftables(&self, file: FileId) -> &[Liftable] {
        self.seen.get(&file).map(|known| known.liftables.as_slice()).unwrap_or_default()
    }

    /// Lifts what [`liftable_at`] finds at a byte offset of a parsed file, for its own sake; none where nothing is
    /// found. The source need not be the one that was looked at.
    pub fn lift_at(&self, file: FileId, parsed: &Parsed, offset: usize) -> Option<Lifting> {
        self.lift_chosen(file, parsed, |all| liftable_at(&all, offset).cloned().into_iter().collect()).pop()
    }

    /// Lifts one of [`liftables`] of the source for its own sake; none where it is not there.
    pub fn lift(&self, file: FileId, source: &Source, wanted: &Liftable) -> Option<Lifting> {
        self.lift_chosen(file, &Parsed::new(source), |all| {
            all.into_iter().filter(|liftable| liftable == wanted).collect()
        })
        .pop()
    }

    fn lift_chosen(
        &self,
        file: FileId,
        parsed: &Parsed,
        choose: impl FnOnce(Vec<Liftable>) -> Vec<Liftable>,
    ) -> Vec<Lifting> {
        self.with_model(file, parsed, |model| {
            let unfixable = unfixable(model.tree).map(|(reason, span, _)| Refusal { reason, span });
            let lifting = |(definition, outcome, labels, hints)| match &unfixable {
                Some(refusal) => {
                    let outcome = Outcome::Refusal(refusal.clone());
                    Lifting { definition, outcome, labels: Vec::new(), hints: Vec::new() }
                }
                None => Lifting { definition, outcome, labels, hints },
            };
            rules::liftings(model, choose).into_iter().map(lifting).collect()
        })
    }

    /// Puts a new source in the place of a file's: it is looked at again.
    pub fn replace(&mut self, file: FileId, source: Source) {
        if let Some(known) = self.seen.get_mut(&file) {
            known.source = Arc::new(source);
            known.parsed = None;
            self.looks.clear();
            self.waiting.insert(file);
        }
    }

    fn analyze(&self, model: Model<'_>, sinks: Sinks) -> Analysis {
        let mut findings: Vec<Finding> = self.findings(model, sinks, self.extent).collect();
        findings.sort_by_key(|finding| finding.span.start);
        let problems = problems(model.tree, &mut findings);
        Analysis { findings, problems }
    }

    /// The findings that neither a comment nor the settings silence, in the order of their fixes.
    fn findings<'m>(&self, model: Model<'m>, sinks: Sinks, extent: Extent) -> impl Iterator<Item = Finding> + use<'m> {
        let Settings { strategy, started, ignore, .. } = self.settings(model.file).clone();
        let by_fork = OnceCell::new();
        let sent = sinks.payloads.clone();
        let found = rules::findings(model, sinks).filter(move |finding| !ignore.contains(&finding.code));
        let loud = found.filter(move |finding| !is_silenced(model, finding));
        let settled = loud.map(move |mut finding| match strategy {
            Strategy::Hoist if extent == Extent::Alternatives && fork::settles(&finding) => {
                finding.alternatives.extend(by_fork.get_or_init(|| fork::alternative(model, &sent)).clone());
                finding
            }
            Strategy::Hoist => finding,
            Strategy::Fork => fork::settle(model, finding, &sent),
        });
        settled.map(move |finding| weighed(model, finding, started.as_ref()))
    }

    /// The first finding with a fix that the policy allows, and the text that the fix makes.
    fn next_fix(&self, model: Model<'_>, policy: FixPolicy) -> Option<(Finding, String)> {
        if unfixable(model.tree).is_some() {
            return None;
        }
        let text = model.tree.source().text();
        self.findings(model, sink::find(model), Extent::Fix).find_map(|finding| {
            let fix = finding.fix().filter(|_| is_allowed(&finding, policy))?;
            let new = edit::apply(text, &fix.edits).filter(|new| new != text)?;
            Some((finding, new))
        })
    }

    fn with_model<R>(&self, file: FileId, parsed: &Parsed, work: impl FnOnce(Model<'_>) -> R) -> R {
        self.with_names(file, &parsed.tree, parsed.module(), work)
    }

    fn with_names<R>(&self, file: FileId, tree: &Tree, module: &Module, work: impl FnOnce(Model<'_>) -> R) -> R {
        let known = Known::default();
        work(Model { tree, module, known: &known, index: &self.index, file })
    }

    /// The project of one file that stands alone.
    pub fn of_one(source: &Source, strategy: Strategy) -> Self {
        let file = FileId::default();
        let mut project = Self::new([String::new()], strategy);
        let look = project.look(file, source);
        project.keep(vec![(file, Arc::new(source.clone()), look)]);
        project
    }
}

/// Finds what can't reach another process in one file that stands alone.
pub fn analyze(source: &Source) -> Analysis {
    analyze_with(source, Strategy::Hoist)
}

/// Finds what can't reach another process in one file that stands alone; fixes are those of a strategy.
pub fn analyze_with(source: &Source, strategy: Strategy) -> Analysis {
    Project::of_one(source, strategy).analysis(FileId::default())
}

/// Applies fixes to a file that stands alone.
pub fn fix(source: &Source, policy: FixPolicy) -> Fixed {
    fix_with(source, policy, Strategy::Hoist)
}

/// Applies fixes of a strategy to a file that stands alone.
pub fn fix_with(source: &Source, policy: FixPolicy, strategy: Strategy) -> Fixed {
    let project = Project::of_one(source, strategy);
    match project.fix(FileId::default(), policy) {
        Some((source, applied)) => Fixed { remaining: analyze_with(&source, strategy), source, applied },
        None => Fixed { source: source.clone(), applied: Vec::new(), remaining: project.analysis(FileId::default()) },
    }
}

/// The finding with its weight, and why that is less where the start method of the program is one that it works under.
fn weighed(model: Model<'_>, mut finding: Finding, started: Option<&Started>) -> Finding {
    let works = started.filter(|started| !finding.when.includes(started.method));
    finding.severity = match (&finding.outcome, works) {
        (Outcome::Advice(_), _) => Severity::Advice,
        (_, Some(started)) if !fork::names_another(model, started.method) => {
            let made = if started.method == StartMethod::Fork { "forked" } else { "spawned" };
            let because = &started.because;
            finding.hints.push(format!("portability: works while processes are {made}, as they are here: {because}"));
            Severity::Warning
        }
        _ => Severity::Error,
    };
    finding
}

/// Whether a comment silences a finding, here or where another file sends it.
fn is_silenced(model: Model<'_>, finding: &Finding) -> bool {
    match finding.anchor {
        Some(anchor) => model
            .index
            .sent_from(model.file)
            .any(|(sent, _)| sent.place == anchor && sent.silenced.contains(&finding.code)),
        None => suppression::is_silenced(model.tree, finding.span, finding.code),
    }
}

/// A file that is read, but never fixed: Python 2, or lines that the grammar can't tell apart.
fn unfixable(tree: &Tree) -> Option<(RefusalReason, Span, &'static str)> {
    let text = tree.source().text();
    let bare_return = text.match_indices('\r').find(|(at, _)| !text[at + 1..].starts_with('\n'));
    if let Some((at, _)) = bare_return {
        let message = "a line ends in a bare carriage return, which is not fixed; convert the line ends first";
        return Some((RefusalReason::Damaged, Span::new(at, at + 1), message));
    }
    let python2 = tree.subtree(tree.root()).find(|node| tree.is_python2(*node))?;
    let message = "this is Python 2, which is not fixed; port the file first";
    Some((RefusalReason::Python2, tree.span(python2), message))
}

/// What keeps findings from being found or fixed, named once for the file.
fn problems(tree: &Tree, findings: &mut [Finding]) -> Vec<Problem> {
    if tree.is_lost() {
        let message = "the lines are indented in too many ways: the file was not looked at".to_owned();
        return vec![Problem { span: Span::new(0, 0), message }];
    }
    let findings: Vec<&mut Finding> = findings.iter_mut().filter(|finding| !finding.is_advice()).collect();
    if findings.is_empty() {
        return Vec::new();
    }
    if let Some((reason, span, message)) = unfixable(tree) {
        for finding in findings {
            finding.outcome = Outcome::Refusal(Refusal { reason: reason.clone(), span });
            finding.alternatives.clear();
        }
        return vec![Problem { span, message: message.to_owned() }];
    }
    let damage = findings.iter().find_map(|finding| match &finding.outcome {
        Outcome::Refusal(refusal) if refusal.reason == RefusalReason::Damaged => Some(refusal.span),
        _ => None,
    });
    let message = "a syntax error keeps the code around it from being fixed".to_owned();
    damage.map(|span| Problem { span, message }).into_iter().collect()
}

/// A function or class of a file as the subject of a lifting for its own sake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifting {
    /// What is lifted.
    pub definition: Liftable,
    /// The fix that moves it to module level, or the reason why there is none.
    pub outcome: Outcome,
    /// Each captured variable, where it is read and bound.
    pub labels: Vec<Label>,
    /// Things to know that the lifting does not change.
    pub hints: Vec<String>,
}

/// What can be asked to move to module level in a file, in source order: the offer, without the edits. Parses the file;
/// for one that a project has looked at, [`Project::liftables`] knows it already.
pub fn liftables(source: &Source) -> Vec<Liftable> {
    Project::default().with_model(FileId::default(), &Parsed::new(source), rules::liftables)
}

/// Lifts each nested function, each local class and each lambda of a file on its own, whether or not it reaches a sink.
pub fn liftings(source: &Source) -> Vec<Lifting> {
    Project::default().lift_chosen(FileId::default(), &Parsed::new(source), |all| all)
}

/// More fixes than any file needs: a fix that leaves its finding in place must not go on for ever.
const MOST_FIXES: usize = 10_000;

fn is_allowed(finding: &Finding, policy: FixPolicy) -> bool {
    finding.fix().is_some_and(|fix| fix.is_safe() || policy == FixPolicy::SafeAndUnsafe)
}
