//! The page that explains each rule to its users: the head of the rule's own file, which is all there is of it. Its
//! examples are run by `tests/explain.rs`.

use crate::finding::Code;

/// The page of a rule, in Markdown: a line that says what the rule is, then its sections, each with a head (`# ...`).
pub fn page(code: Code) -> &'static str {
    macro_rules! head {
        ($file:literal) => {{
            const FILE: &[u8] = include_bytes!($file);
            const PAGE: [u8; copy::<0>(FILE).1] = copy(FILE).0;
            str::from_utf8(&PAGE).unwrap_or_default()
        }};
    }
    match code {
        Code::NestedFunction => head!("nested_function.rs"),
        Code::Lambda => head!("lambda.rs"),
        Code::LocalClass => head!("local_class.rs"),
        Code::MainGuardDefinition => head!("main_guard.rs"),
        Code::ReboundName => head!("rebound_name.rs"),
        Code::UnpicklableArgument => head!("unpicklable_argument.rs"),
        Code::UnpicklableInstance => head!("unpicklable_instance.rs"),
        Code::SharedObject => head!("shared_object.rs"),
        Code::MissingMainGuard => head!("missing_main_guard.rs"),
        Code::InheritedGlobal => head!("inherited_global.rs"),
        Code::StartMethod => head!("start_method.rs"),
        Code::LostUpdate => head!("lost_update.rs"),
    }
}

/// As much as there is room for of the comment at the head of a file, without its `//!`, and the length of all of it.
const fn copy<const ROOM: usize>(file: &[u8]) -> ([u8; ROOM], usize) {
    let (mut page, mut length, mut at) = ([0; ROOM], 0, 0);
    while at + 2 < file.len() && file[at] == b'/' && file[at + 1] == b'/' && file[at + 2] == b'!' {
        at += 3;
        if at < file.len() && file[at] == b' ' {
            at += 1;
        }
        while at < file.len() {
            let byte = file[at];
            at += 1;
            // Line ends are `\n`, whatever a checkout has made of them.
            if byte != b'\r' {
                if length < ROOM {
                    page[length] = byte;
                }
                length += 1;
            }
            if byte == b'\n' {
                break;
            }
        }
    }
    (page, length)
}
