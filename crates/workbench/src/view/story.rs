//! A story: what is asked, who answers what, and what the texts have from one another.

use std::collections::BTreeMap;

use askama::Template;
use restated_dossier::records::{Card, Question, Saying, Story, Within};
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::answers::Asked;
use super::changes::Changes;
use super::matrix::{Matrix, letters};
use super::sentence::{Most, Shelf};
use super::shelves::Shelves;
use super::standing::Standing;
use super::{Frame, ROWS, count, drawn};
use crate::draw::{Lineage, Timeline};

/// Questions shown with all their answers; the others are listed.
const SHOWN: usize = 12;
/// Sources named in the line above a story.
const NAMED: usize = 2;

/// A story's page.
#[derive(Template, Serialize)]
#[template(path = "story.html")]
pub(crate) struct StoryPage {
    #[serde(skip)]
    pub(crate) frame: Frame,
    pub(crate) id: String,
    pub(crate) title: String,
    /// "2031-03-04 to 2031-03-06".
    pub(crate) days: String,
    /// What stands in the story, in one line.
    pub(crate) extent: String,
    /// The main answers, each in one sentence.
    pub(crate) leads: Vec<Lead>,
    pub(crate) matrix: Option<Matrix>,
    /// The main questions in time.
    #[serde(skip)]
    pub(crate) timeline: Option<Timeline>,
    /// Who has text from whom.
    #[serde(skip)]
    pub(crate) lineage: Option<Lineage>,
    /// Articles that have nothing from any other text, nor others from them.
    pub(crate) alone: usize,
    /// Those with most articles behind them, figures first.
    pub(crate) questions: Vec<Asked>,
    /// The other questions.
    pub(crate) others: Vec<Link>,
    pub(crate) changes: Changes,
    pub(crate) shelves: Shelves,
    /// Articles without a date of publication.
    pub(crate) undated: usize,
}

/// A main answer: "How many people were killed? at least 12".
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Lead {
    pub(crate) question: Link,
    pub(crate) answer: String,
    /// "3 articles, 2 texts, 1 origin at most (Harbour Office)".
    pub(crate) behind: String,
    /// How many other answers there are.
    pub(crate) others: usize,
}

/// A page elsewhere.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Link {
    pub(crate) id: String,
    pub(crate) text: String,
    /// How many articles answer it.
    pub(crate) articles: usize,
}

impl StoryPage {
    /// The page of story `id`; `None` if there is none.
    pub(crate) fn of(dossier: &Dossier, id: &str) -> Result<Option<Self>, Error> {
        let Some(story) = dossier.records::<Story>(Within::One(id))?.pop() else {
            return Ok(None);
        };
        let shelf = Shelf::new(dossier.records(Within::Story(id))?);
        let mut questions: Vec<(Question, Vec<Saying>)> = Vec::new();
        let mut asked = Vec::new();
        let most = if shelf.cards().len() > ROWS {
            Most::FEW
        } else {
            Most::ALL
        };
        for question in dossier.records::<Question>(Within::Story(id))? {
            let claims = dossier.sayings(Within::Question(&question.id))?;
            asked.push(Asked::of(&question, &claims, &shelf, most));
            questions.push((question, claims));
        }
        asked.sort_by(first_asked);
        let rank: BTreeMap<String, usize> = asked
            .iter()
            .enumerate()
            .map(|(at, one)| (one.id.clone(), at))
            .collect();
        questions.sort_by_key(|(question, _)| rank.get(&question.id).copied());
        let edges = dossier.edges(Within::Story(id))?;
        let others = asked.split_off(asked.len().min(SHOWN));
        let title = story.title.clone().or_else(|| {
            let founder = shelf.get(&story.founder);
            founder.map(|card| card.title.clone())
        });
        Ok(Some(Self {
            frame: Frame::of(dossier, "stories"),
            title: title.unwrap_or_else(|| story.id.clone()),
            days: days(story.from.as_deref(), story.to.as_deref()),
            extent: extent(shelf.cards()),
            leads: asked
                .iter()
                .filter(|one| one.articles > 1)
                .take(3)
                .filter_map(lead)
                .collect(),
            matrix: Matrix::of(&questions, &shelf),
            timeline: drawn::timeline(&asked),
            lineage: drawn::lineage(dossier, &edges, &shelf)?,
            alone: drawn::alone(&edges, &shelf),
            questions: asked,
            others: others.iter().map(link).collect(),
            changes: Changes::few(dossier, id)?,
            shelves: Shelves::of(dossier, &story, &edges, &shelf, 1)?,
            undated: shelf
                .cards()
                .iter()
                .filter(|card| card.published.is_none())
                .count(),
            id: story.id,
        }))
    }

    pub(crate) fn standings(&self) -> [Standing; 6] {
        Standing::ALL
    }
}

/// Figures before statements, those with most articles behind them first.
pub(crate) fn first_asked(a: &Asked, b: &Asked) -> std::cmp::Ordering {
    b.figures
        .cmp(&a.figures)
        .then_with(|| b.articles.cmp(&a.articles))
        .then_with(|| b.origins.len().cmp(&a.origins.len()))
        .then_with(|| (a.depth, &a.text, &a.id).cmp(&(b.depth, &b.text, &b.id)))
}

fn link(asked: &Asked) -> Link {
    Link {
        id: asked.id.clone(),
        text: asked.text.clone(),
        articles: asked.articles,
    }
}

/// What most articles answer, in one sentence.
pub(crate) fn lead(asked: &Asked) -> Option<Lead> {
    let answer = asked.main_answer()?;
    let mut sources: Vec<&str> = answer.from.iter().map(|one| one.name.as_str()).collect();
    let more = if sources.len() > NAMED { "; …" } else { "" };
    sources.truncate(NAMED);
    Some(Lead {
        question: link(asked),
        answer: answer.label.clone(),
        behind: format!(
            "{}, {}, {} at most ({}{more})",
            count(answer.articles, "article", "articles"),
            count(answer.families, "text", "texts"),
            count(answer.origins, "origin", "origins"),
            sources.join("; "),
        ),
        others: asked.answers.len() - 1,
    })
}

/// First and last day of publication.
pub(crate) fn days(from: Option<&str>, to: Option<&str>) -> String {
    let day = |edtf: &str| edtf.split('T').next().unwrap_or(edtf).to_owned();
    match (from.map(day), to.map(day)) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => format!("{from} to {to}"),
        _ => "no date".to_owned(),
    }
}

/// "3 articles, 2 different texts".
fn extent(cards: &[Card]) -> String {
    let alone = cards.iter().filter(|card| card.family.is_none()).count();
    let texts = letters(cards).len() + alone;
    let articles = count(cards.len(), "article", "articles");
    if texts < cards.len() {
        format!("{articles}, {}", count(texts, "text", "different texts"))
    } else {
        articles
    }
}
