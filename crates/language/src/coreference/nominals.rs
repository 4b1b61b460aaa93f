//! Sieve 8: definite nominals, "the ministry", "the minister".

use super::Rule;
use super::clusters::Clusters;
use super::descriptions::{aged, describes_last_speaker, last_speaker};
use super::earlier::Earlier;
use super::index::WINDOW;
use super::lexicon::lexicon;
use super::mention::{Kind, Number};
use super::organisations::{acts, recalls};
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
pub(super) const IN_SIGHT: usize = 2;

/// Links one nominal, if it is sure which it goes back to.
pub(super) fn link(
    scene: &Scene<'_, '_>,
    clusters: &mut Clusters,
    earlier: &Earlier<'_>,
    mention: usize,
) {
    let detail = &scene.details[mention];
    if clusters.is_linked(mention) || scene.mentions[mention].quoted || refuses(scene, mention) {
        return;
    }
    if detail.age.is_some() && detail.roles.is_empty() {
        aged(scene, clusters, earlier, mention);
        return;
    }
    let mut candidates: Vec<(usize, Rule)> = earlier
        .recalled_by(&detail.noun)
        .into_iter()
        .filter_map(|other| Some((other, fit(scene, clusters, mention, other)?)))
        .filter(|&(other, _)| clusters.agree(scene, mention, other))
        .collect();
    let closest = candidates
        .iter()
        .map(|(other, _)| closeness(scene, clusters, mention, *other))
        .max();
    // Those of any kind must be in sight.
    let in_sight = |at: usize| {
        let last = clusters.profile(at).last_before(mention);
        last.is_some_and(|last| scene.sentence(last) + IN_SIGHT + 1 >= scene.sentence(mention))
    };
    candidates.retain(|(other, _)| {
        Some(closeness(scene, clusters, mention, *other)) == closest
            && (closest > Some(Closeness::Acting) || in_sight(*other))
    });
    if let Some((antecedent, rule)) = choose(scene, clusters, mention, &candidates) {
        if !has_rival(scene, clusters, mention, antecedent) {
            clusters.join(scene, mention, antecedent, rule);
        }
    } else if candidates.is_empty()
        && describes_last_speaker(scene, mention)
        && let Some(speaker) = last_speaker(scene, clusters, mention)
    {
        clusters.join(scene, mention, speaker, Rule::Description);
    }
}

/// Whether someone unnamed, whom the noun may be another word for, spoke after
/// the antecedent did: "a White House official said. The aide declined".
fn has_rival(
    scene: &Scene<'_, '_>,
    clusters: &Clusters,
    mention: usize,
    antecedent: usize,
) -> bool {
    let Some(role) = lexicon().role(&scene.details[mention].noun) else {
        return false;
    };
    let start = clusters.profile(antecedent).last_before(mention);
    let start = start.map_or(0, |last| last + 1);
    (start.max(mention.saturating_sub(WINDOW))..mention).any(|at| {
        scene.mentions[at].kind == Kind::Nominal
            && !scene.mentions[at].quoted
            && scene.details[at].start == Start::Indefinite
            && role.wider.contains(&scene.details[at].noun.as_str())
            && scene.speech_by(at).is_some()
            && clusters.agree(scene, mention, at)
    })
}

/// How near the words of an entity come to a noun. A name that says this very
/// kind goes before one that says a like kind, and that before one that might be
/// of any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    /// A name that may be of any kind.
    Any,
    /// The same, of someone who acts.
    Acting,
    /// "the agency" for a "service".
    Like,
    /// The noun itself, or a role.
    Same,
}

fn closeness(
    scene: &Scene<'_, '_>,
    clusters: &Clusters,
    mention: usize,
    other: usize,
) -> Closeness {
    let noun = &scene.details[mention].noun;
    let like = |word: &String| {
        lexicon()
            .organisation(noun)
            .is_some_and(|kinds| kinds.heads.contains(&word.as_str()))
    };
    let of_form = |form: &usize| {
        let earlier = &scene.details[*form];
        match () {
            () if earlier.noun == *noun || earlier.words.contains(noun) => Closeness::Same,
            () if !earlier.roles.is_empty() => Closeness::Same,
            () if earlier.words.iter().any(like) => Closeness::Like,
            () if acts(scene, *form) => Closeness::Acting,
            () => Closeness::Any,
        }
    };
    let own = of_form(&other);
    let forms = clusters.profile(other).forms.iter().map(of_form);
    forms.max().map_or(own, |best| best.max(own))
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
fn fit(scene: &Scene<'_, '_>, clusters: &Clusters, mention: usize, other: usize) -> Option<Rule> {
    let (nominal, earlier) = (&scene.details[mention], &scene.details[other]);
    match scene.mentions[other].kind {
        Kind::Pronoun | Kind::Group => None,
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
            let narrower = is_narrower(scene, clusters, mention, other)
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
            let narrower = is_narrower(scene, clusters, mention, other)
                && belongs(scene, mention).is_none_or(|owner| earlier.modifiers.contains(&owner));
            (holds && narrower && same_office(scene, mention, other)).then_some(Rule::Role)
        }
        Kind::Name => recalls(scene, mention, other),
    }
}

/// Whether all that a nominal says of itself was said before: "the union leader"
/// after "the union's leader", "the two men" after "two men".
fn is_narrower(scene: &Scene<'_, '_>, clusters: &Clusters, mention: usize, other: usize) -> bool {
    let (nominal, earlier) = (&scene.details[mention], &scene.details[other]);
    let owner = earlier.owner.and_then(|owner| scene.at_head(owner));
    let of_owner = |word: &String| {
        let forms = owner.map_or(&[][..], |owner| &clusters.profile(owner).forms);
        forms.iter().any(|&form| {
            scene.details[form].words.contains(word) || scene.details[form].noun == *word
        })
    };
    let counts = nominal.count.is_none() || nominal.count == earlier.count;
    counts
        && nominal
            .modifiers
            .iter()
            .all(|word| earlier.modifiers.contains(word) || of_owner(word))
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
    // "Regional officials said", "the regional officials said"
    let modifiers = |at: usize| &scene.details[at].modifiers;
    let identical = !modifiers(mention).is_empty()
        && modifiers(mention) == modifiers(other)
        && scene.speech_by(mention).is_some()
        && scene.speech_by(other).is_some();
    (counted || definite || identical)
        && scene.sentence(other) + IN_SIGHT >= scene.sentence(mention)
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
pub(super) fn choose(
    scene: &Scene<'_, '_>,
    clusters: &Clusters,
    mention: usize,
    candidates: &[(usize, Rule)],
) -> Option<(usize, Rule)> {
    let one_of = |among: &[(usize, Rule)]| {
        let last = *among.last()?;
        clusters
            .are_one(among.iter().map(|(other, _)| *other))
            .then_some(last)
    };
    if let Some(only) = one_of(candidates) {
        return Some(only);
    }
    let here = scene.sentence(mention);
    for reach in 0..=IN_SIGHT {
        let near: Vec<(usize, Rule)> = candidates
            .iter()
            .copied()
            .filter(|(other, _)| {
                let last = clusters.profile(*other).last_before(mention);
                last.is_some_and(|last| scene.sentence(last) + reach >= here)
            })
            .collect();
        if !near.is_empty() {
            return one_of(&near);
        }
    }
    None
}
