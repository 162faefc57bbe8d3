//! Lambda lifting: moves functions and lambdas to module level and turns what they capture into leading parameters
//! (Johnsson 1985; Danvy and Schultz 2004). First a plan is made, or a [`Refusal`]; then it becomes edits.

mod above_guard;
mod capture;
mod class;
mod class_made;
mod class_values;
mod decorator;
mod default;
mod doctest;
mod ends;
mod given;
mod eta;
mod follower;
mod group;
mod guard;
mod hand_over;
mod import;
mod init;
mod initializer;
mod inplace;
mod late;
mod mention;
mod method;
mod names;
mod own_initializer;
mod own_name;
mod pass;
mod place;
mod render;
mod shared_global;
mod signature;
mod slots;
mod statement;
mod task_function;
mod unshare;
mod wraps;

use std::rc::Rc;

use crate::edit::Edit;
use crate::finding::{Label, Refusal, RefusalReason, When};
use crate::syntax::NodeId;
use crate::text::Span;
use crate::value::{Forwarding, Model, Starts};

pub use above_guard::move_above_guard;
pub use capture::never_seen;
pub use guard::add_main_guard;
pub use import::insertion as import;
pub use initializer::{Maker, Shared, add_initializer};
pub use method::{Sent, detach};
pub use own_name::{Renamed, bind_decorated, rename_original};
pub use pass::pass_globals;
pub use unshare::{Task, give_by_initializer};
pub use wraps::keep_name;

/// A place where a function reaches another process.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The expression that is given to the API; where it is the function's name or the lambda itself, its values are
    /// handed over through `forwarding`.
    pub value: NodeId,
    /// How the API passes arguments on.
    pub forwarding: Forwarding,
    /// When the API pickles.
    pub when: When,
    /// When the child reads what it is given.
    pub starts: Starts,
    /// The calls that wait for the child.
    pub joins: Vec<NodeId>,
    /// What a lambda in this place is named after: `target`, `task` ...
    pub role: &'static str,
    /// The calls that make the pools which the task is given to; none where it is no task, or the pool is not known.
    pub makers: Option<Vec<Maker>>,
    /// The special attributes of the function that are read on the way, such as `__name__`.
    pub reads: Vec<String>,
    /// Where the value is a lambda that only calls the function: the arguments in front of its own parameters.
    pub bound: Option<Vec<NodeId>>,
}

/// A function or lambda to move, and where it reaches another process.
#[derive(Clone, Debug)]
pub struct Request {
    /// The `def` or `lambda`.
    pub function: NodeId,
    /// Where it arrives; empty for a function that is moved for its own sake.
    pub arrivals: Vec<Arrival>,
    /// Where anything of the file arrives, in source order: a function that is moved along may be given there, too.
    pub anywhere: Rc<[Arrival]>,
    /// Every function of the file that reaches another process.
    pub in_children: Rc<[NodeId]>,
    /// Whether nothing shows under which name a class is made by a call.
    pub name_is_unseen: bool,
    /// Whether the tasks of a pool get a function of their own for what they can't carry.
    pub for_tasks: ForTasks,
    /// Whether variables of the main guard stay what they are: globals that a child lacks, as another rule then says.
    pub reads_guard: bool,
}

/// How the tasks of a pool come to objects that they can't carry, and that the pool's initializer sets in each worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForTasks {
    /// The function reads the globals itself: it runs in the workers only.
    #[default]
    ReadGlobals,
    /// The function takes them as arguments, and one of its own for the tasks passes the globals on.
    PassGlobals,
}

impl Request {
    /// Whether the function reaches another process: else it moves for its own sake, and what can't be pickled is in
    /// nobody's way.
    fn is_sent(&self) -> bool {
        !self.arrivals.is_empty()
    }
}

/// What a lifting does, as edits and words.
#[derive(Clone, Debug)]
pub struct Lifted {
    /// A verb phrase.
    pub title: String,
    /// Disjoint edits.
    pub edits: Vec<Edit>,
    /// Why the fixed program may do something else; empty where it does the same.
    pub caveats: Vec<String>,
    /// Each captured variable, where it is read and bound.
    pub labels: Vec<Label>,
    /// Things to know that the lifting does not change.
    pub hints: Vec<String>,
}

/// Lifts a function, with every local function that it needs, or lets the call that a lambda stands for take its place.
///
/// # Errors
/// The reason why it can't be lifted.
pub fn lift(model: Model<'_>, request: &Request) -> Result<Lifted, Refusal> {
    let lifted = inplace::define_in_place(model, request).or_else(|| eta::call_directly(model, request));
    let moved = || eta::instead_of_call(model, request).and_then(|called| move_out(model, &called).ok());
    match lifted.or_else(moved) {
        Some(lifted) => Ok(lifted),
        None => move_out(model, request),
    }
}

/// Lifts a function for its own sake: a lambda that only calls another function moves like any other.
///
/// # Errors
/// The reason why it can't be lifted.
pub fn to_module_level(model: Model<'_>, request: &Request) -> Result<Lifted, Refusal> {
    match inplace::define_in_place(model, request) {
        Some(lifted) => Ok(lifted),
        None => move_out(model, request),
    }
}

fn move_out(model: Model<'_>, request: &Request) -> Result<Lifted, Refusal> {
    let lifted = group::plan(model, request).and_then(|plan| hand_over::carry_out(model, &plan));
    match lifted {
        Err(refusal) if shared_global::may_pass(request, &refusal) => {
            let passing = Request { for_tasks: ForTasks::PassGlobals, ..request.clone() };
            move_out(model, &passing).or(Err(refusal))
        }
        Err(refusal) if matches!(refusal.reason, RefusalReason::GuardVariable { .. }) && !request.reads_guard => {
            let reading = Request { reads_guard: true, ..request.clone() };
            move_out(model, &reading).or(Err(refusal))
        }
        lifted => lifted,
    }
}

fn refuse<T>(reason: RefusalReason, span: Span) -> Result<T, Refusal> {
    Err(Refusal { reason, span })
}
