//! The names of a file through which others may reach a sink. They only ever grow in number while a run lasts.
//!
//! Which these are depends on those of the files that the file names, so [`Index::refresh`] finds them to a least
//! fixpoint; it goes from a file with more of them to those whose facts name it, and looks at no other.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::imports::imports;
use super::{Exports, Index, file_of, mentions, split};
use crate::text::FileId;

/// The names of one file that others may reach a sink through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Interest {
    /// Those of functions, classes and objects: who mentions one may reach a sink.
    names: FxHashSet<String>,
    /// Those that only stand for modules: who reaches a sink through one mentions a name of that module, too.
    modules: FxHashMap<String, BTreeSet<FileId>>,
}

impl Interest {
    fn is_empty(&self) -> bool {
        self.names.is_empty() && self.modules.is_empty()
    }

    fn has(&self, name: &str) -> bool {
        self.names.contains(name) || self.modules.contains_key(name)
    }

    fn add_modules(&mut self, name: &str, modules: impl IntoIterator<Item = FileId>) {
        self.modules.entry(name.to_owned()).or_default().extend(modules);
    }

    fn merge(&mut self, other: &Interest) {
        self.names.extend(other.names.iter().cloned());
        for (name, modules) in &other.modules {
            self.add_modules(name, modules.iter().copied());
        }
    }

    /// How much there is of it: it has changed only where that has grown.
    fn size(&self) -> usize {
        self.names.len() + self.modules.values().map(|modules| modules.len() + 1).sum::<usize>()
    }
}

/// What is known of all files.
#[derive(Clone, Debug, Default)]
pub(super) struct Interests {
    of: FxHashMap<FileId, Interest>,
    /// For each stem, the files whose facts name a file of it: what is of interest there depends on it.
    dependents: FxHashMap<String, FxHashSet<FileId>>,
    /// Files with new facts.
    stale: BTreeSet<FileId>,
}

impl Index {
    /// Whether another file may reach a sink through a name of this one.
    pub fn is_of_interest(&self, file: FileId) -> bool {
        self.interests.of.get(&file).is_some_and(|interest| !interest.is_empty())
    }

    /// Whether a text mentions what it takes to reach a sink through the files that it imports.
    pub fn may_reach_sink(&self, file: FileId, text: &str) -> bool {
        let imported = self.imports.get(&file).map(Vec::as_slice).unwrap_or_default();
        let mut interests = imported.iter().filter_map(|file| self.interests.of.get(file));
        if interests.clone().all(Interest::is_empty) {
            return false;
        }
        // A star import hands on what it does not mention; a package is there to hand on modules.
        let hands_on = text.contains("import *")
            || self.is_package(file)
                && interests.any(|interest| interest.modules.keys().any(|module| mentions(text, module)))
            || self.hands_on_module(file, text);
        let mut seen = FxHashSet::default();
        hands_on || imported.iter().any(|file| self.reaches_through(*file, text, &mut seen))
    }

    /// Whether others take from a file a module of interest that it imports.
    fn hands_on_module(&self, file: FileId, text: &str) -> bool {
        let Some(taken) = self.taken.get(&file) else { return false };
        let taken = imports(text).filter(|import| taken.contains(import.written()));
        let mut paths = taken.filter_map(|import| self.resolve_import(file, import));
        paths.any(|path| self.leads_to_sink(&path))
    }

    /// Whether a text mentions a name of a file, or a module that the file has and such a name of that.
    fn reaches_through(&self, file: FileId, text: &str, seen: &mut FxHashSet<FileId>) -> bool {
        let Some(interest) = self.interests.of.get(&file).filter(|_| seen.insert(file)) else { return false };
        interest.names.iter().any(|name| mentions(text, name))
            || interest.modules.iter().any(|(name, modules)| {
                let is_new = modules.iter().any(|module| !seen.contains(module));
                is_new && mentions(text, name) && modules.iter().any(|module| self.reaches_through(*module, text, seen))
            })
    }

    /// Notes that a file has new facts, which [`Index::refresh`] has to follow.
    pub(super) fn note_facts(&mut self, file: FileId, exports: &Exports) {
        self.interests.stale.insert(file);
        let targets = exports.aliases.values().filter_map(|target| file_of(target));
        let bases = exports.classes.values().flat_map(|class| class.bases.iter().filter_map(|base| file_of(base)));
        for named in targets.chain(bases).chain(exports.stars.iter().copied()) {
            let Some(stem) = self.stems.get(named.index()) else { continue };
            match self.interests.dependents.get_mut(stem) {
                Some(dependents) => {
                    dependents.insert(file);
                }
                None => {
                    self.interests.dependents.insert(stem.clone(), FxHashSet::from_iter([file]));
                }
            }
        }
    }

    /// Finds again which names are of interest, and answers the files that have more of them than before.
    pub fn refresh(&mut self) -> Vec<FileId> {
        let mut grown = BTreeSet::new();
        while let Some(file) = self.interests.stale.pop_first() {
            let found = self.interest(file);
            let known = self.interests.of.entry(file).or_default();
            let before = known.size();
            known.merge(&found);
            if known.size() > before {
                grown.insert(file);
                let dependents = self.dependents(file);
                self.interests.stale.extend(dependents);
            }
        }
        grown.into_iter().collect()
    }

    /// The files whose facts name a file, or its package: a name there may be that of the file.
    fn dependents(&self, file: FileId) -> Vec<FileId> {
        let Some(stem) = self.stems.get(file.index()) else { return Vec::new() };
        let package = stem.rsplit_once('/').map(|(package, _)| package);
        let stems = [Some(stem.as_str()), package].into_iter().flatten();
        stems.filter_map(|stem| self.interests.dependents.get(stem)).flatten().copied().collect()
    }

    fn interest(&self, file: FileId) -> Interest {
        let mut found = Interest::default();
        let Some(exports) = self.exports(file) else { return found };
        let called = exports.wrappers.keys().chain(exports.starters.keys());
        found.names.extend(called.map(|name| first(name).to_owned()));
        for (name, target) in exports.aliases.iter().filter(|(_, target)| self.leads_to_sink(target)) {
            match self.modules_at(target) {
                Some(modules) if first(name) == name => found.add_modules(name, modules),
                _ => {
                    found.names.insert(first(name).to_owned());
                }
            }
        }
        let classes = exports.classes.iter();
        let heirs = classes.filter(|(_, class)| class.bases.iter().any(|base| self.leads_to_sink(base)));
        found.names.extend(heirs.map(|(name, _)| name.clone()));
        for star in exports.stars.iter().filter_map(|star| self.interests.of.get(star)) {
            found.merge(star);
        }
        found
    }

    /// The modules that a name stands for; none where it may be something else that is of interest.
    fn modules_at(&self, path: &str) -> Option<Vec<FileId>> {
        let Some((file, name)) = split(path) else { return file_of(path).map(|file| vec![file]) };
        if first(name) != name {
            return None;
        }
        let interest = self.interests.of.get(&file);
        if interest.is_some_and(|interest| interest.names.contains(name)) {
            return None;
        }
        let bound = interest.and_then(|interest| interest.modules.get(name)).into_iter().flatten().copied();
        Some(bound.chain(self.modules_below(file, name)).collect())
    }

    /// Whether a name is one of a library with sinks, or one of interest in its own file.
    pub(super) fn leads_to_sink(&self, path: &str) -> bool {
        match (split(path), file_of(path)) {
            (Some((file, name)), _) => {
                let first = first(name);
                self.interests.of.get(&file).is_some_and(|interest| interest.has(first))
                    || self.modules_below(file, first).is_some_and(|module| self.is_of_interest(module))
            }
            (None, Some(file)) => self.is_of_interest(file),
            (None, None) => !path.starts_with('@'),
        }
    }
}

/// The first part of a name: `Runner` of `Runner().map`.
fn first(name: &str) -> &str {
    name.split(['.', '(']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::super::{Imported, Wrapper};
    use super::*;

    /// `/p/tools.py` has a wrapper `run`; the others have these aliases.
    fn index(paths: &[&str], aliases: &[(u32, &str, &str)]) -> Index {
        let mut index = Index::new(paths.iter().map(|path| (*path).to_owned()));
        for (file, name, target) in aliases {
            let mut exports = index.exports(FileId(*file)).cloned().unwrap_or_default();
            exports.aliases.insert((*name).to_owned(), (*target).to_owned());
            index.learn(FileId(*file), exports);
        }
        let mut exports = index.exports(FileId(0)).cloned().unwrap_or_default();
        exports.wrappers.insert("run".to_owned(), Vec::<Wrapper>::new());
        index.learn(FileId(0), exports);
        index.refresh();
        index
    }

    #[test]
    fn a_module_alone_reaches_nothing() {
        let mut index = index(&["/p/tools.py", "/p/b.py", "/p/c.py"], &[(0, "tools", "@0"), (1, "tools", "@0")]);
        index.set_imported(FileId(2), Imported { files: vec![FileId(1)], ..Imported::default() });
        assert!(index.is_of_interest(FileId(1)));
        assert!(!index.may_reach_sink(FileId(2), "from b import tools\ntools.other()\n"));
        assert!(index.may_reach_sink(FileId(2), "from b import tools\ntools.run(f)\n"));
        assert!(!index.may_reach_sink(FileId(2), "import b\nb.run(f)\n"));
        assert!(index.may_reach_sink(FileId(2), "from b import *\n"));
    }

    #[test]
    fn a_package_hands_on_modules() {
        let mut index = index(&["/p/tools.py", "/p/b.py", "/p/q/__init__.py"], &[(1, "tools", "@0")]);
        index.set_imported(FileId(2), Imported { files: vec![FileId(1)], ..Imported::default() });
        assert!(index.may_reach_sink(FileId(2), "from b import tools\n"));
        assert!(!index.may_reach_sink(FileId(2), "from b import other\n"));
    }

    #[test]
    fn what_is_of_interest_is_followed_through_packages() {
        let paths = ["/p/q/tools.py", "/p/q/__init__.py", "/p/b.py", "/p/c.py"];
        let index = index(&paths, &[(3, "go", "@2.run"), (2, "run", "@1.tools.run")]);
        assert!([2, 3].into_iter().all(|file| index.is_of_interest(FileId(file))));
    }
}
