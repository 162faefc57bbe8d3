//! The language server: findings, fixes and explanations in the editor, over the Language Server Protocol (3.18) on
//! standard input and output. Open documents are the truth; what is on the disk fills in for the rest.

mod position;
mod uri;
mod client;
mod document;
mod workspace;
mod params;
mod edits;
mod diagnostic;
mod hover;
mod action;
mod command;
mod answer;
mod settings;
mod stdio;
mod server;

use std::process::ExitCode;
use std::thread::Builder;

pub use server::serve;

/// Bytes of stack for the server: code nested thousands of levels deep must not end it.
const STACK: usize = 64 << 20;

/// Serves the client that has started this process, until it says `exit` or goes away.
pub fn main() -> ExitCode {
    let served = stdio::connect().and_then(|(connection, writer)| {
        let server = Builder::new().name("server".to_owned()).stack_size(STACK).spawn(move || serve(connection))?;
        let code = server.join().unwrap_or(server::FAILED);
        // Everything that was said is written before the process ends.
        let _ = writer.join();
        Ok(code)
    });
    match served {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("mpfix: the server can't start: {error}");
            ExitCode::from(server::FAILED)
        }
    }
}
