//! The name model after an edit in the body of a function: what the walk has collected of that function is collected
//! anew, what it has collected of the rest stays and is renumbered, and every name is resolved again.
//!
//! That is what a walk over the whole tree collects, because what it collects of a node depends on that node, on the
//! scope that runs it and on the names of the classes around it. A body declares names for the scopes in it only, so
//! those around the function know of their names what they knew before: its head tells them, and that is the same.
//! What a use means depends on all uses and scopes, so nothing of that stays. A name that the file no longer has keeps
//! its number, as long as there are few of these; a name that no symbol has is not used.

use std::sync::OnceLock;

use super::build::{self, Builder, Meaning, Use};
use super::{Mangling, Module, Scope, ScopeId};
use crate::syntax::{Edited, Field, Kind, NodeId, Replaced, Tree};

/// How many names are kept beyond twice the number of symbols.
const MOST_NAMES: usize = 2_000;

/// How the ids behind what is built anew move.
#[derive(Clone, Copy)]
struct Moves {
    /// The first node behind the function, as it was and as it is.
    nodes: (NodeId, NodeId),
    /// The first scope behind those of the function, as it was and as it is.
    scopes: (usize, usize),
}

impl Moves {
    fn node(self, node: NodeId) -> NodeId {
        node.moved(self.nodes.0, self.nodes.1)
    }

    fn scope(self, scope: ScopeId) -> ScopeId {
        let (from, to) = self.scopes;
        if scope.index() < from { scope } else { ScopeId((scope.index() - from + to) as u32) }
    }

    fn use_of(self, found: Use) -> Use {
        let meaning = match found.meaning {
            Meaning::Binds { kind, construct, owner } => {
                Meaning::Binds { kind, construct: self.node(construct), owner: self.scope(owner) }
            }
            Meaning::Reads { annotation } => Meaning::Reads { annotation: annotation.map(|node| self.node(node)) },
        };
        Use { node: self.node(found.node), scope: self.scope(found.scope), meaning, ..found }
    }

    fn scope_of(self, scope: Scope) -> Scope {
        let mangling = scope.mangling.map(|mangling| Mangling {
            only_names_of: mangling.only_names_of.map(|scope| self.scope(scope)),
            ..mangling
        });
        Scope { node: self.node(scope.node), parent: scope.parent.map(|parent| self.scope(parent)), mangling, ..scope }
    }
}

/// The name model of a tree after its last edit, given that of the tree before.
pub(super) fn rebuild(module: Module, tree: &Tree) -> Module {
    match tree.edited() {
        Edited::Nothing => module,
        Edited::Nodes(replaced) if module.names.len() < 2 * module.symbols.len() + MOST_NAMES => {
            match function_around(&module, tree, replaced) {
                Some((function, first)) => rebuild_function(module, tree, function, first, replaced),
                None => build::build(tree),
            }
        }
        Edited::Nodes(_) | Edited::Everything => build::build(tree),
    }
}

/// The innermost function whose body has what was replaced, with the first scope that it opens; none where its place
/// is not that of a statement.
fn function_around(module: &Module, tree: &Tree, replaced: Replaced) -> Option<(NodeId, usize)> {
    let mut around = std::iter::once(replaced.parent).chain(tree.ancestors(replaced.parent));
    let function = around.find(|node| {
        let body = tree.child(*node, Field::Body).filter(|_| tree.kind(*node) == Kind::FunctionDefinition);
        body.is_some_and(|body| tree.is_within(replaced.parent, body))
    })?;
    let mut outer = tree.ancestors(function);
    let is_statement = outer.all(|outer| {
        matches!(
            tree.kind(outer),
            Kind::Module
                | Kind::Block
                | Kind::ClassDefinition
                | Kind::FunctionDefinition
                | Kind::DecoratedDefinition
                | Kind::IfStatement
                | Kind::ElifClause
                | Kind::ElseClause
                | Kind::ForStatement
                | Kind::WhileStatement
                | Kind::WithStatement
                | Kind::TryStatement
                | Kind::ExceptClause
                | Kind::FinallyClause
        )
    });
    let first = module.scopes.iter().position(|scope| scope.node == function).filter(|_| is_statement)?;
    Some((function, first))
}

fn rebuild_function(module: Module, tree: &Tree, function: NodeId, first: usize, replaced: Replaced) -> Module {
    let mut module = module.unresolved();
    let end = tree.range(function).1;
    let old_end = end.moved(replaced.new_end, replaced.old_end);
    let is_inside = |node: NodeId| function <= node && node < old_end;
    // The scope of `Module::nowhere` stands behind all others.
    module.scopes.pop();
    let Some(outer) = module.scopes.get(first).and_then(|scope| scope.parent) else { return build::build(tree) };
    let count = module.scopes[first..].iter().take_while(|scope| is_inside(scope.node)).count();
    let last = first + count;

    let scopes = cut(&mut module.scopes, first, last);
    let (from, to) = part(&module.uses, function, old_end, |found| found.node);
    let uses = cut(&mut module.uses, from, to);
    // The function itself is noted by what is around it.
    let (from, to) = part(&module.scope_from_node, function.next(), old_end, |(node, _)| *node);
    let noted = cut(&mut module.scope_from_node, from, to);
    let (from, to) = part(&module.global_names, function, old_end, |node| *node);
    let globals = (cut(&mut module.global_names, from, to), cut(&mut module.global_uses, from, to));
    let (from, to) = part(&module.nonlocal_names, function, old_end, |node| *node);
    let nonlocals = (cut(&mut module.nonlocal_names, from, to), cut(&mut module.nonlocal_uses, from, to));
    let (from, to) = part(&module.lazy_imports, function, old_end, |node| *node);
    let lazy_imports = cut(&mut module.lazy_imports, from, to);

    let mut builder = Builder::new(tree, module);
    builder.walk_in(function, outer);
    let module = builder.collected();
    let moves = Moves { nodes: (old_end, end), scopes: (last, module.scopes.len()) };
    let moved = |(name, scope)| (name, moves.scope(scope));
    module.scopes.extend(scopes.into_iter().map(|scope| moves.scope_of(scope)));
    module.uses.extend(uses.into_iter().map(|found| moves.use_of(found)));
    module.scope_from_node.extend(noted.into_iter().map(|(node, scope)| (moves.node(node), moves.scope(scope))));
    module.global_names.extend(globals.0.into_iter().map(|node| moves.node(node)));
    module.global_uses.extend(globals.1.into_iter().map(moved));
    module.nonlocal_names.extend(nonlocals.0.into_iter().map(|node| moves.node(node)));
    module.nonlocal_uses.extend(nonlocals.1.into_iter().map(moved));
    module.lazy_imports.extend(lazy_imports.into_iter().map(|node| moves.node(node)));
    builder.finish()
}

/// Which of things in source order stand in a range of nodes.
fn part<T>(things: &[T], start: NodeId, end: NodeId, node: impl Fn(&T) -> NodeId) -> (usize, usize) {
    (things.partition_point(|thing| node(thing) < start), things.partition_point(|thing| node(thing) < end))
}

/// Takes what stands from `from` on out of a list; answers what stands from `to` on.
fn cut<T>(things: &mut Vec<T>, from: usize, to: usize) -> Vec<T> {
    let behind = things.split_off(to);
    things.truncate(from);
    behind
}

impl Module {
    /// What was collected, without what was resolved of it.
    fn unresolved(mut self) -> Self {
        for name in self.scopes.iter_mut().flat_map(|scope| scope.names.values_mut()) {
            name.symbol = None;
            name.meaning = None;
        }
        self.symbols.clear();
        self.bindings.clear();
        self.references.clear();
        self.scopes_at = OnceLock::new();
        self.free = OnceLock::new();
        self.by_name = OnceLock::new();
        self
    }
}
