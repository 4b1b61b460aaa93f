//! Sieve 8: definite nominals, "the ministry", "the minister", "the
//! 34-year-old".

use super::Rule;
use super::clusters::Clusters;
use super::index::{Recent, WINDOW};
use super::lexicon::lexicon;
use super::mention::{Kind, Number, Sort};
use super::organisations::{acts, kind_word, may_be_any, recalls};
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

/// The mentions so far, by the words that may recall them.
#[derive(Default)]
pub(super) struct Earlier<'s> {
    /// Nominals, and names with a role, by their nouns and wider ones.
    by_noun: Recent<&'s str>,
    /// Names by the word that says what kind of organisation they are of.
    by_kind: Recent<&'s str>,
    /// Names that may be of any kind.
    of_any_kind: Recent<()>,
    by_age: Recent<u32>,
}

impl<'s> Earlier<'s> {
    /// Adds a mention; they come in text order.
    pub(super) fn add(&mut self, scene: &'s Scene<'_, '_>, mention: usize) {
        let detail = &scene.details[mention];
        if let Some(age) = detail.age {
            self.by_age.add(age, mention);
        }
        if scene.mentions[mention].quoted || detail.narrowing {
            return;
        }
        let wider = detail
            .roles
            .iter()
            .filter_map(|role| lexicon().role(role))
            .flat_map(|role| role.wider.iter().copied());
        match scene.mentions[mention].kind {
            Kind::Pronoun | Kind::Group => {}
            Kind::Name if detail.roles.is_empty() => {
                if let Some(kind) = kind_word(&detail.words) {
                    self.by_kind.add(kind, mention);
                }
                if may_be_any(scene, mention) {
                    self.of_any_kind.add((), mention);
                }
            }
            Kind::Name | Kind::Nominal => {
                let nouns = detail.roles.iter().map(String::as_str);
                let noun = (!detail.noun.is_empty()).then_some(detail.noun.as_str());
                for noun in nouns.chain(noun).chain(wider) {
                    self.by_noun.add(noun, mention);
                }
            }
        }
    }

    /// What a nominal of this noun may go back to, by the noun alone.
    fn recalled_by(&self, noun: &str) -> Vec<usize> {
        let mut found = self.by_noun.get(noun).to_vec();
        if let Some(kinds) = lexicon().organisation(noun) {
            for head in &kinds.heads {
                found.extend(self.by_kind.get(head));
            }
            if kinds.any || kinds.company {
                found.extend(self.of_any_kind.get(&()));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

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
fn choose(
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

/// "the 34-year-old": whoever is 34, else the last to speak whose age is not
/// given.
fn aged(scene: &Scene<'_, '_>, clusters: &mut Clusters, earlier: &Earlier<'_>, mention: usize) {
    let Some(age) = scene.details[mention].age else {
        return;
    };
    let named = |at: &usize| {
        let is_name = |form: &usize| scene.mentions[*form].kind == Kind::Name;
        clusters.profile(*at).forms.iter().any(is_name)
    };
    let same: Vec<(usize, Rule)> = earlier
        .by_age
        .get(&age)
        .iter()
        .copied()
        .filter(named)
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
    let tree = &scene.tree;
    let head = scene.head(mention);
    let narrows = |&child: &usize| {
        // "…," the 16-year-old asked.
        let says = tree.dep(child) == "acl"
            && lexicon().is_speech(&tree.token(child).lemma().to_lowercase())
            && tree
                .children(child)
                .iter()
                .all(|&at| tree.dep(at) == "punct");
        child > head && matches!(tree.dep(child), "acl" | "relcl" | "prep" | "appos") && !says
    };
    !tree.children(head).iter().any(narrows)
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
            || (lexicon().is_epithet(&detail.noun)
                && detail
                    .modifiers
                    .iter()
                    .all(|word| lexicon().is_epithet(word))
                && is_bare(scene, mention))
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
    let start = scene.in_sentence(here.saturating_sub(IN_SIGHT)).start;
    let start = start.max(mention.saturating_sub(WINDOW));
    let last = (start..mention).rev().find(|&at| near(at))?;
    let alone = (start..mention)
        .filter(|&at| near(at) && scene.sentence(at) == scene.sentence(last))
        .all(|at| clusters.root(at) == clusters.root(last));
    (alone && scene.sentence(last) + IN_SIGHT >= here).then_some(last)
}
