//! An editor without a screen: a client of the language server in the same process, with a model of its own of the
//! texts, strict about every position and version that it is given.

use std::collections::BTreeMap;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a `character` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Utf8,
    Utf16,
    Utf32,
}

impl Unit {
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    fn of(self, char: char) -> usize {
        match self {
            Self::Utf8 => char.len_utf8(),
            Self::Utf16 => char.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// The parts of a text between line ends, each with its end.
fn lines(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        let length = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        found.push(&rest[..at + length]);
        rest = &rest[at + length..];
    }
    found.push(rest);
    found
}

/// The byte offset of a position: strictly, or as the protocol wants odd ones understood.
pub fn offset(text: &str, unit: Unit, position: &Value, strict: bool) -> usize {
    let (row, mut left) = (number(&position["line"]), number(&position["character"]));
    let lines = lines(text);
    let Some(line) = lines.get(row) else {
        assert!(!strict, "line {row} of {}", lines.len());
        return text.len();
    };
    let start: usize = lines[..row].iter().map(|line| line.len()).sum();
    let content = line.trim_end_matches(['\n', '\r']);
    for (at, char) in content.char_indices() {
        if left == 0 {
            return start + at;
        }
        if left < unit.of(char) {
            assert!(!strict, "inside a character of {content:?}");
            return start + at;
        }
        left -= unit.of(char);
    }
    assert!(left == 0 || !strict, "{left} behind the end of {content:?}");
    start + content.len()
}

/// The position of a byte offset.
pub fn position(text: &str, unit: Unit, offset: usize) -> Value {
    let before = lines(&text[..offset]);
    // A `\r` before and a `\n` behind the offset are one line end.
    let last = before.last().copied().unwrap_or_default();
    let character: usize = last.chars().map(|char| unit.of(char)).sum();
    json!({ "line": before.len() - 1, "character": character })
}

/// A text after edits of the server, which must be disjoint and inside it.
pub fn applied(text: &str, unit: Unit, edits: &[Value]) -> String {
    let span = |edit: &Value| {
        let at = |end: &str| offset(text, unit, &edit["range"][end], true);
        (at("start"), at("end"))
    };
    let mut sorted: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let (start, end) = span(edit);
            (start, end, edit["newText"].as_str().expect("a text"))
        })
        .collect();
    sorted.sort_by_key(|(start, end, _)| (*start, *end));
    let (mut result, mut done) = (String::new(), 0);
    for (start, end, new) in sorted {
        assert!(done <= start && start <= end, "overlapping edits in {edits:?}");
        result.push_str(&text[done..start]);
        result.push_str(new);
        done = end;
    }
    result + &text[done..]
}

pub fn number(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).expect("a number")
}

/// A connection to a server, and what it has said.
pub struct Editor {
    connection: Option<Connection>,
    server: Option<JoinHandle<u8>>,
    unit: Unit,
    requests: i32,
    /// The newest diagnostics that were pushed for each document.
    pub pushed: BTreeMap<String, Value>,
    /// Requests of the server, which are all answered with `null`.
    pub asked: Vec<Request>,
    /// All other notifications.
    pub notified: Vec<Notification>,
}

impl Editor {
    /// A server that knows nothing yet.
    pub fn start(unit: Unit) -> Self {
        let (connection, other) = Connection::memory();
        let serve = move || mpfix::lsp::serve(other);
        let server = thread::Builder::new().stack_size(64 << 20).spawn(serve).expect("a thread");
        let (pushed, asked, notified) = (BTreeMap::new(), Vec::new(), Vec::new());
        let (connection, server) = (Some(connection), Some(server));
        Self { connection, server, unit, requests: 0, pushed, asked, notified }
    }

    /// A server that was told what the client can do.
    pub fn open(unit: Unit, capabilities: Value) -> Self {
        Self::open_in(unit, capabilities, &Value::Null)
    }

    /// The same with folders of a workspace.
    pub fn open_in(unit: Unit, mut capabilities: Value, folders: &Value) -> Self {
        let mut editor = Self::start(unit);
        capabilities["general"] = json!({ "positionEncodings": [unit.name()] });
        let params = json!({ "processId": null, "capabilities": capabilities, "workspaceFolders": folders });
        let result = editor.request("initialize", params).expect("a result");
        assert_eq!(result["capabilities"]["positionEncoding"], unit.name());
        editor.notify("initialized", json!({}));
        editor
    }

    pub fn send(&self, message: Message) {
        let connection = self.connection.as_ref().expect("a connection");
        connection.sender.send(message).expect("the server listens");
    }

    pub fn notify(&self, method: &str, params: Value) {
        self.send(Message::Notification(Notification { method: method.to_owned(), params }));
    }

    /// Sends a request, without waiting.
    pub fn ask(&mut self, method: &str, params: Value) -> RequestId {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        self.send(Message::Request(Request { id: id.clone(), method: method.to_owned(), params }));
        id
    }

    /// Sends a request and waits for its answer: the result, or the code of the error.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, i32> {
        let id = self.ask(method, params);
        self.answer(&id)
    }

    /// Waits for the answer to a request.
    pub fn answer(&mut self, id: &RequestId) -> Result<Value, i32> {
        loop {
            match self.receive() {
                Message::Response(Response { id: answered, response_result }) => {
                    assert_eq!(answered, *id, "answers come in the order of the requests");
                    return response_result.map_err(|error| error.code);
                }
                other => self.take(other),
            }
        }
    }

    /// Waits for the next answer, to whatever request.
    pub fn any_answer(&mut self) -> (RequestId, Result<Value, i32>) {
        loop {
            match self.receive() {
                Message::Response(Response { id, response_result }) => {
                    return (id, response_result.map_err(|error| error.code));
                }
                other => self.take(other),
            }
        }
    }

    /// Waits until the folders are read, and all that a change means for other files is known.
    pub fn wait_until_settled(&mut self) {
        let is_busy = |editor: &mut Self| {
            let info = editor.request("workspace/executeCommand", json!({ "command": "mpfix.debugInfo" }));
            let info = info.expect("a result");
            info["isIndexing"] == true || info["isSettled"] == false
        };
        while is_busy(self) {
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits until the server has pushed diagnostics for this version of a document.
    pub fn diagnostics(&mut self, uri: &str, version: i32) -> Vec<Value> {
        loop {
            if let Some(pushed) = self.pushed.get(uri).filter(|pushed| pushed["version"] == version) {
                return pushed["diagnostics"].as_array().expect("a list").clone();
            }
            let message = self.receive();
            self.take(message);
        }
    }

    /// Takes what the server says of itself, until a condition holds.
    pub fn wait_until(&mut self, mut holds: impl FnMut(&Self) -> bool) {
        while !holds(self) {
            let message = self.receive();
            self.take(message);
        }
    }

    fn receive(&self) -> Message {
        let connection = self.connection.as_ref().expect("a connection");
        connection.receiver.recv_timeout(PATIENCE).expect("the server answers")
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Request(request) => {
                self.send(Message::Response(Response::new_ok(request.id.clone(), Value::Null)));
                self.asked.push(request);
            }
            Message::Notification(notification) if notification.method == "textDocument/publishDiagnostics" => {
                let uri = notification.params["uri"].as_str().expect("a name").to_owned();
                self.pushed.insert(uri, notification.params);
            }
            Message::Notification(notification) => self.notified.push(notification),
            Message::Response(response) => panic!("nobody waits for {response:?}"),
        }
    }

    pub fn did_open(&self, uri: &str, version: i32, text: &str) {
        let document = json!({ "uri": uri, "languageId": "python", "version": version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn did_change(&self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// The code actions at a range.
    pub fn actions(&mut self, uri: &str, range: Value, only: &[&str]) -> Vec<Value> {
        let mut context = json!({ "diagnostics": [] });
        if !only.is_empty() {
            context["only"] = json!(only);
        }
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        let found = self.request("textDocument/codeAction", params).expect("a result");
        found.as_array().expect("a list").clone()
    }

    /// The edits of an action for one document, resolved where they have to be.
    pub fn edits(&mut self, action: &Value, uri: &str, version: i32) -> Vec<Value> {
        let action = match action.get("edit") {
            Some(_) => action.clone(),
            None => self.request("codeAction/resolve", action.clone()).expect("the edit"),
        };
        edits_in(&action["edit"], uri, version)
    }

    /// A text after changes that the client makes, and the changes for the server.
    pub fn change(&self, text: &str, start: usize, end: usize, new: &str) -> (String, Value) {
        let at = |offset| position(text, self.unit, offset);
        let change = json!({ "range": { "start": at(start), "end": at(end) }, "text": new });
        (format!("{}{new}{}", &text[..start], &text[end..]), change)
    }

    pub fn applied(&self, text: &str, edits: &[Value]) -> String {
        applied(text, self.unit, edits)
    }

    /// Ends the server as the protocol wants it; answers its exit code.
    pub fn close(mut self) -> u8 {
        assert_eq!(self.request("shutdown", Value::Null), Ok(Value::Null));
        self.notify("exit", Value::Null);
        self.ended()
    }

    /// Closes the connection, if need be, and answers the exit code of the server.
    pub fn ended(mut self) -> u8 {
        self.connection = None;
        self.server.take().expect("a server").join().expect("the server does not panic")
    }
}

/// The edits of a workspace edit for one document.
pub fn edits_in(edit: &Value, uri: &str, version: i32) -> Vec<Value> {
    if let Some(changes) = edit["documentChanges"].as_array() {
        let mut of_document = changes.iter().filter(|change| change["textDocument"]["uri"] == uri);
        let change = of_document.next().expect("the document");
        assert!(of_document.next().is_none(), "each document once");
        assert_eq!(change["textDocument"]["version"], version);
        return change["edits"].as_array().expect("a list").clone();
    }
    edit["changes"][uri].as_array().expect("the document").clone()
}
