//! Instances of what annotations name.

use super::{Model, Object};
use crate::module::BindingKind;
use crate::syntax::{Kind, NodeId};

impl Model<'_> {
    /// `Pool`, `"Pool"`, `Pool | None`, `Optional[Pool]`: instances of the classes named.
    pub(super) fn collect_annotation(self, annotation: NodeId, found: &mut Vec<Object>) {
        let tree = self.tree;
        match tree.kind(annotation) {
            Kind::Type | Kind::ParenthesizedExpression | Kind::BinaryOperator | Kind::UnionType => {
                for part in tree.children(annotation).collect::<Vec<_>>() {
                    self.collect_annotation(part, found);
                }
            }
            Kind::String => self.collect_quoted_annotation(annotation, found),
            Kind::Identifier | Kind::Attribute => {
                let mut named = Vec::new();
                self.collect(annotation, &mut named);
                found.extend(named.into_iter().filter_map(|object| match object {
                    Object::Path(path) => Some(Object::Made { path, call: annotation }),
                    Object::Class(class) => Some(Object::Instance(class)),
                    Object::Builtin(name) => Some(Object::MadeByBuiltin { name, call: annotation }),
                    _ => None,
                }));
            }
            Kind::Subscript | Kind::GenericType => self.collect_generic_annotation(annotation, found),
            _ => {}
        }
    }

    /// `Optional[Pool]` and `Union[Pool, None]` are what is in the brackets, `Generator[int]` is what stands before.
    fn collect_generic_annotation(self, annotation: NodeId, found: &mut Vec<Object>) {
        let tree = self.tree;
        let Some(generic) = tree.first_child(annotation) else { return };
        let name = tree.text(generic).rsplit('.').next().unwrap_or_default();
        if !matches!(name, "Optional" | "Union" | "Annotated" | "Final") {
            return self.collect_annotation(generic, found);
        }
        for part in tree.children(annotation).skip(1).collect::<Vec<_>>() {
            let parts = if tree.kind(part) == Kind::TypeParameter { tree.children(part).collect() } else { vec![part] };
            for part in parts {
                self.collect_annotation(part, found);
            }
        }
    }

    /// An annotation in quotes, where it is a plain dotted name.
    fn collect_quoted_annotation(self, string: NodeId, found: &mut Vec<Object>) {
        let text = self.tree.text(string).trim_matches(['"', '\'']);
        let mut parts = text.split('.');
        let Some(first) = parts.next() else { return };
        let scope = self.module.scope_at(self.tree, string);
        let Some(symbol) = self.module.lookup(scope, first) else { return };
        for binding in self.module.bindings_of(symbol).copied().collect::<Vec<_>>() {
            if let (BindingKind::Import, Some(Object::Path(base) | Object::Module(base))) =
                (binding.kind, self.imported(&binding))
            {
                let path = parts.clone().fold(base, |path, part| format!("{path}.{part}"));
                found.push(Object::Made { path, call: string });
            }
        }
    }
}
