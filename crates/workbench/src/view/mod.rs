//! What pages show: one type a page, which its template makes HTML of and `serde` JSON.

mod about;
mod adding;
mod answers;
mod article;
mod beside;
mod claim;
mod claims;
mod drawn;
pub(crate) mod escape;
mod export;
mod filter;
mod home;
mod kinship;
mod layers;
mod links;
mod log;
mod matrix;
mod question;
mod review;
mod search;
mod sentence;
mod source;
mod sources;
mod standing;
mod story;

use std::borrow::Cow;

use askama::Template;
use restated_dossier::records::{Card, Family, Slice, Within};
use restated_dossier::{Dossier, Error};
use serde::{Deserialize, Serialize};

pub(crate) use about::About;
pub(crate) use adding::AddingPage;
pub(crate) use answers::{Answer, Asked};
pub(crate) use article::{
    ArticlePage, Asking as ArticleAsking, Drifted, Note, drifts, gathered, headline, place, places,
};
pub(crate) use beside::BesidePage;
pub(crate) use claim::ClaimCard;
pub(crate) use claims::{ClaimFilter, Claims};
pub(crate) use export::ExportPage;
pub(crate) use home::{Asking, Home, Row, Sort};
pub(crate) use links::Links;
pub(crate) use log::{Asking as LogAsking, Log};
pub(crate) use question::QuestionPage;
pub(crate) use review::{
    Asking as ReviewAsking, ClaimReview, Decisions, FamilyReview, Finding, Line,
    LogAsking as DecisionsAsking, Review, SourceReview, field_value,
};
pub(crate) use search::{Search, Sought, exactly, phrase, phrases, piece};
pub(crate) use sentence::{Sentence, Shelf, sentence};
pub(crate) use source::{Asking as SourceAsking, SourcePage, source_now};
pub(crate) use sources::{Asking as SourcesAsking, Sources};
pub(crate) use standing::Standing;
pub(crate) use story::{
    ArticlesPage, ChangesPage, Chapter, Room, StoryPage, days, first_asked, keep, story_now,
};

/// Rows on one page of a list.
pub(crate) const ROWS: usize = 50;

/// Which rows of a list a form of its page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Those of one page.
    Page,
    /// All, as a table has them.
    All,
}

impl Extent {
    /// Limit and offset of page `number` (from 1), as SQL has them.
    pub(crate) fn rows(self, number: usize) -> (i64, i64) {
        let Slice { skip, limit, .. } = self.slice(Within::Dossier, number);
        (limit.map_or(-1, sql), sql(skip))
    }

    /// The records of page `number` (from 1).
    pub(crate) fn slice(self, within: Within<'_>, number: usize) -> Slice<'_> {
        match self {
            Self::Page => Slice {
                within,
                skip: (number - 1).saturating_mul(ROWS),
                limit: Some(ROWS),
            },
            Self::All => within.into(),
        }
    }
}

/// A number of rows as SQL has it.
pub(crate) fn sql(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// What every page has around it.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// File name of the dossier.
    pub(crate) dossier: String,
    /// Which entry of the menu the page stands under.
    pub(crate) section: &'static str,
    /// What is being searched for.
    pub(crate) sought: String,
    /// Whether decisions wait to be worked in.
    pub(crate) waits: bool,
}

impl Frame {
    /// The frame of a page that needs no dossier.
    pub(crate) fn plain() -> Self {
        Self {
            dossier: String::new(),
            section: "",
            sought: String::new(),
            waits: false,
        }
    }

    pub(crate) fn of(dossier: &Dossier, section: &'static str) -> Self {
        let name = dossier.path().file_name().unwrap_or_default();
        Self {
            dossier: name.to_string_lossy().into_owned(),
            section,
            // A page that cannot say so fails for better reasons.
            waits: dossier.decisions_wait().unwrap_or(false),
            ..Self::plain()
        }
    }

    /// Where the links of a page lead.
    pub(crate) fn links(&self) -> Links {
        Links::Pages
    }

    /// The program's version, which stands in the address of its assets.
    pub(crate) fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}

/// Said where there is no page.
#[derive(Template)]
#[template(path = "failed.html")]
pub(crate) struct Failed {
    pub(crate) frame: Frame,
    pub(crate) status: u16,
    pub(crate) what: String,
    pub(crate) remedy: &'static str,
}

/// Where in a list a page stands.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Paging {
    /// Entries in all.
    pub(crate) all: usize,
    /// The first that is shown, from 1; 0 if none is.
    pub(crate) first: usize,
    /// The last that is shown.
    pub(crate) last: usize,
    /// Addresses of the pages before and after.
    pub(crate) before: Option<String>,
    /// See `before`.
    pub(crate) after: Option<String>,
}

impl Paging {
    /// The page `number` (from 1) of `all` entries; `address` gives that of another.
    pub(crate) fn of(all: usize, number: usize, address: impl Fn(usize) -> String) -> Self {
        let skipped = number.saturating_sub(1).saturating_mul(ROWS);
        let last = skipped.saturating_add(ROWS).min(all);
        Self {
            all,
            first: if skipped < all { skipped + 1 } else { 0 },
            last: if skipped < all { last } else { 0 },
            before: (number > 1).then(|| address(number - 1)),
            after: (last < all).then(|| address(number + 1)),
        }
    }

    /// Which page it is, from 1.
    pub(crate) fn number(&self) -> usize {
        self.first / ROWS + 1
    }
}

/// Which page of a list is asked for, as in the address.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Leaf {
    pub(crate) page: usize,
}

/// Another page, by what it is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Reference {
    pub(crate) id: String,
    pub(crate) text: String,
}

/// The title of story `id`.
pub(crate) fn story_title(dossier: &Dossier, id: Option<&str>) -> Result<Option<String>, Error> {
    let Some(id) = id else {
        return Ok(None);
    };
    let sql = "SELECT ifnull(title, id) FROM stories WHERE id = ?1";
    Ok(dossier.rows(sql, [id], |row| row.get(0))?.pop())
}

/// How many articles are of the family of article `id`.
pub(crate) fn family_size(dossier: &Dossier, id: &str) -> Result<usize, Error> {
    let family = dossier.records::<Family>(Within::Article(id))?.pop();
    Ok(family.map_or(1, |family| family.articles.len()))
}

/// A share as exports round it: never up, so that "100 %" is all of it.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", (share * 100.0).floor())
}

/// The day of publication, or that there is none.
pub(crate) fn day(card: &Card) -> &str {
    card.published
        .as_ref()
        .map_or("undated", |dated| dated.edtf.as_str())
}

/// The outlet, or that none is known.
pub(crate) fn outlet(card: &Card) -> &str {
    card.outlet.as_deref().unwrap_or("no outlet named")
}

/// What an article is called in few words: by its outlet, or else by the beginning of its title.
pub(crate) fn called(card: &Card) -> Cow<'_, str> {
    /// Characters of a title.
    const ROOM: usize = 40;
    if let Some(outlet) = &card.outlet {
        return Cow::Borrowed(outlet);
    }
    match card.title.char_indices().nth(ROOM) {
        None => Cow::Borrowed(&card.title),
        Some((end, _)) => {
            let kept = card.title.get(..end).unwrap_or_default();
            // Whole words, where there are any.
            let kept = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
            let end = if kept.starts_with('“') {
                "…”"
            } else {
                "…"
            };
            Cow::Owned(format!("{kept}{end}"))
        }
    }
}

/// `n` with its noun.
pub(crate) fn count(n: impl Count, one: &str, many: &str) -> String {
    restated_dossier::words::count(n.count(), one, many)
}

/// Numbers that count, as they come from the dossier or from lists.
pub(crate) trait Count {
    fn count(&self) -> usize;
}

impl Count for usize {
    fn count(&self) -> usize {
        *self
    }
}

impl Count for i64 {
    fn count(&self) -> usize {
        usize::try_from(*self).unwrap_or(0)
    }
}

impl Count for u64 {
    fn count(&self) -> usize {
        usize::try_from(*self).unwrap_or(usize::MAX)
    }
}

impl<N: Count> Count for &N {
    fn count(&self) -> usize {
        (*self).count()
    }
}

/// A list as it stands in an address.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    let said = pairs.iter().filter(|(_, value)| !value.is_empty());
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(said)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_called_by_its_outlet_or_title() {
        let mut card = Card {
            id: "a1".to_owned(),
            title: "The weir at Oststeg gives way in the night of Monday".to_owned(),
            outlet: Some("Quill Wire".to_owned()),
            published: None,
            language: None,
            story: None,
            family: None,
            capture: String::new(),
        };
        assert_eq!(called(&card), "Quill Wire");
        card.outlet = None;
        assert_eq!(called(&card), "The weir at Oststeg gives way in the…");
        card.title = "“Nobody knows yet who will pay for the bread that was baked…”".to_owned();
        assert_eq!(called(&card), "“Nobody knows yet who will pay for the…”");
        card.title = "堤防が決壊".repeat(20);
        assert_eq!(called(&card).chars().count(), 41);
    }

    #[test]
    fn pages_know_their_neighbours() {
        let at = |all, number| Paging::of(all, number, |to| format!("?page={to}"));
        let first = at(120, 1);
        assert_eq!((first.first, first.last), (1, 50));
        assert_eq!(first.before, None);
        assert_eq!(first.after.as_deref(), Some("?page=2"));
        let last = at(120, 3);
        assert_eq!((last.first, last.last), (101, 120));
        assert_eq!(last.after, None);
        let beyond = at(120, 9);
        assert_eq!((beyond.first, beyond.last), (0, 0));
        assert_eq!((at(0, 1).first, at(0, 1).after), (0, None));
    }
}
