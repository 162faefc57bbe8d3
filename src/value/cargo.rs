//! What a value carries across the process boundary: the parts of it that are written out, each as a leaf to judge.

use super::Model;
use crate::index::Cargo;
use crate::syntax::{Field, Kind, NodeId};

/// A part of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The expression, no display.
    pub value: NodeId,
    /// Whether the items of it cross, and not itself.
    pub items: bool,
}

/// Calls that give the items of what they are given.
const ITERATES: &[&str] = &["enumerate", "list", "tuple", "sorted", "reversed", "set", "iter", "zip"];

impl Model<'_> {
    /// The parts of a value that cross the process boundary, as far as they are written out in it.
    pub fn leaves(self, value: NodeId, cargo: Cargo) -> Vec<Leaf> {
        let mut found = Vec::new();
        match cargo {
            Cargo::Function => self.bound_arguments(value, &mut found),
            Cargo::Whole => self.collect_leaves(value, false, &mut found),
            Cargo::Items => self.collect_leaves(value, true, &mut found),
        }
        found
    }

    fn collect_leaves(self, value: NodeId, items: bool, found: &mut Vec<Leaf>) {
        let tree = self.tree;
        let value = tree.without_parentheses(value);
        match tree.kind(value) {
            Kind::List | Kind::Tuple | Kind::Set | Kind::ExpressionList => {
                for part in tree.children(value).collect::<Vec<_>>() {
                    match tree.kind(part) {
                        Kind::ListSplat => self.collect_first(part, true, found),
                        _ => self.collect_leaves(part, false, found),
                    }
                }
            }
            Kind::Dictionary if !items => {
                for part in tree.children(value).collect::<Vec<_>>() {
                    match tree.child(part, Field::Value) {
                        Some(value) => self.collect_leaves(value, false, found),
                        None => self.collect_first(part, false, found),
                    }
                }
            }
            Kind::Dictionary => {}
            Kind::ListComprehension | Kind::SetComprehension | Kind::DictionaryComprehension => {
                for part in self.parts_of_display(value) {
                    self.collect_leaves(part, false, found);
                }
            }
            Kind::GeneratorExpression if items => {
                for part in self.parts_of_display(value) {
                    self.collect_leaves(part, false, found);
                }
            }
            // `[lock] * 3`, `[log] + words`
            Kind::BinaryOperator if items => {
                for operand in tree.children(value).collect::<Vec<_>>() {
                    if matches!(tree.kind(operand), Kind::List | Kind::Tuple) {
                        self.collect_leaves(operand, true, found);
                    }
                }
            }
            Kind::KeywordArgument => {
                if let Some(value) = tree.child(value, Field::Value) {
                    self.collect_leaves(value, items, found);
                }
            }
            Kind::Call if items => self.collect_items_of_call(value, found),
            Kind::Call if self.is_call_of(value, "functools.partial") => self.bound_arguments(value, found),
            // `dict(log=log)`
            Kind::Call if self.is_call_of_builtin(value, "dict") => {
                for argument in self.arguments(value) {
                    if tree.kind(argument) == Kind::KeywordArgument {
                        self.collect_leaves(argument, false, found);
                    }
                }
            }
            // `jobs = [(path, lock)]`, and what is added to it.
            Kind::Identifier if items && !self.is_dict(value) => {
                let displayed = self.displays(value).into_iter().flat_map(|display| self.parts_of_display(display));
                let parts: Vec<NodeId> = displayed.chain(self.added_elements(value)).collect();
                let followed = self.guarded(|| {
                    for part in &parts {
                        self.collect_leaves(*part, false, found);
                    }
                });
                if parts.is_empty() || followed.is_none() {
                    found.push(Leaf { value, items });
                }
            }
            _ => found.push(Leaf { value, items }),
        }
    }

    fn collect_first(self, node: NodeId, items: bool, found: &mut Vec<Leaf>) {
        if let Some(inner) = self.tree.first_child(node) {
            self.collect_leaves(inner, items, found);
        }
    }

    fn collect_items_of_call(self, call: NodeId, found: &mut Vec<Leaf>) {
        let tree = self.tree;
        let arguments = self.positional(call);
        let Some(function) = tree.child(call, Field::Function) else { return };
        let first = arguments.first().copied();
        if tree.kind(function) == Kind::Identifier && ITERATES.contains(&tree.text(function)) {
            let count = if tree.text(function) == "zip" { arguments.len() } else { 1 };
            for argument in arguments.into_iter().take(count) {
                self.collect_leaves(argument, true, found);
            }
        } else if self.is_call_of(call, "itertools.repeat") {
            if let Some(first) = first {
                self.collect_leaves(first, false, found);
            }
        } else if self.is_call_of(call, "itertools.chain") || self.is_call_of(call, "itertools.product") {
            for argument in arguments {
                self.collect_leaves(argument, true, found);
            }
        } else {
            found.push(Leaf { value: call, items: true });
        }
    }

    /// What a `partial` binds: it travels with the function.
    fn bound_arguments(self, value: NodeId, found: &mut Vec<Leaf>) {
        let tree = self.tree;
        let value = tree.without_parentheses(value);
        if tree.kind(value) != Kind::Call || !self.is_call_of(value, "functools.partial") {
            return;
        }
        for (index, argument) in self.arguments(value).into_iter().enumerate() {
            match tree.kind(argument) {
                Kind::ListSplat => self.collect_first(argument, true, found),
                Kind::DictionarySplat => self.collect_first(argument, false, found),
                _ if index == 0 => self.bound_arguments(argument, found),
                _ => self.collect_leaves(argument, false, found),
            }
        }
    }

    /// Whether what crosses are the keys of a dict.
    pub fn is_keys_of_dict(self, value: NodeId, cargo: Cargo) -> bool {
        cargo == Cargo::Items && self.is_dict(value)
    }

    /// Whether a call calls a builtin.
    pub fn is_call_of_builtin(self, call: NodeId, name: &str) -> bool {
        let function = self.tree.child(call, Field::Function);
        function.is_some_and(|function| self.is_builtin(function) && self.tree.text(function) == name)
    }

    /// Whether a call calls what has a dotted name.
    pub fn is_call_of(self, call: NodeId, path: &str) -> bool {
        let function = self.tree.child(call, Field::Function);
        function.is_some_and(|function| self.paths(function).iter().any(|found| found == path))
    }
}
