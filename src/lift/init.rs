//! The `__init__` of a class that takes captured values: new parameters, attributes that keep them, and what is passed
//! on to the `__init__` of a base.

use crate::edit::Edit;
use crate::finding::{Refusal, RefusalReason};
use crate::lift::group::Member;
use crate::lift::hand_over::Work;
use crate::lift::mention::{self, Mention};
use crate::lift::{class, place, refuse, render, signature, slots};
use crate::module::ScopeId;
use crate::syntax::{Field, Kind, NodeId, Role};
use crate::value::Object;

impl Work<'_, '_> {
    /// What a class member reads a captured value from at a place in it; notes which attributes are read.
    pub(super) fn in_class(
        &mut self,
        member: &Member,
        index: usize,
        scope: ScopeId,
        at: NodeId,
    ) -> Result<String, Refusal> {
        let (text, kept) = class::access(self.model, member, index, (scope, at))?;
        if kept {
            self.keep(member.node, index);
        }
        Ok(text)
    }

    fn keep(&mut self, class: NodeId, index: usize) {
        if !self.kept.contains(&(class, index)) {
            self.kept.push((class, index));
        }
    }

    fn keeps(&self, class: NodeId, index: usize) -> bool {
        self.kept.contains(&(class, index)) || self.inherited.contains(&(class, index))
    }

    /// `type(self)(...)` in a class passes on what the instance was given.
    pub(super) fn own_constructions(&mut self, member: &Member) -> Result<(), Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        if !member.is_class() || member.parameters.is_empty() {
            return Ok(());
        }
        let calls: Vec<NodeId> = tree.subtree(member.node).filter(|node| tree.has_role(*node, Role::Call)).collect();
        for call in calls {
            let Some(function) = tree.child(call, Field::Function) else { continue };
            if !class::is_own_class(model, function) || self.closest(function) != Some(member.node) {
                continue;
            }
            let scope = model.scope_at(function);
            let mut values = Vec::new();
            for index in 0..member.parameters.len() {
                values.push(self.in_class(member, index, scope, function)?);
            }
            self.extend_call(call, None, &values, &[]);
        }
        Ok(())
    }

    /// The innermost member around a node.
    fn closest(&self, node: NodeId) -> Option<NodeId> {
        let around = self.plan.members.iter().filter(|member| self.model.tree.is_within(node, member.node));
        around.map(|member| member.node).max()
    }

    /// Passes on to a base's `__init__` what it takes; answers the call.
    fn call_base(&mut self, member: &Member, base: &Member) -> Result<Option<NodeId>, Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let mut found = None;
        let attributes: Vec<NodeId> = tree
            .subtree(member.node)
            .filter(|node| {
                tree.kind(*node) == Kind::Attribute
                    && tree.child(*node, Field::Attribute).is_some_and(|label| tree.text(label) == "__init__")
            })
            .collect();
        for attribute in attributes {
            let Some(object) = tree.child(attribute, Field::Object) else { continue };
            let call = tree.parent(attribute).filter(|call| tree.child(*call, Field::Function) == Some(attribute));
            let is_super = tree.kind(object) == Kind::Call
                && tree.child(object, Field::Function).is_some_and(|function| tree.text(function) == "super");
            let names_base = model.module.symbol_at(object).is_some_and(|symbol| base.symbol == Some(symbol));
            if !is_super && !names_base {
                continue;
            }
            let first = call.and_then(|call| model.arguments(call).first().copied());
            let Some(call) = call.filter(|_| is_super || first.is_some()) else {
                let what = "the `__init__` of its base is not called where it is named".to_owned();
                let way_out = "call it with its arguments".to_owned();
                return refuse(RefusalReason::Unsupported { what, way_out }, tree.span(attribute));
            };
            let scope = model.scope_at(attribute);
            let mut values = Vec::new();
            for taken in &base.parameters {
                let index = member.parameters.iter().position(|own| own.capture == taken.capture);
                let Some(index) = index else { continue };
                values.push(self.in_class(member, index, scope, attribute)?);
            }
            self.extend_call(call, first.filter(|_| !is_super), &values, &[]);
            found = Some(call);
        }
        Ok(found)
    }

    /// Gives a class the `__init__` that takes its values.
    pub(super) fn init(&mut self, member: &Member) -> Result<(), Refusal> {
        let model = self.model;
        let own_init = class::own_init(model, member.node);
        self.methods_import(member, own_init)?;
        if !member.is_class() || member.parameters.is_empty() {
            return Ok(());
        }
        self.refuse_other_calls(member)?;
        let bases: Vec<Member> = class::base_members(model, self.plan, member).into_iter().cloned().collect();
        let base = bases.into_iter().find(|base| !base.parameters.is_empty());
        if let Some(base) = &base {
            let calls_base = self.call_base(member, base)?;
            for (index, own) in member.parameters.iter().enumerate() {
                let theirs = base.parameters.iter().position(|taken| taken.capture == own.capture);
                let kept_there = theirs.is_some_and(|theirs| self.keeps(base.node, theirs));
                match (kept_there, calls_base, own_init.is_some()) {
                    (true, Some(call), true) if self.is_step_of(call, own_init) => {
                        self.inherited.push((member.node, index));
                    }
                    (true, None, true) => self.keep(member.node, index),
                    _ => {}
                }
            }
        }
        match own_init {
            Some(init) => self.extend_init(member, init),
            None => self.make_init(member, base.as_ref()),
        }
    }

    /// Whether a call is a statement of the function's own block: every call of the function runs it.
    fn is_step_of(&self, call: NodeId, function: Option<NodeId>) -> bool {
        let tree = self.model.tree;
        let block = tree.parent(call).and_then(|statement| tree.parent(statement));
        block.is_some() && block == function.and_then(|function| tree.child(function, Field::Body))
    }

    /// Refuses what calls the `__init__` of a class in a way that does not pass its values: `self.__init__()`.
    fn refuse_other_calls(&self, member: &Member) -> Result<(), Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let other = tree.subtree(tree.root()).find(|node| {
            let label = tree.child(*node, Field::Attribute).filter(|_| tree.kind(*node) == Kind::Attribute);
            let object = tree.child(*node, Field::Object);
            label.is_some_and(|label| matches!(tree.text(label), "__init__" | "__new__"))
                && object.is_some_and(|object| {
                    let by_subclass = self.plan.members.iter().any(|other| {
                        other.is_class() && class::inherits(model, other, member) && tree.is_within(*node, other.node)
                    });
                    let reaches = model.objects(object).iter().any(|found| match found {
                        Object::Instance(class) | Object::Class(class) => *class == member.node,
                        _ => false,
                    });
                    reaches && !by_subclass
                })
        });
        match other {
            Some(node) => {
                let what = format!("`{}` does not pass the captured values", tree.text(node));
                let way_out = "make a new instance".to_owned();
                refuse(RefusalReason::Unsupported { what, way_out }, tree.span(node))
            }
            None => Ok(()),
        }
    }

    /// The lines that keep values in attributes.
    fn stores(&self, member: &Member, receiver: &str) -> Vec<String> {
        let attributes = member.class.as_ref().map(|shape| shape.attributes.as_slice()).unwrap_or_default();
        let all = member.parameters.iter().zip(attributes).enumerate();
        all.filter(|(index, _)| self.keeps(member.node, *index) && !self.inherited.contains(&(member.node, *index)))
            .map(|(_, (taken, attribute))| format!("{receiver}.{attribute} = {}", taken.name))
            .collect()
    }

    /// New parameters behind `self`, and lines that keep them.
    fn extend_init(&mut self, member: &Member, init: NodeId) -> Result<(), Refusal> {
        let tree = self.model.tree;
        let Some(list) = tree.child(init, Field::Parameters) else { return Ok(()) };
        let parameters: Vec<NodeId> = tree.children(list).collect();
        let Some(first) = parameters.first().copied() else { return Ok(()) };
        let new = signature::leading_parameters(self.model, member, init);
        let lost = tree.source().indent_at(tree.span(member.node).start);
        self.edits.push(slots::insert_behind_outdented(self.model, list, first, &new, lost));
        let receiver = tree.subtree(first).find(|node| tree.kind(*node) == Kind::Identifier).unwrap_or(first);
        let mut lines = class::method_imports(self.model, member, init)?;
        lines.extend(self.stores(member, tree.text(receiver)));
        self.insert_at_top(member, init, &lines)
    }

    /// Local imports are repeated in each method that uses them.
    fn methods_import(&mut self, member: &Member, own_init: Option<NodeId>) -> Result<(), Refusal> {
        if !member.is_class() {
            return Ok(());
        }
        for method in class::methods(self.model, member) {
            if own_init == Some(method) && !member.parameters.is_empty() {
                continue;
            }
            let lines = class::method_imports(self.model, member, method)?;
            self.insert_at_top(member, method, &lines)?;
        }
        Ok(())
    }

    /// An `__init__` for a class that has none of its own.
    fn make_init(&mut self, member: &Member, base: Option<&Member>) -> Result<(), Refusal> {
        let (model, tree) = (self.model, self.model.tree);
        let source = tree.source();
        if let Some(base) = base {
            let same = |taken: &crate::lift::group::Parameter| {
                base.parameters.iter().any(|theirs| theirs.capture == taken.capture)
            };
            let kept_there = |index: usize| {
                let capture = member.parameters.get(index).map(|own| &own.capture);
                let theirs = base.parameters.iter().position(|taken| Some(&taken.capture) == capture);
                theirs.is_some_and(|theirs| self.keeps(base.node, theirs))
            };
            let needs_own =
                (0..member.parameters.len()).any(|index| self.keeps(member.node, index) && !kept_there(index));
            if member.parameters.iter().all(same) && !needs_own {
                for index in (0..member.parameters.len()).filter(|index| kept_there(*index)).collect::<Vec<_>>() {
                    self.keep(member.node, index);
                }
                return Ok(());
            }
        }
        let Some(first) = class::first_method(model, member) else {
            let what = format!("`{}` has no place for an `__init__`", model.class_name_text(member.node));
            let way_out = "write an `__init__` that takes what it needs".to_owned();
            return refuse(RefusalReason::Unsupported { what, way_out }, tree.span(member.node));
        };
        let newline = source.newline();
        let unit = render::indent_unit(model, first);
        let root = source.indent_at(tree.span(member.node).start);
        let relative = source.indent_at(tree.span(first).start).strip_prefix(root).unwrap_or(&unit);
        let indent = format!("{}{relative}", self.plan.place.indent);
        let passes_on = base.is_some() || class::inherits_init(model, member);
        let mut lines = self.stores(member, "self");
        let mut more = String::new();
        if passes_on {
            let theirs: Vec<String> = base
                .into_iter()
                .flat_map(|base| &base.parameters)
                .filter_map(|taken| member.parameters.iter().find(|own| own.capture == taken.capture))
                .map(|own| own.name.clone())
                .collect();
            let mut arguments = theirs;
            if !self.is_made_from_nothing(member) {
                let slash = if self.passes_keyword(member) { ", /" } else { "" };
                more = format!("{slash}, *args, **kwargs");
                arguments.extend(["*args".to_owned(), "**kwargs".to_owned()]);
            }
            lines.push(format!("super().__init__({})", arguments.join(", ")));
        }
        let at = place::attached_comments(model, tree.span(first).start);
        let above = source.line_above(at);
        let head = tree.child(member.node, Field::Body).is_some_and(|body| tree.first_child(body) == Some(first));
        let gap = if head || above.is_none_or(|above| source.is_blank_line(above)) { "" } else { newline };
        let parameters: String = member.parameters.iter().map(|taken| format!(", {}", taken.written())).collect();
        let mut text = format!("{gap}{indent}def __init__(self{parameters}{more}):{newline}");
        for line in lines {
            text.push_str(&format!("{indent}{unit}{line}{newline}"));
        }
        text.push_str(newline);
        self.edits.push(Edit::insert(at, text));
        Ok(())
    }

    /// Whether every place that makes an instance gives no argument.
    fn is_made_from_nothing(&self, member: &Member) -> bool {
        mention::all(self.model, self.plan, member).iter().all(|(at, mention, _)| match mention {
            Mention::Bare => true,
            Mention::Call { call } => {
                let passed = self.model.passed_behind(*call, *at);
                passed.is_some_and(|passed| passed == crate::value::Passed::default())
            }
            _ => false,
        })
    }

    /// Whether a place gives a keyword argument that has the name of a captured value.
    fn passes_keyword(&self, member: &Member) -> bool {
        mention::all(self.model, self.plan, member).iter().any(|(at, mention, _)| match mention {
            Mention::Call { call } => {
                let passed = self.model.passed_behind(*call, *at);
                passed.is_none_or(|passed| member.parameters.iter().any(|taken| passed.keywords.contains(&taken.name)))
            }
            _ => false,
        })
    }
}
