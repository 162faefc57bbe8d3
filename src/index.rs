//! What the files of a run know of each other: which file an import means, and what its names stand for.
//!
//! A thing of another file is spelled `@7.name`, where 7 is the file; what a call of it answers is `@7.name()`, a
//! member of that `@7.name().member`. [`Index::canonical`] follows such a name through imports and re-exports,
//! factories and base classes to the file or library that it comes from in the end.

mod classes;
mod facts;
mod imports;
mod interest;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::FileId;

use imports::Import;
use interest::Interests;

pub use classes::SAYS_HOW;
pub use facts::{
    Cargo, Class, Collects, Condition, Constant, Exports, Globals, HandsOn, HeldElsewhere, Keeps, Naming, Sent, Test,
    Through, Wrapper,
};

/// How many steps a name is followed; real projects need fewer than ten, and cycles end here.
const STEPS: usize = 32;

/// The files of a run: which there are, and what is known of them.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The path of each file without its extension, parts separated by `/`; of a package's `__init__`, the folder.
    stems: Vec<String>,
    modules: FxHashMap<String, FileId>,
    packages: FxHashSet<FileId>,
    /// Every folder with a file somewhere in it.
    folders: FxHashSet<String>,
    /// Every last part of a stem or folder: an import that starts with another word leads out of the run.
    words: FxHashSet<String>,
    exports: FxHashMap<FileId, Exports>,
    /// The files of the run that each file imports.
    imports: FxHashMap<FileId, Vec<FileId>>,
    importers: FxHashMap<FileId, Vec<FileId>>,
    /// The files of which each file imports all names.
    star_imports: FxHashMap<FileId, Vec<FileId>>,
    /// The names that other files take from each module that is no package.
    taken: FxHashMap<FileId, FxHashSet<String>>,
    /// Files that may have a `global` statement.
    global_statements: FxHashSet<FileId>,
    /// Files that may make what other files send, or set what children read, with those.
    askers: FxHashMap<FileId, FxHashSet<FileId>>,
    /// Files that send what other files make or have, or use it at run time, by those.
    users: FxHashMap<FileId, FxHashSet<FileId>>,
    /// The last parts of the names that stand for others: `pool` of `Runner().pool`.
    alias_names: FxHashSet<String>,
    /// How many files have wrappers.
    wrapping: usize,
    /// Whether some file has, or had, a function that starts a process.
    has_starters: bool,
    /// Whether some file has, or had, functions that set its globals.
    has_globals: bool,
    /// The names through which another file may reach a sink.
    interests: Interests,
}

/// What a file imports of the run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The files, in their order, none twice.
    files: Vec<FileId>,
    /// Those of which it imports all names (`from tools import *`).
    stars: Vec<FileId>,
    /// The names that it takes from modules that are no packages: `run` of `from tools import run` or `tools.run`.
    taken: Vec<(FileId, String)>,
}

/// The modules that the catalogue of sinks and the model of values know by name, and libraries that pickle by value; a
/// file of that name in the run is never meant: a program that hides them from itself would not run.
const KNOWN_BY_NAME: &[&str] = &[
    "aiomultiprocess",
    "billiard",
    "concurrent",
    "dask",
    "distributed",
    "functools",
    "joblib",
    "loky",
    "multiprocess",
    "multiprocessing",
    "pathos",
    "pebble",
    "ray",
    "torch",
    "tqdm",
];

impl Index {
    /// The index of files at these absolute paths, their parts separated by `/`.
    pub fn new(paths: impl IntoIterator<Item = String>) -> Self {
        let mut index = Self::default();
        for path in paths {
            index.add_file(&path);
        }
        index
    }

    /// Adds a file at an absolute path; answers its number.
    pub fn add_file(&mut self, path: &str) -> FileId {
        let file = FileId(self.stems.len() as u32);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let is_package = stem == "__init__";
        let key = if is_package { folder.to_owned() } else { format!("{folder}/{stem}") };
        // A stub beside its module says nothing of what runs.
        let stub = name.rsplit_once('.').is_some_and(|(_, extension)| extension == "pyi");
        if !stub || !self.modules.contains_key(&key) {
            self.modules.insert(key.clone(), file);
        }
        if is_package {
            self.packages.insert(file);
        }
        let mut parts = key.as_str();
        while let Some((around, last)) = parts.rsplit_once('/') {
            self.words.insert(last.to_owned());
            if !self.folders.insert(around.to_owned()) {
                break;
            }
            parts = around;
        }
        self.stems.push(key);
        file
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.stems.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }

    /// Every file.
    pub fn files(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.stems.len() as u32).map(FileId)
    }

    /// What is known of a file.
    pub fn exports(&self, file: FileId) -> Option<&Exports> {
        self.exports.get(&file)
    }

    /// Keeps what is known of a file; answers whether that is news to those who reach a sink through it.
    pub fn learn(&mut self, file: FileId, exports: Exports) -> bool {
        let relevant = |exports: &Exports| {
            let aliases = exports.aliases.iter().filter(|(_, target)| self.leads_to_sink(target));
            let mut aliases: Vec<(String, String)> =
                aliases.map(|(name, target)| (name.clone(), target.clone())).collect();
            aliases.sort_unstable();
            (exports.wrappers.clone(), exports.factories.clone(), exports.starters.clone(), aliases)
        };
        let known = self.exports.get(&file).map(relevant).unwrap_or_default();
        let news = known != relevant(&exports);
        self.note_facts(file, &exports);
        for used in exports.used_files() {
            self.users.entry(used).or_default().insert(file);
        }
        for name in exports.aliases.keys().map(|name| last(name)) {
            if !self.alias_names.contains(name) {
                self.alias_names.insert(name.to_owned());
            }
        }
        self.wrapping += usize::from(!exports.wrappers.is_empty());
        self.has_starters |= !exports.starters.is_empty();
        self.has_globals |= !exports.globals.is_empty();
        if let Some(before) = self.exports.insert(file, exports) {
            self.wrapping -= usize::from(!before.wrappers.is_empty());
        }
        news
    }

    /// What a text imports of the run, were it that of the file `from`.
    pub fn imported_by(&self, from: FileId, text: &str) -> Imported {
        let mut found = Imported::default();
        for import in imports::imports(text) {
            let Some(path) = self.resolve_import(from, import) else { continue };
            self.collect_files(&path, &mut found.files);
            let (named, module) = match split(&path) {
                Some((file, name)) => (Some((file, name)), self.modules_below(file, name)),
                None => (None, file_of(&path)),
            };
            match (named, module.filter(|module| !self.is_package(*module))) {
                (Some((file, "*")), _) => found.stars.push(file),
                (_, Some(module)) => {
                    let names = members_read(text, import.written());
                    found.taken.extend(names.map(|name| (module, name.to_owned())));
                }
                (Some((file, name)), None) if !self.is_package(file) => found.taken.push((file, name.to_owned())),
                _ => {}
            }
        }
        found.files.retain(|file| *file != from);
        found.files.sort_unstable();
        found.files.dedup();
        found.taken.sort_unstable();
        found.taken.dedup();
        found
    }

    /// Keeps what a file imports.
    pub fn set_imported(&mut self, file: FileId, imported: Imported) {
        for old in self.imports.remove(&file).unwrap_or_default() {
            if let Some(importers) = self.importers.get_mut(&old) {
                importers.retain(|importer| *importer != file);
            }
        }
        for new in &imported.files {
            self.importers.entry(*new).or_default().push(file);
        }
        if !imported.files.is_empty() {
            self.imports.insert(file, imported.files);
        }
        self.star_imports.remove(&file);
        if !imported.stars.is_empty() {
            self.star_imports.insert(file, imported.stars);
        }
        for (module, name) in imported.taken {
            self.taken.entry(module).or_default().insert(name);
        }
    }

    /// Keeps whether a file may have a `global` statement.
    pub fn set_global_statement(&mut self, file: FileId, has_it: bool) {
        if has_it {
            self.global_statements.insert(file);
        } else {
            self.global_statements.remove(&file);
        }
    }

    /// Whether functions of a file, or those that it takes from another one, may set globals.
    pub fn may_set_globals(&self, file: FileId) -> bool {
        let taken = || self.imports.get(&file).into_iter().flatten();
        self.global_statements.contains(&file) || taken().any(|file| self.global_statements.contains(file))
    }

    /// Whether a file imports one whose functions may set globals.
    pub fn imports_setter(&self, file: FileId) -> bool {
        self.imports.get(&file).into_iter().flatten().any(|imported| self.may_set_globals(*imported))
    }

    /// Whether some file imports all names of a file.
    pub fn is_star_imported(&self, file: FileId) -> bool {
        self.star_imports.values().any(|imported| imported.contains(&file))
    }

    /// The files that a name leads to by its folders: a package, and the modules in it that the name goes on with.
    fn collect_files(&self, path: &str, found: &mut Vec<FileId>) {
        let (first, rest) = path.split_once('.').map_or((path, ""), |(first, rest)| (first, rest));
        let Some(mut file) = first.strip_prefix('@').and_then(|file| file.parse().ok()).map(FileId) else { return };
        found.push(file);
        for part in rest.split('.') {
            let Some(next) = self.modules_below(file, part) else { return };
            file = next;
            found.push(file);
        }
    }

    /// The files that import a file.
    pub fn importers(&self, file: FileId) -> &[FileId] {
        self.importers.get(&file).map(Vec::as_slice).unwrap_or_default()
    }

    /// Keeps that a file wants to know others.
    pub fn ask(&mut self, asker: FileId, files: &[FileId]) {
        for file in files {
            self.askers.entry(*file).or_default().insert(asker);
        }
    }

    /// The files that want to know this one.
    pub fn askers(&self, file: FileId) -> impl Iterator<Item = FileId> {
        self.askers.get(&file).into_iter().flatten().copied()
    }

    /// A module in a package.
    fn modules_below(&self, package: FileId, name: &str) -> Option<FileId> {
        let stem = self.stems.get(package.index()).filter(|_| self.packages.contains(&package))?;
        self.modules.get(&format!("{stem}/{name}")).copied()
    }

    /// The last part of a module's name; of a package, that of its folder.
    pub fn module_name(&self, file: FileId) -> &str {
        let stem = self.stems.get(file.index()).map_or("", String::as_str);
        stem.rsplit('/').next().unwrap_or(stem)
    }

    /// Whether the file is the `__init__` of a package.
    pub fn is_package(&self, file: FileId) -> bool {
        self.packages.contains(&file)
    }

    fn folder_of(&self, file: FileId) -> &str {
        let stem = self.stems.get(file.index()).map_or("", String::as_str);
        if self.packages.contains(&file) { stem } else { stem.rsplit_once('/').map_or("", |(folder, _)| folder) }
    }

    /// A dotted name as a file writes it in an import, with the file it leads to; none where it leads out of the run.
    pub fn resolve(&self, from: FileId, dotted: &str) -> Option<String> {
        let name = dotted.trim_start_matches('.');
        let dots = dotted.len() - name.len();
        let parts: Vec<&str> = name.split('.').filter(|part| !part.is_empty()).collect();
        if dots > 0 {
            let mut folder = self.folder_of(from);
            for _ in 1..dots {
                folder = folder.rsplit_once('/')?.0;
            }
            return match self.modules.get(folder) {
                Some(package) => Some(joined(*package, &parts)),
                None => self.module_below(folder, &parts),
            };
        }
        let first = *parts.first()?;
        if !self.words.contains(first) || KNOWN_BY_NAME.contains(&first) {
            return None;
        }
        self.roots(from).find_map(|root| {
            self.module_below(root, &parts).or_else(|| {
                let source = format!("{root}/src");
                self.module_below(&source, &parts)
            })
        })
    }

    /// The module of an import statement, of which each part is a module, whatever the package binds under its name;
    /// none where it leads out of the run.
    pub fn resolve_module(&self, from: FileId, dotted: &str) -> Option<String> {
        let path = self.resolve(from, dotted)?;
        let Some((mut file, mut rest)) = split(&path) else { return Some(path) };
        loop {
            let (part, behind) = rest.split_once('.').unwrap_or((rest, ""));
            match self.modules_below(file, part) {
                Some(module) => file = module,
                None => return Some(format!("{file}.{rest}")),
            }
            if behind.is_empty() {
                return Some(file.to_string());
            }
            rest = behind;
        }
    }

    /// What `from dotted import name` means: what the module binds, or a module in it; none where it leads out of the
    /// run.
    pub fn resolve_name(&self, from: FileId, dotted: &str, name: &str) -> Option<String> {
        match self.resolve_module(from, dotted) {
            Some(module) => Some(format!("{module}.{name}")),
            // A folder without a file of its own; `from . import name` has its dot already.
            None if dotted.ends_with('.') => self.resolve(from, &format!("{dotted}{name}")),
            None => self.resolve(from, &format!("{dotted}.{name}")),
        }
    }

    /// What an import means: a module, or what one binds; none where it leads out of the run.
    fn resolve_import(&self, from: FileId, import: Import<'_>) -> Option<String> {
        match import.name {
            Some(name) => self.resolve_name(from, import.module, name),
            None => self.resolve_module(from, import.module),
        }
    }

    /// The module that the first of the parts lead to from a folder, with the rest of them behind it.
    fn module_below(&self, root: &str, parts: &[&str]) -> Option<String> {
        let mut at = root.to_owned();
        for (used, part) in parts.iter().enumerate() {
            at = format!("{at}/{part}");
            if let Some(file) = self.modules.get(&at) {
                return Some(joined(*file, &parts[used + 1..]));
            }
            // A folder without `__init__` is a namespace package.
            if !self.folders.contains(&at) {
                return None;
            }
        }
        None
    }

    /// The folders where an absolute import of a file may start: around its package, or its own and those above.
    fn roots(&self, from: FileId) -> impl Iterator<Item = &str> {
        let mut folder = self.folder_of(from);
        while self.modules.get(folder).is_some_and(|file| self.packages.contains(file)) {
            folder = folder.rsplit_once('/').map_or("", |(around, _)| around);
        }
        std::iter::successors(Some(folder), |folder| folder.rsplit_once('/').map(|(around, _)| around))
    }

    /// Follows a name of another file to where it comes from in the end; any other name is answered as it is.
    pub fn canonical(&self, path: String) -> String {
        let mut path = path;
        for _ in 0..STEPS {
            match self.step(&path) {
                Some(next) => path = next,
                None => break,
            }
        }
        path
    }

    fn step(&self, path: &str) -> Option<String> {
        let (file, name) = split(path)?;
        let exports = self.exports(file);
        if let Some(exports) = exports {
            for end in ends(name) {
                if let Some(target) = exports.aliases.get(&name[..end]) {
                    return Some(format!("{target}{}", &name[end..]));
                }
            }
            if let Some(inherited) = self.inherited(exports, name) {
                return Some(inherited);
            }
        }
        let first = name.split(['.', '(']).next().unwrap_or(name);
        let rest = &name[first.len()..];
        if let Some(module) = self.modules_below(file, first) {
            return Some(format!("{module}{rest}"));
        }
        let stars = exports.map(|exports| exports.stars.as_slice()).unwrap_or_default();
        let has = |star: &&FileId| self.exports(**star).is_some_and(|exports| exports.has(first));
        stars.iter().find(has).map(|star| format!("{star}.{name}"))
    }

    /// A member that a class does not have itself: that of the first base that has it, or may have it.
    fn inherited(&self, exports: &Exports, name: &str) -> Option<String> {
        let (class, rest) = name.split_at(name.find(['.', '('])?);
        let member = rest.strip_prefix("().").or_else(|| rest.strip_prefix('.'))?;
        let member = member.split(['.', '(']).next()?;
        let class = exports.classes.get(class).filter(|class| !class.members.contains(member))?;
        let has = |base: &&String| self.class(base).is_some_and(|base| base.members.contains(member));
        let base = class.bases.iter().find(has).or_else(|| class.bases.first())?;
        Some(format!("{base}{rest}"))
    }

    /// Whether an attribute of that name may be an alias in some file; perhaps in one that once had it. Any other name
    /// is the last part of what it stands for, too.
    pub fn has_alias_named(&self, name: &str) -> bool {
        self.alias_names.contains(name)
    }

    /// Whether some file has a wrapper.
    pub fn has_wrappers(&self) -> bool {
        self.wrapping > 0
    }

    /// Whether some file may have a function that starts a process.
    pub fn has_starters(&self) -> bool {
        self.has_starters
    }

    /// The wrappers that a call of a canonical name calls.
    pub fn wrappers(&self, path: &str) -> &[Wrapper] {
        let found = split(path).and_then(|(file, name)| self.exports(file)?.wrappers.get(name));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// The wrappers that a call of a canonical name calls, where that is a class by its `__init__`.
    pub fn wrappers_made(&self, path: String) -> impl Iterator<Item = &Wrapper> {
        self.constructors(path).into_iter().flat_map(|path| self.wrappers(&path))
    }

    /// The API through which a call of a canonical name starts a process, where it does.
    pub fn starter(&self, path: &str) -> Option<&str> {
        let (file, name) = split(path)?;
        self.exports(file)?.starters.get(name).map(String::as_str)
    }

    /// Whether some file that sends functions of other files calls, sets or changes what has the canonical name, and
    /// not when it is imported.
    pub fn is_used_at_run_time(&self, path: &str) -> bool {
        split(path).is_some_and(|(file, _)| self.users(file).any(|exports| exports.run_time.contains(path)))
    }

    /// Whether some file that sends functions of other files sets the global that has the canonical name, itself or by
    /// a call of what does, and not when it is imported.
    pub fn is_set_at_run_time(&self, path: &str) -> bool {
        let Some((file, name)) = split(path) else { return false };
        let sets = |called: &str| {
            let globals = called.strip_suffix("()").and_then(|function| self.globals(function));
            globals.is_some_and(|(of, globals)| of == file && globals.sets.iter().any(|set| set == name))
        };
        let mut run_time = self.users(file).flat_map(|exports| &exports.run_time);
        run_time.any(|used| used == path || sets(used))
    }

    /// Whether some file has, or had, functions that set its globals.
    pub fn has_globals(&self) -> bool {
        self.has_globals
    }

    /// What a function of a canonical name does with the globals of its file, where it does anything with those.
    pub fn globals(&self, path: &str) -> Option<(FileId, &Globals)> {
        let (file, name) = split(path)?;
        Some((file, self.exports(file)?.globals.get(name)?))
    }

    /// The classes of libraries that a class of another file inherits from.
    pub fn library_bases(&self, path: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut waiting = vec![path.to_owned()];
        for _ in 0..STEPS {
            let Some(class) = waiting.pop() else { break };
            for base in self.class(&class).into_iter().flat_map(|class| &class.bases) {
                let base = self.canonical(base.clone());
                if base.starts_with('@') { waiting.push(base) } else { found.push(base) }
            }
        }
        found
    }

    /// What a call of a class calls: the class itself, and where it has no `__init__`, its bases up to one that has.
    pub fn constructors(&self, path: String) -> Vec<String> {
        let mut found = vec![path];
        while let Some(path) = found.last().filter(|_| found.len() < STEPS) {
            let inherits = self.class(path).filter(|class| !class.members.contains("__init__"));
            match inherits.and_then(|class| class.bases.first()) {
                Some(base) => found.push(self.canonical(base.clone())),
                None => break,
            }
        }
        found
    }

    /// A class of another file.
    pub fn class(&self, path: &str) -> Option<&Class> {
        let (file, name) = split(path)?;
        self.exports(file)?.classes.get(name)
    }

    /// Whether a call of the canonical name answers a function or class of its own file.
    pub fn is_factory(&self, path: &str) -> bool {
        split(path)
            .is_some_and(|(file, name)| self.exports(file).is_some_and(|exports| exports.factories.contains(name)))
    }

    /// The classes that are bound to another name than their own, by their canonical names.
    pub fn misnamed(&self) -> impl Iterator<Item = String> {
        let files = self.exports.iter().filter(|(_, exports)| !exports.misnamed.is_empty());
        files.flat_map(|(file, exports)| exports.misnamed.iter().map(move |name| format!("{file}.{name}")))
    }

    /// The file of a canonical name, where nothing is known of it yet.
    pub fn unknown_file(&self, path: &str) -> Option<FileId> {
        split(path).map(|(file, _)| file).filter(|file| self.exports(*file).is_none())
    }

    /// The files that make what a file sends, themselves or through others.
    pub fn makers_for(&self, file: FileId) -> Vec<FileId> {
        let mut makers: Vec<FileId> = Vec::new();
        let mut senders = vec![file];
        while let Some(sender) = senders.pop() {
            for maker in self.exports(sender).into_iter().flat_map(|exports| &exports.sent).filter_map(Sent::maker) {
                if !makers.contains(&maker) {
                    makers.push(maker);
                    senders.push(maker);
                }
            }
        }
        makers.sort_unstable();
        makers
    }

    /// What other files send that this file makes or has, with its name here: `make_worker()`, `work`.
    pub fn sent_from(&self, file: FileId) -> impl Iterator<Item = (&Sent, &str)> {
        let sent = self.users(file).flat_map(|exports| &exports.sent);
        let mut sent: Vec<(&Sent, &str)> = sent
            .filter_map(|sent| {
                let (maker, name) = split(&sent.path)?;
                (maker == file).then_some((sent, name))
            })
            .collect();
        sent.sort_by_key(|(sent, _)| sent.place);
        sent.into_iter()
    }

    /// What is known of the files that send what a file makes or has, or use it at run time; perhaps of some that once
    /// did.
    fn users(&self, file: FileId) -> impl Iterator<Item = &Exports> {
        let users = self.users.get(&file).into_iter().flatten();
        users.filter_map(|user| self.exports(*user))
    }
}

/// Whether a text has a name as a word.
fn mentions(text: &str, name: &str) -> bool {
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let bytes = text.as_bytes();
    text.match_indices(name).any(|(at, _)| {
        !is_part(at.checked_sub(1).and_then(|before| bytes.get(before))) && !is_part(bytes.get(at + name.len()))
    })
}

/// The names that a text reads from a module which it writes in this way.
fn members_read<'t>(text: &'t str, module: &'t str) -> impl Iterator<Item = &'t str> {
    let behind = text.match_indices(module).filter_map(|(at, _)| text[at + module.len()..].strip_prefix('.'));
    let name = |rest: &'t str| {
        let end = rest.find(|letter: char| letter != '_' && !letter.is_alphanumeric()).unwrap_or(rest.len());
        &rest[..end]
    };
    behind.map(name).filter(|name| !name.is_empty())
}

/// `@7.a.b` as the file and the name in it.
fn split(path: &str) -> Option<(FileId, &str)> {
    let (file, name) = path.strip_prefix('@')?.split_once('.')?;
    Some((FileId(file.parse().ok()?), name))
}

/// The file of `@7.a.b` or of `@7`.
fn file_of(path: &str) -> Option<FileId> {
    let number = path.strip_prefix('@')?.split('.').next()?;
    number.parse().ok().map(FileId)
}

fn joined(file: FileId, parts: &[&str]) -> String {
    parts.iter().fold(file.to_string(), |path, part| format!("{path}.{part}"))
}

/// The last part of a name: `pool` of `Runner().pool`, `make` of `make()`.
fn last(name: &str) -> &str {
    let name = name.strip_suffix("()").unwrap_or(name);
    name.rsplit('.').next().unwrap_or(name)
}

/// Where the parts of a name end, the shortest first: `a`, `a()`, `a().b`.
fn ends(name: &str) -> impl Iterator<Item = usize> + '_ {
    let cuts = name.char_indices().filter(|(at, c)| *at > 0 && (*c == '.' || *c == '('));
    cuts.map(|(at, _)| at).chain([name.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(paths: &[&str]) -> Index {
        Index::new(paths.iter().map(|path| (*path).to_owned()))
    }

    #[test]
    fn imports_lead_to_files() {
        let index =
            index(&["/p/main.py", "/p/pkg/__init__.py", "/p/pkg/pool.py", "/p/pkg/deep/task.py", "/p/src/own.py"]);
        let resolved = |from, name| index.resolve(FileId(from), name);
        assert_eq!(resolved(0, "pkg.pool.run").as_deref(), Some("@1.pool.run"));
        assert_eq!(index.canonical("@1.pool.run".to_owned()), "@2.run");
        assert_eq!(index.resolve_module(FileId(0), "pkg.pool").as_deref(), Some("@2"));
        assert_eq!(index.resolve_name(FileId(1), ".pool", "pool").as_deref(), Some("@2.pool"));
        assert_eq!(index.resolve_name(FileId(0), "pkg", "pool").as_deref(), Some("@1.pool"));
        assert_eq!(index.resolve_name(FileId(3), ".", "task").as_deref(), Some("@3"));
        assert_eq!(resolved(2, "..main.x"), Some("@0.x".to_owned()));
        assert_eq!(resolved(3, ".task"), Some("@3".to_owned()));
        assert_eq!(resolved(1, ".pool.run").as_deref(), Some("@1.pool.run"));
        assert_eq!(resolved(0, "own.f").as_deref(), Some("@4.f"));
        assert_eq!(resolved(2, "pool"), None);
        assert_eq!(resolved(0, "multiprocessing.Pool"), None);
    }

    #[test]
    fn names_are_followed_through_re_exports_and_factories() {
        let mut index = index(&["/p/a.py", "/p/b.py"]);
        let mut exports = Exports::default();
        exports.aliases.insert("Pool".to_owned(), "multiprocessing.Pool".to_owned());
        exports.aliases.insert("make()".to_owned(), "multiprocessing.Pool()".to_owned());
        let base = Class { members: ["map".to_owned()].into_iter().collect(), ..Class::default() };
        exports.classes.insert("Base".to_owned(), base);
        let runner = Class { bases: vec!["@0.Base".to_owned()], ..Class::default() };
        exports.classes.insert("Runner".to_owned(), runner);
        index.learn(FileId(0), exports);
        let star = Exports { stars: vec![FileId(0)], ..Exports::default() };
        index.learn(FileId(1), star);
        assert_eq!(index.canonical("@1.make().map".to_owned()), "multiprocessing.Pool().map");
        assert_eq!(index.canonical("@0.Runner().map".to_owned()), "@0.Base().map");
        assert_eq!(index.canonical("@0.Pool().map".to_owned()), "multiprocessing.Pool().map");
    }
}
