//! The `mpfix` program: parse the arguments, call the door, return the exit code.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A parser and a model of names are made of small pieces; the allocator of the system costs a fifth of the time more.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    mpfix::cli::main(mpfix::lsp::main)
}
