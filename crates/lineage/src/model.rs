//! What lineage takes and gives.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Words of a text by their numbers, the first being 0; end exclusive. Words are runs of letters
/// and digits (see `words`).
pub type Words = Range<u32>;

/// What lineage keeps of one article's text: a pure function of the text and its language, some
/// kilobytes, in place of the text. Two texts are compared by their records alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Shared wording.
    pub(crate) sketch: crate::Sketch,
    /// What a rewrite keeps of its parent.
    pub(crate) traits: crate::Traits,
    /// Dates, attributions and caveats, which copies lose.
    pub(crate) marks: crate::Marks,
}

impl Record {
    /// The record of `text`, in `language` (BCP 47).
    pub fn of(text: &str, language: Option<&str>) -> Self {
        let words = &crate::words::words(text);
        Self {
            sketch: crate::Sketch::of_words(text, words),
            traits: crate::Traits::of_words(text, words, language),
            marks: crate::Marks::of_words(text, words, language),
        }
    }
}

/// What is known of an article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Id of the article.
    pub id: String,
    /// Who publishes it, by name.
    pub outlet: Option<String>,
    /// Where it stands: its canonical URL, or the URL it was saved from.
    pub url: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// When it was published, in EDTF; never when it was saved.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The outlets that it names as its origin.
    pub credits: Vec<Credit>,
}

/// An outlet that an article names as where it has something from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Its name.
    pub outlet: String,
    /// The words that name it.
    pub words: String,
    /// Where in the text they stand, in words; `None` outside of it (a credit line, a byline, a
    /// paywall notice that was left in).
    pub at: Option<Words>,
}

/// One article: what is known of it and what is kept of its text.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// What is known of it.
    pub about: &'a About,
    /// What is kept of its text.
    pub record: &'a Record,
}

/// How a child has its text from its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The same words.
    Copy,
    /// The same words but for edits and cuts.
    NearCopy,
    /// A part of it, within text of its own or alone.
    Excerpt,
    /// Other words for the same report in the same order.
    Rewrite,
    /// The same report in another language.
    Translation,
    /// It only names the other as a source.
    Cites,
}

/// Where a child has its text from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parent {
    /// An article of the pile, by id.
    Article(String),
    /// An outlet whose article is not in the pile, by name.
    Outlet(String),
    /// A text that is not in the pile and that nobody names, by the ids of its children.
    Unseen(Vec<String>),
}

/// Text of a child beside the text of its parent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passage {
    /// Words of the child.
    pub child: Words,
    /// Words of the parent.
    pub parent: Words,
}

/// An edge from a child to its parent.
#[derive(Clone, Debug, PartialEq)]
pub struct Derivation {
    /// Id of the child; of two whose direction is unknown the lesser id.
    pub child: String,
    /// Where it has its text from.
    pub parent: Parent,
    /// How.
    pub kind: Kind,
    /// Whether the texts show that it went this way.
    pub directed: bool,
    /// How much of the child the parent accounts for, 0 to 1: the share of its words for shared
    /// wording, of its sentences for rewrites.
    pub strength: f64,
    /// The passages that show it, in the child's order; none for edges that words alone state.
    pub passages: Vec<Passage>,
    /// What shows it, and what shows the direction, in words for readers, without ids.
    pub why: Vec<String>,
}

/// What the pile's articles have of one another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lineage {
    /// Articles that share text, at least two each, sorted by their first.
    pub families: Vec<crate::Family>,
    /// The edges, sorted by child, then parent.
    pub derivations: Vec<Derivation>,
    /// Pairs of articles (ids, the lesser first) too alike to be called independent and not alike
    /// enough for an edge, sorted.
    pub doubtful: Vec<(String, String)>,
}
