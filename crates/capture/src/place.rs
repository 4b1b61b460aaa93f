//! Paths as they are shown and exported: never absolute.

use std::path::{Component, Path};

/// The path of an input as the user gave it: `./`, `../` and `/` dropped; of an
/// absolute path only the last component, so that no machine's folders get out.
pub(crate) fn of_input(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::ParentDir => {
                parts.pop();
            }
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    if path.is_absolute() || path.has_root() {
        parts = parts.pop().into_iter().collect();
    }
    parts.join("/")
}

/// `name` below `folder`.
pub(crate) fn below(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}

/// A record inside a container. Ids that would make the path unreadable give
/// way to `otherwise`, the record's number.
pub(crate) fn inside(container: &str, id: Option<&str>, otherwise: u64) -> String {
    let fits = |id: &&str| {
        let id = id.trim();
        !id.is_empty() && id.len() <= 500 && !id.chars().any(char::is_control)
    };
    match id.filter(fits) {
        Some(id) => format!("{container}#{}", id.trim()),
        None => format!("{container}#{otherwise}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_relative() {
        for (given, shown) in [
            ("pile/a.html", "pile/a.html"),
            ("./pile", "pile"),
            ("../shared/seeds", "shared/seeds"),
            ("../../x/./y/", "x/y"),
            ("a/../b/c.txt", "b/c.txt"),
            ("/home/x/pile", "pile"),
            ("/", ""),
            (".", ""),
            ("..", ""),
        ] {
            assert_eq!(of_input(Path::new(given)), shown, "{given}");
        }
        assert_eq!(below("", "a"), "a");
        assert_eq!(below("pile", "a"), "pile/a");
    }

    #[test]
    fn records_follow_a_hash() {
        assert_eq!(inside("a.jsonl", Some("x1"), 4), "a.jsonl#x1");
        assert_eq!(inside("a.jsonl", Some(" "), 4), "a.jsonl#4");
        assert_eq!(inside("a.jsonl", Some("x\ny"), 4), "a.jsonl#4");
        assert_eq!(inside("a.jsonl", None, 4), "a.jsonl#4");
    }
}
