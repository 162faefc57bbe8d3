//! Builds the name model in two steps: one walk over the tree collects what each scope binds and reads, then every
//! name is resolved to the scope that owns it.

use rustc_hash::FxHashMap;

use super::targets::{self, Part};
use super::{
    Binding, BindingId, BindingKind, Declaration, Module, Reference, ReferenceId, Scope, ScopeId, ScopeKind, Symbol,
    SymbolId, mangle,
};
use crate::syntax::{Field, Kind, NodeId, Role, Tree};

/// A binding or reference whose symbol is not known yet.
struct Use {
    name: String,
    node: NodeId,
    scope: ScopeId,
    meaning: Meaning,
}

enum Meaning {
    Binds { kind: BindingKind, construct: NodeId, owner: ScopeId },
    Reads { annotation: Option<NodeId> },
}

struct Builder<'t> {
    tree: &'t Tree,
    module: Module,
    uses: Vec<Use>,
    annotation: Option<NodeId>,
}

pub(super) fn build(tree: &Tree) -> Module {
    let module = Module {
        scopes: Vec::new(),
        symbols: Vec::new(),
        bindings: Vec::new(),
        references: Vec::new(),
        scope_of_node: FxHashMap::default(),
        reference_of_node: FxHashMap::default(),
        binding_of_name: FxHashMap::default(),
        global_names: Vec::new(),
        nonlocal_names: Vec::new(),
        lazy_annotations: false,
    };
    let mut builder = Builder { tree, module, uses: Vec::new(), annotation: None };
    let scope = builder.open(ScopeKind::Module, tree.root(), None);
    builder.visit_children(tree.root(), scope);
    builder.resolve();
    builder.module
}

impl Builder<'_> {
    fn open(&mut self, kind: ScopeKind, node: NodeId, parent: Option<ScopeId>) -> ScopeId {
        let class_name = parent.and_then(|parent| self.module.scope(parent).class_name.clone());
        let scope =
            Scope { kind, node, parent, class_name, names: FxHashMap::default(), symbols: FxHashMap::default() };
        let id = ScopeId(self.module.scopes.len() as u32);
        self.module.scopes.push(scope);
        if !matches!(kind, ScopeKind::TypeParameters) {
            self.module.scope_of_node.insert(node, id);
        }
        id
    }

    fn mangled(&self, scope: ScopeId, node: NodeId) -> String {
        mangle(self.module.scope(scope).class_name.as_deref(), self.tree.text(node))
    }

    fn declare(&mut self, scope: ScopeId, name: &str, declaration: Declaration) {
        let names = &mut self.module.scopes[scope.index()].names;
        let known = names.entry(name.to_owned()).or_insert(declaration);
        let stronger = matches!(
            (*known, declaration),
            (Declaration::Read, _) | (Declaration::Bound, Declaration::Global | Declaration::Nonlocal)
        );
        if stronger {
            *known = declaration;
        }
    }

    fn bind(&mut self, scope: ScopeId, name: NodeId, kind: BindingKind, construct: NodeId) {
        let text = self.mangled(scope, name);
        // A walrus in a comprehension binds in the function around it (PEP 572).
        let mut owner = scope;
        if kind == BindingKind::Walrus {
            while self.module.scope(owner).kind == ScopeKind::Comprehension {
                self.declare(owner, &text, Declaration::Read);
                owner = self.module.scope(owner).parent.unwrap_or(owner);
            }
        }
        self.declare(owner, &text, Declaration::Bound);
        let meaning = Meaning::Binds { kind, construct, owner };
        self.uses.push(Use { name: text, node: name, scope, meaning });
    }

    fn read(&mut self, scope: ScopeId, identifier: NodeId) {
        let name = self.mangled(scope, identifier);
        self.read_name(scope, identifier, name);
    }

    fn read_name(&mut self, scope: ScopeId, node: NodeId, name: String) {
        self.declare(scope, &name, Declaration::Read);
        let meaning = Meaning::Reads { annotation: self.annotation };
        self.uses.push(Use { name, node, scope, meaning });
    }

    fn bind_target(&mut self, scope: ScopeId, target: NodeId, kind: BindingKind, construct: NodeId) {
        for part in targets::parts(self.tree, target) {
            match part {
                Part::Name(name) => self.bind(scope, name, kind, construct),
                Part::Read(expression) => self.visit_children(expression, scope),
            }
        }
    }

    fn visit_children(&mut self, node: NodeId, scope: ScopeId) {
        for child in self.tree.children(node).collect::<Vec<_>>() {
            self.visit(child, scope);
        }
    }

    fn visit_field(&mut self, node: NodeId, field: Field, scope: ScopeId) {
        if let Some(child) = self.tree.child(node, field) {
            self.visit(child, scope);
        }
    }

    fn visit(&mut self, node: NodeId, scope: ScopeId) {
        let tree = self.tree;
        let has = |role| tree.has_role(node, role);
        if has(Role::Function) {
            self.visit_function(node, scope);
        } else if has(Role::Lambda) {
            self.visit_lambda(node, scope);
        } else if has(Role::Class) {
            self.visit_class(node, scope);
        } else if has(Role::Comprehension) {
            self.visit_comprehension(node, scope);
        } else if has(Role::TypeAlias) {
            self.visit_type_alias(node, scope);
        } else if has(Role::Import) {
            self.visit_import(node, scope);
        } else if let Some((kind, construct)) = self.target_kind(node) {
            self.bind_target(scope, node, kind, construct);
        } else if has(Role::GlobalName) {
            self.module.global_names.push(node);
            let name = self.mangled(scope, node);
            self.declare(scope, &name, Declaration::Global);
        } else if has(Role::NonlocalName) {
            self.module.nonlocal_names.push(node);
            let name = self.mangled(scope, node);
            self.declare(scope, &name, Declaration::Nonlocal);
        } else if has(Role::Label) {
            // An attribute or argument: no variable.
        } else if tree.kind(node) == Kind::Identifier {
            self.visit_identifier(node, scope);
        } else {
            self.visit_other(node, scope);
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

    fn visit_identifier(&mut self, node: NodeId, scope: ScopeId) {
        self.read(scope, node);
        // `super` in a function counts as a use of `__class__` (CPython, symtable.c).
        let function = matches!(self.module.scope(scope).kind, ScopeKind::Function | ScopeKind::Lambda);
        if self.tree.text(node) == "super" && function {
            self.read_name(scope, node, "__class__".to_owned());
        }
    }

    fn visit_other(&mut self, node: NodeId, scope: ScopeId) {
        match self.tree.kind(node) {
            Kind::Assignment => {
                // A name's target may stand in an annotated assignment; the annotation is no run-time code in a function.
                for child in self.tree.children(node).collect::<Vec<_>>() {
                    if self.tree.field_in_parent(child) == Some(Field::Type) {
                        self.visit_annotation(child, scope);
                    } else {
                        self.visit(child, scope);
                    }
                }
            }
            // `print >>f, x` and `type(x).a = v` of Python 3, which the grammar takes for statements, read the name.
            Kind::PrintStatement => {
                self.read_name(scope, node, "print".to_owned());
                self.visit_children(node, scope);
            }
            Kind::TypeAliasStatement => {
                self.read_name(scope, node, "type".to_owned());
                self.visit_children(node, scope);
            }
            _ => self.visit_children(node, scope),
        }
    }

    fn visit_annotation(&mut self, annotation: NodeId, scope: ScopeId) {
        let outer = self.annotation.replace(annotation);
        self.visit(annotation, scope);
        self.annotation = outer;
    }

    /// A scope for the type parameters of a construct, or `scope` itself where it has none.
    fn open_type_parameters(&mut self, node: NodeId, parameters: Option<NodeId>, scope: ScopeId) -> ScopeId {
        let Some(parameters) = parameters else { return scope };
        let inner = self.open(ScopeKind::TypeParameters, node, Some(scope));
        for parameter in self.tree.children(parameters).collect::<Vec<_>>() {
            self.visit_type_parameter(parameter, inner);
        }
        inner
    }

    /// `T`, `*Ts`, `**P`, `T: bound`: the first identifier is the name, the rest is evaluated lazily.
    fn visit_type_parameter(&mut self, parameter: NodeId, scope: ScopeId) {
        let mut name = None;
        for node in self.tree.subtree(parameter) {
            if self.tree.kind(node) == Kind::Identifier {
                name = Some(node);
                break;
            }
        }
        let Some(name) = name else { return };
        self.bind(scope, name, BindingKind::TypeParameter, parameter);
        let bounds: Vec<NodeId> = self.tree.children(parameter).collect();
        for part in bounds {
            self.visit_bound(part, name, scope);
        }
    }

    fn visit_bound(&mut self, part: NodeId, name: NodeId, scope: ScopeId) {
        if part == name {
            return;
        }
        if self.tree.is_within(name, part) {
            for child in self.tree.children(part).collect::<Vec<_>>() {
                self.visit_bound(child, name, scope);
            }
        } else {
            let lazy = self.open(ScopeKind::TypeAlias, part, Some(scope));
            self.visit(part, lazy);
        }
    }

    fn visit_function(&mut self, node: NodeId, scope: ScopeId) {
        let tree = self.tree;
        if let Some(name) = tree.child(node, Field::Name) {
            self.bind(scope, name, BindingKind::Function, node);
        }
        let type_parameters = tree.child(node, Field::TypeParameters);
        let around = self.open_type_parameters(node, type_parameters, scope);
        let parameters = tree.child(node, Field::Parameters);
        self.visit_parameter_values(parameters, scope, around);
        if let Some(annotation) = tree.child(node, Field::ReturnType) {
            self.visit_annotation(annotation, around);
        }
        let inner = self.open(ScopeKind::Function, node, Some(around));
        self.bind_parameters(parameters, inner);
        let annotation = self.annotation.take();
        self.visit_field(node, Field::Body, inner);
        self.annotation = annotation;
    }

    fn visit_lambda(&mut self, node: NodeId, scope: ScopeId) {
        let parameters = self.tree.child(node, Field::Parameters);
        self.visit_parameter_values(parameters, scope, scope);
        let inner = self.open(ScopeKind::Lambda, node, Some(scope));
        self.bind_parameters(parameters, inner);
        self.visit_field(node, Field::Body, inner);
    }

    /// Defaults run in the scope of the `def`, annotations in that of its type parameters.
    fn visit_parameter_values(&mut self, parameters: Option<NodeId>, scope: ScopeId, annotations: ScopeId) {
        let Some(parameters) = parameters else { return };
        for parameter in self.tree.children(parameters).collect::<Vec<_>>() {
            self.visit_field(parameter, Field::Value, scope);
            if let Some(annotation) = self.tree.child(parameter, Field::Type) {
                self.visit_annotation(annotation, annotations);
            }
        }
    }

    fn bind_parameters(&mut self, parameters: Option<NodeId>, scope: ScopeId) {
        let Some(parameters) = parameters else { return };
        for parameter in self.tree.children(parameters).collect::<Vec<_>>() {
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

    fn visit_class(&mut self, node: NodeId, scope: ScopeId) {
        let tree = self.tree;
        let name = tree.child(node, Field::Name);
        if let Some(name) = name {
            self.bind(scope, name, BindingKind::Class, node);
        }
        let around = self.open_type_parameters(node, tree.child(node, Field::TypeParameters), scope);
        self.visit_field(node, Field::Superclasses, around);
        let inner = self.open(ScopeKind::Class, node, Some(around));
        if let Some(name) = name {
            self.module.scopes[inner.index()].class_name = Some(tree.text(name).to_owned());
        }
        let annotation = self.annotation.take();
        self.visit_field(node, Field::Body, inner);
        self.annotation = annotation;
    }

    /// The first iterable is evaluated in the scope around the comprehension (language reference, section 6.2.4).
    fn visit_comprehension(&mut self, node: NodeId, scope: ScopeId) {
        let inner = self.open(ScopeKind::Comprehension, node, Some(scope));
        let children: Vec<NodeId> = self.tree.children(node).collect();
        let first = children.iter().copied().find(|child| self.tree.kind(*child) == Kind::ForInClause);
        for child in children {
            if Some(child) == first {
                self.visit_first_clause(child, scope, inner);
            } else {
                self.visit(child, inner);
            }
        }
    }

    fn visit_first_clause(&mut self, clause: NodeId, outer: ScopeId, inner: ScopeId) {
        for child in self.tree.children(clause).collect::<Vec<_>>() {
            let target = self.tree.has_role(child, Role::ComprehensionTarget);
            self.visit(child, if target { inner } else { outer });
        }
    }

    fn visit_type_alias(&mut self, node: NodeId, scope: ScopeId) {
        let Some(left) = self.tree.child(node, Field::Left) else { return };
        let mut parameters = None;
        for part in self.tree.subtree(left) {
            if self.tree.has_role(part, Role::TypeAliasName) {
                self.bind(scope, part, BindingKind::TypeAlias, node);
            }
            if self.tree.kind(part) == Kind::TypeParameter && parameters.is_none() {
                parameters = Some(part);
            }
        }
        let around = self.open_type_parameters(node, parameters, scope);
        let inner = self.open(ScopeKind::TypeAlias, node, Some(around));
        self.visit_field(node, Field::Right, inner);
    }

    fn visit_import(&mut self, node: NodeId, scope: ScopeId) {
        let tree = self.tree;
        let plain = tree.kind(node) == Kind::ImportStatement;
        if tree.kind(node) == Kind::FutureImportStatement {
            let names = tree.children(node).any(|name| tree.text(name).starts_with("annotations"));
            self.module.lazy_annotations |= names;
        }
        for child in tree.children(node).collect::<Vec<_>>() {
            if tree.field_in_parent(child) != Some(Field::Name) {
                continue;
            }
            let bound = match tree.kind(child) {
                Kind::AliasedImport => tree.child(child, Field::Alias),
                _ if plain => tree.first_child(child),
                _ => Some(child),
            };
            if let Some(name) = bound {
                self.bind(scope, name, BindingKind::Import, child);
            }
        }
    }

    fn resolve(&mut self) {
        self.module.scopes.iter_mut().for_each(|scope| {
            if scope.kind == ScopeKind::Class {
                // The cell that zero-argument `super()` reads; seen by methods, not by the class body itself.
                scope.names.entry("__class__".to_owned()).or_insert(Declaration::Read);
            }
        });
        self.uses.sort_by_key(|found| found.node);
        for found in std::mem::take(&mut self.uses) {
            match found.meaning {
                Meaning::Binds { kind, construct, owner } => {
                    let symbol = self.symbol_for(owner, &found.name);
                    let id = BindingId(self.module.bindings.len() as u32);
                    self.module.bindings.push(Binding {
                        symbol,
                        kind,
                        name: found.node,
                        node: construct,
                        scope: found.scope,
                    });
                    self.module.symbols[symbol.index()].bindings.push(id);
                    self.module.binding_of_name.insert(found.node, id);
                }
                Meaning::Reads { annotation } => {
                    let symbol = self.symbol_for(found.scope, &found.name);
                    let id = ReferenceId(self.module.references.len() as u32);
                    self.module.references.push(Reference { symbol, node: found.node, scope: found.scope, annotation });
                    self.module.symbols[symbol.index()].references.push(id);
                    self.module.reference_of_node.entry(found.node).or_insert(id);
                }
            }
        }
    }

    fn symbol_for(&mut self, scope: ScopeId, name: &str) -> SymbolId {
        let owner = match name {
            "__class__" => self.class_cell_owner(scope),
            _ => self.module.owner(scope, name),
        };
        if let Some(id) = self.module.own_symbol(owner, name) {
            return id;
        }
        let id = SymbolId(self.module.symbols.len() as u32);
        self.module.symbols.push(Symbol {
            name: name.to_owned(),
            scope: owner,
            bindings: Vec::new(),
            references: Vec::new(),
        });
        self.module.scopes[owner.index()].symbols.insert(name.to_owned(), id);
        id
    }

    /// `__class__` is a name of the nearest class around the function that reads it.
    fn class_cell_owner(&self, scope: ScopeId) -> ScopeId {
        let owner = self.module.owner(scope, "__class__");
        if owner != self.module.module_scope() {
            return owner;
        }
        let parent = self.module.scope(scope).parent;
        let around = parent.and_then(|parent| {
            self.module.enclosing(parent).find(|id| self.module.scope(*id).kind == ScopeKind::Class)
        });
        around.unwrap_or(owner)
    }
}

/// See [`Module::scope_at`].
pub(super) fn scope_at(module: &Module, tree: &Tree, node: NodeId) -> ScopeId {
    let mut inner = node;
    let mut within_first_iterable = false;
    for outer in tree.ancestors(node) {
        if let Some(scope) = module.scope_of(outer) {
            let runs_inside = match module.scope(scope).kind {
                ScopeKind::Function | ScopeKind::Lambda => tree.field_in_parent(inner) == Some(Field::Body),
                ScopeKind::Class => tree.field_in_parent(inner) == Some(Field::Body),
                ScopeKind::Comprehension => !within_first_iterable,
                ScopeKind::TypeAlias | ScopeKind::TypeParameters | ScopeKind::Module => true,
            };
            if runs_inside {
                return scope;
            }
        }
        within_first_iterable = is_first_iterable(tree, inner, outer);
        inner = outer;
    }
    module.module_scope()
}

/// Whether `part` is in the iterable of the first clause `clause` of a comprehension.
fn is_first_iterable(tree: &Tree, part: NodeId, clause: NodeId) -> bool {
    if tree.kind(clause) != Kind::ForInClause || tree.field_in_parent(part) != Some(Field::Right) {
        return false;
    }
    let first = tree
        .parent(clause)
        .and_then(|comprehension| tree.children(comprehension).find(|child| tree.kind(*child) == Kind::ForInClause));
    first == Some(clause)
}
