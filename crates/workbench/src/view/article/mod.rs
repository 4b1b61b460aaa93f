//! An article: its text with what it claims, where each of it stands in the capture, and what
//! else the capture holds.

mod kept;
mod kin;
mod marks;
mod note;

use std::ops::Range;

use askama::Template;
use restated_dossier::export::Shown;
use restated_dossier::records::{Article, Capture, Card, Claim, Dated, Upstream, Within};
use restated_dossier::{Dossier, Error, Offsets, Surroundings, words};
use serde::{Deserialize, Serialize};

use super::layers::{Paragraph, joined, lay, page_of, pages};
use super::{Count as _, Frame};
use kept::Kept;
pub(crate) use kept::places;
use kin::Kin;
use note::Notes;
pub(crate) use note::{Drifted, Note, drifts, gathered, label};

/// Lines shown of what stands around the main text.
const AROUND: usize = 400;
/// Bytes of a capture that is read again for them.
const REREAD: i64 = 4 << 20;

/// Which part of an article is asked for, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asking {
    pub(crate) page: usize,
}

/// An article's page.
#[derive(Template, Serialize)]
#[template(path = "article.html")]
pub(crate) struct ArticlePage {
    #[serde(skip)]
    pub(crate) frame: Frame,
    pub(crate) card: Card,
    /// Title of the story.
    pub(crate) story: Option<String>,
    pub(crate) byline: Vec<String>,
    pub(crate) modified: Option<Dated>,
    pub(crate) canonical_url: Option<String>,
    /// What the title puts otherwise than the text.
    pub(crate) headline: Vec<String>,
    /// Outlets that the text names as its origin.
    pub(crate) upstreams: Vec<Upstream>,
    /// What it has from whom, and who has what from it.
    pub(crate) kin: Vec<Kin>,
    /// Articles of its family, itself among them.
    pub(crate) family: usize,
    /// The part of the text on this page.
    pub(crate) paragraphs: Vec<Marked>,
    pub(crate) part: Part,
    /// Of the whole text.
    pub(crate) claims: usize,
    pub(crate) capture: Kept,
    /// What else the capture holds; `None` where that is too long to be looked through.
    pub(crate) around: Option<Surroundings>,
}

/// A paragraph with the claims that begin in it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Marked {
    #[serde(flatten)]
    pub(crate) text: Paragraph,
    /// Where it stands a second time in the capture, in bytes.
    pub(crate) doubled: Vec<(usize, usize)>,
    pub(crate) notes: Vec<Note>,
}

/// The part of a long text that a page shows.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Part {
    /// From 1.
    pub(crate) number: usize,
    pub(crate) of: usize,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

impl ArticlePage {
    /// The page of article `id`; `None` if there is none.
    pub(crate) fn of(dossier: &Dossier, id: &str, asked: &Asking) -> Result<Option<Self>, Error> {
        let Some(article) = dossier.records::<Article>(Within::One(id))?.pop() else {
            return Ok(None);
        };
        let (Some(card), Some(capture)) = (
            dossier.records::<Card>(Within::One(id))?.pop(),
            dossier.records::<Capture>(Within::Article(id))?.pop(),
        ) else {
            return Ok(None);
        };
        let pages = pages(&article.text);
        let Some(paragraphs) = pages.get(asked.page.max(1) - 1) else {
            return Ok(None);
        };
        let marked = marked(dossier, &card, &article.text, paragraphs)?;
        let around = match capture.bytes {
            Some(bytes) if bytes <= REREAD => Some(dossier.around(id, &article.capture, AROUND)?),
            _ => None,
        };
        Ok(Some(Self {
            frame: Frame::of(dossier, "stories"),
            paragraphs: marked,
            part: Part::of(id, asked.page.max(1), pages.len()),
            headline: headline(&Shown::whole(dossier), &article)?,
            claims: dossier.how_many::<Claim>(Within::Article(id))?,
            story: super::story_title(dossier, card.story.as_deref())?,
            kin: kin::kin(dossier, id)?,
            family: super::family_size(dossier, id)?,
            capture: Kept::of(dossier, capture)?,
            around,
            byline: article.byline,
            modified: article.modified,
            canonical_url: article.canonical_url,
            upstreams: article.upstreams,
            card,
        }))
    }
}

/// `paragraphs` of the text of `card` with what is noted of the claims that begin there.
fn marked(
    dossier: &Dossier,
    card: &Card,
    text: &str,
    paragraphs: &[Range<usize>],
) -> Result<Vec<Marked>, Error> {
    let text = Offsets::new(text);
    let start = paragraphs.first().map_or(0, |first| first.start);
    let end = paragraphs.last().map_or(0, |last| last.end);
    let here = dossier.claims_in(&card.id, start..end)?;
    let before = "SELECT count(*) FROM claims WHERE article = ?1 AND words_start < ?2";
    let before = dossier.rows(before, (&card.id, super::sql(start)), |row| row.get(0))?;
    let first = before.first().map_or(0, |n: &i64| n.count());
    let sentences = here
        .iter()
        .map(|claim| claim.evidence.start..claim.evidence.end);
    let layers = marks::layers(dossier, &card.id, &text, &here, first)?;
    let laid = lay(&text, paragraphs, &joined(sentences.collect()), &layers);
    let mut notes = Notes::of(dossier, card, &here, first)?;
    let doubled = marks::doubled(dossier, &card.id)?;
    let marked = laid.into_iter().map(|text| Marked {
        doubled: doubled
            .iter()
            .filter(|one| one.kept.start < text.end && text.start < one.kept.end)
            .map(|one| one.again)
            .collect(),
        notes: notes.within(text.start..text.end),
        text,
    });
    Ok(marked.collect())
}

impl Part {
    fn of(id: &str, number: usize, of: usize) -> Self {
        let at = |number: usize| format!("/article/{id}?page={number}");
        Self {
            number,
            of,
            before: (number > 1).then(|| at(number - 1)),
            after: (number < of).then(|| at(number + 1)),
        }
    }
}

/// Where a claim stands: the address of its sentence.
pub(crate) fn place(dossier: &Dossier, claim: &Claim) -> Result<String, Error> {
    let (article, id) = (&claim.article, &claim.id);
    let text: Vec<String> = dossier.rows(
        "SELECT text FROM articles WHERE id = ?1",
        [article],
        |row| row.get(0),
    )?;
    let page = text
        .first()
        .map_or(1, |text| page_of(&pages(text), claim.span.start));
    Ok(match page {
        1 => format!("/article/{article}#{id}"),
        page => format!("/article/{article}?page={page}#{id}"),
    })
}

/// What the title puts otherwise than the text.
pub(crate) fn headline(shown: &Shown<'_>, article: &Article) -> Result<Vec<String>, Error> {
    let mut lines = Vec::new();
    for told in &article.headline {
        let Some(id) = &told.restates else {
            continue;
        };
        let restated = shown.one::<Claim>(id)?;
        lines.extend(restated.and_then(|restated| {
            words::headline(&told.span.exact, &restated.span.exact, &told.differs)
        }));
    }
    Ok(lines)
}
