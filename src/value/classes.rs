//! Classes: which of the file's classes a value needs where it is unpickled, and what a class is made from. A class is
//! a `class` statement, or the call that makes one: `namedtuple("Job", "name size")`.

use super::{Model, Object};
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId};

/// Calls that make a class.
const FUNCTIONAL: &[&str] = &[
    "collections.namedtuple",
    "typing.NamedTuple",
    "typing.TypedDict",
    "enum.Enum",
    "enum.IntEnum",
    "enum.Flag",
    "enum.IntFlag",
    "enum.StrEnum",
    "dataclasses.make_dataclass",
];

/// Whether a call of this dotted name makes a class.
pub(super) fn makes_class(path: &str) -> bool {
    FUNCTIONAL.contains(&path)
}

impl Model<'_> {
    /// Whether a call makes a class.
    pub fn is_functional_class(self, call: NodeId) -> bool {
        let function = self.tree.child(call, Field::Function).filter(|_| self.tree.kind(call) == Kind::Call);
        function.is_some_and(|function| self.paths(function).iter().any(|path| makes_class(path)))
    }

    /// The classes of this file that a child needs to unpickle a value: those of instances, of bound methods, of what
    /// is in containers and attributes, and classes that are sent themselves.
    pub fn classes_in(self, value: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.collect_classes(value, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn collect_classes(self, value: NodeId, found: &mut Vec<NodeId>) {
        self.guarded(|| {
            // `Color.RED`, where `Color` is what a call of `Enum` made.
            if let Some(object) = self.tree.child(value, Field::Object) {
                let made = self.objects(object).into_iter().filter_map(|object| match object {
                    Object::Made { path, call } if makes_class(&path) && path.starts_with("enum.") => Some(call),
                    _ => None,
                });
                found.extend(made);
            }
            for object in self.objects(value) {
                self.collect_classes_of(&object, found);
            }
            for argument in self.listed(value).into_iter().chain(self.kept_arguments(value)) {
                self.collect_classes(argument, found);
            }
            for added in self.added_elements(value) {
                self.collect_classes(added, found);
            }
        });
    }

    fn collect_classes_of(self, object: &Object, found: &mut Vec<NodeId>) {
        match object {
            Object::Class(class) => found.push(*class),
            Object::Function(function) => found.extend(self.class_around(*function)),
            Object::Instance(class) | Object::Method { class, .. } => {
                if found.contains(class) {
                    return;
                }
                if self.is_pickled_without_class(*class) {
                    return;
                }
                found.push(*class);
                if self.tree.kind(*class) == Kind::ClassDefinition && !self.says_how_it_is_pickled(*class) {
                    for (_, value) in self.attribute_values(*class) {
                        self.collect_classes(value, found);
                    }
                }
            }
            Object::Made { path, call } if path == "functools.partial" => {
                for argument in self.arguments(*call) {
                    let part = self.tree.child(argument, Field::Value);
                    self.collect_classes(part.unwrap_or(argument), found);
                }
            }
            Object::Made { path, call } if makes_class(path) => found.push(*call),
            Object::Expression(value) => {
                // What the body of an enum assigns is a member of it.
                found.extend(self.class_around(*value).filter(|class| self.is_enum(*class)));
                for element in self.parts_of_display(*value) {
                    self.collect_classes(element, found);
                }
            }
            _ => {}
        }
    }

    /// Whether a class defines a `__reduce__` that does not name it: what that answers is made from something else.
    fn is_pickled_without_class(self, class: NodeId) -> bool {
        let Some(scope) = self.module.scope_of(class) else { return false };
        let own = ["__reduce__", "__reduce_ex__"].iter().find_map(|name| self.module.own_symbol(scope, name));
        let Some(method) = own.and_then(|symbol| self.module.only_binding(symbol)) else { return false };
        let name = self.class_name_text(class);
        !self.tree.subtree(method.node).any(|node| {
            let text = self.tree.text(node);
            self.tree.kind(node) == Kind::Identifier && (text == name || matches!(text, "type" | "__class__" | "super"))
        })
    }

    /// The arguments of a construction that the instance keeps: those that `__init__` assigns to an attribute, all of a
    /// named tuple or dataclass.
    pub(super) fn kept_arguments(self, value: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        for call in self.constructions(value) {
            self.collect_kept(call, &mut found);
        }
        found
    }

    /// The calls that an expression may be the answer of, through names and elements.
    fn constructions(self, value: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.guarded(|| self.collect_constructions(value, &mut found));
        found
    }

    fn collect_constructions(self, value: NodeId, found: &mut Vec<NodeId>) {
        let tree = self.tree;
        let value = tree.without_parentheses(value);
        match tree.kind(value) {
            Kind::Call => found.push(value),
            Kind::Identifier => {
                let symbol = self.module.symbol_at(value);
                let bindings = symbol.map(|symbol| self.module.reaching(tree, symbol, value)).unwrap_or_default();
                for binding in bindings {
                    let values = match binding.kind {
                        BindingKind::Assignment | BindingKind::Walrus => self
                            .module
                            .value_of(tree, &binding)
                            .or_else(|| self.unpacked(&binding))
                            .into_iter()
                            .collect(),
                        BindingKind::For | BindingKind::Comprehension => self.iterated(&binding),
                        _ => Vec::new(),
                    };
                    for value in values {
                        self.guarded(|| self.collect_constructions(value, found));
                    }
                }
            }
            _ => {}
        }
    }

    fn collect_kept(self, value: NodeId, found: &mut Vec<NodeId>) {
        let tree = self.tree;
        let Some(function) = tree.child(value, Field::Function) else { return };
        for object in self.objects(function) {
            let Object::Class(class) = object else {
                let made = matches!(&object, Object::Made { path, .. } if makes_class(path));
                found.extend(self.positional(value).into_iter().filter(|_| made));
                continue;
            };
            let Some(scope) = self.module.scope_of(class).filter(|_| !self.says_how_it_is_pickled(class)) else {
                continue;
            };
            let init = self.module.own_symbol(scope, "__init__").and_then(|symbol| self.module.only_binding(symbol));
            let Some(init) = init else {
                let fields = self.decorators(class).next().is_some()
                    || self.foreign_bases(class).iter().any(|base| base.ends_with("NamedTuple"));
                let named = self.arguments(value).into_iter().filter_map(|argument| tree.child(argument, Field::Value));
                found.extend(self.positional(value).into_iter().chain(named).filter(|_| fields));
                continue;
            };
            let list = tree.child(init.node, Field::Parameters);
            let parameters = list.into_iter().flat_map(|list| tree.children(list)).skip(1);
            for (index, parameter) in parameters.enumerate() {
                let name = tree.subtree(parameter).find(|node| tree.kind(*node) == Kind::Identifier);
                let kept = self.attribute_of_parameter(class, name).is_some();
                let by_name = name.and_then(|name| self.keyword(value, tree.text(name)));
                let given = self.positional(value).get(index).copied().or(by_name);
                found.extend(given.filter(|_| kept));
            }
        }
    }

    /// What calls of methods give to the instance that a name holds, and it keeps: `hooks.add(f)`, where `add` appends
    /// to a list of `self`. What comes after the instance is sent does not count.
    pub(super) fn given_to_methods(self, instance: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let instance = tree.without_parentheses(instance);
        let is_pickled_whole = |object: &Object| match object {
            Object::Instance(class) => !self.says_how_it_is_pickled(*class),
            _ => false,
        };
        if tree.kind(instance) != Kind::Identifier || !self.objects(instance).iter().any(is_pickled_whole) {
            return Vec::new();
        }
        let symbol = self.module.symbol_at(instance);
        let references = symbol.into_iter().flat_map(|symbol| self.module.references_to(symbol));
        let method_calls = references.filter_map(|reference| {
            let method = tree.parent(reference.node).filter(|node| tree.kind(*node) == Kind::Attribute)?;
            let call = tree.parent(method).filter(|call| tree.child(*call, Field::Function) == Some(method))?;
            self.comes_before(call, instance).then_some((method, call))
        });
        let mut found = Vec::new();
        for (method, call) in method_calls {
            for object in self.objects(method) {
                if let Object::Method { class, function } = object {
                    found.extend(self.kept_of(class, function, call));
                }
            }
        }
        found
    }

    /// Whether a place may be reached before another one: not where it stands behind it, outside of a loop.
    fn comes_before(self, node: NodeId, other: NodeId) -> bool {
        let tree = self.tree;
        let is_loop = |outer: &NodeId| matches!(tree.kind(*outer), Kind::ForStatement | Kind::WhileStatement);
        let mut loops = tree.ancestors(node).filter(is_loop);
        node < other
            || self.function_around(node) != self.function_around(other)
            || loops.any(|outer| tree.is_within(other, outer))
    }

    /// The arguments of a call of a method that an instance keeps in an attribute or a container in one.
    fn kept_of(self, class: NodeId, method: NodeId, call: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let list = tree.child(method, Field::Parameters);
        let parameters = list.into_iter().flat_map(|list| tree.children(list)).skip(1).enumerate();
        let mut found = Vec::new();
        for (index, parameter) in parameters {
            let name = tree.subtree(parameter).find(|node| tree.kind(*node) == Kind::Identifier);
            let Some(symbol) = name.and_then(|name| self.module.binding_at(name)).map(|binding| binding.symbol) else {
                continue;
            };
            let is_it = |value: NodeId| self.module.symbol_at(value) == Some(symbol);
            let added = self.attributes_added_to(class).into_iter();
            let kept = self.attribute_values(class).into_iter().chain(added).any(|(_, value)| is_it(value));
            if kept && self.module.only_binding(symbol).is_some() {
                found.extend(self.given(call, &self.module.symbol(symbol).name, Some(index)));
            }
        }
        found
    }

    /// The attribute in which a class keeps a parameter of its `__init__`.
    fn attribute_of_parameter(self, class: NodeId, name: Option<NodeId>) -> Option<String> {
        let symbol = self.module.binding_at(name?)?.symbol;
        self.module.only_binding(symbol)?;
        let mut values = self.attribute_values(class).into_iter();
        values.find(|(_, value)| self.module.symbol_at(*value) == Some(symbol)).map(|(attribute, _)| attribute)
    }

    /// The arguments of a construction that the instance surely keeps as they are, each with the attribute: where no
    /// method gives that anything else.
    pub(super) fn kept_by_name(self, value: NodeId) -> Vec<(String, NodeId)> {
        let tree = self.tree;
        let value = tree.without_parentheses(value);
        let bound = self.module.symbol_at(value).and_then(|symbol| self.module.only_binding(symbol));
        let value = bound.and_then(|binding| self.module.value_of(tree, binding)).unwrap_or(value);
        let function = tree.child(value, Field::Function).filter(|_| tree.kind(value) == Kind::Call);
        let made = function.map(|function| self.objects(function)).unwrap_or_default();
        let [Object::Class(class)] = &made[..] else { return Vec::new() };
        let init = super::method(self, *class, "__init__");
        let list = init.and_then(|init| tree.child(init, Field::Parameters));
        let parameters = list.into_iter().flat_map(|list| tree.children(list)).skip(1).enumerate();
        let kept = parameters.filter_map(|(index, parameter)| {
            let name = tree.subtree(parameter).find(|node| tree.kind(*node) == Kind::Identifier)?;
            let attribute = self.attribute_of_parameter(*class, Some(name))?;
            let only = self.values_of_attribute(*class, &attribute).len() == 1;
            let given = self.positional(value).get(index).copied().or_else(|| self.keyword(value, tree.text(name)));
            Some((attribute, given.filter(|_| only)?))
        });
        kept.collect()
    }

    /// What `list(x)`, `sorted(x)` and the like are made from.
    fn listed(self, value: NodeId) -> Vec<NodeId> {
        const LISTS: &[&str] = &["list", "tuple", "set", "frozenset", "sorted", "reversed", "dict", "iter"];
        let value = self.tree.without_parentheses(value);
        let function = self.tree.child(value, Field::Function).filter(|_| self.tree.kind(value) == Kind::Call);
        let lists = function.is_some_and(|function| LISTS.contains(&self.tree.text(function)));
        if lists { self.positional(value).into_iter().take(1).collect() } else { Vec::new() }
    }

    /// Whether a `class` statement makes an enum.
    pub fn is_enum(self, class: NodeId) -> bool {
        self.foreign_bases(class).iter().any(|base| base.starts_with("enum."))
    }

    /// The dotted names of the classes of other files that a class inherits from, directly or through classes of this
    /// file.
    pub fn foreign_bases(self, class: NodeId) -> Vec<String> {
        let mut found = Vec::new();
        self.collect_foreign_bases(class, &mut found);
        found
    }

    fn collect_foreign_bases(self, class: NodeId, found: &mut Vec<String>) {
        for base in self.bases(class) {
            match base {
                Object::Path(path) => found.push(path),
                Object::Builtin(name) => found.push(format!("builtins.{name}")),
                Object::Class(base) => {
                    self.guarded(|| self.collect_foreign_bases(base, found));
                }
                Object::Made { path, .. } => found.push(format!("{path}()")),
                _ => found.push("?".to_owned()),
            }
        }
    }

    /// The classes of this file that a class inherits from, directly or through others, itself first.
    pub fn own_bases(self, class: NodeId) -> Vec<NodeId> {
        let mut found = vec![class];
        let mut next = 0;
        while let Some(class) = found.get(next).copied() {
            next += 1;
            for base in self.bases(class) {
                if let Object::Class(base) = base
                    && !found.contains(&base)
                {
                    found.push(base);
                }
            }
        }
        found
    }
}

impl<'a> Model<'a> {
    /// The identifier that names a class: that of its statement, or the variable that the call which makes it is all
    /// that is assigned to.
    pub fn class_name(self, class: NodeId) -> Option<NodeId> {
        let tree = self.tree;
        if tree.kind(class) == Kind::ClassDefinition {
            return tree.child(class, Field::Name);
        }
        let assignment =
            tree.parent(tree.with_parentheses(class)).filter(|node| tree.kind(*node) == Kind::Assignment)?;
        tree.child(assignment, Field::Left).filter(|left| tree.kind(*left) == Kind::Identifier)
    }

    /// The name of a class as it is written.
    pub fn class_name_text(self, class: NodeId) -> &'a str {
        self.class_name(class).map_or("?", |name| self.tree.text(name))
    }
}
