//! The one door inward: a source goes in, findings and fixed text come out.

use crate::edit;
use crate::finding::{Finding, Problem};
use crate::text::Source;

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
pub fn mentions_sink(_bytes: &[u8]) -> bool {
    true
}

/// Finds what can't reach another process in one file.
pub fn analyze(_source: &Source) -> Analysis {
    Analysis::default()
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
