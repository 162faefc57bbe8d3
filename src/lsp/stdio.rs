//! The wire: messages on standard input and output. A message that can't be understood is skipped, not the end; the
//! server never waits for a client that does not read.

use std::io::{self, BufRead, BufWriter, ErrorKind, Write};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, unbounded};
use lsp_server::{Connection, Message};

/// A connection to the client that has started this process, and the thread that writes to it: it ends when the
/// connection is dropped and everything is written.
pub fn connect() -> io::Result<(Connection, JoinHandle<()>)> {
    let (sender, outgoing) = unbounded();
    let (incoming, receiver) = unbounded();
    thread::Builder::new().name("reader".to_owned()).spawn(move || read(io::stdin().lock(), &incoming))?;
    let writer =
        thread::Builder::new().name("writer".to_owned()).spawn(move || write(&outgoing, io::stdout().lock()))?;
    Ok((Connection { sender, receiver }, writer))
}

/// Hands on messages until the input ends or nobody listens any more.
fn read(mut input: impl BufRead, messages: &Sender<Message>) {
    loop {
        match Message::read(&mut input) {
            Ok(Some(message)) => {
                if messages.send(message).is_err() {
                    return;
                }
            }
            Ok(None) => return,
            // Its bytes are consumed: the next message starts behind them.
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                eprintln!("mpfix: a message that can't be understood is skipped: {error}");
            }
            Err(_) => return,
        }
    }
}

fn write(messages: &Receiver<Message>, output: impl Write) {
    let mut output = BufWriter::new(output);
    for message in messages {
        // A client that has gone needs no answer.
        if message.write(&mut output).and_then(|()| output.flush()).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_makes_no_sense_is_skipped() {
        let framed = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let bad = framed("{\"id\": [1.5]}");
        let good = framed("{\"jsonrpc\": \"2.0\", \"method\": \"exit\"}");
        let (sender, receiver) = unbounded();
        read(format!("{bad}rubbish\r\n\r\n{good}").as_bytes(), &sender);
        drop(sender);
        let messages: Vec<Message> = receiver.iter().collect();
        assert!(matches!(&messages[..], [Message::Notification(one)] if one.method == "exit"), "{messages:?}");
    }
}
