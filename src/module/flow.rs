//! The order in which places of one function run: which bindings a read may see, and who may rebind a name after a
//! point or between two. Control flow is structured, so order follows from position, blocks and loops; where it can't
//! be told, the answer is "may".

use super::{Binding, BindingKind, Declaration, Module, NameId, Reference, ScopeId, ScopeKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId, Tree};

/// A sequence of statements, and the one of them that holds a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The block or module.
    pub node: NodeId,
    /// Its statement around the node.
    pub statement: NodeId,
}

impl Module {
    /// The symbols that a scope owns.
    pub fn own_symbols(&self, scope: ScopeId) -> Vec<SymbolId> {
        let mut found: Vec<SymbolId> = self.scope(scope).names.values().filter_map(|name| name.symbol).collect();
        found.sort_unstable();
        found
    }

    /// Whether the scope itself binds a (mangled) name or declares it `global` or `nonlocal`.
    pub fn declares(&self, scope: ScopeId, name: &str) -> bool {
        let declaration = self.names.find(name).and_then(|name| self.scope(scope).declaration(name));
        declaration.is_some_and(|declaration| declaration != Declaration::Read)
    }

    /// Whether a (mangled) name means anything anywhere in the file.
    pub fn is_used(&self, name: &str) -> bool {
        // What nothing binds or reads may be declared.
        let is_declared =
            |name: NameId| self.global_uses.iter().chain(&self.nonlocal_uses).any(|(own, _)| *own == name);
        !self.symbols_named(name).is_empty() || self.names.find(name).is_some_and(is_declared)
    }

    /// Whether some binding of `symbol` has run whenever `node` runs.
    pub fn surely_bound(&self, tree: &Tree, symbol: SymbolId, node: NodeId) -> bool {
        self.is_bound_within(tree, symbol, node, 0)
    }

    fn is_bound_within(&self, tree: &Tree, symbol: SymbolId, node: NodeId, depth: u32) -> bool {
        let owner = self.runs_in(self.symbol(symbol).scope);
        let (point, called_later) = self.point_in(tree, owner, node);
        let at = tree.span(point).start;
        let values: Vec<&Binding> = self.bindings_of(symbol).filter(|binding| gives_value(binding)).collect();
        let is_done = |binding: &Binding| bind_point(tree, binding) <= at || in_element(tree, binding, point);
        if values.iter().any(|binding| is_done(binding) && self.dominates(tree, binding, point)) {
            return true;
        }
        let mut blocks = self.blocks(tree, point);
        if blocks.any(|block| self.is_bound_above(tree, &values, block)) {
            return true;
        }
        // A function that is made earlier runs when its name is read at the earliest.
        let name = called_later.then(|| self.sole_name(tree, point)).flatten();
        name.filter(|_| depth < 4).is_some_and(|name| {
            let is_own = |reference: &&Reference| tree.is_within(reference.node, point);
            let mut outside = self.references_to(name).filter(|reference| !is_own(reference)).peekable();
            outside.peek().is_some()
                && outside.all(|reference| self.is_bound_within(tree, symbol, reference.node, depth + 1))
        })
    }

    /// Whether a statement of the block in front of the one at hand always binds one of the names.
    fn is_bound_above(&self, tree: &Tree, values: &[&Binding], block: Block) -> bool {
        let mut earlier = tree.children(block.node).take_while(|statement| *statement < block.statement);
        earlier.any(|statement| self.always_binds(tree, values, statement))
    }

    /// The name of a plain `def` or of a lambda that is only assigned; none where something else gets the function.
    fn sole_name(&self, tree: &Tree, function: NodeId) -> Option<SymbolId> {
        let parent = tree.parent(function)?;
        let name = match tree.kind(function) {
            Kind::FunctionDefinition if tree.kind(parent) != Kind::DecoratedDefinition => {
                tree.child(function, Field::Name)
            }
            Kind::Lambda if tree.kind(parent) == Kind::Assignment => tree.child(parent, Field::Left),
            _ => None,
        };
        let name = name.filter(|name| tree.kind(*name) == Kind::Identifier)?;
        let symbol = self.binding_at(name)?.symbol;
        (self.scope(self.symbol(symbol).scope).kind == ScopeKind::Function).then_some(symbol)
    }

    /// Whether the statement binds one of the names on every way through it that goes on.
    fn always_binds(&self, tree: &Tree, bindings: &[&Binding], statement: NodeId) -> bool {
        if !bindings.iter().any(|binding| tree.is_within(binding.name, statement)) {
            return false;
        }
        let goes_on_bound = |block: NodeId| {
            tree.children(block).any(|inner| {
                self.always_binds(tree, bindings, inner)
                    || matches!(
                        tree.kind(inner),
                        Kind::ReturnStatement | Kind::RaiseStatement | Kind::ContinueStatement | Kind::BreakStatement
                    )
            })
        };
        let blocks_below = |node: NodeId| -> Vec<NodeId> {
            let inner = tree.children(node).filter(|child| tree.kind(*child) == Kind::Block);
            inner.collect()
        };
        match tree.kind(statement) {
            Kind::IfStatement => {
                let branches: Vec<NodeId> = tree
                    .children(statement)
                    .flat_map(|child| match tree.kind(child) {
                        Kind::Block => vec![child],
                        Kind::ElifClause | Kind::ElseClause => blocks_below(child),
                        _ => Vec::new(),
                    })
                    .collect();
                let otherwise = tree.children(statement).any(|child| tree.kind(child) == Kind::ElseClause);
                let in_condition = tree.child(statement, Field::Condition).is_some_and(|condition| {
                    tree.kind(condition) == Kind::NamedExpression
                        && bindings.iter().any(|binding| tree.is_within(binding.name, condition))
                });
                in_condition || (otherwise && branches.into_iter().all(goes_on_bound))
            }
            Kind::TryStatement => {
                let tried = tree.child(statement, Field::Body).is_some_and(goes_on_bound);
                let clause = |kind: Kind| tree.children(statement).filter(move |child| tree.kind(*child) == kind);
                let handled = clause(Kind::ExceptClause).flat_map(blocks_below).all(goes_on_bound);
                let finally = clause(Kind::FinallyClause).flat_map(blocks_below).any(goes_on_bound);
                let after = clause(Kind::ElseClause).flat_map(blocks_below).any(goes_on_bound);
                finally || ((tried || after) && handled)
            }
            Kind::WithStatement => {
                let body = tree.child(statement, Field::Body);
                let head = bindings.iter().any(|binding| body.is_none_or(|body| !tree.is_within(binding.name, body)));
                head || body.is_some_and(goes_on_bound)
            }
            Kind::MatchStatement => {
                let clauses: Vec<NodeId> =
                    tree.subtree(statement).filter(|node| tree.kind(*node) == Kind::CaseClause).collect();
                let binds = |clause: NodeId| {
                    let body = tree.child(clause, Field::Consequence);
                    let pattern = bindings.iter().any(|binding| {
                        tree.is_within(binding.name, clause)
                            && body.is_none_or(|body| !tree.is_within(binding.name, body))
                    });
                    pattern || body.is_some_and(goes_on_bound)
                };
                clauses.iter().any(|clause| is_irrefutable(tree, *clause))
                    && clauses.iter().all(|clause| binds(*clause))
            }
            Kind::ForStatement | Kind::WhileStatement => false,
            _ => bindings.iter().any(|binding| {
                tree.is_within(binding.name, statement) && self.statement(tree, binding.name) == statement
            }),
        }
    }

    /// The blocks around a node, from the innermost to the module.
    pub fn blocks<'t>(&self, tree: &'t Tree, node: NodeId) -> impl Iterator<Item = Block> + use<'t> {
        let mut inner = node;
        tree.ancestors(node).filter_map(move |outer| {
            let statement = std::mem::replace(&mut inner, outer);
            let is_block = matches!(tree.kind(outer), Kind::Block | Kind::Module);
            // The grammar calls the body of `match` a block, too; its parts are cases.
            let is_case = tree.kind(statement) == Kind::CaseClause;
            (is_block && !is_case).then_some(Block { node: outer, statement })
        })
    }

    /// The statement that holds a node: the outermost node in the innermost block around it.
    pub fn statement(&self, tree: &Tree, node: NodeId) -> NodeId {
        self.blocks(tree, node).next().map_or(node, |block| block.statement)
    }

    /// The bindings whose value a read of `symbol` at `node` may see; deletions and bare annotations left out.
    pub fn reaching(&self, tree: &Tree, symbol: SymbolId, node: NodeId) -> Vec<Binding> {
        let all: Vec<Binding> = self.bindings_of(symbol).filter(|binding| gives_value(binding)).copied().collect();
        let owner = self.runs_in(self.symbol(symbol).scope);
        let (point, called_later) = self.point_in(tree, owner, node);
        let at = tree.span(point).start;
        let certain = all
            .iter()
            .filter(|binding| bind_point(tree, binding) <= at && self.dominates(tree, binding, point))
            .map(|binding| bind_point(tree, binding))
            .max();
        let reaches = |binding: &Binding| {
            let bound = bind_point(tree, binding);
            if self.runs_in(binding.scope) != owner {
                return true;
            }
            if bound <= at {
                certain.is_none_or(|certain| certain <= bound) && !excludes(tree, binding.name, point)
            } else {
                called_later || self.shared_loop(tree, binding.name, point)
            }
        };
        all.iter().filter(|binding| reaches(binding)).copied().collect()
    }

    /// Where the code of `owner` runs a node: the node itself, or the function around it that is made there and
    /// called later.
    fn point_in(&self, tree: &Tree, owner: ScopeId, node: NodeId) -> (NodeId, bool) {
        let mut point = node;
        let mut called_later = false;
        loop {
            let runner = self.runs_in(self.scope_at(tree, point));
            if runner == owner || self.scope(runner).parent.is_none() {
                return (point, called_later);
            }
            point = self.scope(runner).node;
            called_later = true;
        }
    }

    /// The bindings of `symbol` that may run after the point `from`.
    pub fn rebound_after(&self, tree: &Tree, symbol: SymbolId, from: NodeId) -> Vec<Binding> {
        self.bindings_of(symbol).filter(|binding| self.may_follow(tree, binding, from)).copied().collect()
    }

    /// The bindings of `symbol` that may run after `from` and before `to`.
    pub fn rebound_between(&self, tree: &Tree, symbol: SymbolId, from: NodeId, to: NodeId) -> Vec<Binding> {
        self.bindings_of(symbol).filter(|binding| self.may_come_between(tree, binding, from, to)).copied().collect()
    }

    /// Whether a read of a name sees what was bound in the same round of the innermost loop around both of `others`.
    pub fn is_of_same_round(&self, tree: &Tree, binding: &Binding, read: NodeId, others: (NodeId, NodeId)) -> bool {
        match loops(tree, others.0).find(|around| tree.is_within(others.1, *around)) {
            Some(around) => {
                // Where each branch of an `if` binds the name, none of an earlier round is left.
                let rebound = || {
                    let values: Vec<&Binding> = self.bindings_of(binding.symbol).filter(|b| gives_value(b)).collect();
                    let mut blocks = self.blocks(tree, read).take_while(|block| tree.is_within(block.node, around));
                    blocks.any(|block| self.is_bound_above(tree, &values, block))
                };
                tree.is_within(binding.name, around)
                    // The element of a comprehension stands in front of its loops.
                    && (binding.kind == BindingKind::Comprehension
                        || bind_point(tree, binding) <= tree.span(read).start)
                    && (self.dominates(tree, binding, read) || rebound())
            }
            None => true,
        }
    }

    /// Whether two nodes run in the same call of the same function.
    pub fn runs_together(&self, tree: &Tree, a: NodeId, b: NodeId) -> bool {
        self.runs_in(self.scope_at(tree, a)) == self.runs_in(self.scope_at(tree, b))
    }

    /// Whether a node stands behind another one in the same function, and may run in the same call of it.
    pub fn follows(&self, tree: &Tree, node: NodeId, from: NodeId) -> bool {
        self.runs_together(tree, node, from)
            && tree.span(node).start >= tree.span(from).end
            && !excludes(tree, node, from)
            && !leaves(tree, self, from, node)
    }

    /// Whether both nodes are in a loop of their function that may run one of them again after the other.
    pub fn shared_loop(&self, tree: &Tree, a: NodeId, b: NodeId) -> bool {
        loops(tree, a).any(|around| tree.is_within(b, around) && repeats(tree, around, b))
    }

    /// The function, or module or class body, in whose calls a scope's code runs: comprehensions run in place.
    fn runs_in(&self, scope: ScopeId) -> ScopeId {
        self.enclosing(scope)
            .find(|id| !matches!(self.scope(*id).kind, ScopeKind::Comprehension | ScopeKind::TypeParameters))
            .unwrap_or(scope)
    }

    fn may_follow(&self, tree: &Tree, binding: &Binding, from: NodeId) -> bool {
        if binding.kind == BindingKind::Annotation {
            return false;
        }
        let binder = self.runs_in(binding.scope);
        let mut point = from;
        let mut runner = self.runs_in(self.scope_at(tree, point));
        while runner != binder {
            // The point runs whenever its function is called: any time after the function was made.
            if !self.is_within(runner, binder) {
                return true;
            }
            point = self.scope(runner).node;
            let Some(parent) = self.scope(runner).parent else { return true };
            runner = self.runs_in(parent);
        }
        if self.shared_loop(tree, binding.name, point) && !leaves(tree, self, point, binding.name) {
            return true;
        }
        bind_point(tree, binding) > tree.span(point).start
            && !excludes(tree, binding.name, point)
            && !leaves(tree, self, point, binding.name)
    }

    fn may_come_between(&self, tree: &Tree, binding: &Binding, from: NodeId, to: NodeId) -> bool {
        if binding.kind == BindingKind::Annotation {
            return false;
        }
        let runner = self.runs_in(self.scope_at(tree, from));
        let together = self.runs_in(self.scope_at(tree, to)) == runner;
        if self.runs_in(binding.scope) != runner || !together {
            return self.may_follow(tree, binding, from) && !(together && self.waits(tree, binding, runner));
        }
        let around_one = |a: NodeId, b: NodeId| {
            loops(tree, a).filter(|l| !tree.is_within(b, *l)).any(|l| tree.is_within(binding.name, l))
        };
        if around_one(from, to) || around_one(to, from) {
            return true;
        }
        // A call runs when what is in it has been evaluated: `(p := Process(target=f)).start()`.
        let end = if tree.is_within(from, to) { tree.span(to).end } else { tree.span(to).start };
        let start = tree.span(from).start;
        let bound = bind_point(tree, binding);
        if end < start {
            return self.shared_loop(tree, from, to) && self.shared_loop(tree, binding.name, from);
        }
        start < bound && bound <= end && !excludes(tree, binding.name, from)
    }

    /// Whether the code that runs a binding waits while a function in it runs: one that is only ever called, and that
    /// never stops in the middle of a call.
    fn waits(&self, tree: &Tree, binding: &Binding, runner: ScopeId) -> bool {
        let binder = self.runs_in(binding.scope);
        let mut scope = runner;
        while scope != binder {
            let function = self.scope(scope).node;
            let stops = tree.has_token(function, "async")
                || tree
                    .subtree(function)
                    .any(|node| tree.kind(node) == Kind::Yield && self.runs_in(self.scope_at(tree, node)) == scope);
            let name = tree.child(function, Field::Name).and_then(|name| self.only_binding_at(name));
            // In another function, or a generator, the call may happen in a thread.
            let in_place = |reference: &Reference| {
                let caller = self.runs_in(reference.scope);
                let lazy = tree.kind(self.scope(reference.scope).node) == Kind::GeneratorExpression;
                !lazy && (self.is_within(runner, caller) || self.is_within(caller, scope))
            };
            let only_called = name.is_some_and(|name| {
                self.references_to(name.symbol).all(|reference| {
                    let call = tree.parent(reference.node);
                    let called = call.is_some_and(|call| tree.child(call, Field::Function) == Some(reference.node));
                    called && in_place(reference)
                })
            });
            let decorated = tree.parent(function).is_some_and(|outer| tree.kind(outer) == Kind::DecoratedDefinition);
            let plain = self.scope(scope).kind == ScopeKind::Function && !decorated;
            let Some(parent) = self.scope(scope).parent.filter(|_| plain && only_called && !stops) else {
                return false;
            };
            scope = self.runs_in(parent);
        }
        true
    }

    /// Whether the binding has run whenever `node` runs after it: it is an unconditional step of a block around the
    /// node, or the head of a statement around it.
    fn dominates(&self, tree: &Tree, binding: &Binding, node: NodeId) -> bool {
        if binding.kind == BindingKind::Parameter {
            return true;
        }
        let in_head = |kind: Kind, field: Field| {
            let mut around = tree.ancestors(binding.name).filter(|outer| tree.kind(*outer) == kind);
            around.next().is_some_and(|outer| {
                tree.child(outer, field).is_some_and(|body| tree.is_within(node, body))
                    && !tree.child(outer, field).is_some_and(|body| tree.is_within(binding.name, body))
            })
        };
        if in_head(Kind::ForStatement, Field::Body) || in_head(Kind::WithStatement, Field::Body) {
            return true;
        }
        if binding.kind == BindingKind::Comprehension {
            return true;
        }
        let clause = tree.ancestors(binding.name).find(|outer| {
            matches!(tree.kind(*outer), Kind::ExceptClause | Kind::CaseClause | Kind::Block | Kind::Module)
        });
        if matches!(binding.kind, BindingKind::Except | BindingKind::Match | BindingKind::Walrus)
            && clause.is_some_and(|clause| {
                tree.is_within(node, clause) && tree.kind(clause) != Kind::Block && tree.kind(clause) != Kind::Module
            })
        {
            return true;
        }
        let Some(block) = self.blocks(tree, binding.name).next() else { return false };
        let condition = tree.child(block.statement, Field::Condition).or(tree.child(block.statement, Field::Subject));
        let always = condition.is_some_and(|condition| {
            tree.is_within(binding.name, condition) && !is_optional(tree, binding.name, condition)
        });
        let simple = always
            || !matches!(
                tree.kind(block.statement),
                Kind::IfStatement
                    | Kind::WhileStatement
                    | Kind::TryStatement
                    | Kind::MatchStatement
                    | Kind::ForStatement
            );
        simple && tree.is_within(node, block.node)
    }
}

/// Whether an expression evaluates the part `inner` only at times: behind `and`, `or`, `if`, in a comprehension.
fn is_optional(tree: &Tree, inner: NodeId, expression: NodeId) -> bool {
    tree.ancestors(inner).take_while(|outer| tree.is_within(*outer, expression)).any(|outer| {
        matches!(
            tree.kind(outer),
            Kind::BooleanOperator
                | Kind::ConditionalExpression
                | Kind::ListComprehension
                | Kind::SetComprehension
                | Kind::DictionaryComprehension
                | Kind::GeneratorExpression
                | Kind::Lambda
        )
    })
}

/// Whether a `case` matches anything: `case _:` or `case name:`, without a guard.
fn is_irrefutable(tree: &Tree, clause: NodeId) -> bool {
    let guarded = tree.children(clause).any(|child| tree.kind(child) == Kind::IfClause);
    let pattern = tree.first_child(clause).map_or("", |pattern| tree.text(pattern));
    !guarded
        && !pattern.is_empty()
        && pattern.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !matches!(pattern, "None" | "True" | "False")
        && !pattern.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a node is in the element of the comprehension that binds the name, which stands in front of its loops.
fn in_element(tree: &Tree, binding: &Binding, node: NodeId) -> bool {
    let comprehension = tree.parent(binding.node).filter(|_| binding.kind == BindingKind::Comprehension);
    comprehension.is_some_and(|comprehension| {
        let first = tree.children(comprehension).find(|child| tree.kind(*child) == Kind::ForInClause);
        tree.is_within(node, comprehension) && first.is_some_and(|first| node < first)
    })
}

fn gives_value(binding: &Binding) -> bool {
    !matches!(binding.kind, BindingKind::Delete | BindingKind::Annotation)
}

/// Where a binding takes effect: after the value that it binds.
fn bind_point(tree: &Tree, binding: &Binding) -> usize {
    let end_of = |field| tree.child(binding.node, field).map(|part| tree.span(part).end);
    let end = match binding.kind {
        BindingKind::For | BindingKind::Comprehension => end_of(Field::Right),
        BindingKind::Parameter | BindingKind::Match => Some(tree.span(binding.name).start),
        BindingKind::Assignment | BindingKind::Augmented | BindingKind::Walrus => Some(tree.span(binding.node).end),
        _ => None,
    };
    end.unwrap_or_else(|| tree.span(binding.name).end)
}

/// The loops around a node within its function.
fn loops(tree: &Tree, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    tree.ancestors(node)
        .take_while(|outer| {
            !matches!(tree.kind(*outer), Kind::FunctionDefinition | Kind::Lambda | Kind::ClassDefinition)
        })
        .filter(|outer| {
            matches!(
                tree.kind(*outer),
                Kind::ForStatement
                    | Kind::WhileStatement
                    | Kind::ListComprehension
                    | Kind::SetComprehension
                    | Kind::DictionaryComprehension
                    | Kind::GeneratorExpression
            )
        })
}

/// Whether the loop runs the node again and again: the iterable of `for` and the `else` branch run once.
fn repeats(tree: &Tree, around: NodeId, node: NodeId) -> bool {
    let once = |part: Option<NodeId>| part.is_some_and(|part| tree.is_within(node, part));
    match tree.kind(around) {
        Kind::ForStatement => !once(tree.child(around, Field::Right)) && !once(tree.child(around, Field::Alternative)),
        Kind::WhileStatement => !once(tree.child(around, Field::Alternative)),
        _ => {
            let first = tree.children(around).find(|child| tree.kind(*child) == Kind::ForInClause);
            !once(first.and_then(|clause| tree.child(clause, Field::Right)))
        }
    }
}

/// Whether the two nodes are in branches of one `if` or `match` of which only one runs.
pub fn excludes(tree: &Tree, a: NodeId, b: NodeId) -> bool {
    let is_branch = |node: NodeId| {
        matches!(tree.field_in_parent(node), Some(Field::Consequence | Field::Alternative))
            || tree.kind(node) == Kind::CaseClause
    };
    let mut below = a;
    for outer in tree.ancestors(a) {
        if tree.is_within(b, outer) {
            let branching = matches!(tree.kind(outer), Kind::IfStatement | Kind::Block);
            let other = || std::iter::once(b).chain(tree.ancestors(b)).find(|node| tree.parent(*node) == Some(outer));
            return branching && is_branch(below) && other().is_some_and(|other| other != below && is_branch(other));
        }
        below = outer;
    }
    false
}

/// Whether control leaves the function after `from` without coming to `to`: a `return` or `raise` ends a block around
/// `from` that does not hold `to`.
fn leaves(tree: &Tree, module: &Module, from: NodeId, to: NodeId) -> bool {
    // An exception may be caught by `try`, or swallowed by a context manager.
    let caught = tree.ancestors(from).any(|outer| matches!(tree.kind(outer), Kind::TryStatement | Kind::WithStatement));
    let ends = |statement: NodeId| match tree.kind(statement) {
        Kind::ReturnStatement => !tree.is_within(to, statement),
        Kind::RaiseStatement => !caught,
        _ => false,
    };
    let finally = tree.ancestors(to).any(|outer| tree.kind(outer) == Kind::FinallyClause);
    if finally {
        return false;
    }
    for block in module.blocks(tree, from) {
        if ends(block.statement) {
            return true;
        }
        if tree.is_within(to, block.node) {
            return false;
        }
        let after = tree.children(block.node).skip_while(|child| *child <= block.statement);
        if after.into_iter().any(ends) {
            return true;
        }
        if module.scope_of(tree.parent(block.node).unwrap_or(block.node)).is_some() {
            return false;
        }
    }
    false
}
