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
use crate::{rules, sink};

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
    let tree = Tree::parse(source.clone());
    let module = Module::new(&tree);
    let effort = Cell::default();
    let model = Model { tree: &tree, module: &module, effort: &effort };
    let mut findings = rules::check(model);
    findings.retain(|finding| !suppression::is_silenced(model, finding));
    let problems = problems(&tree, &mut findings);
    Analysis { findings, problems }
}

/// Python 2 is read, but not fixed; a syntax error that keeps a finding from being fixed is named.
fn problems(tree: &Tree, findings: &mut [Finding]) -> Vec<Problem> {
    let python2 = tree.subtree(tree.root()).find(|node| tree.is_python2(*node));
    if let Some(statement) = python2.filter(|_| !findings.is_empty()) {
        let span = tree.span(statement);
        for finding in findings {
            finding.outcome = Outcome::Refusal(Refusal { reason: RefusalReason::Python2, span });
        }
        return vec![Problem { span, message: "this is Python 2, which is not fixed; port the file first".to_owned() }];
    }
    let refused = findings.iter().any(
        |finding| matches!(&finding.outcome, Outcome::Refusal(refusal) if refusal.reason == RefusalReason::Damaged),
    );
    let damage = tree.damaged().first().filter(|_| refused);
    damage
        .map(|span| Problem {
            span: *span,
            message: "a syntax error keeps the code around it from being fixed".to_owned(),
        })
        .into_iter()
        .collect()
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
    let tree = Tree::parse(source.clone());
    let module = Module::new(&tree);
    let effort = Cell::default();
    let model = Model { tree: &tree, module: &module, effort: &effort };
    rules::liftings(model).into_iter().map(|(span, outcome)| Lifting { span, outcome }).collect()
}

/// Applies fixes one after the other until none is left, each to the text that the one before has made.
pub fn fix(source: &Source, policy: FixPolicy) -> Fixed {
    let mut source = source.clone();
    let mut applied = Vec::new();
    loop {
        let analysis = analyze(&source);
        let next = analysis
            .findings
            .iter()
            .find(|finding| finding.fix().is_some_and(|fix| fix.is_safe() || policy == FixPolicy::SafeAndUnsafe));
        let text = next.and_then(|finding| finding.fix().and_then(|fix| edit::apply(source.text(), &fix.edits)));
        let (Some(next), Some(text)) = (next.cloned(), text) else {
            return Fixed { source, applied, remaining: analysis };
        };
        source = source.with_text(text);
        applied.push(next);
    }
}
