//! Which article gives which answer to which question, at a glance.

use std::collections::BTreeMap;

use restated_claims::Figure;
use rusqlite::Connection;

use super::model::{Asked, Cell, Listed, Matrix};
use crate::error::Outcome;
use crate::load;
use crate::words;

/// How an answer stands to the one that most articles give.
pub(super) const SIGNS: [(&str, char, &str); 6] = [
    ("reference", '=', "the answer that most articles give"),
    ("agree", '=', "agrees with it"),
    ("compatible", '~', "compatible with it"),
    ("differ", '≠', "differs from it"),
    (
        "updated",
        '»',
        "updated: the same source at another time, or a correction",
    ),
    ("not_comparable", '·', "not comparable, or not compared"),
];

/// The matrix of the questions that more than one article answers; `None` where there is none.
pub(super) fn matrix(
    conn: &Connection,
    questions: &[Asked],
    articles: &[Listed],
    members: &[usize],
    numbers: &BTreeMap<String, usize>,
) -> Outcome<Option<Matrix>> {
    let mut columns = members.to_vec();
    let letter = |at: &usize| {
        articles
            .get(*at)
            .and_then(|listed| listed.family.as_deref())
    };
    // Families side by side, each where its first article stands.
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for at in members {
        if let Some(letter) = letter(at) {
            first.entry(letter).or_insert(*at);
        }
    }
    columns.sort_by_key(|at| {
        let place = letter(at).and_then(|letter| first.get(letter)).copied();
        (place.unwrap_or(*at), *at)
    });
    let mut rows = Vec::new();
    for asked in questions.iter().filter(|asked| asked.articles > 1) {
        let cells = cells(conn, &asked.id, numbers)?;
        let row = columns.iter().map(|at| cells.get(at).cloned()).collect();
        rows.push((asked.text.clone(), row));
    }
    Ok((members.len() > 1 && !rows.is_empty()).then_some(Matrix { columns, rows }))
}

/// One claim of an article on a question.
struct Given {
    position: i64,
    claim: String,
    figure: Option<Figure>,
}

/// What each article answers.
fn cells(
    conn: &Connection,
    question: &str,
    numbers: &BTreeMap<String, usize>,
) -> Outcome<BTreeMap<usize, Cell>> {
    let sql = "SELECT p.position, c.* FROM position_claims p JOIN claims c ON c.id = p.claim
               WHERE p.question = ?1 ORDER BY c.words_start, c.id";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([question])?;
    let mut given: BTreeMap<usize, Vec<Given>> = BTreeMap::new();
    let mut articles: BTreeMap<i64, std::collections::BTreeSet<usize>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let Some(&article) = numbers.get(&row.get::<_, String>("article")?) else {
            continue;
        };
        let position = row.get("position")?;
        articles.entry(position).or_default().insert(article);
        given.entry(article).or_default().push(Given {
            position,
            claim: row.get("id")?,
            figure: load::figure(row)?,
        });
    }
    let reference = articles
        .iter()
        .rev()
        .max_by_key(|(_, articles)| articles.len())
        .map(|(position, _)| *position);
    let relations = relations(conn, question, reference)?;
    let sign = |one: &Given| {
        let relation = if Some(one.position) == reference {
            "reference"
        } else {
            relations
                .get(&one.claim)
                .map_or("not_comparable", String::as_str)
        };
        let known = SIGNS.iter().find(|(name, ..)| *name == relation);
        known.map_or('·', |(_, sign, _)| *sign)
    };
    let cell = |(article, given): (usize, Vec<Given>)| {
        // Of several answers of one article the last is where it ends up; all are in the list.
        let last = given.last()?;
        let several = if given.iter().any(|one| one.position != last.position) {
            " …"
        } else {
            ""
        };
        let label = last
            .figure
            .as_ref()
            .map_or_else(|| "said".to_owned(), words::brief);
        let cell = Cell {
            sign: sign(last),
            label: format!("{label}{several}"),
        };
        Some((article, cell))
    };
    Ok(given.into_iter().filter_map(cell).collect())
}

/// How claims stand to those of the reference position, by claim.
fn relations(
    conn: &Connection,
    question: &str,
    reference: Option<i64>,
) -> Outcome<BTreeMap<String, String>> {
    let sql = "SELECT CASE WHEN pa.position = ?2 THEN r.b ELSE r.a END AS claim, r.relation
               FROM relations r
               JOIN position_claims pa ON pa.question = r.question AND pa.claim = r.a
               JOIN position_claims pb ON pb.question = r.question AND pb.claim = r.b
               WHERE r.question = ?1 AND (pa.position = ?2) <> (pb.position = ?2)
               ORDER BY r.a, r.b";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query((question, reference))?;
    let mut relations = BTreeMap::new();
    while let Some(row) = rows.next()? {
        relations
            .entry(row.get("claim")?)
            .or_insert(row.get("relation")?);
    }
    Ok(relations)
}
