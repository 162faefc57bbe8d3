//! Elements of lists, tuples and dicts that are written out, filled in the same function, iterated or unpacked.

use super::{Model, Object};
use crate::module::{Binding, BindingKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId};

/// What makes a dict, beside `dict` itself.
const DICTS: &[&str] = &["collections.defaultdict", "collections.OrderedDict"];

/// What a loop goes through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk<P> {
    /// The container of which it gets the elements.
    pub container: NodeId,
    /// Whether these are the values of a dict.
    pub values: bool,
    /// The indices that lead from an element to what is asked for.
    pub path: P,
}

/// What makes a container of the same elements as a builtin.
const ALIKE: &[(&str, &str)] = &[("collections.deque", "list"), ("collections.OrderedDict", "dict")];

impl<'a> Model<'a> {
    /// The elements that a display writes out: items, dict values, what stands behind a star.
    pub fn parts_of_display(self, display: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let value = |part: NodeId| match tree.kind(part) {
            Kind::Pair => tree.child(part, Field::Value),
            _ => Some(part),
        };
        match tree.kind(display) {
            Kind::List | Kind::Tuple | Kind::Set | Kind::Dictionary | Kind::ExpressionList => {
                let parts = |part: NodeId| match tree.kind(part) {
                    Kind::ListSplat => self.iterated_by(part),
                    Kind::DictionarySplat => self.copied_by(part),
                    _ => value(part).into_iter().collect(),
                };
                tree.children(display).flat_map(parts).collect()
            }
            Kind::ListComprehension | Kind::SetComprehension | Kind::GeneratorExpression => {
                tree.child(display, Field::Body).into_iter().collect()
            }
            Kind::DictionaryComprehension => {
                tree.child(display, Field::Body).and_then(|pair| tree.child(pair, Field::Value)).into_iter().collect()
            }
            // `(f,) + rest` is `(f, *rest)`.
            Kind::BinaryOperator if tree.has_token(display, "+") => {
                let parts = tree.children(display).map(|operand| match self.parts_of_display(operand) {
                    parts if parts.is_empty() => (false, vec![operand]),
                    parts => (true, parts),
                });
                let (displays, parts): (Vec<bool>, Vec<Vec<NodeId>>) = parts.unzip();
                if displays.contains(&true) { parts.concat() } else { Vec::new() }
            }
            Kind::Call => self.parts_of_call(display),
            _ => Vec::new(),
        }
    }

    /// The elements of what `dict(k=f)`, `list((f,))` or `zip(fs, gs)` makes.
    fn parts_of_call(self, call: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let iterated = |argument: NodeId| {
            if self.is_dict(argument) { self.keys(argument) } else { self.written_or_copied(argument) }
        };
        match self.builtin_container(call) {
            "dict" => {
                let value = |argument: NodeId| match tree.kind(argument) {
                    Kind::KeywordArgument => tree.child(argument, Field::Value).into_iter().collect(),
                    Kind::ListSplat => self.iterated_by(argument),
                    Kind::DictionarySplat => self.copied_by(argument),
                    _ => self.written_or_copied(argument),
                };
                self.arguments(call).into_iter().flat_map(value).collect()
            }
            "list" | "tuple" | "set" | "frozenset" | "sorted" | "reversed" => {
                self.positional(call).into_iter().take(1).flat_map(iterated).collect()
            }
            "zip" => self.positional(call).into_iter().flat_map(iterated).collect(),
            "" => self.yielded(call),
            _ => Vec::new(),
        }
    }

    /// What a call of a generator function of this file gives one after the other.
    fn yielded(self, call: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let objects = self.objects(call);
        if !objects.contains(&Object::Expression(call)) {
            return Vec::new();
        }
        let callee = tree.child(call, Field::Function).map(|callee| self.objects(callee)).unwrap_or_default();
        let generators = callee.into_iter().filter_map(|object| match object {
            Object::Function(function) | Object::Method { function, .. } => Some(function),
            _ => None,
        });
        generators.flat_map(|function| self.yielded_values(function)).collect()
    }

    /// The builtin that a call calls, or that does the same with the elements.
    fn builtin_container(self, call: NodeId) -> &'a str {
        let Some(function) = self.tree.child(call, Field::Function) else { return "" };
        if self.is_builtin(function) {
            return self.tree.text(function);
        }
        let paths = self.paths(function);
        let alike = ALIKE.iter().find(|(made, _)| paths.iter().any(|path| path == made));
        alike.map_or("", |(_, builtin)| builtin)
    }

    /// The elements that are written out in what is copied; where none are, what stands for them.
    fn written_or_copied(self, container: NodeId) -> Vec<NodeId> {
        match self.parts_of_display(container) {
            parts if parts.is_empty() => self.copied(container),
            parts => parts,
        }
    }

    /// Whether all that an expression may hold, as far as it has parts, are dicts: what iterates them gets their keys.
    pub fn is_dict(self, container: NodeId) -> bool {
        let (dicts, others): (Vec<Object>, Vec<Object>) =
            self.objects(container).into_iter().partition(|object| self.is_made_dict(object));
        let has_parts = |object: &Object| match object {
            Object::Expression(display) | Object::MadeByBuiltin { call: display, .. } => {
                !self.parts_of_display(*display).is_empty()
            }
            _ => false,
        };
        !dicts.is_empty() && !others.iter().any(has_parts)
    }

    /// Whether an object is a dict.
    pub(super) fn is_made_dict(self, object: &Object) -> bool {
        match object {
            Object::Expression(display) => {
                matches!(self.tree.kind(*display), Kind::Dictionary | Kind::DictionaryComprehension)
            }
            Object::MadeByBuiltin { name, .. } => name == "dict",
            Object::Made { path, .. } => DICTS.contains(&path.as_str()),
            _ => false,
        }
    }

    /// The keys that the displays of a dict write out.
    fn keys(self, dict: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let key = |part: NodeId| tree.child(part, Field::Key);
        let keys = |display: NodeId| match tree.kind(display) {
            Kind::Dictionary => tree.children(display).filter_map(key).collect(),
            Kind::DictionaryComprehension => tree.child(display, Field::Body).and_then(key).into_iter().collect(),
            _ => Vec::new(),
        };
        self.displays(dict).into_iter().flat_map(keys).collect()
    }

    /// What `*container` gives.
    fn iterated_by(self, star: NodeId) -> Vec<NodeId> {
        let dict = self.tree.first_child(star).filter(|inner| self.is_dict(*inner));
        dict.map_or_else(|| self.copied_by(star), |dict| self.keys(dict))
    }

    /// What is unpacked by a star.
    fn copied_by(self, star: NodeId) -> Vec<NodeId> {
        self.tree.first_child(star).map(|inner| self.copied(inner)).unwrap_or_default()
    }

    /// What stands for the elements of a container that is copied: itself, unless it has more than elements. A
    /// `defaultdict` has its factory, `map` its function, and neither comes with the elements.
    fn copied(self, container: NodeId) -> Vec<NodeId> {
        let left = self.left_for_star(container);
        if !left.is_empty() {
            return left;
        }
        for object in self.objects(container) {
            match object {
                Object::Made { path, call } if path == "collections.defaultdict" => {
                    let initial = self.positional(call).into_iter().skip(1);
                    return initial.chain(self.added_elements(container)).collect();
                }
                Object::MadeByBuiltin { name, .. } if super::ITERATORS.contains(&name.as_str()) => {
                    return Vec::new();
                }
                // The lines of a file, the keys of `os.environ` and the like are not what gives them.
                Object::MadeByBuiltin { name, .. } if name == "open" => return Vec::new(),
                Object::Made { path, .. } if !path.starts_with('@') && !ALIKE.iter().any(|(made, _)| path == *made) => {
                    return Vec::new();
                }
                Object::Path(path) if !path.starts_with('@') => return Vec::new(),
                _ => {}
            }
        }
        vec![container]
    }

    /// The elements that a container may hold: those of its display, and those added to the name it is bound to.
    pub(super) fn elements(self, container: NodeId) -> Vec<NodeId> {
        self.elements_at(container, None)
    }

    /// The elements that a container may hold under an index; all where the index is not a literal.
    pub(super) fn elements_at(self, container: NodeId, index: Option<NodeId>) -> Vec<NodeId> {
        let mut found = Vec::new();
        for display in self.displays(container) {
            found.extend(self.selected(display, index));
        }
        found.extend(self.added_elements(container));
        found.extend(self.left_for_star(container));
        found
    }

    /// What an assignment leaves for the name that a star unpacks: `first, *others = functions`.
    fn left_for_star(self, name: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let symbol = self.module.symbol_at(name).filter(|_| tree.kind(name) == Kind::Identifier);
        let left = |binding: &Binding| {
            let targets: Vec<NodeId> = tree.children(tree.child(binding.node, Field::Left)?).collect();
            let is_star = |target: &NodeId| {
                tree.kind(*target) == Kind::ListSplatPattern && tree.first_child(*target) == Some(binding.name)
            };
            let at = targets.iter().position(is_star)?;
            let value = tree.child(binding.node, Field::Right)?;
            let all = match self.parts_of_display(value) {
                parts if parts.is_empty() => self.elements(value),
                parts => parts,
            };
            let end = all.len().checked_sub(targets.len() - at - 1)?;
            all.get(at..end).map(<[NodeId]>::to_vec)
        };
        let bindings = symbol.into_iter().flat_map(|symbol| self.module.bindings_of(symbol));
        let assignments = bindings.filter(|binding| binding.kind == BindingKind::Assignment);
        self.guarded(|| assignments.filter_map(left).flatten().collect()).unwrap_or_default()
    }

    /// What a call takes out of a container: `functions.get(name, other)`, `functions.pop()`.
    pub(super) fn taken(self, call: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let is_sequence = |object: &Object| self.is_sequence(object);
        let taken = || {
            let method = tree.child(call, Field::Function).filter(|method| tree.kind(*method) == Kind::Attribute)?;
            let container = tree.child(method, Field::Object)?;
            let arguments = self.positional(call);
            let is_taken = match tree.text(tree.child(method, Field::Attribute)?) {
                "get" | "setdefault" => self.is_dict(container),
                "pop" | "popleft" => self.is_dict(container) || self.objects(container).iter().any(is_sequence),
                _ => false,
            };
            let mut found = self.elements_at(container, arguments.first().copied());
            found.extend(arguments.get(1));
            Some(found).filter(|_| is_taken)
        };
        taken().unwrap_or_default()
    }

    /// Whether an object is a list or a deque.
    pub(super) fn is_sequence(self, object: &Object) -> bool {
        match object {
            Object::Expression(display) => matches!(self.tree.kind(*display), Kind::List | Kind::ListComprehension),
            Object::MadeByBuiltin { name, .. } => name == "list",
            Object::Made { path, .. } => path == "collections.deque",
            _ => false,
        }
    }

    /// The displays that an expression may stand for.
    pub(super) fn displays(self, container: NodeId) -> Vec<NodeId> {
        let objects = self.objects(container).into_iter();
        objects
            .filter_map(|object| match object {
                Object::Expression(node) => Some(node),
                Object::Made { path, call } if ALIKE.iter().any(|(made, _)| path == *made) => Some(call),
                Object::MadeByBuiltin { call, .. } => Some(call).filter(|call| self.tree.kind(*call) == Kind::Call),
                _ => None,
            })
            .collect()
    }

    fn selected(self, display: NodeId, index: Option<NodeId>) -> Vec<NodeId> {
        let tree = self.tree;
        let all = self.parts_of_display(display);
        let Some(index) = index else { return all };
        match (tree.kind(display), tree.kind(index)) {
            (Kind::List | Kind::Tuple, Kind::Integer) => {
                let starred = tree.children(display).any(|part| tree.kind(part) == Kind::ListSplat);
                let at = tree.text(index).parse::<usize>().ok().filter(|_| !starred);
                at.map_or(all.clone(), |at| all.get(at).copied().into_iter().collect())
            }
            (Kind::Dictionary, Kind::String) => {
                let pairs = tree.children(display).filter(|part| tree.kind(*part) == Kind::Pair);
                let key_is = |pair: &NodeId| {
                    tree.child(*pair, Field::Key).is_some_and(|key| {
                        tree.kind(key) == Kind::String
                            && tree.text(key).trim_matches(['"', '\'']) == tree.text(index).trim_matches(['"', '\''])
                    })
                };
                let named: Vec<NodeId> =
                    pairs.filter(key_is).filter_map(|pair| tree.child(pair, Field::Value)).collect();
                if named.is_empty() { all } else { named }
            }
            (Kind::Call, Kind::String) => {
                let named = self.keyword(display, tree.text(index).trim_matches(['"', '\'']));
                named.map_or(all, |value| vec![value])
            }
            _ => all,
        }
    }

    /// What is added to a container through the name it is bound to: `c.append(x)`, `c[k] = x` ...
    pub(crate) fn added_elements(self, container: NodeId) -> Vec<NodeId> {
        let outermost = self.outermost_container(container);
        self.known_elements(outermost, || self.added_to_outermost(outermost)).to_vec()
    }

    fn added_to_outermost(self, container: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        if tree.kind(container) == Kind::Attribute {
            return self.added_to_kept(container);
        }
        if tree.kind(container) == Kind::Call {
            return self.added_by_function(container);
        }
        if tree.kind(container) != Kind::Identifier {
            return Vec::new();
        }
        let symbol = self.module.symbol_at(container).filter(|_| self.may_be_container(container));
        let Some(symbol) = symbol else { return Vec::new() };
        let answered = self.module.bindings_of(symbol).filter_map(|binding| self.module.value_of(tree, binding));
        let answered: Vec<NodeId> = answered.flat_map(|value| self.added_by_function(value)).collect();
        let augmented = self.module.bindings_of(symbol).filter(|binding| binding.kind == BindingKind::Augmented);
        let names = self.module.references_to(symbol).map(|reference| reference.node);
        let found = names.chain(augmented.map(|binding| binding.name));
        found.flat_map(|name| self.elements_added_at(name)).chain(answered).collect()
    }

    /// What a function of this file adds to the container that it makes and answers: `handlers = make_handlers()`.
    fn added_by_function(self, call: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let callee = tree.child(call, Field::Function).filter(|_| tree.kind(call) == Kind::Call);
        // By its name: what else is called may be what is being followed.
        let called =
            callee.and_then(|callee| self.module.symbol_at(callee).filter(|_| tree.kind(callee) == Kind::Identifier));
        let function = called.and_then(|symbol| self.module.only_binding(symbol));
        let function = function.filter(|function| function.kind == BindingKind::Function).map(|function| function.node);
        let Some(function) = function.filter(|function| self.decorators(*function).next().is_none()) else {
            return Vec::new();
        };
        let answers = self.returned_values(function).into_iter();
        let named = answers.filter(|value| tree.kind(*value) == Kind::Identifier);
        self.guarded(|| named.flat_map(|value| self.added_elements(value)).collect()).unwrap_or_default()
    }

    /// Whether an expression may hold a container of the language. What else has a method such as `add` may do anything
    /// with what it is given: `logger.add(sink)`.
    fn may_be_container(self, expression: NodeId) -> bool {
        let objects = self.objects(expression);
        let mut known = objects.iter().filter(|object| !matches!(object, Object::Unknown)).peekable();
        known.peek().is_none()
            || known.any(|object| match object {
                Object::Expression(_) | Object::MadeByBuiltin { .. } => true,
                Object::Made { path, .. } => path.starts_with("collections."),
                _ => false,
            })
    }

    /// What the methods of a class add to the container in an attribute that one of them mentions: `self.x`.
    fn added_to_kept(self, attribute: NodeId) -> Vec<NodeId> {
        let class = super::method_around(self, attribute).and_then(|method| self.class_around(method));
        let kept = class.and_then(|class| Some((class, self.attribute_of_receiver(attribute, class)?)));
        kept.map(|(class, name)| self.added_to_attribute(class, &name)).unwrap_or_default()
    }

    /// What is assigned to the attributes of the instance that a name holds: `job.callback = f`.
    pub(super) fn attributes_set_on(self, value: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let value = tree.without_parentheses(value);
        let symbol = self.module.symbol_at(value).filter(|_| tree.kind(value) == Kind::Identifier);
        let keeps_attributes = |object: &Object| match object {
            Object::Instance(class) => !self.says_how_it_is_pickled(*class),
            _ => false,
        };
        let Some(symbol) = symbol.filter(|_| self.objects(value).iter().any(keeps_attributes)) else {
            return Vec::new();
        };
        self.assigned_attributes(symbol).into_iter().map(|(_, value)| value).collect()
    }

    /// The same, each with the name of the attribute.
    pub(super) fn attributes_set_by_name(self, instance: NodeId) -> Vec<(String, NodeId)> {
        let instance = self.tree.without_parentheses(instance);
        let symbol = self.module.symbol_at(instance).filter(|_| self.tree.kind(instance) == Kind::Identifier);
        symbol.map(|symbol| self.assigned_attributes(symbol)).unwrap_or_default()
    }

    fn assigned_attributes(self, symbol: SymbolId) -> Vec<(String, NodeId)> {
        let tree = self.tree;
        let assigned = |name: NodeId| {
            let attribute = tree.parent(name).filter(|node| tree.child(*node, Field::Object) == Some(name))?;
            let assignment = tree.parent(attribute).filter(|node| tree.kind(*node) == Kind::Assignment)?;
            let is_target = tree.child(assignment, Field::Left) == Some(attribute);
            let value = tree.child(assignment, Field::Right).filter(|_| is_target)?;
            Some((tree.text(tree.child(attribute, Field::Attribute)?).to_owned(), value))
        };
        self.module.references_to(symbol).filter_map(|reference| assigned(reference.node)).collect()
    }

    /// What a class's methods add to the container in an attribute: `self.x.append(value)`.
    pub(crate) fn added_to_attribute(self, class: NodeId, name: &str) -> Vec<NodeId> {
        self.known_additions(class, || self.additions(class)).of(name).to_vec()
    }

    /// What a class's methods add to the containers in all its attributes, each with the attribute.
    pub(super) fn attributes_added_to(self, class: NodeId) -> Vec<(String, NodeId)> {
        self.known_additions(class, || self.additions(class)).all.clone()
    }

    /// What a class's methods add to the containers in its attributes, each with the attribute.
    fn additions(self, class: NodeId) -> Vec<(String, NodeId)> {
        let mut found = Vec::new();
        for attribute in self.tree.of_kind(class, Kind::Attribute) {
            let added = self.elements_added_at(*attribute);
            // Whose attribute it is costs more to tell than what is added to it.
            let name = if added.is_empty() { None } else { self.attribute_of_receiver(*attribute, class) };
            let name = name.filter(|name| {
                let values = self.values_of_attribute(class, name);
                values.is_empty() || values.into_iter().any(|value| self.may_be_container(value))
            });
            found.extend(name.into_iter().flat_map(|name| added.iter().map(move |node| (name.clone(), *node))));
        }
        found
    }

    /// The container that an expression takes an item from by a key: `handlers` of `handlers[event]` and
    /// `handlers.get(event)`.
    pub(crate) fn outer_container(self, item: NodeId) -> Option<NodeId> {
        let tree = self.tree;
        if tree.kind(item) == Kind::Subscript {
            return tree.child(item, Field::Value);
        }
        let method = tree.child(item, Field::Function).filter(|_| tree.kind(item) == Kind::Call)?;
        let name = tree.child(method, Field::Attribute).filter(|_| tree.kind(method) == Kind::Attribute)?;
        matches!(tree.text(name), "get" | "setdefault").then(|| tree.child(method, Field::Object)).flatten()
    }

    /// The container that holds all the others from which an expression takes an item by a key, one out of the other.
    pub(crate) fn outermost_container(self, item: NodeId) -> NodeId {
        let outer = |item: &NodeId| Some(self.tree.without_parentheses(self.outer_container(*item)?));
        let item = self.tree.without_parentheses(item);
        std::iter::successors(Some(item), outer).last().unwrap_or(item)
    }

    /// What is added to a container where it is named, or to one that it holds: `handlers[event].append(f)`.
    fn elements_added_at(self, name: NodeId) -> Vec<NodeId> {
        let item_of = |container: &NodeId| {
            let mut around = self.tree.ancestors(*container).take(2);
            around.find(|item| self.outer_container(*item) == Some(*container))
        };
        std::iter::successors(Some(name), item_of).flat_map(|container| self.elements_added_itself(container)).collect()
    }

    fn elements_added_itself(self, name: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let parent = tree.parent(name);
        let augmented = parent.filter(|node| tree.kind(*node) == Kind::AugmentedAssignment);
        if let Some(augmented) = augmented.filter(|node| tree.child(*node, Field::Left) == Some(name)) {
            return tree.child(augmented, Field::Right).map(|added| self.written_or_copied(added)).unwrap_or_default();
        }
        let method = parent.filter(|node| tree.child(*node, Field::Object) == Some(name));
        let adds_all = |method: &NodeId| {
            let attribute = tree.child(*method, Field::Attribute).map_or("", |it| tree.text(it));
            matches!(attribute, "update" | "extend" | "extendleft")
        };
        let Some(call) = method.filter(adds_all).and_then(|method| tree.parent(method)) else {
            return self.element_added_at(name).into_iter().collect();
        };
        let elements = |argument: NodeId| match tree.kind(argument) {
            Kind::KeywordArgument => tree.child(argument, Field::Value).into_iter().collect(),
            _ => self.written_or_copied(argument),
        };
        self.arguments(call).into_iter().flat_map(elements).collect()
    }

    fn element_added_at(self, name: NodeId) -> Option<NodeId> {
        let tree = self.tree;
        let parent = tree.parent(name)?;
        match tree.kind(parent) {
            Kind::Attribute if tree.child(parent, Field::Object) == Some(name) => {
                let call = tree.parent(parent).filter(|call| tree.kind(*call) == Kind::Call)?;
                let arguments = self.positional(call);
                match tree.text(tree.child(parent, Field::Attribute)?) {
                    "append" | "appendleft" | "add" => arguments.first().copied(),
                    "insert" | "setdefault" => arguments.get(1).copied(),
                    _ => None,
                }
            }
            Kind::Subscript if tree.child(parent, Field::Value) == Some(name) => {
                let assignment = tree.parent(parent).filter(|node| tree.kind(*node) == Kind::Assignment)?;
                let target = tree.child(assignment, Field::Left) == Some(parent);
                tree.child(assignment, Field::Right).filter(|_| target)
            }
            _ => None,
        }
    }

    /// The expressions that a loop binds its target's name to.
    pub(super) fn iterated(self, binding: &Binding) -> Vec<NodeId> {
        let tree = self.tree;
        let (Some(target), Some(iterable)) =
            (tree.child(binding.node, Field::Left), tree.child(binding.node, Field::Right))
        else {
            return Vec::new();
        };
        match self.path_to(target, binding.name) {
            Some(path) => self.items_of(iterable, &path),
            None => Vec::new(),
        }
    }

    /// The expressions that `a, b = x, y` binds the name to.
    pub(super) fn unpacked(self, binding: &Binding) -> Option<NodeId> {
        let value = self.tree.child(binding.node, Field::Right).filter(|_| binding.kind == BindingKind::Assignment)?;
        self.component_for(binding, value)
    }

    /// The part of a display that an unpacking assignment binds the name to.
    pub(super) fn component_for(self, binding: &Binding, display: NodeId) -> Option<NodeId> {
        let target = self.tree.child(binding.node, Field::Left)?;
        match self.path_to(target, binding.name) {
            Some(path) => self.component(display, &path),
            None => self.component_behind_star(target, binding.name, display),
        }
    }

    /// The part of a display that is bound to a name behind a star: `*others, last = x, y, z`.
    fn component_behind_star(self, target: NodeId, name: NodeId, display: NodeId) -> Option<NodeId> {
        let targets: Vec<NodeId> = self.tree.children(target).collect();
        let behind = targets.len() - targets.iter().position(|target| *target == name)?;
        let display = self.tree.without_parentheses(display);
        let parts: Vec<NodeId> = self.tree.children(display).collect();
        // Each part, the last ones in front, as far as no star may stand for several.
        let is_one = |part: &&NodeId| self.tree.kind(**part) != Kind::ListSplat;
        let is_display = matches!(self.tree.kind(display), Kind::Tuple | Kind::List | Kind::ExpressionList);
        let part = parts.iter().rev().take_while(is_one).nth(behind - 1);
        part.copied().filter(|_| is_display && parts.len() + 1 >= targets.len())
    }

    /// The indices that lead from a target to a name in it; none through a star.
    fn path_to(self, target: NodeId, name: NodeId) -> Option<Vec<usize>> {
        let tree = self.tree;
        if target == name {
            return Some(Vec::new());
        }
        if !matches!(
            tree.kind(target),
            Kind::PatternList | Kind::TuplePattern | Kind::ListPattern | Kind::Tuple | Kind::ExpressionList
        ) {
            return None;
        }
        let mut starred = false;
        for (index, part) in tree.children(target).enumerate() {
            starred |= tree.kind(part) == Kind::ListSplatPattern;
            if tree.is_within(name, part) {
                if starred {
                    return None;
                }
                let mut path = self.path_to(part, name)?;
                path.insert(0, index);
                return Some(path);
            }
        }
        None
    }

    pub(crate) fn component(self, value: NodeId, path: &[usize]) -> Option<NodeId> {
        let tree = self.tree;
        let [first, rest @ ..] = path else { return Some(value) };
        let value = tree.without_parentheses(value);
        if !matches!(tree.kind(value), Kind::Tuple | Kind::List | Kind::ExpressionList | Kind::PatternList) {
            return None;
        }
        let parts: Vec<NodeId> = tree.children(value).collect();
        if parts.iter().any(|part| tree.kind(*part) == Kind::ListSplat) {
            return None;
        }
        self.component(*parts.get(*first)?, rest)
    }

    /// What iterating an expression gives at a path of indices.
    fn items_of(self, iterable: NodeId, path: &[usize]) -> Vec<NodeId> {
        let Some(walk) = self.walk(iterable, path) else { return Vec::new() };
        let is_keys = !walk.values && self.is_dict(walk.container);
        let items = if is_keys { self.keys(walk.container) } else { self.elements(walk.container) };
        items.into_iter().filter_map(|item| self.component(item, walk.path)).collect()
    }

    /// What the elements of a container, the values of a dict, have at a path of indices.
    pub(crate) fn parts_of_elements(self, container: NodeId, path: &[usize]) -> Vec<NodeId> {
        let Some(walk) = self.walk(container, path) else { return Vec::new() };
        let elements = self.elements(walk.container).into_iter();
        elements.filter_map(|element| self.component(element, walk.path)).collect()
    }

    /// The container whose elements a loop binds a name to: `fs` in `for number, f in enumerate(fs)`.
    pub(crate) fn walked_by(self, binding: &Binding) -> Option<Walk<Vec<usize>>> {
        let tree = self.tree;
        let path = self.path_to(tree.child(binding.node, Field::Left)?, binding.name)?;
        let walk = self.walk(tree.child(binding.node, Field::Right)?, &path)?;
        Some(Walk { container: walk.container, values: walk.values, path: walk.path.to_vec() })
    }

    /// Through `enumerate`, `zip`, `reversed`, `list` ... and the views of a dict to the container that is iterated,
    /// with what is left of a path of indices into what that gives; none where it can't be told.
    pub(crate) fn walk(self, iterable: NodeId, path: &[usize]) -> Option<Walk<&[usize]>> {
        let tree = self.tree;
        let container = tree.without_parentheses(iterable);
        let itself = Walk { container, values: false, path };
        let Some(function) = tree.child(container, Field::Function).filter(|_| tree.kind(container) == Kind::Call)
        else {
            return Some(itself);
        };
        if tree.kind(function) == Kind::Attribute {
            let container = tree.child(function, Field::Object)?;
            return match (tree.text(tree.child(function, Field::Attribute)?), path) {
                ("items", [1, path @ ..]) | ("values", path) => Some(Walk { container, values: true, path }),
                ("get" | "setdefault", _) => Some(itself),
                _ => None,
            };
        }
        let arguments = self.positional(container);
        match (tree.text(function), path) {
            ("enumerate", [1, path @ ..]) => self.walk(*arguments.first()?, path),
            ("zip", [index, path @ ..]) => self.walk(*arguments.get(*index)?, path),
            ("reversed" | "sorted" | "list" | "tuple" | "set" | "iter", _) => self.walk(*arguments.first()?, path),
            _ => Some(itself),
        }
    }
}
