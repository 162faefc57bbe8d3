//! A function for the tasks alone, which passes the globals to the one that stays as it is: where something else needs
//! that one, or where it is a static method.

use super::{BY_HAND, Parameter, Work, shared_task};
use crate::edit::Edit;
use crate::finding::Refusal;
use crate::lift::{names, render, task_function};
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId};
use crate::value::Object;

pub(super) struct OwnFunction {
    name: String,
    definition: Edit,
}

impl Work<'_, '_> {
    /// The class at module level whose static method the function is, and only that.
    pub(super) fn static_of(&self) -> Option<NodeId> {
        let model = self.model;
        let class = model.class_around(self.function)?;
        let is_static = model.decorators(self.function).all(|decorator| model.tree.text(decorator) == "staticmethod");
        let name = model.tree.child(class, Field::Name).and_then(|name| model.module.only_binding_at(name))?;
        let is_at_top = model.module.symbol(name.symbol).scope == model.module.module_scope();
        let is_plain = is_at_top && is_static && name.kind == BindingKind::Class;
        (is_plain && !model.is_method(self.function)).then_some(class)
    }

    /// The definition; none where it would not be given what it passes on.
    pub(super) fn own_function(&self, parameters: &[Parameter]) -> Option<OwnFunction> {
        let (model, tree) = (self.model, self.model.tree);
        let name = names::fresh(model, &task_function::name_for(self.function_name()), |_| false);
        let global = |node| parameters.iter().find(|it| it.node == node).map(|it| it.global.clone());
        let passed = task_function::own_parameters(model, self.function, global)?;
        let class = self.static_of();
        let statement = model.module.statement(tree, class.unwrap_or(self.function));
        let source = tree.source();
        let (indent, newline) = (source.indent_at(tree.span(statement).start), source.newline());
        let callee = match class {
            Some(class) => format!("{}.{}", model.class_name_text(class), self.function_name()),
            None => self.function_name().to_owned(),
        };
        let definition = task_function::definition(model, self.function, (&name, &callee), &passed, indent)?;
        let lines = render::statement_lines(model, statement);
        let gap = if indent.is_empty() { 2 } else { 1 };
        let unended = usize::from(!source.slice(lines).ends_with(['\n', '\r']));
        let definition = format!("{}{definition}{newline}", newline.repeat(gap + unended));
        Some(OwnFunction { name, definition: Edit::insert(lines.end, definition) })
    }

    /// The edits that give the tasks a function of their own, without the elements that it does not take.
    pub(super) fn with_own_function(&self, own: &OwnFunction, removed: Vec<NodeId>) -> Result<Vec<Edit>, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let mut edits = self.removals(removed, &own.name)?;
        for task in self.tasks {
            let Some(mention) = self.mention_in(task.value) else {
                let (name, text) = (self.function_name(), tree.text(task.value));
                let because = match self.static_of() {
                    Some(_) => format!("`{text}` may be another one where a subclass has its own"),
                    None => format!("`{name}` has another name here"),
                };
                return shared_task(model, because, BY_HAND, task.value);
            };
            let span = tree.span(mention);
            if !edits.iter().any(|edit| !edit.span.is_empty() && edit.span.contains(span)) {
                edits.push(Edit::replace(span, own.name.clone()));
            }
        }
        edits.push(own.definition.clone());
        Ok(edits)
    }

    /// The expression in a task that stands for the function: its name, or `Class.name`.
    fn mention_in(&self, value: NodeId) -> Option<NodeId> {
        let (model, tree) = (self.model, self.model.tree);
        if self.static_of().is_none() {
            let mut mentions = model.module.references_to(self.name).map(|mention| mention.node);
            return mentions.find(|mention| tree.is_within(*mention, value));
        }
        let of_class = |node: &NodeId| {
            let objects = tree.child(*node, Field::Object).map(|object| model.objects(object)).unwrap_or_default();
            let is_class = |object: &Object| matches!(object, Object::Class(_));
            !objects.is_empty()
                && objects.iter().all(is_class)
                && model.objects(*node) == [Object::Function(self.function)]
        };
        tree.of_kind(value, Kind::Attribute).iter().copied().find(of_class)
    }
}
