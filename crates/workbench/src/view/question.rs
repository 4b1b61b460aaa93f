//! A question on a page of its own.

use askama::Template;
use restated_dossier::records::{Card, Question, Within};
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::Frame;
use super::answers::Asked;
use super::sentence::Shelf;
use super::story::Room;

/// A question's page.
#[derive(Template, Serialize)]
#[template(path = "question.html")]
pub(crate) struct QuestionPage {
    #[serde(skip)]
    pub(crate) frame: Frame,
    /// Title of the story.
    pub(crate) story: String,
    pub(crate) asked: Asked,
    /// How every two claims that were compared stand to each other.
    pub(crate) relations: Vec<Related>,
    /// The other questions of the story: id of the first claim, and text.
    #[serde(skip)]
    pub(crate) others: Vec<(String, String)>,
    /// The claim that the question is known by.
    pub(crate) founder: String,
    /// Who decided last in this browser.
    #[serde(skip)]
    pub(crate) author: String,
}

/// How two claims stand to each other.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Related {
    /// Ids of the claims.
    pub(crate) a: String,
    /// See `a`.
    pub(crate) b: String,
    /// In words.
    pub(crate) relation: String,
    pub(crate) why: String,
}

impl QuestionPage {
    /// The page of question `id`; `None` if there is none.
    pub(crate) fn of(dossier: &Dossier, id: &str, author: String) -> Result<Option<Self>, Error> {
        let Some(question) = dossier.records::<Question>(Within::One(id))?.pop() else {
            return Ok(None);
        };
        let cards: Vec<Card> = dossier.records(Within::Question(id))?;
        let claims = dossier.sayings(Within::Question(id))?;
        let related = question.relations.iter().map(|one| Related {
            a: one.a.clone(),
            b: one.b.clone(),
            relation: one.relation.replace('_', " "),
            why: one.why.clone(),
        });
        Ok(Some(Self {
            frame: Frame::of(dossier, "stories"),
            story: super::story_title(dossier, Some(&question.story))?.unwrap_or_default(),
            relations: related.collect(),
            others: others(dossier, &question)?,
            founder: question.founder.clone(),
            author,
            asked: Asked::of(&question, &claims, &Shelf::new(cards), Room::ALL),
        }))
    }
}

impl QuestionPage {
    /// Where a decision leads back to: the question may be gone then, its story is not.
    pub(crate) fn back(&self) -> String {
        format!("/story/{}", self.asked.story)
    }
}

/// The other questions of the story, by their text.
fn others(dossier: &Dossier, question: &Question) -> Result<Vec<(String, String)>, Error> {
    dossier.rows(
        "SELECT founder, text FROM questions WHERE story = ?1 AND id <> ?2 ORDER BY text, id",
        [&question.story, &question.id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
