//! mpfix makes Python's multiprocessing code work under every start method.
//!
//! The library is a pure function from Python sources to findings and edits: it reads nothing, prints nothing and
//! does not fail. A module imports only modules listed above it.

pub mod spelling;
pub mod text;
pub mod syntax;
pub mod module;
pub mod edit;
pub mod finding;
pub mod index;
pub mod value;
pub mod sink;
mod suppression;
mod project;
pub mod lift;
mod fork;
pub mod config;
pub mod rules;
pub mod engine;
pub mod diff;
pub mod disk;
pub mod cli;
pub mod lsp;
