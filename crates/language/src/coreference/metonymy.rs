//! Sieve 7: a seat of government that speaks for its country, and the nouns
//! that say whose an organisation is. Its links are weaker than the others'.

use super::Rule;
use rustc_hash::FxHashMap;

use super::clusters::Clusters;
use super::index::Recent;
use super::lexicon::{PlaceForm, lexicon};
use super::mention::{Kind, Sort};
use super::scene::{Scene, Start};

/// The country that a name names ("the U.S.", "South Korea").
pub(super) fn country(scene: &Scene<'_, '_>, mention: usize) -> Option<usize> {
    match place(scene, mention)? {
        (id, PlaceForm::Country) => Some(id),
        _ => None,
    }
}

fn place(scene: &Scene<'_, '_>, mention: usize) -> Option<(usize, PlaceForm)> {
    if scene.mentions[mention].kind != Kind::Name
        || scene.mentions[mention].sort == Some(Sort::Person)
    {
        return None;
    }
    lexicon().place(&scene.details[mention].words.join(" "))
}

/// The country that an organisation is of: "Seoul's agency", "the South
/// Korean agency", "South Korea's National Intelligence Service".
pub(super) fn belongs_to(scene: &Scene<'_, '_>, mention: usize) -> Option<usize> {
    let tree = &scene.tree;
    let head = scene.head(mention);
    let owner = tree
        .child(head, &["poss"])
        .and_then(|owner| scene.at_head(owner))
        .and_then(|owner| place(scene, owner));
    if let Some((id, _)) = owner {
        return Some(id);
    }
    let detail = &scene.details[mention];
    let words: Vec<&str> = detail
        .modifiers
        .iter()
        .chain(&detail.words)
        .map(String::as_str)
        .collect();
    (1..=3).rev().find_map(|size| {
        words
            .windows(size)
            .find_map(|window| lexicon().place(&window.join(" ")))
            .map(|(id, _)| id)
    })
}

/// Links seats that speak to their countries' governments, and organisations
/// that a seat or a demonym tells the country of.
pub(super) fn link(scene: &Scene<'_, '_>, clusters: &mut Clusters) {
    let mut last_voice: FxHashMap<usize, usize> = FxHashMap::default();
    for mention in 0..scene.mentions.len() {
        if scene.mentions[mention].quoted || scene.speech_by(mention).is_none() {
            continue;
        }
        let Some(country) = voice_of(scene, mention) else {
            continue;
        };
        if let Some(before) = last_voice.insert(country, mention) {
            clusters.join_across_sorts(scene, mention, before, Rule::Metonym);
        }
    }
    let mut named: Recent<usize> = Recent::default();
    for mention in 0..scene.mentions.len() {
        match scene.mentions[mention].kind {
            Kind::Nominal => agency(scene, clusters, &named, mention),
            Kind::Name if scene.details[mention].words.len() > 1 => {
                if let Some(country) = belongs_to(scene, mention) {
                    named.add(country, mention);
                }
            }
            _ => {}
        }
    }
}

/// The country whose government a mention is: its name, its seat, or "the
/// South Korean government".
fn voice_of(scene: &Scene<'_, '_>, mention: usize) -> Option<usize> {
    if let Some((id, form)) = place(scene, mention) {
        return (form != PlaceForm::Demonym).then_some(id);
    }
    let government = scene.mentions[mention].kind == Kind::Nominal
        && matches!(
            scene.details[mention].noun.as_str(),
            "government" | "administration" | "regime"
        );
    belongs_to(scene, mention).filter(|_| government)
}

/// "Seoul's spy agency": the one organisation of that country which the noun
/// may recall.
fn agency(scene: &Scene<'_, '_>, clusters: &mut Clusters, named: &Recent<usize>, mention: usize) {
    let noun = &scene.details[mention].noun;
    let (Some(kinds), Some(country)) = (lexicon().organisation(noun), belongs_to(scene, mention))
    else {
        return;
    };
    let known = matches!(
        scene.details[mention].start,
        Start::Definite | Start::Possessive
    );
    if clusters.is_linked(mention) || scene.details[mention].apart || !known || noun == "government"
    {
        return;
    }
    let fits = |other: &usize| {
        let words = &scene.details[*other].words;
        scene.mentions[*other].sort != Some(Sort::Person)
            && words
                .iter()
                .any(|word| kinds.heads.contains(&word.as_str()))
    };
    let found: Vec<usize> = named.get(&country).iter().copied().filter(fits).collect();
    let Some(&last) = found.last() else { return };
    if clusters.are_one(found) {
        clusters.join(scene, mention, last, Rule::Metonym);
    }
}
