//! What was sent, and what became of it.

use askama::Template;
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::{Frame, Reference};
use crate::adding::{self, Addition, Phase};

/// Articles of one addition that are listed.
const LISTED: usize = 50;
/// Files of one addition that are listed.
const FILES: usize = 10;

/// The page.
#[derive(Template, Serialize)]
#[template(path = "adding.html")]
pub(crate) struct AddingPage {
    #[serde(skip)]
    pub(crate) frame: Frame,
    /// Whether anything is to change.
    pub(crate) busy: bool,
    /// Whether the page comes again by itself.
    #[serde(skip)]
    pub(crate) reloads: bool,
    /// Last first.
    pub(crate) additions: Vec<Told>,
}

/// An addition, with what it brought.
#[derive(Serialize)]
pub(crate) struct Told {
    #[serde(flatten)]
    pub(crate) addition: Addition,
    /// New articles, the first of them.
    pub(crate) articles: Vec<New>,
    /// How many new articles there are.
    pub(crate) all: i64,
}

/// A new article, and where it stands.
#[derive(Serialize)]
pub(crate) struct New {
    #[serde(flatten)]
    pub(crate) article: Reference,
    pub(crate) story: Option<Reference>,
}

impl AddingPage {
    pub(crate) fn of(
        dossier: &Dossier,
        additions: Vec<Addition>,
        reload: bool,
    ) -> Result<Self, Error> {
        let busy = additions.iter().any(|one| !one.phase.is_over());
        Ok(Self {
            frame: Frame::of(dossier, "stories"),
            busy,
            reloads: reload && busy,
            additions: additions
                .into_iter()
                .map(|addition| Told::of(dossier, addition))
                .collect::<Result<_, _>>()?,
        })
    }
}

impl Told {
    fn of(dossier: &Dossier, addition: Addition) -> Result<Self, Error> {
        let (articles, all) = match &addition.phase {
            Phase::Done(outcome) => articles(dossier, outcome.rows)?,
            _ => (Vec::new(), 0),
        };
        Ok(Self {
            addition,
            articles,
            all,
        })
    }

    /// The files, in short.
    pub(crate) fn files(&self) -> String {
        let files = &self.addition.files;
        let listed: Vec<&str> = files.iter().take(FILES).map(String::as_str).collect();
        match files.len().saturating_sub(FILES) {
            0 => listed.join(", "),
            more => format!("{} and {more} more", listed.join(", ")),
        }
    }

    pub(crate) fn size(&self) -> String {
        adding::size(self.addition.bytes)
    }

    /// Things that were skipped and are not listed.
    pub(crate) fn unlisted(&self) -> u64 {
        let listed = self.addition.skipped.len() as u64;
        self.addition.skips.saturating_sub(listed)
    }
}

/// The articles of captures that came in after one row and up to another: the first of them, and
/// how many.
fn articles(dossier: &Dossier, rows: (i64, i64)) -> Result<(Vec<New>, i64), Error> {
    let from = "FROM captures c JOIN articles a ON a.capture = c.id
                LEFT JOIN story_articles sa ON sa.article = a.id
                LEFT JOIN stories s ON s.id = sa.story LEFT JOIN articles f ON f.id = s.founder
                WHERE c.rowid > ?1 AND c.rowid <= ?2";
    let sql = format!(
        "SELECT a.id, ifnull(a.title, a.id), s.id, coalesce(s.title, f.title, s.id) {from}
         ORDER BY c.rowid LIMIT {LISTED}"
    );
    let listed = dossier.rows(&sql, rows, |row| {
        let story: Option<String> = row.get(2)?;
        let title: Option<String> = row.get(3)?;
        Ok(New {
            article: Reference {
                id: row.get(0)?,
                text: row.get(1)?,
            },
            story: story.zip(title).map(|(id, text)| Reference { id, text }),
        })
    })?;
    let all = dossier.rows(&format!("SELECT count(*) {from}"), rows, |row| row.get(0))?;
    Ok((listed, all.first().copied().unwrap_or(0)))
}
