//! The main guard of a script: every statement of the module that does more than define goes under it, in its order.
//!
//! Imports, definitions, and the plain values that definitions read stay outside, where every process finds them.

use crate::edit::{self, Edit};
use crate::finding::{Refusal, RefusalReason};
use crate::lift::statement::{self, Effect};
use crate::lift::{Lifted, place, refuse, render};
use crate::module::{BindingKind, SymbolId};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::text::Span;
use crate::value::Model;

/// The line that opens a guard.
const GUARD: &str = "if __name__ == \"__main__\":";

/// Puts a script's statements under the main guard. `starts` are nodes whose statements have to be among them.
///
/// # Errors
/// Where one of them can't be moved, or the order of what is left would matter.
pub fn add_main_guard(model: Model<'_>, starts: &[NodeId]) -> Result<Lifted, Refusal> {
    let tree = model.tree;
    if let Some(damage) = tree.damaged().first() {
        return refuse(RefusalReason::Damaged, *damage);
    }
    let mut plan = Plan::new(model, starts);
    plan.decide()?;
    let mut edits = plan.edits()?;
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    if !edit::is_applicable(tree.source().text(), &edits) {
        return refuse(RefusalReason::Damaged, tree.span(tree.root()));
    }
    let title = match plan.guard {
        Some(_) => "Move what the script runs under its main guard".to_owned(),
        None => "Put what the script runs under `if __name__ == \"__main__\":`".to_owned(),
    };
    let (labels, hints) = (Vec::new(), Vec::new());
    Ok(Lifted { title, edits, caveats: plan.caveats(), labels, hints })
}

struct Plan<'a, 's> {
    model: Model<'a>,
    starts: &'s [NodeId],
    /// The statements of the module.
    statements: Vec<NodeId>,
    effects: Vec<Effect>,
    /// The main guard that is there already, which takes the others.
    guard: Option<usize>,
    moved: Vec<bool>,
    /// Statements that act and stay all the same, since a definition needs them, each with the definition.
    forced: Vec<(usize, usize)>,
}

impl<'a, 's> Plan<'a, 's> {
    fn new(model: Model<'a>, starts: &'s [NodeId]) -> Self {
        let tree = model.tree;
        let statements: Vec<NodeId> = tree.children(tree.root()).collect();
        let guard = statements.iter().position(|statement| is_open_guard(model, *statement));
        let effects: Vec<Effect> = statements.iter().map(|statement| statement::effect(model, *statement)).collect();
        let moved = vec![false; statements.len()];
        Self { model, starts, statements, effects, guard, moved, forced: Vec::new() }
    }

    /// Decides what moves; repeated as long as a definition turns out to need what moves.
    fn decide(&mut self) -> Result<(), Refusal> {
        for _ in 0..=self.statements.len() {
            match self.decide_once()? {
                Some(forced) => self.forced.push(forced),
                None => return self.check(),
            }
        }
        self.check()
    }

    /// Decides with what is known to stay; answers a statement that has to stay, too, and what needs it.
    fn decide_once(&mut self) -> Result<Option<(usize, usize)>, Refusal> {
        let acts = |plan: &Self, index: usize| {
            plan.effects[index] == Effect::Acts
                && Some(index) != plan.guard
                && !plan.forced.iter().any(|(forced, _)| *forced == index)
        };
        self.moved = (0..self.statements.len()).map(|index| acts(self, index)).collect();
        let Some(first) = self.moved.iter().position(|moved| *moved) else { return Ok(None) };
        loop {
            let mut changed = false;
            for index in 0..self.statements.len() {
                if self.moved[index] || Some(index) == self.guard {
                    continue;
                }
                if self.is_forced(index) {
                    // It runs in every process, and so does what it needs.
                    match self.mover_before(index) {
                        Some(mover) => return self.force(mover, index),
                        None => continue,
                    }
                }
                let movable = matches!(self.effects[index], Effect::Keeps | Effect::SetsUp);
                if index > first
                    && let Some(mover) = self.mover_before(index)
                {
                    if !movable {
                        return self.force(mover, index);
                    }
                    self.moved[index] = true;
                    changed = true;
                } else if movable && self.effects[index] == Effect::Keeps && self.follows_along(index) {
                    self.moved[index] = true;
                    changed = true;
                }
            }
            if !changed {
                return Ok(None);
            }
        }
    }

    fn is_forced(&self, index: usize) -> bool {
        self.forced.iter().any(|(forced, _)| *forced == index)
    }

    /// A statement that moves, stands before this one, and whose order to it matters: it binds or changes what this one
    /// reads when it is run, or what it binds.
    fn mover_before(&self, index: usize) -> Option<usize> {
        let model = self.model;
        let (reads, binds, own) = (self.import_time_reads(index), self.binds(index), self.touches(index));
        let is_import = |index: usize| {
            matches!(model.tree.kind(self.statements[index]), Kind::ImportStatement | Kind::ImportFromStatement)
        };
        (0..index).filter(|earlier| self.moved[*earlier]).find(|earlier| {
            let touched = self.touches(*earlier);
            let bound = binds.iter().any(|symbol| touched.contains(symbol)) && !is_import(index);
            // What a name means that several statements bind or change depends on where it is read.
            let rebinds = self.effects[index] == Effect::Keeps
                && own.iter().any(|symbol| {
                    model.module.bindings_of(*symbol).any(|binding| {
                        binding.scope != model.module.module_scope() || binding.name < self.statements[index]
                    })
                });
            bound || rebinds || reads.iter().any(|symbol| touched.contains(symbol))
        })
    }

    /// Something that moves is needed when the module is imported: it stays, where nobody sees that it runs again.
    fn force(&self, mover: usize, needed_by: usize) -> Result<Option<(usize, usize)>, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let statement = self.statements[mover];
        let starts = self.starts.iter().any(|start| tree.is_within(*start, statement));
        let assigns = tree.kind(statement) == Kind::ExpressionStatement
            && tree.first_child(statement).is_some_and(|inner| tree.kind(inner) == Kind::Assignment);
        let visible = tree.subtree(statement).any(|node| {
            tree.kind(node) == Kind::Identifier
                && VISIBLE.contains(&tree.text(node))
                && model.module.symbol_at(node).is_some_and(|symbol| model.module.symbol(symbol).bindings.is_empty())
        });
        if assigns && !starts && !visible {
            return Ok(Some((mover, needed_by)));
        }
        let because = format!(
            "`{}` is needed when the file is imported, and stands behind code that has to go under the main guard; \
             move that code to the end of the file",
            first_line(model, self.statements[needed_by])
        );
        refuse(RefusalReason::Guard { because }, tree.span(statement))
    }

    /// Whether a plain value goes where the statements go that alone read it: it stands among them or right above.
    fn follows_along(&self, index: usize) -> bool {
        let (model, tree) = (self.model, self.model.tree);
        if matches!(tree.kind(self.statements[index]), Kind::ExpressionStatement)
            && tree.first_child(self.statements[index]).is_some_and(|inner| tree.kind(inner) == Kind::String)
        {
            return false;
        }
        let binds = self.touches(index);
        let hidden = binds.iter().all(|symbol| !model.module.symbol(*symbol).name.starts_with("__"));
        let read = binds.iter().any(|symbol| {
            model.module.references_to(*symbol).any(|reference| {
                let reader = self.index_of(reference.node);
                let guard = reader.filter(|reader| Some(*reader) == self.guard).map(|guard| self.statements[guard]);
                let asked = guard.and_then(|guard| tree.child(guard, Field::Condition));
                let by_guard = guard.is_some() && asked.is_none_or(|asked| !tree.is_within(reference.node, asked));
                reader != Some(index) && reader.is_none_or(|reader| !self.moved[reader] && !by_guard)
            })
        });
        let beside = (index + 1..self.statements.len())
            .find(|next| self.moved[*next] || self.effects[*next] == Effect::Defines)
            .is_some_and(|next| self.moved[next]);
        let among = (0..index).any(|earlier| self.moved[earlier]);
        !binds.is_empty() && hidden && !read && (beside || among)
    }

    fn index_of(&self, node: NodeId) -> Option<usize> {
        self.statements.iter().position(|statement| self.model.tree.is_within(node, *statement))
    }

    /// The names of the module that a statement binds.
    fn binds(&self, index: usize) -> Vec<SymbolId> {
        let module = self.model.module;
        let inside = |symbol: &SymbolId| {
            module.bindings_of(*symbol).any(|binding| {
                binding.scope == module.module_scope()
                    && self.model.tree.is_within(binding.name, self.statements[index])
                    && binding.kind != BindingKind::Annotation
            })
        };
        module.own_symbols(module.module_scope()).into_iter().filter(inside).collect()
    }

    /// The names of the module that a statement binds, or whose objects it changes.
    fn touches(&self, index: usize) -> Vec<SymbolId> {
        let (model, tree) = (self.model, self.model.tree);
        let mut found = self.binds(index);
        for node in tree.subtree(self.statements[index]).filter(|node| tree.kind(*node) == Kind::Identifier) {
            let changed = model.is_changed(node);
            found.extend(model.module.symbol_at(node).filter(|_| changed));
        }
        found
    }

    /// The names of the module that a statement reads when it is run.
    fn import_time_reads(&self, index: usize) -> Vec<SymbolId> {
        let (model, tree) = (self.model, self.model.tree);
        let names = tree
            .subtree(self.statements[index])
            .filter(|node| tree.kind(*node) == Kind::Identifier && model.function_around(*node).is_none());
        let mut found: Vec<SymbolId> = names
            .filter_map(|node| model.module.reference_at(node))
            .filter(|reference| !(model.module.lazy_annotations() && reference.annotation.is_some()))
            .map(|reference| reference.symbol)
            .filter(|symbol| model.module.symbol(*symbol).scope == model.module.module_scope())
            .collect();
        if self.is_forced(index) {
            self.add_reads_of_functions(&mut found);
        }
        found
    }

    /// Adds the names of the module that the functions read which are named, and those that these name.
    fn add_reads_of_functions(&self, found: &mut Vec<SymbolId>) {
        let (model, module) = (self.model, self.model.module);
        let mut next = 0;
        while let Some(symbol) = found.get(next).copied() {
            next += 1;
            let functions = module.bindings_of(symbol).filter(|binding| binding.kind == BindingKind::Function);
            let reads = functions.flat_map(|binding| module.references_in(model.tree, binding.node));
            for read in reads.map(|reference| reference.symbol).collect::<Vec<_>>() {
                if module.symbol(read).scope == module.module_scope() && !found.contains(&read) {
                    found.push(read);
                }
            }
        }
    }

    /// Whether every start moves, and can be moved.
    fn check(&self) -> Result<(), Refusal> {
        let tree = self.model.tree;
        for start in self.starts {
            let index = self.index_of(*start);
            if index.is_none_or(|index| !self.moved[index]) {
                let because = format!(
                    "`{}` starts processes while it defines something; start them in a function that the main guard \
                     calls",
                    first_line(self.model, index.map_or(*start, |index| self.statements[index]))
                );
                return refuse(RefusalReason::Guard { because }, tree.span(*start));
            }
        }
        for (index, statement) in self.statements.iter().enumerate().filter(|(index, _)| self.moved[*index]) {
            let lines = render::statement_lines(self.model, *statement);
            let shared = self
                .statements
                .iter()
                .enumerate()
                .find(|(other, node)| *other != index && !self.moved[*other] && lines.overlaps(tree.span(**node)));
            if shared.is_some() {
                let because =
                    "a statement that has to go under the main guard shares its line with one that stays; give each \
                     a line of its own"
                        .to_owned();
                return refuse(RefusalReason::Guard { because }, tree.span(*statement));
            }
            if let Some(import) = self.needed_import(*statement) {
                let because = format!(
                    "`{}` is imported by a statement that does more than import, and has to go under the main guard; \
                     import it on its own",
                    tree.text(import)
                );
                return refuse(RefusalReason::Guard { because }, tree.span(import));
            }
        }
        Ok(())
    }

    /// A name that a moved statement imports and a definition reads.
    fn needed_import(&self, statement: NodeId) -> Option<NodeId> {
        let (model, tree) = (self.model, self.model.tree);
        let module = model.module;
        tree.subtree(statement).filter(|node| tree.kind(*node) == Kind::Identifier).find(|name| {
            let binding = module
                .binding_at(*name)
                .filter(|binding| binding.kind == BindingKind::Import && binding.scope == module.module_scope());
            binding.is_some_and(|binding| {
                module.references_to(binding.symbol).any(|reference| {
                    self.index_of(reference.node).is_some_and(|reader| self.effects[reader] == Effect::Defines)
                })
            })
        })
    }

    /// Runs of neighbouring statements that move.
    fn runs(&self) -> Vec<Vec<usize>> {
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for index in (0..self.statements.len()).filter(|index| self.moved[*index]) {
            match runs.last_mut().filter(|run| run.last().is_some_and(|last| last + 1 == index)) {
                Some(run) => run.push(index),
                None => runs.push(vec![index]),
            }
        }
        runs
    }

    /// The lines of a run, with the comments attached to it.
    fn lines(&self, run: &[usize]) -> Span {
        let of = |index: Option<&usize>| {
            index.map_or(Span::empty(0), |index| render::statement_lines(self.model, self.statements[*index]))
        };
        Span::new(of(run.first()).start, of(run.last()).end)
    }

    fn edits(&self) -> Result<Vec<Edit>, Refusal> {
        let runs = self.runs();
        let unit = self.indent_unit(&runs);
        if let Some(guard) = self.guard {
            return self.fill_guard(guard, &runs, &unit);
        }
        let last_is_moved = self.moved.last() == Some(&true);
        let Some((last, earlier)) = runs.split_last() else { return Ok(Vec::new()) };
        let source = self.model.tree.source();
        let newline = source.newline();
        if !last_is_moved {
            let end = source.text().len();
            let open = if source.text().ends_with(['\n', '\r']) { "" } else { newline };
            let texts = self.texts(&runs, &unit)?;
            let mut edits = self.removals(&runs);
            let body = self.joined(&texts);
            edits.push(Edit::insert(end, format!("{open}{newline}{newline}{GUARD}{newline}{body}")));
            return Ok(edits);
        }
        let lines = self.lines(last);
        let mut edits = self.removals(earlier);
        let texts = self.texts(earlier, &unit)?;
        let gap = if texts.is_empty() { String::new() } else { newline.to_owned() };
        let above = self.blank_lines_wanted(last, lines.start);
        let head = format!("{}{GUARD}{newline}{}{gap}", newline.repeat(above), self.joined(&texts));
        edits.push(Edit::insert(lines.start, head));
        edits.extend(self.indented(lines, "", &unit));
        Ok(edits)
    }

    /// One level of indentation, as what moves has it, else as the file has it.
    fn indent_unit(&self, runs: &[Vec<usize>]) -> String {
        let tree = self.model.tree;
        let moved = runs.iter().flatten().flat_map(|index| tree.subtree(self.statements[*index]));
        let inner = moved.into_iter().find(|node| {
            tree.parent(*node).is_some_and(|block| tree.kind(block) == Kind::Block)
                && place::is_alone(self.model, *node)
        });
        render::indent_unit(self.model, inner.unwrap_or(tree.root()))
    }

    /// How many blank lines the new guard needs above it.
    fn blank_lines_wanted(&self, run: &[usize], offset: usize) -> usize {
        let source = self.model.tree.source();
        let Some(there) = place::blank_lines_above(source, offset) else { return 0 };
        let before = run.first().and_then(|index| index.checked_sub(1));
        let defines = before.is_some_and(|index| {
            let kind = self.model.tree.kind(self.statements[index]);
            matches!(kind, Kind::FunctionDefinition | Kind::ClassDefinition | Kind::DecoratedDefinition)
        });
        let wanted: usize = if defines { 2 } else { 1 };
        wanted.saturating_sub(there)
    }

    /// The runs as they stand under a guard.
    fn texts(&self, runs: &[Vec<usize>], indent: &str) -> Result<Vec<String>, Refusal> {
        let source = self.model.tree.source();
        let mut texts = Vec::new();
        for run in runs {
            let lines = self.lines(run);
            let Some(text) = edit::apply_within(source.text(), lines, &self.indented(lines, "", indent)) else {
                return refuse(RefusalReason::Damaged, lines);
            };
            texts.push(text.trim_end_matches(['\n', '\r']).to_owned());
        }
        Ok(texts)
    }

    fn joined(&self, texts: &[String]) -> String {
        let newline = self.model.tree.source().newline();
        let gap = newline.repeat(2);
        if texts.is_empty() { String::new() } else { format!("{}{newline}", texts.join(&gap)) }
    }

    /// New indents for lines; a form feed stays in front, where it counts for nothing.
    fn indented(&self, lines: Span, from: &str, to: &str) -> Vec<Edit> {
        let text = self.model.tree.source().text();
        let mut edits = render::reindent(self.model, lines, from, to, true);
        for edit in &mut edits {
            while edit.span.is_empty() && text.get(edit.span.start..).is_some_and(|rest| rest.starts_with('\x0c')) {
                edit.span = Span::empty(edit.span.start + 1);
            }
        }
        edits
    }

    /// Takes the runs out of their places; of the blank lines around each, the larger gap is left.
    fn removals(&self, runs: &[Vec<usize>]) -> Vec<Edit> {
        let source = self.model.tree.source();
        let gap = |above: usize, below: usize| source.slice(Span::new(above, below)).matches('\n').count();
        let removal = |run: &Vec<usize>| {
            let lines = self.lines(run);
            let above = render::above_blank_lines(self.model, lines.start);
            let below = render::below_blank_lines(self.model, lines.end);
            let is_first = run.first() == Some(&0);
            let is_last = run.last().map(|last| last + 1) == Some(self.statements.len());
            if is_first || (!is_last && gap(above, lines.start) > gap(lines.end, below)) {
                Edit::delete(Span::new(lines.start, below))
            } else {
                Edit::delete(Span::new(above, lines.end))
            }
        };
        runs.iter().map(removal).collect()
    }

    /// Moves the runs into the guard that is there: those above it to its top, those below it to its end.
    fn fill_guard(&self, guard: usize, runs: &[Vec<usize>], unit: &str) -> Result<Vec<Edit>, Refusal> {
        let (tree, source) = (self.model.tree, self.model.tree.source());
        let newline = source.newline();
        let statement = self.statements[guard];
        let Some(body) = tree.child(statement, Field::Consequence) else {
            return refuse(RefusalReason::Damaged, tree.span(statement));
        };
        let first = tree.children(body).next().unwrap_or(body);
        let start = tree.span(first).start;
        let own_line = source.slice(Span::new(source.line_start(start), start)).trim().is_empty();
        let indent = if own_line { source.indent_at(start).to_owned() } else { unit.to_owned() };
        let (above, below): (Vec<_>, Vec<_>) = runs.iter().cloned().partition(|run| run.first() < Some(&guard));
        let mut edits = self.removals(runs);
        let above = self.texts(&above, &indent)?;
        if !above.is_empty() {
            let text = self.joined(&above);
            if own_line {
                let at = place::attached_comments(self.model, start);
                edits.push(Edit::insert(at, text));
            } else {
                let head = source.text().get(..start).unwrap_or_default().trim_end_matches([' ', '\t']).len();
                edits.push(Edit::replace(Span::new(head, start), format!("{newline}{text}{indent}")));
            }
        }
        let below = self.texts(&below, &indent)?;
        if !below.is_empty() {
            let end = render::statement_lines(self.model, statement).end;
            if !own_line && above.is_empty() {
                let colon = source.text().get(..start).unwrap_or_default().trim_end_matches([' ', '\t']).len();
                edits.push(Edit::replace(Span::new(colon, start), format!("{newline}{indent}")));
            }
            let open = if source.slice(Span::new(0, end)).ends_with(['\n', '\r']) { "" } else { newline };
            edits.push(Edit::insert(end, format!("{open}{}", self.joined(&below))));
        }
        Ok(edits)
    }

    /// Why the script may do something else under the guard.
    fn caveats(&self) -> Vec<String> {
        let model = self.model;
        let mut caveats = Vec::new();
        for (statement, needed_by) in &self.forced {
            caveats.push(format!(
                "`{}` runs again in each child, since `{}` needs it",
                first_line(model, self.statements[*statement]),
                first_line(model, self.statements[*needed_by])
            ));
        }
        caveats.extend(self.unset_state());
        caveats.extend(self.overtaken_import());
        caveats.extend(self.exported());
        caveats
    }

    /// A call in front of the first start that may set up a module for the children, too: they no longer make it.
    fn unset_state(&self) -> Option<String> {
        let model = self.model;
        let first_start = self.starts.iter().filter_map(|start| self.index_of(*start)).min()?;
        let used = |module: &str| {
            let definitions = (0..self.statements.len()).filter(|index| self.effects[*index] == Effect::Defines);
            let mut names =
                definitions.flat_map(|index| model.module.references_in(model.tree, self.statements[index]));
            names.any(|name| {
                model.function_around(name.node).is_some()
                    && statement::library_of(model, name.node).as_deref() == Some(module)
            })
        };
        let call = (0..first_start)
            .filter(|index| self.moved[*index])
            .find(|index| statement::may_set(model, self.statements[*index]).is_some_and(|module| used(&module)))?;
        Some(format!(
            "`{}` no longer runs in the children, which use that module, too",
            first_line(model, self.statements[call])
        ))
    }

    /// An import that now comes before a call that may set up something for it.
    fn overtaken_import(&self) -> Option<String> {
        let (model, tree) = (self.model, self.model.tree);
        let is_import = |index: &usize| {
            let kind = tree.kind(self.statements[*index]);
            matches!(kind, Kind::ImportStatement | Kind::ImportFromStatement)
        };
        let import = (0..self.statements.len()).rev().find(is_import)?;
        let call = (0..import).filter(|index| self.moved[*index]).find(|index| {
            tree.subtree(self.statements[*index]).any(|node| {
                let function = tree.child(node, Field::Function).filter(|_| tree.has_role(node, Role::Call));
                function.is_some_and(|function| tree.text(function) != "print" && !statement::is_plain(model, node))
            })
        })?;
        Some(format!(
            "`{}` now runs before `{}`",
            first_line(model, self.statements[import]),
            first_line(model, self.statements[call])
        ))
    }

    /// A name that the file says other files may import.
    fn exported(&self) -> Option<String> {
        let (model, tree) = (self.model, self.model.tree);
        let exports = model.module.own_symbol(model.module.module_scope(), "__all__")?;
        let listed: Vec<&str> = model
            .module
            .bindings_of(exports)
            .flat_map(|binding| tree.subtree(model.module.statement(tree, binding.name)))
            .filter(|node| tree.kind(*node) == Kind::String)
            .map(|node| tree.text(node).trim_matches(['"', '\'']))
            .collect();
        let bound = (0..self.statements.len()).filter(|index| self.moved[*index]).flat_map(|index| self.binds(index));
        let name =
            bound.map(|symbol| &model.module.symbol(symbol).name).find(|name| listed.contains(&name.as_str()))?;
        Some(format!("`{name}` is in `__all__`, and is no longer there when another file imports this one"))
    }
}

/// Builtins that do what somebody sees.
const VISIBLE: &[&str] = &["print", "input", "open", "exec", "eval", "exit", "quit"];

/// Whether a statement is a main guard without other branches.
fn is_open_guard(model: Model<'_>, statement: NodeId) -> bool {
    let tree = model.tree;
    let plain = tree.kind(statement) == Kind::IfStatement && tree.child(statement, Field::Alternative).is_none();
    let body = tree.child(statement, Field::Consequence);
    plain
        && body.and_then(|body| tree.first_child(body)).is_some_and(|first| model.main_guard(first) == Some(statement))
}

/// The first line of a statement, to name it.
fn first_line(model: Model<'_>, statement: NodeId) -> &str {
    let tree = model.tree;
    // A decorated definition is known by its name.
    let definition = tree.child(statement, Field::Definition).unwrap_or(statement);
    tree.text(definition).lines().next().unwrap_or_default().trim_end_matches(':')
}
