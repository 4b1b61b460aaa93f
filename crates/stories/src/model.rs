//! What stories takes and gives. Ids are those of the caller; everything else stands by itself.

use std::ops::Range;

use restated_claims::{Claim, Entity};
use restated_lineage::{About, Lineage, Words};
use serde::{Deserialize, Serialize};

use crate::Terms;

/// One article, as grouping into stories sees it.
#[derive(Clone, Copy, Debug)]
pub struct Filed<'a> {
    /// What is known of it.
    pub about: &'a About,
    /// What is kept of its title and text.
    pub terms: &'a Terms,
    /// Its text family, by any name that all its members share; `None` where it is of none.
    pub family: Option<&'a str>,
}

/// Articles about one real-world event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The title of the article that stands for the others.
    pub title: Option<String>,
    /// Article ids, in byte order.
    pub articles: Vec<String>,
    /// The article that the story is known by: published first; of undated ones the first by id.
    /// It does not change when later articles join.
    pub founder: String,
    /// Days of the first and last publication, where any is known (EDTF).
    pub from: Option<String>,
    /// See `from`.
    pub to: Option<String>,
    /// What holds the story together, in words for readers: of each article but the founder, which
    /// one it is most like and what both speak of.
    pub why: Vec<Joined>,
}

/// Why an article is in its story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Article id.
    pub article: String,
    /// The article of the story that is most like it.
    pub to: String,
    /// In words.
    pub why: String,
}

/// A claim with what comparing needs to know around it.
#[derive(Clone, Debug)]
pub struct Told {
    /// Claim id.
    pub id: String,
    /// Id of the article that makes it.
    pub article: String,
    /// The claim. Its ranges are bytes of the article's text.
    pub claim: Claim,
    /// The words that carry it.
    pub words: String,
    /// The whole sentence.
    pub sentence: String,
    /// Where the sentence stands, in words of the text as lineage counts them.
    pub at: Words,
    /// Who the source is: index in [`Material::entities`]; `None` where it is nobody with a name.
    pub source: Option<usize>,
    /// Whom the sentence names, pronouns among them, in the order of their places.
    pub mentions: Vec<Mention>,
    /// Sentences of the article that qualify this claim from outside of its sentence: that nobody
    /// could verify it, that it is preliminary, what was not counted.
    pub caveats: Vec<Caveat>,
}

/// A sentence that qualifies claims from outside of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caveat {
    /// As written.
    pub sentence: String,
    /// Where it stands, in words of the text as lineage counts them.
    pub at: Words,
}

/// A place where an entity stands in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the article's text.
    pub at: Range<usize>,
    /// Index in [`Material::entities`].
    pub entity: usize,
}

/// All that is known of one story's articles.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// What is known of each, by id.
    pub articles: &'a [&'a About],
    /// Their claims, in any order.
    pub told: &'a [Told],
    /// Families and derivations: those that concern the articles.
    pub lineage: &'a Lineage,
    /// Who is who. Indices in [`Told`] point here.
    pub entities: &'a [Entity],
    /// What people decided about questions, in the order in which they did.
    pub rulings: &'a [Ruling],
}

/// What a person decided about which claims ask the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// The questions that these claims answer are one.
    Same {
        /// Ids of claims, one of each question.
        claims: Vec<String>,
        /// Who decided so.
        why: String,
    },
    /// Some claims answer another question than the one with which they stand.
    Apart {
        /// Id of a claim that stays.
        from: String,
        /// Ids of those that go.
        claims: Vec<String>,
        /// Who decided so.
        why: String,
    },
}

/// What comparing the claims of one story gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// The questions, by measure, then by the first claim.
    pub questions: Vec<Question>,
    /// What changed while text was copied, by `from`, `to` and kind.
    pub drifts: Vec<Drift>,
}

/// What several claims answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// As a person would ask it: "How many people were killed?"
    pub text: String,
    /// The measure that is asked for; of a statement question, what is done: "deny".
    pub measure: String,
    /// Who or what is counted.
    pub counted: Option<String>,
    /// The claim that the question is known by: of the article published first. It does not change
    /// when later articles join.
    pub founder: String,
    /// Why claims that are put otherwise are taken for answers to this question, in words for readers.
    pub why: Vec<String>,
    /// The answers, by low value, then high, then best.
    pub positions: Vec<Position>,
    /// On whose word they stand, sorted by the first claim id.
    pub origins: Vec<Origin>,
    /// At least so many independent origins, if all that may depend on another does. The upper
    /// end is the number of `origins`: "not shown to depend on one another".
    pub at_least: usize,
    /// How claims stand to one another, sorted by `a`, then `b`. One of two claims may answer
    /// another question: then it is not comparable, and `why` says what keeps it apart.
    pub relations: Vec<Relation>,
    /// What is consistent with what, without anybody having said so: sums, parts of a whole.
    pub notes: Vec<Note>,
    /// The positions in time, by date, undated last.
    pub timeline: Vec<Moment>,
}

/// One answer, with every claim that gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Single value, if given.
    pub best: Option<f64>,
    /// Lower bound, if given.
    pub low: Option<f64>,
    /// Upper bound, if given.
    pub high: Option<f64>,
    /// Claim ids, sorted.
    pub claims: Vec<String>,
    /// How many articles give it.
    pub articles: usize,
    /// How many text families they belong to (an article without family counts as one).
    pub families: usize,
    /// How many origins it has that are not shown to depend on one another: an upper bound.
    pub origins: usize,
}

/// Where claims ultimately come from, as far as the texts show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Who speaks, by the fullest name; null where nobody is named.
    pub source: Option<String>,
    /// Who that is: index in [`Material::entities`].
    pub entity: Option<usize>,
    /// Whether the source is somebody whom no text names: such sources of two outlets may be one.
    pub anonymous: bool,
    /// Claim ids, sorted.
    pub claims: Vec<String>,
    /// What ties the claims to one another, in words for readers.
    pub why: Vec<String>,
}

/// How two claims on one question stand to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Claim id, the lesser.
    pub a: String,
    /// Claim id, the greater.
    pub b: String,
    /// How.
    pub kind: RelationKind,
    /// What shows it, in words for readers.
    pub why: String,
}

/// See [`Relation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// The same value, put alike.
    Agree,
    /// Both can hold: a point in a range, an open end that includes it.
    Compatible,
    /// Not both can hold of one thing at one time.
    Differ,
    /// One source at two times, or an explicit correction.
    Updated,
    /// Another scope, window or kind of count, or no number.
    NotComparable,
}

/// A remark that no text makes. It is never a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// In words for readers.
    pub text: String,
    /// The claims it speaks of, sorted.
    pub claims: Vec<String>,
}

/// A position at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day that the claim is about, else that it was published (EDTF); `None` where neither
    /// is known.
    pub date: Option<String>,
    /// Which of the two the date is.
    pub dated: Dating,
    /// Index in [`Question::positions`].
    pub position: usize,
    /// Indices in [`Question::origins`], ascending.
    pub origins: Vec<usize>,
    /// Claim ids, sorted.
    pub claims: Vec<String>,
    /// Whether the position is taken here first.
    pub first: bool,
}

/// Where the date of a [`Moment`] is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dating {
    /// The text says when the figure held.
    AsOf,
    /// The day of publication.
    Published,
    /// Nothing says.
    Undated,
}

/// What changed between a parent's claim and the same claim in an article derived from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Claim id in the parent.
    pub from: String,
    /// Claim id in the child; `None` where the claim is gone.
    pub to: Option<String>,
    /// The child.
    pub article: String,
    /// What changed.
    pub kind: DriftKind,
    /// How much it changes what a reader takes away.
    pub severity: Severity,
    /// What was and what is, in words for readers.
    pub why: String,
}

/// See [`Drift`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DriftKind {
    /// Another number.
    ValueChanged,
    /// "about 300" for "300", "more than" for "about".
    QualifierAdded,
    /// "300" for "about 300".
    QualifierDropped,
    /// On nobody's word any more.
    AttributionDropped,
    /// On the word of somebody vaguer, or through fewer relays.
    AttributionWeakened,
    /// What qualified it is gone: "could not be verified".
    CaveatDropped,
    /// The opposite: "denied" became "admitted".
    MeaningReversed,
    /// An estimate or an intention became a fact.
    ModalityRaised,
    /// Others are counted, or another thing of them is.
    ScopeChanged,
    /// When it held is gone.
    DateDropped,
    /// How it ended is gone.
    OutcomeDropped,
    /// The claim is gone though what stood around it stayed.
    ClaimDropped,
}

/// How much a drift changes what a reader takes away; see `severity.rs` for the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A reader knows less of the same thing.
    Minor,
    /// A reader takes it for surer or otherwise bounded than it was put.
    Notable,
    /// A reader takes away another thing.
    Serious,
}

impl Material<'_> {
    /// What is known of an article.
    pub(crate) fn about(&self, article: &str) -> Option<&About> {
        let at = self
            .articles
            .binary_search_by(|about| about.id.as_str().cmp(article));
        at.ok().map(|at| self.articles[at])
    }
}
