//! Claims that answer the same question, and the positions they take.

mod alignment;
mod apart;
mod ask;
mod asked;
mod link;
mod measure;
mod notes;
mod population;
mod position;
mod reading;
mod ruling;
mod same;
mod setting;
mod share;
mod side;
mod source;
mod statement;
mod table;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod timeline;
mod value;
mod why;
mod window;
mod wish;

use crate::model::{Material, Question, Told};
use crate::origin::{Known, Origins};
use crate::relation::relations;
pub(crate) use wish::is_at_first_hand;

/// A question with the claims that answer it.
struct Answered<'a> {
    text: String,
    measure: &'a str,
    counted: Option<String>,
    /// In the order of their ids.
    claims: Vec<&'a Told>,
    why: Vec<String>,
}

/// The questions that `told` answers, by measure, then by founder.
pub(crate) fn questions<'a>(told: &[&'a Told], material: &Material<'a>) -> Vec<Question> {
    let known = Known::of(told, material);
    let figures = same::groups(told, material).into_iter();
    let figures = figures.map(|group| Answered {
        text: ask::text(&group),
        measure: group.measure,
        counted: ask::counted(&group),
        claims: group.claims,
        why: group.why,
    });
    let statements = statement::acts(told, material).into_iter();
    let statements = statements.chain(wish::wishes(told, material));
    let statements = statements.map(|acts| Answered {
        text: acts.text,
        measure: acts.act,
        counted: None,
        claims: acts.claims,
        why: acts.why,
    });
    let mut answered: Vec<Answered<'_>> = figures.chain(statements).collect();
    ruling::apply(&mut answered, material.rulings);
    apart::tell(&mut answered, material);
    let mut questions: Vec<Question> = answered
        .into_iter()
        .map(|answered| question(answered, told, &known, material))
        .collect();
    questions.sort_by(|a, b| (&a.measure, &a.founder).cmp(&(&b.measure, &b.founder)));
    questions
}

fn question(
    answered: Answered<'_>,
    all: &[&Told],
    known: &Known<'_>,
    material: &Material<'_>,
) -> Question {
    let claims = &answered.claims;
    let origins = Origins::of(claims, known);
    let positions = position::positions(claims, &origins, known);
    Question {
        text: answered.text,
        measure: answered.measure.to_owned(),
        counted: answered.counted,
        founder: founder(claims, material),
        why: answered.why,
        timeline: timeline::timeline(claims, &positions, &origins, known),
        relations: relations(claims, all, &origins, known),
        notes: notes::notes(claims, all, known),
        positions,
        at_least: origins.at_least,
        origins: origins.origins,
    }
}

/// The claim of the article that was published first; of undated ones the first by id.
fn first<'a>(claims: &[&'a Told], material: &Material<'_>) -> Option<&'a Told> {
    let first = claims.iter().min_by_key(|told| rank(told, material));
    first.copied()
}

fn founder(claims: &[&Told], material: &Material<'_>) -> String {
    first(claims, material).map_or_else(String::new, |told| told.id.clone())
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
