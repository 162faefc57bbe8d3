//! Syntax: a parsed file as an arena of nodes. Parsing never fails; where the grammar gave up, the spans are known.
//! This is the only room that names tree-sitter: nothing borrowed from its tree leaves, only [`NodeId`]s.

mod query;
mod kinds;
mod copy;
mod change;
mod dead_end;
mod slice;
mod narrow;
mod reuse;

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

pub use query::Role;

use crate::text::{Source, Span};
use copy::Stretch;
use kinds::ByKind;

/// A node of a [`Tree`]. The order of ids is the order of the nodes in a preorder walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The id as a number that counts the nodes of the tree.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The id behind this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// Where this id is when what is from `from` on is from `to` on.
    #[must_use]
    pub fn moved(self, from: Self, to: Self) -> Self {
        if self < from { self } else { Self(self.0 - from.0 + to.0) }
    }
}

macro_rules! kinds {
    ($($variant:ident = $name:literal,)*) => {
        /// What a node is, by the names of tree-sitter-python. `Token` is any keyword or punctuation mark,
        /// `Other` any named node that nothing asks for by name.
        #[allow(missing_docs, reason = "the names are the grammar's")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($variant,)* Token, Other }

        impl Kind {
            /// How many kinds there are.
            const COUNT: usize = Kind::Other as usize + 1;
        }

        fn kind_of(name: &str) -> Kind {
            match name { $($name => Kind::$variant,)* _ => Kind::Other }
        }
    };
}

kinds! {
    AliasedImport = "aliased_import",
    ArgumentList = "argument_list",
    AsPattern = "as_pattern",
    AsPatternTarget = "as_pattern_target",
    AssertStatement = "assert_statement",
    Assignment = "assignment",
    Attribute = "attribute",
    AugmentedAssignment = "augmented_assignment",
    Await = "await",
    BinaryOperator = "binary_operator",
    Block = "block",
    BooleanOperator = "boolean_operator",
    BreakStatement = "break_statement",
    Call = "call",
    CaseClause = "case_clause",
    ClassDefinition = "class_definition",
    Comment = "comment",
    ComparisonOperator = "comparison_operator",
    ConcatenatedString = "concatenated_string",
    ConditionalExpression = "conditional_expression",
    ContinueStatement = "continue_statement",
    DecoratedDefinition = "decorated_definition",
    Decorator = "decorator",
    DefaultParameter = "default_parameter",
    DeleteStatement = "delete_statement",
    Dictionary = "dictionary",
    DictionaryComprehension = "dictionary_comprehension",
    DictionarySplat = "dictionary_splat",
    DictionarySplatPattern = "dictionary_splat_pattern",
    DottedName = "dotted_name",
    ElifClause = "elif_clause",
    Ellipsis = "ellipsis",
    ElseClause = "else_clause",
    Error = "ERROR",
    ExceptClause = "except_clause",
    ExpressionList = "expression_list",
    ExpressionStatement = "expression_statement",
    False = "false",
    FinallyClause = "finally_clause",
    Float = "float",
    ForInClause = "for_in_clause",
    ForStatement = "for_statement",
    FunctionDefinition = "function_definition",
    FutureImportStatement = "future_import_statement",
    GeneratorExpression = "generator_expression",
    GenericType = "generic_type",
    GlobalStatement = "global_statement",
    Identifier = "identifier",
    IfClause = "if_clause",
    IfStatement = "if_statement",
    ImportFromStatement = "import_from_statement",
    ImportStatement = "import_statement",
    Integer = "integer",
    Interpolation = "interpolation",
    KeywordArgument = "keyword_argument",
    KeywordSeparator = "keyword_separator",
    Lambda = "lambda",
    LambdaParameters = "lambda_parameters",
    List = "list",
    ListComprehension = "list_comprehension",
    ListPattern = "list_pattern",
    ListSplat = "list_splat",
    ListSplatPattern = "list_splat_pattern",
    MatchStatement = "match_statement",
    Module = "module",
    NamedExpression = "named_expression",
    None = "none",
    NonlocalStatement = "nonlocal_statement",
    NotOperator = "not_operator",
    Pair = "pair",
    Parameters = "parameters",
    ParenthesizedExpression = "parenthesized_expression",
    PassStatement = "pass_statement",
    PatternList = "pattern_list",
    PositionalSeparator = "positional_separator",
    PrintStatement = "print_statement",
    RaiseStatement = "raise_statement",
    RelativeImport = "relative_import",
    ReturnStatement = "return_statement",
    Set = "set",
    SetComprehension = "set_comprehension",
    Slice = "slice",
    String = "string",
    StringContent = "string_content",
    StringEnd = "string_end",
    StringStart = "string_start",
    Subscript = "subscript",
    True = "true",
    TryStatement = "try_statement",
    Tuple = "tuple",
    TuplePattern = "tuple_pattern",
    Type = "type",
    TypeAliasStatement = "type_alias_statement",
    TypeParameter = "type_parameter",
    TypedDefaultParameter = "typed_default_parameter",
    TypedParameter = "typed_parameter",
    UnaryOperator = "unary_operator",
    UnionType = "union_type",
    WhileStatement = "while_statement",
    WildcardImport = "wildcard_import",
    WithClause = "with_clause",
    WithItem = "with_item",
    WithStatement = "with_statement",
    Yield = "yield",
}

macro_rules! fields {
    ($($variant:ident = $name:literal,)*) => {
        /// The part that a node plays in its parent, by the names of tree-sitter-python.
        #[allow(missing_docs, reason = "the names are the grammar's")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field { $($variant,)* }

        // There is a bit for each in a set of them, or this can't be computed.
        const _: usize = u32::BITS as usize - [$($name,)*].len();

        fn field_of(name: &str) -> Option<Field> {
            match name { $($name => Some(Field::$variant),)* _ => None }
        }
    };
}

fields! {
    Alias = "alias",
    Alternative = "alternative",
    Argument = "argument",
    Arguments = "arguments",
    Attribute = "attribute",
    Body = "body",
    Condition = "condition",
    Consequence = "consequence",
    Definition = "definition",
    Function = "function",
    Key = "key",
    Left = "left",
    ModuleName = "module_name",
    Name = "name",
    Object = "object",
    Parameters = "parameters",
    ReturnType = "return_type",
    Right = "right",
    Subject = "subject",
    Subscript = "subscript",
    Superclasses = "superclasses",
    Type = "type",
    TypeParameters = "type_parameters",
    Value = "value",
}

/// A set of fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Fields(u32);

impl Fields {
    fn insert(&mut self, field: Field) {
        self.0 |= 1 << field as u32;
    }

    fn contains(self, field: Field) -> bool {
        self.0 & (1 << field as u32) != 0
    }
}

/// A node of the arena, which holds the nodes in preorder: the first child of a node stands behind it, and its next
/// sibling behind all that is in it.
#[derive(Clone, Debug, PartialEq)]
struct Node {
    start: u32,
    stop: u32,
    /// The node around this one; the root names itself.
    parent: NodeId,
    /// The id after the last descendant.
    end: NodeId,
    roles: query::Roles,
    kind: Kind,
    field: Option<Field>,
    /// The parts that its children play: what has none of a field need not be searched, which in damaged code may have
    /// thousands of children.
    fields: Fields,
}

impl Node {
    fn span(&self) -> Span {
        Span::new(self.start as usize, self.stop as usize)
    }

    /// Whether another node plays the same part, wherever it stands and however much is in it.
    fn is_alike(&self, other: &Self) -> bool {
        (self.kind, self.field, self.roles, self.fields) == (other.kind, other.field, other.roles, other.fields)
    }
}

/// The indentations that a text may have: the scanner of the grammar keeps those around a place in 1,024 bytes, and
/// ends the program where they don't fit. CPython takes no more than 100 levels.
const MOST_INDENTS: usize = 300;

/// Whether a text has more indentations than can be parsed.
fn is_too_deep(text: &str) -> bool {
    // A line that is indented so far begins with as many tabs at least, and one of them stands at every so many bytes.
    const LEAST: usize = MOST_INDENTS / 8;
    let bytes = text.as_bytes();
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\x0c');
    let blanks = |at: usize| {
        let (before, behind) = bytes.split_at(at);
        before.iter().rev().take_while(is_blank).count() + behind.iter().take_while(is_blank).count()
    };
    let is_far = |at: usize| bytes.get(at).is_some_and(|byte| is_blank(&byte)) && blanks(at) >= LEAST;
    if !(0..bytes.len()).step_by(LEAST).any(is_far) {
        return false;
    }
    let width = |line: &[u8]| {
        let blanks = line.iter().take_while(|blank| matches!(blank, b' ' | b'\t' | b'\x0c'));
        blanks.fold(0_usize, |width, blank| match blank {
            b'\t' => width + 8,
            b'\x0c' => 0,
            _ => width + 1,
        })
    };
    let widths = || text.as_bytes().split(|byte| matches!(byte, b'\n' | b'\r')).map(width);
    widths().any(|width| width >= MOST_INDENTS) && widths().collect::<FxHashSet<usize>>().len() > MOST_INDENTS
}

/// What the parser makes of a text, given what it made of the text before a change; none where it can make nothing.
fn parsed(text: &str, old: Option<&tree_sitter::Tree>) -> Option<tree_sitter::Tree> {
    if is_too_deep(text) { None } else { tree_of(text, old) }
}

/// The same for a text that is not too deep.
fn tree_of(text: &str, old: Option<&tree_sitter::Tree>) -> Option<tree_sitter::Tree> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_python::LANGUAGE.into()).ok()?;
    parser.parse(text, old)
}

/// What the last edit has made new of a tree ([`Tree::after`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// No node.
    Nothing,
    /// Some children of one node; the nodes around them have another end, those behind them another place.
    Nodes(Replaced),
    /// Every node, as far as anybody knows.
    Everything,
}

/// Nodes that others have taken the place of: those from `start` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The node that they are children of.
    pub parent: NodeId,
    /// The first of them.
    pub start: NodeId,
    /// The node behind them in the tree before.
    pub old_end: NodeId,
    /// The node behind them now.
    pub new_end: NodeId,
}

/// A parsed source.
#[derive(Debug)]
pub struct Tree {
    source: Source,
    nodes: Vec<Node>,
    /// See [`Tree::damaged`]; each span with its node.
    damaged: Vec<Span>,
    damaged_nodes: Vec<NodeId>,
    /// What the parser made of the source, for [`Tree::after`].
    parsed: Option<tree_sitter::Tree>,
    /// The part of the source of which `parsed` knows only that it has changed: it was parsed slice by slice.
    sliced: Option<Span>,
    /// The lines that were parsed alone and have an error.
    dead_ends: Vec<Span>,
    edited: Edited,
    by_kind: OnceLock<ByKind>,
}

impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source && self.nodes == other.nodes && self.damaged_nodes == other.damaged_nodes
    }
}

impl Tree {
    /// Parses a source. What the grammar can't make sense of is in [`Tree::damaged`].
    pub fn parse(source: Source) -> Self {
        let parsed = parsed(source.text(), None);
        Self::of(source, parsed)
    }

    /// Whether nothing is known of the source: it has more indentations than can be parsed.
    pub fn is_lost(&self) -> bool {
        self.kind(self.root()) == Kind::Module && self.damaged_nodes.first() == Some(&self.root())
    }

    /// The tree of a source and what the parser has made of it.
    fn of(source: Source, parsed: Option<tree_sitter::Tree>) -> Self {
        let root = NodeId(0);
        let copy = Stretch::new(root, root);
        let Stretch { nodes, damaged: damaged_nodes, .. } = match &parsed {
            Some(parsed) => copy.with(&[parsed.root_node()], source.text()),
            None => copy.lost(source.text().len()),
        };
        let damaged = damaged_nodes.iter().map(|node| nodes[node.index()].span()).collect();
        Self {
            source,
            nodes,
            damaged,
            damaged_nodes,
            parsed,
            sliced: None,
            dead_ends: Vec::new(),
            edited: Edited::Everything,
            by_kind: OnceLock::new(),
        }
    }

    /// The tree without what [`Tree::after`] saves time by.
    #[must_use]
    pub fn without_parser(self) -> Self {
        Self { parsed: None, ..self }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node: there is a module at least.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The source that was parsed.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The module node.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// Where the grammar gave up: spans that it skipped, and empty ones where it missed a token.
    pub fn damaged(&self) -> &[Span] {
        &self.damaged
    }

    /// What the last [`Tree::after`] has made new.
    pub fn edited(&self) -> Edited {
        self.edited
    }

    /// Whether there is an error: one that is a missing end of a line has no span in [`Tree::damaged`].
    pub fn has_error(&self) -> bool {
        !self.damaged.is_empty() || self.parsed.as_ref().is_some_and(|parsed| parsed.root_node().has_error())
    }

    /// Whether a damaged span touches `span`.
    pub fn is_damaged(&self, span: Span) -> bool {
        self.damaged.iter().any(|damage| damage.overlaps(span) || span.contains(*damage))
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// What the node is.
    pub fn kind(&self, id: NodeId) -> Kind {
        self.node(id).kind
    }

    /// The bytes of the node.
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span()
    }

    /// The text of the node.
    pub fn text(&self, id: NodeId) -> &str {
        self.source.slice(self.span(id))
    }

    /// The node around this one.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        Some(self.node(id).parent).filter(|parent| *parent != id)
    }

    /// The part that the node plays in its parent.
    pub fn field_in_parent(&self, id: NodeId) -> Option<Field> {
        self.node(id).field
    }

    /// Whether a query gave the node this role.
    pub fn has_role(&self, id: NodeId, role: Role) -> bool {
        self.node(id).roles.contains(role)
    }

    /// Whether a query gave the node any role.
    pub fn has_any_role(&self, id: NodeId) -> bool {
        self.node(id).roles != query::Roles::default()
    }

    /// Whether the node is a statement that only Python 2 has: `print x`, `exec code`. `print >>f, x` is an expression
    /// of Python 3, too, though nobody means it.
    pub fn is_python2(&self, id: NodeId) -> bool {
        self.has_role(id, Role::Python2)
    }

    /// All children, tokens and comments included.
    pub fn all_children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.node(id).end;
        let inside = move |child: NodeId| (child < end).then_some(child);
        std::iter::successors(inside(NodeId(id.0 + 1)), move |child| inside(self.node(*child).end))
    }

    /// The children that are not tokens or comments.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.all_children(id).filter(|child| !matches!(self.kind(*child), Kind::Token | Kind::Comment))
    }

    /// The first child that is no token or comment.
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.children(id).next()
    }

    /// The first child that plays the part `field`.
    pub fn child(&self, id: NodeId, field: Field) -> Option<NodeId> {
        let mut children = self.all_children(id);
        self.node(id).fields.contains(field).then(|| children.find(|child| self.node(*child).field == Some(field)))?
    }

    /// Whether a child is the token `text`.
    pub fn has_token(&self, id: NodeId, text: &str) -> bool {
        self.all_children(id).any(|child| self.kind(child) == Kind::Token && self.text(child) == text)
    }

    /// The node and everything in it, in preorder.
    pub fn subtree(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        (id.0..self.node(id).end.0).map(NodeId)
    }

    /// The id of the node, and the one behind all that is in it.
    pub fn range(&self, id: NodeId) -> (NodeId, NodeId) {
        (id, self.node(id).end)
    }

    /// The nodes of a kind, tokens excepted, that are `within` or in it, in preorder.
    pub fn of_kind(&self, within: NodeId, kind: Kind) -> &[NodeId] {
        let (start, end) = self.range(within);
        self.by_kind.get_or_init(|| ByKind::new(&self.nodes)).between(kind, start, end)
    }

    /// The nodes of a kind of the whole file, in preorder.
    pub fn all_of_kind(&self, kind: Kind) -> impl Iterator<Item = NodeId> + '_ {
        self.of_kind(self.root(), kind).iter().copied()
    }

    /// The 0-based line of an offset.
    pub fn row(&self, offset: usize) -> usize {
        self.source.lines().position(offset).0
    }

    /// The node's parent, that one's parent, and so on.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |node| self.parent(*node))
    }

    /// Whether `inner` is `outer` or in it.
    pub fn is_within(&self, inner: NodeId, outer: NodeId) -> bool {
        outer <= inner && inner < self.node(outer).end
    }

    /// The node with parentheses around it, or the node itself, as far out as they go.
    pub fn with_parentheses(&self, id: NodeId) -> NodeId {
        let mut outer = id;
        while let Some(parent) = self.parent(outer) {
            if self.kind(parent) != Kind::ParenthesizedExpression {
                break;
            }
            outer = parent;
        }
        outer
    }

    /// The expression inside any parentheses.
    pub fn without_parentheses(&self, id: NodeId) -> NodeId {
        let mut inner = id;
        while self.kind(inner) == Kind::ParenthesizedExpression {
            match self.first_child(inner) {
                Some(child) => inner = child,
                None => break,
            }
        }
        inner
    }

    /// The smallest node that holds the span, the root if there is none.
    pub fn smallest_around(&self, span: Span) -> NodeId {
        let mut node = self.root();
        while let Some(child) = self.all_children(node).find(|child| self.span(*child).contains(span)) {
            node = child;
        }
        node
    }
}
