//! What people decided about questions, over what the rules found.

use super::Answered;
use crate::model::{Ruling, Told};

/// Merges and splits the questions as decided. Claims that nobody tells any more change nothing.
pub(super) fn apply(answered: &mut Vec<Answered<'_>>, rulings: &[Ruling]) {
    for ruling in rulings {
        match ruling {
            Ruling::Same { claims, why } => merge(answered, claims, why),
            Ruling::Apart { from, claims, why } => split(answered, from, claims, why),
        }
    }
}

fn has(question: &Answered<'_>, id: &String) -> bool {
    question.claims.iter().any(|claim| claim.id == *id)
}

/// The question of the first of `claims` takes in those of the others.
fn merge(answered: &mut Vec<Answered<'_>>, claims: &[String], why: &str) {
    let asks = |id: &String| answered.iter().position(|question| has(question, id));
    let mut at: Vec<usize> = claims.iter().filter_map(asks).collect();
    let Some(&into) = at.first() else { return };
    at.sort_unstable();
    at.dedup();
    if at.len() < 2 {
        return;
    }
    let mut gained = Vec::new();
    for &other in at.iter().rev().filter(|&&other| other != into) {
        gained.extend(answered.remove(other).claims);
    }
    let into = into - at.iter().filter(|&&other| other < into).count();
    let question = &mut answered[into];
    question.claims.extend(gained);
    question.claims.sort_by(|a, b| a.id.cmp(&b.id));
    question.why.push(why.to_owned());
}

/// `claims` leave the question of `from` and answer one of their own, put in the same words.
fn split(answered: &mut Vec<Answered<'_>>, from: &String, claims: &[String], why: &str) {
    let Some(question) = answered.iter_mut().find(|question| has(question, from)) else {
        return;
    };
    let goes = |claim: &&Told| claim.id != *from && claims.contains(&claim.id);
    let (gone, stay): (Vec<&Told>, Vec<&Told>) = question.claims.drain(..).partition(goes);
    question.claims = stay;
    if gone.is_empty() {
        return;
    }
    let apart = Answered {
        text: question.text.clone(),
        measure: question.measure,
        counted: question.counted.clone(),
        claims: gone,
        why: vec![why.to_owned()],
    };
    answered.push(apart);
}
