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
    /// How many elements a tuple or list has that is written out, here or where its name is bound.
    fn display_length(self, value: NodeId) -> Option<usize> {
        // `x = (*x, 1)` has no end.
        self.guarded(|| self.display_length_unguarded(value)).flatten()
    }

    fn display_length_unguarded(self, value: NodeId) -> Option<usize> {
        let tree = self.tree;
        let value = self.written_out(value);
        match tree.kind(value) {
            Kind::Tuple | Kind::List => tree
                .children(value)
                .map(|part| match tree.kind(part) {
                    Kind::ListSplat => tree.first_child(part).and_then(|inner| self.display_length(inner)),
                    _ => Some(1),
                })
                .sum(),
            Kind::BinaryOperator if tree.has_token(value, "+") => {
                tree.children(value).map(|part| self.display_length(part)).sum()
            }
            Kind::Call => {
                let function = tree.child(value, Field::Function)?;
                let copies = self.is_builtin(function) && matches!(tree.text(function), "list" | "tuple");
                let [display] = self.arguments(value)[..] else { return None };
                self.display_length(display).filter(|_| copies)
            }
            _ => None,
        }
    }

    /// The display that a name stands for, where that can't be another one when it is read.
    pub fn written_out(self, value: NodeId) -> NodeId {
        let tree = self.tree;
        let value = tree.without_parentheses(value);
        let symbol = self.module.symbol_at(value).filter(|_| tree.kind(value) == Kind::Identifier);
        let binding = symbol.and_then(|symbol| self.module.only_binding(symbol));
        let Some(binding) = binding else { return value };
        let Some(bound) = self.module.value_of(tree, binding).map(|bound| tree.without_parentheses(bound)) else {
            return value;
        };
        let only_read = || {
            self.module.references_to(binding.symbol).all(|reference| {
                let name = tree.parent(reference.node).filter(|parent| tree.kind(*parent) == Kind::KeywordArgument);
                let name = name.and_then(|keyword| tree.child(keyword, Field::Name)).map_or("", |name| tree.text(name));
                matches!(name, "args" | "kwargs" | "kwds" | "initargs")
                    || self.is_task_argument(reference.node)
                    || tree
                        .parent(reference.node)
                        .is_some_and(|parent| matches!(tree.kind(parent), Kind::ListSplat | Kind::DictionarySplat))
            })
        };
        match tree.kind(bound) {
            Kind::Tuple => bound,
            Kind::List | Kind::Dictionary if only_read() => bound,
            Kind::Call if only_read() => bound,
            _ => value,
        }
    }

    /// Whether a node is an argument of `apply`, which only reads it.
    fn is_task_argument(self, node: NodeId) -> bool {
        let tree = self.tree;
        let list = tree.parent(node).filter(|list| tree.kind(*list) == Kind::ArgumentList);
        let function = list.and_then(|list| tree.parent(list)).and_then(|call| tree.child(call, Field::Function));
        let name = function.and_then(|function| tree.child(function, Field::Attribute));
        name.is_some_and(|name| matches!(tree.text(name), "apply" | "apply_async"))
    }

    /// The keys of a dict that is written out, here or where its name is bound, where all are plain strings.
    fn display_keys(self, value: NodeId) -> Option<Vec<String>> {
        let tree = self.tree;
        let value = self.written_out(value);
        if tree.kind(value) == Kind::Call {
            let function = tree.child(value, Field::Function)?;
            let is_dict = self.is_builtin(function) && tree.text(function) == "dict";
            let name = |argument: &NodeId| {
                let keyword = Some(*argument).filter(|argument| tree.kind(*argument) == Kind::KeywordArgument)?;
                tree.child(keyword, Field::Name).map(|name| tree.text(name).to_owned())
            };
            return self.arguments(value).iter().map(name).collect::<Option<_>>().filter(|_| is_dict);
        }
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
