//! What a sent file is called.
//!
//! A name that comes with a file is shown and kept as the place where a capture was found, and is
//! never a path: files lie on the disk under numbers.

use std::collections::BTreeSet;

use restated_dossier::report::stand_in;

/// Characters of a name that are kept.
const LONGEST: usize = 120;
/// Characters of its end that are kept in any case: what it is shows there (`.warc.gz`).
const END: usize = 16;

/// A name as it can be shown and exported: its last part, without what nobody sees.
pub(crate) fn safe(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = |c: &char| !c.is_control() && stand_in(*c).is_none();
    let plain: String = last.chars().filter(seen).collect();
    let plain = plain.trim();
    let nothing = plain.chars().all(|c| matches!(c, '.' | ' '));
    (!nothing).then(|| shortened(plain))
}

fn shortened(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    if characters.len() <= LONGEST {
        return name.to_owned();
    }
    let (start, end) = (LONGEST - END - 1, characters.len() - END);
    let kept = characters[..start].iter().chain(['…'].iter());
    kept.chain(&characters[end..]).collect()
}

/// `label`, or with a number if it is taken: `page (2).html`.
pub(crate) fn unique(label: String, taken: &BTreeSet<String>) -> String {
    if !taken.contains(&label) {
        return label;
    }
    // Before the first dot of its end: `crawl (2).warc.gz`.
    let from = label.len().saturating_sub(END);
    let dot = label
        .char_indices()
        .find(|(at, c)| *c == '.' && *at > 0 && *at >= from)
        .map_or(label.len(), |(at, _)| at);
    let (stem, end) = label.split_at(dot);
    (2..)
        .map(|number: u64| format!("{stem} ({number}){end}"))
        .find(|other| !taken.contains(other))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_no_paths() {
        for (name, shown) in [
            ("page.html", Some("page.html")),
            ("../../etc/passwd", Some("passwd")),
            ("/abs/olute.warc.gz", Some("olute.warc.gz")),
            ("C:\\Users\\me\\page.htm", Some("page.htm")),
            ("a\0b\r\n.txt", Some("ab.txt")),
            ("ab\u{202e}lmth.exe", Some("ablmth.exe")),
            ("Fähre am Sund.html", Some("Fähre am Sund.html")),
            ("..", None),
            ("x/", None),
            ("", None),
            ("\u{200b}", None),
        ] {
            assert_eq!(safe(name).as_deref(), shown, "{name:?}");
        }
    }

    #[test]
    fn long_names_keep_their_ends() {
        let long = safe(&format!("{}.warc.gz", "ä".repeat(4000))).unwrap();
        assert_eq!(long.chars().count(), LONGEST);
        assert!(long.ends_with(".warc.gz"));
    }

    #[test]
    fn the_second_of_a_name_has_a_number() {
        let mut taken = BTreeSet::new();
        for shown in ["a.warc.gz", "a (2).warc.gz", "a (3).warc.gz"] {
            let label = unique("a.warc.gz".to_owned(), &taken);
            assert_eq!(label, shown);
            taken.insert(label);
        }
        taken.insert(".html".to_owned());
        assert_eq!(unique(".html".to_owned(), &taken), ".html (2)");
    }

    proptest! {
        #[test]
        fn any_name_is_shown_safely(name in any::<String>()) {
            if let Some(label) = safe(&name) {
                prop_assert!(!label.contains(['/', '\\']) && !label.chars().any(char::is_control));
                prop_assert!(label.chars().count() <= LONGEST && label != "." && label != "..");
                let taken = BTreeSet::from([label.clone()]);
                prop_assert!(unique(label, &taken).contains("(2)"));
            }
        }
    }
}
