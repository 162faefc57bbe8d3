//! What the server knows: the files of the open folders, and the open documents in the place of what is on the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::document::{Document, Documents};
use super::uri;
use crate::config::Config;
use crate::disk::configs::Sources;
use crate::disk::{Configs, Input, Origin, Reading, walk};
use crate::engine::{Analysis, FixPolicy, Parsed, Project};
use crate::text::{FileId, Source};

/// A document as the engine has it.
#[derive(Clone, Copy, Debug)]
struct Known {
    file: FileId,
    /// The [`Document::revision`] that was looked at last.
    revision: u64,
}

fn configs(own: Config) -> Arc<Configs> {
    Arc::new(Configs::new(own, Sources::Files))
}

/// The files of the open folders, and those of the open documents.
#[derive(Debug)]
pub struct Workspace {
    reading: Reading,
    files: FxHashMap<PathBuf, FileId>,
    known: FxHashMap<String, Known>,
    /// Whether files were looked at since the last [`Workspace::take_settled`].
    has_stepped: bool,
}

impl Workspace {
    /// A workspace with no file in it; the client's own configuration comes before those of files.
    pub fn empty(own: Config) -> Self {
        let mut reading = Reading::new(Vec::new(), configs(own));
        reading.offer_alternatives();
        Self::of(reading)
    }

    /// Reads every file of some folders, and looks at those that matter; the client's own configuration comes before
    /// those of files.
    pub fn read(folders: &[PathBuf], own: Config) -> Self {
        let configs = configs(own);
        let mut reading = Reading::new(walk::files(folders, &configs).list, configs);
        reading.offer_alternatives();
        reading.glance();
        reading.settle();
        Self::of(reading)
    }

    fn of(reading: Reading) -> Self {
        let path = |file: FileId| match &reading.inputs().get(file.index())?.origin {
            Origin::File(path) => Some((path.clone(), file)),
            Origin::Stdin(_) | Origin::Lost(_) => None,
        };
        let files = reading.files().into_iter().filter_map(path).collect();
        Self { reading, files, known: FxHashMap::default(), has_stepped: false }
    }

    /// What the engine knows.
    pub fn project(&self) -> &Project {
        self.reading.project()
    }

    /// A file as it was parsed, where it was looked at.
    pub fn parsed(&self, file: FileId) -> Option<Arc<Parsed>> {
        self.reading.parsed(file)
    }

    /// The file of a document that was looked at.
    pub fn file(&self, uri: &str) -> Option<FileId> {
        self.known.get(uri).map(|known| known.file)
    }

    /// The open document that a file is, or the name of the file on the disk.
    pub fn uri(&self, file: FileId) -> Option<String> {
        let open = self.known.iter().find(|(_, known)| known.file == file).map(|(uri, _)| uri.clone());
        open.or_else(|| match &self.reading.inputs().get(file.index())?.origin {
            Origin::File(path) => uri::of_path(path),
            Origin::Stdin(_) | Origin::Lost(_) => None,
        })
    }

    /// Looks at every open document that has changed; answers whether one had.
    pub fn update(&mut self, documents: &Documents) -> bool {
        let mut changed = false;
        for uri in documents.uris() {
            if let Some(document) = documents.get(&uri) {
                changed |= self.update_one(&uri, document);
            }
        }
        changed
    }

    fn update_one(&mut self, uri: &str, document: &Document) -> bool {
        if self.known.get(uri).is_some_and(|known| known.revision == document.revision()) {
            return false;
        }
        let file = match self.known.get(uri) {
            Some(known) => known.file,
            None => self.file_for(uri),
        };
        self.known.insert(uri.to_owned(), Known { file, revision: document.revision() });
        self.reading.change(file, Arc::new(Source::from_text(document.text())));
        true
    }

    /// The file that a name stands for: one of the workspace, or a new one that stands alone.
    fn file_for(&mut self, uri: &str) -> FileId {
        let Some(path) = uri::path(uri) else {
            // What is not saved anywhere has no path, and nobody imports it.
            let origin = Origin::Lost("it is not saved".to_owned());
            return self.reading.add(Input { shown: PathBuf::from(uri), origin });
        };
        let path = walk::real_path(&path);
        if let Some(file) = self.files.get(&path) {
            return *file;
        }
        let file = self.reading.add(Input { shown: path.clone(), origin: Origin::File(path.clone()) });
        self.files.insert(path, file);
        file
    }

    /// Forgets that a document is open: what is on the disk counts again.
    pub fn close(&mut self, uri: &str) {
        if let (Some(known), Some(path)) = (self.known.remove(uri), uri::path(uri)) {
            self.read_again(known.file, &walk::real_path(&path));
        }
    }

    /// Reads a file that has changed on the disk, unless it is open.
    pub fn changed_on_disk(&mut self, path: &Path) {
        let path = walk::real_path(path);
        if let Some(file) = self.files.get(&path).copied()
            && !self.known.values().any(|known| known.file == file)
        {
            self.read_again(file, &path);
        }
    }

    fn read_again(&mut self, file: FileId, path: &Path) {
        let source = std::fs::read(path).ok().and_then(|bytes| Source::from_bytes(&bytes).ok());
        self.reading.change(file, Arc::new(source.unwrap_or_else(|| Source::from_text(""))));
    }

    /// Looks at one of the files that a change has made doubtful; answers whether there was one.
    pub fn step(&mut self) -> bool {
        let has_stepped = self.reading.step();
        self.has_stepped |= has_stepped;
        has_stepped
    }

    /// Whether there is no such file.
    pub fn is_settled(&self) -> bool {
        self.reading.is_settled()
    }

    /// Whether there were such files since the last call: open documents may have other findings now.
    pub fn take_settled(&mut self) -> bool {
        std::mem::take(&mut self.has_stepped)
    }

    /// Whether a path is that of a file of the workspace.
    pub fn has(&self, path: &Path) -> bool {
        self.files.contains_key(&walk::real_path(path))
    }

    /// The files whose texts fixes change, with the new texts; nothing here changes.
    pub fn fixed(&self, policy: FixPolicy) -> Vec<(FileId, Arc<Source>)> {
        let mut reading = self.reading.clone();
        reading.fix_with(policy);
        let changed = reading.files().into_iter().filter_map(|file| {
            let (old, new) = (self.project().source(file)?, reading.project().source(file)?);
            (old.text() != new.text()).then(|| (file, new.clone()))
        });
        changed.collect()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.reading.inputs().len()
    }

    /// Everything there is to say of a document that was looked at.
    pub fn analysis(&self, uri: &str) -> Analysis {
        self.file(uri).map(|file| self.project().analysis(file)).unwrap_or_default()
    }
}
