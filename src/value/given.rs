//! What a call gives for a parameter: by position, by name, or out of what a star unpacks.

use super::{Model, Object};
use crate::module::Binding;
use crate::syntax::{Field, Kind, NodeId};

impl Model<'_> {
    /// The expressions that a call may give for a parameter; `Process(**{"target": f})` gives `f` for `target`.
    pub fn given(self, call: NodeId, name: &str, position: Option<usize>) -> Vec<NodeId> {
        let by_position = position.and_then(|position| self.positional(call).get(position).copied());
        match by_position.or_else(|| self.keyword(call, name)) {
            Some(value) => vec![value],
            None => self.given_by_stars(call, name, position),
        }
    }

    /// What libraries made and the calls of a function give for its parameter: its pool, its queue. Others may call it,
    /// too, and give something else.
    pub(super) fn given_by_callers(self, binding: &Binding) -> Vec<Object> {
        let (tree, module) = (self.tree, self.module);
        let function = module.scope(module.symbol(binding.symbol).scope).node;
        let Some(name) = tree.child(function, Field::Name).filter(|_| tree.kind(function) == Kind::FunctionDefinition)
        else {
            return Vec::new();
        };
        let class = self.class_around(function);
        let is_init = class.is_some() && tree.text(name) == "__init__";
        let called = if is_init { class.and_then(|class| self.class_name(class)) } else { Some(name) };
        let Some(called) = called else { return Vec::new() };
        let symbol = module.binding_at(called).map(|binding| binding.symbol);
        let is_of_class = |object: &Object| matches!(object, Object::Instance(of) if class == Some(*of));
        let calls_it = |call: NodeId| match tree.child(call, Field::Function) {
            Some(callee) if tree.kind(callee) == Kind::Identifier => module.symbol_at(callee) == symbol,
            Some(callee) if !is_init && class.is_some() => {
                tree.child(callee, Field::Object).is_some_and(|object| self.objects_of(object).iter().any(is_of_class))
            }
            _ => false,
        };
        let Some(position) = self.position_of(function, binding) else { return Vec::new() };
        let position = if class.is_some() { position.checked_sub(1) } else { Some(position) };
        let parameter = &module.symbol(binding.symbol).name;
        let calls = self.calls_by_name(tree.text(called)).iter().copied().filter(|call| calls_it(*call));
        let mut values: Vec<NodeId> = calls.flat_map(|call| self.given(call, parameter, position)).collect();
        let mentions = symbol.into_iter().filter(|_| class.is_none()).flat_map(|symbol| module.references_to(symbol));
        values.extend(mentions.filter_map(|mention| {
            let (mention, position) = (mention.node, position?);
            self.given_to_target(mention, position).or_else(|| self.given_to_partial(mention, parameter, position))
        }));
        let objects = values.into_iter().flat_map(|value| self.objects(value));
        objects.filter(|object| matches!(object, Object::Made { .. })).collect()
    }

    /// What a process or thread gives to a function by position: `Process(target=work, args=(queue,))`.
    fn given_to_target(self, function: NodeId, position: usize) -> Option<NodeId> {
        let tree = self.tree;
        let keyword = tree.parent(function).filter(|node| tree.kind(*node) == Kind::KeywordArgument)?;
        let name = tree.child(keyword, Field::Name).filter(|name| tree.text(*name) == "target");
        let call = tree.parent(tree.parent(keyword)?).filter(|_| name.is_some())?;
        let args = tree.without_parentheses(self.keyword(call, "args")?);
        let elements: Vec<NodeId> = match tree.kind(args) {
            Kind::Tuple | Kind::List => tree.children(args).collect(),
            _ => return None,
        };
        let is_plain = |element: &&NodeId| tree.kind(**element) != Kind::ListSplat;
        elements.iter().take_while(is_plain).nth(position).copied()
    }

    /// What a `partial` gives to a function: `partial(run, pool)`.
    fn given_to_partial(self, function: NodeId, parameter: &str, position: usize) -> Option<NodeId> {
        let call = self.tree.parent(self.tree.parent(function)?)?;
        let binds = self.callee_name(call) == Some("partial") && self.positional(call).first() == Some(&function);
        let given = self.positional(call).get(position + 1).copied().filter(|_| binds);
        given.or_else(|| self.keyword(call, parameter).filter(|_| binds))
    }

    /// The 0-based position of a parameter, stars and marks aside.
    fn position_of(self, function: NodeId, binding: &Binding) -> Option<usize> {
        let tree = self.tree;
        let all = tree.children(tree.child(function, Field::Parameters)?);
        let mut own = all.filter(|parameter| tree.kind(*parameter) != Kind::PositionalSeparator);
        own.position(|parameter| parameter == binding.node)
    }

    /// The expressions that a call gives by position from a position on.
    pub fn given_from(self, call: NodeId, position: usize) -> Vec<NodeId> {
        let tree = self.tree;
        let by_position =
            |argument: &NodeId| !matches!(tree.kind(*argument), Kind::KeywordArgument | Kind::DictionarySplat);
        let given = self.arguments(call).into_iter().filter(by_position).skip(position);
        let inner =
            |argument| if tree.kind(argument) == Kind::ListSplat { tree.first_child(argument) } else { Some(argument) };
        given.filter_map(inner).collect()
    }

    /// The expressions that a call gives by keywords that are none of these names.
    pub fn given_by_other_keywords(self, call: NodeId, names: &[String]) -> Vec<NodeId> {
        let tree = self.tree;
        let is_other = |argument: NodeId| {
            let name = tree.child(argument, Field::Name).map_or("", |name| tree.text(name));
            !names.iter().any(|known| known == name)
        };
        let value = |argument: NodeId| match tree.kind(argument) {
            Kind::KeywordArgument => tree.child(argument, Field::Value).filter(|_| is_other(argument)),
            Kind::DictionarySplat => tree.first_child(argument),
            _ => None,
        };
        self.arguments(call).into_iter().filter_map(value).collect()
    }

    fn given_by_stars(self, call: NodeId, name: &str, position: Option<usize>) -> Vec<NodeId> {
        let tree = self.tree;
        let before = self.positional(call).len();
        let mut found = Vec::new();
        let mut is_first = true;
        for argument in self.arguments(call) {
            let inner = tree.first_child(argument);
            match tree.kind(argument) {
                Kind::ListSplat => {
                    let index = position.and_then(|position| position.checked_sub(before)).filter(|_| is_first);
                    let parts = inner.zip(index).map(|(inner, index)| self.unpacked_at(inner, index));
                    found.extend(parts.unwrap_or_default());
                    is_first = false;
                }
                Kind::DictionarySplat => {
                    found.extend(inner.map(|inner| self.values_under(inner, name)).unwrap_or_default());
                }
                _ => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What stands at an index of the displays that an expression may be.
    fn unpacked_at(self, sequence: NodeId, index: usize) -> Vec<NodeId> {
        let mut found = Vec::new();
        for display in self.displays(sequence) {
            let parts: Vec<NodeId> = match self.tree.kind(display) {
                Kind::Tuple | Kind::List => self.tree.children(display).collect(),
                _ => self.parts_of_display(display),
            };
            let starred = parts.iter().take(index + 1).any(|part| self.tree.kind(*part) == Kind::ListSplat);
            found.extend(parts.get(index).copied().filter(|_| !starred));
        }
        found
    }

    /// The values that a dict may hold under a key: where it is written out, and where it is set through its name.
    fn values_under(self, dict: NodeId, key: &str) -> Vec<NodeId> {
        let tree = self.tree;
        let is_key = |node: NodeId| tree.kind(node) == Kind::String && tree.text(node).trim_matches(['"', '\'']) == key;
        let mut found = Vec::new();
        for display in self.displays(dict) {
            found.extend(self.keyword(display, key));
            let pairs = tree.children(display).filter(|part| tree.kind(*part) == Kind::Pair);
            let named = pairs.filter(|pair| tree.child(*pair, Field::Key).is_some_and(is_key));
            found.extend(named.filter_map(|pair| tree.child(pair, Field::Value)));
        }
        let name = tree.without_parentheses(dict);
        let symbol = self.module.symbol_at(name).filter(|_| tree.kind(name) == Kind::Identifier);
        for reference in symbol.into_iter().flat_map(|symbol| self.module.references_to(symbol)) {
            let subscript = tree.parent(reference.node).filter(|node| tree.kind(*node) == Kind::Subscript);
            let named = subscript.filter(|node| tree.child(*node, Field::Subscript).is_some_and(is_key));
            let assignment =
                named.and_then(|node| tree.parent(node).filter(|it| tree.child(*it, Field::Left) == named));
            found.extend(assignment.and_then(|assignment| tree.child(assignment, Field::Right)));
        }
        found
    }

    /// What a star unpacks from an index on, where it is written out.
    pub fn unpacked_from(self, sequence: NodeId, index: usize) -> Option<Vec<NodeId>> {
        let displays = self.displays(sequence);
        let [display] = displays[..] else { return None };
        let is_written = matches!(self.tree.kind(display), Kind::Tuple | Kind::List);
        is_written.then(|| self.parts_of_display(display).into_iter().skip(index).collect())
    }
}
