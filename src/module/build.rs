//! Builds the name model in two steps: one walk over the tree collects what each scope binds and reads, then every
//! name is resolved to the scope that owns it.
//!
//! The walk keeps the nodes that it has still to visit in a list, so that no depth of nesting overflows the stack. It
//! is done with a node and all that is in it before it goes on to the next one, so what it collects of a function
//! stands together (`rebuild`).

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::names::{Groups, NameId, Names};
use super::targets::{self, Part};
use super::{
    Binding, BindingId, BindingKind, Declaration, Mangling, Module, NO_REFERENCE, Name, Reference, ReferenceId, Scope,
    ScopeId, ScopeKind, Symbol, SymbolId, normal,
};
use crate::syntax::{Field, Kind, NodeId, Role, Tree};

/// A place that binds or reads a name, whatever that means there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    pub(super) name: NameId,
    pub(super) node: NodeId,
    pub(super) scope: ScopeId,
    pub(super) meaning: Meaning,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    Binds { kind: BindingKind, construct: NodeId, owner: ScopeId },
    Reads { annotation: Option<NodeId> },
}

/// Where code stands: the scope that runs it, and the annotation around it.
#[derive(Clone, Copy)]
struct Place {
    scope: ScopeId,
    annotation: Option<NodeId>,
}

impl Place {
    fn in_scope(self, scope: ScopeId) -> Self {
        Self { scope, ..self }
    }

    fn in_annotation(self, annotation: NodeId) -> Self {
        Self { annotation: Some(annotation), ..self }
    }
}

pub(super) struct Builder<'t> {
    tree: &'t Tree,
    module: Module,
    /// What is still to be visited, the next node last.
    pending: Vec<(NodeId, Place)>,
    /// Where the node stands that is being visited.
    place: Place,
}

pub(super) fn build(tree: &Tree) -> Module {
    let module = Module {
        scopes: Vec::new(),
        uses: Vec::new(),
        symbols: Vec::new(),
        bindings: Vec::new(),
        references: Vec::new(),
        names: Names::new(),
        scope_of_node: FxHashMap::default(),
        scope_from_node: Vec::new(),
        scopes_at: OnceLock::new(),
        references_at: Vec::new(),
        references_of: Groups::new(0, std::iter::empty()),
        global_names: Vec::new(),
        nonlocal_names: Vec::new(),
        global_uses: Vec::new(),
        nonlocal_uses: Vec::new(),
        lazy_imports: Vec::new(),
        free: OnceLock::new(),
        by_name: OnceLock::new(),
    };
    let mut builder = Builder::new(tree, module);
    let place = Place { scope: builder.open(ScopeKind::Module, tree.root(), None), annotation: None };
    builder.visit_children(tree.root(), place);
    builder.walk();
    builder.finish()
}

impl<'t> Builder<'t> {
    /// A builder that goes on from what was collected so far.
    pub(super) fn new(tree: &'t Tree, module: Module) -> Self {
        let place = Place { scope: module.module_scope(), annotation: None };
        Self { tree, module, pending: Vec::new(), place }
    }

    /// Walks over a node that a scope runs, and that stands in no annotation.
    pub(super) fn walk_in(&mut self, node: NodeId, scope: ScopeId) {
        self.pending.push((node, Place { scope, annotation: None }));
        self.walk();
    }

    /// What was collected so far.
    pub(super) fn collected(&mut self) -> &mut Module {
        &mut self.module
    }

    /// The name model of what was collected of the whole file.
    pub(super) fn finish(mut self) -> Module {
        self.module.uses.sort_by_key(|found| found.node);
        // The last scope that is noted for a node is meant.
        self.module.scope_from_node.sort_by_key(|(node, _)| *node);
        let opened = self.module.scopes.iter().zip(0..).filter(|(scope, _)| scope.kind != ScopeKind::TypeParameters);
        self.module.scope_of_node = opened.map(|(scope, id)| (scope.node, ScopeId(id))).collect();
        self.resolve();
        // Type parameters are not noted for their node, so no node leads to the scope of `Module::nowhere`.
        self.open(ScopeKind::TypeParameters, self.tree.root(), Some(self.module.module_scope()));
        self.module
    }

    fn walk(&mut self) {
        self.pending.reverse();
        while let Some((node, place)) = self.pending.pop() {
            self.place = place;
            let others = self.pending.len();
            self.visit(node);
            self.pending[others..].reverse();
        }
    }

    fn open(&mut self, kind: ScopeKind, node: NodeId, parent: Option<ScopeId>) -> ScopeId {
        let mangling = parent.and_then(|parent| self.module.scope(parent).mangling.clone());
        let scope = Scope { kind, node, parent, mangling, names: FxHashMap::default() };
        let id = ScopeId(self.module.scopes.len() as u32);
        self.module.scopes.push(scope);
        id
    }

    /// Notes that `node` is run by `scope`, where that is not the scope of the construct around it.
    fn note_scope(&mut self, node: NodeId, scope: ScopeId) {
        if scope != self.place.scope {
            self.module.scope_from_node.push((node, scope));
        }
    }

    fn declare(&mut self, scope: ScopeId, name: NameId, declaration: Declaration) {
        let names = &mut self.module.scopes[scope.index()].names;
        let known = &mut names.entry(name).or_insert(Name::declared(declaration)).declaration;
        let stronger = matches!(
            (*known, declaration),
            (Declaration::Read, _) | (Declaration::Bound, Declaration::Global | Declaration::Nonlocal)
        );
        if stronger {
            *known = declaration;
        }
    }

    /// The number of a name as the scope's code means it.
    fn number(&mut self, scope: ScopeId, name: &str) -> NameId {
        let name = self.module.meant(scope, name);
        self.module.names.number(&name)
    }

    fn bind(&mut self, scope: ScopeId, name: NodeId, kind: BindingKind, construct: NodeId) {
        self.note_scope(name, scope);
        let number = self.number(scope, self.tree.text(name));
        // A walrus in a comprehension binds in the function around it (PEP 572).
        let mut owner = scope;
        if kind == BindingKind::Walrus {
            while self.module.scope(owner).kind == ScopeKind::Comprehension {
                self.declare(owner, number, Declaration::Read);
                owner = self.module.scope(owner).parent.unwrap_or(owner);
            }
        }
        self.declare(owner, number, Declaration::Bound);
        let meaning = Meaning::Binds { kind, construct, owner };
        self.module.uses.push(Use { name: number, node: name, scope, meaning });
    }

    fn read(&mut self, node: NodeId, name: &str) {
        let name = self.number(self.place.scope, name);
        self.read_number(node, name);
    }

    fn read_number(&mut self, node: NodeId, name: NameId) {
        let Place { scope, annotation } = self.place;
        self.declare(scope, name, Declaration::Read);
        self.module.uses.push(Use { name, node, scope, meaning: Meaning::Reads { annotation } });
    }

    fn visit_later(&mut self, node: NodeId, place: Place) {
        self.note_scope(node, place.scope);
        self.pending.push((node, place));
    }

    fn visit_children(&mut self, node: NodeId, place: Place) {
        for child in self.tree.children(node) {
            self.visit_later(child, place);
        }
    }

    fn visit_field(&mut self, node: NodeId, field: Field, place: Place) {
        if let Some(child) = self.tree.child(node, field) {
            self.visit_later(child, place);
        }
    }

    fn visit(&mut self, node: NodeId) {
        let tree = self.tree;
        let has = |role| tree.has_role(node, role);
        if !tree.has_any_role(node) {
            // Most nodes are none of what the queries look for.
            self.visit_plain(node);
        } else if has(Role::Function) {
            self.visit_function(node);
        } else if has(Role::Lambda) {
            self.visit_lambda(node);
        } else if has(Role::Class) {
            self.visit_class(node);
        } else if has(Role::Comprehension) {
            self.visit_comprehension(node);
        } else if has(Role::TypeAlias) {
            self.visit_type_alias(node);
        } else if has(Role::Import) {
            self.visit_import(node);
        } else if let Some((kind, construct)) = self.target_kind(node) {
            self.visit_target(node, kind, construct);
        } else if has(Role::GlobalName) {
            self.module.global_names.push(node);
            let name = self.declare_outside(node, Declaration::Global);
            self.module.global_uses.push((name, self.place.scope));
        } else if has(Role::NonlocalName) {
            self.module.nonlocal_names.push(node);
            let name = self.declare_outside(node, Declaration::Nonlocal);
            self.module.nonlocal_uses.push((name, self.place.scope));
        } else if has(Role::Label) {
            // An attribute or argument: no variable.
        } else {
            self.visit_plain(node);
        }
    }

    fn visit_plain(&mut self, node: NodeId) {
        match self.tree.kind(node) {
            Kind::Identifier => self.visit_identifier(node),
            _ => self.visit_other(node),
        }
    }

    /// How a node that is a target binds, and the construct that does it.
    fn target_kind(&self, node: NodeId) -> Option<(BindingKind, NodeId)> {
        let tree = self.tree;
        let has = |role| tree.has_role(node, role);
        let parent = tree.parent(node)?;
        let kind = if has(Role::AssignmentTarget) {
            let value = tree.child(parent, Field::Right);
            if value.is_some() { BindingKind::Assignment } else { BindingKind::Annotation }
        } else if has(Role::AugmentedTarget) {
            BindingKind::Augmented
        } else if has(Role::WalrusTarget) {
            BindingKind::Walrus
        } else if has(Role::ForTarget) {
            BindingKind::For
        } else if has(Role::ComprehensionTarget) {
            BindingKind::Comprehension
        } else if has(Role::ExceptTarget) {
            BindingKind::Except
        } else if has(Role::WithTarget) {
            BindingKind::With
        } else if has(Role::MatchTarget) {
            BindingKind::Match
        } else if has(Role::DeleteTarget) {
            BindingKind::Delete
        } else {
            return None;
        };
        Some((kind, parent))
    }

    fn visit_target(&mut self, target: NodeId, kind: BindingKind, construct: NodeId) {
        // `(x): int` declares nothing, unlike `x: int` (language reference, section 7.2.2).
        let binds = kind != BindingKind::Annotation || self.tree.kind(target) == Kind::Identifier;
        for part in targets::parts(self.tree, target) {
            match part {
                Part::Name(name) if binds => self.bind(self.place.scope, name, kind, construct),
                Part::Name(_) => {}
                Part::Read(expression) => self.visit_children(expression, self.place),
            }
        }
    }

    fn declare_outside(&mut self, node: NodeId, declaration: Declaration) -> NameId {
        let scope = self.place.scope;
        let name = self.number(scope, self.tree.text(node));
        self.declare(scope, name, declaration);
        name
    }

    fn visit_identifier(&mut self, node: NodeId) {
        self.read(node, self.tree.text(node));
        // `super` counts as a use of `__class__` (CPython, symtable.c).
        let in_body = matches!(self.module.scope(self.place.scope).kind, ScopeKind::Module | ScopeKind::Class);
        if self.tree.text(node) == "super" && !in_body {
            self.read_number(node, NameId::CLASS_CELL);
        }
    }

    fn visit_other(&mut self, node: NodeId) {
        match self.tree.kind(node) {
            Kind::Assignment => {
                for child in self.tree.children(node) {
                    let is_annotation = self.tree.field_in_parent(child) == Some(Field::Type);
                    let place = if is_annotation { self.place.in_annotation(child) } else { self.place };
                    self.visit_later(child, place);
                }
                return;
            }
            // `print >>f, x` and `type(x).a = v` of Python 3, which the grammar takes for statements, read the name.
            Kind::PrintStatement => self.read(node, "print"),
            Kind::TypeAliasStatement => self.read(node, "type"),
            _ => {}
        }
        self.visit_children(node, self.place);
    }

    /// A scope for the type parameters of a construct, or the scope around it where it has none.
    fn open_type_parameters(&mut self, node: NodeId, parameters: Option<NodeId>) -> ScopeId {
        let Some(parameters) = parameters else { return self.place.scope };
        let inner = self.open(ScopeKind::TypeParameters, node, Some(self.place.scope));
        let is_class = self.tree.kind(node) == Kind::ClassDefinition;
        if is_class {
            self.mangle_with(inner, node, None);
        }
        let names: Vec<(NodeId, NodeId)> = self.type_parameter_names(parameters).collect();
        for (parameter, name) in &names {
            self.bind(inner, *name, BindingKind::TypeParameter, *parameter);
        }
        if is_class {
            self.mangle_with(inner, node, Some(inner));
        }
        for (parameter, name) in names {
            self.visit_bound(parameter, name, inner);
        }
        inner
    }

    /// Each type parameter with its name: the first identifier of `T`, `*Ts`, `**P`, `T: bound`.
    fn type_parameter_names(&self, parameters: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let tree = self.tree;
        tree.children(parameters).filter_map(|parameter| {
            let name = tree.subtree(parameter).find(|node| tree.kind(*node) == Kind::Identifier);
            name.map(|name| (parameter, name))
        })
    }

    /// What is not the name of a type parameter is its bound, evaluated lazily.
    fn visit_bound(&mut self, parameter: NodeId, name: NodeId, scope: ScopeId) {
        let tree = self.tree;
        let mut around = parameter;
        while around != name {
            let mut next = name;
            for part in tree.children(around) {
                if tree.is_within(name, part) {
                    next = part;
                } else {
                    let lazy = self.open(ScopeKind::TypeAlias, part, Some(scope));
                    self.visit_later(part, self.place.in_scope(lazy));
                }
            }
            around = next;
        }
    }

    fn visit_function(&mut self, node: NodeId) {
        let tree = self.tree;
        if let Some(name) = tree.child(node, Field::Name) {
            self.bind(self.place.scope, name, BindingKind::Function, node);
        }
        let around = self.open_type_parameters(node, tree.child(node, Field::TypeParameters));
        let parameters = tree.child(node, Field::Parameters);
        self.visit_parameter_values(parameters, around);
        if let Some(annotation) = tree.child(node, Field::ReturnType) {
            self.visit_later(annotation, self.place.in_scope(around).in_annotation(annotation));
        }
        let inner = self.open(ScopeKind::Function, node, Some(around));
        self.bind_parameters(parameters, inner);
        self.visit_field(node, Field::Body, Place { scope: inner, annotation: None });
    }

    fn visit_lambda(&mut self, node: NodeId) {
        let parameters = self.tree.child(node, Field::Parameters);
        self.visit_parameter_values(parameters, self.place.scope);
        let inner = self.open(ScopeKind::Lambda, node, Some(self.place.scope));
        self.bind_parameters(parameters, inner);
        self.visit_field(node, Field::Body, self.place.in_scope(inner));
    }

    /// Defaults run in the scope of the `def`, annotations in that of its type parameters.
    fn visit_parameter_values(&mut self, parameters: Option<NodeId>, annotations: ScopeId) {
        let Some(parameters) = parameters else { return };
        for parameter in self.tree.children(parameters) {
            if let Some(annotation) = self.tree.child(parameter, Field::Type) {
                self.visit_later(annotation, self.place.in_scope(annotations).in_annotation(annotation));
            }
            self.visit_field(parameter, Field::Value, self.place);
        }
    }

    fn bind_parameters(&mut self, parameters: Option<NodeId>, scope: ScopeId) {
        let Some(parameters) = parameters else { return };
        for parameter in self.tree.children(parameters) {
            if !self.tree.has_role(parameter, Role::Parameter) {
                continue;
            }
            for part in targets::parts(self.tree, parameter) {
                if let Part::Name(name) = part {
                    self.bind(scope, name, BindingKind::Parameter, parameter);
                }
            }
        }
    }

    fn visit_class(&mut self, node: NodeId) {
        let tree = self.tree;
        if let Some(name) = tree.child(node, Field::Name) {
            self.bind(self.place.scope, name, BindingKind::Class, node);
        }
        let around = self.open_type_parameters(node, tree.child(node, Field::TypeParameters));
        self.visit_field(node, Field::Superclasses, self.place.in_scope(around));
        let inner = self.open(ScopeKind::Class, node, Some(around));
        self.mangle_with(inner, node, None);
        self.visit_field(node, Field::Body, Place { scope: inner, annotation: None });
    }

    fn mangle_with(&mut self, scope: ScopeId, class: NodeId, only_names_of: Option<ScopeId>) {
        if let Some(name) = self.tree.child(class, Field::Name) {
            let class_name = normal(self.tree.text(name)).trim_start_matches('_').into();
            self.module.scopes[scope.index()].mangling = Some(Mangling { class_name, only_names_of });
        }
    }

    /// The first iterable is evaluated in the scope around the comprehension (language reference, section 6.2.4).
    fn visit_comprehension(&mut self, node: NodeId) {
        let tree = self.tree;
        let inner = self.place.in_scope(self.open(ScopeKind::Comprehension, node, Some(self.place.scope)));
        let first = tree.children(node).find(|child| tree.kind(*child) == Kind::ForInClause);
        for child in tree.children(node) {
            if Some(child) != first {
                self.visit_later(child, inner);
                continue;
            }
            for part in tree.children(child) {
                let is_target = tree.has_role(part, Role::ComprehensionTarget);
                self.visit_later(part, if is_target { inner } else { self.place });
            }
        }
    }

    fn visit_type_alias(&mut self, node: NodeId) {
        let tree = self.tree;
        let Some(left) = tree.child(node, Field::Left) else { return };
        if let Some(name) = tree.subtree(left).find(|part| tree.has_role(*part, Role::TypeAliasName)) {
            self.bind(self.place.scope, name, BindingKind::TypeAlias, node);
        }
        let parameters = tree.subtree(left).find(|part| tree.kind(*part) == Kind::TypeParameter);
        let around = self.open_type_parameters(node, parameters);
        let inner = self.open(ScopeKind::TypeAlias, node, Some(around));
        self.visit_field(node, Field::Right, self.place.in_scope(inner));
    }

    fn visit_import(&mut self, node: NodeId) {
        let tree = self.tree;
        if tree.kind(node) == Kind::FutureImportStatement {
            let is_lazy = tree.children(node).any(|name| tree.text(name).starts_with("annotations"));
            self.module.lazy_imports.extend(is_lazy.then_some(node));
        }
        for child in tree.children(node) {
            let named = tree.field_in_parent(child) == Some(Field::Name);
            let bound = match tree.kind(child) {
                Kind::WildcardImport => Some(child),
                Kind::AliasedImport => tree.child(child, Field::Alias),
                _ if named && tree.kind(node) == Kind::ImportStatement => tree.first_child(child),
                _ if named => Some(child),
                _ => None,
            };
            if let Some(name) = bound {
                self.bind(self.place.scope, name, BindingKind::Import, child);
            }
        }
    }

    fn resolve(&mut self) {
        self.module.references_at = vec![NO_REFERENCE; self.tree.len()];
        for at in 0..self.module.uses.len() {
            let found = self.module.uses[at];
            match found.meaning {
                Meaning::Binds { kind, construct, owner } => {
                    let symbol = self.symbol_for(owner, found.name);
                    let id = BindingId(self.module.bindings.len() as u32);
                    let (name, scope) = (found.node, found.scope);
                    self.module.bindings.push(Binding { symbol, kind, name, node: construct, scope });
                    self.module.symbols[symbol.index()].bindings.push(id);
                }
                Meaning::Reads { annotation } => {
                    let symbol = self.symbol_for(found.scope, found.name);
                    let id = ReferenceId(self.module.references.len() as u32);
                    self.module.references.push(Reference { symbol, node: found.node, scope: found.scope, annotation });
                    let at = &mut self.module.references_at[found.node.index()];
                    if *at == NO_REFERENCE {
                        *at = id;
                    }
                }
            }
        }
        let references = self.module.references.iter().enumerate();
        let references = references.map(|(id, found)| (found.symbol.index(), ReferenceId(id as u32)));
        self.module.references_of = Groups::new(self.module.symbols.len(), references);
    }

    fn symbol_for(&mut self, scope: ScopeId, name: NameId) -> SymbolId {
        if let Some(known) = self.module.scope(scope).names.get(&name).and_then(|known| known.meaning) {
            return known;
        }
        let owner = self.module.owner_of(scope, name);
        let new = SymbolId(self.module.symbols.len() as u32);
        let own = self.module.scopes[owner.index()].names.entry(name);
        let id = *own.or_insert(Name::declared(Declaration::Read)).symbol.get_or_insert(new);
        if id == new {
            let text = self.module.names.text(name).to_owned();
            self.module.symbols.push(Symbol { name: text, scope: owner, bindings: Vec::new(), spelling: name });
        }
        if let Some(known) = self.module.scopes[scope.index()].names.get_mut(&name) {
            known.meaning = Some(id);
        }
        id
    }
}
