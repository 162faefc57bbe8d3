//! Shared objects out of the arguments of tasks: the function of the tasks loses the parameter, its body reads a module
//! global instead, and the pool's initializer sets that in each worker.

mod given;
mod own_function;
mod removal;

use crate::edit::{self, Edit};
use crate::finding::{Refusal, RefusalReason};
use crate::lift::shared_global::OWN_FUNCTION;
use crate::lift::{Lifted, Maker, Shared, doctest, initializer, names, own_initializer, refuse, shared_global};
use crate::module::{BindingKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::{Forwarding, Model};

use given::Given;

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

/// A parameter that shared objects are given for.
struct Parameter {
    node: NodeId,
    symbol: SymbolId,
    name: String,
    position: Option<usize>,
    /// The variables that hold the objects where these are sent, all of one name; none where an attribute does.
    variables: Vec<SymbolId>,
    /// What these are called, or the attribute as it is written: `self.lock`.
    written: String,
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
    work.is_no_method()?;
    let makers = work.makers(objects)?;
    let given: Vec<Vec<Given>> = tasks.iter().map(|task| work.given_by_task(task)).collect::<Result<_, _>>()?;
    let parameters = work.parameters(&given, objects, &makers)?;
    for parameter in &parameters {
        for object in objects {
            work.is_the_same(parameter, &makers, *object)?;
        }
    }
    let mut removed = Vec::new();
    for given in given.iter().flatten() {
        for parameter in &parameters {
            removed.push(work.element_of(parameter, given, function)?);
        }
    }
    let caveats = doctest::old_calls(model, function);
    let changed = work.without_parameters(&parameters);
    let own = if changed.is_err() || !caveats.is_empty() { work.own_function(&parameters) } else { None };
    let (mut edits, caveats) = match (changed, own) {
        (_, Some(own)) => (work.with_own_function(&own, removed)?, Vec::new()),
        (Ok((also, edits)), None) => {
            removed.extend(also);
            ([edits, work.removals(removed, work.function_name())?].concat(), caveats)
        }
        (Err(refusal), None) => return Err(refusal),
    };
    let mut shared: Vec<Shared> = Vec::new();
    for parameter in &parameters {
        let one = Shared { name: parameter.global.clone(), value: parameter.written.clone() };
        if !shared.contains(&one) {
            shared.push(one);
        }
    }
    edits.extend(initializer::add_initializer(model, &makers, &shared)?);
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let damaged = edits.iter().any(|edit| tree.is_damaged(edit.span) && !edit.span.is_empty());
    if damaged || !edit::is_applicable(tree.source().text(), &edits) {
        return refuse(RefusalReason::Damaged, tree.span(function));
    }
    let names: Vec<String> = shared.iter().map(|shared| format!("`{}`", shared.name)).collect();
    Ok(Lifted {
        title: format!("Give {} to each worker through the pool's `initializer`", names.join(", ")),
        edits,
        caveats,
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

pub(super) fn shared_task<T>(model: Model<'_>, because: String, way_out: &str, at: NodeId) -> Result<T, Refusal> {
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

    fn is_no_method(&self) -> Result<(), Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let is_method = model.class_around(self.function).is_some() && self.static_of().is_none();
        if is_method || tree.kind(self.function) != Kind::FunctionDefinition {
            let because = format!("`{}` is a method, which others may call, too", self.function_name());
            return shared_task(model, because, BY_HAND, self.function);
        }
        Ok(())
    }

    /// What goes away, and the edits, where the function itself loses parameters: it reads the globals instead.
    fn without_parameters(&self, parameters: &[Parameter]) -> Result<(Vec<NodeId>, Vec<Edit>), Refusal> {
        self.is_plain()?;
        let anew = parameters.iter().find(|parameter| self.model.module.only_binding(parameter.symbol).is_none());
        if let Some(anew) = anew {
            let because = format!("`{}` sets its parameter `{}` anew", self.function_name(), anew.name);
            return shared_task(self.model, because, "use a variable of its own for that", anew.node);
        }
        let mut removed: Vec<NodeId> = parameters.iter().map(|parameter| parameter.node).collect();
        removed.extend(self.lone_marks(&removed));
        removed.extend(self.other_mentions(parameters)?);
        Ok((removed, parameters.iter().flat_map(|parameter| self.renamed(parameter)).collect()))
    }

    /// Refuses functions that something else may call, or that look names up by their text.
    fn is_plain(&self) -> Result<(), Refusal> {
        let (model, tree) = (self.model, self.model.tree);
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
                if let Some(known) = found.iter_mut().find(|known| known.node == node) {
                    let other = model.module.symbol_at(*object).filter(|_| tree.kind(*object) == Kind::Identifier);
                    let same = other.filter(|other| model.module.symbol(*other).name == known.written);
                    known.variables.extend(same);
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
        let own = match variable {
            Some(variable) => Some(module.symbol(variable).name.clone()),
            None => self.attribute_of_self(object).map(str::to_owned),
        };
        let Some(own) = own else {
            let because = format!("`{}` is no variable that the pool could be given", model.tree.text(object));
            let way_out = "keep the object in a variable that is set before the pool is made";
            return shared_task(model, because, way_out, object);
        };
        let global =
            [own, name.clone()].into_iter().find(|candidate| self.can_be_called(candidate, symbol, variable, makers));
        let global = global.unwrap_or_else(|| names::fresh(model, &format!("_{name}"), |_| false));
        let written = model.tree.text(object).to_owned();
        Ok(Parameter { node, symbol, name, position, variables: variable.into_iter().collect(), written, global })
    }

    /// Whether the global for a parameter can have a name: nothing of the module has it, nor what stands around a read.
    fn can_be_called(&self, name: &str, parameter: SymbolId, variable: Option<SymbolId>, makers: &[Maker]) -> bool {
        let (model, module) = (self.model, self.model.module);
        let taken = module.own_symbol(module.module_scope(), name).is_some_and(|other| Some(other) != variable);
        let is_own = variable.is_some_and(|variable| name == module.symbol(variable).name);
        let taken = taken && !(is_own && own_initializer::sets(model, makers, name));
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

    /// The name of an attribute that `__init__` alone sets on the instance of the method around: `lock` of `self.lock`.
    fn attribute_of_self(&self, object: NodeId) -> Option<&str> {
        let (model, tree, module) = (self.model, self.model.tree, self.model.module);
        let receiver = tree.child(object, Field::Object).filter(|_| tree.kind(object) == Kind::Attribute)?;
        let name = tree.text(tree.child(object, Field::Attribute)?);
        let method = model.function_around(object)?;
        let class = model.class_around(method)?;
        let binding = module.only_binding(module.symbol_at(receiver)?)?;
        let list = tree.child(method, Field::Parameters)?;
        let is_self = binding.kind == BindingKind::Parameter && tree.first_child(list) == Some(binding.node);
        let is_named = |node: &NodeId| tree.child(*node, Field::Attribute).is_some_and(|it| tree.text(it) == name);
        let mut sets = tree.all_of_kind(Kind::Attribute).filter(|node| model.is_target(*node)).filter(is_named);
        let only = sets.next().filter(|_| sets.next().is_none())?;
        let setter = model.function_around(only)?;
        let is_init = tree.child(setter, Field::Name).is_some_and(|it| tree.text(it) == "__init__");
        (is_self && is_init && setter != method && model.class_around(setter) == Some(class)).then_some(name)
    }

    /// Refuses an object that may be another one where its pool is made than where it is sent.
    fn is_the_same(&self, parameter: &Parameter, all: &[Maker], object: NodeId) -> Result<(), Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        if tree.text(object) != parameter.written {
            return Ok(());
        }
        let gives = |task: &&Task| tree.is_within(object, task.call) || tree.is_within(object, task.value);
        let own = self.tasks.iter().filter(gives).flat_map(|task| task.makers.iter().flatten());
        let own: Vec<Maker> = own.copied().collect();
        let makers = if own.is_empty() { all } else { &own };
        let variable = model.module.symbol_at(object).filter(|symbol| parameter.variables.contains(symbol));
        if let Some(variable) = variable {
            return shared_global::is_there(model, variable, makers, object);
        }
        // The same method makes the pool, and reads the attribute of the same instance.
        let method = model.function_around(object);
        let other = makers.iter().find(|maker| model.function_around(maker.call) != method);
        match other {
            Some(maker) => {
                let because = format!("`{}` is not known where the pool is made", parameter.written);
                shared_task(model, because, "make the pool in the method that gives it its tasks", maker.call)
            }
            None => Ok(()),
        }
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
            let is_known = model.module.symbol_at(value).is_some_and(|symbol| parameter.variables.contains(&symbol));
            let is_attribute = tree.kind(value) == Kind::Attribute && parameter.variables.is_empty();
            tree.text(value) == parameter.written && is_attribute || tree.kind(value) == Kind::Identifier && is_known
        };
        match found {
            Some((node, value)) if is_variable(value) => Ok(node),
            other => {
                let variable = &parameter.written;
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
                return shared_task(model, because, OWN_FUNCTION, node);
            };
            let mut given = Given { positional: Vec::new(), keywords: Vec::new() };
            self.add_arguments(model.arguments(call), &mut given)?;
            for parameter in parameters {
                let inside = tree.is_within(call, self.function);
                let mut variables = parameter.variables.iter();
                let is_global = !parameter.variables.is_empty()
                    && variables.all(|symbol| module.symbol(*symbol).scope == module.module_scope());
                if inside {
                    // A call of itself passes its own parameter on.
                    let own = Parameter { variables: vec![parameter.symbol], ..copy(parameter) };
                    removed.push(self.element_of(&own, &given, call)?);
                } else if is_global {
                    removed.push(self.element_of(parameter, &given, call)?);
                } else {
                    let because = format!(
                        "`{}` is also called here, where no initializer sets `{}`",
                        self.function_name(),
                        parameter.global
                    );
                    return shared_task(model, because, OWN_FUNCTION, call);
                }
            }
        }
        Ok(removed)
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
    Parameter {
        name: parameter.name.clone(),
        global: parameter.global.clone(),
        variables: parameter.variables.clone(),
        written: parameter.written.clone(),
        ..*parameter
    }
}
