//! Whether an article shares text with its family, or with others.

use askama::Template;
use restated_dossier::records::{Card, Doubt, Family, Within};
use restated_dossier::review::Decision;
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::{Finding, Line, OFFERED};
use crate::view::{Frame, phrase};

/// The page.
#[derive(Template, Serialize)]
#[template(path = "review/family.html")]
pub(crate) struct FamilyReview {
    #[serde(skip)]
    pub(crate) frame: Frame,
    /// Who decided last in this browser.
    #[serde(skip)]
    pub(crate) author: String,
    pub(crate) card: Card,
    /// The other articles that share text with it.
    pub(crate) family: Vec<Card>,
    /// What was looked for.
    pub(crate) find: String,
    /// Others that may: those found, else those in doubt and those of the same story.
    pub(crate) others: Vec<Candidate>,
    /// What was decided about it and stands.
    pub(crate) decisions: Vec<Line>,
}

/// An article that may share text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Candidate {
    pub(crate) card: Card,
    /// Too alike to be called independent, and not alike enough to say more.
    pub(crate) in_doubt: bool,
}

impl FamilyReview {
    /// The page of article `id`; `None` if there is none.
    pub(crate) fn of(
        dossier: &Dossier,
        id: &str,
        asked: &Finding,
        author: String,
    ) -> Result<Option<Self>, Error> {
        let Some(card) = dossier.records::<Card>(Within::One(id))?.pop() else {
            return Ok(None);
        };
        let mut family = Vec::new();
        for one in dossier.records::<Family>(Within::Article(id))? {
            for member in one.articles.iter().filter(|member| *member != id) {
                family.extend(dossier.records::<Card>(Within::One(member))?);
            }
        }
        let find = asked.find.trim().to_owned();
        let about = |decision: &Decision| match decision {
            Decision::MergeFamilies { articles } => articles.iter().any(|one| one == id),
            Decision::SplitFamily { article } => article == id,
            _ => false,
        };
        Ok(Some(Self {
            frame: Frame::of(dossier, "review"),
            author,
            others: others(dossier, &card, &find)?,
            decisions: super::standing(dossier, about)?,
            family,
            find,
            card,
        }))
    }

    /// Its own address.
    pub(crate) fn here(&self) -> String {
        format!("/review/article/{}", self.card.id)
    }

    /// Where a decision leads back to.
    pub(crate) fn back(&self) -> String {
        format!("/article/{}", self.card.id)
    }
}

fn others(dossier: &Dossier, card: &Card, find: &str) -> Result<Vec<Candidate>, Error> {
    let mut doubted: Vec<String> = Vec::new();
    for doubt in dossier.records::<Doubt>(Within::Article(&card.id))? {
        doubted.push(if doubt.a == card.id { doubt.b } else { doubt.a });
    }
    let ids: Vec<String> = match phrase(find) {
        Some(words) => {
            let sql =
                "SELECT a.id FROM articles_fts JOIN articles a ON a.number = articles_fts.rowid
                       WHERE articles_fts MATCH ?1 ORDER BY bm25(articles_fts, 4.0, 1.0), a.id
                       LIMIT 200";
            dossier.rows(sql, [&words], |row| row.get(0))?
        }
        None => {
            let sql = "SELECT s.article FROM story_articles s JOIN articles a ON a.id = s.article
                       WHERE s.story = ?1 ORDER BY a.published IS NULL, a.published, a.id LIMIT 200";
            let story = dossier.rows(sql, [&card.story], |row| row.get(0))?;
            doubted.iter().cloned().chain(story).collect()
        }
    };
    let mut others: Vec<Candidate> = Vec::new();
    for id in ids {
        if id == card.id || others.iter().any(|one| one.card.id == id) {
            continue;
        }
        if others.len() == OFFERED {
            break;
        }
        let found = dossier.records::<Card>(Within::One(&id))?;
        let of_another = |other: &Card| other.family.is_none() || other.family != card.family;
        let found = found.into_iter().filter(of_another);
        others.extend(found.map(|card| Candidate {
            in_doubt: doubted.contains(&id),
            card,
        }));
    }
    Ok(others)
}
