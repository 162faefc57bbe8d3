//! Which modules a file imports, read from its bytes: without parsing it, so that a run can know this of every file.
//! More is found than is there (imports in strings and comments), never less.

/// A module that an import statement names, and a name that is taken from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Import<'a> {
    /// The dotted name, with the dots of a relative import in front.
    pub module: &'a str,
    /// The name behind `import` in a `from` import.
    pub name: Option<&'a str>,
    /// The name behind `as`.
    pub alias: Option<&'a str>,
}

impl<'a> Import<'a> {
    /// How the file writes what it has imported.
    pub fn written(self) -> &'a str {
        self.alias.or(self.name).unwrap_or(self.module)
    }
}

/// The imports in a text.
pub fn imports(text: &str) -> impl Iterator<Item = Import<'_>> {
    text.match_indices("import").flat_map(move |(at, word)| {
        let behind = &text[at + word.len()..];
        let is_word = behind.starts_with([' ', '\t', '(', '\\', '*']);
        let start = text[..at].rfind(['\n', ';', ':']).map_or(0, |end| end + 1);
        let before = text[start..at].trim();
        let module = match before.strip_prefix("from") {
            Some(rest) if is_word && rest.starts_with([' ', '\t', '.', '\\']) => {
                Some(rest.trim_matches(['\\', ' ', '\t']))
            }
            _ => None,
        };
        let plain = is_word && (before.is_empty() || before.ends_with('\\'));
        names(behind).take(if plain || module.is_some() { usize::MAX } else { 0 }).map(
            move |(name, alias)| match module {
                Some(module) => Import { module, name: Some(name), alias },
                None => Import { module: name, name: None, alias },
            },
        )
    })
}

/// The names of a list behind `import`, up to the end of the statement, each with the one behind its `as`.
fn names(behind: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let open = behind.trim_start_matches([' ', '\t', '\\', '\r', '\n']);
    let list = match open.strip_prefix('(') {
        Some(inner) => inner.split(')').next().unwrap_or(inner),
        None => statement(open),
    };
    let named = list.split([',', '\n']).filter_map(|part| {
        let mut words = part.split_whitespace().filter(|word| *word != "\\");
        let name = words.next()?;
        // The word behind a name is `as`, or a comment.
        Some((name, words.next().filter(|word| *word == "as").and_then(|_| words.next())))
    });
    named.filter(|(name, _)| !name.starts_with('#'))
}

/// The text up to a line end that no backslash takes back.
fn statement(text: &str) -> &str {
    let mut ends = text.match_indices('\n').map(|(at, _)| at);
    let end = ends.find(|at| !text[..*at].trim_end_matches('\r').ends_with('\\'));
    let line = &text[..end.unwrap_or(text.len())];
    line.split(';').next().unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let line = |import: Import<'_>| {
            let alias = import.alias.map(|alias| format!(" as {alias}")).unwrap_or_default();
            format!("{} {}{alias}", import.module, import.name.unwrap_or("-"))
        };
        imports(text).map(line).collect()
    }

    #[test]
    fn every_form_of_an_import_is_found() {
        let text = "import a.b as c, d\nfrom . import (e,  # x\n    f as g,\n)\nfrom .h.i import *\n\
                    if x: import j; import k\n";
        assert_eq!(found(text), ["a.b - as c", "d -", ". e", ". f as g", ".h.i *", "j -", "k -"]);
    }

    #[test]
    fn what_only_looks_like_one_is_not() {
        assert_eq!(found("important = 1\nx.import_module('a')\n"), Vec::<String>::new());
        assert_eq!(found("from a import \\\n    b, \\\n    c\n"), ["a b", "a c"]);
    }
}
