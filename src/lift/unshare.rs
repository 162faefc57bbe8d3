//! Shared objects out of the arguments of tasks: the function of the tasks loses the parameter, its body reads a module
//! global instead, and the pool's initializer sets that in each worker.

use crate::edit::{self, Edit};
use crate::finding::{Refusal, RefusalReason};
use crate::lift::capture::{self, Nature};
use crate::lift::group::{Member, Plan, only_unless_fork};
use crate::lift::mention::{self, Mention};
use crate::lift::{Lifted, Maker, Request, Shared, initializer, names, refuse};
use crate::module::{BindingKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::{self, Forwarding, Model};

/// A call that gives a function to a pool, with what it is called with.
#[derive(Clone, Debug)]
pub struct Task {
    /// The function, or the `partial` of it.
    pub value: NodeId,
    /// What the call is given: the same, or the name of the `partial`.
    pub sent: NodeId,
    /// The call.
    pub call: NodeId,
    /// How the arguments are passed on.
    pub forwarding: Forwarding,
    /// The calls that make the pool; none where it is not known.
    pub makers: Option<Vec<Maker>>,
}

/// A list of arguments as it is written, with the elements of it that the function is given.
#[derive(Clone, Debug)]
struct Given {
    /// By position: each element, and the value of it.
    positional: Vec<(NodeId, NodeId)>,
    /// By name: the name, the element, and its value.
    keywords: Vec<(String, NodeId, NodeId)>,
}

/// A parameter that shared objects are given for.
struct Parameter {
    node: NodeId,
    symbol: SymbolId,
    name: String,
    position: Option<usize>,
    /// The variable that holds the object where it is sent.
    variable: SymbolId,
    global: String,
}

/// Gives a function its shared objects through the initializer of the pools that run it. `objects` are the expressions
/// in the calls that hold them.
///
/// # Errors
/// Where a call gives the function something else, or the pool can't have an initializer.
pub fn give_by_initializer(
    model: Model<'_>,
    function: NodeId,
    tasks: &[Task],
    objects: &[NodeId],
) -> Result<Lifted, Refusal> {
    let tree = model.tree;
    let work = Work { model, function, tasks, name: name_of(model, function)? };
    work.is_plain()?;
    let makers = work.makers(objects)?;
    let given: Vec<Vec<Given>> = tasks.iter().map(|task| work.given_by_task(task)).collect::<Result<_, _>>()?;
    let parameters = work.parameters(&given, objects, &makers)?;
    for parameter in &parameters {
        for object in objects {
            work.is_the_same(parameter.variable, &makers, *object)?;
        }
    }
    let mut removed: Vec<NodeId> = parameters.iter().map(|parameter| parameter.node).collect();
    removed.extend(work.lone_marks(&removed));
    for given in given.iter().flatten() {
        for parameter in &parameters {
            removed.push(work.element_of(parameter, given, function)?);
        }
    }
    removed.extend(work.other_mentions(&parameters)?);
    let mut edits = work.removals(removed)?;
    for parameter in &parameters {
        edits.extend(work.renamed(parameter));
    }
    let mut shared: Vec<Shared> = Vec::new();
    for parameter in &parameters {
        let value = model.module.symbol(parameter.variable).name.clone();
        let one = Shared { name: parameter.global.clone(), value };
        if !shared.contains(&one) {
            shared.push(one);
        }
    }
    edits.extend(initializer::add_initializer(model, &makers, &shared)?);
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let damaged = edits.iter().any(|edit| tree.is_damaged(edit.span) && !edit.span.is_empty());
    if damaged || edit::apply(tree.source().text(), &edits).is_none() {
        return refuse(RefusalReason::Damaged, tree.span(function));
    }
    let names: Vec<String> = shared.iter().map(|shared| format!("`{}`", shared.name)).collect();
    let caveat = "another file of the run imports this one, and may call the function";
    let is_imported = !model.index.importers(model.file).is_empty();
    Ok(Lifted {
        title: format!("Give {} to each worker through the pool's `initializer`", names.join(", ")),
        edits,
        caveats: is_imported.then(|| caveat.to_owned()).into_iter().collect(),
        labels: Vec::new(),
        hints: Vec::new(),
    })
}

fn name_of(model: Model<'_>, function: NodeId) -> Result<SymbolId, Refusal> {
    let name = model.tree.child(function, Field::Name);
    let binding = name.and_then(|name| model.module.only_binding_at(name));
    match binding {
        Some(binding) => Ok(binding.symbol),
        None => {
            let name = name.map_or("<lambda>", |name| model.tree.text(name)).to_owned();
            refuse(RefusalReason::AmbiguousName { name }, model.tree.span(function))
        }
    }
}

fn shared_task<T>(model: Model<'_>, because: String, way_out: &str, at: NodeId) -> Result<T, Refusal> {
    refuse(RefusalReason::SharedInTask { because, way_out: way_out.to_owned() }, model.tree.span(at))
}

const BY_HAND: &str = "give it to the pool's `initializer`, or use `multiprocessing.Manager()`";

struct Work<'a, 't> {
    model: Model<'a>,
    function: NodeId,
    tasks: &'t [Task],
    name: SymbolId,
}

impl Work<'_, '_> {
    fn function_name(&self) -> &str {
        &self.model.module.symbol(self.name).name
    }

    /// Refuses functions that something else may call, or that look names up by their text.
    fn is_plain(&self) -> Result<(), Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        if model.class_around(self.function).is_some() || tree.kind(self.function) != Kind::FunctionDefinition {
            let because = format!("`{}` is a method, which others may call, too", self.function_name());
            return shared_task(model, because, BY_HAND, self.function);
        }
        if let Some(decorator) = model.decorators(self.function).next() {
            let because = format!("a decorator of `{}` may look at its parameters", self.function_name());
            return shared_task(model, because, BY_HAND, decorator);
        }
        let reader = model.scope_readers().iter().find(|call| tree.is_within(**call, self.function));
        if let Some(reader) = reader {
            let because = format!("`{}` looks names up by their text", self.function_name());
            return shared_task(model, because, BY_HAND, *reader);
        }
        Ok(())
    }

    /// The calls that make the pools of all tasks.
    fn makers(&self, objects: &[NodeId]) -> Result<Vec<Maker>, Refusal> {
        let mut found: Vec<Maker> = Vec::new();
        for task in self.tasks {
            let Some(makers) = &task.makers else {
                let because = "the pool is not made in this file, or not only there".to_owned();
                let way_out = "give the object to the `initializer` where the pool is made, or use \
                               `multiprocessing.Manager()`";
                return shared_task(self.model, because, way_out, task.call);
            };
            found.extend(makers.iter().filter(|maker| !found.contains(maker)).copied().collect::<Vec<_>>());
        }
        if found.is_empty() {
            let at = objects.first().copied().unwrap_or(self.function);
            return shared_task(self.model, "the pool is not known".to_owned(), BY_HAND, at);
        }
        Ok(found)
    }

    /// What a task is called with; several where it is called for each of several items.
    fn given_by_task(&self, task: &Task) -> Result<Vec<Given>, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let value = tree.without_parentheses(task.value);
        let mut first = Given { positional: Vec::new(), keywords: Vec::new() };
        let is_partial = tree.kind(value) == Kind::Call && model.is_call_of(value, "functools.partial");
        if is_partial {
            let behind = model.arguments(value).into_iter().skip(1).collect();
            self.add_arguments(behind, &mut first)?;
        }
        let not_written_out = |at: NodeId| {
            let because = format!("the arguments of `{}` are not written out here", self.function_name());
            shared_task(model, because, BY_HAND, at)
        };
        match &task.forwarding {
            Forwarding::Tuple { args, kwargs, .. } => {
                if let Some(args) = args.value {
                    match tree.kind(args) {
                        Kind::Tuple | Kind::List => self.add_arguments(tree.children(args).collect(), &mut first)?,
                        _ => return not_written_out(args),
                    }
                }
                if let Some(kwargs) = kwargs.as_ref().and_then(|slot| slot.value) {
                    match tree.kind(kwargs) {
                        Kind::Dictionary => self.add_pairs(kwargs, &mut first)?,
                        Kind::Call if tree.child(kwargs, Field::Function).is_some_and(|f| tree.text(f) == "dict") => {
                            self.add_arguments(model.arguments(kwargs), &mut first)?;
                        }
                        _ => return not_written_out(kwargs),
                    }
                }
                Ok(vec![first])
            }
            Forwarding::Rest { call, .. } => {
                let behind = model.arguments(*call).into_iter().filter(|argument| *argument > task.sent);
                self.add_arguments(behind.collect(), &mut first)?;
                Ok(vec![first])
            }
            Forwarding::Items { .. } => self.given_by_items(task, first),
            Forwarding::Unknown => not_written_out(task.call),
        }
    }

    fn add_arguments(&self, arguments: Vec<NodeId>, given: &mut Given) -> Result<(), Refusal> {
        let tree = self.model.tree;
        for argument in arguments {
            match tree.kind(argument) {
                Kind::KeywordArgument => {
                    let parts = tree.child(argument, Field::Name).zip(tree.child(argument, Field::Value));
                    given.keywords.extend(parts.map(|(name, value)| (tree.text(name).to_owned(), argument, value)));
                }
                Kind::ListSplat | Kind::DictionarySplat => {
                    let because = format!("the arguments of `{}` are not written out here", self.function_name());
                    return shared_task(self.model, because, BY_HAND, argument);
                }
                _ => given.positional.push((argument, argument)),
            }
        }
        Ok(())
    }

    fn add_pairs(&self, dict: NodeId, given: &mut Given) -> Result<(), Refusal> {
        let tree = self.model.tree;
        for pair in tree.children(dict) {
            let parts = tree.child(pair, Field::Key).zip(tree.child(pair, Field::Value));
            match parts.filter(|(key, _)| tree.kind(*key) == Kind::String) {
                Some((key, value)) => {
                    given.keywords.push((tree.text(key).trim_matches(['"', '\'']).to_owned(), pair, value));
                }
                None => {
                    let because = format!("the arguments of `{}` are not written out here", self.function_name());
                    return shared_task(self.model, because, BY_HAND, pair);
                }
            }
        }
        Ok(())
    }

    /// `map`, `starmap` and the `map` of an executor: one call for each item.
    fn given_by_items(&self, task: &Task, bound: Given) -> Result<Vec<Given>, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let method = tree.child(task.call, Field::Function).and_then(|function| tree.child(function, Field::Attribute));
        let tuples = method.is_some_and(|method| tree.text(method).starts_with("starmap"));
        let iterables: Vec<NodeId> =
            model.arguments(task.call).into_iter().filter(|argument| *argument > task.sent).collect();
        let iterables: Vec<NodeId> = match iterables {
            all if tuples => all.into_iter().take(1).collect(),
            all => all.into_iter().filter(|argument| tree.kind(*argument) != Kind::KeywordArgument).collect(),
        };
        let Some(items) = iterables.first().copied().filter(|_| tuples) else {
            let mut given = bound;
            if !iterables.is_empty() && iterables.iter().all(|iterable| self.repeated(*iterable).is_some()) {
                return shared_task(model, "the items have no end".to_owned(), BY_HAND, task.call);
            }
            // What is iterated is no object itself.
            let object = |node: NodeId| self.repeated(node).unwrap_or(task.call);
            given.positional.extend(iterables.into_iter().map(|node| (node, object(node))));
            return Ok(vec![given]);
        };
        let items = tree.without_parentheses(items);
        let mut found = Vec::new();
        for part in model.parts_of_display(items) {
            let starred = tree.parent(part).is_some_and(|parent| tree.kind(parent) == Kind::ListSplat);
            if starred || !matches!(tree.kind(part), Kind::Tuple | Kind::List) {
                found.clear();
                break;
            }
            let mut given = bound.clone();
            self.add_arguments(tree.children(part).collect(), &mut given)?;
            found.push(given);
        }
        if found.is_empty() {
            // Only what a `partial` binds is known; it comes first.
            found.push(bound);
        }
        Ok(found)
    }

    /// `q` of `repeat(q)`: an iterable that never is the shortest.
    fn repeated(&self, iterable: NodeId) -> Option<NodeId> {
        let model = self.model;
        let endless = model.tree.kind(iterable) == Kind::Call && model.is_call_of(iterable, "itertools.repeat");
        match model.arguments(iterable)[..] {
            [one] if endless => Some(one),
            _ => None,
        }
    }

    /// The parameters that the objects are given for.
    fn parameters(
        &self,
        given: &[Vec<Given>],
        objects: &[NodeId],
        makers: &[Maker],
    ) -> Result<Vec<Parameter>, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let mut found: Vec<Parameter> = Vec::new();
        let list = tree.child(self.function, Field::Parameters);
        let all: Vec<NodeId> = list.into_iter().flat_map(|list| tree.children(list)).collect();
        for object in objects {
            let mut known = false;
            for given in given.iter().flatten() {
                let position = given.positional.iter().position(|(_, value)| value == object);
                let keyword = given.keywords.iter().find(|(_, _, value)| value == object);
                if position.is_none() && keyword.is_none() {
                    continue;
                }
                known = true;
                let parameter = match keyword {
                    Some((name, ..)) => self.parameter(&all, |other, _| other == name),
                    None => self.parameter(&all, |_, at| at.is_some() && at == position),
                };
                let Some((node, symbol, position)) = parameter else {
                    let because = format!("no parameter of `{}` of its own takes the object", self.function_name());
                    return shared_task(model, because, BY_HAND, *object);
                };
                if found.iter().any(|known| known.node == node) {
                    continue;
                }
                found.push(self.chosen(node, symbol, position, *object, makers)?);
            }
            if !known {
                let because = "the object is a part of an item".to_owned();
                return shared_task(model, because, BY_HAND, *object);
            }
        }
        found.sort_by_key(|parameter| parameter.node);
        Ok(found)
    }

    /// A `*` or `/` between the parameters that keeps nothing apart when others are gone.
    fn lone_marks(&self, removed: &[NodeId]) -> Vec<NodeId> {
        let tree = self.model.tree;
        let list = tree.child(self.function, Field::Parameters);
        let all = list.into_iter().flat_map(|list| tree.children(list));
        let kept: Vec<NodeId> = all.filter(|node| !removed.contains(node)).collect();
        let behind = |at: usize| kept.get(at + 1).map(|next| tree.text(*next));
        let is_lone = |at: usize, node: NodeId| match tree.text(node) {
            "/" => at == 0,
            "*" => behind(at).is_none_or(|next| next.starts_with("**")),
            _ => false,
        };
        kept.iter().enumerate().filter(|(at, node)| is_lone(*at, **node)).map(|(_, node)| *node).collect()
    }

    /// The parameter that a test answers to, with its position where it has one.
    fn parameter(
        &self,
        all: &[NodeId],
        is_it: impl Fn(&str, Option<usize>) -> bool,
    ) -> Option<(NodeId, SymbolId, Option<usize>)> {
        let (model, tree) = (self.model, self.model.tree);
        let mut next = Some(0);
        for node in all {
            if tree.text(*node) == "/" {
                continue;
            }
            if tree.text(*node).starts_with('*') {
                next = None;
                continue;
            }
            let binding = tree.subtree(*node).find_map(|inner| model.module.binding_at(inner));
            let binding = binding.filter(|binding| binding.kind == BindingKind::Parameter)?;
            let name = &model.module.symbol(binding.symbol).name;
            if is_it(name, next) {
                return Some((*node, binding.symbol, next));
            }
            next = next.map(|next| next + 1);
        }
        None
    }

    fn chosen(
        &self,
        node: NodeId,
        symbol: SymbolId,
        position: Option<usize>,
        object: NodeId,
        makers: &[Maker],
    ) -> Result<Parameter, Refusal> {
        let (model, module) = (self.model, self.model.module);
        let name = module.symbol(symbol).name.clone();
        let variable = module.symbol_at(object).filter(|_| model.tree.kind(object) == Kind::Identifier);
        let Some(variable) = variable else {
            let because = format!("`{}` is no variable that the pool could be given", model.tree.text(object));
            let way_out = "keep the object in a variable that is set before the pool is made";
            return shared_task(model, because, way_out, object);
        };
        if module.only_binding(symbol).is_none() {
            let because = format!("`{}` sets its parameter `{name}` anew", self.function_name());
            return shared_task(model, because, "use a variable of its own for that", node);
        }
        let own = module.symbol(variable).name.clone();
        let global =
            [own, name.clone()].into_iter().find(|candidate| self.can_be_called(candidate, symbol, variable, makers));
        let global = global.unwrap_or_else(|| names::fresh(model, &format!("_{name}"), |_| false));
        Ok(Parameter { node, symbol, name, position, variable, global })
    }

    /// Whether the global for a parameter can have a name: nothing of the module has it, nor what stands around a read.
    fn can_be_called(&self, name: &str, parameter: SymbolId, variable: SymbolId, makers: &[Maker]) -> bool {
        let (model, module) = (self.model, self.model.module);
        let taken = module.own_symbol(module.module_scope(), name).is_some_and(|other| other != variable);
        let taken = taken && !(name == module.symbol(variable).name && initializer::sets(model, makers, name));
        let hidden = module.references_to(parameter).any(|read| {
            module.enclosing(read.scope).take_while(|scope| *scope != module.module_scope()).any(|scope| {
                let own = module.own_symbol(scope, name);
                own.is_some_and(|own| own != parameter && !module.symbol(own).bindings.is_empty())
            })
        });
        let printed = module.references_to(parameter).any(|read| {
            let changed = model.tree.text(read.node) != name;
            changed && model.tree.ancestors(read.node).any(|outer| model.tree.kind(outer) == Kind::Interpolation)
        });
        !taken && !hidden && !printed && !name.starts_with("__") && !names::is_reserved(name)
    }

    /// Refuses an object that may be another one where the pool is made than where it is sent.
    fn is_the_same(&self, variable: SymbolId, makers: &[Maker], object: NodeId) -> Result<(), Refusal> {
        if self.model.module.symbol_at(object) != Some(variable) {
            return Ok(());
        }
        is_there(self.model, variable, makers, object)
    }

    /// The element of a list of arguments that a parameter is given, which holds its variable.
    fn element_of(&self, parameter: &Parameter, given: &Given, at: NodeId) -> Result<NodeId, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let by_position = parameter.position.and_then(|position| given.positional.get(position).copied());
        let by_name = given.keywords.iter().filter(|(name, ..)| *name == parameter.name);
        let by_name: Vec<(NodeId, NodeId)> = by_name.map(|(_, node, value)| (*node, *value)).collect();
        let found = match (by_position, by_name.first()) {
            (Some(found), None) => Some(found),
            (None, Some(found)) if by_name.len() == 1 => Some(*found),
            _ => None,
        };
        let is_variable = |value: NodeId| {
            tree.kind(value) == Kind::Identifier && model.module.symbol_at(value) == Some(parameter.variable)
        };
        match found {
            Some((node, value)) if is_variable(value) => Ok(node),
            other => {
                let variable = &model.module.symbol(parameter.variable).name;
                let because =
                    format!("`{}` is not always given `{variable}` for `{}`", self.function_name(), parameter.name);
                let at = other.map_or(at, |(node, _)| node);
                shared_task(model, because, "give it the same object everywhere, or write a function for each", at)
            }
        }
    }

    /// What goes away in the mentions of the function that are no tasks.
    fn other_mentions(&self, parameters: &[Parameter]) -> Result<Vec<NodeId>, Refusal> {
        let (model, tree, module) = (self.model, self.model.tree, self.model.module);
        let mut removed = Vec::new();
        for mention in module.references_to(self.name) {
            let node = mention.node;
            if self.tasks.iter().any(|task| tree.is_within(node, task.value)) {
                continue;
            }
            let outer = tree.with_parentheses(node);
            let parent = tree.parent(outer);
            let kind = parent.map(|parent| tree.kind(parent));
            if kind == Some(Kind::Attribute) || kind == Some(Kind::ComparisonOperator) {
                continue;
            }
            let call = parent.filter(|call| tree.child(*call, Field::Function) == Some(outer));
            let Some(call) = call.filter(|call| tree.kind(*call) == Kind::Call) else {
                let because = format!("`{}` is also used here, with what is not known", self.function_name());
                return shared_task(model, because, "write a function of its own for the tasks", node);
            };
            let mut given = Given { positional: Vec::new(), keywords: Vec::new() };
            self.add_arguments(model.arguments(call), &mut given)?;
            for parameter in parameters {
                let inside = tree.is_within(call, self.function);
                let is_global = module.symbol(parameter.variable).scope == module.module_scope();
                if inside {
                    // A call of itself passes its own parameter on.
                    let own = Parameter { variable: parameter.symbol, ..copy(parameter) };
                    removed.push(self.element_of(&own, &given, call)?);
                } else if is_global {
                    removed.push(self.element_of(parameter, &given, call)?);
                } else {
                    let because = format!(
                        "`{}` is also called here, where no initializer sets `{}`",
                        self.function_name(),
                        parameter.global
                    );
                    return shared_task(model, because, "write a function of its own for the tasks", call);
                }
            }
        }
        Ok(removed)
    }

    /// Takes elements out of the lists that they stand in.
    fn removals(&self, mut removed: Vec<NodeId>) -> Result<Vec<Edit>, Refusal> {
        let tree = self.model.tree;
        removed.sort_unstable();
        removed.dedup();
        let mut lists: Vec<NodeId> = removed.iter().filter_map(|node| tree.parent(*node)).collect();
        lists.sort_unstable();
        lists.dedup();
        let mut edits = Vec::new();
        for list in lists {
            edits.extend(self.without(list, &removed)?);
        }
        Ok(edits)
    }

    fn without(&self, list: NodeId, removed: &[NodeId]) -> Result<Vec<Edit>, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let source = tree.source();
        let elements: Vec<NodeId> = tree.children(list).collect();
        let kept: Vec<NodeId> = elements.iter().copied().filter(|node| !removed.contains(node)).collect();
        let (Some(first), Some(last)) = (elements.first().copied(), elements.last().copied()) else {
            return Ok(Vec::new());
        };
        let span = tree.span(list);
        if !source.slice(span).starts_with(['(', '[', '{']) || source.slice(span).contains('#') {
            let because = "the arguments are written with comments between them, or without brackets".to_owned();
            return shared_task(model, because, BY_HAND, list);
        }
        let call = tree.parent(list).filter(|call| tree.kind(*call) == Kind::Call);
        if let (Some(call), [function]) = (call, &kept[..])
            && self.tasks.iter().any(|task| tree.without_parentheses(task.value) == call)
        {
            return Ok(vec![Edit::replace(tree.span(call), tree.text(*function))]);
        }
        if kept.is_empty() {
            return Ok(vec![Edit::delete(Span::new(tree.span(first).start, span.end - 1))]);
        }
        let mut edits = Vec::new();
        let mut kept_before = false;
        for (index, node) in elements.iter().enumerate() {
            if !removed.contains(node) {
                kept_before = true;
                continue;
            }
            let own = tree.span(*node);
            let before = index.checked_sub(1).and_then(|before| elements.get(before));
            let gone = match (kept_before, before, elements.get(index + 1)) {
                (true, Some(before), _) => Span::new(tree.span(*before).end, own.end),
                (_, _, Some(next)) => Span::new(own.start, tree.span(*next).start),
                _ => own,
            };
            edits.push(Edit::delete(gone));
        }
        let end = tree.span(last).end;
        let comma = source.slice(Span::new(end, span.end)).contains(',');
        if kept.len() == 1 && tree.kind(list) == Kind::Tuple && !comma {
            edits.push(Edit::insert(end, ","));
        }
        Ok(edits)
    }

    /// Reads of a parameter under the name of the global.
    fn renamed(&self, parameter: &Parameter) -> Vec<Edit> {
        let (model, tree) = (self.model, self.model.tree);
        let reads = model.module.references_to(parameter.symbol).map(|read| read.node);
        let reads = reads.filter(|read| tree.text(*read) != parameter.global);
        // The calls of itself lose what they pass.
        let lost = |read: &NodeId| {
            let call = tree.parent(*read).filter(|list| tree.kind(*list) == Kind::ArgumentList);
            let call = call.and_then(|list| tree.parent(list)).and_then(|call| tree.child(call, Field::Function));
            call.is_some_and(|callee| model.module.symbol_at(callee) == Some(self.name))
        };
        reads.filter(|read| !lost(read)).map(|read| Edit::replace(tree.span(read), parameter.global.clone())).collect()
    }
}

fn copy(parameter: &Parameter) -> Parameter {
    Parameter { name: parameter.name.clone(), global: parameter.global.clone(), ..*parameter }
}

/// Refuses a variable that does not surely hold the same object where each pool is made and where it is used.
pub(super) fn is_there(model: Model<'_>, variable: SymbolId, makers: &[Maker], used: NodeId) -> Result<(), Refusal> {
    let (tree, module) = (model.tree, model.module);
    let name = &module.symbol(variable).name;
    let Some(binding) = module.only_binding(variable) else {
        let because = format!("`{name}` is set in several places, and the pool's `initializer` gets one value");
        let at = module.bindings_of(variable).map(|binding| binding.name).last().unwrap_or(used);
        return shared_task(model, because, "use a variable for each object", at);
    };
    let changed = module.references_to(variable).find(|read| {
        let is_container = value::shared(model, variable).is_some()
            && model.bound(binding).iter().any(|object| matches!(object, value::Object::Expression(_)));
        is_container && model.is_changed(read.node)
    });
    if let Some(changed) = changed {
        let because = format!("`{name}` is changed here, and the pool's `initializer` may not see it");
        return shared_task(model, because, "write its objects out where it is made", changed.node);
    }
    for maker in makers {
        let seen = module.lookup(model.scope_at(maker.call), name) == Some(variable);
        let bound = binding.kind == BindingKind::Parameter || module.surely_bound(tree, variable, maker.call);
        // Under the guard, a function that makes the pool may run before.
        let together = module.runs_together(tree, binding.name, maker.call);
        let again = module.shared_loop(tree, binding.name, used) || module.shared_loop(tree, binding.name, maker.call);
        let same_round = !again || (together && is_above(model, binding.name, maker.call));
        if !seen || !bound {
            let because = format!("`{name}` is not known, or may not be set yet, where the pool is made");
            return shared_task(model, because, "make it before the pool, in the same function", maker.call);
        }
        if !same_round {
            let because = format!("`{name}` may be another object when the next pool is made, or the next task");
            return shared_task(model, because, "make it before the loop", maker.call);
        }
    }
    Ok(())
}

/// Whether a statement runs whenever another one does, before it, in the same round of every loop.
fn is_above(model: Model<'_>, bound: NodeId, later: NodeId) -> bool {
    let (tree, module) = (model.tree, model.module);
    let statement = module.statement(tree, bound);
    let Some(block) = tree.parent(statement).filter(|block| tree.is_within(later, *block)) else { return false };
    let mut between = tree.ancestors(later).take_while(|outer| *outer != block);
    let conditional = between.any(|outer| {
        matches!(
            tree.kind(outer),
            Kind::IfStatement
                | Kind::ForStatement
                | Kind::WhileStatement
                | Kind::ConditionalExpression
                | Kind::BooleanOperator
                | Kind::MatchStatement
                | Kind::ListComprehension
                | Kind::GeneratorExpression
        )
    });
    bound < later && !conditional
}

/// The calls that make the pools of a request, where all that it is given to is a task of a known pool.
fn makers_of(request: &Request) -> Option<Vec<Maker>> {
    let mut found: Vec<Maker> = Vec::new();
    for arrival in &request.arrivals {
        let makers = arrival.makers.as_ref()?;
        found.extend(makers.iter().filter(|maker| !found.contains(maker)).copied().collect::<Vec<_>>());
    }
    (!found.is_empty()).then_some(found)
}

/// Whether a captured variable of a member goes to the workers through the pool's initializer, not with the task.
pub(super) fn is_by_initializer(model: Model<'_>, request: &Request, member: &Member, symbol: SymbolId) -> bool {
    !only_unless_fork(request)
        && !member.is_class()
        && value::shared(model, symbol).is_some()
        && makers_of(request).is_some()
}

/// Refuses a captured object that can't be a global of its name in each worker.
pub(super) fn check_global(model: Model<'_>, request: &Request, symbol: SymbolId) -> Result<(), Refusal> {
    let module = model.module;
    let makers = makers_of(request).unwrap_or_default();
    for arrival in &request.arrivals {
        is_there(model, symbol, &makers, arrival.value)?;
    }
    let name = &module.symbol(symbol).name;
    let taken = module.own_symbol(module.module_scope(), name).is_some_and(|other| other != symbol);
    if taken && !initializer::sets(model, &makers, name) || name.starts_with("__") || names::is_reserved(name) {
        let because = format!("`{name}` would be a global, and that name is taken");
        let at = module.first_binding(symbol).unwrap_or_else(|| model.tree.root());
        return shared_task(model, because, "give it another name", at);
    }
    Ok(())
}

/// The captured objects that the pool's initializer hands over. A function that needs them only runs in its workers.
pub(super) fn globals(model: Model<'_>, plan: &Plan<'_>) -> Result<Vec<SymbolId>, Refusal> {
    let (tree, request) = (model.tree, plan.request);
    let mut found: Vec<SymbolId> = Vec::new();
    for member in &plan.members {
        let variables = capture::symbols(model, member).into_iter();
        let variables = variables.filter(|symbol| capture::nature(model, *symbol) == Nature::Variable);
        found.extend(variables.filter(|symbol| is_by_initializer(model, request, member, *symbol)));
    }
    found.sort_by_key(|symbol| model.module.first_binding(*symbol));
    found.dedup();
    let makers = makers_of(request).filter(|_| !found.is_empty()).unwrap_or_default();
    for member in plan.members.iter().filter(|_| !found.is_empty()) {
        for (at, mention) in mention::outside(model, plan, member) {
            let in_task = request.arrivals.iter().any(|arrival| tree.is_within(at, arrival.value));
            let is_task = match mention {
                Mention::Arrival(arrival) => {
                    arrival.makers.iter().any(|own| own.iter().all(|maker| makers.contains(maker)))
                }
                Mention::Value | Mention::Partial { .. } => in_task,
                Mention::Bare => true,
                Mention::Call { .. } => false,
            };
            if !is_task {
                let because = format!("`{}` is also used here, where no initializer sets what it needs", member.name);
                return shared_task(model, because, "write a function of its own for the tasks", at);
            }
        }
    }
    Ok(found)
}

/// The edits that let the pools of a plan hand its shared objects over.
pub(super) fn initializer_edits(model: Model<'_>, plan: &Plan<'_>) -> Result<Vec<Edit>, Refusal> {
    let makers = makers_of(plan.request).filter(|_| !plan.shared.is_empty());
    let Some(makers) = makers else { return Ok(Vec::new()) };
    let name = |symbol: &SymbolId| model.module.symbol(*symbol).name.clone();
    let shared: Vec<Shared> =
        plan.shared.iter().map(|symbol| Shared { name: name(symbol), value: name(symbol) }).collect();
    initializer::add_initializer(model, &makers, &shared)
}
