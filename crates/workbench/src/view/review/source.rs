//! Who is who: whether a source is one with others, or several.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use restated_dossier::records::{Card, Entity, Within};
use restated_dossier::review::Decision;
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::{Finding, Line, OFFERED};
use crate::view::Frame;

/// Letters of a word that says something in a name: "of", "the" and "Mr" are shorter.
const TELLING: usize = 4;

/// The page.
#[derive(Template, Serialize)]
#[template(path = "review/source.html")]
pub(crate) struct SourceReview {
    #[serde(skip)]
    pub(crate) frame: Frame,
    /// Who decided last in this browser.
    #[serde(skip)]
    pub(crate) author: String,
    pub(crate) id: String,
    pub(crate) name: String,
    /// `person`, `organisation`, …
    pub(crate) r#type: String,
    /// The fullest name that each article gives.
    pub(crate) names: Vec<Given>,
    /// What was looked for.
    pub(crate) find: String,
    /// Who may be the same: those found, else those with a word of its names in theirs, then
    /// those quoted most.
    pub(crate) alike: Vec<Alike>,
    /// What was decided about it and stands.
    pub(crate) decisions: Vec<Line>,
}

/// A name that articles give.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Given {
    pub(crate) name: String,
    pub(crate) articles: i64,
    /// One of them.
    pub(crate) card: Option<Card>,
}

/// An entity that may be the same.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Alike {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) r#type: String,
    /// That stand on its word.
    pub(crate) claims: i64,
}

impl SourceReview {
    /// The page of entity `id`; `None` if there is none.
    pub(crate) fn of(
        dossier: &Dossier,
        id: &str,
        asked: &Finding,
        author: String,
    ) -> Result<Option<Self>, Error> {
        let Some(entity) = dossier.records::<Entity>(Within::One(id))?.pop() else {
            return Ok(None);
        };
        let find = asked.find.trim().to_owned();
        let about = |decision: &Decision| match decision {
            Decision::MergeEntities { entities } => entities.contains(&entity.id),
            Decision::SplitEntity { entity: of, .. } => *of == entity.id,
            _ => false,
        };
        Ok(Some(Self {
            frame: Frame::of(dossier, "review"),
            author,
            names: names(dossier, id)?,
            alike: alike(dossier, &entity, &find)?,
            decisions: super::standing(dossier, about)?,
            find,
            id: entity.id,
            name: entity.name,
            r#type: entity.r#type,
        }))
    }

    /// Its own address.
    pub(crate) fn here(&self) -> String {
        format!("/review/source/{}", self.id)
    }

    /// Where a decision leads back to. What goes into another leads there.
    pub(crate) fn back(&self) -> String {
        format!("/source/{}", self.id)
    }
}

fn names(dossier: &Dossier, id: &str) -> Result<Vec<Given>, Error> {
    let sql = "SELECT name, count(*), min(article) FROM names WHERE entity = ?1
               GROUP BY name ORDER BY 2 DESC, 1";
    let names = dossier.rows(sql, [id], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))
    })?;
    let given = names.into_iter().map(|(name, articles, article)| {
        let card = dossier.records(Within::One(&article))?.pop();
        Ok(Given {
            name,
            articles,
            card,
        })
    });
    given.collect()
}

/// Those whose names have all words of `find`; where nothing is looked for, those that share
/// words with `entity`, the rarest first, then those quoted most.
fn alike(dossier: &Dossier, entity: &Entity, find: &str) -> Result<Vec<Alike>, Error> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    dossier.rows("SELECT entity, text FROM aliases", [], |row| {
        let all = names.entry(row.get(0)?).or_default();
        all.push(' ');
        all.push_str(&row.get::<_, String>(1)?.to_lowercase());
        Ok(())
    })?;
    names.remove(&entity.id);
    let mut ranked: Vec<(f64, String)> = if find.is_empty() {
        let own = entity.ties.iter().map(|tie| tie.alias.to_lowercase());
        nearest(&own.collect::<Vec<_>>().join(" "), names)
    } else {
        let find = find.to_lowercase();
        let has_all = |names: &String| find.split_whitespace().all(|word| names.contains(word));
        let found = names.into_iter().filter(|(_, names)| has_all(names));
        found.map(|(id, _)| (0.0, id)).collect()
    };
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut offered: Vec<String> = ranked.into_iter().map(|(_, id)| id).collect();
    offered.truncate(OFFERED);
    if find.is_empty() {
        // The same body has other words in another language.
        for id in most_quoted(dossier)? {
            if offered.len() < OFFERED && id != entity.id && !offered.contains(&id) {
                offered.push(id);
            }
        }
    }
    let sql = "SELECT e.name, e.type, (SELECT count(*) FROM claims c
                 JOIN names n ON n.article = c.article AND n.number = c.source_name
                 WHERE n.entity = e.id)
               FROM entities e WHERE e.id = ?1";
    let mut alike = Vec::new();
    for id in offered {
        alike.extend(dossier.rows(sql, [&id], |row| {
            Ok(Alike {
                id: id.clone(),
                name: row.get(0)?,
                r#type: row.get(1)?,
                claims: row.get(2)?,
            })
        })?);
    }
    Ok(alike)
}

fn most_quoted(dossier: &Dossier) -> Result<Vec<String>, Error> {
    let sql = "SELECT n.entity FROM claims c
               JOIN names n ON n.article = c.article AND n.number = c.source_name
               WHERE n.entity IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?1";
    dossier.rows(sql, [crate::view::sql(OFFERED * 2)], |row| row.get(0))
}

/// Which of `others` share words with `own`: a word weighs the less, the more have it.
fn nearest(own: &str, others: BTreeMap<String, String>) -> Vec<(f64, String)> {
    let own = telling(own);
    let shared: Vec<(String, BTreeSet<String>)> = others
        .into_iter()
        .map(|(id, names)| (id, telling(&names).intersection(&own).cloned().collect()))
        .filter(|(_, shared): &(_, BTreeSet<String>)| !shared.is_empty())
        .collect();
    let mut holders: BTreeMap<&str, f64> = BTreeMap::new();
    for word in shared.iter().flat_map(|(_, words)| words) {
        *holders.entry(word).or_default() += 1.0;
    }
    let weight = |words: &BTreeSet<String>| -> f64 {
        let holders = words.iter().filter_map(|word| holders.get(word.as_str()));
        holders.map(|holders| 1.0 / holders).sum()
    };
    shared
        .iter()
        .map(|(id, words)| (weight(words), id.clone()))
        .collect()
}

fn telling(names: &str) -> BTreeSet<String> {
    names
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= TELLING)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_word_in_common_says_more_than_a_frequent_one() {
        let others = [
            ("e1", "the ministry of works"),
            ("e2", "the ministry of health"),
            ("e3", "brandvold"),
            ("e4", "a baker"),
        ];
        let others = others.map(|(id, names)| (id.to_owned(), names.to_owned()));
        let mut near = nearest("ministry spokeswoman ilka brandvold", others.into());
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        let ids: Vec<&str> = near.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(ids, ["e3", "e1", "e2"]);
    }
}
