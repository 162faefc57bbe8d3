//! What the files of a run know of each other's classes: what instances hold, how they are pickled, who inherits.

use rustc_hash::FxHashSet;

use super::{Class, FileId, HeldElsewhere, Index, Keeps, STEPS, split};

/// What a class says by these names is how its instances are pickled.
pub const SAYS_HOW: &[&str] = &["__getstate__", "__reduce__", "__reduce_ex__", "__getnewargs_ex__"];

impl Index {
    /// A class of another file and those that it inherits from, as far as they are files of the run, the nearest first;
    /// with the files of those of which nothing is known yet.
    fn lineage(&self, path: &str) -> (Vec<&Class>, Vec<FileId>) {
        let mut found = Vec::new();
        let mut unknown = Vec::new();
        let mut waiting = vec![path.to_owned()];
        let mut next = 0;
        while let Some(path) = waiting.get(next).cloned().filter(|_| next < STEPS) {
            next += 1;
            if let Some(class) = self.class(&path) {
                found.push(class);
                let bases = class.bases.iter().map(|base| self.canonical(base.clone()));
                let new: Vec<String> = bases.filter(|base| !waiting.contains(base)).collect();
                waiting.extend(new);
            } else {
                unknown.extend(self.unknown_file(&path));
            }
        }
        (found, unknown)
    }

    /// A class of another file and all that it inherits from in the run; none where one of them is not known.
    pub fn known_lineage(&self, path: &str) -> Option<Vec<&Class>> {
        let mut found = Vec::new();
        let mut waiting = vec![self.canonical(path.to_owned())];
        while let Some(path) = waiting.pop() {
            let class = self.class(&path).filter(|_| found.len() < STEPS)?;
            let bases = class.bases.iter().chain(&class.foreign).map(|base| self.canonical(base.clone()));
            waiting.extend(bases.filter(|base| base.starts_with('@')).collect::<FxHashSet<String>>());
            found.push(class);
        }
        Some(found)
    }

    /// The files to know before a class of another file is known.
    pub fn files_to_know(&self, path: &str) -> Vec<FileId> {
        self.lineage(path).1
    }

    /// Whether a class of another file says how its instances are pickled, or may do so.
    pub fn may_say_how_it_is_pickled(&self, path: &str) -> bool {
        if self.class(path).is_none() {
            return path.starts_with('@');
        }
        let (classes, unknown) = self.lineage(path);
        !unknown.is_empty() || classes.iter().any(|class| SAYS_HOW.iter().any(|name| class.members.contains(*name)))
    }

    /// What the instances of a class of another file hold that can't be pickled, unless it says how they are pickled.
    pub fn held_elsewhere(&self, path: &str) -> Vec<&HeldElsewhere> {
        if self.class(path).is_none() || self.may_say_how_it_is_pickled(path) {
            return Vec::new();
        }
        let mut found: Vec<&HeldElsewhere> = Vec::new();
        let mut nearer: Vec<&Class> = Vec::new();
        for class in self.lineage(path).0 {
            // What a nearer class sets may take its place.
            let is_own = |held: &&HeldElsewhere| {
                let name = held.attribute.as_ref();
                name.is_none_or(|name| !nearer.iter().any(|class| class.members.contains(name)))
            };
            // A class knows what bases in its own file set.
            let known: Vec<&Option<String>> = found.iter().map(|held| &held.attribute).collect();
            let new: Vec<&HeldElsewhere> =
                class.held.iter().filter(is_own).filter(|held| !known.contains(&&held.attribute)).collect();
            found.extend(new);
            if !class.initializes_bases {
                break;
            }
            nearer.push(class);
        }
        found
    }

    /// What the instances of a class of another file keep of what they are made with, unless it says how they are
    /// pickled.
    pub fn keeps(&self, path: &str) -> Option<&Keeps> {
        if self.class(path).is_none() || self.may_say_how_it_is_pickled(path) {
            return None;
        }
        let is_made_so = |class: &&Class| class.members.contains("__init__") || class.keeps != Keeps::default();
        self.lineage(path).0.into_iter().find(is_made_so).map(|class| &class.keeps)
    }

    /// The class of another file whose method a path is, bound to an instance: `@7.Store().show`.
    pub fn class_of_method<'p>(&self, path: &'p str) -> Option<&'p str> {
        let (class, method) = path.rsplit_once("().")?;
        let (classes, _) = self.lineage(class);
        let nearest = classes.into_iter().find(|class| class.members.contains(method))?;
        nearest.methods.contains(method).then_some(class)
    }

    /// Whether a class of another file inherits from a class and has a member of that name itself, or may have it from
    /// another base.
    pub fn is_overridden(&self, path: &str, member: &str) -> bool {
        let own = split(path).map(|(file, _)| file);
        let others = self.exports.iter().filter(|(file, _)| Some(**file) != own);
        let mut classes = others.flat_map(|(_, exports)| exports.classes.values().chain(&exports.local_classes));
        classes.any(|class| {
            (class.members.contains(member) || class.bases.len() > 1 || class.foreign.len() > 1)
                && self.inherits(class, path)
        })
    }

    fn inherits(&self, class: &Class, path: &str) -> bool {
        let mut waiting = class.bases.clone();
        for _ in 0..STEPS {
            let Some(base) = waiting.pop().map(|base| self.canonical(base)) else { break };
            if base == path {
                return true;
            }
            waiting.extend(self.class(&base).into_iter().flat_map(|class| class.bases.clone()));
        }
        false
    }

    /// The files that import a file, directly or through others.
    pub fn all_importers(&self, file: FileId) -> Vec<FileId> {
        let mut known = FxHashSet::from_iter([file]);
        let mut found = Vec::new();
        let mut waiting = vec![file];
        while let Some(file) = waiting.pop() {
            let new: Vec<FileId> = self.importers(file).iter().copied().filter(|file| known.insert(*file)).collect();
            found.extend(&new);
            waiting.extend(new);
        }
        found
    }
}
