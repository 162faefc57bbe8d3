//! Compares the scopes of one file, one by one and name by name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

use mpfix::module::{Module, ScopeId, ScopeKind};
use mpfix::syntax::{Field, Tree};
use mpfix::text::{LineIndex, Source};

use crate::facts::Facts;
use crate::python::{File, Row, Version};

/// What was compared, and what differs.
#[derive(Default)]
pub struct Report {
    pub files: usize,
    pub scopes: usize,
    /// Functions and lambdas.
    pub functions: usize,
    /// Files that Python does not compile.
    pub rejected: Vec<PathBuf>,
    pub undecodable: Vec<PathBuf>,
    /// How many of the files agree although the grammar gave up somewhere in them.
    pub damaged: usize,
    /// Files that are not compared, because the grammar gave up in them and they differ.
    pub misread: Vec<PathBuf>,
    pub differences: Vec<String>,
}

impl Report {
    pub fn add(&mut self, other: Report) {
        self.files += other.files;
        self.scopes += other.scopes;
        self.functions += other.functions;
        self.rejected.extend(other.rejected);
        self.undecodable.extend(other.undecodable);
        self.damaged += other.damaged;
        self.misread.extend(other.misread);
        self.differences.extend(other.differences);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} scopes compared, {} of them functions, ", self.scopes, self.functions)?;
        write!(f, "in {} files ({} of them damaged); ", self.files, self.damaged)?;
        write!(f, "{} differences; {} files rejected by Python", self.differences.len(), self.rejected.len())?;
        for (reason, paths) in [("not decoded", &self.undecodable), ("misread", &self.misread)] {
            for path in paths {
                write!(f, "\n    {reason}: {}", path.display())?;
            }
        }
        Ok(())
    }
}

/// Compares one file.
pub fn file(file: &File, version: Version, report: &mut Report) {
    if file.rejected.is_some() {
        report.rejected.push(file.path.clone());
        return;
    }
    if let Some(failed) = &file.failed {
        report.differences.push(format!("{}: {failed}", file.path.display()));
        return;
    }
    let bytes = std::fs::read(&file.path).expect("Python just read it");
    let Ok(source) = Source::from_bytes(&bytes) else {
        report.undecodable.push(file.path.clone());
        return;
    };
    let tree = Tree::parse(source);
    let module = Module::new(&tree);
    let mut comparison = Comparison::new(file, &tree, &module, version);
    comparison.compare(0, module.module_scope());
    comparison.check_places();
    let is_damaged = !tree.damaged().is_empty();
    if is_damaged && !comparison.report.differences.is_empty() {
        // What the grammar cannot read it cannot name.
        report.misread.push(file.path.clone());
        return;
    }
    report.damaged += usize::from(is_damaged);
    report.add(comparison.report);
}

struct Comparison<'f> {
    file: &'f File,
    /// The rows in each row, in the order of the text.
    inner_rows: Vec<Vec<usize>>,
    tree: &'f Tree,
    module: &'f Module,
    /// The scopes in each scope, in the order of the text.
    inner_scopes: BTreeMap<ScopeId, Vec<ScopeId>>,
    facts: Facts,
    lines: LineIndex,
    report: Report,
}

impl<'f> Comparison<'f> {
    fn new(file: &'f File, tree: &'f Tree, module: &'f Module, version: Version) -> Self {
        let mut inner_rows = vec![Vec::new(); file.scopes.len()];
        for (index, row) in file.scopes.iter().enumerate() {
            if let Ok(parent) = usize::try_from(row.parent) {
                inner_rows[parent].push(index);
            }
        }
        let facts = Facts::new(tree, module, version);
        let mut inner_scopes: BTreeMap<ScopeId, Vec<ScopeId>> = BTreeMap::new();
        for scope in module.scopes().filter(|scope| !facts.is_unknown_to_python(*scope)) {
            if let Some(parent) = module.scope(scope).parent {
                inner_scopes.entry(parent).or_default().push(scope);
            }
        }
        for inner in inner_scopes.values_mut() {
            inner.sort_by_key(|scope| (module.scope(*scope).node, *scope));
        }
        let lines = LineIndex::new(tree.source().text());
        Self {
            file,
            inner_rows,
            tree,
            module,
            inner_scopes,
            facts,
            lines,
            report: Report { files: 1, ..Report::default() },
        }
    }

    /// Compares a scope and those in it.
    fn compare(&mut self, row_index: usize, scope: ScopeId) {
        let row = &self.file.scopes[row_index];
        let shape = format!("{} `{}`", self.kind(scope), self.name(scope));
        if shape != format!("{} `{}`", row.kind, row.name) || !self.is_at_line_of(scope, row) {
            self.differs(scope, &format!("{shape} is {} `{}` of line {}", row.kind, row.name, row.line));
            return;
        }
        let rows = self.inner_rows[row_index].clone();
        let inner = self.inner_scopes.get(&scope).cloned().unwrap_or_default();
        if rows.len() != inner.len() {
            self.differs(scope, &format!("{shape} has {} scopes in it, not {}", inner.len(), rows.len()));
            return;
        }
        for (row, scope) in rows.iter().zip(&inner) {
            self.compare(*row, *scope);
        }
        let merged = rows.iter().zip(&inner).map(|(row, scope)| (&self.file.scopes[*row], *scope));
        let mut merged: Vec<(&Row, ScopeId)> = merged.filter(|(row, _)| row.inlined).collect();
        merged.sort_by_key(|(row, _)| row.order);
        let merged: Vec<ScopeId> = merged.into_iter().map(|(_, scope)| scope).collect();
        self.facts.finish(self.module, scope, &merged, &inner);
        if !row.inlined {
            self.compare_names(row, scope);
        }
        self.report.scopes += 1;
        self.report.functions += usize::from(matches!(row.kind.as_str(), "function" | "lambda"));
    }

    fn compare_names(&mut self, row: &Row, scope: ScopeId) {
        let ours = self.facts.names(scope).iter().map(|(name, fact)| (name.clone(), fact.to_string()));
        let ours: BTreeMap<String, String> = ours.collect();
        let names: BTreeSet<&String> = row.names.keys().chain(ours.keys()).collect();
        for name in names {
            let letters = |names: &BTreeMap<String, String>| names.get(name).cloned().unwrap_or_default();
            let (theirs, ours) = (letters(&row.names), letters(&ours));
            if theirs != ours {
                let (kind, place) = (&row.kind, &row.name);
                self.differs(scope, &format!("{kind} `{place}`: `{name}` is {theirs:?} for Python, not {ours:?}"));
            }
        }
    }

    /// Every identifier stands in the scope that reads or binds it.
    fn check_places(&mut self) {
        for symbol in self.module.symbols() {
            let reads = self.module.references_to(symbol).map(|read| (read.node, read.scope));
            let binds = self.module.bindings_of(symbol).map(|binding| (binding.name, binding.scope));
            for (node, scope) in reads.chain(binds) {
                let found = self.module.scope_at(self.tree, node);
                if found != scope {
                    let (text, found) = (self.tree.text(node), self.kind(found));
                    self.differs(scope, &format!("`scope_at` finds `{text}` in a {found}, not a {}", self.kind(scope)));
                }
            }
        }
    }

    fn differs(&mut self, scope: ScopeId, what: &str) {
        let (path, line) = (self.file.path.display(), self.line(scope));
        self.report.differences.push(format!("{path}:{line}: {what}"));
    }

    fn kind(&self, scope: ScopeId) -> &'static str {
        match self.module.scope(scope).kind {
            ScopeKind::Module => "module",
            ScopeKind::Function => "function",
            ScopeKind::Lambda => "lambda",
            ScopeKind::Class => "class",
            ScopeKind::Comprehension => "comprehension",
            ScopeKind::TypeParameters => "typeparameters",
            ScopeKind::TypeAlias if self.is_bound(scope) => "bound",
            ScopeKind::TypeAlias => "typealias",
        }
    }

    fn is_bound(&self, scope: ScopeId) -> bool {
        self.tree.child(self.module.scope(scope).node, Field::Right).is_none()
    }

    fn name(&self, scope: ScopeId) -> String {
        let node = self.module.scope(scope).node;
        let field = match self.kind(scope) {
            "function" | "class" => Field::Name,
            "typealias" => Field::Left,
            _ => return String::new(),
        };
        let name = self.tree.child(node, field).map_or("", |name| self.tree.text(name));
        let name = name.split(['[', ' ']).next().unwrap_or_default();
        self.module.mangled(self.module.module_scope(), name)
    }

    /// The 1-based line on which a scope's construct starts.
    fn line(&self, scope: ScopeId) -> usize {
        self.lines.position(self.tree.span(self.module.scope(scope).node).start).0 + 1
    }

    fn is_at_line_of(&self, scope: ScopeId, row: &Row) -> bool {
        row.line == 0 || self.kind(scope) == "bound" || self.line(scope) == row.line
    }
}
