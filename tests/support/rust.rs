//! As much of Rust as the house rules need: code without comments, texts and tests, and the paths in it.

/// The code of a file, with comments and the contents of texts left out, up to its tests.
pub fn code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]").next().unwrap_or_default();
    let mut code = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = skipped(rest);
        if skipped == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            // Line breaks stay, so that lines can be counted.
            code.extend(rest[..skipped].chars().filter(|char| *char == '\n'));
            code.push(' ');
            rest = &rest[skipped..];
        }
    }
    code
}

/// The length of the comment, the text or the character that starts here.
fn skipped(rest: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("r\"") || rest.starts_with("r#") {
        let hashes = rest[1..].chars().take_while(|char| *char == '#').count();
        let end = format!("\"{}", "#".repeat(hashes));
        return rest[hashes + 2..].find(&end).map_or(0, |at| hashes + 2 + at + end.len());
    }
    if let Some(text) = rest.strip_prefix('"') {
        return 1 + until(text, '"');
    }
    match rest.strip_prefix('\'').map(|text| text.chars().collect::<Vec<char>>()) {
        Some(chars) if chars.first() == Some(&'\\') => 1 + until(&rest[1..], '\''),
        Some(chars) if chars.get(1) == Some(&'\'') => 2 + chars[0].len_utf8(),
        _ => 0,
    }
}

/// The length up to the end of a text, `\` taken into account.
fn until(text: &str, end: char) -> usize {
    let mut is_escaped = false;
    for (at, char) in text.char_indices() {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if char == end => return at + char.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Every path that starts with `root::`, without the root: `crate::{a::B, c}` gives `a::B` and `c`.
pub fn paths(code: &str, root: &str) -> Vec<Vec<String>> {
    let start = format!("{root}::");
    let mut found = Vec::new();
    for (at, _) in code.match_indices(&start) {
        let is_word = code[..at].chars().next_back().is_some_and(|char| char.is_alphanumeric() || "_:".contains(char));
        if !is_word {
            expand(&code[at + start.len()..], &[], &mut found);
        }
    }
    found
}

/// Reads one path or group of paths; answers what is behind it.
fn expand<'a>(text: &'a str, before: &[String], found: &mut Vec<Vec<String>>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start().trim_start_matches(',').trim_start();
            if let Some(behind) = rest.strip_prefix('}') {
                return behind;
            }
            let behind = expand(rest, before, found);
            if behind.len() == rest.len() {
                return behind;
            }
            rest = behind;
        }
    }
    let end = text.find(|char: char| !(char.is_alphanumeric() || "_*".contains(char))).unwrap_or(text.len());
    let path = [before, &[text[..end].to_owned()]].concat();
    match text[end..].strip_prefix("::") {
        Some(rest) if rest.starts_with(|char: char| char.is_alphanumeric() || "_{*".contains(char)) => {
            expand(rest, &path, found)
        }
        _ => {
            found.push(path);
            &text[end..]
        }
    }
}

/// The modules that a file lists, in order.
pub fn modules(code: &str) -> Vec<String> {
    let names = code.lines().filter_map(|line| {
        let line = line.trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        line.strip_prefix("mod ")?.strip_suffix(';')
    });
    names.map(str::to_owned).collect()
}
