//! The one door inward: a source goes in, findings and fixed text come out.

use std::cell::Cell;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::edit;
use crate::finding::{Finding, Outcome, Problem, Refusal, RefusalReason};
use crate::module::Module;
use crate::suppression;
use crate::syntax::Tree;
use crate::text::{Source, Span};
use crate::value::Model;
use crate::{fork, rules, sink};

/// Everything that mpfix has to say of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The findings, in source order, those silenced by a comment left out.
    pub findings: Vec<Finding>,
    /// What could not be looked at or changed, in source order.
    pub problems: Vec<Problem>,
}

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixPolicy {
    /// Those that keep what the program does.
    Safe,
    /// The unsafe ones, too.
    SafeAndUnsafe,
}

pub use crate::fork::Strategy;

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

/// Whether a file can hold a finding at all: whether its bytes mention the module of a sink.
pub fn mentions_sink(bytes: &[u8]) -> bool {
    static NAMES: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    NAMES.get_or_init(sink::module_names).as_ref().is_none_or(|names| names.is_match(bytes))
}

/// Finds what can't reach another process in one file.
pub fn analyze(source: &Source) -> Analysis {
    analyze_with(source, Strategy::Hoist)
}

/// Finds what can't reach another process in one file; fixes are those of a strategy.
pub fn analyze_with(source: &Source, strategy: Strategy) -> Analysis {
    with_model(source, |model| {
        let mut findings: Vec<Finding> = findings(model, strategy).collect();
        findings.sort_by_key(|finding| finding.span.start);
        let problems = problems(model.tree, &mut findings);
        Analysis { findings, problems }
    })
}

/// The findings that no comment silences.
fn findings(model: Model<'_>, strategy: Strategy) -> impl Iterator<Item = Finding> {
    let loud = rules::findings(model).filter(move |finding| !suppression::is_silenced(model, finding));
    loud.map(move |finding| match strategy {
        Strategy::Hoist => finding,
        Strategy::Fork => fork::settle(model, finding),
    })
}

fn with_model<R>(source: &Source, work: impl FnOnce(Model<'_>) -> R) -> R {
    let tree = Tree::parse(source.clone());
    let module = Module::new(&tree);
    let effort = Cell::default();
    work(Model { tree: &tree, module: &module, effort: &effort })
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

/// What keeps findings from being fixed, named once for the file.
fn problems(tree: &Tree, findings: &mut [Finding]) -> Vec<Problem> {
    if let Some((reason, span, message)) = unfixable(tree).filter(|_| !findings.is_empty()) {
        for finding in findings {
            finding.outcome = Outcome::Refusal(Refusal { reason: reason.clone(), span });
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

/// A function of a file as the subject of a lifting for its own sake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifting {
    /// The `def` or `lambda`, in byte offsets.
    pub span: Span,
    /// The fix that moves it to module level, or the reason why there is none.
    pub outcome: Outcome,
}

/// Lifts each nested function and each lambda of a file on its own, whether or not it reaches a sink.
pub fn liftings(source: &Source) -> Vec<Lifting> {
    with_model(source, |model| {
        rules::liftings(model).into_iter().map(|(span, outcome)| Lifting { span, outcome }).collect()
    })
}

/// More fixes than any file needs: a fix that leaves its finding in place must not go on for ever.
const MOST_FIXES: usize = 10_000;

/// Applies fixes one after the other until none is left, each to the text that the one before has made.
pub fn fix(source: &Source, policy: FixPolicy) -> Fixed {
    fix_with(source, policy, Strategy::Hoist)
}

/// Applies fixes of a strategy one after the other until none is left.
pub fn fix_with(source: &Source, policy: FixPolicy, strategy: Strategy) -> Fixed {
    let mut source = source.clone();
    let mut applied = Vec::new();
    while applied.len() < MOST_FIXES {
        let Some((finding, text)) = next_fix(&source, policy, strategy) else { break };
        source = source.with_text(text);
        applied.push(finding);
    }
    let remaining = analyze_with(&source, strategy);
    Fixed { source, applied, remaining }
}

/// The first finding with a fix that the policy allows, and the text that the fix makes.
fn next_fix(source: &Source, policy: FixPolicy, strategy: Strategy) -> Option<(Finding, String)> {
    with_model(source, |model| {
        if unfixable(model.tree).is_some() {
            return None;
        }
        findings(model, strategy).find_map(|finding| {
            let fix = finding.fix().filter(|fix| fix.is_safe() || policy == FixPolicy::SafeAndUnsafe)?;
            let text = edit::apply(source.text(), &fix.edits).filter(|text| text != source.text())?;
            Some((finding, text))
        })
    })
}
