//! What a claim is made of. Serialised names are those of `restated/dossier/1`.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::attribution::Act;

/// What kind of assertion a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It carries a quantity.
    Figure,
    /// It carries none.
    Statement,
    /// Verbatim speech.
    Quote,
}

/// How exactly a figure is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// "43", as it stands.
    Exact,
    /// "about 43".
    Approx,
    /// "at least 43".
    AtLeast,
    /// "more than 43".
    MoreThan,
    /// "at most 43", "up to 43".
    AtMost,
    /// "fewer than 43".
    LessThan,
    /// "40 to 45".
    Range,
    /// "dozens".
    Vague,
}

/// A quantity as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The words of the quantity with its qualifier and what is counted.
    pub text: String,
    /// The single value the text gives, if it gives one.
    pub best: Option<f64>,
    /// Lower bound the text states or implies ("at least 43": 43), else null.
    pub low: Option<f64>,
    /// Upper bound, likewise.
    pub high: Option<f64>,
    /// How exactly it is put.
    pub qualifier: Qualifier,
    /// `persons`, an ISO 4217 code, a UCUM code, `percent`, or a plain noun.
    pub unit: String,
    /// What happened to what is counted: see the crate's `measures` table.
    pub measure: String,
    /// Who or what is counted, as written; null where the noun is left out.
    pub counted: Option<String>,
    /// The period of a rate, as written: "a week" of "300 a week".
    pub per: Option<String>,
    /// Whether it adds up over a stretch of time, belongs to one incident, or is not said to.
    pub scope: Scope,
    /// The span of the figure of the same article that this one is a part of, as a byte range of
    /// its text: "43 people" for "including 11 children".
    pub part_of: Option<Range<usize>>,
}

impl Figure {
    /// The number that it is about: the single value, else the lower bound, else the upper.
    pub fn value(&self) -> Option<f64> {
        self.best.or(self.low).or(self.high)
    }
}

/// What stretch of events a figure covers.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The text does not say.
    #[default]
    Unsaid,
    /// A running total: "since mid-November", "so far", "brought the toll to".
    Cumulative,
    /// One event: "in the attack on Monday".
    Incident,
    /// So many per period: "a week".
    Rate,
}

/// On whose word a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// On a named source.
    Attributed,
    /// On a source that is not named ("a senior official").
    Anonymous,
    /// On the outlet's own observation.
    OwnVoice,
    /// The article names nobody.
    Unattributed,
}

/// The chain by which a claim reached the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// On whose word.
    pub status: Status,
    /// The source by the fullest name that the article gives it: "Anton Ostrow" for "he".
    pub source: Option<String>,
    /// The words that name the source here, as a byte range of the article's text.
    pub source_span: Option<Range<usize>>,
    /// The relays between source and outlet, in order.
    pub via: Vec<String>,
    /// The word that ties claim to source: "told", "according to".
    pub cue: Option<String>,
    /// What kind of act the cue names; keeps "urged", "ordered" and "said" apart.
    pub act: Option<Act>,
}

/// When the claim says that it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Time {
    /// As written: "on Monday".
    pub text: String,
    /// Resolved, only where an anchor date is known.
    pub edtf: Option<String>,
    /// Which date served as anchor.
    pub anchor: Option<String>,
}

/// Whether the claim says that something is so, or that it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It is so.
    Affirmed,
    /// It is not so.
    Negated,
}

/// With what force it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// Said to be so.
    Asserted,
    /// "would have".
    Hypothetical,
    /// "is expected to".
    Expected,
    /// "denied that".
    Denied,
    /// "could not be verified".
    Unverified,
}

/// A second place of the same article that says a claim again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Again {
    /// The whole sentence, as a byte range of the article's text.
    pub sentence: Range<usize>,
    /// The words that carry the claim, likewise.
    pub span: Range<usize>,
}

/// One assertion in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Figure, statement or quote.
    pub kind: Kind,
    /// The whole sentence, as a byte range of the article's text.
    pub sentence: Range<usize>,
    /// The words that carry the claim, likewise, inside `sentence`.
    pub span: Range<usize>,
    /// Other places of the article that say it again.
    pub repeats: Vec<Again>,
    /// The quantity, for [`Kind::Figure`].
    pub figure: Option<Figure>,
    /// On whose word.
    pub attribution: Attribution,
    /// When.
    pub time: Option<Time>,
    /// Where, as written.
    pub place: Option<String>,
    /// Words that soften it: "estimates", "reportedly".
    pub hedges: Vec<String>,
    /// Is or is not.
    pub polarity: Polarity,
    /// With what force.
    pub modality: Modality,
}

/// What a headline says otherwise than the text under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// Another number.
    Value,
    /// Another qualifier: "12" for "at least 12".
    Qualifier,
    /// On somebody's word in one of them only.
    Attribution,
    /// Softened in one of them only.
    Hedges,
    /// With another force: "kills" for "may have killed".
    Modality,
    /// Affirmed in one, negated in the other.
    Polarity,
}

/// A claim that an article's title makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadlineClaim {
    /// The claim; its ranges are bytes of the title.
    pub claim: Claim,
    /// The claim of the text that it restates, by its place in the list of the article's claims.
    pub restates: Option<usize>,
    /// What it says otherwise than that.
    pub differs: Vec<Difference>,
}

#[cfg(test)]
impl Claim {
    /// A claim that `span` asserts on the word of `source`, and nothing else, for tests.
    pub(crate) fn plain(kind: Kind, span: Range<usize>, source: Option<&str>) -> Self {
        Self {
            kind,
            sentence: span.clone(),
            span,
            repeats: Vec::new(),
            figure: None,
            attribution: Attribution {
                status: source.map_or(Status::Unattributed, |_| Status::Attributed),
                source: source.map(str::to_owned),
                source_span: None,
                via: Vec::new(),
                cue: None,
                act: None,
            },
            time: None,
            place: None,
            hedges: Vec::new(),
            polarity: Polarity::Affirmed,
            modality: Modality::Asserted,
        }
    }
}
