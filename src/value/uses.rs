//! What a file does with its functions and globals: who calls a function, reads or sets an attribute of it, which
//! methods are called on an object, which globals functions change.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Model, Object};
use crate::module::{BindingKind, ScopeId, ScopeKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId, Role};

/// The calls of one method, by the call that made the object.
type CallsOn = FxHashMap<NodeId, Vec<NodeId>>;

/// What is known of the uses of functions and globals.
#[derive(Debug, Default)]
pub(super) struct Uses {
    calls_of: OnceCell<FxHashMap<NodeId, Vec<NodeId>>>,
    calls_by_name: OnceCell<FxHashMap<String, Vec<NodeId>>>,
    members: OnceCell<FxHashSet<String>>,
    calls_on: RefCell<FxHashMap<String, Rc<CallsOn>>>,
    attribute_reads: OnceCell<Vec<AttributeRead>>,
    attribute_sets: OnceCell<FxHashMap<NodeId, NodeId>>,
    scope_readers: OnceCell<Vec<NodeId>>,
    changed_globals: OnceCell<Vec<ChangedGlobal>>,
}

/// A place that reads an attribute of what may be a function: `f.__name__`, `getattr(f, "__name__")`.
#[derive(Clone, Debug)]
pub struct AttributeRead {
    /// The symbol that is the object, if it is a plain name.
    pub symbol: Option<SymbolId>,
    /// The functions of the file that the object may be.
    pub functions: Vec<NodeId>,
    /// The attribute.
    pub name: String,
}

/// A global that changes while the program runs.
#[derive(Clone, Debug)]
pub struct ChangedGlobal {
    /// The global.
    pub symbol: SymbolId,
    /// Where functions rebind or change it, each with the scope that does.
    pub places: Vec<(ScopeId, NodeId)>,
    /// Whether only the main guard binds it.
    pub is_guard_variable: bool,
}

/// Attributes that say what a function is.
const FUNCTION_ATTRIBUTES: &[&str] = &[
    "__name__",
    "__module__",
    "__wrapped__",
    "__qualname__",
    "__code__",
    "__closure__",
    "__defaults__",
    "__kwdefaults__",
    "__annotations__",
    "__type_params__",
    "__get__",
];

/// Methods that change a container.
pub const CHANGING: &[&str] = &[
    "append",
    "extend",
    "insert",
    "update",
    "setdefault",
    "add",
    "remove",
    "discard",
    "pop",
    "popitem",
    "clear",
    "sort",
    "reverse",
    "appendleft",
    "popleft",
];

/// Builtins that set attributes of what they are given, or get at all of them.
const SETS: &[&str] = &["setattr", "delattr", "vars"];

/// Whether a name may mean another one than it says: private names and those of other alphabets do.
fn means_another(name: &str) -> bool {
    name.starts_with("__") || !name.is_ascii()
}

impl<'a> Model<'a> {
    /// Whether a call ends the process, and so whatever runs in it: `sys.exit()`.
    pub fn ends_process(self, call: NodeId) -> bool {
        let callee = self.tree.child(call, Field::Function);
        callee.is_some_and(|callee| matches!(self.tree.text(callee), "sys.exit" | "exit" | "quit" | "os._exit"))
    }

    /// The calls that may call a function of the file, make an instance of a class that has no constructor of its own,
    /// or call a `partial` that a call makes, in source order.
    pub fn calls_of(self, function: NodeId) -> &'a [NodeId] {
        let calls_of = self.known.uses.calls_of.get_or_init(|| {
            let mut found: FxHashMap<NodeId, Vec<NodeId>> = FxHashMap::default();
            for call in self.calls() {
                let callee = self.tree.child(*call, Field::Function).filter(|callee| self.may_be_own(*callee));
                let Some(callee) = callee else { continue };
                for object in self.objects_of(callee).iter() {
                    let called = match object {
                        Object::Function(function) | Object::Method { function, .. } => Some(*function),
                        Object::Class(class) => Some(self.constructor(*class).unwrap_or(*class)),
                        Object::Instance(class) => self.own_method(*class, "__call__"),
                        Object::Made { path, call } if path == "functools.partial" => Some(*call),
                        _ => None,
                    };
                    if let Some(called) = called {
                        found.entry(called).or_default().push(*call);
                    }
                }
            }
            found
        });
        calls_of.get(&function).map_or(&[], Vec::as_slice)
    }

    /// The calls of what has this name, or is a member of this name, whatever that is.
    pub fn calls_by_name(self, name: &str) -> &'a [NodeId] {
        self.names_of_calls().get(name).map_or(&[], Vec::as_slice)
    }

    /// The calls of what has one of the names that are wanted, or is a member of one of them, in source order; those of
    /// what has no name under an empty one. This asks once for each name and not for each call.
    pub fn calls_named(self, is_wanted: impl Fn(&str) -> bool) -> Vec<NodeId> {
        let wanted = self.names_of_calls().iter().filter(|(name, _)| is_wanted(name));
        let mut found: Vec<NodeId> = wanted.flat_map(|(_, calls)| calls.iter().copied()).collect();
        found.sort_unstable();
        found
    }

    fn names_of_calls(self) -> &'a FxHashMap<String, Vec<NodeId>> {
        self.known.uses.calls_by_name.get_or_init(|| {
            let mut found: FxHashMap<String, Vec<NodeId>> = FxHashMap::default();
            for call in self.calls() {
                let name = self.callee_name(*call).unwrap_or_default();
                match found.get_mut(name) {
                    Some(calls) => calls.push(*call),
                    None => {
                        found.insert(name.to_owned(), vec![*call]);
                    }
                }
            }
            found
        })
    }

    /// The last name of what is called.
    pub fn callee_name(self, call: NodeId) -> Option<&'a str> {
        let function = self.tree.child(call, Field::Function)?;
        let name = match self.tree.kind(function) {
            Kind::Identifier => function,
            Kind::Attribute => self.tree.child(function, Field::Attribute)?,
            _ => return None,
        };
        Some(self.tree.text(name))
    }

    /// The object of which a call calls a member.
    pub fn called_on(self, call: NodeId) -> Option<NodeId> {
        let function =
            self.tree.child(call, Field::Function).filter(|node| self.tree.kind(*node) == Kind::Attribute)?;
        self.tree.child(function, Field::Object)
    }

    /// Whether something in the file may bind a name, as it is written.
    pub fn may_be_bound(self, name: &str) -> bool {
        let is_bound = |symbol: &SymbolId| !self.module.symbol(*symbol).bindings.is_empty();
        means_another(name)
            || self.module.symbols_named(name).iter().any(is_bound)
            || self.star_imports().next().is_some()
    }

    /// Whether a callee may be a function or class of the file, by its name: following names costs more.
    pub fn may_be_own(self, callee: NodeId) -> bool {
        match self.tree.kind(callee) {
            Kind::Identifier => {
                let symbol = self.module.symbol_at(callee);
                let mut bindings = symbol.into_iter().flat_map(|symbol| self.module.bindings_of(symbol));
                symbol.is_none() || bindings.any(|binding| binding.kind != BindingKind::Import)
            }
            Kind::Attribute => {
                let name = self.tree.child(callee, Field::Attribute);
                name.is_none_or(|name| self.may_be_member(self.tree.text(name)))
            }
            _ => true,
        }
    }

    /// Whether a class of the file may have a member of a name, as it is written.
    pub fn may_be_member(self, name: &str) -> bool {
        means_another(name) || self.members().contains(name)
    }

    /// Whether an attribute may stand for what has another name in a library, by its own name: the classes of this file
    /// and other files may call a thing anything.
    pub fn may_be_renamed(self, name: &str) -> bool {
        self.index.has_alias_named(name) || self.may_be_member(name)
    }

    /// The names in classes of the file, and the attributes that some assignment sets, as they are written.
    fn members(self) -> &'a FxHashSet<String> {
        self.known.uses.members.get_or_init(|| {
            let (tree, module) = (self.tree, self.module);
            let symbols = module.symbols().map(|symbol| module.symbol(symbol));
            let in_classes = symbols.filter(|symbol| module.scope(symbol.scope).kind == ScopeKind::Class);
            let targets = tree.all_of_kind(Kind::Assignment).filter_map(|node| tree.child(node, Field::Left));
            let set = targets.flat_map(|target| tree.of_kind(target, Kind::Attribute));
            let set = set.filter_map(|target| tree.child(*target, Field::Attribute));
            let mut found = FxHashSet::default();
            for name in in_classes.map(|symbol| symbol.name.as_str()).chain(set.map(|name| tree.text(name))) {
                if !found.contains(name) {
                    found.insert(name.to_owned());
                }
            }
            found
        })
    }

    /// The method that instances of a class have under a name, its own or that of a base of this file.
    fn own_method(self, class: NodeId, name: &str) -> Option<NodeId> {
        let mut members = Vec::new();
        self.guarded(|| self.collect_class_member(class, name, true, &mut members));
        members.into_iter().find_map(|member| match member {
            Object::Method { function, .. } => Some(function),
            _ => None,
        })
    }

    /// The `__init__` that a call of a class runs: its own, or that of the first base of this file that has one.
    pub fn constructor(self, class: NodeId) -> Option<NodeId> {
        let own = self.module.scope_of(class).and_then(|scope| self.module.own_symbol(scope, "__init__"));
        if let Some(symbol) = own {
            return self.module.bindings_of(symbol).map(|binding| binding.node).last();
        }
        let bases = self.bases(class).into_iter();
        let mut inherited = bases.filter_map(|base| match base {
            Object::Class(base) => self.guarded(|| self.constructor(base)).flatten(),
            _ => None,
        });
        inherited.next()
    }

    /// The calls of a method on the object that the call `made` makes, in source order.
    pub fn calls_on(self, made: NodeId, method: &str) -> Vec<NodeId> {
        let known = self.known.uses.calls_on.borrow().get(method).cloned();
        let calls = known.unwrap_or_else(|| {
            let found = Rc::new(self.find_calls_on(method));
            self.known.uses.calls_on.borrow_mut().insert(method.to_owned(), found.clone());
            found
        });
        calls.get(&made).cloned().unwrap_or_default()
    }

    fn find_calls_on(self, method: &str) -> CallsOn {
        let mut found = CallsOn::default();
        for call in self.calls_by_name(method) {
            let Some(object) = self.called_on(*call) else { continue };
            for object in self.objects_of(object).iter() {
                if let Object::Made { call: made, .. } = object {
                    let calls = found.entry(*made).or_default();
                    if calls.last() != Some(call) {
                        calls.push(*call);
                    }
                }
            }
        }
        found
    }

    /// Every read of an attribute that says what a function is, `getattr(f, "__name__")` included.
    pub fn attribute_reads(self) -> &'a [AttributeRead] {
        self.known.uses.attribute_reads.get_or_init(|| {
            let tree = self.tree;
            let attributes = tree.all_of_kind(Kind::Attribute);
            let plain =
                attributes.filter_map(|node| tree.child(node, Field::Object).zip(tree.child(node, Field::Attribute)));
            let by_getattr = self.calls_by_name("getattr").iter().filter_map(|call| {
                let arguments = if self.called_on(*call).is_none() { self.positional(*call) } else { Vec::new() };
                arguments.first().copied().zip(arguments.get(1).copied())
            });
            let mut found = Vec::new();
            for (object, name) in plain.chain(by_getattr) {
                let name = tree.text(name).trim_matches(['"', '\'']);
                if FUNCTION_ATTRIBUTES.contains(&name) {
                    let symbol = self.module.symbol_at(object);
                    found.push(AttributeRead { symbol, functions: self.held_by(object), name: name.to_owned() });
                }
            }
            found
        })
    }

    /// The functions that an expression may hold, as a parameter of a function of this file that is given them, too.
    fn held_by(self, object: NodeId) -> Vec<NodeId> {
        let (tree, module) = (self.tree, self.module);
        let mut found = self.functions_in(object);
        let symbol = module.symbol_at(object);
        let binding = symbol.and_then(|symbol| module.only_binding(symbol));
        let Some(binding) = binding.filter(|binding| binding.kind == BindingKind::Parameter) else { return found };
        let function = module.scope(module.symbol(binding.symbol).scope).node;
        let Some(list) = tree.child(function, Field::Parameters) else { return found };
        let position = tree.children(list).position(|parameter| parameter == binding.node);
        for call in self.calls_of(function) {
            let given = position.and_then(|position| self.positional(*call).get(position).copied());
            let given = given.or_else(|| self.keyword(*call, &module.symbol(binding.symbol).name));
            found.extend(given.into_iter().flat_map(|given| self.functions_in(given)));
        }
        found
    }

    /// The first place of the file that sets an attribute of a function, or gets at all of them.
    pub fn attribute_set_on(self, function: NodeId) -> Option<NodeId> {
        let sets = self.known.uses.attribute_sets.get_or_init(|| {
            let mut found = FxHashMap::default();
            let nodes = self.tree.all_of_kind(Kind::Attribute).chain(self.calls_named(|name| SETS.contains(&name)));
            let mut sets: Vec<(NodeId, NodeId)> =
                nodes.filter_map(|node| Some((node, self.object_of_set(node)?))).collect();
            sets.sort_unstable();
            for (node, object) in sets {
                for object in self.objects_of(object).iter() {
                    if let Object::Function(function) = object {
                        found.entry(*function).or_insert(node);
                    }
                }
            }
            found
        });
        sets.get(&function).copied()
    }

    /// The object whose attribute a node sets: `f.x = 1`, `setattr(f, "x", 1)`, `f.__dict__`.
    fn object_of_set(self, node: NodeId) -> Option<NodeId> {
        let tree = self.tree;
        match tree.kind(node) {
            Kind::Attribute => {
                let dict = tree.child(node, Field::Attribute).is_some_and(|label| tree.text(label) == "__dict__");
                tree.child(node, Field::Object).filter(|_| dict || self.is_target(node))
            }
            Kind::Call => {
                let function = tree.child(node, Field::Function).map_or("", |function| tree.text(function));
                if SETS.contains(&function) { self.positional(node).first().copied() } else { None }
            }
            _ => None,
        }
    }

    /// Whether an attribute or subscript is bound or deleted where it stands.
    pub fn is_target(self, node: NodeId) -> bool {
        const TARGETS: &[Role] = &[
            Role::AssignmentTarget,
            Role::AugmentedTarget,
            Role::ForTarget,
            Role::ComprehensionTarget,
            Role::WithTarget,
            Role::DeleteTarget,
        ];
        let tree = self.tree;
        let pattern = |node: &NodeId| {
            matches!(
                tree.kind(*node),
                Kind::PatternList
                    | Kind::TuplePattern
                    | Kind::ListPattern
                    | Kind::ListSplatPattern
                    | Kind::ExpressionList
            )
        };
        let around = tree.ancestors(node).take_while(pattern);
        std::iter::once(node).chain(around).any(|node| TARGETS.iter().any(|role| tree.has_role(node, *role)))
    }

    /// The calls of `locals`, `eval` and `exec`, which may look names up by their text.
    pub fn scope_readers(self) -> &'a [NodeId] {
        self.known.uses.scope_readers.get_or_init(|| {
            let mut calls = self.calls_named(|name| matches!(name, "locals" | "eval" | "exec"));
            calls.retain(|call| self.tree.child(*call, Field::Function).is_some_and(|callee| self.is_builtin(callee)));
            calls
        })
    }

    /// Whether an identifier is a name that nothing in the file binds.
    pub fn is_builtin(self, identifier: NodeId) -> bool {
        self.module.symbol_at(identifier).is_some_and(|symbol| self.module.symbol(symbol).bindings.is_empty())
    }

    /// Whether an expression is a name that nothing in the file binds, no star import either.
    pub fn is_plain_builtin(self, expression: NodeId) -> bool {
        self.tree.kind(expression) == Kind::Identifier
            && self.is_builtin(expression)
            && self.star_imports().next().is_none()
    }

    /// Every global that functions change, or that only the main guard binds.
    pub fn changed_globals(self) -> &'a [ChangedGlobal] {
        self.known.uses.changed_globals.get_or_init(|| {
            let module = self.module;
            let mut found = Vec::new();
            for symbol in module.own_symbols(module.module_scope()) {
                let binds = module.bindings_of(symbol).map(|binding| (binding.scope, binding.name));
                let changes = module.references_to(symbol).filter(|found| self.is_changed(found.node));
                let places: Vec<(ScopeId, NodeId)> = binds
                    .chain(changes.map(|found| (found.scope, found.node)))
                    .filter(|(scope, _)| module.enclosing_function(*scope).is_some())
                    .collect();
                let is_guard_variable = self.is_guard_variable(symbol);
                if is_guard_variable || !places.is_empty() {
                    found.push(ChangedGlobal { symbol, places, is_guard_variable });
                }
            }
            found
        })
    }

    /// Whether only the main guard binds a module's variable: the child never runs that block.
    pub fn is_guard_variable(self, symbol: SymbolId) -> bool {
        let mut bindings = self.module.bindings_of(symbol).peekable();
        bindings.peek().is_some() && bindings.all(|binding| self.main_guard(binding.name).is_some())
    }

    /// Whether a place changes what a name holds: `x.append(...)`, `x[k] = v`, `x.a = v`, `del x[k]`.
    pub fn is_changed(self, name: NodeId) -> bool {
        let tree = self.tree;
        let Some(parent) = tree.parent(name) else { return false };
        match tree.kind(parent) {
            Kind::Attribute if tree.child(parent, Field::Object) == Some(name) => {
                let called = tree.parent(parent).is_some_and(|call| tree.child(call, Field::Function) == Some(parent));
                let method =
                    tree.child(parent, Field::Attribute).is_some_and(|name| CHANGING.contains(&tree.text(name)));
                // `os.remove(path)`, `np.sort(values)`: a function of a module.
                let is_module = || self.objects(name).iter().any(|object| matches!(object, Object::Module(_)));
                self.is_target(parent) || (called && method && !is_module())
            }
            Kind::Subscript if tree.child(parent, Field::Value) == Some(name) => self.is_target(parent),
            _ => false,
        }
    }
}
