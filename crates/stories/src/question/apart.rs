//! Questions of one story that would read alike are told apart by the words of their usual answer.

use std::collections::BTreeMap;

use super::Answered;
use crate::model::{Material, Told};

/// Words of an answer that a question has room for.
const ROOM: usize = 8;

/// Adds to all questions of the same text but the one that most articles answer how an article
/// puts the answer: "How many people were injured (“six of them in critical condition”)?"
pub(super) fn tell(answered: &mut [Answered<'_>], material: &Material<'_>) {
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, one) in answered.iter().enumerate() {
        alike.entry(one.text.clone()).or_default().push(at);
    }
    for mut places in alike.into_values().filter(|places| places.len() > 1) {
        // Of equally many the one whose first claim comes first: it does not depend on the order.
        places.sort_by_cached_key(|at| {
            let one = &answered[*at];
            (std::cmp::Reverse(articles(one)), first_id(one))
        });
        for at in places.into_iter().skip(1) {
            let one = &mut answered[at];
            let Some(first) = super::first(&usual(&one.claims), material) else {
                continue;
            };
            let words = put(first);
            let question = one.text.trim_end_matches('?');
            one.text = format!("{question} (“{words}”)?");
        }
    }
}

fn articles(one: &Answered<'_>) -> usize {
    let mut articles: Vec<&str> = one
        .claims
        .iter()
        .map(|told| told.article.as_str())
        .collect();
    articles.sort_unstable();
    articles.dedup();
    articles.len()
}

/// The claims of the value that most of them give; of equally many the least.
fn usual<'a>(claims: &[&'a Told]) -> Vec<&'a Told> {
    let value = |told: &Told| {
        let figure = told.claim.figure.as_ref()?;
        let number = figure.best.or(figure.low).or(figure.high)?;
        // Whole numbers and a few decimals: enough to tell values apart.
        Some((number * 1_000.0).round() as i64)
    };
    let mut by_value: BTreeMap<Option<i64>, Vec<&'a Told>> = BTreeMap::new();
    for told in claims {
        by_value.entry(value(told)).or_default().push(told);
    }
    let most = by_value.values().map(Vec::len).max();
    let mut values = by_value.into_values();
    let usual = values.find(|claims| Some(claims.len()) == most);
    usual.unwrap_or_default()
}

fn first_id(one: &Answered<'_>) -> String {
    let ids = one.claims.iter().map(|told| &told.id);
    ids.min().cloned().unwrap_or_default()
}

/// How a claim puts it: its words, to the end of what they begin.
fn put(told: &Told) -> String {
    let rest = match told.sentence.find(&told.words) {
        Some(start) => &told.sentence[start..],
        None => &told.words,
    };
    let ends = |at: &usize, c: char| {
        let next = rest[at + c.len_utf8()..].chars().next();
        // A comma in a number ends nothing.
        ",.;:?!—–()“”\"".contains(c) && next.is_none_or(|next| !next.is_alphanumeric())
    };
    let end = rest
        .char_indices()
        .skip_while(|(at, _)| *at < told.words.len())
        .find(|(at, c)| ends(at, *c))
        .map_or(rest.len(), |(at, _)| at);
    let words: Vec<&str> = rest[..end].split_whitespace().collect();
    match words.get(..ROOM) {
        Some(some) if words.len() > ROOM => format!("{} …", some.join(" ")),
        _ => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::testing::{about, told};
    use restated_lineage::Lineage;

    #[test]
    fn questions_that_read_alike_quote_an_answer() {
        let sentence = "Thirty-eight were injured, six of them in critical condition, he said.";
        let later = "The hospital counts 38 injured.";
        let all = [
            told("a", sentence, "Thirty-eight", "injured", None, 38.0),
            told("a", sentence, "six of them", "injured", None, 6.0),
            told("b", later, "38 injured", "injured", None, 38.0),
        ];
        let articles = [about("a", "2031-05-03"), about("b", "2031-05-04")];
        let material = Material {
            articles: &articles.iter().collect::<Vec<_>>(),
            told: &all,
            lineage: &Lineage::default(),
            entities: &[],
            rulings: &[],
        };
        let answered = |claims: &[usize]| Answered {
            text: "How many people were injured?".to_owned(),
            measure: "injured",
            counted: None,
            claims: claims.iter().map(|at| &all[*at]).collect(),
            why: Vec::new(),
        };
        let texts = |mut asked: Vec<Answered<'_>>| -> Vec<String> {
            tell(&mut asked, &material);
            asked.into_iter().map(|one| one.text).collect()
        };
        let plain = "How many people were injured?";
        let quoted = "How many people were injured (“six of them in critical condition”)?";
        assert_eq!(
            texts(vec![answered(&[1]), answered(&[0, 2])]),
            [quoted, plain]
        );
        assert_eq!(
            texts(vec![answered(&[0, 2]), answered(&[1])]),
            [plain, quoted]
        );
        assert_eq!(texts(vec![answered(&[0])]), [plain]);
    }

    #[test]
    fn long_words_are_cut_and_numbers_are_whole() {
        let sentence =
            "Police said 1,200 people had come to the hall by nine that evening to listen.";
        let one = told("a", sentence, "1,200 people", "came", None, 1200.0);
        assert_eq!(put(&one), "1,200 people had come to the hall by …");
    }
}
