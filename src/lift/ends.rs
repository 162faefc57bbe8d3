//! Where a function that is kept in a name or a container is run in the end: where it reaches a sink, or is called.

use crate::lift::Arrival;
use crate::lift::group::Plan;
use crate::module::{Binding, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::value::Model;

/// How many names and containers a value is followed through.
const HOPS: usize = 6;

/// A place that runs the function.
#[derive(Clone, Debug)]
pub(super) struct End<'r> {
    /// The place.
    pub(super) at: NodeId,
    /// Where the value comes from: where it is made, or the call of the factory that makes it.
    pub(super) from: NodeId,
    /// The sink, if it is one.
    pub(super) arrival: Option<&'r Arrival>,
}

/// What is known of the way of a value.
pub(super) struct Ends<'a, 'r> {
    model: Model<'a>,
    plan: &'a Plan<'r>,
    /// The places that run it.
    pub(super) found: Vec<End<'r>>,
    /// The names that it is kept under: each with where it is read, and where the value comes from.
    pub(super) kept: Vec<(Binding, NodeId, NodeId)>,
    /// The `return` statements of factories that answer it.
    pub(super) returns: Vec<NodeId>,
    /// The names and factories that are being followed.
    symbols: Vec<SymbolId>,
    /// Where the value that is being followed comes from.
    from: NodeId,
}

/// Where a value is run; none where it may go anywhere else.
pub(super) fn of<'a, 'r>(model: Model<'a>, plan: &'a Plan<'r>, value: NodeId) -> Option<Ends<'a, 'r>> {
    let (kept, returns, symbols) = (Vec::new(), Vec::new(), Vec::new());
    let mut ends = Ends { model, plan, found: Vec::new(), kept, returns, symbols, from: value };
    ends.follow(value).then_some(ends)
}

impl Ends<'_, '_> {
    /// Follows an expression that holds the value; answers whether every way of it is known.
    fn follow(&mut self, value: NodeId) -> bool {
        let tree = self.model.tree;
        let arrivals = self.plan.request.arrivals.iter();
        if let Some(arrival) = arrivals.into_iter().find(|arrival| tree.is_within(value, arrival.value)) {
            self.found.push(End { at: arrival.value, from: self.from, arrival: Some(arrival) });
            return true;
        }
        if tree.kind(value) == Kind::FunctionDefinition {
            return tree.child(value, Field::Name).is_some_and(|name| self.keep(name));
        }
        let Some(parent) = tree.parent(value) else { return false };
        match tree.kind(parent) {
            Kind::ReturnStatement => self.give_back(parent),
            Kind::ParenthesizedExpression
            | Kind::List
            | Kind::Tuple
            | Kind::Dictionary
            | Kind::Pair
            | Kind::ExpressionList
            | Kind::ListSplat => self.follow(parent),
            Kind::ConditionalExpression => {
                let is_condition = tree.children(parent).nth(1) == Some(value);
                is_condition || self.follow(parent)
            }
            Kind::Subscript if tree.child(parent, Field::Value) == Some(value) => {
                self.is_element_target(parent) || self.follow(parent)
            }
            Kind::Assignment if tree.child(parent, Field::Right) == Some(value) => self.bind(parent),
            Kind::ForStatement | Kind::ForInClause if tree.child(parent, Field::Right) == Some(value) => {
                self.bind(parent)
            }
            Kind::ArgumentList => tree.parent(parent).is_some_and(|call| self.pass(call, value)),
            Kind::Call if tree.child(parent, Field::Function) == Some(value) => {
                self.found.push(End { at: parent, from: self.from, arrival: None });
                true
            }
            Kind::Attribute => self.method(parent),
            Kind::ExpressionStatement | Kind::ComparisonOperator => true,
            _ => false,
        }
    }

    /// Whether an element of a container is set, which gives the container more, and runs nothing.
    fn is_element_target(&self, subscript: NodeId) -> bool {
        let tree = self.model.tree;
        let parent = tree.parent(subscript).filter(|parent| tree.kind(*parent) == Kind::Assignment);
        parent.is_some_and(|assignment| tree.child(assignment, Field::Left) == Some(subscript))
    }

    /// A method of a container: what it answers, or that it is filled.
    fn method(&mut self, attribute: NodeId) -> bool {
        let tree = self.model.tree;
        let call = tree.parent(attribute).filter(|call| tree.child(*call, Field::Function) == Some(attribute));
        let name = tree.child(attribute, Field::Attribute).map_or("", |name| tree.text(name));
        match (call, name) {
            (Some(call), "items" | "values" | "get" | "pop" | "copy") => self.follow(call),
            (Some(_), "append" | "keys") => true,
            _ => false,
        }
    }

    /// An argument of a call: of a `partial`, of a builtin that passes elements on, or what a container is filled with.
    fn pass(&mut self, call: NodeId, value: NodeId) -> bool {
        let tree = self.model.tree;
        let Some(function) = tree.child(call, Field::Function) else { return false };
        if tree.kind(function) == Kind::Attribute
            && tree.child(function, Field::Attribute).is_some_and(|name| tree.text(name) == "append")
        {
            let container = tree.child(function, Field::Object);
            return container.is_some_and(|container| self.fill(container));
        }
        if self.model.paths(function).iter().any(|path| path == "functools.partial") {
            return self.model.positional(call).contains(&value) && self.follow(call);
        }
        match tree.text(function) {
            _ if !self.model.is_builtin(function) => false,
            "len" | "print" | "callable" => true,
            "list" | "tuple" | "enumerate" | "zip" | "reversed" | "iter" => self.follow(call),
            _ => false,
        }
    }

    /// The names that an assignment or loop binds.
    fn bind(&mut self, construct: NodeId) -> bool {
        let tree = self.model.tree;
        let Some(left) = tree.child(construct, Field::Left) else { return false };
        match tree.kind(left) {
            Kind::Identifier => self.keep(left),
            Kind::PatternList | Kind::TuplePattern | Kind::ListPattern => {
                let parts: Vec<NodeId> = tree.children(left).collect();
                parts.into_iter().all(|part| tree.kind(part) == Kind::Identifier && self.keep(part))
            }
            Kind::Subscript => tree.child(left, Field::Value).is_some_and(|container| self.fill(container)),
            _ => false,
        }
    }

    /// A container that a name holds gets the value.
    fn fill(&mut self, container: NodeId) -> bool {
        let Some(symbol) = self.model.module.symbol_at(container) else { return false };
        let binding = self.model.module.only_binding(symbol).copied();
        binding.is_some_and(|binding| self.model.tree.kind(container) == Kind::Identifier && self.read(&binding))
    }

    /// A factory answers the value: it goes on where the factory is called.
    fn give_back(&mut self, statement: NodeId) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        let Some(factory) = model.function_around(statement) else { return false };
        let name = tree.child(factory, Field::Name).and_then(|name| model.module.only_binding_at(name));
        let Some(symbol) = name.map(|binding| binding.symbol) else { return false };
        let plain = model.decorators(factory).next().is_none()
            && !model.is_generator(factory)
            && !tree.has_token(factory, "async")
            && model.class_around(factory).is_none();
        if !plain || self.symbols.len() == HOPS || self.symbols.contains(&symbol) {
            return false;
        }
        self.returns.push(statement);
        self.symbols.push(symbol);
        let from = self.from;
        let known = model.module.references_to(symbol).all(|reference| {
            let call = tree.parent(reference.node);
            let call = call.filter(|call| tree.child(*call, Field::Function) == Some(reference.node));
            call.is_some_and(|call| {
                self.from = call;
                self.follow(call)
            })
        });
        self.from = from;
        self.symbols.pop();
        known
    }

    fn keep(&mut self, name: NodeId) -> bool {
        let binding = self.model.module.binding_at(name).copied();
        binding.is_some_and(|binding| self.read(&binding))
    }

    /// Follows every read of a local name that may see a binding of it.
    fn read(&mut self, binding: &Binding) -> bool {
        let (model, symbol) = (self.model, binding.symbol);
        let module = model.module;
        let local = module.enclosing_function(module.symbol(symbol).scope).is_some();
        if !local || self.symbols.len() == HOPS {
            return false;
        }
        if self.symbols.contains(&symbol) {
            return true;
        }
        self.symbols.push(symbol);
        let mut known = true;
        for reference in module.references_to(symbol) {
            let reaches =
                module.reaching(model.tree, symbol, reference.node).iter().any(|other| other.name == binding.name);
            if reaches {
                self.kept.push((*binding, reference.node, self.from));
                let together = module.runs_together(model.tree, reference.node, binding.name);
                known = known && together && self.follow(reference.node);
            }
        }
        self.symbols.pop();
        known
    }
}
