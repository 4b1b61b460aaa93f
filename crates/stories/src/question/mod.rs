//! Claims that answer the same question, and the positions they take.

mod ask;
mod notes;
mod position;
mod same;
mod timeline;

use crate::model::{Material, Question, Told};
use crate::origin::{Known, Origins};
use crate::relation::relations;

/// The questions that `told` answers, by measure, then by founder.
pub(crate) fn questions<'a>(told: &[&'a Told], material: &Material<'a>) -> Vec<Question> {
    let known = Known::of(told, material);
    let groups = same::groups(told, material);
    let mut questions: Vec<Question> = groups
        .iter()
        .map(|group| question(group, told, &known, material))
        .collect();
    questions.sort_by(|a, b| (&a.measure, &a.founder).cmp(&(&b.measure, &b.founder)));
    questions
}

fn question(
    group: &same::Group<'_>,
    all: &[&Told],
    known: &Known<'_>,
    material: &Material<'_>,
) -> Question {
    let origins = Origins::of(&group.claims, known);
    let positions = position::positions(&group.claims, &origins, material);
    Question {
        text: ask::text(group),
        measure: group.measure.to_owned(),
        counted: group.counted.clone(),
        founder: founder(&group.claims, material),
        why: group.why.clone(),
        timeline: timeline::timeline(&group.claims, &positions, &origins, known),
        relations: relations(&group.claims, all, &origins, known),
        notes: notes::notes(&group.claims, all, known),
        positions,
        at_least: origins.at_least,
        origins: origins.origins,
    }
}

/// The claim of the article that was published first; of undated ones the first by id.
fn founder(claims: &[&Told], material: &Material<'_>) -> String {
    let rank = |told: &&&Told| {
        let published = material
            .about(&told.article)
            .and_then(|about| about.published.clone());
        (
            published.is_none(),
            published,
            told.article.clone(),
            told.claim.span.start,
        )
    };
    claims
        .iter()
        .min_by_key(rank)
        .map_or_else(String::new, |told| told.id.clone())
}
