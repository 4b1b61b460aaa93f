//! Claims that answer the same question, and the positions they take.

use std::collections::{BTreeMap, BTreeSet};

use restated_claims::{Figure, Modality, Qualifier};
use restated_lineage::Family;

use crate::model::{Position, Question, Told};
use crate::origin::{Dependence, origins};

/// The questions that `claims` answer, sorted by measure: one a measure over the
/// whole pile. Only what is asserted answers a question; hypothetical, expected
/// and denied figures do not. The order of the arguments does not matter.
pub fn questions(claims: &[Told<'_>], families: &[Family]) -> Vec<Question> {
    let dependence = Dependence::new(families);
    let mut by_measure: BTreeMap<&str, Vec<(&Told<'_>, &Figure)>> = BTreeMap::new();
    for told in claims
        .iter()
        .filter(|told| told.claim.modality == Modality::Asserted)
    {
        if let Some(figure) = &told.claim.figure {
            by_measure
                .entry(&figure.measure)
                .or_default()
                .push((told, figure));
        }
    }
    by_measure
        .into_iter()
        .map(|(measure, answers)| question(measure, answers, &dependence))
        .collect()
}

fn question(
    measure: &str,
    mut answers: Vec<(&Told<'_>, &Figure)>,
    dependence: &Dependence<'_>,
) -> Question {
    answers.sort_by_key(|(told, _)| told.id);
    let mut by_value: Vec<(Value, Vec<&Told<'_>>)> = Vec::new();
    for (told, figure) in &answers {
        let value = Value::of(figure);
        match by_value.iter_mut().find(|(known, _)| *known == value) {
            Some((_, claims)) => claims.push(told),
            None => by_value.push((value, vec![told])),
        }
    }
    by_value.sort_by(|(a, _), (b, _)| a.order(b).then_with(|| a.vague.cmp(&b.vague)));
    let all: Vec<_> = answers.iter().map(|(told, _)| *told).collect();
    Question {
        text: ask(measure),
        measure: measure.to_owned(),
        counted: None,
        positions: by_value
            .into_iter()
            .map(|(value, claims)| position(value, &claims, dependence))
            .collect(),
        origins: origins(&all, dependence),
    }
}

fn position(value: Value, claims: &[&Told<'_>], dependence: &Dependence<'_>) -> Position {
    let articles: BTreeSet<_> = claims.iter().map(|told| told.article).collect();
    let families: BTreeSet<_> = articles
        .iter()
        .map(|article| dependence.family(article))
        .collect();
    Position {
        best: value.best,
        low: value.low,
        high: value.high,
        claims: claims.iter().map(|told| told.id.to_owned()).collect(),
        articles: articles.len(),
        families: families.len(),
        origins: origins(claims, dependence).len(),
    }
}

/// The numbers of a position.
#[derive(Clone, Debug, PartialEq)]
struct Value {
    /// "dozens" is another answer than "hundreds", though neither is a number.
    vague: Option<String>,
    best: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl Value {
    fn of(figure: &Figure) -> Self {
        let counted = figure.counted.as_deref().unwrap_or_default();
        let vague = || {
            let number = figure
                .text
                .strip_suffix(counted)
                .unwrap_or(&figure.text)
                .trim();
            number.strip_suffix(" of").unwrap_or(number).to_lowercase()
        };
        Self {
            vague: (figure.qualifier == Qualifier::Vague).then(vague),
            best: figure.best,
            low: figure.low,
            high: figure.high,
        }
    }

    /// By the lowest number given, then the highest; "dozens" last.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let lowest = |v: &Self| v.low.or(v.best).or(v.high).unwrap_or(f64::INFINITY);
        let highest = |v: &Self| v.high.or(v.best).or(v.low).unwrap_or(f64::INFINITY);
        let bounds = |v: &Self| (v.low.is_none(), v.high.is_none());
        lowest(self)
            .total_cmp(&lowest(other))
            .then(highest(self).total_cmp(&highest(other)))
            .then(bounds(self).cmp(&bounds(other)))
    }
}

fn ask(measure: &str) -> String {
    include_str!("../data/questions.txt")
        .lines()
        .filter_map(|row| row.split_once('\t'))
        .find(|(key, _)| *key == measure)
        .map_or_else(
            || format!("How many or how much ({})?", measure.replace('_', " ")),
            |(_, text)| text.to_owned(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use restated_claims::Reader;
    use restated_language::Model;

    fn check(articles: &[(&str, &str)], families: &[&[&str]], expected: &str) {
        let model = Model::from_static(restated_model_en::MODEL)
            .expect("the model that comes with the program");
        let mut reader = Reader::new(&model);
        let claims: Vec<_> = articles
            .iter()
            .flat_map(|(id, text)| {
                let article = restated_article::Article {
                    text: (*text).to_owned(),
                    ..Default::default()
                };
                reader
                    .read(&article)
                    .claims
                    .into_iter()
                    .enumerate()
                    .map(move |(i, claim)| (format!("{id}.{i}"), *id, claim))
            })
            .collect();
        let told: Vec<_> = claims
            .iter()
            .map(|(id, article, claim)| Told { id, article, claim })
            .collect();
        let families: Vec<_> = families
            .iter()
            .map(|f| Family {
                articles: f.iter().map(|a| (*a).to_owned()).collect(),
            })
            .collect();
        let found = questions(&told, &families);
        let mut reversed = told.clone();
        reversed.reverse();
        assert_eq!(
            found,
            questions(&reversed, &families),
            "order does not matter"
        );
        let shown: Vec<_> = found
            .iter()
            .flat_map(|q| {
                let positions = q.positions.iter().map(|p| {
                    let value = p.best.or(p.low).unwrap_or_default();
                    format!(
                        "  {value}: {} articles, {} families, {} origins",
                        p.articles, p.families, p.origins
                    )
                });
                [format!("{} {} origins", q.text, q.origins.len())]
                    .into_iter()
                    .chain(positions)
            })
            .collect();
        assert_eq!(shown.join("\n"), expected);
    }

    #[test]
    fn one_briefing_told_by_many_is_one_origin() {
        check(
            &[
                ("a", "The Vell Harbour Office said 12 people were killed."),
                (
                    "b",
                    "12 people were killed, according to Vell Harbour Office.",
                ),
                ("c", "At least 12 people were killed, witnesses said."),
                ("d", "12 people were killed."),
                ("e", "12 people were killed."),
            ],
            &[&["d", "e"]],
            "How many people were killed? 3 origins\n  12: 4 articles, 3 families, 2 origins\n  12: 1 articles, 1 families, 1 origins",
        );
    }

    #[test]
    fn pronouns_and_anonymous_sources_are_not_one_origin() {
        check(
            &[
                ("a", "He said 12 people were killed."),
                ("b", "He said 12 people were killed."),
            ],
            &[],
            "How many people were killed? 2 origins\n  12: 2 articles, 2 families, 2 origins",
        );
    }

    #[test]
    fn dozens_are_not_hundreds() {
        check(
            &[
                ("a", "Dozens of people were killed."),
                ("b", "Hundreds of people were killed."),
            ],
            &[],
            "How many people were killed? 2 origins\n  24: 1 articles, 1 families, 1 origins\n  200: 1 articles, 1 families, 1 origins",
        );
    }

    #[test]
    fn what_is_only_feared_answers_no_question() {
        check(
            &[("a", "The office said 12 people could be killed.")],
            &[],
            "",
        );
    }
}
