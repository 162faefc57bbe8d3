//! Reading files as the engine asks for them: every file once for a glance, some of them again for a look.

use std::collections::VecDeque;
use std::fs;
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use crate::engine::{FixPolicy, Glance, Look, Parsed, Project, Strategy};
use crate::text::{FileId, Source};

use super::configs::Configs;
use super::failure::{self, Failure};
use super::pool;
use super::walk::{Input, Origin};

/// What is known of an input while the run goes on.
#[derive(Clone, Debug, Default)]
struct State {
    is_read: bool,
    failures: Vec<Failure>,
    /// The text, where it was worth keeping.
    source: Option<Arc<Source>>,
    /// What came from standard input: it can be read only once.
    bytes: Option<Vec<u8>>,
}

/// The inputs of a run, and what the engine knows of them.
#[derive(Clone, Debug)]
pub struct Reading {
    inputs: Vec<Input>,
    states: Vec<State>,
    project: Project,
    /// What the engine has asked for, and [`Reading::step`] has not yet looked at.
    asked: VecDeque<FileId>,
    configs: Arc<Configs>,
    /// The files that were changed last, the latest behind: an edit parses little of them again.
    changed: Vec<(FileId, Arc<Parsed>)>,
}

/// How many changed files are kept parsed.
const MOST_CHANGED: usize = 4;

impl Reading {
    /// A reading of inputs of which nothing is known yet.
    pub fn new(inputs: Vec<Input>, configs: Arc<Configs>) -> Self {
        let project = Project::new(inputs.iter().map(|input| engine_path(&input.origin)), Strategy::default());
        let states = vec![State::default(); inputs.len()];
        Self { inputs, states, project, asked: VecDeque::new(), changed: Vec::new(), configs }
    }

    /// Asks for the other ways to repair what is found, too.
    pub fn offer_alternatives(&mut self) {
        self.project.offer_alternatives();
    }

    /// Every file, in the order of the inputs.
    pub fn files(&self) -> Vec<FileId> {
        (0..self.inputs.len() as u32).map(FileId).collect()
    }

    /// The inputs.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// What the engine knows.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// A file as it was parsed, which is done now where that is not known from its last change; none where it has not
    /// been looked at.
    pub fn parsed(&self, file: FileId) -> Option<Arc<Parsed>> {
        let source = self.project.source(file)?;
        let mut changed = self.changed.iter().filter(|(changed, _)| *changed == file).map(|(_, parsed)| parsed);
        let known = changed.find(|parsed| *parsed.source() == **source).cloned();
        Some(known.unwrap_or_else(|| Arc::new(Parsed::new(source))))
    }

    /// Whether a file could be read.
    pub fn is_read(&self, file: FileId) -> bool {
        self.states.get(file.index()).is_some_and(|state| state.is_read)
    }

    /// What could not be done with a file.
    pub fn failures(&self, file: FileId) -> &[Failure] {
        self.states.get(file.index()).map(|state| state.failures.as_slice()).unwrap_or_default()
    }

    /// Notes that something could not be done with a file.
    pub fn fail(&mut self, file: FileId, failure: Failure) {
        if let Some(state) = self.states.get_mut(file.index()) {
            state.failures.push(failure);
        }
    }

    /// What came from standard input; a second call answers nothing.
    pub fn take_bytes(&mut self, file: FileId) -> Option<Vec<u8>> {
        self.states.get_mut(file.index())?.bytes.take()
    }

    /// Puts a new source in the place of one that was looked at.
    pub fn replace(&mut self, file: FileId, source: Source) {
        self.project.replace(file, source);
    }

    /// Reads every input once.
    pub fn glance(&mut self) {
        let files = self.files();
        let (project, inputs) = (&self.project, &self.inputs);
        let seen = pool::map(&files, |file| guarded(|| glance(project, *file, &inputs[file.index()].origin)));
        for (file, seen) in files.into_iter().zip(seen) {
            let (state, glance) = match seen {
                Ok((state, glance)) => (state, glance),
                Err(failure) => (State { failures: vec![failure], ..State::default() }, None),
            };
            self.states[file.index()] = state;
            if let Some(glance) = glance {
                self.project.notice(file, glance);
            }
        }
    }

    /// Looks at files until the engine asks for no more.
    pub fn settle(&mut self) {
        loop {
            let files = self.project.next_files();
            if files.is_empty() {
                break;
            }
            self.look_at(files);
        }
    }

    /// Adds a file.
    pub fn add(&mut self, input: Input) -> FileId {
        let file = self.project.add_file(&engine_path(&input.origin));
        self.inputs.push(input);
        self.states.push(State::default());
        file
    }

    /// Takes a new text of a file, and looks at it at once, whatever it mentions: somebody is looking at it, too. What
    /// that means for others shows with [`Reading::step`].
    pub fn change(&mut self, file: FileId, source: Arc<Source>) {
        let Some(state) = self.states.get_mut(file.index()) else { return };
        *state = State { is_read: true, ..State::default() };
        let bytes = source.text().as_bytes();
        self.project.renew(file, self.project.glance(file, bytes));
        if !self.configure(file) {
            return;
        }
        let known = self.changed.iter().position(|(changed, _)| *changed == file);
        let known = known.map(|at| self.changed.remove(at).1).and_then(Arc::into_inner);
        let project = &self.project;
        let looked = guarded(|| {
            let parsed = known.map_or_else(|| Parsed::new(&source), |known| known.after(&source));
            Ok((project.look_at(file, &parsed), parsed))
        });
        match looked {
            Ok((look, parsed)) => {
                self.project.keep(vec![(file, source, look)]);
                if self.changed.len() == MOST_CHANGED {
                    self.changed.remove(0);
                }
                self.changed.push((file, Arc::new(parsed)));
            }
            Err(failure) => self.fail(file, failure),
        }
    }

    /// Whether nothing is left for [`Reading::step`].
    pub fn is_settled(&self) -> bool {
        self.asked.is_empty() && self.project.is_settled()
    }

    /// Looks at one of the files that the engine asks for; answers whether there was one.
    pub fn step(&mut self) -> bool {
        if self.asked.is_empty() {
            self.asked.extend(self.project.next_files());
        }
        match self.asked.pop_front() {
            Some(file) => {
                self.look_at(vec![file]);
                true
            }
            None => false,
        }
    }

    /// Fixes file by file, until nothing is left to fix: a fix can show a finding in another file.
    /// Which fixes are taken is for the settings of each file to say.
    pub fn fix(&mut self) {
        self.fix_by(|project, file| project.settings(file).policy);
    }

    /// The same with the fixes of one policy, whatever the settings say.
    pub fn fix_with(&mut self, policy: FixPolicy) {
        self.fix_by(|_, _| policy);
    }

    fn fix_by(&mut self, policy: impl Fn(&Project, FileId) -> FixPolicy + Sync) {
        loop {
            let (mut files, project) = (self.files(), &self.project);
            let policy = |file: FileId| policy(project, file);
            files.retain(|file| self.failures(*file).is_empty() && project.is_fixable(*file, policy(*file)));
            let fixed = pool::map(&files, |file| guarded(|| fix(project, *file, policy(*file))));
            let mut changed = false;
            for (file, fixed) in files.into_iter().zip(fixed) {
                match fixed {
                    Ok(Some(source)) => {
                        self.project.replace(file, source);
                        changed = true;
                    }
                    Ok(None) => {}
                    Err(failure) => self.fail(file, failure),
                }
            }
            if !changed {
                break;
            }
            self.settle();
        }
    }

    /// Looks at files, and keeps what that shows.
    fn look_at(&mut self, mut files: Vec<FileId>) {
        files.retain(|file| self.configure(*file));
        let (project, states, inputs, changed) = (&self.project, &self.states, &self.inputs, &self.changed);
        let looks = pool::map(&files, |file| {
            let (state, input) = (&states[file.index()], &inputs[file.index()]);
            let parsed = changed.iter().find(|(changed, _)| changed == file).map(|(_, parsed)| &**parsed);
            guarded(|| look(project, *file, state, &input.origin, parsed))
        });
        let mut seen = Vec::new();
        for (file, look) in files.into_iter().zip(looks) {
            match look {
                Ok(Some((source, look))) => seen.push((file, source, look)),
                Ok(None) => {}
                Err(failure) => self.fail(file, failure),
            }
        }
        self.project.keep(seen);
    }

    /// Tells the engine what holds for a file, and answers whether that is known: what has a wrong configuration is
    /// left alone.
    fn configure(&mut self, file: FileId) -> bool {
        let origin = self.inputs.get(file.index()).map(|input| &input.origin);
        let Some(Origin::File(path) | Origin::Stdin(path)) = origin else { return true };
        let settings = self.configs.settings(path);
        let is_known = settings.is_some();
        if let Some(settings) = settings {
            self.project.configure(file, settings);
        }
        is_known
    }
}

/// The path of an input as the engine takes it.
fn engine_path(origin: &Origin) -> String {
    match origin {
        Origin::File(path) | Origin::Stdin(path) => {
            let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            parts.join("/").replacen("//", "/", 1)
        }
        Origin::Lost(_) => String::new(),
    }
}

/// Runs a step of the engine. A panic there is a defect of mpfix, but the other files are still worth their answer;
/// what the step has come to is dropped, so no broken state is seen.
///
/// # Errors
/// Those of the step, and a panic.
pub fn guarded<R>(step: impl FnOnce() -> Result<R, Failure>) -> Result<R, Failure> {
    panic::catch_unwind(AssertUnwindSafe(step)).unwrap_or_else(|payload| Err(Failure::internal(payload.as_ref())))
}

/// Reads an input, and what its bytes say without being parsed.
fn glance(project: &Project, file: FileId, origin: &Origin) -> Result<(State, Option<Glance>), Failure> {
    let bytes = read(origin)?;
    let mut state = State { is_read: true, ..State::default() };
    let glance = project.glance(file, &bytes);
    if glance.mentions_sink() || std::str::from_utf8(&bytes).is_err() {
        match Source::from_bytes(&bytes) {
            Ok(source) => state.source = glance.may_send().then(|| Arc::new(source)),
            Err(error) => state.failures.push(Failure::undecodable(&bytes, &error)),
        }
    }
    let is_decodable = state.failures.is_empty();
    if matches!(origin, Origin::Stdin(_)) {
        state.bytes = Some(bytes);
    }
    Ok((state, is_decodable.then_some(glance)))
}

/// Reads an input.
///
/// # Errors
/// When it can't be read.
pub fn read(origin: &Origin) -> Result<Vec<u8>, Failure> {
    let result = match origin {
        Origin::File(path) => fs::read(path),
        Origin::Stdin(_) => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
        Origin::Lost(reason) => return Err(Failure::unreadable(reason)),
    };
    result.map_err(|error| Failure::unreadable(&failure::reason(&error)))
}

/// Looks at a file, where it is worth a look; it may have been parsed already.
fn look(
    project: &Project,
    file: FileId,
    state: &State,
    origin: &Origin,
    parsed: Option<&Parsed>,
) -> Result<Option<(Arc<Source>, Look)>, Failure> {
    if !state.failures.is_empty() && project.source(file).is_none() {
        return Ok(None);
    }
    let source = match project.source(file).or(state.source.as_ref()) {
        Some(source) => source.clone(),
        None => {
            let bytes = match &state.bytes {
                Some(bytes) => bytes.clone(),
                None => read(origin)?,
            };
            if !project.wants(file, &bytes) {
                return Ok(None);
            }
            Arc::new(Source::from_bytes(&bytes).map_err(|error| Failure::undecodable(&bytes, &error))?)
        }
    };
    let look = match parsed.filter(|parsed| *parsed.source() == *source) {
        Some(parsed) => project.look_at(file, parsed),
        None => project.look(file, &source),
    };
    Ok(Some((source, look)))
}

fn fix(project: &Project, file: FileId, policy: FixPolicy) -> Result<Option<Source>, Failure> {
    let Some((source, _)) = project.fix(file, policy) else { return Ok(None) };
    match source.to_bytes() {
        Ok(_) => Ok(Some(source)),
        Err(error) => Err(Failure::new(error.to_string())),
    }
}
