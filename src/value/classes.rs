//! Classes: which of the file's classes a value needs where it is unpickled, and what a class is made from. A class is
//! a `class` statement, or the call that makes one: `namedtuple("Job", "name size")`.

use super::{Model, Object};
use crate::index::Keeps;
use crate::module::{Binding, BindingKind, ScopeKind};
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
            let value = self.tree.without_parentheses(value);
            // `Color.RED`, `Color["RED"]`
            let owner = match self.tree.kind(value) {
                Kind::Subscript => self.tree.child(value, Field::Value),
                _ => self.tree.child(value, Field::Object),
            };
            found.extend(owner.into_iter().flat_map(|owner| self.enums(owner)));
            // `Mode.READ | Mode.WRITE`
            if self.tree.kind(value) == Kind::BinaryOperator {
                for operand in self.tree.children(value).collect::<Vec<_>>() {
                    self.collect_classes(operand, found);
                }
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

    /// The enums of this file that an expression may stand for.
    fn enums(self, expression: NodeId) -> impl Iterator<Item = NodeId> {
        self.objects(expression).into_iter().filter_map(move |object| match object {
            Object::Made { path, call } if makes_class(&path) && path.starts_with("enum.") => Some(call),
            Object::Class(class) => self.is_enum(class).then_some(class),
            _ => None,
        })
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
    pub fn constructions(self, value: NodeId) -> Vec<NodeId> {
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
        let Some(function) = self.tree.child(value, Field::Function) else { return };
        for object in self.objects(function) {
            match object {
                Object::Class(class) => found.extend(self.given_to_keep(value, &self.keeps(class), 0)),
                Object::Made { path, .. } if makes_class(&path) => {
                    found.extend(self.given_to_keep(value, &Keeps::All, 0));
                }
                Object::Path(path) => {
                    let keeps = self.index.keeps(&path);
                    found.extend(keeps.map(|keeps| self.given_to_keep(value, keeps, 0)).unwrap_or_default());
                }
                _ => {}
            }
        }
    }

    /// Whether a class without a constructor of its own is made with its fields, as a named tuple or dataclass is.
    fn has_fields(self, class: NodeId) -> bool {
        self.decorators(class).next().is_some()
            || self.foreign_bases(class).iter().any(|base| base.ends_with("NamedTuple"))
    }

    /// The fields in the body of a named tuple or dataclass that it is made with, in their order; none where it has a
    /// constructor of its own, or inherits some.
    pub fn fields(self, class: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        if self.constructor(class).is_some() || !self.has_fields(class) || self.own_bases(class).len() > 1 {
            return Vec::new();
        }
        let body = tree.child(class, Field::Body).into_iter().flat_map(|body| tree.children(body));
        let statements = body.filter(|node| tree.kind(*node) == Kind::ExpressionStatement);
        let assignments = statements.filter_map(|node| tree.first_child(node));
        let is_field = |node: &NodeId| {
            let annotation = tree.child(*node, Field::Type).map(|annotation| tree.text(annotation));
            let value = tree.child(*node, Field::Right).map_or("", |value| tree.text(value));
            annotation.is_some_and(|text| !text.contains("ClassVar")) && !value.contains("init=False")
        };
        assignments.filter(|node| tree.kind(*node) == Kind::Assignment).filter(is_field).collect()
    }

    /// The field of a name that a class is made with.
    pub fn field(self, class: NodeId, name: &str) -> Option<Binding> {
        let symbol = self.module.scope_of(class).and_then(|scope| self.module.own_symbol(scope, name))?;
        let fields = self.fields(class);
        self.module.bindings_of(symbol).find(|binding| fields.contains(&binding.node)).copied()
    }

    /// What instances of a class of this file keep of what they are made with, unless it says how they are pickled.
    pub fn keeps(self, class: NodeId) -> Keeps {
        let tree = self.tree;
        if self.says_how_it_is_pickled(class) {
            return Keeps::default();
        }
        let Some(init) = self.constructor(class) else {
            let foreign = self.foreign_bases(class);
            let inherited = || foreign.iter().find_map(|base| self.index.keeps(base)).cloned();
            return if self.has_fields(class) { self.keeps_fields(class) } else { inherited().unwrap_or_default() };
        };
        let owner = self.class_around(init).unwrap_or(class);
        let handed = self.handed_to_bases(owner);
        let is_handed = |name: NodeId| {
            let symbol = self.module.binding_at(name).map(|binding| binding.symbol);
            symbol.is_some() && handed.iter().any(|value| self.module.symbol_at(*value) == symbol)
        };
        let is_copied = |name: NodeId| {
            let symbol = self.module.binding_at(name).map(|binding| binding.symbol);
            let values = self.attribute_values(owner).into_iter().flat_map(|(_, value)| self.listed(value));
            symbol.is_some() && values.into_iter().any(|inner| self.module.symbol_at(inner) == symbol)
        };
        let list = tree.child(init, Field::Parameters);
        let parameters: Vec<NodeId> = list.into_iter().flat_map(|list| tree.children(list)).skip(1).collect();
        let kept = parameters.iter().enumerate().filter_map(|(index, parameter)| {
            let name = tree.subtree(*parameter).find(|node| tree.kind(*node) == Kind::Identifier)?;
            let is_kept =
                self.attribute_of_parameter(owner, Some(name)).is_some() || is_copied(name) || is_handed(name);
            let is_star = |parameter: &&NodeId| tree.text(**parameter).starts_with('*');
            let by_name = parameters.iter().take(index).find(is_star).is_some();
            is_kept.then(|| (tree.text(name).to_owned(), (!by_name).then_some(index)))
        });
        Keeps::These(kept.collect())
    }

    /// The same for a named tuple or dataclass: its fields, or all where it may name their parameters in another way.
    fn keeps_fields(self, class: NodeId) -> Keeps {
        let tree = self.tree;
        let fields = self.fields(class).into_iter().filter_map(|field| tree.child(field, Field::Left));
        let fields: Vec<&str> = fields.map(|name| tree.text(name)).collect();
        if fields.is_empty() || fields.iter().any(|name| name.starts_with('_')) {
            return Keeps::All;
        }
        Keeps::These(fields.into_iter().zip(0..).map(|(name, position)| (name.to_owned(), Some(position))).collect())
    }

    /// What a call that makes an instance of a class of another file gives for an attribute, where that has the name of
    /// the parameter.
    pub fn given_to_attribute_elsewhere(self, instance: NodeId, name: &str) -> Vec<NodeId> {
        let mut found = Vec::new();
        for object in self.objects(instance) {
            if let Object::Made { path, call } = object
                && let Some(Keeps::These(parameters)) = self.index.keeps(&path)
                && let Some((_, position)) = parameters.iter().find(|(parameter, _)| parameter == name)
            {
                found.extend(self.given(call, name, *position));
            }
        }
        found
    }

    /// The arguments of a call that makes such an instance which it keeps; `self` moves them by so many positions.
    fn given_to_keep(self, call: NodeId, keeps: &Keeps, shift: usize) -> Vec<NodeId> {
        match keeps {
            Keeps::All => {
                let arguments = self.arguments(call).into_iter();
                let named = arguments.filter_map(|argument| self.tree.child(argument, Field::Value));
                self.positional(call).into_iter().skip(shift).chain(named).collect()
            }
            Keeps::These(parameters) => {
                let given = parameters
                    .iter()
                    .flat_map(|(name, position)| self.given(call, name, position.map(|position| position + shift)));
                given.collect()
            }
        }
    }

    /// What the `__init__` of a class gives to that of a base which keeps it.
    fn handed_to_bases(self, class: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let Some(init) = super::method(self, class, "__init__") else { return Vec::new() };
        let mut found = Vec::new();
        for call in tree.of_kind(init, Kind::Call).iter().copied() {
            let function = tree.child(call, Field::Function);
            let name = function.and_then(|function| tree.child(function, Field::Attribute));
            let receiver = function.and_then(|function| tree.child(function, Field::Object));
            let Some(receiver) = receiver.filter(|_| name.is_some_and(|name| tree.text(name) == "__init__")) else {
                continue;
            };
            for object in self.objects(receiver) {
                let (bases, shift) = match object {
                    Object::MadeByBuiltin { name, .. } if name == "super" => (self.bases(class), 0),
                    object => (vec![object], 1),
                };
                let keeps = bases.into_iter().find_map(|base| match base {
                    Object::Class(base) if base != class => self.guarded(|| self.keeps(base)),
                    Object::Path(path) => self.index.keeps(&path).cloned(),
                    _ => None,
                });
                found.extend(keeps.map(|keeps| self.given_to_keep(call, &keeps, shift)).unwrap_or_default());
            }
        }
        found
    }

    /// What the methods of a class keep in the attributes of its instances.
    pub fn kept_in_attributes(self, class: NodeId) -> Vec<NodeId> {
        let classes = self.initialized(class).into_iter();
        let values = classes.flat_map(|class| {
            let own = self.attribute_values(class).into_iter().map(|(_, value)| value);
            own.chain(self.handed_to_bases(class)).chain(self.kept_by_default(class)).collect::<Vec<NodeId>>()
        });
        values.collect()
    }

    /// The defaults of the fields of a dataclass that some call of the file which makes an instance leaves to them.
    fn kept_by_default(self, class: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let fields = self.fields(class).into_iter().enumerate();
        // What a star gives can't be told.
        let is_star = |argument: &NodeId| matches!(tree.kind(*argument), Kind::ListSplat | Kind::DictionarySplat);
        let calls = self.calls_of(class).iter().filter(|call| !self.arguments(**call).iter().any(is_star));
        let is_left =
            |name: &str, position: usize| calls.clone().any(|call| self.given(*call, name, Some(position)).is_empty());
        let default = |(position, field): (usize, NodeId)| {
            let name = tree.child(field, Field::Left)?;
            let value = tree.child(field, Field::Right).filter(|_| is_left(tree.text(name), position))?;
            let is_field = self.is_call_of(value, "dataclasses.field");
            if is_field { self.keyword(value, "default") } else { Some(value) }
        };
        fields.filter_map(default).collect()
    }

    /// Whether an assignment in the body of a class may make a field of it, as it does in a dataclass.
    pub fn may_make_field(self, assignment: NodeId) -> bool {
        let scope = self.module.scope_at(self.tree, assignment);
        self.module.scope(scope).kind == ScopeKind::Class && self.tree.child(assignment, Field::Type).is_some()
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

    /// Whether a method does nothing but to say that classes which inherit it have one of their own.
    pub(super) fn is_left_to_heirs(self, method: NodeId) -> bool {
        let tree = self.tree;
        let is_abstract =
            |decorator: NodeId| tree.text(decorator).rsplit('.').next().is_some_and(|name| name == "abstractmethod");
        let raises = |statement: NodeId| {
            tree.kind(statement) == Kind::RaiseStatement
                && tree.first_child(statement).is_some_and(|error| tree.text(error).starts_with("NotImplementedError"))
        };
        self.class_around(method).is_some()
            && (self.decorators(method).any(is_abstract)
                || tree.child(method, Field::Body).is_some_and(|body| tree.children(body).any(raises)))
    }

    /// The methods that classes of this file have in the place of one that they would inherit.
    pub(super) fn methods_of_heirs(self, method: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let Some((class, name)) = self.class_around(method).zip(tree.child(method, Field::Name)) else {
            return Vec::new();
        };
        let heirs = tree.all_of_kind(Kind::ClassDefinition).filter(|heir| *heir != class);
        let heirs = heirs.filter(|heir| self.own_bases(*heir).contains(&class));
        heirs.filter_map(|heir| super::method(self, heir, tree.text(name))).collect()
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
