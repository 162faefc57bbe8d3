//! What an expression may hold: which object of which library, which function of this file, and whether pickle takes
//! it. Every answer is a list of possibilities found by following names to their bindings; what can't be followed is
//! [`Object::Unknown`].

mod annotation;
mod classes;
mod containers;
mod forwarding;
mod entered;
mod given;
mod guard;
mod cargo;
mod unpicklable;
mod pickle;
mod instance;
mod surely;
mod uses;
mod known;
mod members;
mod parts_of_library;
mod travel;

use std::rc::Rc;

use crate::index::{Index, SAYS_HOW};
use crate::module::{Binding, BindingKind, Module, ScopeId, ScopeKind};
use crate::syntax::{Field, Kind, NodeId, Tree};
use crate::text::FileId;

pub use cargo::Leaf;
pub(crate) use containers::Walk;
pub use forwarding::{Forwarding, Passed, Slot, Starts};
pub use instance::{
    Held, Moment, after_calls, by_default, fields, given_fields, given_to, given_up, held, held_itself,
    initializes_bases, method, method_around, running_test, sources,
};
pub use known::Known;
pub use pickle::{
    Obstacle, SHARED, attribute_obstacle, is_test_case, leaf_obstacle, obstacle, obstacle_of_expression, shared,
    shared_attributes, shared_exception, shared_expression, shared_name,
};
pub use surely::ENDS;
pub use travel::{is_known_to_travel, pickled_with_tasks};
pub use uses::{AttributeRead, CHANGING, ChangedGlobal};

/// What is made of its arguments, and is pickled with them.
const HOLDERS: &[&str] = &[
    "functools.partial",
    "collections.defaultdict",
    "collections.OrderedDict",
    "collections.deque",
    "types.SimpleNamespace",
];

/// Builtins that call a function for each item when they are iterated, and are pickled with it.
const ITERATORS: &[&str] = &["map", "filter"];

/// Decorators after which a call answers what the function has returned.
pub const CACHES: &[&str] = &["functools.lru_cache", "functools.cache"];

/// A parsed file and its names.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    /// The syntax tree.
    pub tree: &'a Tree,
    /// The name model.
    pub module: &'a Module,
    /// The other files of the run.
    pub index: &'a Index,
    /// Which of them this file is.
    pub file: FileId,
    /// What has been found out about the file.
    pub known: &'a Known,
}

/// A thing that an expression may hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Object {
    /// A module, function or class of another file, by its dotted name: `multiprocessing.Process`, or `@7.run` for a
    /// file of the run. Names of a context made by `get_context("fork")` are spelled `multiprocessing[fork].Process`,
    /// those of one of another start method `multiprocessing[spawn].Process`.
    Path(String),
    /// What a call of such a thing answers: an instance of a class, mostly.
    Made {
        /// The dotted name that is called.
        path: String,
        /// The call.
        call: NodeId,
    },
    /// A name that the language provides.
    Builtin(String),
    /// What a call of a builtin answers.
    MadeByBuiltin {
        /// The builtin.
        name: String,
        /// The call, or the annotation that names the class.
        call: NodeId,
    },
    /// A `def` or `lambda` of this file.
    Function(NodeId),
    /// A `class` of this file.
    Class(NodeId),
    /// An instance of a `class` of this file, or of what a call like `namedtuple("Job", "name")` makes.
    Instance(NodeId),
    /// A method of a class of this file, bound to an instance.
    Method {
        /// The class.
        class: NodeId,
        /// The `def` or `lambda`.
        function: NodeId,
    },
    /// A module of another file, by its dotted name.
    Module(String),
    /// Any other expression: a literal, a display, a comprehension ...
    Expression(NodeId),
    /// Something that can't be followed.
    Unknown,
}

/// Whether `or` never comes to what stands behind it.
fn is_surely_true(object: &Object) -> bool {
    match object {
        Object::Function(_) | Object::Class(_) | Object::Method { .. } | Object::Module(_) => true,
        Object::Path(path) => path == "os.environ",
        _ => false,
    }
}

/// A dotted name without the start method of the context that it is a member of.
pub fn without_context(path: &str) -> String {
    path.replace("[fork]", "").replace("[spawn]", "")
}

impl Model<'_> {
    /// What an expression may hold.
    pub fn objects(self, expression: NodeId) -> Vec<Object> {
        self.objects_of(expression).to_vec()
    }

    /// What an expression may hold, shared with whoever asked before.
    fn objects_of(self, expression: NodeId) -> Rc<[Object]> {
        self.known_objects(expression, || {
            let mut found = Vec::new();
            if self.guarded(|| self.collect_unguarded(expression, &mut found)).is_none() {
                found.push(Object::Unknown);
            }
            found
        })
    }

    /// The dotted names that an expression may stand for: imported things, followed through aliases.
    pub fn paths(self, expression: NodeId) -> Vec<String> {
        let objects = self.objects(expression).into_iter();
        objects
            .filter_map(|object| match object {
                Object::Path(path) | Object::Module(path) => Some(path),
                _ => None,
            })
            .collect()
    }

    fn collect(self, expression: NodeId, found: &mut Vec<Object>) {
        found.extend(self.objects_of(expression).iter().cloned());
    }

    fn collect_unguarded(self, expression: NodeId, found: &mut Vec<Object>) {
        let tree = self.tree;
        let mut follow = |part: Option<NodeId>| match part {
            Some(part) => self.collect(part, found),
            None => found.push(Object::Unknown),
        };
        match tree.kind(expression) {
            Kind::ParenthesizedExpression | Kind::Type => follow(tree.first_child(expression)),
            Kind::NamedExpression => follow(tree.child(expression, Field::Value)),
            Kind::ConditionalExpression => {
                let parts: Vec<NodeId> = tree.children(expression).collect();
                follow(parts.first().copied());
                follow(parts.get(2).copied());
            }
            Kind::BooleanOperator => {
                let is_last = |part: NodeId| {
                    let objects = self.objects(part);
                    tree.has_token(expression, "or") && !objects.is_empty() && objects.iter().all(is_surely_true)
                };
                for part in tree.children(expression).collect::<Vec<_>>() {
                    self.collect(part, found);
                    if is_last(part) {
                        break;
                    }
                }
            }
            Kind::Identifier => self.collect_name(expression, found),
            Kind::Attribute => self.collect_attribute(expression, found),
            Kind::Call => self.collect_call(expression, found),
            Kind::Subscript => self.collect_subscript(expression, found),
            Kind::Lambda => found.push(Object::Function(expression)),
            Kind::Await => found.push(Object::Unknown),
            Kind::BinaryOperator if tree.has_token(expression, "/") => self.collect_quotient(expression, found),
            _ => found.push(Object::Expression(expression)),
        }
    }

    fn collect_name(self, identifier: NodeId, found: &mut Vec<Object>) {
        let Some(reference) = self.module.reference_at(identifier) else {
            // The name in a `def` stands for it.
            let defined = self.module.binding_at(identifier).filter(|binding| binding.kind == BindingKind::Function);
            found.push(defined.map_or(Object::Unknown, |binding| Object::Function(binding.node)));
            return;
        };
        let symbol = reference.symbol;
        if self.module.symbol(symbol).bindings.is_empty() {
            let name = &self.module.symbol(symbol).name;
            found.push(Object::Builtin(name.clone()));
            found.extend(self.star_imports().map(|module| Object::Path(self.member_path(format!("{module}.{name}")))));
            return;
        }
        let bindings = self.module.reaching(self.tree, symbol, identifier);
        if bindings.is_empty() {
            found.push(Object::Unknown);
        }
        for binding in bindings {
            self.collect_binding(&binding, found);
        }
    }

    /// The modules of which the file imports every name, as dotted names.
    pub fn star_imports(self) -> impl Iterator<Item = String> {
        let module = self.module;
        let stars =
            module.own_symbol(module.module_scope(), "*").into_iter().flat_map(move |star| module.bindings_of(star));
        stars.filter_map(move |binding| {
            let from = self.tree.text(self.tree.child(self.tree.parent(binding.node)?, Field::ModuleName)?);
            let resolved = self.index.resolve_module(self.file, from);
            Some(resolved.unwrap_or_else(|| from.to_owned()))
        })
    }

    /// What a binding gives its name.
    fn collect_binding(self, binding: &Binding, found: &mut Vec<Object>) {
        let value = match binding.kind {
            BindingKind::Import => return found.extend(self.imported(binding)),
            BindingKind::Function => return found.push(Object::Function(binding.node)),
            BindingKind::Class => return found.push(Object::Class(binding.node)),
            BindingKind::Parameter => return self.collect_parameter(binding, found),
            BindingKind::With => return self.collect_with(binding, found),
            BindingKind::Assignment | BindingKind::Walrus => {
                let value = self.module.value_of(self.tree, binding).or_else(|| self.unpacked(binding));
                if value.is_none() {
                    return self.collect_unpacked_call(binding, found);
                }
                value
            }
            BindingKind::Except => return self.collect_caught(binding, found),
            BindingKind::Augmented => return self.collect_augmented(binding, found),
            BindingKind::For | BindingKind::Comprehension => {
                let elements = self.iterated(binding);
                if elements.is_empty() {
                    found.push(Object::Unknown);
                }
                for element in elements {
                    self.collect(element, found);
                }
                return;
            }
            _ => None,
        };
        match value {
            Some(value) => self.collect(value, found),
            None => found.push(Object::Unknown),
        }
    }

    /// `functions += [f]`: the container that it was, which has more elements now. Of anything else it makes something
    /// new.
    fn collect_augmented(self, binding: &Binding, found: &mut Vec<Object>) {
        let others = self.module.bindings_of(binding.symbol).filter(|other| other.kind != BindingKind::Augmented);
        let before: Vec<Object> = others.flat_map(|other| self.bound(other)).collect();
        let containers = before.into_iter().filter(|object| self.is_sequence(object) || self.is_made_dict(object));
        let known = found.len();
        found.extend(containers);
        if found.len() == known {
            found.push(Object::Unknown);
        }
    }

    /// `a, b = make()`: a part of what a call answers is spelled `make()[]`.
    fn collect_unpacked_call(self, binding: &Binding, found: &mut Vec<Object>) {
        let mut whole = Vec::new();
        if let Some(value) = self.tree.child(binding.node, Field::Right) {
            self.collect(value, &mut whole);
        }
        for object in whole {
            match object {
                Object::Made { path, call } => {
                    let index = self.index_of(binding);
                    found.push(Object::Made { path: parts_of_library::component(&path, index), call });
                }
                Object::Expression(display) => match self.component_for(binding, display) {
                    Some(part) => self.collect(part, found),
                    None => found.push(Object::Unknown),
                },
                _ => found.push(Object::Unknown),
            }
        }
    }

    /// The objects that one binding gives its name.
    pub fn bound(self, binding: &Binding) -> Vec<Object> {
        let mut found = Vec::new();
        self.collect_binding(binding, &mut found);
        found
    }

    fn imported(self, binding: &Binding) -> Option<Object> {
        let tree = self.tree;
        let statement = tree.parent(binding.node)?;
        let renamed = tree.kind(binding.node) == Kind::AliasedImport;
        let name = if renamed { tree.child(binding.node, Field::Name)? } else { binding.node };
        if tree.kind(statement) == Kind::ImportStatement {
            let path = if renamed { tree.text(name) } else { tree.text(binding.name) };
            let resolved = self.index.resolve_module(self.file, path);
            return Some(Object::Module(resolved.unwrap_or_else(|| path.to_owned())));
        }
        let from = tree.text(tree.child(statement, Field::ModuleName)?);
        let resolved = self.index.resolve_name(self.file, from, tree.text(name));
        // `from . import name` has its dot already.
        let dot = if from.ends_with('.') { "" } else { "." };
        let as_written = || format!("{from}{dot}{}", tree.text(name));
        Some(Object::Path(resolved.map_or_else(as_written, |path| self.index.canonical(path))))
    }

    /// A member of something of another file, followed to where it comes from.
    fn member_path(self, path: String) -> String {
        if !path.starts_with('@') && !self.index.is_empty() {
            // `pkg.pool.run`, where `pkg` is a folder without a file of its own.
            if let Some(resolved) = self.index.resolve(self.file, &path) {
                return self.index.canonical(resolved);
            }
        }
        self.index.canonical(path)
    }

    /// `with X() as name`.
    fn collect_with(self, binding: &Binding, found: &mut Vec<Object>) {
        let direct = self.tree.parent(binding.name) == self.tree.child(binding.node, Field::Alias);
        match self.tree.first_child(binding.node).filter(|_| direct) {
            Some(value) => self.collect_entered(value, found),
            None => found.push(Object::Unknown),
        }
    }

    /// `self` is an instance of its class; an annotated parameter one of what the annotation names.
    fn collect_parameter(self, binding: &Binding, found: &mut Vec<Object>) {
        if let Some(class) = self.class_of_receiver(binding) {
            found.push(class);
            return;
        }
        let annotation = self.tree.child(binding.node, Field::Type);
        let mut named = Vec::new();
        if let Some(annotation) = annotation {
            self.collect_annotation(annotation, &mut named);
        }
        if named.is_empty() {
            named.push(Object::Unknown);
            named.extend(self.given_by_callers(binding));
        }
        if let Some(default) = self.tree.child(binding.node, Field::Value) {
            self.collect(default, &mut named);
        }
        found.extend(named);
    }

    /// Whose instance (or which class) the first parameter of a method is.
    pub fn class_of_receiver(self, binding: &Binding) -> Option<Object> {
        let function = self.module.scope(self.module.symbol(binding.symbol).scope);
        if function.kind != ScopeKind::Function {
            return None;
        }
        let class = self.class_around(function.node)?;
        let parameters = self.tree.child(function.node, Field::Parameters)?;
        if self.tree.first_child(parameters)? != binding.node {
            return None;
        }
        match self.method_decorator(function.node) {
            Some("staticmethod") => None,
            Some("classmethod") => Some(Object::Class(class)),
            _ => Some(Object::Instance(class)),
        }
    }

    /// The class whose body directly holds a definition.
    pub fn class_around(self, definition: NodeId) -> Option<NodeId> {
        let scope = self.module.scope_at(self.tree, definition);
        (self.module.scope(scope).kind == ScopeKind::Class).then(|| self.module.scope(scope).node)
    }

    /// `staticmethod` or `classmethod`, where the definition is decorated with it.
    fn method_decorator(self, function: NodeId) -> Option<&'static str> {
        self.decorators(function).find_map(|decorator| match self.tree.text(decorator) {
            "staticmethod" => Some("staticmethod"),
            "classmethod" => Some("classmethod"),
            _ => None,
        })
    }

    fn is_static(self, function: NodeId) -> bool {
        self.method_decorator(function) == Some("staticmethod")
    }

    /// The function in `staticmethod(function)`.
    pub fn static_method(self, call: NodeId) -> Option<NodeId> {
        let function = self.tree.child(call, Field::Function).filter(|_| self.tree.kind(call) == Kind::Call)?;
        let is_static = self.tree.text(function) == "staticmethod" && self.is_builtin(function);
        self.positional(call).first().copied().filter(|_| is_static)
    }

    /// Whether a function is given `self` or `cls` where it is called through an instance.
    pub fn is_method(self, function: NodeId) -> bool {
        self.class_around(function).is_some() && self.method_decorator(function) != Some("staticmethod")
    }

    /// Whether a function is given `self` by its caller where it is called through its class.
    pub fn is_plain_method(self, function: NodeId) -> bool {
        self.class_around(function).is_some() && self.method_decorator(function).is_none()
    }

    /// The expressions that decorate a definition.
    pub fn decorators(self, definition: NodeId) -> impl Iterator<Item = NodeId> {
        let around = self.tree.parent(definition);
        let decorated = around.filter(|node| self.tree.kind(*node) == Kind::DecoratedDefinition);
        let decorators: Vec<NodeId> = decorated
            .into_iter()
            .flat_map(|node| self.tree.children(node))
            .filter(|node| self.tree.kind(*node) == Kind::Decorator)
            .filter_map(|node| self.tree.first_child(node))
            .collect();
        decorators.into_iter()
    }

    fn collect_attribute(self, attribute: NodeId, found: &mut Vec<Object>) {
        let (Some(object), Some(name)) =
            (self.tree.child(attribute, Field::Object), self.tree.child(attribute, Field::Attribute))
        else {
            found.push(Object::Unknown);
            return;
        };
        if let Some(path) = parts_of_library::of_anything(self.tree.text(name)) {
            return found.push(Object::Made { path: path.to_owned(), call: attribute });
        }
        let mut owners = Vec::new();
        self.collect(object, &mut owners);
        for owner in owners {
            self.collect_member(&owner, name, found);
        }
    }

    fn collect_member(self, owner: &Object, name: NodeId, found: &mut Vec<Object>) {
        let text = self.tree.text(name);
        match owner {
            Object::Path(path) | Object::Module(path) => {
                found.push(Object::Path(self.member_path(format!("{path}.{text}"))));
            }
            Object::Made { path, call } => {
                let member = self.index.canonical(self.member_of_made(path, *call, text));
                found.push(parts_of_library::attribute(member, *call));
            }
            Object::Class(class) | Object::Instance(class) => {
                let bound = matches!(owner, Object::Instance(_));
                self.collect_class_member(*class, text, bound, found);
            }
            Object::Expression(display)
                if matches!(self.tree.kind(*display), Kind::Dictionary | Kind::DictionaryComprehension) =>
            {
                found.push(Object::Path(format!("dict().{text}")));
            }
            Object::Builtin(name) if name == "dict" && text == "fromkeys" => found.push(owner.clone()),
            Object::MadeByBuiltin { name, .. } if name == "dict" => found.push(Object::Path(format!("dict().{text}"))),
            Object::MadeByBuiltin { name: builtin, .. } if builtin == "super" => {
                let method = self.function_around(name);
                match method.and_then(|method| self.class_around(method)) {
                    Some(class) => self.collect_inherited(class, text, true, found),
                    None => found.push(Object::Unknown),
                }
            }
            _ => found.push(Object::Unknown),
        }
    }

    /// `get_context().Pool` is `multiprocessing.Pool`; any other member of an instance is spelled `path().name`.
    pub fn member_of_made(self, path: &str, call: NodeId, name: &str) -> String {
        match path.strip_suffix(".get_context") {
            Some(package) if self.is_literal_fork(call) => format!("{package}[fork].{name}"),
            Some(package) if self.is_never_fork(call) => format!("{package}[spawn].{name}"),
            Some(package) => format!("{package}.{name}"),
            None => format!("{path}().{name}"),
        }
    }

    /// Whether a call of `get_context` or `set_start_method` literally names `fork`.
    pub fn is_literal_fork(self, call: NodeId) -> bool {
        let method = self.positional(call).first().copied().or_else(|| self.keyword(call, "method"));
        let values = method.map(|method| self.objects(method)).unwrap_or_default();
        let is_fork =
            |object: &Object| matches!(object, Object::Expression(value) if self.string_value(*value) == Some("fork"));
        !values.is_empty() && values.iter().all(is_fork)
    }

    /// Whether a call of `get_context` or `set_start_method` literally names another start method than `fork`.
    pub fn is_never_fork(self, call: NodeId) -> bool {
        let method = self.positional(call).first().copied().or_else(|| self.keyword(call, "method"));
        let values = method.map(|method| self.objects(method)).unwrap_or_default();
        let other = |object: &Object| match object {
            Object::Expression(value) => self.string_value(*value).is_some_and(|method| method != "fork"),
            _ => false,
        };
        !values.is_empty() && values.iter().all(other)
    }

    /// The text of a plain string literal.
    pub fn string_value(self, node: NodeId) -> Option<&'static str> {
        let text = self.tree.text(node);
        ["fork", "spawn", "forkserver"]
            .into_iter()
            .find(|method| text.len() == method.len() + 2 && text.get(1..=method.len()) == Some(method))
    }

    fn collect_call(self, call: NodeId, found: &mut Vec<Object>) {
        let Some(function) = self.tree.child(call, Field::Function) else { return found.push(Object::Unknown) };
        if let Some(function) = self.static_method(call) {
            return self.collect(function, found);
        }
        if let Some(manager) = self.entered_by(call) {
            return self.collect_entered(manager, found);
        }
        let taken = self.taken(call);
        if !taken.is_empty() {
            return taken.into_iter().for_each(|part| self.collect(part, found));
        }
        let mut callees = Vec::new();
        self.collect(function, &mut callees);
        for callee in callees {
            match callee {
                Object::Path(path) if path == "dataclasses.field" => self.collect_field(call, found),
                Object::Path(path) | Object::Module(path) => found.push(self.made(path, call)),
                Object::Made { path, call } if classes::makes_class(&path) => found.push(Object::Instance(call)),
                Object::Builtin(name) => match self.copied_display(&name, call) {
                    Some(display) => found.push(Object::Expression(display)),
                    None => found.push(Object::MadeByBuiltin { name, call }),
                },
                Object::Class(class) => found.push(Object::Instance(class)),
                // `lru_cache(maxsize=None)(function)`
                Object::Made { path, .. } if CACHES.contains(&path.as_str()) => found.push(Object::Made { path, call }),
                Object::Function(function) | Object::Method { function, .. } => {
                    self.collect_returned(function, call, found);
                }
                _ => found.push(Object::Unknown),
            }
        }
    }

    /// What a call of a thing of another file answers.
    fn made(self, path: String, call: NodeId) -> Object {
        if !path.starts_with('@') {
            return Object::Made { path: parts_of_library::answer(path), call };
        }
        let answer = self.index.canonical(format!("{path}()"));
        match answer.strip_suffix("()") {
            Some(path) => Object::Made { path: path.to_owned(), call },
            None => Object::Path(answer),
        }
    }

    /// The display in `tuple([a, b])`, which has the same elements.
    fn copied_display(self, builtin: &str, call: NodeId) -> Option<NodeId> {
        let copies = matches!(builtin, "list" | "tuple");
        let first = self.positional(call).first().copied().filter(|_| copies)?;
        let display = self.tree.without_parentheses(first);
        matches!(self.tree.kind(display), Kind::List | Kind::Tuple | Kind::ListComprehension).then_some(display)
    }

    /// What a call of a function of this file answers.
    fn collect_returned(self, function: NodeId, call: NodeId, found: &mut Vec<Object>) {
        let tree = self.tree;
        if self.is_left_to_heirs(function) {
            found.push(Object::Unknown);
            let values = self.methods_of_heirs(function).into_iter().flat_map(|method| self.returned_values(method));
            return values.for_each(|value| self.collect(value, found));
        }
        if !self.answers_itself(function) {
            found.push(Object::Unknown);
            return;
        }
        if self.is_generator(function) || tree.has_token(function, "async") {
            found.push(Object::Expression(call));
            return;
        }
        let returned: Vec<NodeId> = match tree.kind(function) {
            Kind::Lambda => tree.child(function, Field::Body).into_iter().collect(),
            _ => self.returned_values(function),
        };
        if returned.is_empty() {
            found.push(Object::Unknown);
        }
        for value in returned {
            self.collect(value, found);
        }
    }

    /// Whether a call of a function answers what the function returns: no decorator but a cache has taken its place.
    pub fn answers_itself(self, function: NodeId) -> bool {
        self.decorators(function).all(|decorator| {
            let caches = self.objects(decorator).into_iter().map(|object| match object {
                Object::Path(path) | Object::Made { path, .. } => CACHES.contains(&path.as_str()),
                _ => false,
            });
            caches.reduce(|all, one| all && one).unwrap_or_default()
        })
    }

    /// The values of a function's own `return` statements.
    pub fn returned_values(self, function: NodeId) -> Vec<NodeId> {
        let scope = self.module.scope_of(function);
        let tree = self.tree;
        let returns = tree.of_kind(function, Kind::ReturnStatement).iter().copied();
        returns
            .filter(|node| Some(self.module.scope_at(tree, *node)) == scope)
            .filter_map(|node| tree.first_child(node))
            .collect()
    }

    /// Whether a call of the function answers a generator: its own code has a `yield`.
    pub fn is_generator(self, function: NodeId) -> bool {
        self.yields(function).next().is_some()
    }

    /// The values that a generator function gives one after the other, as far as it writes them out.
    fn yielded_values(self, function: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let written = self.yields(function).filter(|node| !tree.has_token(*node, "from"));
        written.filter_map(|node| tree.first_child(node)).collect()
    }

    /// A function's own `yield`s.
    fn yields(self, function: NodeId) -> impl Iterator<Item = NodeId> {
        let (scope, tree) = (self.module.scope_of(function), self.tree);
        let yields = tree.of_kind(function, Kind::Yield).iter().copied();
        yields.filter(move |node| Some(self.module.scope_at(tree, *node)) == scope)
    }

    fn collect_subscript(self, subscript: NodeId, found: &mut Vec<Object>) {
        let container = self.tree.child(subscript, Field::Value);
        let index = self.tree.child(subscript, Field::Subscript);
        let whole = container.map(|container| self.objects(container)).unwrap_or_default();
        let parts: Vec<Object> = whole.iter().filter_map(|object| self.part_of_whole(object, index)).collect();
        if !parts.is_empty() {
            return found.extend(parts);
        }
        let elements = container.map(|container| self.elements_at(container, index)).unwrap_or_default();
        if elements.is_empty() {
            found.push(Object::Unknown);
        }
        for element in elements {
            self.collect(element, found);
        }
    }

    /// The argument expressions of a call, keywords and starred ones included, in order.
    pub fn arguments(self, call: NodeId) -> Vec<NodeId> {
        let Some(list) = self.tree.child(call, Field::Arguments) else { return Vec::new() };
        if self.tree.kind(list) == Kind::GeneratorExpression { vec![list] } else { self.tree.children(list).collect() }
    }

    /// The value of a keyword argument of a call.
    pub fn keyword(self, call: NodeId, name: &str) -> Option<NodeId> {
        let keyword = self.arguments(call).into_iter().find(|argument| {
            self.tree.kind(*argument) == Kind::KeywordArgument
                && self.tree.child(*argument, Field::Name).is_some_and(|label| self.tree.text(label) == name)
        })?;
        self.tree.child(keyword, Field::Value)
    }

    /// The positional arguments of a call up to the first starred one.
    pub fn positional(self, call: NodeId) -> Vec<NodeId> {
        let plain = |argument: &NodeId| {
            !matches!(self.tree.kind(*argument), Kind::KeywordArgument | Kind::ListSplat | Kind::DictionarySplat)
        };
        self.arguments(call).into_iter().take_while(plain).collect()
    }

    /// The functions of this file that a value holds: itself, inside a `partial`, in a container, or on the instance
    /// whose method it is.
    pub fn functions_in(self, value: NodeId) -> Vec<NodeId> {
        let search = || {
            let mut found = Vec::new();
            self.collect_functions(value, &mut found);
            found.sort_unstable();
            found.dedup();
            found
        };
        self.known_functions(value, search).to_vec()
    }

    fn collect_functions(self, value: NodeId, found: &mut Vec<NodeId>) {
        self.guarded(|| self.collect_functions_unguarded(value, found));
    }

    fn collect_functions_unguarded(self, value: NodeId, found: &mut Vec<NodeId>) {
        for object in self.objects(value) {
            match object {
                Object::Function(function) => found.push(function),
                Object::Method { class, function } => {
                    if self.tree.kind(function) == Kind::Lambda {
                        found.push(function);
                    }
                    self.collect_instance_functions(class, found);
                }
                Object::Instance(class) => self.collect_instance_functions(class, found),
                Object::Made { path, call } if HOLDERS.contains(&path.as_str()) => {
                    for argument in self.arguments(call) {
                        let part = self.tree.child(argument, Field::Value);
                        self.collect_functions(part.unwrap_or(argument), found);
                    }
                }
                Object::Expression(display) | Object::MadeByBuiltin { call: display, .. } => {
                    for element in self.parts_of_display(display) {
                        self.collect_functions(element, found);
                    }
                }
                _ => {}
            }
        }
        // The instance of a bound method is sent with it, that of any other attribute is not.
        let is_inherited = |object: &Object| match object {
            Object::Path(path) => self.index.class_of_method(path).is_some(),
            _ => false,
        };
        let objects = self.objects(value);
        let is_inherited = objects.iter().any(is_inherited);
        let is_method = is_inherited || objects.iter().any(|object| matches!(object, Object::Method { .. }));
        let instance = self.tree.child(value, Field::Object).filter(|_| is_method).unwrap_or(value);
        for object in self.objects(instance).into_iter().filter(|_| is_inherited) {
            if let Object::Instance(class) = object {
                self.collect_instance_functions(class, found);
            }
        }
        let kept = self.attributes_set_on(instance).into_iter().chain(self.kept_functions(instance));
        for added in self.added_elements(value).into_iter().chain(kept) {
            self.collect_functions(added, found);
        }
    }

    /// The functions that an iterator calls which is sent itself: `map(f, xs)`.
    pub fn functions_of_iterators(self, value: NodeId) -> Vec<NodeId> {
        let iterators = self.objects(value).into_iter().filter_map(|object| match object {
            Object::MadeByBuiltin { name, call } if ITERATORS.contains(&name.as_str()) => Some(call),
            _ => None,
        });
        let functions = iterators.filter_map(|call| self.positional(call).first().copied());
        functions.flat_map(|function| self.functions_in(function)).collect()
    }

    fn collect_instance_functions(self, class: NodeId, found: &mut Vec<NodeId>) {
        for value in self.functions_kept_by(class) {
            found.extend(self.objects(value).into_iter().filter_map(|object| match object {
                Object::Function(function) => Some(function),
                _ => None,
            }));
        }
    }

    /// The lambdas, names and choices of them, in attributes of the instances of a class that does not say how it is
    /// pickled, which may be functions.
    pub fn functions_kept_by(self, class: NodeId) -> Vec<NodeId> {
        if self.says_how_it_is_pickled(class) {
            return Vec::new();
        }
        let parts = |value: NodeId| match self.parts_of_display(value) {
            parts if parts.is_empty() => self.arguments_of_holder(value).unwrap_or_else(|| vec![value]),
            parts => parts,
        };
        let values = self.kept_in_attributes(class).into_iter().flat_map(parts);
        let may_be_one = |value: &NodeId| {
            let value = self.tree.without_parentheses(*value);
            matches!(
                self.tree.kind(value),
                Kind::Lambda | Kind::Identifier | Kind::BooleanOperator | Kind::ConditionalExpression
            )
        };
        values.filter(may_be_one).collect()
    }

    /// What is given to a call that makes a `defaultdict` and the like, which keeps it.
    fn arguments_of_holder(self, value: NodeId) -> Option<Vec<NodeId>> {
        let is_holder = HOLDERS.iter().any(|holder| self.is_call_of(value, holder));
        let given = |argument: NodeId| self.tree.child(argument, Field::Value).unwrap_or(argument);
        is_holder.then(|| self.arguments(value).into_iter().map(given).collect())
    }

    /// Whether a class (or a base of this file) defines `__getstate__`, `__reduce__` or `__reduce_ex__`.
    pub fn says_how_it_is_pickled(self, class: NodeId) -> bool {
        let own = self
            .module
            .scope_of(class)
            .is_some_and(|scope| SAYS_HOW.iter().any(|name| self.module.own_symbol(scope, name).is_some()));
        let inherited = |base| match base {
            Object::Class(base) => self.guarded(|| self.says_how_it_is_pickled(base)).unwrap_or(false),
            // A logger is pickled as its name.
            Object::Path(path) => path == "logging.Logger" || self.index.may_say_how_it_is_pickled(&path),
            _ => false,
        };
        own || self.bases(class).into_iter().any(inherited)
    }

    /// The innermost function or lambda whose body holds a node.
    pub fn function_around(self, node: NodeId) -> Option<NodeId> {
        let scope = self.module.scope_at(self.tree, node);
        self.module.enclosing_function(scope).map(|id| self.module.scope(id).node)
    }

    /// The scope in which a node is evaluated.
    pub fn scope_at(self, node: NodeId) -> ScopeId {
        self.module.scope_at(self.tree, node)
    }
}
