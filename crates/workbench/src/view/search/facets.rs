//! By what the articles found can be narrowed, and how many are left.

use restated_dossier::{Dossier, Error};
use rusqlite::ToSql;
use serde::Serialize;

use super::{FOUND, Sought};

/// Values that one facet offers.
const OFFERED: usize = 20;

/// One way to narrow what was found.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Facet {
    /// As in the address.
    pub(crate) name: &'static str,
    /// What is picked; empty for any.
    pub(crate) picked: String,
    /// Values with how many of the articles found have each, most first; months latest first.
    pub(crate) values: Vec<(String, i64)>,
}

impl Facet {
    /// Whether what is picked is none of the values: no article has it, or too few.
    pub(crate) fn is_unlisted(&self) -> bool {
        self.values.iter().all(|(value, _)| *value != self.picked)
    }
}

/// A facet of articles, its column as SQL and the order of its values.
type Column = (&'static str, &'static str, &'static str);

const COLUMNS: [Column; 2] = [
    ("outlet", "a.outlet", "2 DESC, 1"),
    ("month", "substr(a.published, 1, 7)", "1 DESC"),
];

/// What is picked, as a condition of SQL beside the words looked for.
pub(super) struct Picked {
    /// Names the places from `?2` on.
    pub(super) condition: String,
    /// The words, then what stands in the places.
    values: Vec<String>,
}

impl Picked {
    /// What `asked` picks of the articles that have `words`. `all_alike` says that they all are of
    /// the language asked for.
    pub(super) fn of(words: &str, asked: &Sought, all_alike: bool) -> Self {
        let language = if all_alike {
            ""
        } else {
            asked.language.as_str()
        };
        let mut picked = Self {
            condition: String::new(),
            values: vec![words.to_owned()],
        };
        picked.add("ifnull(a.language, '')", language);
        for (name, column, _) in COLUMNS {
            picked.add(column, asked.facet(name));
        }
        picked
    }

    fn add(&mut self, column: &str, value: &str) {
        if !value.is_empty() {
            self.values.push(value.to_owned());
            let place = self.values.len();
            self.condition
                .push_str(&format!(" AND {column} = ?{place}"));
        }
    }

    /// Whether anything is.
    pub(super) fn is_any(&self) -> bool {
        !self.condition.is_empty()
    }

    /// The values of all places, and `more` behind them.
    pub(super) fn bind<'v>(&'v self, more: &'v [i64]) -> Vec<&'v dyn ToSql> {
        let values = self.values.iter().map(|value| value as &dyn ToSql);
        values
            .chain(more.iter().map(|value| value as &dyn ToSql))
            .collect()
    }

    /// The place of the first of `more`.
    pub(super) fn next(&self) -> usize {
        self.values.len() + 1
    }

    /// How many articles are left.
    pub(super) fn count(&self, dossier: &Dossier) -> Result<i64, Error> {
        let sql = format!("SELECT count(*) {FOUND}{}", self.condition);
        let count = dossier.rows(&sql, self.bind(&[]).as_slice(), |row| row.get(0))?;
        Ok(count.first().copied().unwrap_or(0))
    }
}

/// The facets of the articles that have `words` and what is picked beside each.
pub(super) fn facets(dossier: &Dossier, words: &str, asked: &Sought) -> Result<Vec<Facet>, Error> {
    let mut facets = Vec::new();
    for (name, column, order) in COLUMNS {
        // What is picked of a facet does not narrow its own values.
        let others = Picked::of(words, &asked.without(name), false);
        let sql = format!(
            "SELECT {column}, count(*) {FOUND}{} AND {column} IS NOT NULL
             GROUP BY 1 ORDER BY {order} LIMIT {OFFERED}",
            others.condition
        );
        let bound = others.bind(&[]);
        let values = dossier.rows(&sql, bound.as_slice(), |row| Ok((row.get(0)?, row.get(1)?)))?;
        facets.push(Facet {
            name,
            picked: asked.facet(name).to_owned(),
            values,
        });
    }
    facets.retain(|facet| facet.values.len() > 1 || !facet.picked.is_empty());
    Ok(facets)
}
