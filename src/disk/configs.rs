//! Which configuration holds for which file: that of the nearest folder going up, `mpfix.toml` before `pyproject.toml`.
//! Every configuration file is read once.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::config::{self, Config, Mistake, Project, Pyproject, Settings};

use super::failure::{self, Failure};

/// The configurations of all folders. Paths are absolute and without symbolic links.
#[derive(Debug, Default)]
pub struct Configs {
    /// What comes before every file: the command line, or an editor.
    top: Config,
    sources: Sources,
    known: Mutex<HashMap<PathBuf, Arc<Held>>>,
}

/// Where configurations come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sources {
    /// Files.
    #[default]
    Files,
    /// No file.
    Nowhere,
}

/// What holds in a folder.
#[derive(Clone, Debug, Default)]
struct Held {
    /// The nearest configuration, and the folder that it stands in.
    config: Option<Arc<(PathBuf, Config)>>,
    /// What the nearest project says of itself.
    project: Project,
    /// What is wrong with the nearest configuration.
    broken: Option<Broken>,
}

impl Held {
    /// A path in the folder of the configuration, and that.
    fn inside<'a>(&'a self, path: &'a Path) -> Option<(&'a Path, &'a Config)> {
        let (folder, config) = &**self.config.as_ref()?;
        Some((path.strip_prefix(folder).ok()?, config))
    }
}

/// A configuration file that can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub failure: Failure,
}

impl Configs {
    /// The configurations below `top`.
    pub fn new(top: Config, sources: Sources) -> Self {
        Self { top, sources, known: Mutex::default() }
    }

    /// What holds for a file; nothing where its configuration can't be used.
    pub fn settings(&self, file: &Path) -> Option<Settings> {
        let held = self.around(file);
        if held.broken.is_some() {
            return None;
        }
        let none = Config::default();
        let own = held.config.as_ref().map_or(&none, |found| &found.1);
        let mut settings = self.top.clone().over(own).settings();
        settings.started = settings.started.or_else(|| held.project.started.clone());
        Some(settings)
    }

    /// Whether a file or folder that is met on the way down is left out by the configuration around it.
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        self.around(path).inside(path).is_some_and(|(inside, config)| config.excludes(inside, is_folder))
    }

    /// Whether a file is left out, or a folder around it.
    pub fn excludes_within(&self, file: &Path) -> bool {
        self.around(file).inside(file).is_some_and(|(inside, config)| config.excludes_within(inside))
    }

    /// Reads what holds for a file, so that what is wrong with it is known.
    pub fn read_for(&self, file: &Path) {
        self.around(file);
    }

    /// The configuration files met so far that can't be used, in the order of their paths.
    pub fn broken(&self) -> Vec<Broken> {
        let mut broken: Vec<Broken> = self.lock().values().filter_map(|held| held.broken.clone()).collect();
        broken.sort_by(|one, other| one.path.cmp(&other.path));
        broken.dedup();
        broken
    }

    fn around(&self, path: &Path) -> Arc<Held> {
        match (self.sources, path.parent()) {
            (Sources::Files, Some(folder)) => self.held(folder),
            _ => Arc::default(),
        }
    }

    fn held(&self, folder: &Path) -> Arc<Held> {
        if let Some(held) = self.lock().get(folder) {
            return held.clone();
        }
        let above = folder.parent().map(|above| self.held(above)).unwrap_or_default();
        let held = match read(folder) {
            None => above,
            Some(found) => Arc::new(found.in_front_of(&above)),
        };
        self.lock().insert(folder.to_owned(), held.clone());
        held
    }

    /// The map is whole, whatever has become of another thread.
    fn lock(&self) -> MutexGuard<'_, HashMap<PathBuf, Arc<Held>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the files of one folder say.
#[derive(Default)]
struct Found {
    config: Option<Result<(PathBuf, Config), Broken>>,
    project: Option<Project>,
}

impl Found {
    /// What holds in the folder, with what holds above it.
    fn in_front_of(self, above: &Held) -> Held {
        let project = self.project.unwrap_or_else(|| above.project.clone());
        match self.config {
            None => Held { project, ..above.clone() },
            Some(Ok(config)) => Held { config: Some(Arc::new(config)), project, broken: None },
            Some(Err(broken)) => Held { config: None, project, broken: Some(broken) },
        }
    }
}

/// Reads the configuration files of a folder; none where it has none.
fn read(folder: &Path) -> Option<Found> {
    let (own, shared) = (folder.join(config::OWN), folder.join(config::SHARED));
    let own =
        read_file(&own).map(|bytes| bytes.and_then(|bytes| config::read_own(&bytes).map_err(|it| wrong(&own, it))));
    let shared = read_file(&shared)
        .map(|bytes| bytes.and_then(|bytes| config::read_shared(&bytes).map_err(|it| wrong(&shared, it))));
    if own.is_none() && shared.is_none() {
        return None;
    }
    let (of_shared, project) = match shared {
        Some(Ok(Pyproject { config, project })) => (config.map(Ok), project),
        Some(Err(broken)) => (Some(Err(broken)), None),
        None => (None, None),
    };
    let config = own.or(of_shared).map(|config| config.map(|config| (folder.to_owned(), config)));
    Some(Found { config, project })
}

/// The bytes of a file, if it is there.
fn read_file(path: &Path) -> Option<Result<Vec<u8>, Broken>> {
    match fs::read(path) {
        Ok(bytes) => Some(Ok(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => None,
        // A folder that nobody may look into hides its files, too: that is for each of them to say.
        Err(_) if !path.is_file() => None,
        Err(error) => {
            let failure = Failure::unreadable(&failure::reason(&error));
            Some(Err(Broken { path: path.to_owned(), failure }))
        }
    }
}

fn wrong(path: &Path, mistake: Mistake) -> Broken {
    let position = Some((mistake.row, mistake.column));
    Broken { path: path.to_owned(), failure: Failure { position, message: mistake.message } }
}
