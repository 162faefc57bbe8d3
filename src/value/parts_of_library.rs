//! What things of libraries have and answer, where that is known by name: parts of what a call answers, methods that
//! answer another one of their own kind, attributes that only one kind of object has.

use super::{Model, Object};
use crate::module::Binding;
use crate::syntax::{Field, Kind, NodeId};

/// Calls that answer a tuple whose parts are told apart: `sys.exc_info()[2]`.
const TUPLES: &[&str] = &["sys.exc_info"];

/// What is made by other names, too.
const KINDS: &[(&str, &[&str])] =
    &[("pathlib.Path", &["pathlib.Path.cwd", "pathlib.Path.home", "pathlib.PosixPath", "pathlib.WindowsPath"])];

/// Methods and attributes that give another object of the same kind.
const SAME_KIND: &[(&str, &[&str])] = &[
    (
        "pathlib.Path",
        &[
            "absolute",
            "expanduser",
            "joinpath",
            "parent",
            "readlink",
            "relative_to",
            "rename",
            "replace",
            "resolve",
            "with_name",
            "with_stem",
            "with_suffix",
        ],
    ),
    ("memoryview", &["cast", "toreadonly"]),
];

/// Attributes that only one kind of object has, whoever is asked for them.
const OF_ANYTHING: &[(&str, &str)] = &[
    ("__traceback__", "types.TracebackType"),
    ("__code__", "types.CodeType"),
    ("tb_frame", "types.FrameType"),
    ("gi_frame", "types.FrameType"),
    ("cr_frame", "types.FrameType"),
    ("f_back", "types.FrameType"),
    ("f_code", "types.CodeType"),
    ("gi_code", "types.CodeType"),
    ("cr_code", "types.CodeType"),
];

/// What is made by a call of a dotted name, by the name of its kind.
pub(super) fn answer(path: String) -> String {
    if let Some((kind, _)) = KINDS.iter().find(|(_, names)| names.contains(&path.as_str())) {
        return (*kind).to_owned();
    }
    same_kind(&path).map_or(path, str::to_owned)
}

/// An attribute of what a call made.
pub(super) fn attribute(path: String, call: NodeId) -> Object {
    match same_kind(&path).filter(|_| path.ends_with(".parent")) {
        Some(kind) => Object::Made { path: kind.to_owned(), call },
        None => Object::Path(path),
    }
}

/// `pathlib.Path` for `pathlib.Path().resolve`.
fn same_kind(path: &str) -> Option<&'static str> {
    let (owner, member) = path.rsplit_once("().")?;
    SAME_KIND.iter().find(|(kind, members)| *kind == owner && members.contains(&member)).map(|(kind, _)| *kind)
}

/// What an attribute is, whatever it is an attribute of.
pub(super) fn of_anything(name: &str) -> Option<&'static str> {
    OF_ANYTHING.iter().find(|(attribute, _)| *attribute == name).map(|(_, path)| *path)
}

/// A part of what a call answers: `make()[]`, with its index where that makes a difference.
pub(super) fn component(path: &str, index: Option<usize>) -> String {
    match index.filter(|_| TUPLES.contains(&path)) {
        Some(index) => format!("{path}()[{index}]"),
        None => format!("{path}()[]"),
    }
}

impl Model<'_> {
    /// `folder / name` is a path where the folder is one.
    pub(super) fn collect_quotient(self, quotient: NodeId, found: &mut Vec<Object>) {
        let mut operands = self.tree.children(quotient).filter(|node| self.tree.kind(*node) != Kind::Token);
        let is_path = |object: &Object| matches!(object, Object::Made { path, .. } if path == "pathlib.Path");
        let is_made = operands.any(|operand| self.objects(operand).iter().any(is_path));
        found.push(if is_made {
            Object::Made { path: "pathlib.Path".to_owned(), call: quotient }
        } else {
            Object::Expression(quotient)
        });
    }

    /// What a subscript of an object is, where that says so: a part of a tuple that a library made, a slice of what
    /// gives its own kind.
    pub(super) fn part_of_whole(self, whole: &Object, index: Option<NodeId>) -> Option<Object> {
        let tree = self.tree;
        let index = index?;
        match whole {
            Object::Made { path, call } if TUPLES.contains(&path.as_str()) => {
                let at = tree.text(index).parse().ok()?;
                Some(Object::Made { path: component(path, Some(at)), call: *call })
            }
            Object::MadeByBuiltin { name, .. } if name == "memoryview" && tree.kind(index) == Kind::Slice => {
                Some(whole.clone())
            }
            _ => None,
        }
    }

    /// The position at which an unpacking assignment finds what it binds a name to.
    pub(super) fn index_of(self, binding: &Binding) -> Option<usize> {
        let target = self.tree.child(binding.node, Field::Left)?;
        self.tree.children(target).position(|part| part == binding.name)
    }
}
