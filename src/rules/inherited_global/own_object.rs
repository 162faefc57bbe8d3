//! Locks, queues and the like that are made when the file is imported: a child that imports it has its own, and shares
//! nothing by it.

use super::{File, Lost, Worker};
use crate::finding::{Refusal, RefusalReason, When};
use crate::module::{Binding, BindingKind, SymbolId};
use crate::sink::{self, Payload};
use crate::syntax::{Kind, NodeId};
use crate::value::{self, Model, Object};

pub(super) const REASON: &str =
    "a child that is not forked imports the file anew, and makes an object of its own that it shares with nobody";

/// Whether importing the file makes any such object.
pub(super) fn any(model: Model<'_>) -> bool {
    let module = model.module;
    module.own_symbols(module.module_scope()).into_iter().any(|symbol| made(model, symbol).is_some())
}

/// The shared object (`Queue`, `Lock` ...) that importing the file makes for a global, which nothing else sets, but to
/// `None` where there is no such object.
pub(super) fn made(model: Model<'_>, symbol: SymbolId) -> Option<&'static str> {
    let bindings = || model.module.bindings_of(symbol).filter(|binding| binding.kind != BindingKind::Annotation);
    let at_import = |binding: &Binding| {
        binding.kind == BindingKind::Assignment
            && binding.scope == model.module.module_scope()
            && model.main_guard(binding.name).is_none()
    };
    let is_none = |object: &Object| matches!(object, Object::Expression(node) if model.tree.kind(*node) == Kind::None);
    let forked = |object: &Object| matches!(object, Object::Made { path, .. } if path.contains("[fork]"));
    let objects = || bindings().flat_map(|binding| model.bound(binding)).filter(|object| !is_none(object));
    let made = bindings().filter(|binding| !model.bound(binding).iter().all(is_none)).count();
    let is_plain = bindings().all(at_import) && made == 1 && !objects().any(|object| forked(&object));
    value::shared(model, symbol).filter(|_| is_plain)
}

/// Why an object can't reach the workers of a pool.
pub(super) fn refusal(model: Model<'_>, lost: &Lost) -> Refusal {
    let name = model.module.symbol(lost.symbol).name.clone();
    let because = format!("`{name}` can't be an argument of a task");
    let way_out = "set it in the `initializer` of the pool, from its `initargs`".to_owned();
    let reason = RefusalReason::LostGlobal { because, way_out };
    Refusal { reason, span: model.tree.span(lost.read) }
}

impl File<'_, '_> {
    /// Whether anybody but one child at a time uses what a global holds: the parent while it runs, or other children.
    pub(super) fn is_shared_by_many(&self, worker: &Worker, symbol: SymbolId, object: &str) -> bool {
        let module = self.model.module;
        let mut reads = module.references_to(symbol).map(|reference| reference.node);
        let by_parent = reads.any(|read| !self.runs_in_child(read) && self.is_used(read) && self.is_run_time(read));
        let excludes = matches!(object, "Lock" | "RLock" | "Semaphore" | "BoundedSemaphore");
        by_parent || self.has_many_children(worker, excludes)
    }

    /// Whether a place does something with a global itself: what is handed over reaches the child that gets it.
    fn is_used(&self, read: NodeId) -> bool {
        !self.payloads.iter().any(|payload| self.model.tree.is_within(read, payload.call) && read != payload.call)
    }

    /// Whether a worker runs in several children; at once, where `at_once` is asked for.
    fn has_many_children(&self, worker: &Worker, at_once: bool) -> bool {
        let payloads = &worker.payloads;
        payloads.iter().any(|payload| payload.when == When::Always || self.is_repeated(payload, at_once))
            || (payloads.len() > 1 && !(at_once && self.is_one_after_the_other(payloads)))
    }

    /// Whether a call starts a process in each round of a loop; without waiting for it there, where that is asked for.
    fn is_repeated(&self, payload: &Payload, at_once: bool) -> bool {
        let (model, tree, module) = (self.model, self.model.tree, self.model.module);
        let in_loop = module.shared_loop(tree, payload.call, payload.call);
        let waits = || {
            let joins = sink::joins(model, payload);
            joins.into_iter().any(|join| module.shared_loop(tree, join, payload.call))
        };
        in_loop && !(at_once && waits())
    }

    /// Whether the program waits for each child before it makes the next one.
    fn is_one_after_the_other(&self, payloads: &[Payload]) -> bool {
        let mut calls: Vec<&Payload> = payloads.iter().collect();
        calls.sort_by_key(|payload| payload.call);
        calls.windows(2).all(|pair| match pair {
            [one, next] => sink::joins(self.model, one).into_iter().any(|join| one.call < join && join < next.call),
            _ => true,
        })
    }
}
