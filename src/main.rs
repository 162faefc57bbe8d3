//! The `mpfix` program: parse the arguments, call the door, return the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    mpfix::cli::main(mpfix::lsp::main)
}
