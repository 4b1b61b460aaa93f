//! Claims that answer the same question, and the positions they take.

mod alignment;
mod ask;
mod asked;
mod link;
mod measure;
mod population;
mod position;
mod reading;
mod same;
mod setting;
mod share;
mod side;
mod source;
mod table;
mod timeline;
mod value;
mod why;
mod window;

use crate::model::{Material, Question, Told};
use crate::origin::Origins;
use crate::relation::relations;

/// The questions that `told` answers, by measure, then by founder.
pub(crate) fn questions(told: &[&Told], material: &Material<'_>) -> Vec<Question> {
    let groups = same::groups(told, material);
    let mut questions: Vec<Question> = groups
        .iter()
        .map(|group| question(group, told, material))
        .collect();
    questions.sort_by(|a, b| (&a.measure, &a.founder).cmp(&(&b.measure, &b.founder)));
    questions
}

fn question(group: &same::Group<'_>, all: &[&Told], material: &Material<'_>) -> Question {
    let origins = Origins::of(&group.claims, material);
    let positions = position::positions(&group.claims, material);
    Question {
        text: ask::text(group),
        measure: group.measure.to_owned(),
        counted: ask::counted(group),
        founder: founder(&group.claims, material),
        why: group.why.clone(),
        timeline: timeline::timeline(&group.claims, &positions, &origins.origins, material),
        relations: relations(&group.claims, all, &origins, material),
        notes: Vec::new(),
        positions,
        at_least: origins.at_least,
        origins: origins.origins,
    }
}

/// The claim of the article that was published first; of undated ones the first by id.
fn founder(claims: &[&Told], material: &Material<'_>) -> String {
    claims
        .iter()
        .min_by_key(|told| rank(told, material))
        .map_or_else(String::new, |told| told.id.clone())
}

/// What claims are taken in the order of: published first, undated last; in an article as they stand.
type Rank = (bool, Option<String>, String, usize, String);

fn rank(told: &Told, material: &Material<'_>) -> Rank {
    let published = material
        .about(&told.article)
        .and_then(|about| about.published.clone());
    (
        published.is_none(),
        published,
        told.article.clone(),
        told.claim.span.start,
        told.id.clone(),
    )
}
