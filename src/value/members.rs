//! Members of classes of this file: what their bodies bind, what their methods assign to attributes, and what they
//! inherit.

use std::rc::Rc;

use super::{Model, Object, known};
use crate::module::{Binding, BindingKind};
use crate::syntax::{Field, Kind, NodeId};

impl Model<'_> {
    /// What an attribute of a class of this file, or of its instances, may hold.
    pub(super) fn collect_class_member(self, class: NodeId, name: &str, bound: bool, found: &mut Vec<Object>) {
        let before = found.len();
        let Some(scope) = self.module.scope_of(class) else { return found.push(Object::Unknown) };
        let name = self.module.mangled(scope, name);
        if let Some(symbol) = self.module.own_symbol(scope, &name) {
            for binding in self.module.bindings_of(symbol).copied().collect::<Vec<_>>() {
                if bound && self.collect_property(&binding, found) {
                    continue;
                }
                let mut held = Vec::new();
                match self.tree.child(binding.node, Field::Type) {
                    // `pool: Pool` in a dataclass.
                    Some(annotation) if binding.kind == BindingKind::Annotation => {
                        self.collect_annotation(annotation, &mut held);
                    }
                    _ => self.collect_binding(&binding, &mut held),
                }
                let value = self.module.value_of(self.tree, &binding);
                let is_static = value.is_some_and(|value| self.static_method(value).is_some());
                found.extend(held.into_iter().map(|object| match object {
                    Object::Function(function) if bound && !is_static && !self.is_static(function) => {
                        Object::Method { class, function }
                    }
                    other => other,
                }));
            }
        }
        for value in self.attributes(class).of(&name).iter().chain(self.set_on_class(class).of(&name)) {
            self.collect(*value, found);
        }
        if found.len() == before {
            self.collect_inherited(class, &name, bound, found);
        }
    }

    /// What an instance has in `field(default_factory=list)`.
    pub(super) fn collect_field(self, call: NodeId, found: &mut Vec<Object>) {
        if let Some(default) = self.keyword(call, "default") {
            return self.collect(default, found);
        }
        let Some(factory) = self.keyword(call, "default_factory") else { return found.push(Object::Unknown) };
        for object in self.objects(factory) {
            match object {
                Object::Path(path) => found.push(self.made(path, call)),
                Object::Builtin(name) => found.push(Object::MadeByBuiltin { name, call }),
                Object::Class(class) => found.push(Object::Instance(class)),
                Object::Function(function) => self.collect_returned(function, call, found),
                _ => found.push(Object::Unknown),
            }
        }
    }

    pub(super) fn collect_inherited(self, class: NodeId, name: &str, bound: bool, found: &mut Vec<Object>) {
        let before = found.len();
        for base in self.bases(class) {
            match base {
                Object::Class(base) => {
                    self.guarded(|| self.collect_class_member(base, name, bound, found));
                }
                Object::Path(path) => {
                    let call = if bound { "()" } else { "" };
                    found.push(Object::Path(self.index.canonical(format!("{path}{call}.{name}"))));
                }
                _ => {}
            }
        }
        if found.len() == before {
            found.push(Object::Unknown);
        }
    }

    /// Whether an expression may be an instance of a class of this file with a method of that name.
    pub fn has_method(self, value: NodeId, name: &str) -> bool {
        self.objects(value).into_iter().any(|object| {
            let members = if let Object::Instance(class) = object { self.member(class, name) } else { Vec::new() };
            members.iter().any(|member| matches!(member, Object::Method { .. }))
        })
    }

    /// What an attribute of the instances of a class of this file may hold.
    pub fn member(self, class: NodeId, name: &str) -> Vec<Object> {
        let mut found = Vec::new();
        self.collect_class_member(class, name, true, &mut found);
        found
    }

    /// The base classes of a class.
    pub fn bases(self, class: NodeId) -> Vec<Object> {
        let arguments = self.tree.child(class, Field::Superclasses);
        let bases = arguments.into_iter().flat_map(|list| self.tree.children(list));
        bases
            .filter(|base| self.tree.kind(*base) != Kind::KeywordArgument)
            .map(|base| self.without_subscript(base))
            .flat_map(|base| self.objects(base))
            .collect()
    }

    /// `Box` of `Box[int]`.
    pub fn without_subscript(self, base: NodeId) -> NodeId {
        let generic = self.tree.child(base, Field::Value).filter(|_| self.tree.kind(base) == Kind::Subscript);
        generic.unwrap_or(base)
    }

    /// Every value that a method of the class assigns to an attribute of its instance, with the attribute's name.
    pub fn attribute_values(self, class: NodeId) -> Vec<(String, NodeId)> {
        self.attributes(class).all.clone()
    }

    /// Every value that a method of the class assigns to one (mangled) attribute of its instance.
    pub fn values_of_attribute(self, class: NodeId, name: &str) -> Vec<NodeId> {
        self.attributes(class).of(name).to_vec()
    }

    fn attributes(self, class: NodeId) -> Rc<known::Attributes> {
        self.known_attributes(class, || self.find_attribute_values(class))
    }

    fn find_attribute_values(self, class: NodeId) -> Vec<(String, NodeId)> {
        let tree = self.tree;
        let mut found = Vec::new();
        for node in tree.of_kind(class, Kind::Assignment).iter().copied() {
            let (Some(left), Some(value)) = (tree.child(node, Field::Left), tree.child(node, Field::Right)) else {
                continue;
            };
            let value = self.last_value(value);
            // `self.name, self.run = name, run`
            let targets: Vec<(NodeId, Option<NodeId>)> = match tree.kind(left) {
                Kind::PatternList | Kind::TuplePattern => {
                    let is_one = |target: &NodeId| tree.kind(*target) != Kind::ListSplatPattern;
                    let targets = tree.children(left).take_while(is_one).enumerate();
                    targets.map(|(index, target)| (target, self.component(value, &[index]))).collect()
                }
                _ => vec![(left, Some(value))],
            };
            for (target, value) in targets {
                found.extend(self.attribute_of_receiver(target, class).zip(value));
            }
        }
        found
    }

    /// Every value that is assigned to an attribute of the class itself, `cls.pool` or `Engine.pool`: its instances
    /// have it, and do not take it along.
    fn set_on_class(self, class: NodeId) -> Rc<known::Attributes> {
        self.known_set_on_class(class, || {
            let tree = self.tree;
            let symbol = tree.child(class, Field::Name).and_then(|name| self.module.symbol_at(name));
            let by_name = symbol.into_iter().flat_map(|symbol| self.module.references_to(symbol));
            let by_name = by_name.filter_map(|reference| tree.parent(reference.node));
            let by_receiver = tree.of_kind(class, Kind::Attribute).iter().copied().filter(|attribute| {
                let receiver = tree.child(*attribute, Field::Object).and_then(|object| self.module.symbol_at(object));
                let receiver = receiver.and_then(|symbol| self.module.only_binding(symbol));
                receiver.is_some_and(|binding| {
                    binding.kind == BindingKind::Parameter
                        && self.class_of_receiver(binding) == Some(Object::Class(class))
                })
            });
            by_name.chain(by_receiver).filter_map(|attribute| self.assigned_to(attribute)).collect()
        })
    }

    /// The (mangled) name of an attribute that is assigned to, and the value.
    fn assigned_to(self, attribute: NodeId) -> Option<(String, NodeId)> {
        let tree = self.tree;
        let name = tree.child(attribute, Field::Attribute).filter(|_| tree.kind(attribute) == Kind::Attribute)?;
        let assignment = tree.parent(attribute).filter(|node| tree.kind(*node) == Kind::Assignment)?;
        let value = tree.child(assignment, Field::Right).filter(|value| *value != attribute)?;
        Some((self.module.mangled(self.module.scope_at(tree, name), tree.text(name)), self.last_value(value)))
    }

    /// The value of `a = b = value`.
    fn last_value(self, mut value: NodeId) -> NodeId {
        while self.tree.kind(value) == Kind::Assignment {
            match self.tree.child(value, Field::Right) {
                Some(next) => value = next,
                None => break,
            }
        }
        value
    }

    /// The (mangled) `x` of `self.x` in a method of the class.
    pub fn attribute_of_receiver(self, node: NodeId, class: NodeId) -> Option<String> {
        let tree = self.tree;
        if tree.kind(node) != Kind::Attribute {
            return None;
        }
        let (object, name) = (tree.child(node, Field::Object)?, tree.child(node, Field::Attribute)?);
        if tree.kind(object) != Kind::Identifier {
            return None;
        }
        let binding = self.module.symbol_at(object).and_then(|symbol| self.module.only_binding(symbol))?;
        let receives =
            binding.kind == BindingKind::Parameter && self.class_of_receiver(binding) == Some(Object::Instance(class));
        let scope = self.module.scope_at(tree, name);
        receives.then(|| self.module.mangled(scope, tree.text(name)))
    }

    /// What reading an attribute gives that a method computes: `property`, `cached_property` and their kin of other
    /// libraries. Answers whether the binding is such a method.
    fn collect_property(self, binding: &Binding, found: &mut Vec<Object>) -> bool {
        let tree = self.tree;
        if binding.kind != BindingKind::Function {
            return false;
        }
        let function = binding.node;
        let decorators: Vec<NodeId> = self.decorators(function).collect();
        let Some(computes) = decorators.iter().find_map(|decorator| self.computes(*decorator)) else { return false };
        match computes {
            // The one of the same name that it belongs to says what is read.
            Computes::Writes if self.module.bindings_of(binding.symbol).count() > 1 => {}
            Computes::Reads
                if decorators.len() == 1 && !self.is_generator(function) && !tree.has_token(function, "async") =>
            {
                let returned = self.returned_values(function);
                if returned.is_empty() {
                    found.push(Object::Unknown);
                }
                for value in returned {
                    self.collect(value, found);
                }
            }
            _ => found.push(Object::Unknown),
        }
        true
    }

    /// What a decorator makes of a method, where that is no longer a method.
    fn computes(self, decorator: NodeId) -> Option<Computes> {
        let tree = self.tree;
        let called = tree.child(decorator, Field::Function).unwrap_or(decorator);
        let text = tree.text(called);
        let last = text.rsplit('.').next().unwrap_or(text);
        match last {
            "setter" | "deleter" => return Some(Computes::Writes),
            "getter" => return Some(Computes::Reads),
            _ => {}
        }
        let known = self.objects(called).iter().any(|object| match object {
            Object::Builtin(name) => name == "property",
            Object::Path(path) => path == "functools.cached_property" || path == "abc.abstractproperty",
            _ => false,
        });
        if known {
            return Some(Computes::Reads);
        }
        // A class with `__get__` says itself what is read; libraries name theirs after what they do.
        let is_descriptor = self.objects(called).iter().any(|object| match object {
            Object::Class(class) => {
                self.module.scope_of(*class).is_some_and(|scope| self.module.own_symbol(scope, "__get__").is_some())
            }
            _ => false,
        });
        let is_named_so = last.to_ascii_lowercase().contains("property") || matches!(last, "reify" | "lazy_attribute");
        (is_descriptor || is_named_so).then_some(Computes::Anything)
    }
}

/// What a method does that is no longer called by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Computes {
    /// It answers what the attribute is when it is read.
    Reads,
    /// It is called when the attribute is set or deleted.
    Writes,
    /// What the attribute is can't be told.
    Anything,
}
