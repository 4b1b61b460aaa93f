//! A whole dossier as one HTML document that can be mailed, archived, and opened from disk.
//!
//! It is written as a stream: front matter, then story by story (`view::Chapter`, the same that a
//! story's page shows), then the evidence article by article (`evidence`), the captures and the
//! decisions. What is held at a time is one story, or one article, and the ids to which stories
//! have led so far: a link is a promise that the evidence keeps.
//!
//! Invariants:
//! - Nothing is loaded from anywhere and nothing runs: the document's own policy forbids it, and
//!   allows one style, by its hash.
//! - Every link leads to a place in the document, which is there.
//! - The same dossier gives the same bytes, whatever its file is called.
//! - Everything comes through [`Shown`]: names and texts that are to be left out are nowhere.

mod evidence;
mod front;
mod style;

use std::collections::BTreeSet;
use std::io::Write;

use askama::Template;
use restated_dossier::export::Shown;
use restated_dossier::records::Capture;
use restated_dossier::{Dossier, Error};

use crate::view::{Chapter, Line, Links, keep};
use evidence::Evidence;
use front::Front;

/// Stories that are told, those with most articles first; the others are listed.
const STORIES: usize = 100;
/// Captures that are listed.
const CAPTURES: usize = 5_000;
/// Decisions that are listed, the last first.
const DECISIONS: usize = 2_000;

/// To what the stories have led.
#[derive(Debug, Default)]
struct Promised {
    claims: BTreeSet<String>,
    articles: BTreeSet<String>,
    /// Questions that have a row in a table.
    rows: BTreeSet<String>,
}

/// A story among others.
#[derive(Template)]
#[template(path = "report/told.html")]
struct Told {
    chapter: Chapter,
}

/// Between stories and evidence.
#[derive(Template)]
#[template(path = "report/between.html")]
struct Between;

/// What follows the evidence.
#[derive(Template)]
#[template(path = "report/back.html")]
struct Back {
    links: Links,
    /// Articles that stand in the evidence.
    written: BTreeSet<String>,
    captures: Vec<Capture>,
    more_captures: usize,
    /// The last first.
    decisions: Vec<Line>,
    more_decisions: usize,
    version: &'static str,
}

impl Back {
    fn leads_to(&self, article: &str) -> bool {
        self.written.contains(article)
    }
}

/// Writes the report on `dossier` to `out`.
pub(crate) fn write(
    dossier: &Dossier,
    mask_names: bool,
    quotes_only: bool,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let shown = Shown::leaving_out(dossier, mask_names, quotes_only)?;
    let mut front = Front::of(&shown, STORIES, CAPTURES)?;
    front.mask_names = mask_names;
    front.quotes_only = quotes_only;
    let captures = std::mem::take(&mut front.captures);
    put(&front, out)?;
    let mut promised = Promised::default();
    for heading in &front.stories {
        if let Some(chapter) = Chapter::in_report(&shown, &heading.id)? {
            promised.claims.extend(chapter.claims().map(str::to_owned));
            promised.rows.extend(chapter.rows().map(str::to_owned));
            let articles = chapter.articles().map(str::to_owned);
            promised.articles.extend(articles);
            put(&Told { chapter }, out)?;
        }
    }
    put(&Between, out)?;
    let written = Evidence::new(&shown, promised).write(&front.stories, out)?;
    let mut decided = shown.decided()?;
    decided.reverse();
    let more_decisions = keep(&mut decided, DECISIONS);
    let decisions = decided.into_iter().map(|one| Line::of(&shown, one));
    let back = Back {
        links: Links::Anchors,
        written,
        more_captures: front.found - captures.len(),
        captures,
        more_decisions,
        decisions: decisions.collect::<Result<_, _>>()?,
        version: env!("CARGO_PKG_VERSION"),
    };
    put(&back, out)?;
    out.flush().map_err(Error::Write)
}

fn put(part: &impl Template, out: &mut dyn Write) -> Result<(), Error> {
    Template::write_into(part, out)
        .and_then(|()| out.write_all(b"\n"))
        .map_err(Error::Write)
}
