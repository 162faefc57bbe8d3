//! Which processes have been started when an instance that holds them is pickled: what a process is once it runs is
//! nothing that pickle takes.

use super::{Moment, is_process, runs_before};
use crate::syntax::NodeId;
use crate::value::pickle::{Obstacle, obstacle_of_path};
use crate::value::{Model, Object};

/// Whether a process has been started when an instance is sent; `methods` have run by then.
pub(super) fn before(model: Model<'_>, process: NodeId, methods: &[NodeId], moment: Moment) -> bool {
    let (tree, module) = (model.tree, model.module);
    let until = moment.until.unwrap_or(moment.sent);
    let starts = model.calls_on(process, "start");
    let closed = model.calls_on(process, "close");
    let has_run = |start: &NodeId| {
        if module.runs_together(tree, *start, until) {
            return module.follows(tree, until, *start);
        }
        model.function_around(*start).is_some_and(|around| methods.contains(&around))
    };
    // What was sent may be what is started here.
    closed.is_empty() && !tree.is_within(moment.sent, process) && starts.iter().any(has_run)
}

/// A process in the container that an attribute of these classes holds, where one of the loop's earlier rounds has
/// started it when the instance is sent.
pub(super) fn in_container(
    model: Model<'_>,
    classes: &[NodeId],
    name: &str,
    methods: &[NodeId],
    moment: Moment,
) -> Option<(NodeId, Obstacle)> {
    let (tree, module) = (model.tree, model.module);
    let values: Vec<NodeId> = classes.iter().flat_map(|class| model.values_of_attribute(*class, name)).collect();
    let displayed = values.iter().flat_map(|value| model.parts_of_display(*value));
    let added = classes.iter().flat_map(|class| model.added_to_attribute(*class, name));
    let elements: Vec<NodeId> = displayed.chain(added).collect();
    let is_started = |element: NodeId, process: NodeId| {
        let starts = model.calls_on(process, "start");
        if !model.calls_on(process, "close").is_empty() {
            return false;
        }
        if !tree.is_within(moment.sent, process) {
            return runs_before(model, methods, element, moment) && before(model, process, methods, moment);
        }
        // Each round of a loop starts one of them, and all of them hold the container.
        let is_kept = |start: NodeId| !values.iter().any(|value| module.shared_loop(tree, *value, start));
        starts.iter().any(|start| module.shared_loop(tree, *start, *start) && is_kept(*start))
    };
    let started = elements.into_iter().find(|element| {
        let processes = processes_in(model, *element);
        !processes.is_empty() && processes.into_iter().all(|process| is_started(*element, process))
    })?;
    Some((started, obstacle_of_path(model, "multiprocessing.Process")?))
}

/// The calls that make the processes which an element of a container is, or has in a tuple.
fn processes_in(model: Model<'_>, element: NodeId) -> Vec<NodeId> {
    let direct = |value: NodeId| {
        model.objects(value).into_iter().filter_map(|object| match object {
            Object::Made { path, call } if is_process(&path) => Some(call),
            _ => None,
        })
    };
    let parts = model.parts_of_display(element).into_iter().flat_map(direct);
    direct(element).chain(parts).collect()
}
