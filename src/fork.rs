//! The other strategy: the program keeps to `fork`, in so many words. A program sets it as its start method before
//! anything fixes another one; a module that others import takes a context of its own. Where there is no `fork`, as on
//! Windows, both do without.

mod leaving;

use crate::edit::{self, Applicability, Edit, Fix};
use crate::finding::{Code, Finding, Outcome, Refusal, RefusalReason, StartMethod, When};
use crate::lift;
use crate::module::{Binding, BindingKind, SymbolId};
use crate::sink::{self, Payload};
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::text::Span;
use crate::value::{Model, Object, SHARED};

/// What is done about functions and data that only a forked child can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strategy {
    /// They are moved to where every child finds them.
    #[default]
    Hoist,
    /// The program says that it wants `fork`.
    Fork,
}

const COST: &str = "`fork` can deadlock where the parent has threads (a DeprecationWarning since Python 3.12), breaks \
                    system frameworks of macOS, and does not exist on Windows";

/// Whether `fork` settles a finding: never a task, which is pickled all the same.
pub fn settles(finding: &Finding) -> bool {
    let is_advice = matches!(finding.outcome, Outcome::Advice(_));
    finding.when == When::UnlessFork && finding.code != Code::StartMethod && !is_advice
}

/// The finding with `fork` as its fix, where `fork` settles it; the fix that it had is then an alternative.
pub fn settle(model: Model<'_>, mut finding: Finding, sent: &[Payload]) -> Finding {
    if settles(&finding) {
        finding.hints.push(COST.to_owned());
        let outcome = match keep(model, sent) {
            Ok(fix) => Outcome::Fix(fix),
            Err(because) => {
                let way_out = "set it by hand, or move the code by `--strategy hoist`".to_owned();
                let reason = RefusalReason::StartMethod { because: because.to_owned(), way_out };
                Outcome::Refusal(Refusal { reason, span: finding.span })
            }
        };
        if let Outcome::Fix(fix) = std::mem::replace(&mut finding.outcome, outcome) {
            finding.alternatives.push(fix);
        }
    }
    finding
}

/// What makes `fork` explicit in a file whose findings are fixed in another way: unsafe for what `fork` costs.
pub fn alternative(model: Model<'_>, sent: &[Payload]) -> Option<Fix> {
    let fix = keep(model, sent).ok()?;
    Some(Fix { applicability: Applicability::Unsafe(vec![COST.to_owned()]), ..fix })
}

/// Whether a file names another start method, and so may start processes in that way; to compare with one is nothing.
pub fn names_another(model: Model<'_>, method: StartMethod) -> bool {
    let tree = model.tree;
    let others = StartMethod::ALL.into_iter().filter(|other| *other != method).map(StartMethod::name);
    let written: Vec<&str> = others.filter(|name| tree.source().text().contains(name)).collect();
    !written.is_empty()
        && tree.subtree(tree.root()).any(|node| {
            let compares = |parent: NodeId| tree.kind(parent) == Kind::ComparisonOperator;
            tree.kind(node) == Kind::String
                && model.string_value(node).is_some_and(|text| written.contains(&text))
                && !tree.parent(node).is_some_and(compares)
        })
}

/// The edits that make `fork` explicit, or the reason why they can't be made.
fn keep(model: Model<'_>, sent: &[Payload]) -> Result<Fix, &'static str> {
    let text = model.tree.source().text();
    if text.contains("get_context(\"fork\")") {
        return Err("the file has a context of `fork` already");
    }
    let sets = sink::sets_start_method(model);
    let (title, mut edits) = match (sets, place(model, sent)) {
        ([], Place::Nowhere) => ("Keep `fork` by a context of its own", context(model, sent)?),
        ([], place) => ("Keep `fork` as the start method", set_at(model, place)?),
        ([call], _) if model.is_literal_fork(*call) => return Err("the file sets `fork` already"),
        ([call], _) if !model.is_never_fork(*call) => return Err("the start method is chosen when the program runs"),
        ([call], _) if is_conditional(model, *call) => return Err("the start method is set under a condition"),
        ([call], place) => ("Keep `fork` as the start method", replace(model, *call, place)?),
        _ => return Err("the start method is set in several places"),
    };
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    if edits.iter().any(|edit| model.tree.is_damaged(edit.span)) || !edit::is_applicable(text, &edits) {
        return Err("a syntax error is in the way");
    }
    Ok(Fix { title: title.to_owned(), applicability: Applicability::Safe, edits })
}

/// Whether a statement of its function or module runs only under a condition.
fn is_conditional(model: Model<'_>, node: NodeId) -> bool {
    let tree = model.tree;
    let function = model.function_around(node);
    let mut outer = tree.ancestors(node).take_while(|outer| Some(*outer) != function);
    outer.any(|outer| {
        matches!(tree.kind(outer), Kind::IfStatement | Kind::TryStatement | Kind::ForStatement | Kind::WhileStatement)
            && !is_guard(model, outer)
            && !sink::asks_about_system(model, outer)
    })
}

/// Where the start method is set.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Above this statement of the module.
    Above(NodeId),
    /// At the top of this main guard.
    Guard(NodeId),
    /// The module is imported, not run.
    Nowhere,
}

/// The first place of a program that fixes the start method or starts a process, else its main guard. What neither
/// starts a process nor has a guard is imported, whatever locks it makes.
fn place(model: Model<'_>, sent: &[Payload]) -> Place {
    let tree = model.tree;
    let mut starts: Vec<NodeId> = sent.iter().map(|payload| payload.call).collect();
    starts.sort_unstable();
    let is_run = |statement| is_guard(model, statement) || sink::reached_by(model, statement, &starts);
    if !tree.children(tree.root()).any(is_run) {
        return Place::Nowhere;
    }
    let mut needs = sink::fixes_start_method(model);
    needs.extend(starts);
    needs.sort_unstable();
    for statement in tree.children(tree.root()) {
        if is_guard(model, statement) {
            return Place::Guard(statement);
        }
        if sink::reached_by(model, statement, &needs) {
            return Place::Above(statement);
        }
    }
    Place::Nowhere
}

fn is_guard(model: Model<'_>, statement: NodeId) -> bool {
    let body =
        model.tree.child(statement, Field::Consequence).filter(|_| model.tree.has_role(statement, Role::MainGuard));
    let first = body.and_then(|body| model.tree.first_child(body));
    first.is_some_and(|first| model.main_guard(first) == Some(statement))
}

/// How a file writes the module `multiprocessing`, with the import that it needs for that.
struct Written {
    name: String,
    import: Option<Edit>,
}

/// The file's own name for `multiprocessing`, bound before a place.
fn written(model: Model<'_>, before: usize) -> Written {
    let module = model.module;
    let own = module.own_symbols(module.module_scope()).into_iter().find_map(|symbol| {
        let is_in_time = |binding: &&Binding| {
            let statement = model.tree.parent(binding.node);
            let at_top = statement.filter(|statement| model.tree.parent(*statement) == Some(model.tree.root()));
            at_top.is_some_and(|statement| model.tree.span(statement).end <= before)
        };
        let is_it = module.bindings_of(symbol).all(|binding| is_multiprocessing(model, binding));
        let is_bound = module.bindings_of(symbol).find(is_in_time).is_some();
        (is_bound && is_it).then(|| module.symbol(symbol).name.clone())
    });
    if let Some(name) = own {
        return Written { name, import: None };
    }
    // Functions may import it for themselves.
    let named = module.symbols().filter(|symbol| module.symbol(*symbol).name == "multiprocessing");
    let is_import = |symbol: SymbolId| {
        let mut bindings = module.bindings_of(symbol).peekable();
        bindings.peek().is_some() && bindings.all(|binding| is_multiprocessing(model, binding))
    };
    let is_free = !module.is_used("multiprocessing") || named.into_iter().all(is_import);
    let (name, statement) = if is_free {
        ("multiprocessing", "import multiprocessing")
    } else {
        ("_multiprocessing", "import multiprocessing as _multiprocessing")
    };
    let mut import = lift::import(model, statement);
    if import.span.start > before {
        import = Edit::insert(before, format!("{statement}{}", model.tree.source().newline()));
    }
    Written { name: name.to_owned(), import: Some(import) }
}

/// Whether a binding is an import of the module itself.
fn is_multiprocessing(model: Model<'_>, binding: &Binding) -> bool {
    let is_it = |path: &str| path == "multiprocessing" || path == "torch.multiprocessing";
    let is_module = |object: &Object| match object {
        Object::Module(path) | Object::Path(path) => is_it(path),
        _ => false,
    };
    binding.kind == BindingKind::Import && model.bound(binding).iter().any(is_module)
}

/// The white space of one level.
fn unit(model: Model<'_>) -> String {
    let (tree, source) = (model.tree, model.tree.source());
    let blocks = tree.all_of_kind(Kind::Block);
    let mut units = blocks.filter_map(|block| {
        let first = tree.span(tree.first_child(block)?).start;
        let outer = source.indent_at(tree.span(tree.parent(block)?).start);
        let own = source.indent_at(first).strip_prefix(outer)?;
        (!own.is_empty()).then(|| own.to_owned())
    });
    units.next().unwrap_or_else(|| "    ".to_owned())
}

/// The two lines that set the start method, without a line end behind them.
fn lines(model: Model<'_>, name: &str, indent: &str) -> String {
    let (newline, unit) = (model.tree.source().newline(), unit(model));
    format!(
        "{indent}if \"fork\" in {name}.get_all_start_methods():{newline}{indent}{unit}{name}.set_start_method(\"fork\")"
    )
}

fn set_at(model: Model<'_>, place: Place) -> Result<Vec<Edit>, &'static str> {
    let (tree, source) = (model.tree, model.tree.source());
    let newline = source.newline();
    let (statement, one_line) = match place {
        Place::Above(statement) => (statement, None),
        Place::Guard(guard) => {
            let body = tree.child(guard, Field::Consequence).ok_or("the main guard is damaged")?;
            let is_support = |node: &NodeId| tree.text(*node).ends_with("freeze_support()");
            let first = tree.children(body).find(|node| !is_support(node)).ok_or("the main guard is empty")?;
            let start = tree.span(first).start;
            let is_own_line = source.slice(Span::new(source.line_start(start), start)).trim().is_empty();
            (first, (!is_own_line).then_some(guard))
        }
        Place::Nowhere => return Err("the module is imported, not run"),
    };
    let start = tree.span(statement).start;
    if let Some(guard) = one_line {
        let written = written(model, source.line_start(tree.span(guard).start));
        let unit = unit(model);
        let from = tree.span(guard).start;
        let gap = from + source.slice(Span::new(from, start)).trim_end().len();
        let text = format!("{newline}{}{newline}{unit}", lines(model, &written.name, &unit));
        return Ok(written.import.into_iter().chain([Edit::replace(Span::new(gap, start), text)]).collect());
    }
    let offset = comments_above(model, start);
    let written = written(model, offset);
    let gap = if is_definition(model, statement) { newline.repeat(2) } else { String::new() };
    let text = format!("{}{newline}{gap}", lines(model, &written.name, source.indent_at(start)));
    Ok(written.import.into_iter().chain([Edit::insert(offset, text)]).collect())
}

/// The start of the comment lines right above a statement.
fn comments_above(model: Model<'_>, offset: usize) -> usize {
    let source = model.tree.source();
    let mut first = source.line_start(offset);
    while let Some(above) = source.line_above(first) {
        let line = source.slice(Span::new(above, first));
        let is_comment = line.trim_start().starts_with('#') && source.indent_at(above) == source.indent_at(offset);
        if !is_comment || above == source.content_start() {
            break;
        }
        first = above;
    }
    first
}

/// `fork` instead of the start method that the file sets; above what fixes another one.
fn replace(model: Model<'_>, call: NodeId, place: Place) -> Result<Vec<Edit>, &'static str> {
    let (tree, source) = (model.tree, model.tree.source());
    let statement = tree.parent(call).filter(|node| tree.kind(*node) == Kind::ExpressionStatement);
    let statement = statement.ok_or("the start method is set in an expression")?;
    let span = tree.span(statement);
    let starts_line = source.slice(Span::new(source.line_start(span.start), span.start)).trim().is_empty();
    if !starts_line {
        return Err("the start method is set on the line of another statement");
    }
    let is_late = match place {
        Place::Above(first) => tree.span(first).end <= span.start,
        Place::Guard(_) | Place::Nowhere => false,
    };
    if !is_late {
        let written = written(model, source.line_start(span.start));
        let forced = model.keyword(call, "force").map(|force| format!("\"fork\", force={}", tree.text(force)));
        let text = lines(model, &written.name, source.indent_at(span.start));
        let text = forced.map_or(text.clone(), |forced| text.replace("method(\"fork\"", &format!("method({forced}")));
        let edit = Edit::replace(span, text.trim_start());
        return Ok(written.import.into_iter().chain([edit]).collect());
    }
    let is_only = tree.parent(statement).is_some_and(|block| tree.children(block).count() == 1);
    let removal = if is_only {
        Edit::replace(span, "pass")
    } else {
        Edit::delete(Span::new(source.line_start(span.start), source.line_end(span.end)))
    };
    let mut edits = set_at(model, place)?;
    edits.push(removal);
    Ok(edits)
}

fn is_definition(model: Model<'_>, statement: NodeId) -> bool {
    let kind = model.tree.kind(statement);
    matches!(kind, Kind::FunctionDefinition | Kind::ClassDefinition | Kind::DecoratedDefinition)
}

/// A context of `fork` for a module: everything that it makes for its own processes comes from there.
fn context(model: Model<'_>, sent: &[Payload]) -> Result<Vec<Edit>, &'static str> {
    let (tree, source) = (model.tree, model.tree.source());
    let is_head = |node: &NodeId| match tree.kind(*node) {
        Kind::ImportStatement | Kind::ImportFromStatement | Kind::FutureImportStatement => true,
        Kind::ExpressionStatement => tree.first_child(*node).is_some_and(|inner| tree.kind(inner) == Kind::String),
        _ => false,
    };
    let first = tree.children(tree.root()).find(|node| !is_head(node)).ok_or("the module has no code")?;
    let offset = comments_above(model, tree.span(first).start);
    let written = written(model, offset);
    let taken = |name: &str| model.module.is_used(name);
    let name =
        ["_fork", "_fork_context"].into_iter().find(|name| !taken(name)).ok_or("`_fork` means something else")?;
    let (newline, unit, module) = (source.newline(), unit(model), &written.name);
    let head = format!("if \"fork\" in {module}.get_all_start_methods():{newline}");
    let own = format!("{unit}{name} = {module}.get_context(\"fork\"){newline}");
    let other = format!("else:{newline}{unit}{name} = {module}{newline}");
    let gap = newline.repeat(if is_definition(model, first) { 2 } else { 1 });
    let mut edits: Vec<Edit> = written.import.into_iter().collect();
    edits.push(Edit::insert(offset, format!("{head}{own}{other}{gap}")));
    let members = members(model, sent);
    let executors = executors(model, sent);
    if members.is_empty() && executors.is_empty() {
        return Err("what starts the process is not made here");
    }
    for (node, member) in members {
        edits.push(Edit::replace(tree.span(node), format!("{name}.{member}")));
    }
    for list in executors {
        let (end, own) = (tree.span(list).end - 1, tree.children(list).last());
        let at = own.map_or(end, |last| tree.span(last).end);
        let comma = if own.is_some() { ", " } else { "" };
        edits.push(Edit::insert(at, format!("{comma}mp_context={name}")));
    }
    Ok(edits)
}

/// The arguments of each `ProcessPoolExecutor` that has an initializer and no context.
fn executors(model: Model<'_>, sent: &[Payload]) -> Vec<NodeId> {
    let calls = sent.iter().filter(|payload| payload.role == "initializer").map(|payload| payload.call);
    let own = calls.filter(|call| {
        let known = model.is_call_of(*call, "concurrent.futures.ProcessPoolExecutor");
        known && model.keyword(*call, "mp_context").is_none() && model.positional(*call).len() < 2
    });
    let mut lists: Vec<NodeId> = own.filter_map(|call| model.tree.child(call, Field::Arguments)).collect();
    lists.dedup();
    lists
}

/// Every mention of a member of `multiprocessing` that a context has, annotations left out, and what may get to other
/// files.
fn members(model: Model<'_>, sent: &[Payload]) -> Vec<(NodeId, &'static str)> {
    let tree = model.tree;
    let mut found = Vec::new();
    let attributes = tree.all_of_kind(Kind::Attribute).filter_map(|node| {
        let object = tree.child(node, Field::Object).filter(|object| tree.kind(*object) == Kind::Identifier)?;
        tree.child(node, Field::Attribute).filter(|label| may_name_member(model, tree.text(*label)))?;
        model.module.reference_at(object).map(|reference| (node, reference))
    });
    // `Process = multiprocessing.Process` is followed from where it is bound.
    let is_import = |symbol: &SymbolId| {
        model.module.only_binding(*symbol).is_some_and(|binding| binding.kind == BindingKind::Import)
    };
    let imported = model.module.symbols().filter(is_import);
    let names = imported.flat_map(|symbol| model.module.references_to(symbol)).map(|read| (read.node, read));
    let names = names.filter(|(node, _)| tree.kind(*node) == Kind::Identifier);
    for (node, reference) in attributes.chain(names) {
        if reference.annotation.is_some() {
            continue;
        }
        let paths = model.paths(node);
        let [path] = &paths[..] else { continue };
        let member = path.strip_prefix("torch.").unwrap_or(path).strip_prefix("multiprocessing.");
        let known = member.and_then(sink::member_of_context);
        let known = known.filter(|known| !SHARED.contains(known) || !leaving::may_leave(model, node, sent));
        found.extend(known.map(|known| (node, known)));
    }
    found
}

/// Whether an attribute may be such a member, by its name. What is set in this file is followed from there.
fn may_name_member(model: Model<'_>, name: &str) -> bool {
    sink::member_of_context(name).is_some() || model.index.has_alias_named(name)
}
