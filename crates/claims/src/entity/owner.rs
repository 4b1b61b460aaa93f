//! Whose an office is: "Ukraine's", "Ukrainian" and "Kyiv's" are one.

use super::lexicon::lexicon;

/// Endings of words for what belongs to a country, with what the country may end in instead.
const ENDINGS: [&str; 9] = ["ian", "ean", "ese", "ish", "an", "er", "i", "n", "ic"];

/// Whether two words may be for one country or place or for its people and things, in any case of
/// letters: "Ukraine's" and "Ukrainian", "Velmaris" and "Velmar".
pub fn one_owner(one: &str, other: &str) -> bool {
    let bare = |word: &str| {
        let word = word.to_lowercase().replace('\u{2019}', "'");
        let word = word.strip_suffix("'s").unwrap_or(&word);
        word.trim_end_matches('\'').to_owned()
    };
    let single = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
    let (one, other) = (bare(one), bare(other));
    same(&one, &other)
        || same(&single(&one), &other)
        || same(&one, &single(&other))
        || same(&single(&one), &single(&other))
}

/// Whether two folded owners may be one country or place.
pub(super) fn same(one: &str, other: &str) -> bool {
    let known = |word| lexicon().owner(word);
    match (known(one), known(other)) {
        (Some(one), Some(other)) => one == other,
        (Some(one), None) => one == other || akin(one, other),
        (None, Some(other)) => one == other || akin(one, other),
        (None, None) => one == other || akin(one, other),
    }
}

/// "Velmar" and "Velmari", "Sethra" and "Sethran".
fn akin(one: &str, other: &str) -> bool {
    let (country, people) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let stem = |word: &str| word.trim_end_matches(['a', 'e', 'i', 'o', 'u']).to_owned();
    country.chars().count() > 3
        && ENDINGS.iter().any(|ending| {
            people
                .strip_suffix(ending)
                .is_some_and(|rest| rest == country || (rest.len() > 3 && rest == stem(country)))
        })
}

/// The places that a folded word may say the people or things of: "sethra" of "sethran",
/// "sethrans".
pub(super) fn places_of(word: &str) -> Vec<String> {
    let single = word.strip_suffix('s').unwrap_or(word);
    let mut places = Vec::new();
    for ending in ENDINGS {
        if let Some(stem) = single
            .strip_suffix(ending)
            .filter(|stem| stem.chars().count() > 2)
        {
            places.push(stem.to_owned());
            places.extend(["a", "e", "o", "ia", "y", "land"].map(|end| format!("{stem}{end}")));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_meet_their_people() {
        for (one, other) in [
            ("ukraine", "ukrainian"),
            ("russia", "russian"),
            ("moscow", "russian"),
            ("velmar", "velmari"),
            ("south korea", "seoul"),
            ("south korea", "south korean"),
            ("france", "french"),
        ] {
            assert!(same(one, other) && same(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("Velmaris", "Velmar"),
            ("Velmar\u{2019}s", "Velmari"),
            ("Ukraine's", "Ukrainians"),
        ] {
            assert!(
                one_owner(one, other) && one_owner(other, one),
                "{one} {other}"
            );
        }
        for (one, other) in [
            ("iran", "iraq"),
            ("velmar", "sethra"),
            ("north korea", "south korea"),
            ("austria", "australia"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }
}
