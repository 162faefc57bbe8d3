//! The two streams: whether they take color, how wide they are, and what a closed pipe means.

use std::io::{self, ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};
use terminal_size::{Height, Width, terminal_size_of};

use super::options::Color;
use super::report::{Coloring, Style};

/// Standard output and standard error.
pub struct Output {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    /// Whether standard output can still be written.
    state: State,
}

/// What has become of standard output.
#[derive(Debug)]
pub enum State {
    /// It takes what is written.
    Open,
    /// Nobody reads it any more, as after `mpfix | head`; that is not an error.
    Closed,
    /// It can't be written, for another reason.
    Broken(io::Error),
}

/// How reports look on the two streams.
#[derive(Debug)]
pub struct Styles {
    /// On standard output.
    pub out: Style,
    /// On standard error.
    pub err: Style,
    /// Whether standard output takes color.
    pub out_coloring: Coloring,
}

impl Output {
    /// Opens the streams, and says how reports look on them.
    pub fn new(color: Color) -> (Self, Styles) {
        match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
        .write_global();
        let (out, err) = (io::stdout(), io::stderr());
        let (out_choice, err_choice) = (AutoStream::choice(&out), AutoStream::choice(&err));
        let (out_width, err_width) = (columns(terminal_size_of(&out)), columns(terminal_size_of(&err)));
        let styles = Styles {
            out: Style::new(coloring(out_choice), out_width),
            err: Style::new(coloring(err_choice), err_width),
            out_coloring: coloring(out_choice),
        };
        // Without color the bytes go out as they are: a diff may hold escape sequences of its own.
        let out: Box<dyn Write> = match coloring(out_choice) {
            Coloring::Styled => Box::new(AutoStream::new(out, out_choice).lock()),
            Coloring::Plain => Box::new(out.lock()),
        };
        // Not locked: a panic in a worker writes there, too.
        let err: Box<dyn Write> = match coloring(err_choice) {
            Coloring::Styled => Box::new(AutoStream::new(err, err_choice)),
            Coloring::Plain => Box::new(err),
        };
        (Self { out, err, state: State::Open }, styles)
    }

    /// Writes to standard output.
    pub fn out(&mut self, bytes: &[u8]) {
        if !matches!(self.state, State::Open) || bytes.is_empty() {
            return;
        }
        match self.out.write_all(bytes).and_then(|()| self.out.flush()) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.state = State::Closed,
            Err(error) => self.state = State::Broken(error),
        }
    }

    /// Writes to standard error. Where that fails, there is no place left to say so.
    pub fn err(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
    }

    /// What has become of standard output.
    pub fn state(&self) -> &State {
        &self.state
    }
}

fn coloring(choice: ColorChoice) -> Coloring {
    if choice == ColorChoice::Never { Coloring::Plain } else { Coloring::Styled }
}

/// How wide a terminal is; none where the stream is no terminal.
fn columns(size: Option<(Width, Height)>) -> Option<usize> {
    size.map(|(Width(columns), _)| usize::from(columns))
}
