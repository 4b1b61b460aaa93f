//! Sieve 6: short forms of the names of organisations; and which of them a noun
//! may recall.

use super::Rule;
use super::clusters::Clusters;
use super::index::{Forms, WINDOW, ends};
use super::lexicon::{NameKind, lexicon};
use super::mention::{Kind, Number, Sort};
use super::names::is_kind;
use super::scene::Scene;

/// Links "the Health Ministry" to "the Kurdov Health Ministry" and "Halden"
/// to "Halden Steel", where only one name fits.
pub(super) fn link(scene: &Scene<'_, '_>, clusters: &mut Clusters) {
    let names: Vec<usize> = (0..scene.mentions.len())
        .filter(|&at| {
            let mention = &scene.mentions[at];
            mention.kind == Kind::Name && mention.sort != Some(Sort::Person)
        })
        .collect();
    let forms = Forms::new(scene, &names, ordered, |words| {
        words
            .first()
            .into_iter()
            .chain(words.last())
            .cloned()
            .collect()
    });
    for &mention in &names {
        let words = ordered(&scene.details[mention].words);
        if clusters.profile(mention).longest > words.len() {
            continue;
        }
        let speaks = |&other: &usize| {
            scene.speech_by(other).is_some()
                || (scene.mentions[other].sort == Some(Sort::Organisation)
                    && scene.is_subject(other))
        };
        let acts = || forms.mentions(&words).iter().take(WINDOW).any(speaks);
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            continue;
        };
        let keys = std::iter::once(first).chain((last != first).then_some(last));
        let mut full: Vec<usize> = keys
            .flat_map(|key| forms.under(key))
            .filter(|(long, _)| {
                let short = short_form(&words, long);
                words == *long || short == Some(Short::Kind) || (short.is_some() && acts())
            })
            .flat_map(|(long, mentions)| {
                let same = words == *long;
                ends(mentions, mention).filter(move |&other| !same || other < mention)
            })
            .filter(|&other| scene.mentions[other].sort != Some(Sort::Place))
            .collect();
        full.sort_unstable();
        full.dedup();
        let Some(&first) = full.first() else { continue };
        if clusters.are_one(full) {
            clusters.join_across_sorts(scene, mention, first, Rule::ShortName);
        }
    }
}

/// How a short form says what it is short for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Short {
    /// By the kind of organisation: "Health Ministry".
    Kind,
    /// By a part of the name: "Halden". Such a word may be anything's, so that
    /// it must speak or act like an organisation.
    Part,
}

/// "Ministry of Health" in the order of "Health Ministry".
fn ordered(words: &[String]) -> Vec<String> {
    let plain = |words: &[String]| -> Vec<String> {
        words
            .iter()
            .filter(|word| *word != "the")
            .cloned()
            .collect()
    };
    match words.iter().position(|word| word == "of") {
        Some(at) if at > 0 && at + 1 < words.len() => {
            let mut ordered = plain(&words[at + 1..]);
            ordered.extend(plain(&words[..at]));
            ordered
        }
        _ => plain(words),
    }
}

fn short_form(short: &[String], long: &[String]) -> Option<Short> {
    if short.is_empty() || short.len() >= long.len() {
        return None;
    }
    let named = |word: &String| !is_kind(word) && lexicon().place(word).is_none();
    if long.ends_with(short) {
        let kind = short.len() > 1 && short.last().is_some_and(|last| is_kind(last));
        let name = short.iter().all(named) && !long.iter().any(|word| word == "and");
        return match (kind, name) {
            (true, _) => Some(Short::Kind),
            (_, true) => Some(Short::Part),
            _ => None,
        };
    }
    // "Halden | Steel", "Golden Lotus | Fireworks"
    let is_start = long.starts_with(short)
        && short.iter().all(named)
        && lexicon().place(&short.join(" ")).is_none()
        && long.len() - short.len() <= 2;
    let business = |word: &String| lexicon().kind(word) == Some(NameKind::Business);
    match long[short.len()..].iter().all(business) {
        _ if !is_start => None,
        true => Some(Short::Kind),
        false => Some(Short::Part),
    }
}

/// "the ministry" for "Health Ministry", "the company" for "Halden Steel".
pub(super) fn recalls(scene: &Scene<'_, '_>, mention: usize, other: usize) -> Option<Rule> {
    let (nominal, name) = (&scene.details[mention], &scene.details[other]);
    if scene.mentions[mention].number == Some(Number::Plural)
        || !matches!(scene.mentions[other].sort, Some(Sort::Organisation) | None)
    {
        return None;
    }
    let noun = lexicon().organisation(&nominal.noun)?;
    let of_kind = kind_word(&name.words).is_some_and(|word| noun.heads.contains(&word));
    let fits = of_kind
        || (may_be_any(scene, other) && (noun.any || (noun.company && !is_acronym(scene, other))));
    let narrower = nominal
        .modifiers
        .iter()
        .all(|word| name.words.contains(word) || name.modifiers.contains(word));
    (fits && narrower).then_some(Rule::OrganisationNoun)
}

/// The word of a name that says what kind of organisation it is of, if any does:
/// the last one, or the one before "of".
pub(super) fn kind_word(words: &[String]) -> Option<&str> {
    let of = words
        .iter()
        .position(|word| matches!(word.as_str(), "of" | "for" | "on"));
    words[..of.unwrap_or(words.len())]
        .last()
        .map(String::as_str)
}

/// Whether a name may be that of an organisation of any kind, a business say.
pub(super) fn may_be_any(scene: &Scene<'_, '_>, name: usize) -> bool {
    let public = |word: &String| {
        lexicon()
            .organisation(word)
            .is_some_and(|noun| !noun.company)
            || lexicon().kind(word) == Some(NameKind::Other)
    };
    let sort = match scene.mentions[name].sort {
        // The model named it nothing, and it speaks.
        None => scene.speech_by(name).is_some(),
        sort => sort == Some(Sort::Organisation),
    };
    sort && !scene.details[name].words.iter().any(public)
}

/// Whether a name that says no kind is used as that of someone who acts: it
/// speaks, is spoken to, or has a chief.
pub(super) fn acts(scene: &Scene<'_, '_>, name: usize) -> bool {
    let tree = &scene.tree;
    let head = scene.head(name);
    let governor = tree.head(head);
    let chief = matches!(tree.dep(head), "poss" | "compound" | "nmod")
        && lexicon().role(&tree.lower(governor)).is_some();
    let told = matches!(tree.dep(head), "dobj" | "dative") && scene.is_verb_of_speech(governor);
    scene.mentions[name].sort == Some(Sort::Organisation)
        && (scene.speech_by(name).is_some() || scene.is_subject(name) || chief || told)
}

/// "GUW": what it stands for may be no business.
fn is_acronym(scene: &Scene<'_, '_>, name: usize) -> bool {
    let text = scene.tree.token(scene.head(name)).text();
    text.chars().all(|c| !c.is_lowercase())
}
