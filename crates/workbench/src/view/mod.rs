//! What pages show: one type a page, which its template makes HTML of and `serde` JSON.

mod about;
mod answers;
mod article;
mod beside;
mod changes;
mod claim;
mod claims;
mod drawn;
pub(crate) mod escape;
mod home;
mod layers;
mod log;
mod matrix;
mod question;
mod review;
mod reviewed;
mod search;
mod sentence;
mod shelves;
mod source;
mod sources;
mod standing;
mod story;

use askama::Template;
use restated_dossier::records::{Card, Family, Within};
use restated_dossier::{Dossier, Error};
use serde::{Deserialize, Serialize};

pub(crate) use about::About;
pub(crate) use answers::{Answer, Asked};
pub(crate) use article::{ArticlePage, Asking as ArticleAsking, place};
pub(crate) use beside::BesidePage;
pub(crate) use changes::ChangesPage;
pub(crate) use claim::ClaimCard;
pub(crate) use claims::{ClaimFilter, Claims};
pub(crate) use home::{Asking, Home, Row, Sort};
pub(crate) use log::{Asking as LogAsking, Log};
pub(crate) use question::QuestionPage;
pub(crate) use review::{Asking as ReviewAsking, Review};
pub(crate) use reviewed::{ClaimReview, field_value};
pub(crate) use search::{Search, Sought, exactly, phrases, piece};
pub(crate) use sentence::{Most, Shelf};
pub(crate) use shelves::ArticlesPage;
pub(crate) use source::{Asking as SourceAsking, Extent, SourcePage};
pub(crate) use sources::{Asking as SourcesAsking, Sources};
pub(crate) use standing::Standing;
pub(crate) use story::{StoryPage, days, first_asked};

/// Rows on one page of a list.
pub(crate) const ROWS: usize = 50;

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
