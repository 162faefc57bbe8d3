//! Syntax: a parsed file as an arena of nodes. Parsing never fails; where the grammar gave up, the spans are known.
//! This is the only room that names tree-sitter: nothing borrowed from its tree leaves, only [`NodeId`]s.

mod query;

use rustc_hash::FxHashMap;

pub use query::Role;

use crate::text::{Source, Span};

/// A node of a [`Tree`]. The order of ids is the order of the nodes in a preorder walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    fn index(self) -> usize {
        self.0 as usize
    }
}

macro_rules! kinds {
    ($($variant:ident = $name:literal,)*) => {
        /// What a node is, by the names of tree-sitter-python. `Token` is any keyword or punctuation mark,
        /// `Other` any named node that nothing asks for by name.
        #[allow(missing_docs, reason = "the names are the grammar's")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $($variant,)* Token, Other }

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

#[derive(Debug)]
struct Node {
    kind: Kind,
    field: Option<Field>,
    span: Span,
    parent: Option<NodeId>,
    first_child: Option<NodeId>,
    next_sibling: Option<NodeId>,
    /// The id after the last descendant.
    end: NodeId,
    roles: query::Roles,
}

/// A parsed source.
#[derive(Debug)]
pub struct Tree {
    source: Source,
    nodes: Vec<Node>,
    damaged: Vec<Span>,
}

impl Tree {
    /// Parses a source. What the grammar can't make sense of is in [`Tree::damaged`].
    pub fn parse(source: Source) -> Self {
        let mut tree = Self { source, nodes: Vec::new(), damaged: Vec::new() };
        let mut parser = tree_sitter::Parser::new();
        let parsed = match parser.set_language(&tree_sitter_python::LANGUAGE.into()) {
            Ok(()) => parser.parse(tree.source.text(), None),
            Err(_) => None,
        };
        if let Some(parsed) = parsed {
            let ids = tree.copy_nodes(&parsed);
            for (id, role) in query::roles(&parsed, tree.source.text(), &ids) {
                tree.nodes[id.index()].roles.insert(role);
            }
        } else {
            let whole = Span::new(0, tree.source.text().len());
            tree.damaged.push(whole);
            tree.nodes.push(Node {
                kind: Kind::Module,
                field: None,
                span: whole,
                parent: None,
                first_child: None,
                next_sibling: None,
                end: NodeId(1),
                roles: query::Roles::default(),
            });
        }
        tree
    }

    /// Copies the parsed tree into the arena; answers the id of each tree-sitter node.
    fn copy_nodes(&mut self, parsed: &tree_sitter::Tree) -> FxHashMap<usize, NodeId> {
        let mut ids = FxHashMap::default();
        let mut cursor = parsed.walk();
        let mut open: Vec<(NodeId, Option<NodeId>)> = Vec::new();
        loop {
            let id = self.copy_node(&cursor, &mut open);
            ids.insert(cursor.node().id(), id);
            if cursor.goto_first_child() {
                open.push((id, None));
                continue;
            }
            self.close(id);
            while !cursor.goto_next_sibling() {
                let Some((parent, _)) = open.pop() else { return ids };
                cursor.goto_parent();
                self.close(parent);
            }
        }
    }

    /// Appends the cursor's node as the next child of the last open one.
    fn copy_node(&mut self, cursor: &tree_sitter::TreeCursor<'_>, open: &mut [(NodeId, Option<NodeId>)]) -> NodeId {
        let node = cursor.node();
        let id = NodeId(self.nodes.len() as u32);
        let mut parent = None;
        if let Some((open_node, last_child)) = open.last_mut() {
            match last_child {
                Some(previous) => self.nodes[previous.index()].next_sibling = Some(id),
                None => self.nodes[open_node.index()].first_child = Some(id),
            }
            *last_child = Some(id);
            parent = Some(*open_node);
        }
        let range = node.byte_range();
        let span = Span::new(range.start, range.end);
        if node.is_error() || node.is_missing() {
            self.damaged.push(span);
        }
        self.nodes.push(Node {
            kind: if node.is_named() { kind_of(node.kind()) } else { Kind::Token },
            field: cursor.field_name().and_then(field_of),
            span,
            parent,
            first_child: None,
            next_sibling: None,
            end: id,
            roles: query::Roles::default(),
        });
        id
    }

    fn close(&mut self, id: NodeId) {
        self.nodes[id.index()].end = NodeId(self.nodes.len() as u32);
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
        self.node(id).span
    }

    /// The text of the node.
    pub fn text(&self, id: NodeId) -> &str {
        self.source.slice(self.span(id))
    }

    /// The node around this one.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    /// The part that the node plays in its parent.
    pub fn field_in_parent(&self, id: NodeId) -> Option<Field> {
        self.node(id).field
    }

    /// Whether a query gave the node this role.
    pub fn has_role(&self, id: NodeId, role: Role) -> bool {
        self.node(id).roles.contains(role)
    }

    /// Whether the node is a statement that only Python 2 has: `print x`, `exec code`. `print >>f, x` is an expression
    /// of Python 3, too, though nobody means it.
    pub fn is_python2(&self, id: NodeId) -> bool {
        self.has_role(id, Role::Python2)
    }

    /// All children, tokens and comments included.
    pub fn all_children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first_child, |child| self.node(*child).next_sibling)
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
        self.all_children(id).find(|child| self.node(*child).field == Some(field))
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
