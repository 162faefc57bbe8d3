//! Classes that a call makes under another name than the one they are bound to, `Pixel = namedtuple("Px", "x y")`:
//! which there are, and where they and their instances go.

use crate::finding::When;
use crate::module::{BindingKind, SymbolId};
use crate::sink::Payload;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Model, Object};

/// Calls that make a class, named by their first argument.
const MAKERS: &[&str] = &[
    "collections.namedtuple",
    "typing.NamedTuple",
    "enum.Enum",
    "enum.IntEnum",
    "enum.StrEnum",
    "enum.Flag",
    "enum.IntFlag",
    "dataclasses.make_dataclass",
];

/// How deep a value is followed to what it is made of.
const DEPTH: u32 = 6;

/// A class of the module that is bound to another name than its own.
pub(crate) struct Misnamed {
    /// What it is bound to.
    pub(crate) symbol: SymbolId,
    /// The call that makes it.
    pub(crate) call: NodeId,
    /// The string with its name.
    pub(crate) text: NodeId,
}

/// The class that is searched for.
pub(crate) enum Wanted<'c> {
    /// One of this file.
    Own(&'c Misnamed),
    /// One of another file, by its canonical name.
    Elsewhere(&'c str),
}

/// The misnamed classes of a file.
pub(crate) fn misnamed(model: Model<'_>) -> Vec<Misnamed> {
    let (tree, module) = (model.tree, model.module);
    let mut found = Vec::new();
    for symbol in module.own_symbols(module.module_scope()) {
        let Some(binding) = module.only_binding(symbol) else { continue };
        let value = module.value_of(tree, binding).map(|value| tree.without_parentheses(value));
        let Some(call) = value.filter(|value| tree.kind(*value) == Kind::Call) else { continue };
        let makes = tree.child(call, Field::Function).is_some_and(|function| {
            let made = model.objects(function).into_iter().any(|object| match object {
                Object::Path(path) => MAKERS.contains(&path.as_str()),
                Object::Builtin(name) => name == "type" && model.positional(call).len() == 3,
                _ => false,
            });
            made && binding.kind == BindingKind::Assignment && model.main_guard(call).is_none()
        });
        let text = model.positional(call).first().copied().or_else(|| model.keyword(call, "typename"));
        let Some(text) = text.filter(|text| makes && tree.kind(*text) == Kind::String) else { continue };
        let Some(name) = plain_text(model, text) else { continue };
        let own = &module.symbol(symbol).name;
        // Another name that it is bound to is as good.
        let found_there = module.own_symbol(module.module_scope(), name).is_some_and(|other| {
            module.bindings_of(other).any(|binding| {
                module
                    .value_of(tree, binding)
                    .is_some_and(|value| module.symbol_at(value) == Some(symbol) || tree.is_within(call, value))
            })
        });
        let elsewhere = model.keyword(call, "module").is_some();
        if name != own && !found_there && !elsewhere {
            found.push(Misnamed { symbol, call, text });
        }
    }
    found
}

/// Whether a call makes a class of which nothing in the file shows the name.
pub(crate) fn name_is_unseen(model: Model<'_>, call: NodeId, payloads: &[Payload]) -> bool {
    let made = || {
        let name = model.class_name(call).filter(|_| model.tree.kind(call) == Kind::Call)?;
        let symbol = model.module.binding_at(name)?.symbol;
        Some(Misnamed { symbol, call, text: model.positional(call).first().copied()? })
    };
    made().is_some_and(|class| {
        let search = Search { model, class: Wanted::Own(&class), payloads };
        search.name_is_seen().is_none()
    })
}

/// What a string without prefix and escapes says.
pub(crate) fn plain_text(model: Model<'_>, string: NodeId) -> Option<&str> {
    let text = model.tree.text(string);
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let plain = !inner.is_empty() && inner.chars().all(|c| c.is_alphanumeric() || c == '_');
    plain.then_some(inner)
}

/// The search for what may be the class or an instance of it.
pub(crate) struct Search<'a, 'c> {
    /// The file to search.
    pub(crate) model: Model<'a>,
    /// The class.
    pub(crate) class: Wanted<'c>,
    /// What the file sends.
    pub(crate) payloads: &'c [Payload],
}

impl Search<'_, '_> {
    /// Whether an expression may hold the class or an instance of it; what it only reads of one does not count.
    pub(crate) fn holds(&self, expression: NodeId, depth: u32) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        if depth > DEPTH {
            return false;
        }
        let holds = |node: NodeId| self.holds(node, depth + 1);
        let expression = tree.without_parentheses(expression);
        match tree.kind(expression) {
            Kind::Identifier => self.name_holds(expression, depth),
            Kind::Call => self.call_holds(expression, depth),
            // A member of an enumeration.
            Kind::Attribute => {
                let object = tree.child(expression, Field::Object);
                let member = object.is_some_and(|object| self.is_class(object));
                member && self.is_enumeration()
            }
            Kind::Subscript => tree.child(expression, Field::Value).is_some_and(holds),
            Kind::ConditionalExpression | Kind::BooleanOperator => tree.children(expression).any(holds),
            Kind::BinaryOperator => tree.children(expression).any(holds),
            _ => model.parts_of_display(expression).into_iter().any(holds),
        }
    }

    /// Whether an expression is the class, by its name.
    fn is_class(&self, expression: NodeId) -> bool {
        let module = self.model.module;
        match self.class {
            Wanted::Own(class) => {
                let bound = module.binding_at(expression).map(|binding| binding.symbol);
                module.symbol_at(expression).or(bound) == Some(class.symbol)
            }
            Wanted::Elsewhere(path) => self.model.paths(expression).iter().any(|named| named == path),
        }
    }

    /// Whether the members of the class are its instances, as far as is known.
    fn is_enumeration(&self) -> bool {
        let Wanted::Own(class) = self.class else { return true };
        let function = self.model.tree.child(class.call, Field::Function);
        function.is_some_and(|function| self.model.paths(function).iter().any(|path| path.starts_with("enum.")))
    }

    fn name_holds(&self, name: NodeId, depth: u32) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        if self.is_class(name) {
            return true;
        }
        let Some(symbol) = model.module.symbol_at(name) else { return false };
        let bound = model.module.reaching(tree, symbol, name).into_iter().any(|binding| match binding.kind {
            BindingKind::Assignment | BindingKind::Walrus | BindingKind::For | BindingKind::Comprehension => {
                let field = if binding.kind == BindingKind::Walrus { Field::Value } else { Field::Right };
                tree.child(binding.node, field).is_some_and(|value| self.holds(value, depth + 1))
            }
            BindingKind::Parameter => {
                self.parameter_holds(model.module.scope(model.module.symbol(symbol).scope).node, depth)
            }
            _ => false,
        });
        bound
            || model
                .module
                .references_to(symbol)
                .any(|reference| self.added(reference.node).is_some_and(|added| self.holds(added, depth + 1)))
    }

    /// What `names.append(x)` and the like adds.
    fn added(&self, name: NodeId) -> Option<NodeId> {
        let (model, tree) = (self.model, self.model.tree);
        let attribute = tree.parent(name).filter(|parent| tree.kind(*parent) == Kind::Attribute)?;
        let adds = tree
            .child(attribute, Field::Attribute)
            .is_some_and(|name| matches!(tree.text(name), "append" | "extend" | "add" | "insert" | "appendleft"));
        let call = tree.parent(attribute).filter(|call| adds && tree.kind(*call) == Kind::Call)?;
        model.positional(call).last().copied()
    }

    fn call_holds(&self, call: NodeId, depth: u32) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let Some(function) = tree.child(call, Field::Function) else { return false };
        if self.is_class(function) {
            return true;
        }
        if tree.kind(function) == Kind::Attribute {
            let made = tree
                .child(function, Field::Object)
                .is_some_and(|object| self.is_class(object) || self.holds(object, depth + 1));
            let method = tree.child(function, Field::Attribute).map_or("", |name| tree.text(name));
            if made && matches!(method, "_make" | "_replace" | "copy" | "values" | "items") {
                return true;
            }
        }
        model.objects(function).into_iter().any(|object| match object {
            Object::Builtin(name) => {
                let container =
                    ["list", "tuple", "set", "dict", "sorted", "reversed", "zip", "enumerate", "map", "iter"];
                let first = model.positional(call);
                container.contains(&name.as_str()) && first.into_iter().any(|part| self.holds(part, depth + 1))
            }
            Object::Function(function) => {
                model.returned_values(function).into_iter().any(|value| self.holds(value, depth + 1))
            }
            _ => false,
        })
    }

    /// Whether a function may be given an instance: by a call, or in another process.
    fn parameter_holds(&self, function: NodeId, depth: u32) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let calls = model.calls().iter().copied();
        let called = calls.into_iter().any(|call| {
            let callee = tree.child(call, Field::Function);
            callee.is_some_and(|callee| model.objects(callee).contains(&Object::Function(function)))
                && model
                    .arguments(call)
                    .into_iter()
                    .any(|argument| self.holds(tree.child(argument, Field::Value).unwrap_or(argument), depth + 1))
        });
        let with: Vec<NodeId> = self
            .payloads
            .iter()
            .filter(|payload| model.functions_in(payload.value).contains(&function))
            .map(|payload| payload.call)
            .collect();
        called
            || self.payloads.iter().any(|payload| with.contains(&payload.call) && self.holds(payload.value, depth + 1))
    }

    /// What the tasks of a pool answer is pickled, too.
    pub(crate) fn results(&self) -> Vec<Payload> {
        let model = self.model;
        let mut found = Vec::new();
        for payload in self.payloads.iter().filter(|payload| payload.role == "task" && payload.when == When::Always) {
            for function in model.functions_in(payload.value) {
                if model.returned_values(function).into_iter().any(|value| self.holds(value, 0)) {
                    found.push(payload.clone());
                }
            }
        }
        found
    }

    /// Where the program may show the name of the class: its `repr`, or its `__name__`.
    pub(crate) fn name_is_seen(&self) -> Option<NodeId> {
        let (model, tree) = (self.model, self.model.tree);
        let shows = |call: NodeId| {
            let function = tree.child(call, Field::Function)?;
            let text = tree.text(function);
            let prints = matches!(text, "print" | "str" | "repr" | "format" | "type" | "pprint");
            let logs = tree.child(function, Field::Attribute).is_some_and(|name| {
                matches!(
                    tree.text(name),
                    "write" | "info" | "debug" | "warning" | "error" | "log" | "format" | "pprint"
                )
            });
            (prints || logs).then(|| model.arguments(call))
        };
        tree.subtree(tree.root()).find(|node| match tree.kind(*node) {
            Kind::Call => shows(*node).is_some_and(|arguments| {
                arguments.into_iter().any(|argument| {
                    let value = tree.child(argument, Field::Value).unwrap_or(argument);
                    let value = if tree.kind(value) == Kind::ListSplat {
                        tree.first_child(value).unwrap_or(value)
                    } else {
                        value
                    };
                    self.shown(value)
                })
            }),
            Kind::Interpolation => tree.first_child(*node).is_some_and(|value| self.shown(value)),
            Kind::Attribute => {
                let name = tree.child(*node, Field::Attribute).map_or("", |name| tree.text(name));
                let object = tree.child(*node, Field::Object);
                let asks = matches!(name, "__name__" | "__qualname__" | "__class__");
                asks && object.is_some_and(|object| self.holds(object, 0))
            }
            _ => false,
        })
    }

    /// Whether what is printed may be an instance, or results of tasks that answer some.
    fn shown(&self, value: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let of_task = |node: NodeId| {
            let call = match tree.kind(node) {
                Kind::Call => Some(node),
                _ => model.objects(node).into_iter().find_map(|object| match object {
                    Object::Made { call, .. } => Some(call),
                    _ => None,
                }),
            };
            self.results()
                .iter()
                .any(|payload| call.is_some_and(|call| payload.call == call || tree.is_within(payload.call, call)))
        };
        self.holds(value, 0) || (matches!(tree.kind(value), Kind::Call | Kind::Identifier) && of_task(value))
    }
}
