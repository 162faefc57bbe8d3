//! The queries of `queries/*.scm`, compiled once. Every capture is a [`Role`]; a capture that is none is a defect
//! that `every_capture_is_a_role` finds.

use std::sync::OnceLock;

use tree_sitter::StreamingIterator;

const QUERIES: &str = concat!(
    include_str!("../../queries/scopes.scm"),
    include_str!("../../queries/bindings.scm"),
    include_str!("../../queries/references.scm"),
    include_str!("../../queries/calls.scm"),
    include_str!("../../queries/main_guard.scm"),
    include_str!("../../queries/dialect.scm"),
);

macro_rules! roles {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal,)*) => {
        /// What a query says of a node.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Role { $($(#[doc = $doc])* $variant,)* }

        impl Role {
            /// Every role with the name of its capture.
            const ALL: &[(&str, Role)] = &[$(($name, Role::$variant),)*];
        }
    };
}

roles! {
    /// A `def`.
    Function = "function",
    /// A `lambda`.
    Lambda = "lambda",
    /// A `class`.
    Class = "class",
    /// A comprehension or generator expression.
    Comprehension = "comprehension",
    /// A `type` statement (PEP 695).
    TypeAlias = "type-alias",
    /// The name of a `def`.
    FunctionName = "function-name",
    /// The name of a `class`.
    ClassName = "class-name",
    /// One parameter of a function or lambda, its default and annotation included.
    Parameter = "parameter",
    /// The target of an assignment.
    AssignmentTarget = "assignment-target",
    /// The target of an augmented assignment.
    AugmentedTarget = "augmented-target",
    /// The name that `:=` binds.
    WalrusTarget = "walrus-target",
    /// The target of a `for` statement.
    ForTarget = "for-target",
    /// The target of a `for` in a comprehension.
    ComprehensionTarget = "comprehension-target",
    /// The target of `with ... as`.
    WithTarget = "with-target",
    /// The name of `except ... as`.
    ExceptTarget = "except-target",
    /// What `del` unbinds.
    DeleteTarget = "delete-target",
    /// An import statement.
    Import = "import",
    /// A name that a pattern of `match` captures.
    MatchTarget = "match-target",
    /// A name in a `global` statement.
    GlobalName = "global-name",
    /// A name in a `nonlocal` statement.
    NonlocalName = "nonlocal-name",
    /// A type parameter (PEP 695), its bound included.
    TypeParameter = "type-parameter",
    /// The name of a `type` statement.
    TypeAliasName = "type-alias-name",
    /// An identifier that names an attribute or an argument, not a variable.
    Label = "label",
    /// A call.
    Call = "call",
    /// The `__name__` of a main guard.
    GuardName = "guard-name",
    /// The `"__main__"` of a main guard.
    GuardText = "guard-text",
    /// An `if` statement that compares `__name__` with `"__main__"`.
    MainGuard = "main-guard",
    /// A statement that only Python 2 has.
    Python2 = "python2",
}

/// The roles of one node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u32);

impl Roles {
    pub(super) fn insert(&mut self, role: Role) {
        self.0 |= 1 << role as u64;
    }

    pub(super) fn contains(self, role: Role) -> bool {
        self.0 & (1 << role as u64) != 0
    }
}

struct Compiled {
    query: tree_sitter::Query,
    /// The role of each capture, by its index.
    roles: Vec<Option<Role>>,
}

fn compiled() -> Option<&'static Compiled> {
    static COMPILED: OnceLock<Option<Compiled>> = OnceLock::new();
    COMPILED
        .get_or_init(|| {
            let query = tree_sitter::Query::new(&tree_sitter_python::LANGUAGE.into(), QUERIES).ok()?;
            let roles = query
                .capture_names()
                .iter()
                .map(|name| Role::ALL.iter().find(|(known, _)| known == name).map(|(_, role)| *role))
                .collect();
            Some(Compiled { query, roles })
        })
        .as_ref()
}

/// Runs the queries over a node of a parsed text; gives each node that was captured, by its id in the parser's tree,
/// with its role.
pub(super) fn roles(node: tree_sitter::Node<'_>, text: &str, mut give: impl FnMut(usize, Role)) {
    let Some(compiled) = compiled() else { return };
    let mut cursor = tree_sitter::QueryCursor::new();
    // Not `captures`: that gives captures of a pattern before the rest of it is known to match.
    let mut matches = cursor.matches(&compiled.query, node, text.as_bytes());
    while let Some(matched) = matches.next() {
        for capture in matched.captures() {
            if let Some(role) = compiled.roles.get(capture.index as usize).copied().flatten() {
                give(capture.node.id(), role);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_capture_is_a_role() {
        let compiled = compiled().expect("the queries compile");
        let names = compiled.query.capture_names();
        for (name, role) in names.iter().zip(&compiled.roles) {
            assert!(role.is_some(), "@{name} is no role");
        }
        for (name, _) in Role::ALL {
            assert!(names.contains(name), "no query captures @{name}");
        }
    }
}
