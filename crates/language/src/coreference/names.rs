//! Names word by word: when two are one, and the sieves that need no more
//! than that.

use rustc_hash::FxHashMap;

use super::clusters::Clusters;
use super::index::WINDOW;
use super::lexicon::{lexicon, plain};
use super::mention::{Kind, Sort};
use super::scene::Scene;
use super::{Rule, metonymy};

/// How two names of persons stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// Word for word.
    Same,
    /// One leaves something out that the other has.
    Part,
    /// The shorter one is the given name alone.
    Given,
    /// They cannot be one person's.
    Different,
}

/// A name's words for comparison, without generation marks and legal forms.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .split_whitespace()
        .map(|word| {
            plain(word.trim_matches(|c: char| matches!(c, ',' | '(' | ')' | '"' | '“' | '”')))
        })
        .map(|word| word.strip_suffix("'s").map_or(word.clone(), str::to_owned))
        .filter(|word| !word.is_empty())
        .collect();
    while words.len() > 1
        && words.last().is_some_and(|last| {
            matches!(
                last.as_str(),
                "jr" | "sr"
                    | "ii"
                    | "iii"
                    | "inc"
                    | "ltd"
                    | "llc"
                    | "plc"
                    | "corp"
                    | "co"
                    | "ag"
                    | "sa"
            )
        })
    {
        words.pop();
    }
    words
}

/// Whether a word at the end of a name says what kind of organisation it is.
pub(super) fn is_kind(word: &str) -> bool {
    lexicon().organisation(word).is_some() || lexicon().kind(word).is_some()
}

/// The word that recalls a person of this name.
pub(super) fn surname(words: &[String]) -> Option<&String> {
    if is_family_first(words) {
        words.first()
    } else {
        words.last()
    }
}

/// "Park Jin-ho", "Xi Jinping", "Lee Sun-hee".
fn is_family_first(words: &[String]) -> bool {
    let [family, .., last] = words else {
        return false;
    };
    let east_asian = lexicon().is_family_first(family);
    east_asian && !lexicon().is_family_first(last) && lexicon().given_name(family).is_none()
}

/// Compares two names of persons.
pub(super) fn agreement(one: &[String], other: &[String]) -> Agreement {
    if one == other {
        return Agreement::Same;
    }
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.is_empty() || short.len() == long.len() {
        return if initials_agree(short, long) {
            Agreement::Part
        } else {
            Agreement::Different
        };
    }
    if long.ends_with(short) {
        return Agreement::Part;
    }
    if let [only] = short {
        if surname(long) == Some(only) {
            return Agreement::Part;
        }
        return if long.first() == Some(only) {
            Agreement::Given
        } else {
            Agreement::Different
        };
    }
    // "Donald Trump", "Donald J. Trump"
    let ends_meet = short.first() == long.first() && short.last() == long.last();
    if ends_meet && short.len() == 2 {
        Agreement::Part
    } else {
        Agreement::Different
    }
}

/// "J. Orme" and "Janet Orme".
fn initials_agree(one: &[String], other: &[String]) -> bool {
    one.len() == other.len()
        && one.len() > 1
        && one.last() == other.last()
        && one.iter().zip(other).all(|(a, b)| {
            a == b
                || ((a.chars().count() == 1 || b.chars().count() == 1)
                    && a.chars().next() == b.chars().next())
        })
}

/// Sieves 1 and 2: the same name, and acronyms.
pub(super) fn link(scene: &Scene<'_, '_>, clusters: &mut Clusters) {
    let names: Vec<usize> = (0..scene.mentions.len())
        .filter(|&at| scene.mentions[at].kind == Kind::Name)
        .collect();
    let mut first_of_words: FxHashMap<(bool, &[String]), usize> = FxHashMap::default();
    let mut first_of_country: FxHashMap<usize, usize> = FxHashMap::default();
    for &mention in &names {
        let words = scene.details[mention].words.as_slice();
        let person = scene.mentions[mention].sort == Some(Sort::Person);
        if person && words.len() == 1 {
            continue;
        }
        // The model wavers between the sorts of one name, but for persons.
        let same = *first_of_words.entry((person, words)).or_insert(mention);
        let country = metonymy::country(scene, mention)
            .map(|country| *first_of_country.entry(country).or_insert(mention));
        let earlier = country.map_or(same, |country| country.min(same));
        if earlier < mention {
            clusters.join_across_sorts(scene, mention, earlier, Rule::ExactName);
        }
    }
    let mut by_initials: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (&(person, words), &mention) in sorted(&first_of_words) {
        if !person {
            for letters in initials(words) {
                by_initials.entry(letters).or_default().push(mention);
            }
        }
    }
    for (nth, &mention) in names.iter().enumerate() {
        let before = nth.checked_sub(1).map(|nth| names[nth]);
        acronym(scene, clusters, &by_initials, before, mention);
    }
}

/// Entries in the order of their mentions.
fn sorted<K>(first: &FxHashMap<K, usize>) -> Vec<(&K, &usize)> {
    let mut entries: Vec<(&K, &usize)> = first.iter().collect();
    entries.sort_unstable_by_key(|(_, mention)| **mention);
    entries
}

/// Links an acronym to the name that it is defined for, or whose initials it
/// has, if that is one name only.
fn acronym(
    scene: &Scene<'_, '_>,
    clusters: &mut Clusters,
    by_initials: &FxHashMap<String, Vec<usize>>,
    before: Option<usize>,
    mention: usize,
) {
    let [letters] = scene.details[mention].words.as_slice() else {
        return;
    };
    let text = scene.tree.doc.words(scene.mentions[mention].tokens.clone());
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let size = letters.chars().count();
    if clusters.is_linked(mention)
        || !(2..=8).contains(&size)
        || capitals * 3 < size * 2
        || capitals < 2
    {
        return;
    }
    let start = scene.mentions[mention].tokens.start;
    let defined = before.filter(|&before| {
        let end = scene.mentions[before].tokens.end;
        end + 1 == start
            && scene.tree.token(end).text() == "("
            && scene.details[before].words.len() > 1
            && scene.mentions[before].sort != Some(Sort::Person)
    });
    let place = |at: usize| scene.mentions[at].sort == Some(Sort::Place);
    let found = defined.or_else(|| {
        let fitting: Vec<usize> = by_initials
            .get(letters)?
            .iter()
            .copied()
            .filter(|&other| other != mention && place(other) == place(mention))
            .take(WINDOW)
            .collect();
        let first = fitting.first().copied();
        first.filter(|_| clusters.are_one(fitting))
    });
    if let Some(name) = found {
        clusters.join_across_sorts(scene, mention, name, Rule::Acronym);
    }
}

/// The initials of a name, without and with its small words.
fn initials(words: &[String]) -> Vec<String> {
    if words.len() < 2 {
        return Vec::new();
    }
    let parts = || words.iter().flat_map(|word| word.split('-'));
    let first = |word: &str| word.chars().next();
    let small = |word: &str| {
        matches!(
            word,
            "of" | "the" | "and" | "for" | "in" | "on" | "&" | "to"
        )
    };
    vec![
        parts()
            .filter(|word| !small(word))
            .filter_map(first)
            .collect(),
        parts().filter_map(first).collect(),
    ]
}
