//! One decision.

use std::collections::BTreeMap;

use rusqlite::{Connection, params_from_iter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::field::Field;
use crate::error::{Fault, Outcome};

/// What somebody decided.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Decision {
    /// A claim was looked at, and is as read.
    Accept {
        /// Id of the claim.
        claim: String,
    },
    /// A claim was misread: it answers no question any more. It stays in the list of claims.
    Reject {
        /// Id of the claim.
        claim: String,
    },
    /// A claim says something else than was read.
    Correct {
        /// Id of the claim.
        claim: String,
        /// What it says; fields that are not named stay as read.
        fields: BTreeMap<Field, Value>,
    },
    /// Entities that are one.
    MergeEntities {
        /// Ids, two or more.
        entities: Vec<String>,
    },
    /// A name that means somebody else than the other names of an entity.
    SplitEntity {
        /// Id.
        entity: String,
        /// The fullest name that the articles meant give.
        name: String,
    },
    /// Questions that are one.
    MergeQuestions {
        /// Ids of claims, one of each question.
        claims: Vec<String>,
    },
    /// Claims that answer another question than the claim with which they stand.
    SplitQuestion {
        /// Id of a claim that stays.
        from: String,
        /// Ids of the claims that answer another.
        claims: Vec<String>,
    },
    /// Articles that share text.
    MergeFamilies {
        /// Ids of articles, two or more.
        articles: Vec<String>,
    },
    /// An article that shares no text with its family.
    SplitFamily {
        /// Id of the article.
        article: String,
    },
    /// An earlier decision that does not stand any more.
    Undo {
        /// Its number.
        decision: i64,
    },
}

/// A decision with its circumstances.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Decided {
    /// Counted from 1.
    pub number: i64,
    /// When, as RFC 3339.
    pub at: String,
    /// Who decided.
    pub author: String,
    /// Why.
    pub note: String,
    /// What.
    #[serde(flatten)]
    pub decision: Decision,
    /// Whether nobody has undone it.
    pub stands: bool,
}

impl Decided {
    /// "Ada Lorrin decided so (decision 3)", as a reason among others.
    pub fn reason(&self) -> String {
        format!("{} decided so (decision {})", self.author, self.number)
    }
}

/// Refuses what cannot be meant.
pub(super) fn check(conn: &Connection, decision: &Decision) -> Outcome<()> {
    let there = |table: &str, ids: &[&String]| -> Outcome<()> {
        let sql = format!("SELECT 1 FROM {table} WHERE id = ?1");
        let mut statement = conn.prepare_cached(&sql)?;
        for id in ids {
            if !statement.exists([id])? {
                return Err(undecidable(format!("there is no {id} in this dossier")));
            }
        }
        Ok(())
    };
    let several = |ids: &[String]| {
        let distinct: std::collections::BTreeSet<&String> = ids.iter().collect();
        if distinct.len() < 2 {
            return Err(undecidable("two or more have to be named"));
        }
        Ok(())
    };
    match decision {
        Decision::Accept { claim } | Decision::Reject { claim } => there("claims", &[claim]),
        Decision::Correct { claim, fields } => {
            there("claims", &[claim])?;
            if fields.is_empty() {
                return Err(undecidable("no field is corrected"));
            }
            for (field, value) in fields {
                field.check(value).map_err(undecidable)?;
            }
            figure_fits(conn, claim, fields)
        }
        Decision::MergeEntities { entities } => {
            several(entities)?;
            there("entities", &entities.iter().collect::<Vec<_>>())
        }
        Decision::SplitEntity { entity, name } => {
            let sql = "SELECT count(DISTINCT name), sum(name = ?2) FROM names WHERE entity = ?1";
            let (names, meant): (i64, Option<i64>) = conn
                .prepare_cached(sql)?
                .query_row([entity, name], |row| Ok((row.get(0)?, row.get(1)?)))?;
            match meant {
                Some(1..) if names > 1 => Ok(()),
                _ => Err(undecidable(
                    "the name has to be one of several that articles give the entity",
                )),
            }
        }
        Decision::MergeQuestions { claims } => {
            several(claims)?;
            there("claims", &claims.iter().collect::<Vec<_>>())
        }
        Decision::SplitQuestion { from, claims } => {
            if claims.is_empty() || claims.contains(from) {
                return Err(undecidable(
                    "claims that go have to be named, and one that stays",
                ));
            }
            there("claims", &[from])?;
            there("claims", &claims.iter().collect::<Vec<_>>())
        }
        Decision::MergeFamilies { articles } => {
            several(articles)?;
            there("articles", &articles.iter().collect::<Vec<_>>())
        }
        Decision::SplitFamily { article } => {
            let sql = "SELECT 1 FROM family_members WHERE article = ?1";
            if conn.prepare_cached(sql)?.exists([article])? {
                Ok(())
            } else {
                Err(undecidable("the article is of no family"))
            }
        }
        Decision::Undo { decision } => {
            let sql = "SELECT 1 FROM decisions WHERE number = ?1";
            if conn.prepare_cached(sql)?.exists([decision])? {
                Ok(())
            } else {
                Err(undecidable(format!("there is no decision {decision}")))
            }
        }
    }
}

/// Fields of a figure are corrected only where one was read, and its bounds stay in order.
fn figure_fits(conn: &Connection, claim: &str, fields: &BTreeMap<Field, Value>) -> Outcome<()> {
    let sql = "SELECT figure IS NOT NULL, best, low, high FROM claims WHERE id = ?1";
    let (is_figure, read): (bool, [Option<f64>; 3]) = conn
        .prepare_cached(sql)?
        .query_row(params_from_iter([claim]), |row| {
            Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]))
        })?;
    if !is_figure && fields.keys().any(|field| field.is_of_figure()) {
        return Err(undecidable("the claim has no figure"));
    }
    let corrected = |field: Field, read: Option<f64>| match fields.get(&field) {
        Some(value) => value.as_f64(),
        None => read,
    };
    let [best, low, high] = [
        corrected(Field::Best, read[0]),
        corrected(Field::Low, read[1]),
        corrected(Field::High, read[2]),
    ];
    let in_order = |a: Option<f64>, b: Option<f64>| a.zip(b).is_none_or(|(a, b)| a <= b);
    if in_order(low, best) && in_order(best, high) && in_order(low, high) {
        Ok(())
    } else {
        Err(undecidable(
            "the lowest value must not be above the best, nor the best above the highest",
        ))
    }
}

fn undecidable(what: impl Into<String>) -> Fault {
    Fault::Undecidable(what.into())
}
