//! Sieves 4 and 5: surnames and given names of persons named in full.

use super::Rule;
use super::clusters::Clusters;
use super::lexicon::lexicon;
use super::mention::{Kind, Number, Sort};
use super::names::{Agreement, agreement};
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
    for &mention in people.iter().filter(|at| long(at)) {
        part(scene, clusters, &people, mention, Agreement::Part);
    }
    for &mention in people.iter().filter(|at| short(at)) {
        part(scene, clusters, &people, mention, Agreement::Part);
    }
    for &mention in people.iter().filter(|at| short(at)) {
        same_surname(scene, clusters, &people, mention);
    }
    for &mention in people.iter().filter(|at| short(at)) {
        part(scene, clusters, &people, mention, Agreement::Given);
    }
}

/// Links a name to the fuller name that it is part of.
fn part(
    scene: &Scene<'_, '_>,
    clusters: &mut Clusters,
    people: &[usize],
    mention: usize,
    wanted: Agreement,
) {
    if clusters.is_linked(mention) {
        return;
    }
    let words = &scene.details[mention].words;
    let full: Vec<usize> = people
        .iter()
        .copied()
        .filter(|&other| {
            let long = &scene.details[other].words;
            (other < mention || in_headline(scene, mention))
                && (long.len() > words.len() || (long.len() == words.len() && other < mention))
                && long.len() > 1
                && (wanted != Agreement::Given || lexicon().given_name(&long[0]).is_some())
                && agreement(words, long) == wanted
                && clusters.agree(scene, mention, other)
        })
        .collect();
    let Some(found) = choose(scene, clusters, mention, &full) else {
        return;
    };
    if is_another(scene, clusters, people, mention, found) {
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
        among
            .iter()
            .all(|&other| clusters.root(other) == clusters.root(first))
            .then(|| {
                among
                    .iter()
                    .rev()
                    .copied()
                    .find(|&at| at < mention)
                    .unwrap_or(first)
            })
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
                clusters
                    .profile(at)
                    .members
                    .iter()
                    .any(|&member| member < mention && scene.paragraph(member) + reach >= here)
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
    people: &[usize],
    mention: usize,
    full: usize,
) -> bool {
    let first = clusters.profile(full).members.first().copied();
    // Those that other full names took are out of the question.
    people.iter().any(|&other| {
        Some(other) < first
            && other < mention
            && scene.details[other].words == scene.details[mention].words
            && clusters
                .profile(other)
                .members
                .iter()
                .all(|&member| scene.details[member].words.len() < 2)
    })
}

/// "Mr. Keller" and "Keller", where no full name is given before the first of
/// them.
fn same_surname(scene: &Scene<'_, '_>, clusters: &mut Clusters, people: &[usize], mention: usize) {
    if clusters.is_linked(mention) {
        return;
    }
    let words = &scene.details[mention].words;
    let first = people
        .iter()
        .copied()
        .find(|&other| scene.details[other].words == *words);
    let Some(first) = first.filter(|&first| first < mention) else {
        return;
    };
    let named_before = people.iter().any(|&other| {
        other < first
            && scene.details[other].words.len() > 1
            && agreement(words, &scene.details[other].words) == Agreement::Part
    });
    let bare = clusters
        .profile(first)
        .members
        .iter()
        .all(|&member| scene.details[member].words.len() < 2);
    if !named_before && bare {
        clusters.join(scene, mention, first, Rule::Surname);
    }
}
