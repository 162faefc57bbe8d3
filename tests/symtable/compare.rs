//! Compares the scopes of one file, one by one and name by name.

use std::collections::BTreeMap;
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
    pub rejected: usize,
    pub undecodable: Vec<PathBuf>,
    /// Files that the grammar cannot read, with whether they agree nevertheless.
    pub damaged: Vec<(PathBuf, bool)>,
    pub differences: Vec<String>,
}

/// How the comparison of a file ended.
#[derive(PartialEq, Eq)]
pub enum Outcome {
    Compared,
    Skipped,
}

impl Report {
    pub fn add(&mut self, other: Report) {
        self.files += other.files;
        self.scopes += other.scopes;
        self.functions += other.functions;
        self.rejected += other.rejected;
        self.undecodable.extend(other.undecodable);
        self.damaged.extend(other.damaged);
        self.differences.extend(other.differences);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} scopes compared, {} of them functions, in {} files; {} differences; {} files rejected by Python",
            self.scopes,
            self.functions,
            self.files,
            self.differences.len(),
            self.rejected,
        )?;
        for path in &self.undecodable {
            write!(f, "\n    not decoded: {}", path.display())?;
        }
        for (path, agrees) in &self.damaged {
            write!(f, "\n    damaged, {}: {}", if *agrees { "agrees" } else { "skipped" }, path.display())?;
        }
        Ok(())
    }
}

/// Compares one file.
pub fn file(file: &File, version: Version, report: &mut Report) -> Outcome {
    if file.rejected.is_some() {
        report.rejected += 1;
        return Outcome::Skipped;
    }
    if let Some(failed) = &file.failed {
        report.differences.push(format!("{}: {failed}", file.path.display()));
        return Outcome::Skipped;
    }
    let bytes = std::fs::read(&file.path).expect("Python just read it");
    let Ok(source) = Source::from_bytes(&bytes) else {
        report.undecodable.push(file.path.clone());
        return Outcome::Skipped;
    };
    let tree = Tree::parse(source);
    let module = Module::new(&tree);
    let mut differences = Vec::new();
    let mut comparison = Comparison::new(file, &tree, &module, version);
    comparison.compare(0, module.module_scope(), &mut differences);
    if !tree.damaged().is_empty() {
        // What the grammar cannot read it cannot name; these files are listed.
        report.damaged.push((file.path.clone(), differences.is_empty()));
        if !differences.is_empty() {
            return Outcome::Skipped;
        }
    }
    report.files += 1;
    report.scopes += comparison.scopes;
    report.functions += comparison.functions;
    report.differences.extend(differences.iter().map(|difference| format!("{}:{difference}", file.path.display())));
    Outcome::Compared
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
    scopes: usize,
    functions: usize,
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
        Self { file, inner_rows, tree, module, inner_scopes, facts, lines, scopes: 0, functions: 0 }
    }

    /// Compares a scope and those in it; answers the scopes that Python merged into the one around them.
    fn compare(&mut self, row_index: usize, scope: ScopeId, differences: &mut Vec<String>) {
        let row = &self.file.scopes[row_index];
        let shape = (self.kind(scope), self.name(scope));
        if shape != (row.kind.as_str(), row.name.as_str()) || !self.is_at_line_of(scope, row) {
            let line = self.line(scope);
            differences.push(format!("{line}: {shape:?} is {} {:?} of line {}", row.kind, row.name, row.line));
            return;
        }
        let rows = self.inner_rows[row_index].clone();
        let inner = self.inner_scopes.get(&scope).cloned().unwrap_or_default();
        if rows.len() != inner.len() {
            let line = self.line(scope);
            differences.push(format!("{line}: {shape:?} has {} scopes in it, not {}", inner.len(), rows.len()));
            return;
        }
        for (row, scope) in rows.iter().zip(&inner) {
            self.compare(*row, *scope, differences);
        }
        let merged: Vec<ScopeId> = rows
            .iter()
            .zip(&inner)
            .filter(|(row, _)| self.file.scopes[**row].inlined)
            .map(|(_, scope)| *scope)
            .collect();
        self.facts.finish(self.module, scope, &merged, &inner);
        if !row.inlined {
            self.compare_names(row, scope, differences);
        }
        self.scopes += 1;
        self.functions += usize::from(matches!(row.kind.as_str(), "function" | "lambda"));
    }

    fn compare_names(&self, row: &Row, scope: ScopeId, differences: &mut Vec<String>) {
        let ours = self.facts.names(scope);
        let all: std::collections::BTreeSet<&String> = row.names.keys().chain(ours.keys()).collect();
        for name in all {
            let theirs = row.names.get(name).map_or("", String::as_str);
            let ours = ours.get(name).map(ToString::to_string).unwrap_or_default();
            if theirs != ours {
                let (kind, line) = (&row.kind, self.line(scope));
                differences.push(format!("{line}: {kind} {:?}: `{name}` is {theirs:?} and not {ours:?}", row.name));
            }
        }
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

    fn name(&self, scope: ScopeId) -> &str {
        let node = self.module.scope(scope).node;
        let field = match self.kind(scope) {
            "function" | "class" => Field::Name,
            "typealias" => Field::Left,
            _ => return "",
        };
        let name = self.tree.child(node, field).map_or("", |name| self.tree.text(name));
        name.split(['[', ' ']).next().unwrap_or_default()
    }

    /// The 1-based line on which a scope's construct starts.
    fn line(&self, scope: ScopeId) -> usize {
        self.lines.position(self.tree.span(self.module.scope(scope).node).start).0 + 1
    }

    fn is_at_line_of(&self, scope: ScopeId, row: &Row) -> bool {
        row.line == 0 || self.kind(scope) == "bound" || self.line(scope) == row.line
    }
}
