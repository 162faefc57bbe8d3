//! How a call passes arguments on to a function that it is given.

use std::borrow::Cow;

use super::Model;
use crate::syntax::{Field, Kind, NodeId};

/// An argument of a call that takes the arguments for somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The name of the parameter.
    pub name: Cow<'static, str>,
    /// Its 0-based position in the call.
    pub position: usize,
    /// What is given for it.
    pub value: Option<NodeId>,
}

/// How a call passes arguments on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forwarding {
    /// In a tuple and a dict: `Process(target=f, args=(1,), kwargs={})`.
    Tuple {
        /// The call.
        call: NodeId,
        /// The tuple.
        args: Slot,
        /// The dict.
        kwargs: Option<Slot>,
    },
    /// Behind the function: `submit(f, 1, k=2)`.
    Rest {
        /// The call.
        call: NodeId,
        /// Whether keywords are passed on, too.
        keywords: bool,
    },
    /// One from each iterable: `map(f, xs)`.
    Items {
        /// How many the function is given; none where that can't be told.
        count: Option<usize>,
    },
    /// Not at all, or nobody knows how.
    Unknown,
}

/// When the child that gets a payload reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Starts {
    /// As soon as the call is made.
    AtOnce,
    /// At one of these calls of `start()`.
    At(Vec<NodeId>),
    /// Some time later.
    Unknown,
}

/// What a function is given by a call that forwards to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// How many positional arguments.
    pub positional: usize,
    /// The names of the keyword arguments.
    pub keywords: Vec<String>,
}

impl Forwarding {
    /// What the function at `function` is given; none where that can't be told.
    pub fn passed(&self, model: Model<'_>, function: NodeId) -> Option<Passed> {
        match self {
            Self::Tuple { args, kwargs, .. } => {
                let positional = args.value.map_or(Some(0), |value| model.display_length(value))?;
                let dict = kwargs.as_ref().and_then(|slot| slot.value);
                let keywords = dict.map_or(Some(Vec::new()), |value| model.display_keys(value))?;
                Some(Passed { positional, keywords })
            }
            Self::Rest { call, .. } => model.passed_behind(*call, function),
            Self::Items { count } => count.map(|positional| Passed { positional, keywords: Vec::new() }),
            Self::Unknown => None,
        }
    }
}

impl Model<'_> {
    /// How many elements a tuple or list display has, where none is starred.
    fn display_length(self, value: NodeId) -> Option<usize> {
        let tree = self.tree;
        let display = matches!(tree.kind(value), Kind::Tuple | Kind::List);
        let starred = tree.children(value).any(|part| tree.kind(part) == Kind::ListSplat);
        (display && !starred).then(|| tree.children(value).count())
    }

    /// The keys of a dict display, where all are plain strings.
    fn display_keys(self, value: NodeId) -> Option<Vec<String>> {
        let tree = self.tree;
        if tree.kind(value) != Kind::Dictionary {
            return None;
        }
        let key = |pair: NodeId| {
            let key = tree.child(pair, Field::Key).filter(|key| tree.kind(*key) == Kind::String)?;
            Some(tree.text(key).trim_matches(['"', '\'']).to_owned())
        };
        tree.children(value).map(key).collect()
    }

    /// What a call passes behind one of its arguments.
    pub fn passed_behind(self, call: NodeId, function: NodeId) -> Option<Passed> {
        let tree = self.tree;
        let mut passed = Passed::default();
        for argument in self.arguments(call).into_iter().filter(|argument| *argument > function) {
            match tree.kind(argument) {
                Kind::ListSplat | Kind::DictionarySplat => return None,
                Kind::KeywordArgument => {
                    let label = tree.child(argument, Field::Name);
                    passed.keywords.extend(label.map(|label| tree.text(label).to_owned()));
                }
                _ => passed.positional += 1,
            }
        }
        Some(passed)
    }
}
