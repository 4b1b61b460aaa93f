//! A story as it is told: on a page of its own, or as a chapter of a report.

use std::collections::BTreeMap;

use askama::Template;
use restated_dossier::Error;
use restated_dossier::export::Shown;
use restated_dossier::records::{Card, Question, Saying, Story, Within};
use serde::Serialize;

use super::super::answers::Asked;
use super::super::kinship::Kinship;
use super::super::matrix::{Matrix, letters};
use super::super::sentence::Shelf;
use super::super::standing::Standing;
use super::super::{Links, ROWS, count, drawn};
use super::changes::{Changed, changes};
use super::families::Families;
use super::lead::{Lead, Link, first_asked, lead, link};
use super::room::Room;
use crate::draw::{Lineage, Timeline};

/// What is asked, who answers what, and what the texts have from one another.
#[derive(Template, Serialize)]
#[template(path = "chapter.html")]
pub(crate) struct Chapter {
    #[serde(skip)]
    pub(crate) links: Links,
    /// Of the heading: what stands in the chapter has lower ones.
    #[serde(skip)]
    pub(crate) level: usize,
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
    /// Who has text from whom, and on whose word the answers to the first question stand.
    #[serde(skip)]
    pub(crate) lineage: Option<Lineage>,
    /// Articles that have nothing from any other text, nor others from them, nor an answer to the
    /// first question.
    pub(crate) alone: usize,
    /// Those with most articles behind them, figures first.
    pub(crate) questions: Vec<Asked>,
    /// The other questions.
    pub(crate) others: Vec<Link>,
    /// What changed while text was copied, by article.
    pub(crate) changes: Vec<Changed>,
    /// Ways from article to article on which more changed.
    pub(crate) more_ways: usize,
    #[serde(flatten)]
    pub(crate) shelves: Families,
    /// Articles without a date of publication.
    pub(crate) undated: usize,
}

impl Chapter {
    /// Story `id` on a page of its own; `None` if there is none.
    pub(crate) fn page(shown: &Shown<'_>, id: &str) -> Result<Option<Self>, Error> {
        Self::of(shown, id, Links::Pages)
    }

    /// Story `id` in a document with others.
    pub(crate) fn in_report(shown: &Shown<'_>, id: &str) -> Result<Option<Self>, Error> {
        Self::of(shown, id, Links::Anchors)
    }

    fn of(shown: &Shown<'_>, id: &str, links: Links) -> Result<Option<Self>, Error> {
        let Some(story) = shown.one::<Story>(id)? else {
            return Ok(None);
        };
        let shelf = Shelf::new(shown.records(Within::Story(id))?);
        let room = match links {
            Links::Anchors => Room::REPORT,
            Links::Pages if shelf.cards().len() > ROWS => Room::LARGE_PAGE,
            Links::Pages => Room::PAGE,
        };
        let mut questions: Vec<(Question, Vec<Saying>)> = Vec::new();
        let mut asked = Vec::new();
        for question in shown.records::<Question>(Within::Story(id))? {
            let claims = shown.sayings(Within::Question(&question.id))?;
            asked.push(Asked::of(&question, &claims, &shelf, room));
            questions.push((question, claims));
        }
        asked.sort_by(first_asked);
        let rank: BTreeMap<String, usize> = asked
            .iter()
            .enumerate()
            .map(|(at, one)| (one.id.clone(), at))
            .collect();
        questions.sort_by_key(|(question, _)| rank.get(&question.id).copied());
        let edges = shown.edges(Within::Story(id))?;
        let kinship = Kinship::of(shown, &edges, asked.first(), &shelf, (links, id))?;
        let others = asked.split_off(asked.len().min(room.questions));
        let leads = asked.iter().filter(|one| one.articles > 1).take(3);
        let leads = leads.filter_map(lead).collect();
        let timeline = drawn::timeline(&asked);
        for one in &mut asked {
            one.shorten(room);
        }
        let title = story.title.clone().or_else(|| {
            let founder = shelf.get(&story.founder);
            founder.map(|card| card.title.clone())
        });
        let (changes, more_ways) = changes(shown, id, room)?;
        Ok(Some(Self {
            links,
            level: match links {
                Links::Pages => 1,
                Links::Anchors => 2,
            },
            title: title.unwrap_or_else(|| story.id.clone()),
            days: days(story.from.as_deref(), story.to.as_deref()),
            extent: extent(shelf.cards()),
            leads,
            matrix: Matrix::of(&questions, &shelf, room.rows),
            timeline,
            lineage: kinship.lineage,
            alone: kinship.alone,
            questions: asked,
            others: others.iter().map(link).collect(),
            changes,
            more_ways,
            shelves: Families::of(shown, &story, &edges, &shelf, (0, room.articles))?,
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

    /// The claims to which it leads.
    pub(crate) fn claims(&self) -> impl Iterator<Item = &str> {
        let cells = self.matrix.iter().flat_map(|matrix| &matrix.rows);
        let cells = cells.flat_map(|row| row.cells.iter().flat_map(|cell| &cell.answers));
        let places = self.questions.iter().flat_map(Asked::places);
        let changes = self.changes.iter().flat_map(|changed| &changed.changes);
        let ends = changes.flat_map(|change| {
            let before = Some(&change.before.0);
            before
                .into_iter()
                .chain(change.after.as_ref().map(|after| &after.0))
        });

        cells
            .map(|cell| cell.claim.as_str())
            .chain(places.map(|place| place.claim.as_str()))
            .chain(ends.map(String::as_str))
    }

    /// The articles to which it leads, some of them of other stories.
    pub(crate) fn articles(&self) -> impl Iterator<Item = &str> {
        let columns = self.matrix.iter().flat_map(|matrix| &matrix.columns);
        let drawn = self.lineage.iter().flat_map(Lineage::articles);
        let ends = self.changes.iter();
        let ends = ends.flat_map(|changed| [&changed.child, &changed.parent]);
        let listed = self.shelves.listed();
        let parents = listed
            .clone()
            .flat_map(|one| one.from.iter().filter_map(|edge| edge.parent.as_deref()));
        columns
            .chain(ends)
            .chain(listed.map(|one| &one.card))
            .map(|card| card.id.as_str())
            .chain(parents)
            .chain(drawn)
    }

    /// The questions that have a row in the matrix.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &str> {
        let rows = self.matrix.iter().flat_map(|matrix| &matrix.rows);
        rows.map(|row| row.question.as_str())
    }
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
