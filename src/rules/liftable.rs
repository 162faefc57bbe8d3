//! What can be asked to move to module level for its own sake: every function and class defined inside a function, and
//! every lambda, whether or not it reaches a sink. Methods and what stands at module level already are not.

use crate::module::ScopeKind;
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::Model;

/// A definition that can be asked to move to module level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Liftable {
    /// What it is.
    pub kind: LiftableKind,
    /// Its name; none for a lambda in the middle of an expression.
    pub name: Option<String>,
    /// The `def`, `lambda` or `class`, or the call that makes the class, in byte offsets.
    pub span: Span,
    /// Where a cursor means it, in byte offsets: from the start of the line of its first decorator to the colon of its
    /// head; all of a lambda, with the name that it is assigned to.
    pub head: Span,
}

/// What a [`Liftable`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiftableKind {
    /// A `def` inside a function.
    Function,
    /// A `class` inside a function, or `Job = namedtuple(...)` there.
    Class,
    /// A lambda that leaves its place.
    Lambda,
    /// A lambda that is assigned to a name of the module or of a class: it becomes a `def` where it stands.
    LambdaInPlace,
}

impl Liftable {
    /// What is offered, a verb phrase. The fix may say more: what is passed, and what moves along.
    pub fn title(&self) -> String {
        match (self.kind, &self.name) {
            (LiftableKind::LambdaInPlace, Some(name)) => format!("Write `{name}` as a `def`"),
            (_, Some(name)) => format!("Move `{name}` to module level"),
            (_, None) => "Move the lambda to module level".to_owned(),
        }
    }
}

/// The innermost definition whose head holds a byte offset, the end of the head included.
pub fn at(liftables: &[Liftable], offset: usize) -> Option<&Liftable> {
    let holds = |head: Span| head.start <= offset && offset <= head.end;
    // Behind `lambda: 1` in front of a `)` stands the cursor still at the lambda; the tighter head wins.
    liftables
        .iter()
        .filter(|liftable| holds(liftable.head))
        .min_by_key(|liftable| liftable.head.end - liftable.head.start)
}

/// The definitions of a file that can be asked to move, with their nodes, in source order.
pub(super) fn all(model: Model<'_>) -> Vec<(NodeId, Liftable)> {
    let tree = model.tree;
    let kinds = [Kind::FunctionDefinition, Kind::ClassDefinition, Kind::Lambda, Kind::Call];
    let mut nodes: Vec<NodeId> = kinds.into_iter().flat_map(|kind| tree.all_of_kind(kind)).collect();
    nodes.sort_unstable();
    nodes.into_iter().filter_map(|node| Some((node, liftable(model, node)?))).collect()
}

fn liftable(model: Model<'_>, node: NodeId) -> Option<Liftable> {
    let tree = model.tree;
    match tree.kind(node) {
        Kind::FunctionDefinition if is_local(model, node) => Some(definition(model, node, LiftableKind::Function)),
        Kind::ClassDefinition if is_local(model, node) => Some(definition(model, node, LiftableKind::Class)),
        Kind::Lambda => Some(lambda(model, node)),
        Kind::Call => functional_class(model, node),
        _ => None,
    }
}

/// Whether a statement stands in a function, and in no class there.
fn is_local(model: Model<'_>, definition: NodeId) -> bool {
    model.function_around(definition).is_some() && model.class_around(definition).is_none()
}

fn definition(model: Model<'_>, node: NodeId, kind: LiftableKind) -> Liftable {
    let (tree, source) = (model.tree, model.tree.source());
    let span = tree.span(node);
    let around = tree.parent(node).filter(|parent| tree.kind(*parent) == Kind::DecoratedDefinition);
    let first = tree.span(around.unwrap_or(node)).start;
    let fields = [Field::Name, Field::TypeParameters, Field::Parameters, Field::Superclasses, Field::ReturnType];
    let parts = fields.into_iter().filter_map(|field| tree.child(node, field));
    let last = parts.map(|part| tree.span(part).end).max().unwrap_or(span.start);
    let colon = source.text().get(last..).and_then(|rest| rest.find(':')).map_or(last, |colon| last + colon + 1);
    Liftable {
        kind,
        name: tree.child(node, Field::Name).map(|name| tree.text(name).to_owned()),
        span,
        head: Span::new(start_of_line(model, first), colon),
    }
}

fn lambda(model: Model<'_>, node: NodeId) -> Liftable {
    let tree = model.tree;
    let span = tree.span(node);
    let Some((name, statement)) = assigned(model, node) else {
        return Liftable { kind: LiftableKind::Lambda, name: None, span, head: span };
    };
    let binding = model.module.binding_at(name);
    let owner = binding.map(|binding| model.module.scope(model.module.symbol(binding.symbol).scope).kind);
    let only = binding.is_some_and(|binding| model.module.only_binding(binding.symbol).is_some());
    let in_place = only
        && matches!(owner, Some(ScopeKind::Module | ScopeKind::Class))
        && tree.parent(name).is_some_and(|assignment| !model.may_make_field(assignment))
        && model.main_guard(node).is_none()
        && model.function_around(statement).is_none();
    Liftable {
        kind: if in_place { LiftableKind::LambdaInPlace } else { LiftableKind::Lambda },
        name: Some(tree.text(name).to_owned()),
        span,
        head: Span::new(start_of_line(model, tree.span(statement).start), span.end),
    }
}

/// `Job = namedtuple("Job", "name")` inside a function.
fn functional_class(model: Model<'_>, node: NodeId) -> Option<Liftable> {
    let tree = model.tree;
    let (name, statement) = assigned(model, node)?;
    if !is_local(model, statement) || !model.is_functional_class(node) {
        return None;
    }
    Some(Liftable {
        kind: LiftableKind::Class,
        name: Some(tree.text(name).to_owned()),
        span: tree.span(node),
        head: Span::new(start_of_line(model, tree.span(statement).start), tree.span(node).end),
    })
}

/// The name that a value is assigned to by a statement of its own, and the statement.
fn assigned(model: Model<'_>, value: NodeId) -> Option<(NodeId, NodeId)> {
    let tree = model.tree;
    let value = tree.with_parentheses(value);
    let assignment = tree.parent(value).filter(|node| tree.kind(*node) == Kind::Assignment)?;
    let statement = tree.parent(assignment).filter(|node| tree.kind(*node) == Kind::ExpressionStatement)?;
    let name = tree.child(assignment, Field::Left).filter(|left| tree.kind(*left) == Kind::Identifier)?;
    (tree.child(assignment, Field::Right) == Some(value)).then_some((name, statement))
}

/// The start of the line, where only white space stands in front of the offset, else the offset.
fn start_of_line(model: Model<'_>, offset: usize) -> usize {
    let source = model.tree.source();
    let start = source.line_start(offset);
    if source.slice(Span::new(start, offset)).trim().is_empty() { start } else { offset }
}
