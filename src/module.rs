//! The name model: scopes, bindings and references of one file, resolved as CPython's `symtable` resolves them
//! (language reference, section 4.2 "Naming and binding", and section 6.2.1.1 "Private name mangling").
//!
//! Every name is stored in its normal and mangled form. A symbol is a name in the scope that owns it; a binding or a
//! reference belongs to a symbol wherever it stands.

mod names;
mod targets;
mod build;
mod rebuild;
mod flow;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use crate::syntax::{Field, Kind, NodeId, Tree};

use names::{Groups, NameId, Names};

pub use flow::{Block, excludes};

macro_rules! id {
    ($(#[doc = $doc:literal] $name:ident,)*) => {
        $(
            #[doc = $doc]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(u32);

            impl $name {
                fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )*
    };
}

id! {
    /// A scope of a [`Module`].
    ScopeId,
    /// A name in the scope that owns it.
    SymbolId,
    /// A place that binds a symbol.
    BindingId,
    /// A place that reads a symbol.
    ReferenceId,
}

/// What opened a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// The file.
    Module,
    /// A `def`.
    Function,
    /// A `lambda`.
    Lambda,
    /// A `class`; its names are invisible to the functions in it.
    Class,
    /// A comprehension or generator expression, its first iterable excluded.
    Comprehension,
    /// The type parameters of a function, class or alias (PEP 695), which surround it.
    TypeParameters,
    /// The value of a `type` statement or the bound of a type parameter, evaluated lazily.
    TypeAlias,
}

/// A region of the file with names of its own.
#[derive(Debug)]
pub struct Scope {
    /// What opened it.
    pub kind: ScopeKind,
    /// The node that opened it.
    pub node: NodeId,
    /// The scope around it; none for the module.
    pub parent: Option<ScopeId>,
    /// How the class around it mangles the private names in this scope.
    mangling: Option<Mangling>,
    names: FxHashMap<NameId, Name>,
}

impl Scope {
    /// Whether functions in this scope see its names.
    fn is_visible_below(&self) -> bool {
        !matches!(self.kind, ScopeKind::Class | ScopeKind::Module)
    }

    /// What the scope itself says of a name.
    fn declaration(&self, name: NameId) -> Option<Declaration> {
        self.names.get(&name).map(|name| name.declaration)
    }

    /// Whether this scope, directly in a class, sees the names of the class.
    fn sees_class(&self) -> bool {
        matches!(self.kind, ScopeKind::TypeParameters | ScopeKind::TypeAlias)
    }
}

/// Private name mangling: `__x` in `class _C` is `_C__x` (language reference, section 6.2.1.1).
#[derive(Clone, Debug)]
struct Mangling {
    /// The name of the class, without leading underscores.
    class_name: Arc<str>,
    /// Of the names in the type parameters and bases of a class, only the type parameters are mangled: this scope has
    /// them.
    only_names_of: Option<ScopeId>,
}

impl Mangling {
    /// The mangled form of a private name.
    fn mangled(&self, name: &str) -> Option<String> {
        let is_private = name.starts_with("__") && !name.ends_with("__") && !self.class_name.is_empty();
        is_private.then(|| format!("_{}{name}", self.class_name))
    }
}

/// A name in a scope.
#[derive(Clone, Copy, Debug)]
struct Name {
    declaration: Declaration,
    /// What it means, where the scope owns it.
    symbol: Option<SymbolId>,
    /// What it means in the scope, once somebody has looked.
    meaning: Option<SymbolId>,
}

impl Name {
    fn declared(declaration: Declaration) -> Self {
        Self { declaration, symbol: None, meaning: None }
    }
}

/// What a scope itself says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Declaration {
    Read,
    Bound,
    Global,
    Nonlocal,
}

/// How a place binds a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BindingKind {
    /// A parameter of a function or lambda.
    Parameter,
    /// `x = ...`, with or without an annotation.
    Assignment,
    /// `x: T` without a value: makes the name local and binds nothing.
    Annotation,
    /// `x += ...`.
    Augmented,
    /// `for x in ...`.
    For,
    /// `for x in ...` of a comprehension.
    Comprehension,
    /// `with ... as x`.
    With,
    /// `(x := ...)`.
    Walrus,
    /// `except ... as x`, which also unbinds the name.
    Except,
    /// A capture in a pattern of `match`.
    Match,
    /// An import.
    Import,
    /// A `def`.
    Function,
    /// A `class`.
    Class,
    /// `del x`.
    Delete,
    /// A type parameter (PEP 695).
    TypeParameter,
    /// The name of a `type` statement.
    TypeAlias,
}

/// A place that binds a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// What is bound.
    pub symbol: SymbolId,
    /// How.
    pub kind: BindingKind,
    /// The identifier that is bound (for `import a.b`, the `a`; for a star import, the star).
    pub name: NodeId,
    /// The construct that binds it: the parameter, assignment, definition, one name of an import ...
    pub node: NodeId,
    /// The scope whose code runs the binding.
    pub scope: ScopeId,
}

/// A place that reads a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What is read.
    pub symbol: SymbolId,
    /// The identifier.
    pub node: NodeId,
    /// The scope whose code reads it.
    pub scope: ScopeId,
    /// The annotation it stands in, if it does.
    pub annotation: Option<NodeId>,
}

/// A name in the scope that owns it. Names that nothing binds belong to the module (a builtin, or undefined).
#[derive(Debug)]
pub struct Symbol {
    /// The name, mangled.
    pub name: String,
    /// The scope that owns the name.
    pub scope: ScopeId,
    /// Every place that binds it, in source order.
    pub bindings: Vec<BindingId>,
    spelling: NameId,
}

/// What stands for a node that is no reference.
const NO_REFERENCE: ReferenceId = ReferenceId(u32::MAX);

/// The names of one file.
#[derive(Debug)]
pub struct Module {
    scopes: Vec<Scope>,
    /// Every place that binds or reads a name, in source order: the rest is resolved from these.
    uses: Vec<build::Use>,
    symbols: Vec<Symbol>,
    bindings: Vec<Binding>,
    references: Vec<Reference>,
    names: Names,
    scope_of_node: FxHashMap<NodeId, ScopeId>,
    /// The nodes from which on inwards another scope runs the code, in their order.
    scope_from_node: Vec<(NodeId, ScopeId)>,
    /// The scope that runs each node of the tree.
    scopes_at: OnceLock<Vec<ScopeId>>,
    /// The reference that each node of the tree is, or [`NO_REFERENCE`].
    references_at: Vec<ReferenceId>,
    references_of: Groups<ReferenceId>,
    global_names: Vec<NodeId>,
    nonlocal_names: Vec<NodeId>,
    /// The names in `global` statements, in the same order, each with the scope that uses it so.
    global_uses: Vec<(NameId, ScopeId)>,
    /// The same for `nonlocal` statements.
    nonlocal_uses: Vec<(NameId, ScopeId)>,
    /// Each `from __future__ import annotations`.
    lazy_imports: Vec<NodeId>,
    /// See [`Module::free_variables`].
    free: OnceLock<Vec<Vec<SymbolId>>>,
    /// See [`Module::symbols_named`].
    by_name: OnceLock<Groups<SymbolId>>,
}

impl Module {
    /// Builds the name model of a tree.
    pub fn new(tree: &Tree) -> Self {
        build::build(tree)
    }

    /// The name model of a tree after its last edit, given that of the tree before: the same as [`Module::new`] builds.
    #[must_use]
    pub fn after(self, tree: &Tree) -> Self {
        rebuild::rebuild(self, tree)
    }

    /// Whether no annotation is evaluated: `from __future__ import annotations`.
    pub fn lazy_annotations(&self) -> bool {
        !self.lazy_imports.is_empty()
    }

    /// The scope of the file.
    pub fn module_scope(&self) -> ScopeId {
        ScopeId(0)
    }

    /// A scope.
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.index()]
    }

    /// Every scope, outer ones first.
    pub fn scopes(&self) -> impl Iterator<Item = ScopeId> + use<> {
        (0..self.nowhere().0).map(ScopeId)
    }

    /// A scope that holds nothing and is no part of the file: for definitions that open none.
    pub fn nowhere(&self) -> ScopeId {
        ScopeId(self.scopes.len().saturating_sub(1) as u32)
    }

    /// A symbol.
    pub fn symbol(&self, id: SymbolId) -> &Symbol {
        &self.symbols[id.index()]
    }

    /// A binding.
    pub fn binding(&self, id: BindingId) -> &Binding {
        &self.bindings[id.index()]
    }

    /// A reference.
    pub fn reference(&self, id: ReferenceId) -> &Reference {
        &self.references[id.index()]
    }

    /// The bindings of a symbol, in source order.
    pub fn bindings_of(&self, symbol: SymbolId) -> impl Iterator<Item = &Binding> + '_ {
        self.symbol(symbol).bindings.iter().map(|id| self.binding(*id))
    }

    /// The references to a symbol, in source order.
    pub fn references_to(&self, symbol: SymbolId) -> impl Iterator<Item = &Reference> + '_ {
        self.references_of.of(symbol.index()).iter().map(|id| self.reference(*id))
    }

    /// Every symbol.
    pub fn symbols(&self) -> impl Iterator<Item = SymbolId> + use<> {
        (0..self.symbols.len() as u32).map(SymbolId)
    }

    /// Every symbol of a (mangled) name, in the order of the symbols.
    pub fn symbols_named(&self, name: &str) -> &[SymbolId] {
        let by_name = self.by_name.get_or_init(|| {
            let symbols = self.symbols.iter().zip(0..);
            let symbols = symbols.map(|(symbol, id)| (symbol.spelling.index(), SymbolId(id)));
            Groups::new(self.names.len(), symbols)
        });
        self.names.find(name).map_or(&[], |name| by_name.of(name.index()))
    }

    /// The references that stand in a node, in source order.
    pub fn references_in(&self, tree: &Tree, node: NodeId) -> impl Iterator<Item = &Reference> + '_ {
        let (start, end) = tree.range(node);
        let from = self.references.partition_point(|reference| reference.node < start);
        self.references[from..].iter().take_while(move |reference| reference.node < end)
    }

    /// The bindings whose names stand in a node, in source order.
    pub fn bindings_in(&self, tree: &Tree, node: NodeId) -> impl Iterator<Item = &Binding> + '_ {
        let (start, end) = tree.range(node);
        let from = self.bindings.partition_point(|binding| binding.name < start);
        self.bindings[from..].iter().take_while(move |binding| binding.name < end)
    }

    /// The scope that a `def`, `lambda`, `class` or comprehension opens.
    pub fn scope_of(&self, node: NodeId) -> Option<ScopeId> {
        self.scope_of_node.get(&node).copied()
    }

    /// The reference that an identifier is.
    pub fn reference_at(&self, identifier: NodeId) -> Option<&Reference> {
        let id = self.references_at.get(identifier.index()).filter(|id| **id != NO_REFERENCE);
        id.map(|id| self.reference(*id))
    }

    /// The symbol that an identifier reads.
    pub fn symbol_at(&self, identifier: NodeId) -> Option<SymbolId> {
        self.reference_at(identifier).map(|reference| reference.symbol)
    }

    /// The binding that an identifier is the name of.
    pub fn binding_at(&self, identifier: NodeId) -> Option<&Binding> {
        let behind = self.bindings.partition_point(|binding| binding.name <= identifier);
        let last = self.bindings[..behind].last();
        last.filter(|binding| binding.name == identifier)
    }

    /// The symbol that a scope owns under a (mangled) name.
    pub fn own_symbol(&self, scope: ScopeId, name: &str) -> Option<SymbolId> {
        self.names.find(name).and_then(|name| self.symbol_in(scope, name))
    }

    fn symbol_in(&self, scope: ScopeId, name: NameId) -> Option<SymbolId> {
        self.scope(scope).names.get(&name).and_then(|name| name.symbol)
    }

    /// The symbol that a (mangled) name would read in a scope; none where nothing binds it and nothing reads it yet.
    pub fn lookup(&self, scope: ScopeId, name: &str) -> Option<SymbolId> {
        self.own_symbol(self.owner(scope, name), name)
    }

    /// The scope that owns a (mangled) name when it is used in `scope`.
    pub fn owner(&self, scope: ScopeId, name: &str) -> ScopeId {
        self.names.find(name).map_or(self.module_scope(), |name| self.owner_of(scope, name))
    }

    fn owner_of(&self, scope: ScopeId, name: NameId) -> ScopeId {
        match self.scope(scope).declaration(name) {
            Some(Declaration::Bound) => scope,
            Some(Declaration::Global) => self.module_scope(),
            Some(Declaration::Read | Declaration::Nonlocal) | None => self.outer_owner(scope, name),
        }
    }

    fn outer_owner(&self, scope: ScopeId, name: NameId) -> ScopeId {
        let mut sees_class = self.scope(scope).sees_class();
        let mut next = self.scope(scope).parent;
        while let Some(id) = next {
            let outer = self.scope(id);
            if outer.kind == ScopeKind::Class && name == NameId::CLASS_CELL {
                return id;
            }
            let visible = outer.is_visible_below() || (sees_class && outer.kind == ScopeKind::Class);
            match visible.then(|| outer.declaration(name)).flatten() {
                Some(Declaration::Bound) => return id,
                Some(Declaration::Global) => return self.module_scope(),
                _ => {}
            }
            sees_class &= outer.sees_class();
            next = outer.parent;
        }
        self.module_scope()
    }

    /// The scope whose code runs a node: that of the nearest construct around it of whose body it is a part. A
    /// default of a function is no part of its body, its parameters are.
    pub fn scope_at(&self, tree: &Tree, node: NodeId) -> ScopeId {
        let scopes = self.scopes_at.get_or_init(|| self.find_scopes(tree));
        scopes.get(node.index()).copied().unwrap_or(self.module_scope())
    }

    /// The scope that runs each node: its own where one is noted for it, else that of the node around it.
    fn find_scopes(&self, tree: &Tree) -> Vec<ScopeId> {
        let mut found: Vec<ScopeId> = Vec::with_capacity(tree.range(tree.root()).1.index());
        let mut noted = self.scope_from_node.as_slice();
        for node in tree.subtree(tree.root()) {
            let around = tree.parent(node).and_then(|parent| found.get(parent.index()).copied());
            let mut scope = around.unwrap_or(self.module_scope());
            while let Some(((_, own), rest)) = noted.split_first().filter(|((at, _), _)| *at == node) {
                scope = *own;
                noted = rest;
            }
            found.push(scope);
        }
        found
    }

    /// Whether functions in a scope see a symbol of it.
    fn is_visible_below(&self, owner: ScopeId, symbol: SymbolId) -> bool {
        let owner = self.scope(owner);
        owner.is_visible_below()
            || (owner.kind == ScopeKind::Class && self.symbol(symbol).spelling == NameId::CLASS_CELL)
    }

    /// The scopes from `scope` outwards to the module.
    pub fn enclosing(&self, scope: ScopeId) -> impl Iterator<Item = ScopeId> + '_ {
        std::iter::successors(Some(scope), |id| self.scope(*id).parent)
    }

    /// Whether `inner` is `outer` or in it.
    pub fn is_within(&self, inner: ScopeId, outer: ScopeId) -> bool {
        self.enclosing(inner).any(|scope| scope == outer)
    }

    /// The nearest function or lambda at or around a scope.
    pub fn enclosing_function(&self, scope: ScopeId) -> Option<ScopeId> {
        self.enclosing(scope).find(|id| matches!(self.scope(*id).kind, ScopeKind::Function | ScopeKind::Lambda))
    }

    /// A name as this scope's code means it: in normal form NFKC (language reference, section 2.3), private names of a
    /// class mangled.
    pub fn mangled(&self, scope: ScopeId, name: &str) -> String {
        self.meant(scope, name).into_owned()
    }

    /// See [`Module::mangled`].
    fn meant<'n>(&self, scope: ScopeId, name: &'n str) -> Cow<'n, str> {
        let name = normal(name);
        let mangling = self.scope(scope).mangling.as_ref().filter(|_| name.starts_with("__"));
        let Some((mangling, mangled)) = mangling.and_then(|known| Some((known, known.mangled(&name)?))) else {
            return name;
        };
        let applies = match mangling.only_names_of {
            Some(parameters) => {
                self.names.find(&mangled).is_some_and(|name| self.scope(parameters).names.contains_key(&name))
            }
            None => true,
        };
        if applies { mangled.into() } else { name }
    }

    /// The free variables of a scope: symbols of a function around it that it or a scope in it reads, rebinds or
    /// declares `nonlocal`. In the order in which their names are first bound.
    pub fn free_variables(&self, scope: ScopeId) -> Vec<SymbolId> {
        self.free.get_or_init(|| self.find_free_variables()).get(scope.index()).cloned().unwrap_or_default()
    }

    /// Finds the free variables of every scope: each use of a name makes it free in the scopes between its user and
    /// its owner. An annotation that is never evaluated uses none.
    fn find_free_variables(&self) -> Vec<Vec<SymbolId>> {
        let mut free = vec![Vec::new(); self.scopes.len()];
        let reads = self.references.iter().filter(|read| !self.lazy_annotations() || read.annotation.is_none());
        let reads = reads.map(|read| (read.symbol, read.scope));
        let bindings = self.bindings.iter().map(|binding| (binding.symbol, binding.scope));
        // A `nonlocal` statement uses the name even where nothing else does.
        let declared = self.nonlocal_uses.iter().filter_map(|(name, scope)| {
            self.symbol_in(self.owner_of(*scope, *name), *name).map(|symbol| (symbol, *scope))
        });
        let mut known = FxHashSet::default();
        for (symbol, user) in reads.chain(bindings).chain(declared) {
            let owner = self.symbol(symbol).scope;
            let mut next = Some(user).filter(|user| *user != owner && self.is_visible_below(owner, symbol));
            while let Some(scope) = next.filter(|scope| *scope != owner && known.insert((*scope, symbol))) {
                free[scope.index()].push(symbol);
                next = self.scope(scope).parent;
            }
        }
        for free in &mut free {
            free.sort_by_key(|symbol| self.first_binding(*symbol));
        }
        free
    }

    /// The first place that binds the symbol.
    pub fn first_binding(&self, symbol: SymbolId) -> Option<NodeId> {
        self.bindings_of(symbol).map(|binding| binding.name).min()
    }

    /// The symbol's only binding, if it has just one.
    pub fn only_binding(&self, symbol: SymbolId) -> Option<&Binding> {
        match self.symbol(symbol).bindings[..] {
            [id] => Some(self.binding(id)),
            _ => None,
        }
    }

    /// The binding that an identifier is the name of, if its symbol has no other.
    pub fn only_binding_at(&self, identifier: NodeId) -> Option<&Binding> {
        self.binding_at(identifier).and_then(|binding| self.only_binding(binding.symbol))
    }

    /// The value that a binding of the form `x = value` or `(x := value)` gives the name.
    pub fn value_of(&self, tree: &Tree, binding: &Binding) -> Option<NodeId> {
        let field = match binding.kind {
            BindingKind::Assignment => Field::Right,
            BindingKind::Walrus => Field::Value,
            _ => return None,
        };
        let direct = tree.parent(binding.name) == Some(binding.node);
        let mut value = tree.child(binding.node, field).filter(|_| direct)?;
        // `a = b = value` nests on the right.
        while tree.kind(value) == Kind::Assignment {
            value = tree.child(value, Field::Right)?;
        }
        Some(value)
    }

    /// The names in `global` statements.
    pub fn global_names(&self) -> &[NodeId] {
        &self.global_names
    }

    /// The names in `nonlocal` statements.
    pub fn nonlocal_names(&self) -> &[NodeId] {
        &self.nonlocal_names
    }
}

/// An identifier in normal form NFKC.
fn normal(name: &str) -> Cow<'_, str> {
    if name.is_ascii() { name.into() } else { name.nfkc().collect() }
}
