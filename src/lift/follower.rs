//! Statements behind a class that belong to it, and go where it goes: `Manager.register(...)`, `Cls.limit = 3`.

use crate::lift::capture;
use crate::lift::group::{Form, Plan};
use crate::lift::place;
use crate::module::BindingKind;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::Model;

/// A statement behind a class that goes where the class goes: `Manager.register(...)`, `Cls.limit = 3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Follower {
    pub(super) statement: NodeId,
    /// The index of the member that it comes after.
    pub(super) after: usize,
}

/// The statements behind classes that go with them.
pub(super) fn followers(model: Model<'_>, plan: &Plan<'_>) -> Vec<Follower> {
    let tree = model.tree;
    let mut found: Vec<Follower> = Vec::new();
    for member in plan.members.iter().filter(|member| member.is_class()) {
        let Form::Statement { node } = member.form else { continue };
        let Some(block) = tree.parent(node) else { continue };
        for statement in tree.children(block).filter(|statement| *statement > node) {
            let belongs = tree.kind(statement) == Kind::ExpressionStatement
                && place::is_alone(model, statement)
                && subject(model, statement).is_some_and(|name| member.symbol == model.module.symbol_at(name));
            if let Some(after) = belongs.then(|| comes_after(model, plan, statement)).flatten() {
                found.push(Follower { statement, after });
                continue;
            }
            // What comes after a use of the class can't come before it.
            let used = tree
                .subtree(statement)
                .any(|name| model.module.symbol_at(name).is_some_and(|symbol| member.symbol == Some(symbol)));
            if used && tree.kind(statement) != Kind::ClassDefinition {
                break;
            }
        }
    }
    found.sort_by_key(|follower| (follower.after, follower.statement));
    found
}

/// The class that a statement is about: `Cls` of `Cls.register(...)` and `Cls.limit = 3`.
fn subject(model: Model<'_>, statement: NodeId) -> Option<NodeId> {
    let tree = model.tree;
    let inner = tree.first_child(statement)?;
    let attribute = match tree.kind(inner) {
        Kind::Call => tree.child(inner, Field::Function)?,
        Kind::Assignment => tree.child(inner, Field::Left)?,
        _ => return None,
    };
    let label = tree.child(attribute, Field::Attribute)?;
    let registers = tree.kind(inner) == Kind::Assignment || tree.text(label) == "register";
    let object = tree.child(attribute, Field::Object)?;
    (tree.kind(attribute) == Kind::Attribute && registers && tree.kind(object) == Kind::Identifier).then_some(object)
}

/// The last member that a statement names, where the statement means the same at module level.
fn comes_after(model: Model<'_>, plan: &Plan<'_>, statement: NodeId) -> Option<usize> {
    let (tree, module) = (model.tree, model.module);
    let mut after = 0;
    let inner = tree.first_child(statement)?;
    let only_registers = tree.kind(inner) == Kind::Call;
    for node in tree.subtree(statement) {
        let other_call = tree.has_role(node, Role::Call) && !(only_registers && node == inner);
        let later = matches!(tree.kind(node), Kind::Lambda | Kind::Interpolation | Kind::Yield | Kind::Await);
        if other_call || later || tree.kind(node) == Kind::NamedExpression {
            return None;
        }
        let Some(symbol) = module.symbol_at(node) else { continue };
        if let Some(index) = plan.members.iter().position(|member| member.symbol == Some(symbol)) {
            let subject = subject(model, statement) == Some(node);
            if !plan.members.get(index).is_some_and(|member| member.parameters.is_empty()) && !subject {
                return None;
            }
            after = after.max(index);
            continue;
        }
        let global = module.symbol(symbol).scope == module.module_scope() && !capture::is_guard_variable(model, symbol);
        let bound = module.first_binding(symbol);
        let in_time = bound.is_none_or(|name| tree.span(name).start < plan.place.offset);
        let once = bound.is_none()
            || module.only_binding(symbol).is_some_and(|binding| {
                matches!(binding.kind, BindingKind::Function | BindingKind::Class | BindingKind::Import)
            })
            || module.only_binding(symbol).is_some_and(|binding| binding.scope == module.module_scope());
        if !global || !in_time || !once {
            return None;
        }
    }
    Some(after)
}
