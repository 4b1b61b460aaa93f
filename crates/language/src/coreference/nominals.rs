//! Sieve 8: definite nominals, "the ministry", "the minister", "the
//! 34-year-old".

use super::Rule;
use super::clusters::Clusters;
use super::lexicon::lexicon;
use super::mention::{Kind, Number, Sort};
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
    let of_entity = |at: usize| {
        let members = &clusters.profile(at).members;
        members
            .iter()
            .map(|&member| closeness(member))
            .max()
            .unwrap_or(0)
    };
    let closest = candidates.iter().map(|(other, _)| of_entity(*other)).max();
    candidates.retain(|(other, _)| Some(of_entity(*other)) == closest);
    if let Some((antecedent, rule)) = choose(scene, clusters, mention, &candidates) {
        clusters.join(scene, mention, antecedent, rule);
    } else if candidates.is_empty() && describes_last_speaker(scene, mention) {
        if let Some(speaker) = last_speaker(scene, clusters, mention) {
            clusters.join(scene, mention, speaker, Rule::Description);
        }
    }
}

/// What is new or may be either of two: "a minister", "another minister",
/// "the latter", "the ministry's lawyer".
fn refuses(scene: &Scene<'_, '_>, mention: usize) -> bool {
    let detail = &scene.details[mention];
    let is_police = detail.noun == "police" && detail.start == Start::Bare;
    detail.apart || (detail.start != Start::Definite && !is_police)
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
                && !is_group(scene, mention, other)
            {
                return None;
            }
            let narrower = nominal
                .modifiers
                .iter()
                .all(|word| earlier.modifiers.contains(word));
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
                .all(|word| earlier.modifiers.contains(word));
            (holds && narrower && same_office(scene, mention, other)).then_some(Rule::Role)
        }
        Kind::Name => organisation(scene, mention, other),
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

/// "the ministry" for "Health Ministry", "the company" for "Halden Steel".
fn organisation(scene: &Scene<'_, '_>, mention: usize, other: usize) -> Option<Rule> {
    let (nominal, name) = (&scene.details[mention], &scene.details[other]);
    if scene.mentions[mention].number == Some(Number::Plural)
        || !matches!(scene.mentions[other].sort, Some(Sort::Organisation) | None)
    {
        return None;
    }
    let noun = lexicon().organisation(&nominal.noun)?;
    let of_kind = |word: &String| noun.heads.contains(&word.as_str());
    let has_kind = name
        .words
        .iter()
        .any(|word| lexicon().organisation(word).is_some());
    let fits = match name.words.iter().position(|word| word == "of") {
        Some(at) => name.words[..at].last().is_some_and(of_kind),
        None => name.words.last().is_some_and(of_kind),
    } || (!has_kind
        && acts(scene, other)
        && (noun.any || (noun.company && !is_acronym(scene, other))));
    let narrower = nominal
        .modifiers
        .iter()
        .all(|word| name.words.contains(word) || name.modifiers.contains(word));
    (fits && narrower).then_some(Rule::OrganisationNoun)
}

/// Whether a name that says no kind is used as that of someone who acts: it
/// speaks, is spoken to, or has a chief.
fn acts(scene: &Scene<'_, '_>, name: usize) -> bool {
    let tree = &scene.tree;
    let head = scene.head(name);
    let governor = tree.head(head);
    let chief = matches!(tree.dep(head), "poss" | "compound" | "nmod")
        && lexicon().role(&tree.lower(governor)).is_some();
    let told = matches!(tree.dep(head), "dobj" | "dative")
        && scene.speeches.iter().any(|speech| speech.verb == governor);
    scene.mentions[name].sort == Some(Sort::Organisation)
        && (scene.speech_by(name).is_some() || scene.is_subject(name) || chief || told)
}

/// "FUW": what it stands for may be no business.
fn is_acronym(scene: &Scene<'_, '_>, name: usize) -> bool {
    let text = scene.tree.token(scene.head(name)).text();
    text.chars().all(|c| !c.is_lowercase())
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
    for reach in 0..=IN_SIGHT {
        let near: Vec<(usize, Rule)> = candidates
            .iter()
            .copied()
            .filter(|(other, _)| {
                clusters
                    .profile(*other)
                    .members
                    .iter()
                    .any(|&member| member < mention && scene.sentence(member) + reach >= here)
            })
            .collect();
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
    } else if let Some(speaker) = last_speaker(scene, clusters, mention) {
        clusters.join(scene, mention, speaker, Rule::Description);
    }
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
        && scene.is_subject(mention)
        && ((parent && counted) || (retired && !detail.roles.is_empty()))
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
