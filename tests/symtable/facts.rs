//! What the name model says of the names in each scope, in the letters of `dump.py`.
//!
//! `symtable` describes how CPython compiles, which is not always what the language means. Each difference of that
//! kind is here, with its reason, and nowhere else:
//!
//! - **Inlined comprehensions** (PEP 709, Python 3.12): CPython merges the names of a list, set or dictionary
//!   comprehension into the function around it. They are merged here in the same way.
//! - **Annotations under `from __future__ import annotations`** are never evaluated. Since Python 3.10 `symtable`
//!   ignores them, as the model does; before, it counted their names as used.
//! - **A `global` statement** anywhere notes the name as declared global in the module, too.
//! - **A walrus in a comprehension** (PEP 572) is noted as bound by the comprehension, too; in the module, as if both
//!   declared the name `global`.
//! - **Annotation scopes in a class** (PEP 695) see the names of the class; the tables know only "global" for that.
//! - **`__class__`** belongs to no scope in the tables: only its users name it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use mpfix::module::{Binding, BindingKind, Module, ScopeId, ScopeKind};
use mpfix::syntax::Tree;

use crate::python::Version;

/// What a scope says of a name.
#[derive(Clone, Copy, Default)]
pub struct Fact {
    home: Home,
    parameter: bool,
    bound: bool,
    passed_on: bool,
}

/// Where a scope finds a name.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Home {
    Local,
    Free,
    DeclaredGlobal,
    #[default]
    Global,
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let flag = |is: bool, letter: &'static str| if is { letter } else { "" };
        let home = match self.home {
            Home::Local => "",
            Home::Free => "F",
            Home::DeclaredGlobal => "G",
            Home::Global => "g",
        };
        let local = flag(self.home == Home::Local, "L");
        let (parameter, bound, passed) = (flag(self.parameter, "P"), flag(self.bound, "B"), flag(self.passed_on, "C"));
        write!(f, "{local}{parameter}{bound}{home}{passed}")
    }
}

type Names = BTreeMap<String, Fact>;

/// The facts of every scope of a file.
pub struct Facts {
    names: BTreeMap<ScopeId, Names>,
    free: BTreeMap<ScopeId, BTreeSet<String>>,
    unknown: BTreeSet<ScopeId>,
}

impl Facts {
    pub fn new(tree: &Tree, module: &Module, version: Version) -> Self {
        let ignores_annotations = module.lazy_annotations() && version >= (3, 10);
        let mut facts = Self { names: BTreeMap::new(), free: BTreeMap::new(), unknown: BTreeSet::new() };
        for scope in module.scopes() {
            facts.names.insert(scope, Names::new());
            let free = module.free_variables(scope).into_iter().map(|symbol| module.symbol(symbol).name.clone());
            facts.free.insert(scope, free.collect());
            if ignores_annotations && is_in_annotation(tree, module, scope) {
                facts.unknown.insert(scope);
            }
        }
        facts.add_bindings(module);
        facts.add_references(module, ignores_annotations);
        facts.add_global_statements(tree, module);
        facts
    }

    /// Whether the scope has no table: it is in an annotation that is not evaluated.
    pub fn is_unknown_to_python(&self, scope: ScopeId) -> bool {
        self.unknown.contains(&scope)
    }

    /// The names of a finished scope.
    pub fn names(&self, scope: ScopeId) -> &Names {
        &self.names[&scope]
    }

    fn fact(&mut self, scope: ScopeId, name: &str) -> &mut Fact {
        self.names.entry(scope).or_default().entry(name.to_owned()).or_default()
    }

    fn add_bindings(&mut self, module: &Module) {
        for symbol in module.symbols() {
            for binding in module.bindings_of(symbol) {
                let symbol = module.symbol(symbol);
                if symbol.name != "*" {
                    self.add_binding(module, binding, &symbol.name, symbol.scope);
                }
            }
        }
    }

    fn add_binding(&mut self, module: &Module, binding: &Binding, name: &str, owner: ScopeId) {
        let mut binder = binding.scope;
        if binding.kind == BindingKind::Walrus {
            let mut around = module.enclosing(binder);
            let runs_in = around.find(|scope| module.scope(*scope).kind != ScopeKind::Comprehension);
            binder = runs_in.expect("the module is no comprehension");
        }
        if binder != binding.scope {
            let home = if owner == module.module_scope() { Home::DeclaredGlobal } else { Home::Free };
            let fact = self.fact(binding.scope, name);
            (fact.home, fact.bound) = (home, true);
            if binder == module.module_scope() {
                self.fact(binder, name).home = Home::DeclaredGlobal;
                return;
            }
        }
        let is_free = self.free[&binder].contains(name);
        let fact = self.fact(binder, name);
        fact.bound = true;
        fact.parameter |= binding.kind == BindingKind::Parameter;
        if owner == binder && fact.home != Home::DeclaredGlobal {
            fact.home = Home::Local;
        } else if is_free {
            fact.home = Home::Free;
        }
    }

    fn add_references(&mut self, module: &Module, ignores_annotations: bool) {
        for symbol in module.symbols() {
            for reference in module.references_to(symbol) {
                if reference.annotation.is_some() && ignores_annotations {
                    continue;
                }
                let name = &module.symbol(symbol).name;
                let owner = module.symbol(symbol).scope;
                if reference.annotation.is_some() && module.lazy_annotations() {
                    self.add_free(module, reference.scope, owner, name);
                }
                let is_own = owner == reference.scope;
                let is_free =
                    !is_own && is_visible_below(module, owner, name) && self.free[&reference.scope].contains(name);
                let fact = self.fact(reference.scope, name);
                if is_free {
                    fact.home = Home::Free;
                }
            }
        }
    }

    /// Before Python 3.10, an annotation that is not evaluated nevertheless captures.
    fn add_free(&mut self, module: &Module, user: ScopeId, owner: ScopeId, name: &str) {
        if is_visible_below(module, owner, name) {
            for scope in module.enclosing(user).take_while(|scope| *scope != owner) {
                self.free.entry(scope).or_default().insert(name.to_owned());
            }
        }
    }

    fn add_global_statements(&mut self, tree: &Tree, module: &Module) {
        for name in module.global_names() {
            let scope = module.scope_at(tree, *name);
            let name = module.mangled(scope, tree.text(*name));
            self.fact(scope, &name).home = Home::DeclaredGlobal;
            self.fact(module.module_scope(), &name).home = Home::DeclaredGlobal;
        }
    }

    /// Completes a scope after those in it: adds the names of comprehensions that Python merged into it, in Python's
    /// order, and the free variables of the functions in it.
    pub fn finish(&mut self, module: &Module, scope: ScopeId, merged: &[ScopeId], inner: &[ScopeId]) {
        let is_class = module.scope(scope).kind == ScopeKind::Class;
        for comprehension in merged {
            for (name, mut fact) in self.names[comprehension].clone() {
                if is_class && name == "__class__" && fact.home == Home::Free {
                    fact.home = Home::Global;
                }
                self.names.entry(scope).or_default().entry(name).or_insert(fact);
            }
        }
        let free = self.free[&scope].clone();
        for name in &free {
            let names = self.names.entry(scope).or_default();
            names.entry(name.clone()).or_insert(Fact { home: Home::Free, ..Fact::default() });
        }
        if is_class || module.scope(scope).kind == ScopeKind::TypeParameters {
            let needed: BTreeSet<String> = inner.iter().flat_map(|inner| self.free[inner].clone()).collect();
            for (name, fact) in self.names.entry(scope).or_default() {
                let own = fact.home != Home::Free && name != "__class__";
                fact.passed_on = own && free.contains(name) && needed.contains(name);
            }
        }
    }
}

/// Whether functions in `owner` see a name of it.
fn is_visible_below(module: &Module, owner: ScopeId, name: &str) -> bool {
    match module.scope(owner).kind {
        ScopeKind::Module => false,
        ScopeKind::Class => name == "__class__",
        _ => true,
    }
}

fn is_in_annotation(tree: &Tree, module: &Module, scope: ScopeId) -> bool {
    use mpfix::syntax::{Field, Kind};
    let node = module.scope(scope).node;
    tree.ancestors(node)
        .take_while(|outer| !matches!(tree.kind(*outer), Kind::Block | Kind::Module))
        .chain(std::iter::once(node))
        .any(|outer| matches!(tree.field_in_parent(outer), Some(Field::Type | Field::ReturnType)))
}
