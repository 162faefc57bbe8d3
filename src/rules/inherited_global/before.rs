//! Whether a place has run when a worker is sent: in the function that sends it, under the main guard, or in what these
//! call first.

use super::{File, Worker};
use crate::sink;
use crate::syntax::{Field, Kind, NodeId};

/// How many calls lead from a place to the function that sends the worker, at most.
const MOST_CALLS: usize = 4;

impl File<'_, '_> {
    /// Whether a place runs before a worker is sent, as far as calls of functions of this file lead from one to the
    /// other.
    pub(super) fn runs_before(&self, worker: &Worker, node: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let mut sites = vec![node];
        for _ in 0..MOST_CALLS {
            let mut callers: Vec<NodeId> = Vec::new();
            for site in sites {
                let around = model.function_around(site);
                if worker.payloads.iter().any(|payload| self.comes_first(site, payload.call)) {
                    return true;
                }
                callers.extend(around.map(|function| self.calls_of(function)).unwrap_or_default());
            }
            callers.retain(|call| {
                // What a child runs says nothing of the parent.
                !self.runs_in_child(*call) && tree.kind(*call) == Kind::Call
            });
            callers.sort_unstable();
            callers.dedup();
            sites = callers;
        }
        false
    }

    /// Whether a place stands before what sends something, in the same function or under the same guard: the call
    /// itself, or one that leads to it.
    fn comes_first(&self, site: NodeId, sent: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let place = |node: NodeId| (model.function_around(node), model.main_guard(node));
        if place(site) == place(sent) {
            return site < sent;
        }
        let behind = model.calls().iter().copied().filter(|call| *call > site && place(*call) == place(site));
        let behind: Vec<NodeId> = behind.filter(|call| !tree.is_within(site, *call)).collect();
        behind.into_iter().any(|call| self.leads_to(call, sent))
    }

    /// Whether a call runs a function of this file that another call stands in, by itself or through others.
    fn leads_to(&self, call: NodeId, sent: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let mut seen: Vec<NodeId> = Vec::new();
        let mut waiting: Vec<NodeId> = sink::called_functions(model, call);
        while let Some(function) = waiting.pop() {
            if seen.contains(&function) {
                continue;
            }
            seen.push(function);
            if tree.child(function, Field::Body).is_some_and(|body| tree.is_within(sent, body)) {
                return true;
            }
            let calls = tree.of_kind(function, Kind::Call).iter();
            waiting.extend(calls.flat_map(|call| sink::called_functions(model, *call)));
        }
        false
    }
}
