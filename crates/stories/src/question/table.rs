//! Rows of the data files.

use crate::word_lists::List;

/// The rows of a table: fields divided by tabs, empty lines and comments left out.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// "soldier" of "soldiers"; a word that is no plural stays as it is.
pub(super) fn singular(word: &str) -> String {
    for (plural, single) in [
        ("people", "person"),
        ("children", "child"),
        ("lives", "life"),
    ] {
        if word == plural {
            return single.to_owned();
        }
    }
    if let Some(stem) = word.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let hisses = |stem: &&str| {
        ["ss", "x", "ch", "sh"]
            .iter()
            .any(|end| stem.ends_with(end))
    };
    if let Some(stem) = word.strip_suffix("es").filter(hisses) {
        return stem.to_owned();
    }
    match word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        Some(stem) => stem.to_owned(),
        None => word.to_owned(),
    }
}

/// "soldiers" of "soldier"; what is a plural already, or ends in a name of many, stays as it is.
pub(super) fn plural(words: &str) -> String {
    let last = words.rsplit(' ').next().unwrap_or(words);
    let many = List::Many.has(last) || singular(last) != last;
    if many
        || last.ends_with(['s', 'i', 'e']) && last.chars().next().is_some_and(char::is_uppercase)
    {
        words.to_owned()
    } else if let Some(stem) = words.strip_suffix("man") {
        format!("{stem}men")
    } else if let Some(stem) = words.strip_suffix("child") {
        format!("{stem}children")
    } else if let Some(stem) = words.strip_suffix("person") {
        format!("{stem}people")
    } else if let Some(stem) = words
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o']))
    {
        format!("{stem}ies")
    } else {
        format!("{words}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_lose_their_endings() {
        for (plural, single) in [
            ("soldiers", "soldier"),
            ("servicemen", "serviceman"),
            ("families", "family"),
            ("witnesses", "witness"),
            ("people", "person"),
            ("staff", "staff"),
        ] {
            assert_eq!(singular(plural), single);
        }
    }

    #[test]
    fn questions_ask_for_several() {
        for (single, several) in [
            ("soldier", "soldiers"),
            ("border guards", "border guards"),
            ("policeman", "policemen"),
            ("deputy", "deputies"),
            ("Velmari", "Velmari"),
            ("troops", "troops"),
        ] {
            assert_eq!(plural(single), several);
        }
    }
}
