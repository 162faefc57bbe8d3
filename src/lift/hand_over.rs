//! Carries out a plan: rewrites every mention of a lifted function so that it hands over what was captured, and puts
//! the definitions in their place.

use crate::edit::{self, Edit};
use crate::finding::{Refusal, RefusalReason};
use crate::lift::capture::{self, Capture, Nature};
use crate::lift::default::LocalDefault;
use crate::lift::group::{Form, Member, Plan};
use crate::lift::mention::{self, Mention};
use crate::lift::{
    Arrival, Lifted, class_made, decorator, given, import, late, place, refuse, render, shared_global, signature,
};
use crate::module::{ScopeId, SymbolId};
use crate::syntax::{Field, Kind, NodeId};
use crate::text::Span;
use crate::value::{Forwarding, Model, Object};

/// Turns a plan into edits.
///
/// # Errors
/// Where a captured variable can't be read at a place that has to pass it.
pub(super) fn carry_out(model: Model<'_>, plan: &Plan<'_>) -> Result<Lifted, Refusal> {
    let mut work = Work::new(model, plan);
    for member in &plan.members {
        signature::edits(model, plan, member, &mut work.edits);
        work.body(member)?;
    }
    let partial = work.partial_expression();
    for member in &plan.members {
        for (at, mention, _) in mention::all(model, plan, member) {
            let member = shared_global::at_mention(model, plan, member, (at, &mention));
            work.hand_over(member, at, &mention, &partial.expression)?;
        }
    }
    for member in &plan.members {
        work.own_constructions(member)?;
    }
    for member in &plan.members {
        work.init(member)?;
    }
    // Imports come first where a definition goes to the same line.
    let mut edits = module_imports(model, plan)?;
    if !work.partial_scopes.is_empty() {
        edits.extend(partial.import.clone());
    }
    edits.extend(shared_global::initializer_edits(model, plan)?);
    edits.extend(work.assemble()?);
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits.retain(|edit| model.tree.source().slice(edit.span) != edit.text);
    if edits.iter().any(|edit| model.tree.is_damaged(edit.span) && !edit.span.is_empty())
        || !edit::is_applicable(model.tree.source().text(), &edits)
    {
        return refuse(RefusalReason::Damaged, model.tree.span(plan.request.function));
    }
    Ok(Lifted {
        title: title(model, plan),
        edits,
        caveats: plan.caveats.clone(),
        labels: capture::labels(model, plan),
        hints: plan.hints.clone(),
    })
}

/// The edits of a plan whose members stay where they are: parameters, and what every mention hands over.
///
/// # Errors
/// Where a value can't be read at a place that has to pass it.
pub(super) fn in_place(model: Model<'_>, plan: &Plan<'_>) -> Result<Vec<Edit>, Refusal> {
    let mut work = Work::new(model, plan);
    for member in &plan.members {
        signature::edits(model, plan, member, &mut work.edits);
        work.rename_reads(member)?;
    }
    let partial = work.partial_expression();
    for member in &plan.members {
        for (at, mention, _) in mention::all(model, plan, member) {
            work.hand_over(member, at, &mention, &partial.expression)?;
        }
    }
    for member in plan.members.iter().filter(|member| member.is_class()) {
        work.own_constructions(member)?;
        work.init(member)?;
    }
    let mut edits = work.edits;
    if !work.partial_scopes.is_empty() {
        edits.extend(partial.import);
    }
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits.retain(|edit| model.tree.source().slice(edit.span) != edit.text);
    let damaged = edits.iter().any(|edit| model.tree.is_damaged(edit.span) && !edit.span.is_empty());
    if damaged || !edit::is_applicable(model.tree.source().text(), &edits) {
        return refuse(RefusalReason::Damaged, model.tree.span(plan.request.function));
    }
    Ok(edits)
}

fn title(model: Model<'_>, plan: &Plan<'_>) -> String {
    let Some(member) = plan.members.iter().find(|member| member.node == plan.request.function) else {
        return "Move the function to module level".to_owned();
    };
    let what = match model.tree.kind(member.node) {
        Kind::Lambda if member.symbol.is_none() => format!("Move the lambda to module level as `{}`", member.name),
        _ if plan.request.arrivals.iter().any(|arrival| arrival.bound.is_some()) => {
            format!("Pass `{}` itself instead of the lambda, and move it to module level", member.name)
        }
        _ => format!("Move `{}` to module level", member.name),
    };
    let others = plan.members.len() - 1;
    let others_are =
        |class: bool| plan.members.iter().all(|other| other.node == member.node || other.is_class() == class);
    let with = match others {
        0 => String::new(),
        1 if others_are(false) => " with the function that it uses".to_owned(),
        1 => " with the class that it uses".to_owned(),
        _ if others_are(false) => format!(" with the {others} functions that it uses"),
        _ if others_are(true) => format!(" with the {others} classes that it uses"),
        _ => format!(" with the {others} definitions that it uses"),
    };
    let shared: Vec<String> =
        plan.shared.iter().map(|symbol| format!("`{}`", model.module.symbol(*symbol).name)).collect();
    if !shared.is_empty() {
        return format!("{what}{with}, and give {} to each worker through the pool's `initializer`", shared.join(", "));
    }
    let passed: Vec<String> = member.parameters.iter().map(|parameter| format!("`{}`", parameter.name)).collect();
    match passed.len() {
        0 => format!("{what}{with}"),
        1..=4 => format!("{what}{with}, passing {}", passed.join(", ")),
        count => format!("{what}{with}, passing {count} captured variables"),
    }
}

/// Local imports that decorators and kept defaults need at module level.
fn module_imports(model: Model<'_>, plan: &Plan<'_>) -> Result<Vec<Edit>, Refusal> {
    let mut found: Vec<Edit> = Vec::new();
    let module = model.module;
    for member in &plan.members {
        for node in import_time_names(model, member) {
            let Some(reference) = module.reference_at(node) else { continue };
            let symbol = reference.symbol;
            let guarded = capture::is_guard_variable(model, symbol);
            let local = guarded || module.symbol(symbol).scope != module.module_scope();
            if !local || plan.named(symbol).is_some_and(|other| other.is_class() || other.parameters.is_empty()) {
                continue;
            }
            let name = module.symbol(symbol).name.clone();
            let import = module.only_binding(symbol).filter(|_| capture::nature(model, symbol) == Nature::Import);
            let text = import.and_then(|binding| capture::import_text(model, binding));
            let taken = module.own_symbol(module.module_scope(), &name).is_some();
            let Some(text) = text.filter(|_| guarded || !taken) else {
                return refuse(RefusalReason::DecoratorNeedsLocal { name }, model.tree.span(node));
            };
            let edit = import::insertion(model, &text);
            if !found.contains(&edit) {
                found.push(edit);
            }
        }
    }
    Ok(found)
}

/// The names that a member's decorators and kept defaults read from around them, or that making a class reads.
fn import_time_names(model: Model<'_>, member: &Member) -> Vec<NodeId> {
    if member.is_class() {
        return class_made::import_time_names(model, member.node);
    }
    let tree = model.tree;
    let mut parts: Vec<NodeId> = model.decorators(member.node).collect();
    for parameter in tree.child(member.node, Field::Parameters).into_iter().flat_map(|list| tree.children(list)) {
        let moved = member.defaults.iter().any(|default| default.parameter == parameter);
        parts.extend(tree.child(parameter, Field::Value).filter(|_| !moved));
    }
    let own = |part: NodeId, name: NodeId| {
        let symbol = model.module.symbol_at(name);
        let first = symbol.and_then(|symbol| model.module.first_binding(symbol));
        first.is_some_and(|binding| tree.is_within(binding, part))
    };
    parts
        .into_iter()
        .flat_map(|part| tree.subtree(part).filter(move |name| !own(part, *name)))
        .filter(|name| tree.kind(*name) == Kind::Identifier)
        .collect()
}

pub(super) struct Work<'a, 'r> {
    pub(super) model: Model<'a>,
    pub(super) plan: &'a Plan<'r>,
    /// Small edits in place: mentions, parameters, names in bodies.
    pub(super) edits: Vec<Edit>,
    /// Where `partial` is written.
    partial_scopes: Vec<ScopeId>,
    /// What stands in place of inline members and of statements that become assignments.
    replaced: Vec<(NodeId, String)>,
    /// The classes with the values that each keeps in an attribute, by the index of the parameter.
    pub(super) kept: Vec<(NodeId, usize)>,
    /// Those that a base keeps for them.
    pub(super) inherited: Vec<(NodeId, usize)>,
}

impl<'a, 'r> Work<'a, 'r> {
    /// Work on a plan, with nothing done yet.
    pub(super) fn new(model: Model<'a>, plan: &'a Plan<'r>) -> Self {
        Self {
            model,
            plan,
            edits: Vec::new(),
            partial_scopes: Vec::new(),
            replaced: Vec::new(),
            kept: Vec::new(),
            inherited: Vec::new(),
        }
    }
}

impl Work<'_, '_> {
    /// Edits inside a member's body: captured names, mangled names, `nonlocal` statements, repeated imports.
    fn body(&mut self, member: &Member) -> Result<(), Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        for node in tree.subtree(member.node).collect::<Vec<_>>() {
            match tree.kind(node) {
                // What a default or annotation is replaced by is written already.
                Kind::Identifier if self.is_replaced(node) => {}
                Kind::Identifier => self.identifier(member, node)?,
                Kind::NonlocalStatement if model.scope_at(node) == member.scope => self.drop_statement(node),
                Kind::GlobalStatement if capture::names_captured(model, member, node) => self.drop_statement(node),
                _ => {}
            }
        }
        for decorator in model.decorators(member.node).filter(|node| decorator::is_staticmethod(model, member, *node)) {
            let (span, source) = (tree.span(decorator), tree.source());
            self.edits.push(Edit::delete(Span::new(source.line_start(span.start), source.line_end(span.end))));
        }
        if tree.kind(member.node) != Kind::Lambda {
            self.insert_at_top(member, member.node, &member.imports)?;
        }
        Ok(())
    }

    /// Reads of a value whose parameter has another name.
    fn rename_reads(&mut self, member: &Member) -> Result<(), Refusal> {
        let model = self.model;
        for (index, parameter) in member.parameters.iter().enumerate() {
            let symbol = parameter.capture.symbol();
            let reads =
                model.module.references_to(symbol).filter(|read| model.module.is_within(read.scope, member.scope));
            for read in reads {
                let new = match member.class {
                    Some(_) => self.in_class(member, index, read.scope, read.node)?,
                    None => parameter.name.clone(),
                };
                if model.tree.text(read.node) != new {
                    self.refuse_self_documenting(read.node, member.node)?;
                    self.edits.push(Edit::replace(model.tree.span(read.node), new));
                }
            }
        }
        Ok(())
    }

    /// Whether an edit already replaces the node.
    fn is_replaced(&self, node: NodeId) -> bool {
        let span = self.model.tree.span(node);
        self.edits.iter().any(|edit| !edit.span.is_empty() && edit.span.contains(span))
    }

    fn identifier(&mut self, member: &Member, node: NodeId) -> Result<(), Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        // The member that holds the identifier most closely rewrites it.
        let closest =
            self.plan.members.iter().filter(|other| tree.is_within(node, other.node)).max_by_key(|other| other.node);
        if closest.is_some_and(|closest| closest.node != member.node) {
            return Ok(());
        }
        let used = model
            .module
            .reference_at(node)
            .filter(|reference| model.module.is_within(reference.scope, member.scope))
            .map(|reference| reference.symbol)
            .or_else(|| model.module.binding_at(node).map(|binding| binding.symbol));
        let taken = used.and_then(|symbol| {
            member.parameters.iter().find(|parameter| match &parameter.capture {
                Capture::Variable(captured) => *captured == symbol,
                Capture::Default { .. } => false,
                Capture::Attribute { symbol: captured, name, .. } => {
                    *captured == symbol && self.attribute_name(node).as_ref() == Some(name)
                }
            })
        });
        let (span, new) = match taken {
            Some(parameter) if member.is_class() => {
                let index = member.parameters.iter().position(|other| other == parameter).unwrap_or_default();
                let read = match parameter.capture {
                    Capture::Attribute { .. } => tree.parent(node).unwrap_or(node),
                    _ => node,
                };
                (tree.span(read), self.in_class(member, index, model.scope_at(node), node)?)
            }
            Some(parameter) => match parameter.capture {
                Capture::Variable(_) | Capture::Default { .. } => (tree.span(node), parameter.name.clone()),
                Capture::Attribute { .. } => (tree.span(tree.parent(node).unwrap_or(node)), parameter.name.clone()),
            },
            None => {
                let is_member = used.is_some_and(|symbol| self.plan.named(symbol).is_some());
                let scope = model.scope_at(node);
                let mangled = model.module.mangled(scope, tree.text(node));
                if is_member || mangled == tree.text(node) || self.class_moves_along(member, scope) {
                    return Ok(());
                }
                (tree.span(node), mangled)
            }
        };
        if tree.source().slice(span) == new {
            return Ok(());
        }
        self.refuse_self_documenting(node, member.node)?;
        self.edits.push(Edit::replace(span, new));
        Ok(())
    }

    /// Refuses to change an expression that an f-string prints: `f"{x=}"`.
    fn refuse_self_documenting(&self, node: NodeId, outermost: NodeId) -> Result<(), Refusal> {
        let tree = self.model.tree;
        let mut around = tree.ancestors(node).take_while(|outer| *outer != outermost);
        let printed = around.any(|outer| tree.kind(outer) == Kind::Interpolation && tree.has_token(outer, "="));
        if printed {
            let what = format!("`{}` is printed with its name by `=` in an f-string", tree.text(node));
            let way_out = "write the name out".to_owned();
            return refuse(RefusalReason::Unsupported { what, way_out }, tree.span(node));
        }
        Ok(())
    }

    /// The (mangled) attribute that is read of an identifier.
    fn attribute_name(&self, node: NodeId) -> Option<String> {
        let tree = self.model.tree;
        let attribute = tree.parent(node).filter(|parent| tree.kind(*parent) == Kind::Attribute)?;
        let label = tree.child(attribute, Field::Attribute)?;
        Some(self.model.module.mangled(self.model.scope_at(label), tree.text(label)))
    }

    /// Whether the class that mangles names in a scope is inside the member.
    fn class_moves_along(&self, member: &Member, scope: ScopeId) -> bool {
        let module = self.model.module;
        let class = module.enclosing(scope).find(|id| module.scope(*id).kind == crate::module::ScopeKind::Class);
        class.is_some_and(|class| module.is_within(class, member.scope))
    }

    fn drop_statement(&mut self, statement: NodeId) {
        let model = self.model;
        let dropped = |node: NodeId| matches!(model.tree.kind(node), Kind::NonlocalStatement | Kind::GlobalStatement);
        let only = model.tree.parent(statement).is_some_and(|block| {
            model.tree.children(block).all(dropped) && model.tree.first_child(block) == Some(statement)
        });
        if only || !place::is_alone(model, statement) {
            self.edits.push(Edit::replace(model.tree.span(statement), "pass"));
        } else {
            let source = model.tree.source();
            let span = model.tree.span(statement);
            self.edits.push(Edit::delete(Span::new(source.line_start(span.start), source.line_end(span.end))));
        }
    }

    /// Inserts statements at the beginning of a function that is a member or in one, behind its docstring.
    pub(super) fn insert_at_top(&mut self, member: &Member, function: NodeId, lines: &[String]) -> Result<(), Refusal> {
        let (tree, source) = (self.model.tree, self.model.tree.source());
        let body = tree.child(function, Field::Body).filter(|_| !lines.is_empty());
        let Some(body) = body else { return Ok(()) };
        let newline = source.newline();
        let is_docstring = |node: NodeId| {
            tree.kind(node) == Kind::ExpressionStatement
                && tree.first_child(node).is_some_and(|child| tree.kind(child) == Kind::String)
        };
        let statements: Vec<NodeId> = tree.children(body).collect();
        let Some(first) = statements.first().copied() else { return Ok(()) };
        let documented = is_docstring(first);
        let head = source.indent_at(tree.span(member.node).start);
        let indent = source.indent_at(tree.span(first).start).strip_prefix(head).unwrap_or_default();
        let start = tree.span(first).start;
        let shares_line =
            statements.get(1).is_some_and(|second| !place::is_alone(self.model, first) && *second > first);
        if documented && shares_line {
            let what = "its docstring shares a line with a statement".to_owned();
            let way_out = "give each a line of its own".to_owned();
            return refuse(RefusalReason::Unsupported { what, way_out }, tree.span(first));
        }
        let own_line = source.slice(Span::new(source.line_start(start), start)).trim().is_empty();
        let base = &self.plan.place.indent;
        let text =
            |indent: &str| -> String { lines.iter().map(|line| format!("{base}{indent}{line}{newline}")).collect() };
        if own_line {
            let at = match (documented, statements.get(1)) {
                (true, _) => source.line_end(tree.span(first).end),
                (false, _) => place::attached_comments(self.model, start),
            };
            self.edits.push(Edit::insert(at, text(indent)));
        } else {
            let own = source.indent_at(tree.span(function).start).strip_prefix(head).unwrap_or_default();
            let unit = format!("{own}{}", render::indent_unit(self.model, member.node));
            let gap = source.text().get(..start).map_or(start, |before| before.trim_end_matches([' ', '\t']).len());
            self.edits.push(Edit::replace(Span::new(gap, start), format!("{newline}{}{base}{unit}", text(&unit))));
        }
        Ok(())
    }

    /// Finds out where `partial` will be written, and how.
    fn partial_expression(&mut self) -> import::Partial {
        let mut scopes = Vec::new();
        for member in &self.plan.members {
            for (at, mention, _) in mention::all(self.model, self.plan, member) {
                let member = shared_global::at_mention(self.model, self.plan, member, (at, &mention));
                if self.needs_partial(member, at, &mention) {
                    scopes.push(self.model.scope_at(at));
                }
            }
        }
        self.partial_scopes.clone_from(&scopes);
        import::partial(self.model, &scopes, self.plan.place.offset)
    }

    fn needs_partial(&self, member: &Member, at: NodeId, mention: &Mention<'_>) -> bool {
        let binds = matches!(mention, Mention::Arrival(Arrival { bound: Some(bound), .. }) if !bound.is_empty());
        if member.parameters.is_empty() && member.defaults.is_empty() && !binds {
            return false;
        }
        match mention {
            Mention::Value => {
                let is_needed = |default: &LocalDefault| !given::always(self.model, self.plan, at, default);
                !member.parameters.is_empty() || member.defaults.iter().any(is_needed)
            }
            Mention::Call { .. } | Mention::Partial { .. } | Mention::Bare => false,
            Mention::Arrival(arrival) => match &arrival.forwarding {
                Forwarding::Tuple { kwargs, .. } => {
                    let by_name =
                        self.missing_defaults(member, arrival, at).iter().any(|(_, by_position)| !by_position);
                    by_name && kwargs.is_none()
                }
                Forwarding::Rest { keywords, .. } => {
                    !keywords && self.missing_defaults(member, arrival, at).iter().any(|(_, by_position)| !by_position)
                }
                Forwarding::Items { .. } | Forwarding::Unknown => true,
            },
        }
    }

    /// The defaults that an arrival does not give, and whether each can follow its positional arguments.
    fn missing_defaults<'m>(&self, member: &'m Member, arrival: &Arrival, at: NodeId) -> Vec<(&'m LocalDefault, bool)> {
        let passed = arrival.forwarding.passed(self.model, at);
        let mut next = passed.as_ref().filter(|passed| passed.keywords.is_empty()).map(|passed| passed.positional);
        let mut found = Vec::new();
        for default in &member.defaults {
            if passed.as_ref().is_some_and(|passed| default.is_given(passed)) {
                continue;
            }
            let by_position = next.is_some() && default.position == next;
            next = if by_position { next.map(|next| next + 1) } else { None };
            found.push((default, by_position));
        }
        found
    }

    /// The captured values as they are written at a place.
    fn values(&mut self, member: &Member, at: NodeId) -> Result<Vec<String>, Refusal> {
        let model = self.model;
        let scope = model.scope_at(at);
        let around = self
            .plan
            .members
            .iter()
            .filter(|other| model.module.is_within(scope, other.scope))
            .max_by_key(|other| other.node);
        let mut values = Vec::new();
        for parameter in &member.parameters {
            let taken = around.and_then(|around| {
                let index = around.parameters.iter().position(|taken| taken.capture == parameter.capture)?;
                Some((around, index))
            });
            values.push(match taken {
                Some((around, index)) if around.is_class() => self.in_class(around, index, scope, at)?,
                Some((around, index)) => around.parameters[index].name.clone(),
                None => self.value_at(member, &parameter.capture, scope, at)?,
            });
        }
        Ok(values)
    }

    /// What stands for a default outside of the lifted bodies.
    fn default_text(&self, captured: &Capture) -> Option<String> {
        let Capture::Default { symbol, function } = captured else { return None };
        let member = self.plan.members.iter().find(|member| member.node == *function)?;
        let default = member.defaults.iter().find(|default| self.default_symbol(default) == Some(*symbol))?;
        Some(default.passed.clone())
    }

    fn default_symbol(&self, default: &LocalDefault) -> Option<SymbolId> {
        let name = self.model.tree.child(default.parameter, Field::Name)?;
        self.model.module.binding_at(name).map(|binding| binding.symbol)
    }

    /// A member whose defaults are as they are written at a place: in a lifted body, by the parameter that brings them.
    fn with_defaults_at(&self, member: &Member, at: NodeId) -> Member {
        let mut member = member.clone();
        let scope = self.model.scope_at(at);
        let inside = |other: &&Member| self.model.module.is_within(scope, other.scope);
        let Some(around) = self.plan.members.iter().filter(inside).max_by_key(|other| other.node) else {
            return member;
        };
        for default in &mut member.defaults {
            let symbol = self.default_symbol(default);
            let taken = around.parameters.iter().find(|parameter| {
                matches!(parameter.capture, Capture::Default { symbol: taken, .. } if Some(taken) == symbol)
            });
            if let Some(taken) = taken {
                default.passed.clone_from(&taken.name);
            }
        }
        member
    }

    fn value_at(&self, member: &Member, captured: &Capture, scope: ScopeId, at: NodeId) -> Result<String, Refusal> {
        let model = self.model;
        let symbol = captured.symbol();
        let name = model.module.symbol(symbol).name.clone();
        if captured.is_default() {
            return Ok(self.default_text(captured).unwrap_or(name));
        }
        if model.module.lookup(scope, &name) != Some(symbol) && !capture::holds(model, symbol, at) {
            let function = member.name.clone();
            return refuse(RefusalReason::CaptureOutOfReach { name, function }, model.tree.span(at));
        }
        let is_unset = model.main_guard(at).is_none() && !capture::is_set_by_guard(model, symbol, at);
        if capture::is_guard_variable(model, symbol) && is_unset {
            let function = member.name.clone();
            return refuse(RefusalReason::GuardVariable { name, function }, model.tree.span(at));
        }
        Ok(match captured {
            Capture::Variable(_) | Capture::Default { .. } => name,
            Capture::Attribute { name: attribute, .. } => format!("{name}.{attribute}"),
        })
    }

    fn hand_over(&mut self, member: &Member, at: NodeId, mention: &Mention<'_>, partial: &str) -> Result<(), Refusal> {
        let member = &self.with_defaults_at(member, at);
        let mut values = if matches!(mention, Mention::Bare) { Vec::new() } else { self.values(member, at)? };
        if let Mention::Arrival(Arrival { bound: Some(bound), .. }) = mention {
            values.extend(bound.iter().map(|value| self.model.tree.text(*value).to_owned()));
        }
        if at != member.node && (!values.is_empty() || self.model.tree.text(at) != member.name) {
            self.refuse_self_documenting(at, self.model.tree.root())?;
        }
        let defaults: Vec<&LocalDefault> = member.defaults.iter().collect();
        let mut function = member.name.clone();
        match mention {
            Mention::Bare => {}
            Mention::Call { call } => {
                let passed = self.model.passed_behind(*call, at).unwrap_or_default();
                let missing = defaults.iter().filter(|default| !default.is_given(&passed));
                let keywords: Vec<String> =
                    missing.map(|default| format!("{}={}", default.name, default.passed)).collect();
                self.extend_call(*call, None, &values, &keywords);
            }
            Mention::Partial { call } => {
                let passed = self.model.passed_behind(*call, at).unwrap_or_default();
                let missing = defaults.iter().filter(|default| !default.is_given(&passed));
                let keywords: Vec<String> =
                    missing.map(|default| format!("{}={}", default.name, default.passed)).collect();
                let first = self.model.tree.with_parentheses(at);
                self.extend_call(*call, Some(first), &values, &keywords);
            }
            Mention::Value => {
                let needed: Vec<&LocalDefault> =
                    defaults.into_iter().filter(|default| !given::always(self.model, self.plan, at, default)).collect();
                function = partial_of(partial, &function, &values, &needed);
            }
            Mention::Arrival(arrival) => {
                function = self.arrive(member, at, arrival, (values, partial));
            }
        }
        self.write_function(member, at, function);
        Ok(())
    }

    /// Writes what stands for the function at a mention.
    fn write_function(&mut self, member: &Member, at: NodeId, function: String) {
        let tree = self.model.tree;
        if at == member.node {
            self.replaced.push((at, function));
        } else if tree.text(at) != function {
            self.edits.push(Edit::replace(tree.span(at), function));
        }
    }

    /// Hands the values over through the API's own slots; answers what stands for the function.
    fn arrive(
        &mut self,
        member: &Member,
        at: NodeId,
        arrival: &Arrival,
        (values, partial): (Vec<String>, &str),
    ) -> String {
        let missing = self.missing_defaults(member, arrival, at);
        let by_name: Vec<&LocalDefault> =
            missing.iter().filter(|(_, by_position)| !by_position).map(|(default, _)| *default).collect();
        let behind: Vec<String> =
            missing.iter().filter(|(_, by_position)| *by_position).map(|(default, _)| default.passed.clone()).collect();
        let keywords: Vec<String> =
            by_name.iter().map(|default| format!("{}={}", default.name, default.passed)).collect();
        let value = self.model.tree.with_parentheses(at);
        let name = member.name.clone();
        match &arrival.forwarding {
            Forwarding::Tuple { call, args, kwargs } => {
                self.fill_tuple(*call, value, args, &values, &behind);
                match kwargs {
                    Some(kwargs) if !by_name.is_empty() => {
                        self.fill_dict(*call, value, kwargs, &by_name);
                        name
                    }
                    _ if !by_name.is_empty() => partial_of(partial, &name, &[], &by_name),
                    _ => name,
                }
            }
            Forwarding::Rest { call, keywords: true } => {
                self.extend_rest(*call, value, &values, &behind, &keywords);
                name
            }
            Forwarding::Rest { call, keywords: false } => {
                self.extend_rest(*call, value, &values, &behind, &[]);
                if by_name.is_empty() { name } else { partial_of(partial, &name, &[], &by_name) }
            }
            Forwarding::Items { .. } | Forwarding::Unknown => {
                let all: Vec<&LocalDefault> = missing.iter().map(|(default, _)| *default).collect();
                partial_of(partial, &name, &values, &all)
            }
        }
    }

    /// Puts the definitions in their place and takes them out of where they stood.
    fn assemble(&self) -> Result<Vec<Edit>, Refusal> {
        let model = self.model;
        let source = model.tree.source();
        let newline = source.newline();
        let place = &self.plan.place;
        let leaving = self.leaving()?;
        let mut texts = Vec::new();
        for (index, member) in self.plan.members.iter().enumerate() {
            let span = render::moved_span(model, member);
            let inside = applicable(&self.edits, &leaving, Some(span));
            let Some(text) = render::definition(model, member, &place.indent, &inside) else {
                return refuse(RefusalReason::Damaged, model.tree.span(member.node));
            };
            texts.push(text);
            let task_function = self.plan.task_functions.iter().find(|other| other.node == member.node);
            texts.extend(task_function.and_then(|own| shared_global::task_definition(model, self.plan, own)));
            let behind = self.plan.followers.iter().filter(|follower| follower.after == index);
            let mut lines = Vec::new();
            for follower in behind {
                let span = render::statement_lines(model, follower.statement);
                let inside = applicable(&self.edits, &leaving, Some(span));
                let text = render::statement_text(model, follower.statement, &place.indent, &inside);
                let Some(text) = text else {
                    return refuse(RefusalReason::Damaged, model.tree.span(follower.statement));
                };
                lines.push(text);
            }
            if !lines.is_empty() {
                texts.push(lines.join(newline));
            }
        }
        let blank = if place.indent.is_empty() { 2 } else { 1 };
        let gap = newline.repeat(blank + 1);
        let above = place::blank_lines_above(source, place.offset);
        let at_end = place.offset == source.text().len();
        let opens_block = !place.indent.is_empty() && above == Some(0) && is_block_start(model, place.offset);
        let missing = match above {
            _ if opens_block => 0,
            Some(above) => blank.saturating_sub(above),
            None => 0,
        };
        let unterminated = at_end && !source.text().ends_with(['\n', '\r']) && !source.text().is_empty();
        let before = newline.repeat(missing + usize::from(unterminated));
        let after = if at_end { newline.to_owned() } else { gap.clone() };
        let inserted = format!("{before}{}{after}", texts.join(&gap));
        let mut edits = applicable(&self.edits, &leaving, None);
        edits.push(Edit::insert(place.offset, inserted));
        Ok(edits)
    }

    /// Each span that leaves its place, with what stands there afterwards.
    fn leaving(&self) -> Result<Vec<(Span, Edit)>, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let mut found = Vec::new();
        let mut removed: Vec<NodeId> = Vec::new();
        for member in &self.plan.members {
            let span = render::moved_span(model, member);
            match member.form {
                Form::Statement { node } => {
                    let saved: Vec<&LocalDefault> = member.defaults.iter().filter(|default| default.saved).collect();
                    if saved.is_empty() {
                        removed.push(node);
                        continue;
                    }
                    let text: Vec<String> = saved
                        .iter()
                        .map(|default| format!("{} = {}", default.passed, tree.text(default.value)))
                        .collect();
                    found.push((span, self.in_place_of(node, span, &text)));
                }
                Form::Assigned { node } => {
                    let function = self.replacement(member);
                    let name = tree.child(member.node, Field::Name).map_or("", |name| tree.text(name));
                    let is_first = tree.parent(node).is_some_and(|block| tree.first_child(block) == Some(node));
                    let start = if is_first { render::above_blank_lines(model, span.start) } else { span.start };
                    let lines = Span::new(start, span.end);
                    found.push((lines, self.in_place_of(node, lines, &[format!("{name} = {function}")])));
                    debug_assert!(late::is_assigned(member));
                }
                Form::Inline => {
                    let span = self.without_need(member.node);
                    found.push((span, Edit::replace(span, self.replacement(member))));
                }
            }
        }
        removed.extend(self.plan.followers.iter().map(|follower| follower.statement));
        removed.sort_unstable();
        for run in runs(model, &removed) {
            let Some(edit) = render::removal(model, &run) else {
                return refuse(RefusalReason::Damaged, tree.span(self.plan.request.function));
            };
            let start = run.first().map_or(0, |node| render::statement_lines(model, *node).start);
            let end = run.last().map_or(0, |node| render::statement_lines(model, *node).end);
            let lines = Span::new(start.min(edit.span.start), end.max(edit.span.end));
            found.push((lines, edit));
        }
        Ok(found)
    }

    /// A lambda with the parentheses around it, which a name or a call does not need: unless there is a comment in
    /// them, or they part two words.
    fn without_need(&self, lambda: NodeId) -> Span {
        let tree = self.model.tree;
        let (inner, outer) = (tree.span(lambda), tree.span(tree.with_parentheses(lambda)));
        let text = tree.source().text();
        let is_word = |character: char| character.is_alphanumeric() || character == '_';
        let parts_words = text[..outer.start].ends_with(is_word) || text[outer.end..].starts_with(is_word);
        let around = [&text[outer.start..inner.start], &text[inner.end..outer.end]];
        if parts_words || around.iter().any(|part| part.contains('#')) { inner } else { outer }
    }

    fn replacement(&self, member: &Member) -> String {
        let found = self.replaced.iter().find(|(node, _)| *node == member.node);
        found.map_or_else(|| member.name.clone(), |(_, text)| text.clone())
    }

    /// Statements in place of the lines of another one.
    fn in_place_of(&self, statement: NodeId, lines: Span, statements: &[String]) -> Edit {
        let source = self.model.tree.source();
        let newline = source.newline();
        let indent = source.indent_at(self.model.tree.span(statement).start);
        // In a body that moves, too, the lines get its new indent.
        let bodies = self
            .plan
            .members
            .iter()
            .filter(|other| other.node != statement && self.model.tree.is_within(statement, other.node));
        let moved = bodies.max_by_key(|other| other.node).and_then(|body| {
            let inner = indent.strip_prefix(source.indent_at(self.model.tree.span(body.node).start))?;
            Some(format!("{}{inner}", self.plan.place.indent))
        });
        let indent = moved.unwrap_or_else(|| indent.to_owned());
        let text: Vec<String> = statements.iter().map(|statement| format!("{indent}{statement}")).collect();
        let terminator = if source.slice(lines).ends_with(['\n', '\r']) { newline } else { "" };
        Edit::replace(lines, format!("{}{terminator}", text.join(newline)))
    }
}

/// Whether the line above opens the block of the statement at `offset`.
fn is_block_start(model: Model<'_>, offset: usize) -> bool {
    let source = model.tree.source();
    let Some(above) = source.line_above(source.line_start(offset)) else { return false };
    source.indent_at(above).len() < source.indent_at(offset).len()
}

/// The edits of a region, or of the whole file: the small ones outside of what leaves it, and what stands
/// in place of that.
fn applicable(edits: &[Edit], leaving: &[(Span, Edit)], region: Option<Span>) -> Vec<Edit> {
    // What is inserted at the border of a region stands outside of it.
    let holds = |outer: Span, span: Span| {
        outer.contains(span) && !(span.is_empty() && (span.start == outer.start || span.start == outer.end))
    };
    let inner = |span: Span| region.is_none_or(|region| region.contains(span) && span != region);
    let gone = |span: Span| leaving.iter().any(|(left, _)| inner(*left) && holds(*left, span));
    let nested = |span: Span| leaving.iter().any(|(left, _)| inner(*left) && *left != span && left.contains(span));
    let inside = |span: Span| region.is_none_or(|region| holds(region, span));
    let small = edits.iter().filter(|edit| inside(edit.span) && !gone(edit.span)).cloned();
    let taken = leaving.iter().filter(|(left, _)| inner(*left) && !nested(*left)).map(|(_, edit)| edit.clone());
    small.chain(taken).collect()
}

/// Runs of statements that follow each other in one block.
fn runs(model: Model<'_>, statements: &[NodeId]) -> Vec<Vec<NodeId>> {
    let tree = model.tree;
    let mut found: Vec<Vec<NodeId>> = Vec::new();
    for statement in statements {
        let block = tree.parent(*statement);
        let joins = found.iter_mut().find(|run| {
            run.last().is_some_and(|last| {
                tree.parent(*last) == block
                    && block.is_some_and(|block| {
                        let mut between = tree.children(block).filter(|node| last < node && node < statement);
                        between.next().is_none()
                            && render::statement_lines(model, *last).end
                                <= render::statement_lines(model, *statement).start
                            && only_blank_between(model, *last, *statement)
                    })
            })
        });
        match joins {
            Some(run) => run.push(*statement),
            None => found.push(vec![*statement]),
        }
    }
    found
}

fn only_blank_between(model: Model<'_>, a: NodeId, b: NodeId) -> bool {
    let source = model.tree.source();
    let (a, b) = (render::statement_lines(model, a), render::statement_lines(model, b));
    source.slice(Span::new(a.end, b.start)).trim().is_empty()
}

/// `partial(f, a, k=v)`, or the bare name where there is nothing to bind.
pub(super) fn partial_of(partial: &str, function: &str, values: &[String], defaults: &[&LocalDefault]) -> String {
    if values.is_empty() && defaults.is_empty() {
        return function.to_owned();
    }
    let keywords = defaults.iter().map(|default| format!("{}={}", default.name, default.passed));
    let arguments: Vec<String> =
        std::iter::once(function.to_owned()).chain(values.iter().cloned()).chain(keywords).collect();
    format!("{partial}({})", arguments.join(", "))
}

/// Whether a symbol holds what a path makes; for the tidier forms.
pub(super) fn is_importable(model: Model<'_>, symbol: SymbolId) -> bool {
    let module = model.module;
    if module.symbol(symbol).scope != module.module_scope() {
        return false;
    }
    if module.symbol(symbol).bindings.is_empty() {
        return true;
    }
    let Some(binding) = module.only_binding(symbol) else { return false };
    let object = model.bound(binding).into_iter().next();
    let named = matches!(object, Some(Object::Function(_) | Object::Class(_) | Object::Path(_) | Object::Module(_)));
    let undecorated = model.decorators(binding.node).next().is_none();
    let lambda = matches!(object, Some(Object::Function(node)) if model.tree.kind(node) == Kind::Lambda);
    named && undecorated && !lambda && model.main_guard(binding.name).is_none()
}
