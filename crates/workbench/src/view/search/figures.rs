//! Questions that a number answers.

use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::BESIDE;

/// Claims of a value that are looked at: of a small number there are thousands.
const CLAIMS: usize = 5_000;

/// A question that articles answer with the number looked for.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Answered {
    /// Of the question.
    pub(crate) id: String,
    pub(crate) text: String,
    /// The number as a reader writes it: "11,000".
    pub(crate) number: String,
    pub(crate) articles: i64,
}

/// The questions that the first number of `typed` answers, those first that most articles answer so.
pub(super) fn answered(dossier: &Dossier, typed: &str) -> Result<Vec<Answered>, Error> {
    let Some(number) = number(typed) else {
        return Ok(Vec::new());
    };
    let sql = "SELECT q.id, q.text, count(DISTINCT c.article) AS articles
               FROM (SELECT id, article FROM claims WHERE best = ?1 LIMIT ?2) c
               JOIN position_claims p ON p.claim = c.id JOIN questions q ON q.id = p.question
               GROUP BY q.id ORDER BY articles DESC, q.text, q.id LIMIT ?3";
    let bounds = (number, super::super::sql(CLAIMS), super::super::sql(BESIDE));
    dossier.rows(sql, bounds, |row| {
        Ok(Answered {
            id: row.get(0)?,
            text: row.get(1)?,
            number: restated_dossier::words::number(number),
            articles: row.get(2)?,
        })
    })
}

/// The first number that somebody typed: "11,000", "2.5".
fn number(typed: &str) -> Option<f64> {
    let mut words = typed.split(|c: char| c.is_whitespace() || c == '"');
    words.find_map(|word| {
        let plain: String = word.chars().filter(|c| !matches!(c, ',' | '’')).collect();
        let digits = plain.starts_with(|c: char| c.is_ascii_digit());
        plain.parse().ok().filter(|_| digits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, read) in [
            ("19 killed", Some(19.0)),
            ("toll \"11,000\"", Some(11_000.0)),
            ("2.5", Some(2.5)),
            ("nineteen", None),
            ("inf nan -3", None),
            ("", None),
        ] {
            assert_eq!(number(typed), read, "{typed}");
        }
    }
}
