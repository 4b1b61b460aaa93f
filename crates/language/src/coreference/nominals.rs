//! Sieve 8: definite nominals, "the ministry", "the minister", "the
//! 34-year-old".

use std::collections::BTreeMap;

use super::Rule;
use super::clusters::Clusters;
use super::lexicon::lexicon;
use super::mention::{Kind, Number, Sort};
use super::organisations::recalls;
use super::scene::{Scene, Start};

/// Words before a role that make another office of it.
const OFFICES: [&str; 7] = [
    "vice",
    "deputy",
    "former",
    "ex",
    "assistant",
    "acting",
    "prime",
];

/// How many sentences back a nominal looks when several fit.
const IN_SIGHT: usize = 2;

/// Links one nominal, if it is sure which it goes back to.
pub(super) fn link(scene: &Scene<'_, '_>, clusters: &mut Clusters, mention: usize) {
    let detail = &scene.details[mention];
    if clusters.is_linked(mention) || scene.mentions[mention].quoted || refuses(scene, mention) {
        return;
    }
    if detail.age.is_some() && detail.roles.is_empty() {
        aged(scene, clusters, mention);
        return;
    }
    let mut candidates: Vec<(usize, Rule)> = (0..mention)
        .filter(|&other| !scene.mentions[other].quoted && !scene.details[other].narrowing)
        .filter_map(|other| Some((other, fit(scene, mention, other)?)))
        .filter(|&(other, _)| clusters.agree(scene, mention, other))
        .collect();
    // A name that says this very kind goes before one that says a like kind,
    // and that before one that might be of any.
    let closeness = |at: usize| {
        let noun = &detail.noun;
        let earlier = &scene.details[at];
        let like = |word: &String| {
            lexicon()
                .organisation(noun)
                .is_some_and(|kinds| kinds.heads.contains(&word.as_str()))
        };
        match () {
            () if earlier.noun == *noun || earlier.words.contains(noun) => 2,
            () if !earlier.roles.is_empty() => 2,
            () if earlier.words.iter().any(like) => 1,
            () => 0,
        }
    };
    // Those of any kind must be in sight.
    let near = |member: &usize| {
        *member < mention && scene.sentence(*member) + IN_SIGHT + 1 >= scene.sentence(mention)
    };
    // Once an entity: many candidates may be mentions of the same one.
    let mut entities: BTreeMap<usize, (u8, bool)> = BTreeMap::new();
    for (other, _) in &candidates {
        entities.entry(clusters.root(*other)).or_insert_with(|| {
            let members = &clusters.profile(*other).members;
            let closest = members.iter().map(|&member| closeness(member)).max();
            (closest.unwrap_or(0), members.iter().any(near))
        });
    }
    let closest = entities.values().map(|(closeness, _)| *closeness).max();
    candidates.retain(|(other, _)| {
        let entity = entities.get(&clusters.root(*other));
        entity.is_some_and(|&(closeness, in_sight)| {
            Some(closeness) == closest && (closeness > 0 || in_sight)
        })
    });
    if let Some((antecedent, rule)) = choose(scene, clusters, mention, &candidates) {
        clusters.join(scene, mention, antecedent, rule);
    } else if candidates.is_empty()
        && describes_last_speaker(scene, mention)
        && let Some(speaker) = last_speaker(scene, clusters, mention)
    {
        clusters.join(scene, mention, speaker, Rule::Description);
    }
}

/// What is new or may be either of two: "a minister", "another minister",
/// "the latter", "the ministry's lawyer".
fn refuses(scene: &Scene<'_, '_>, mention: usize) -> bool {
    let detail = &scene.details[mention];
    let is_police = detail.noun == "police" && detail.start == Start::Bare;
    detail.apart || (detail.start != Start::Definite && !is_police)
}

/// "of Sony" in "the head of Sony": whose it is. "two" in "the mother of two"
/// is nobody.
fn belongs(scene: &Scene<'_, '_>, mention: usize) -> Option<String> {
    let tree = &scene.tree;
    let owner = tree
        .children(scene.head(mention))
        .iter()
        .filter(|&&child| tree.dep(child) == "prep" && tree.lower(child) == "of")
        .find_map(|&of| tree.child(of, &["pobj"]))?;
    (tree.token(owner).pos() != crate::Pos::NUM).then(|| tree.lower(owner))
}

/// Whether an earlier mention may be what the nominal goes back to, by the
/// words of the two.
fn fit(scene: &Scene<'_, '_>, mention: usize, other: usize) -> Option<Rule> {
    let (nominal, earlier) = (&scene.details[mention], &scene.details[other]);
    match scene.mentions[other].kind {
        Kind::Pronoun => None,
        Kind::Nominal => {
            let same = nominal.noun == earlier.noun;
            let wider = earlier
                .roles
                .iter()
                .filter_map(|role| lexicon().role(role))
                .any(|role| role.wider.contains(&nominal.noun.as_str()));
            let numbers = scene.mentions[mention].number == scene.mentions[other].number;
            if scene.mentions[mention].number == Some(Number::Plural)
                && nominal.noun != "police"
                && !is_group(scene, mention, other)
            {
                return None;
            }
            let owner = belongs(scene, mention);
            let narrower = nominal
                .modifiers
                .iter()
                .all(|word| earlier.modifiers.contains(word))
                && (owner.is_none() || owner == belongs(scene, other));
            if !numbers || !(same || wider) || !narrower || !same_office(scene, mention, other) {
                return None;
            }
            Some(if same { Rule::SameHead } else { Rule::Role })
        }
        Kind::Name if !earlier.roles.is_empty() => {
            let holds = earlier.roles.iter().any(|role| {
                *role == nominal.noun
                    || lexicon()
                        .role(role)
                        .is_some_and(|known| known.wider.contains(&nominal.noun.as_str()))
            });
            let narrower = nominal
                .modifiers
                .iter()
                .all(|word| earlier.modifiers.contains(word))
                && belongs(scene, mention).is_none_or(|owner| earlier.modifiers.contains(&owner));
            (holds && narrower && same_office(scene, mention, other)).then_some(Rule::Role)
        }
        Kind::Name => recalls(scene, mention, other),
    }
}

/// Whether a plural stands for a group that the text told apart: one that was
/// counted or is definite itself, and is still in sight. "The soldiers" of
/// which "many" were wounded may be any.
fn is_group(scene: &Scene<'_, '_>, mention: usize, other: usize) -> bool {
    let counted = scene
        .tree
        .child(scene.head(other), &["nummod"])
        .is_some_and(|number| !scene.tree.token(number).text().contains(','));
    let definite = matches!(
        scene.details[other].start,
        Start::Definite | Start::Possessive
    );
    (counted || definite) && scene.sentence(other) + IN_SIGHT >= scene.sentence(mention)
}

/// "the president" is no vice president, and no former one.
fn same_office(scene: &Scene<'_, '_>, mention: usize, other: usize) -> bool {
    OFFICES.iter().all(|office| {
        let has = |at: usize| {
            scene.details[at]
                .modifiers
                .iter()
                .any(|word| word == office)
        };
        has(mention) == has(other) || (*office == "prime" && !has(mention))
    })
}

/// The only entity that fits; of several, the only one in sight.
fn choose(
    scene: &Scene<'_, '_>,
    clusters: &Clusters,
    mention: usize,
    candidates: &[(usize, Rule)],
) -> Option<(usize, Rule)> {
    let one_of = |among: &[(usize, Rule)]| {
        let last = *among.last()?;
        among
            .iter()
            .all(|(other, _)| clusters.root(*other) == clusters.root(last.0))
            .then_some(last)
    };
    if let Some(only) = one_of(candidates) {
        return Some(only);
    }
    let here = scene.sentence(mention);
    // How many sentences ago each entity was last spoken of.
    let mut ago: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for (other, _) in candidates {
        ago.entry(clusters.root(*other)).or_insert_with(|| {
            let members = &clusters.profile(*other).members;
            let before = members.iter().filter(|member| **member < mention);
            before
                .map(|&member| here.saturating_sub(scene.sentence(member)))
                .min()
        });
    }
    for reach in 0..=IN_SIGHT {
        let in_reach = |(other, _): &&(usize, Rule)| {
            let ago = ago.get(&clusters.root(*other)).copied().flatten();
            ago.is_some_and(|ago| ago <= reach)
        };
        let near: Vec<(usize, Rule)> = candidates.iter().filter(in_reach).copied().collect();
        if !near.is_empty() {
            return one_of(&near);
        }
    }
    None
}

/// "the 34-year-old": whoever is 34, else the last to speak whose age is not
/// given.
fn aged(scene: &Scene<'_, '_>, clusters: &mut Clusters, mention: usize) {
    let age = scene.details[mention].age;
    let same: Vec<(usize, Rule)> = (0..mention)
        .filter(|&other| {
            scene.mentions[other].kind == Kind::Name && clusters.profile(other).age == age
        })
        .map(|other| (other, Rule::Age))
        .collect();
    if !same.is_empty() {
        if let Some((antecedent, rule)) = choose(scene, clusters, mention, &same) {
            clusters.join(scene, mention, antecedent, rule);
        }
    } else if is_bare(scene, mention)
        && let Some(speaker) = last_speaker(scene, clusters, mention)
    {
        clusters.join(scene, mention, speaker, Rule::Description);
    }
}

/// Whether nothing behind the head says more closely who it is ("the
/// 16-year-old accused of theft").
fn is_bare(scene: &Scene<'_, '_>, mention: usize) -> bool {
    let head = scene.head(mention);
    scene
        .tree
        .child(head, &["acl", "relcl", "prep", "appos"])
        .is_none_or(|child| child < head)
}

/// "the mother of two", "the former defender": what is said of someone who
/// was just spoken of, not who someone else is.
fn describes_last_speaker(scene: &Scene<'_, '_>, mention: usize) -> bool {
    let tree = &scene.tree;
    let head = scene.head(mention);
    let detail = &scene.details[mention];
    let counted = tree
        .child(head, &["prep"])
        .filter(|&of| tree.lower(of) == "of")
        .and_then(|of| tree.child(of, &["pobj"]))
        .is_some_and(|number| tree.token(number).pos() == crate::Pos::NUM);
    let parent = matches!(
        detail.noun.as_str(),
        "mother" | "father" | "grandmother" | "grandfather"
    );
    let retired = detail
        .modifiers
        .iter()
        .any(|word| word == "former" || word == "retired");
    scene.mentions[mention].number == Some(Number::Singular)
        && scene.speech_by(mention).is_some()
        && ((parent && counted)
            || (retired
                && !detail.roles.is_empty()
                && detail.modifiers.len() == 1
                && is_bare(scene, mention)))
}

/// The one person who spoke, or acted, last in the paragraph.
fn last_speaker(scene: &Scene<'_, '_>, clusters: &Clusters, mention: usize) -> Option<usize> {
    let here = scene.sentence(mention);
    let near = |at: usize| {
        !scene.mentions[at].quoted
            && scene.paragraph(at) == scene.paragraph(mention)
            && scene.sentence(at) < here
            && clusters.profile(at).sort == Some(Sort::Person)
            && clusters.agree(scene, mention, at)
            && scene.is_subject(at)
    };
    let last = (0..mention).rev().find(|&at| near(at))?;
    let alone = (0..mention)
        .filter(|&at| near(at) && scene.sentence(at) == scene.sentence(last))
        .all(|at| clusters.root(at) == clusters.root(last));
    (alone && scene.sentence(last) + IN_SIGHT >= here).then_some(last)
}
