//! Sieves 4 and 5: surnames and given names of persons named in full.

use super::Rule;
use super::clusters::Clusters;
use super::index::{Forms, WINDOW, ends};
use super::lexicon::lexicon;
use super::mention::{Kind, Number, Sort};
use super::names::{Agreement, agreement, surname};
use super::scene::Scene;

/// Links partial names to the full names that they fit.
pub(super) fn link(scene: &Scene<'_, '_>, clusters: &mut Clusters) {
    let people: Vec<usize> = (0..scene.mentions.len())
        .filter(|&at| {
            let mention = &scene.mentions[at];
            mention.kind == Kind::Name
                && mention.sort == Some(Sort::Person)
                && mention.number != Some(Number::Plural)
        })
        .collect();
    let long = |at: &usize| scene.details[*at].words.len() > 1;
    let short = |at: &usize| !long(at);
    let forms = Forms::new(scene, &people, <[String]>::to_vec, keys);
    for &mention in people.iter().filter(|at| long(at)) {
        part(scene, clusters, &forms, mention, Agreement::Part);
    }
    for &mention in people.iter().filter(|at| short(at)) {
        part(scene, clusters, &forms, mention, Agreement::Part);
    }
    for &mention in people.iter().filter(|at| short(at)) {
        same_surname(scene, clusters, &forms, mention);
    }
    for &mention in people.iter().filter(|at| short(at)) {
        part(scene, clusters, &forms, mention, Agreement::Given);
    }
}

/// The words that two names which agree have in common: the last or the family
/// name, else the given name.
fn keys(words: &[String]) -> Vec<String> {
    let mut keys: Vec<String> = [words.first(), words.last(), surname(words)]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Links a name to the fuller name that it is part of.
fn part(
    scene: &Scene<'_, '_>,
    clusters: &mut Clusters,
    forms: &Forms,
    mention: usize,
    wanted: Agreement,
) {
    if clusters.is_linked(mention) {
        return;
    }
    let words = &scene.details[mention].words;
    let Some(last) = words.last() else { return };
    let mut full: Vec<usize> = forms
        .under(last)
        .filter(|(long, _)| {
            long.len() >= words.len()
                && long.len() > 1
                && (wanted != Agreement::Given || lexicon().given_name(&long[0]).is_some())
                && agreement(words, long) == wanted
        })
        .flat_map(|(long, mentions)| {
            ends(mentions, mention).filter(|&other| {
                other < mention || (long.len() > words.len() && in_headline(scene, mention))
            })
        })
        .filter(|&other| clusters.agree(scene, mention, other))
        .collect();
    full.sort_unstable();
    let Some(found) = choose(scene, clusters, mention, &full) else {
        return;
    };
    if is_another(scene, clusters, forms, mention, found) {
        return;
    }
    let rule = if wanted == Agreement::Given {
        Rule::GivenName
    } else {
        Rule::Surname
    };
    clusters.join(scene, mention, found, rule);
}

/// Of mentions of several people the one that must be meant: the only one in
/// the text, the only one named so far, or the only one in sight.
fn choose(
    scene: &Scene<'_, '_>,
    clusters: &Clusters,
    mention: usize,
    found: &[usize],
) -> Option<usize> {
    let one_of = |among: &[usize]| {
        let first = *among.first()?;
        let before = among.iter().rev().copied().find(|&at| at < mention);
        clusters
            .are_one(among.iter().copied())
            .then(|| before.unwrap_or(first))
    };
    if let Some(only) = one_of(found) {
        return Some(only);
    }
    let before: Vec<usize> = found.iter().copied().filter(|&at| at < mention).collect();
    if before.is_empty() {
        return None;
    }
    if let Some(only) = one_of(&before) {
        return Some(only);
    }
    let here = scene.paragraph(mention);
    for reach in 0..2 {
        let near: Vec<usize> = before
            .iter()
            .copied()
            .filter(|&at| {
                let last = clusters.profile(at).last_before(mention);
                last.is_some_and(|last| scene.paragraph(last) + reach >= here)
            })
            .collect();
        if !near.is_empty() {
            return one_of(&near);
        }
    }
    None
}

/// Headlines and leads may use a surname before the full name is given.
fn in_headline(scene: &Scene<'_, '_>, mention: usize) -> bool {
    scene.sentence(mention) < 3
}

/// Whether the surname was already in use, below the headline, before the one
/// who is named in full came in: "Scott", whose wife is "Rakeyia Scott".
fn is_another(
    scene: &Scene<'_, '_>,
    clusters: &Clusters,
    forms: &Forms,
    mention: usize,
    full: usize,
) -> bool {
    let first = clusters.profile(full).members.first().copied();
    // Those that other full names took are out of the question.
    forms
        .mentions(&scene.details[mention].words)
        .iter()
        .take_while(|&&other| Some(other) < first && other < mention)
        .take(WINDOW)
        .any(|&other| clusters.profile(other).longest < 2)
}

/// "Mr. Keller" and "Keller", where no full name is given before the first of
/// them.
fn same_surname(scene: &Scene<'_, '_>, clusters: &mut Clusters, forms: &Forms, mention: usize) {
    if clusters.is_linked(mention) {
        return;
    }
    let words = &scene.details[mention].words;
    let first = forms.mentions(words).first().copied();
    let (Some(first), Some(last)) = (first.filter(|&first| first < mention), words.last()) else {
        return;
    };
    let named_before = forms.under(last).any(|(long, mentions)| {
        mentions.first() < Some(&first)
            && long.len() > 1
            && agreement(words, long) == Agreement::Part
    });
    let bare = clusters.profile(first).longest < 2;
    if !named_before && bare {
        clusters.join(scene, mention, first, Rule::Surname);
    }
}
