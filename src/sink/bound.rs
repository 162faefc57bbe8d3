//! What a `functools.partial` of a wrapper or of an API is: a wrapper that has some arguments already.

use crate::index::{Collects, Condition, HandsOn, Wrapper};
use crate::sink::condition;
use crate::syntax::{Kind, NodeId};
use crate::value::{Model, Object};

/// A call of `functools.partial`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partial {
    /// The call.
    pub(super) call: NodeId,
    /// What it binds arguments of.
    pub(super) function: NodeId,
}

/// The calls of `functools.partial` that bind what may be a wrapper, in source order.
pub(super) fn partials(model: Model<'_>) -> Vec<Partial> {
    let tree = model.tree;
    // An alias mentions it, too.
    let is_mentioned = tree.source().text().contains("partial");
    let calls = model.calls().iter().copied().filter(|_| is_mentioned);
    let candidates = calls.filter_map(|call| {
        let function = model.positional(call).first().copied()?;
        let may_be_one = matches!(tree.kind(function), Kind::Identifier | Kind::Attribute | Kind::Call);
        may_be_one.then_some(Partial { call, function })
    });
    candidates.filter(|partial| is_partial(model, partial.call)).collect()
}

/// Whether a call makes a `partial`.
pub fn is_partial(model: Model<'_>, call: NodeId) -> bool {
    model.is_call_of(call, "functools.partial")
}

impl Partial {
    /// Whether it may bind arguments of a function, class or other `partial` of the file.
    pub(super) fn binds(self, model: Model<'_>, definition: NodeId) -> bool {
        model.objects(self.function).into_iter().any(|object| match object {
            Object::Function(function) | Object::Method { function, .. } => function == definition,
            Object::Class(class) => model.constructor(class) == Some(definition),
            Object::Made { call, .. } => call == definition && call != self.call,
            _ => false,
        })
    }

    /// By how many positions `self` moves the arguments: `partial(Runner.map, runner)`.
    pub(super) fn shift(self, model: Model<'_>, definition: NodeId) -> usize {
        let is_unbound = model.objects(self.function).contains(&Object::Function(definition));
        usize::from(is_unbound && model.is_plain_method(definition))
    }

    /// The wrapper that is left when the arguments are bound, which `shift` moves by so many positions; none where the
    /// function is one of them, or they can't be told.
    pub(super) fn rest(self, model: Model<'_>, wrapper: &Wrapper, shift: usize) -> Option<Wrapper> {
        let tree = model.tree;
        if model.arguments(self.call).iter().any(|argument| tree.kind(*argument) == Kind::ListSplat) {
            return None;
        }
        let bound = model.positional(self.call).len() - 1;
        let moved = |position: usize| position.saturating_add(shift).checked_sub(bound);
        let position = match wrapper.position {
            Some(position) if wrapper.collects == Collects::Positional => Some(moved(position).unwrap_or_default()),
            Some(position) => Some(moved(position)?),
            None => None,
        };
        if model.keyword(self.call, &wrapper.parameter).is_some() {
            return None;
        }
        let mut through = wrapper.through.clone();
        through.conditions = self.conditions(model, &wrapper.through.conditions, shift)?;
        Some(Wrapper { position, hands_on: self.hands_on(model, &wrapper.hands_on, moved), through, ..wrapper.clone() })
    }

    /// The conditions that calls have to fulfil; none where a bound argument does not.
    fn conditions(self, model: Model<'_>, all: &[Condition], shift: usize) -> Option<Vec<Condition>> {
        let bound = model.positional(self.call).len() - 1;
        let mut left = Vec::new();
        for condition in all {
            let position = condition.position.map(|position| position + shift);
            let here = Condition { position: position.map(|position| position + 1), ..condition.clone() };
            if position.is_some_and(|position| position < bound) {
                if !condition::may_hold(model, self.call, &here) {
                    return None;
                }
                continue;
            }
            let mut then = Condition { position: position.map(|position| position - bound), ..condition.clone() };
            if let Some(value) = model.keyword(self.call, &condition.parameter) {
                then.default = condition::constant(model.tree, value);
            }
            left.push(then);
        }
        Some(left)
    }

    /// How calls hand arguments on, where the place for them is not bound.
    fn hands_on(self, model: Model<'_>, all: &HandsOn, moved: impl Fn(usize) -> Option<usize>) -> HandsOn {
        let slot = |(name, position): &(String, usize)| {
            let is_free = model.keyword(self.call, name).is_none();
            moved(*position).filter(|_| is_free).map(|position| (name.clone(), position))
        };
        match all {
            HandsOn::Slots { args, kwargs } => match (slot(args), kwargs.as_ref().map(slot)) {
                (Some(args), None) => HandsOn::Slots { args, kwargs: None },
                (Some(args), Some(Some(kwargs))) => HandsOn::Slots { args, kwargs: Some(kwargs) },
                _ => HandsOn::Unknown,
            },
            other => other.clone(),
        }
    }

    /// The wrapper as the call of `partial` itself calls it, where that gives the function: what is not given here may
    /// be given later, and so may more arguments.
    pub(super) fn given_here(self, model: Model<'_>, wrapper: &Wrapper, shift: usize) -> Wrapper {
        let mut here = wrapper.clone();
        here.through.conditions.retain(|condition| {
            let position = condition.position.map(|position| position + shift + 1);
            !model.given(self.call, &condition.parameter, position).is_empty()
        });
        here.through.starts = false;
        if matches!(here.hands_on, HandsOn::Slots { .. }) {
            here.hands_on = HandsOn::Unknown;
        }
        here
    }
}
