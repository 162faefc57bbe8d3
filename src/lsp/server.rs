//! The loop: messages in their order, and what is left to do when there is none. Everything runs on one thread but the
//! reading of whole folders, so that every answer is about the text that the client had when it asked.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::thread::Builder;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, TryRecvError, bounded, never, select};
use gen_lsp_types::{CodeAction, Diagnostic};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::action::{self, Later, Place, Trigger, Wanted};
use super::answer::{self, Failure, answer, notification, parameters, request};
use super::client::{self, Client};
use super::command;
use super::diagnostic::{self, View};
use super::document::{Document, Documents};
use super::edits::{self, Trust};
use super::hover;
use super::params;
use super::settings;
use super::uri;
use super::workspace::Workspace;
use crate::config::Config;

/// The exit code of a server that was not shut down.
pub const FAILED: u8 = 1;

/// After how long a reading of folders shows that it goes on.
const PATIENCE: Duration = Duration::from_secs(1);

/// The name of the progress of a reading.
const PROGRESS: &str = "mpfix/index";

/// The request whose answer is the client's settings.
const CONFIGURATION: &str = "mpfix/configuration";

/// Where in its life the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Life {
    /// Before `initialize`.
    New,
    /// Answering.
    Running,
    /// After `shutdown`.
    ShutDown,
}

/// A reading of the folders that goes on in the background.
#[derive(Debug)]
struct Indexing {
    done: Receiver<Workspace>,
    since: Instant,
    is_shown: bool,
}

/// What the server waits for.
enum Event {
    Message(Message),
    Closed,
    Indexed(Option<Box<Workspace>>),
    Slow,
}

struct Server {
    connection: Connection,
    life: Life,
    client: Client,
    /// The client's settings as they came.
    settings: Value,
    /// The same as a configuration.
    config: Config,
    documents: Documents,
    workspace: Workspace,
    indexing: Option<Indexing>,
    /// The folders have changed while they were read.
    is_outdated: bool,
    /// Messages that have come and are not yet looked at.
    queue: VecDeque<Message>,
    is_closed: bool,
    /// Whether open documents may have other diagnostics than the client knows.
    has_news: bool,
    /// What the client was told last of each document: version and diagnostics.
    told: FxHashMap<String, (i32, Vec<Diagnostic>)>,
    /// How many requests the server has made.
    requests: u32,
}

/// Serves a client until it says `exit` or goes away; answers the exit code.
pub fn serve(connection: Connection) -> u8 {
    let mut server = Server {
        connection,
        life: Life::New,
        client: Client::default(),
        settings: Value::Null,
        config: Config::default(),
        documents: Documents::default(),
        workspace: Workspace::empty(Config::default()),
        indexing: None,
        is_outdated: false,
        queue: VecDeque::new(),
        is_closed: false,
        has_news: false,
        told: FxHashMap::default(),
        requests: 0,
    };
    server.run()
}

impl Server {
    fn run(&mut self) -> u8 {
        loop {
            self.take_waiting();
            if let Some(message) = self.queue.pop_front() {
                if let Some(code) = self.handle(message) {
                    return code;
                }
            } else if self.is_closed {
                return self.exit_code();
            } else if !self.do_something() {
                match self.wait() {
                    Event::Message(message) => self.queue.push_back(message),
                    Event::Closed => self.is_closed = true,
                    Event::Indexed(workspace) => self.indexed(workspace),
                    Event::Slow => self.show_progress(),
                }
            }
        }
    }

    /// 0 only after `shutdown`, as the protocol has it.
    fn exit_code(&self) -> u8 {
        if self.life == Life::ShutDown { 0 } else { FAILED }
    }

    /// Takes every message that has come, so that what is cancelled is not begun.
    fn take_waiting(&mut self) {
        loop {
            match self.connection.receiver.try_recv() {
                Ok(message) => self.take(message),
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => {
                    self.is_closed = true;
                    return;
                }
            }
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Notification(Notification { method, params }) if method == "$/cancelRequest" => {
                let Ok(params::Cancel { id }) = parameters(params) else { return };
                let is_meant = |message: &Message| matches!(message, Message::Request(request) if request.id == id);
                if let Some(at) = self.queue.iter().position(is_meant) {
                    self.queue.remove(at);
                    let cancelled = Failure::new(ErrorCode::RequestCanceled, "cancelled");
                    self.send(answer(id, Err(cancelled)));
                }
            }
            message => self.queue.push_back(message),
        }
    }

    /// Does one thing that nobody waits for; answers whether there was one.
    fn do_something(&mut self) -> bool {
        if self.life != Life::Running {
            return false;
        }
        if self.workspace.update(&self.documents) {
            self.has_news = true;
        }
        if self.has_news {
            self.has_news = false;
            self.tell();
            return true;
        }
        // What other files make of a change shows when all of them are looked at.
        let is_done = !self.workspace.step();
        if is_done && self.workspace.take_settled() {
            self.has_news = true;
        }
        !is_done || self.has_news
    }

    fn wait(&mut self) -> Event {
        let (done, deadline) = match &self.indexing {
            Some(indexing) if !indexing.is_shown => (indexing.done.clone(), Some(indexing.since + PATIENCE)),
            Some(indexing) => (indexing.done.clone(), None),
            None => (never(), None),
        };
        let slow = deadline.map_or_else(never, crossbeam_channel::at);
        select! {
            recv(self.connection.receiver) -> message => message.map_or(Event::Closed, Event::Message),
            recv(done) -> workspace => Event::Indexed(workspace.ok().map(Box::new)),
            recv(slow) -> _ => Event::Slow,
        }
    }

    fn send(&self, message: Message) {
        // A client that has gone shows as the end of its messages.
        let _ = self.connection.sender.send(message);
    }

    fn ask(&mut self, name: &str, method: &str, params: Value) {
        self.requests += 1;
        self.send(request(format!("{name}/{}", self.requests), method, params));
    }

    /// Handles a message; answers the exit code where it is the last one.
    fn handle(&mut self, message: Message) -> Option<u8> {
        match message {
            Message::Request(Request { id, method, params }) => self.handle_request(id, &method, params),
            Message::Response(response) => self.handle_response(response),
            Message::Notification(Notification { method, .. }) if method == "exit" => return Some(self.exit_code()),
            Message::Notification(_) if self.life != Life::Running => {}
            Message::Notification(Notification { method, params }) => {
                match self.guarded(|server| server.notified(&method, params)) {
                    Ok(()) => {}
                    Err(failure) => self.log(&format!("{method}: {failure}")),
                }
            }
        }
        None
    }

    fn handle_request(&mut self, id: RequestId, method: &str, params: Value) {
        let result = match (self.life, method) {
            (Life::New, "initialize") => Ok(self.initialize(&params)),
            (Life::New, _) => Err(Failure::new(ErrorCode::ServerNotInitialized, "`initialize` comes first")),
            (_, "initialize") => Err(Failure::new(ErrorCode::InvalidRequest, "`initialize` comes only once")),
            (Life::ShutDown, _) => Err(Failure::new(ErrorCode::InvalidRequest, "the server is shut down")),
            (Life::Running, "shutdown") => {
                self.life = Life::ShutDown;
                Ok(Value::Null)
            }
            (Life::Running, _) => self.guarded(|server| server.answered(method, params)),
        };
        self.send(answer(id, result));
    }

    /// Runs a step; a panic there is a defect of mpfix, and the server lives on.
    fn guarded<R>(&mut self, step: impl FnOnce(&mut Self) -> Result<R, Failure>) -> Result<R, Failure> {
        panic::catch_unwind(AssertUnwindSafe(|| step(self))).unwrap_or_else(|_| {
            Err(Failure::new(ErrorCode::InternalError, "an error in mpfix itself, please report it"))
        })
    }

    fn log(&self, message: &str) {
        self.send(notification("window/logMessage", json!({ "type": 2, "message": format!("mpfix: {message}") })));
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.client = Client::new(params);
        self.life = Life::Running;
        let client = &self.client;
        let mut capabilities = json!({
            "positionEncoding": client.encoding.name(),
            "textDocumentSync": { "openClose": true, "change": 2 },
            "hoverProvider": true,
            "codeActionProvider": true,
            "executeCommandProvider": { "commands": [action::APPLY, command::FIX_WORKSPACE, command::DEBUG] },
            "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
        });
        if client.action_literals {
            let kinds = [action::QUICK_FIX, action::LIFT, action::FIX_ALL];
            capabilities["codeActionProvider"] =
                json!({ "codeActionKinds": kinds, "resolveProvider": client.resolves_edits });
        }
        if client.pulls_diagnostics {
            capabilities["diagnosticProvider"] =
                json!({ "identifier": "mpfix", "interFileDependencies": true, "workspaceDiagnostics": false });
        }
        let version = env!("CARGO_PKG_VERSION");
        json!({ "capabilities": capabilities, "serverInfo": { "name": "mpfix", "version": version } })
    }

    fn initialized(&mut self) {
        if self.client.watches_files {
            let watchers =
                ["**/*.{py,pyi,pyw}", "**/{pyproject,mpfix}.toml"].map(|glob| json!({ "globPattern": glob }));
            let method = "workspace/didChangeWatchedFiles";
            let options = json!({ "watchers": watchers });
            let registration = json!({ "id": "mpfix/files", "method": method, "registerOptions": options });
            self.ask("mpfix/register", "client/registerCapability", json!({ "registrations": [registration] }));
        }
        if self.client.configuration {
            self.ask(CONFIGURATION, "workspace/configuration", json!({ "items": [{ "section": "mpfix" }] }));
        }
        self.index();
    }

    /// Reads the open folders in the background.
    fn index(&mut self) {
        if self.indexing.is_some() {
            self.is_outdated = true;
            return;
        }
        self.is_outdated = false;
        if self.client.folders.is_empty() {
            return self.renew(Workspace::empty(self.config.clone()));
        }
        let (sender, done) = bounded(1);
        let (folders, config): (Vec<PathBuf>, Config) = (self.client.folders.clone(), self.config.clone());
        let read = move || {
            // Who has given up waits no longer.
            let _ = sender.send(Workspace::read(&folders, config));
        };
        match Builder::new().name("index".to_owned()).spawn(read) {
            Ok(_) => self.indexing = Some(Indexing { done, since: Instant::now(), is_shown: false }),
            Err(error) => self.log(&format!("the folders can't be read: {error}")),
        }
    }

    fn indexed(&mut self, workspace: Option<Box<Workspace>>) {
        if self.indexing.take().is_some_and(|indexing| indexing.is_shown) {
            self.send(notification("$/progress", json!({ "token": PROGRESS, "value": { "kind": "end" } })));
        }
        match workspace {
            Some(workspace) => self.renew(*workspace),
            None => self.log("the folders can't be read: an error in mpfix itself, please report it"),
        }
        if self.is_outdated {
            self.index();
        }
    }

    fn renew(&mut self, workspace: Workspace) {
        self.workspace = workspace;
        self.has_news = true;
    }

    fn show_progress(&mut self) {
        if let Some(indexing) = &mut self.indexing {
            indexing.is_shown = self.client.progress;
            indexing.since = Instant::now();
        }
        if self.client.progress {
            self.ask("mpfix/progress", "window/workDoneProgress/create", json!({ "token": PROGRESS }));
            let value = json!({ "kind": "begin", "title": "mpfix: reading the project" });
            self.send(notification("$/progress", json!({ "token": PROGRESS, "value": value })));
        }
    }

    fn handle_response(&mut self, response: Response) {
        let is_configuration = response.id.to_string().trim_matches('"').starts_with(CONFIGURATION);
        if let Ok(Value::Array(settings)) = response.response_result
            && is_configuration
        {
            self.configure(settings.first().unwrap_or(&Value::Null));
        }
    }

    /// Takes the client's settings.
    fn configure(&mut self, settings: &Value) {
        if *settings != self.settings {
            self.settings = settings.clone();
            self.config = settings::config(settings);
            self.index();
        }
    }

    fn notified(&mut self, method: &str, params: Value) -> Result<(), Failure> {
        match method {
            "initialized" => {
                let options = std::mem::take(&mut self.client.options);
                self.configure(&options);
                self.initialized();
            }
            "textDocument/didOpen" => {
                let params::DidOpen { text_document: opened } = parameters(params)?;
                self.documents.open(opened.uri, opened.text, opened.version);
            }
            "textDocument/didChange" => {
                let params::DidChange { text_document, content_changes } = parameters(params)?;
                let version = text_document.version.unwrap_or_default();
                let is_open =
                    self.documents.change(&text_document.uri, &content_changes, version, self.client.encoding);
                if !is_open {
                    return Err(Failure::new(ErrorCode::InvalidParams, "the document is not open"));
                }
            }
            "textDocument/didClose" => {
                let params::OfDocument { text_document } = parameters(params)?;
                self.closed(&text_document.uri);
            }
            "workspace/didChangeConfiguration" => {
                if self.client.configuration {
                    self.ask(CONFIGURATION, "workspace/configuration", json!({ "items": [{ "section": "mpfix" }] }));
                } else {
                    self.configure(params.pointer("/settings/mpfix").unwrap_or(&Value::Null));
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let params::WatchedFiles { changes } = parameters(params)?;
                self.files_changed(&changes);
            }
            "workspace/didChangeWorkspaceFolders" => {
                let params::DidChangeFolders { event } = parameters(params)?;
                let removed: Vec<PathBuf> = event.removed.iter().filter_map(client::folder).collect();
                self.client.folders.retain(|folder| !removed.contains(folder));
                self.client.folders.extend(event.added.iter().filter_map(client::folder));
                self.index();
            }
            // What else a client tells is of no concern here.
            _ => {}
        }
        Ok(())
    }

    fn closed(&mut self, uri: &str) {
        if self.documents.close(uri) {
            self.workspace.close(uri);
            self.told.remove(uri);
            if !self.client.pulls_diagnostics {
                let params = json!({ "uri": uri, "diagnostics": [] });
                self.send(notification("textDocument/publishDiagnostics", params));
            }
        }
    }

    /// Files of the workspace are read again; with new or lost ones, the folders are.
    fn files_changed(&mut self, changes: &[params::WatchedFile]) {
        for path in changes.iter().filter_map(|change| uri::path(&change.uri)) {
            if path.is_file() && self.workspace.has(&path) {
                self.workspace.changed_on_disk(&path);
            } else if self.documents.get(&uri::of_path(&path).unwrap_or_default()).is_none() {
                self.index();
            }
        }
    }

    fn answered(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        match method {
            "textDocument/diagnostic" => {
                let params::OfDocument { text_document } = parameters(params)?;
                let items = self.diagnostics(&text_document.uri);
                Ok(json!({ "kind": "full", "items": items }))
            }
            "textDocument/codeAction" => {
                let params::CodeActions { text_document, range, context } = parameters(params)?;
                let trigger = if context.trigger_kind == Some(2) { Trigger::Automatic } else { Trigger::Invoked };
                let wanted = Wanted { range, only: context.only, trigger };
                Ok(self.actions_as_taken(&text_document.uri, &wanted))
            }
            "codeAction/resolve" => self.resolve(params),
            "textDocument/hover" => {
                let params::Hovering { text_document, position } = parameters(params)?;
                let client = self.client.clone();
                let found = self.with_place(&text_document.uri, |place| {
                    let analysis = place.workspace.analysis(place.view.uri);
                    hover::hover(&client, place.view, &analysis, place.view.positions.offset(position))
                });
                Ok(answer::json(found.flatten()))
            }
            "workspace/executeCommand" => self.execute(parameters(params)?),
            _ => Err(Failure::new(ErrorCode::MethodNotFound, format!("`{method}` is not known here"))),
        }
    }

    /// Calls `work` with an open document, whose text has been looked at.
    fn with_place<R>(&mut self, uri: &str, work: impl FnOnce(Place<'_>) -> R) -> Option<R> {
        if self.workspace.update(&self.documents) {
            self.has_news = true;
        }
        let document = self.documents.get(uri)?;
        let (client, workspace, documents) = (&self.client, &self.workspace, &self.documents);
        let view = view(uri, document, client);
        Some(work(Place { client, workspace, documents, view, version: document.version() }))
    }

    fn diagnostics(&mut self, uri: &str) -> Vec<Diagnostic> {
        let found = self.with_place(uri, |place| {
            let analysis = place.workspace.analysis(place.view.uri);
            diagnostic::diagnostics(place.client, place.workspace, place.view, &analysis)
        });
        found.unwrap_or_default()
    }

    fn actions(&mut self, uri: &str, wanted: &Wanted) -> Vec<CodeAction> {
        self.with_place(uri, |place| action::actions(place, wanted)).unwrap_or_default()
    }

    /// Code actions in the form that the client takes.
    fn actions_as_taken(&mut self, uri: &str, wanted: &Wanted) -> Value {
        if !self.client.action_literals && !self.client.applies_edits {
            // Whatever it would choose, there is no way to do it.
            return Value::Array(Vec::new());
        }
        let actions = self.actions(uri, wanted);
        if self.client.action_literals {
            return answer::json(actions);
        }
        let commands: Vec<_> = actions.iter().filter_map(|each| action::as_command(each, uri, wanted)).collect();
        answer::json(commands)
    }

    /// Completes an action that came without its edit; one that has it stays as it is.
    fn resolve(&mut self, mut resolved: Value) -> Result<Value, Failure> {
        if resolved.get("edit").is_some_and(|edit| !edit.is_null()) {
            return Ok(resolved);
        }
        let later: Option<Later> = action::later(&resolved);
        let Some(later) = later else {
            return Err(Failure::new(ErrorCode::InvalidParams, "the action has no data to be resolved by"));
        };
        let found = self.with_place(&later.uri, |place| {
            let edits = (place.version == later.version).then(|| action::edits_of(place, &later.job))??;
            Some(edits::workspace_edit(place.client, vec![edits], Trust::Safe))
        });
        let edit = found.flatten().ok_or_else(Failure::stale)?;
        match &mut resolved {
            Value::Object(fields) => fields.insert("edit".to_owned(), answer::json(edit)),
            _ => None,
        };
        Ok(resolved)
    }

    fn execute(&mut self, execute: params::Execute) -> Result<Value, Failure> {
        let argument = execute.arguments.into_iter().next().unwrap_or_default();
        match execute.command.as_str() {
            action::APPLY => self.apply(parameters(argument)?),
            command::FIX_WORKSPACE => {
                let params::FixWorkspace { is_unsafe } = parameters(argument)?;
                if self.indexing.is_some() {
                    let message = "the project is still being read, try again in a moment";
                    return Err(Failure::new(ErrorCode::RequestFailed, message));
                }
                self.workspace.update(&self.documents);
                while self.workspace.step() {}
                Ok(answer::json(command::fix_workspace(&self.client, &self.workspace, &self.documents, is_unsafe)))
            }
            command::DEBUG => {
                self.workspace.update(&self.documents);
                Ok(command::debug(&self.client, &self.workspace, &self.documents, self.indexing.is_some()))
            }
            unknown => {
                let message = format!("the command `{unknown}` is not known here");
                Err(Failure::new(ErrorCode::InvalidParams, message))
            }
        }
    }

    /// Has the client apply an action that it took as a command.
    fn apply(&mut self, params::Apply { uri, range, title }: params::Apply) -> Result<Value, Failure> {
        let wanted = Wanted { range, only: None, trigger: Trigger::Invoked };
        let found = self.actions(&uri, &wanted).into_iter().find(|action| action.title == title);
        let edit = found.and_then(|action| action.edit).ok_or_else(Failure::stale)?;
        if !self.client.applies_edits {
            return Err(Failure::new(ErrorCode::RequestFailed, "the client does not let the server apply edits"));
        }
        self.ask("mpfix/apply", "workspace/applyEdit", json!({ "label": title, "edit": edit }));
        Ok(Value::Null)
    }

    /// Tells the client of diagnostics that it does not know: of each document, or that it should ask again.
    fn tell(&mut self) {
        let mut is_news = false;
        for uri in self.documents.uris() {
            let Ok(diagnostics) = self.guarded(|server| Ok(server.diagnostics(&uri))) else { continue };
            let version = self.documents.get(&uri).map_or(0, Document::version);
            let told = (version, diagnostics);
            let before = self.told.get(&uri);
            if before == Some(&told) {
                continue;
            }
            // A client that asks itself has asked for each new version.
            is_news |= before.is_some_and(|(known, _)| *known == version);
            if !self.client.pulls_diagnostics {
                let params = json!({ "uri": uri, "version": version, "diagnostics": told.1 });
                self.send(notification("textDocument/publishDiagnostics", params));
            }
            self.told.insert(uri, told);
        }
        self.has_news = false;
        if is_news && self.client.pulls_diagnostics && self.client.refreshes_diagnostics {
            self.ask("mpfix/refresh", "workspace/diagnostic/refresh", Value::Null);
        }
    }
}

/// An open document as the rest of the server sees it.
fn view<'a>(uri: &'a str, document: &'a Document, client: &Client) -> View<'a> {
    View { uri, text: document.text(), positions: document.positions(client.encoding) }
}
