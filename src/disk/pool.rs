//! Work on many inputs at once, with the results in the order of the inputs.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, Builder};

/// Bytes of stack for one worker. Code nested thousands of levels deep must not end the process; memory that is not
/// touched costs nothing.
const STACK: usize = 64 << 20;

/// What the workers share.
struct Queue<'a, I, W> {
    inputs: &'a [I],
    work: W,
    next: AtomicUsize,
    stopped: AtomicBool,
}

/// Calls `work` for every input on several threads; answers the results in the order of the inputs.
pub fn map<I: Sync, O: Send>(inputs: &[I], work: impl Fn(&I) -> O + Sync) -> Vec<O> {
    let mut outputs = Vec::with_capacity(inputs.len());
    in_order(inputs, work, |output| {
        outputs.push(output);
        ControlFlow::Continue(())
    });
    outputs
}

/// Calls `work` for every input on several threads, and `take` with each result on this one, in order, as soon as it
/// and all before it are there. Ends early when `take` says so; `work` may have run for later inputs by then.
pub fn in_order<I: Sync, O: Send>(
    inputs: &[I],
    work: impl Fn(&I) -> O + Sync,
    mut take: impl FnMut(O) -> ControlFlow<()>,
) {
    let queue = Queue { inputs, work, next: AtomicUsize::new(0), stopped: AtomicBool::new(false) };
    let (sender, receiver) = mpsc::channel();
    let threads = thread::available_parallelism().map_or(1, usize::from).min(inputs.len());
    thread::scope(|scope| {
        let spawned = (0..threads)
            .filter(|_| {
                let (queue, sender) = (&queue, sender.clone());
                Builder::new().stack_size(STACK).spawn_scoped(scope, move || drain(queue, &sender)).is_ok()
            })
            .count();
        if spawned == 0 {
            drain(&queue, &sender);
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut turn = 0;
        for (index, output) in receiver {
            waiting.insert(index, output);
            while let Some(output) = waiting.remove(&turn) {
                turn += 1;
                if take(output).is_break() {
                    queue.stopped.store(true, Ordering::Relaxed);
                    return;
                }
            }
        }
    });
}

fn drain<I, O, W: Fn(&I) -> O>(queue: &Queue<'_, I, W>, sender: &Sender<(usize, O)>) {
    while !queue.stopped.load(Ordering::Relaxed) {
        let index = queue.next.fetch_add(1, Ordering::Relaxed);
        let Some(input) = queue.inputs.get(index) else {
            return;
        };
        // Nobody listens once the results are not wanted any more.
        let _ = sender.send((index, (queue.work)(input)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        let inputs: Vec<usize> = (0..1000).collect();
        let mut seen = Vec::new();
        in_order(
            &inputs,
            |&n| n * 2,
            |n| {
                seen.push(n);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(seen, (0..1000).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn it_ends_early() {
        let inputs: Vec<usize> = (0..1000).collect();
        let mut seen = 0;
        in_order(
            &inputs,
            |&n| n,
            |n| {
                seen += 1;
                if n == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(seen, 4);
    }
}
