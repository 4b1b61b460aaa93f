//! Sieve 8, the second half: ages and descriptions, "the 34-year-old", "the
//! mother of two", which say what someone just spoken of is like.

use super::Rule;
use super::clusters::Clusters;
use super::earlier::Earlier;
use super::index::WINDOW;
use super::lexicon::lexicon;
use super::mention::{Kind, Number, Sort};
use super::nominals::{IN_SIGHT, choose};
use super::scene::Scene;

/// "the 34-year-old": whoever is 34, else the last to speak whose age is not
/// given.
pub(super) fn aged(
    scene: &Scene<'_, '_>,
    clusters: &mut Clusters,
    earlier: &Earlier<'_>,
    mention: usize,
) {
    let Some(age) = scene.details[mention].age else {
        return;
    };
    let named = |at: &usize| {
        let is_name = |form: &usize| scene.mentions[*form].kind == Kind::Name;
        clusters.profile(*at).forms.iter().any(is_name)
    };
    let same: Vec<(usize, Rule)> = earlier
        .aged(age)
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
pub(super) fn describes_last_speaker(scene: &Scene<'_, '_>, mention: usize) -> bool {
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
pub(super) fn last_speaker(
    scene: &Scene<'_, '_>,
    clusters: &Clusters,
    mention: usize,
) -> Option<usize> {
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
