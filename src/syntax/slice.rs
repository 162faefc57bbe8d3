//! A change within a few statements of one block: they are parsed alone, which takes less time than to find out that
//! everything else is as it was.
//!
//! Such a slice is whole lines, from a statement that starts in front of the change to one that starts on a line behind
//! it. What is read in front of the slice is the same as before, because the slice still begins with the same
//! character. To see that what stands behind it is, too, `pass` takes its place: a keyword that continues nothing. If
//! that is then the next statement of the same block, and there is no error, the slice means the same in the whole.
//! Statements of an inner block are parsed in a class that stands for what is around them: of that, the scanner sees
//! the indentation only, and no statement of the grammar depends on it.
//!
//! A slice with an error is taken where the error is certain whatever stands around it (`dead_end`): then the whole
//! text has it, too. Until it is repaired, other slices are taken around it.

use super::change::Change;
use super::copy::Stretch;
use super::dead_end::is_dead_end;
use super::{Kind, NodeId, Tree, tree_of};
use crate::text::Span;

/// What an indented slice stands in.
const HEAD: &str = "class _:\n";

/// More bytes than are worth to be parsed alone.
const MOST_BYTES: usize = 16_384;

/// What stands behind a slice.
const BEHIND: &str = "pass\n";

/// Statements of one block.
struct Slice<'t> {
    block: NodeId,
    /// The first of them.
    start: NodeId,
    /// The one behind the last of them.
    end: NodeId,
    /// Their lines, before the change.
    lines: Span,
    indent: &'t str,
    is_last: bool,
}

/// The new nodes of some statements.
pub(super) struct Reading {
    pub(super) block: NodeId,
    /// The first of the old statements.
    pub(super) start: NodeId,
    /// The one behind the last of them.
    pub(super) end: NodeId,
    pub(super) copy: Stretch,
    /// The lines of the old statements.
    pub(super) lines: Span,
    /// Where the code starts, if the slice is the start of the file.
    pub(super) first: Option<usize>,
    /// Where the module ends, if the slice is the end of the file.
    pub(super) last: Option<usize>,
}

impl Tree {
    /// The statements around a change as the new text has them; none where they can't be parsed alone, or are most of
    /// the file.
    pub(super) fn read_slice(&self, change: Change, new: &str) -> Option<Reading> {
        self.slices(change, new).iter().rev().find_map(|slice| self.read(slice, change, new))
    }

    /// The slices around a change, outer ones first.
    fn slices(&self, change: Change, new: &str) -> Vec<Slice<'_>> {
        let mut found = Vec::new();
        let mut id = self.root();
        loop {
            if matches!(self.kind(id), Kind::Module | Kind::Block) {
                found.extend(self.slice(id, change, new));
            }
            let holds = |child: &NodeId| {
                let span = self.span(*child);
                span.start < change.start && change.old_end < span.end
            };
            match self.all_children(id).find(holds) {
                Some(inner) if leads_to_block(self.kind(id), self.kind(inner)) => id = inner,
                _ => break,
            }
        }
        found
    }

    fn slice(&self, block: NodeId, change: Change, new: &str) -> Option<Slice<'_>> {
        let old = self.source.text();
        let is_module = block == self.root();
        let indent = if is_module { "" } else { self.source.indent_at(self.span(self.first_child(block)?).start) };
        if !is_module && (indent.is_empty() || !indent.bytes().all(|byte| matches!(byte, b' ' | b'\t'))) {
            return None;
        }
        let (mut first, mut behind) = (None, None);
        for child in self.children(block) {
            let start = self.span(child).start;
            if self.dead_ends.iter().any(|lines| lines.start + indent.len() < start && start < lines.end) {
                continue;
            }
            if start < change.start {
                first = starts_line(old, start, indent).map(|line| (child, line)).or(first);
            } else if let Some(line) = starts_line(old, start, indent).filter(|line| *line > change.old_end)
                && starts_line(new, change.moved(start), indent).is_some()
            {
                behind = Some((child, line));
                break;
            }
        }
        let first = first.or(is_module.then_some((NodeId(1), 0)));
        let is_last = behind.is_none();
        let behind = behind.or(is_module.then_some((self.range(block).1, old.len())));
        let ((start, from), (end, to)) = first.zip(behind)?;
        let size = change.moved(to) - from;
        let is_small = size < MOST_BYTES && size * 2 < new.len();
        is_small.then(|| Slice { block, start, end, lines: Span::new(from, to), indent, is_last })
    }

    fn read(&self, slice: &Slice<'_>, change: Change, new: &str) -> Option<Reading> {
        let Slice { block, start, end, lines, indent, is_last } = *slice;
        let is_module = block == self.root();
        let head = if is_module { "" } else { HEAD };
        let behind = if is_last { "" } else { BEHIND };
        let own = new.get(lines.start..change.moved(lines.end))?;
        let text = if is_last { own.to_owned() } else { format!("{head}{own}{indent}{behind}") };
        let parsed = tree_of(&text, None)?;
        let root = parsed.root_node();
        if root.has_error() {
            let statements = head.len() + indent.len()..head.len() + own.len();
            let is_within = own.lines().all(|line| line.trim().is_empty() || line.starts_with(indent));
            if !is_within || !is_dead_end(&text, statements, is_last) {
                return None;
            }
        }
        let first = (is_module && lines.start == 0).then(|| root.start_byte());
        let last = is_last.then(|| lines.start + root.end_byte());
        let whole = |copy| Reading { block, start, end, copy, lines, first, last };
        let stretch = Stretch::new(start, block);
        match statements_in(root, is_module, (!is_last).then(|| text.len() - BEHIND.len())) {
            Some(statements) => {
                let copy = stretch.moved(head.len(), lines.start).with(&statements, &text);
                (copy.damaged.is_empty() != root.has_error()).then(|| whole(copy))
            }
            // The parser has taken what is around the statements for a part of the error.
            None if root.has_error() && first.is_none() && !is_last => {
                let alone = own.get(indent.len()..)?;
                let parsed = tree_of(alone, None)?;
                let root = parsed.root_node();
                let statements = if root.kind() == "module" { children(root) } else { vec![root] };
                let copy = stretch.moved(0, lines.start + indent.len()).with(&statements, alone);
                (!copy.damaged.is_empty()).then(|| whole(copy))
            }
            None => None,
        }
    }
}

/// The statements of a slice that was parsed, without the one that stands for what is `behind` it, where something is;
/// none where the parser has made anything else of them.
fn statements_in(
    root: tree_sitter::Node<'_>,
    is_module: bool,
    behind: Option<usize>,
) -> Option<Vec<tree_sitter::Node<'_>>> {
    let mut around = Some(root).filter(|root| root.kind() == "module")?;
    if !is_module {
        let class = root.child(0).filter(|_| root.child_count() == 1)?;
        around = class.child_by_field_name("body").filter(|_| class.child_count() == 4)?;
    }
    let mut statements = children(around);
    if let Some(at) = behind {
        statements.pop().filter(|last| last.kind() == "pass_statement" && last.start_byte() == at)?;
    }
    Some(statements)
}

/// The children of a node of the parser, tokens included.
pub(super) fn children(node: tree_sitter::Node<'_>) -> Vec<tree_sitter::Node<'_>> {
    let mut cursor = node.walk();
    node.children(&mut cursor).collect()
}

/// Whether a change in a child can be one of the statements in a block of it.
pub(super) fn leads_to_block(parent: Kind, child: Kind) -> bool {
    match parent {
        Kind::Module | Kind::Block | Kind::Error => matches!(
            child,
            Kind::Error
                | Kind::ClassDefinition
                | Kind::FunctionDefinition
                | Kind::DecoratedDefinition
                | Kind::IfStatement
                | Kind::ForStatement
                | Kind::WhileStatement
                | Kind::WithStatement
                | Kind::TryStatement
        ),
        Kind::DecoratedDefinition => matches!(child, Kind::ClassDefinition | Kind::FunctionDefinition),
        _ => matches!(
            child,
            Kind::Block | Kind::ElifClause | Kind::ElseClause | Kind::ExceptClause | Kind::FinallyClause
        ),
    }
}

/// The start of the line of which a statement is the first, in a block of this indentation. The statement has to begin
/// with a letter or an `@`, which continue no other one, and no backslash may stand right before the line: whether that
/// is a node depends on what follows.
fn starts_line(text: &str, start: usize, indent: &str) -> Option<usize> {
    let line = start.checked_sub(indent.len())?;
    let begins = |first: char| first.is_alphabetic() || matches!(first, '_' | '@');
    let is_first = text.get(line..)?.strip_prefix(indent)?.starts_with(begins);
    let before = text.get(..line)?;
    let is_own = before.is_empty() || before.ends_with('\n');
    (is_first && is_own && !before.trim_end().ends_with('\\')).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    /// Which part of a new text is parsed alone after a change.
    fn sliced(old: &str, new: &str) -> Option<String> {
        let filler = "z = 1\n".repeat(30);
        let source = |text: &str| Source::from_text(format!("{filler}{text}{filler}"));
        let tree = Tree::parse(source(old)).after(source(new));
        assert!(tree == Tree::parse(source(new)), "{new}");
        tree.sliced.map(|span| tree.source.slice(span).to_owned())
    }

    #[test]
    fn the_innermost_statements_are_parsed_alone() {
        let old = "class C:\n    a = 1\n    def f(self):\n        x = 1\n        y = 2\n    b = 1\n";
        let new = |from, to| sliced(old, &old.replace(from, to));
        assert_eq!(new("x = 1", "x = 21").as_deref(), Some("        x = 21\n"));
        assert_eq!(new("a = 1", "a = [\n1]").as_deref(), Some("    a = [\n1]\n"));
        assert_eq!(new("y = 2", "y = 21").as_deref(), Some("    def f(self):\n        x = 1\n        y = 21\n"));
        assert_eq!(new("C:", "CD:").map(|slice| slice.starts_with("class CD")), Some(true));
        assert_eq!(sliced("a = 1\nb = 2\n", "a = 1; \\\nb = 2\n").as_deref(), Some("a = 1; \\\nb = 2\n"));
    }

    #[test]
    fn an_error_that_is_certain_stays_in_its_slice() {
        let (old, new) = ("a = 1\nb = 2\nc = 3\n", "a = 1\nb x = 2\nc = 3\n");
        let source = |text: &str| Source::from_text(text.to_owned() + &"z = 1\n".repeat(30));
        let tree = Tree::parse(source(old)).after(source(new));
        assert_eq!(tree.dead_ends, [Span::new(6, 14)]);
        let tree = tree.after(source(&new.replace('c', "cd")));
        assert_eq!((tree.sliced, &tree.dead_ends[..]), (Some(Span::new(6, 21)), &[Span::new(6, 14)][..]));
        let tree = tree.after(source(old));
        assert!(tree.dead_ends.is_empty() && tree == Tree::parse(source(old)));
    }

    #[test]
    fn an_open_bracket_is_an_error_in_its_slice() {
        let old = "def f():\n    a = 1\n    b = 2\n";
        let source = |text: &str| Source::from_text(text.to_owned() + &"z = 1\n".repeat(30));
        let tree = Tree::parse(source(old)).after(source(&old.replace("a =", "a( =")));
        assert_eq!(tree.sliced.map(|span| tree.source.slice(span)), Some("    a( = 1\n"));
        let line = Span::new(13, 23);
        assert!(tree.has_error() && tree.damaged().iter().all(|span| line.contains(*span)), "{:?}", tree.damaged());
        let tree = tree.after(source(old));
        assert!(tree.dead_ends.is_empty() && tree == Tree::parse(source(old)));
    }

    #[test]
    fn what_reaches_beyond_a_slice_is_not_parsed_alone() {
        for (old, new) in [("a = 1\nb = 2\n", "a = '''1\nb = 2\n"), ("if a:\n    b\nelsf\n", "if a:\n    b\nelse\n")] {
            let source = |text: &str| Source::from_text(text.to_owned() + &"z = 1\n".repeat(30));
            assert_eq!(Tree::parse(source(old)).after(source(new)).sliced, None, "{new}");
        }
    }
}
