//! What is known of a pile: who has its text from whom, and who has not.

use std::collections::{BTreeMap, BTreeSet};

use restated_lineage::Kind;
use serde::Serialize;

/// How two articles came to be alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sort {
    /// The same words under another headline, credit line kept.
    Copy,
    /// The same without the credit.
    CopyUncredited,
    /// By another outlet of the same house.
    SameHouse,
    /// Words substituted, inserted, deleted: 3 of 100.
    Edit3,
    Edit10,
    Edit25,
    /// The first 70 of 100 words, up to the end of a sentence.
    Cut70,
    Cut50,
    Cut25,
    /// A passage of 60 to 200 words within a long text of its own.
    Embedded,
    /// A passage among passages of others.
    Digest,
    /// The same sentences in another order.
    Reordered,
    /// A copy of a spin.
    ChainCopy,
    /// Every second or third content word replaced, some sentences told otherwise.
    Spin,
    /// The same with paragraphs moved and some left out.
    SpinCut,
    /// All sentences told otherwise, in the parent's order, some left out.
    Retold,
    /// What a copied spin was made of.
    ChainRoot,
    /// Two spins of a text that is not in the pile.
    SpunSiblings,
    /// Two edited cuts of a text that is not in the pile.
    Siblings,
    German,
    Spanish,

    /// Other outlets' coverage of the same event.
    SameEvent,
    /// The same in another language.
    SameEventForeign,
    /// The same with all quotations alike.
    QuoteOnly,
    /// Another event of the same kind.
    Sister,
    /// Another event in the same sentences, as machines write about quakes: only names and
    /// figures differ. No outlet has it from the other, yet the words are alike.
    Template,
    /// Unrelated events above the same footer.
    Footer,
    /// Unrelated events.
    Unrelated,
}

impl Sort {
    pub(super) const DERIVED: [Self; 21] = [
        Self::Copy,
        Self::CopyUncredited,
        Self::SameHouse,
        Self::Edit3,
        Self::Edit10,
        Self::Edit25,
        Self::Cut70,
        Self::Cut50,
        Self::Cut25,
        Self::Embedded,
        Self::Digest,
        Self::Reordered,
        Self::ChainCopy,
        Self::Siblings,
        Self::Spin,
        Self::SpinCut,
        Self::Retold,
        Self::ChainRoot,
        Self::SpunSiblings,
        Self::German,
        Self::Spanish,
    ];

    pub(super) const APART: [Self; 7] = [
        Self::SameEvent,
        Self::SameEventForeign,
        Self::QuoteOnly,
        Self::Sister,
        Self::Template,
        Self::Footer,
        Self::Unrelated,
    ];

    /// Kinds of derivation that say what happened.
    pub(super) fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Copy | Self::CopyUncredited | Self::SameHouse | Self::ChainCopy => {
                &[Kind::Copy, Kind::NearCopy]
            }
            Self::Edit3 | Self::Edit10 | Self::Edit25 => &[Kind::NearCopy],
            // Where a cut begins to be an excerpt is nobody's law.
            Self::Cut70 | Self::Cut50 | Self::Cut25 => &[Kind::NearCopy, Kind::Excerpt],
            Self::Siblings => &[Kind::NearCopy, Kind::Excerpt],
            Self::Embedded | Self::Digest => &[Kind::Excerpt],
            Self::Reordered => &[Kind::Copy, Kind::NearCopy],
            Self::Spin | Self::SpinCut | Self::Retold | Self::ChainRoot | Self::SpunSiblings => {
                &[Kind::Rewrite]
            }
            Self::German | Self::Spanish => &[Kind::Translation],
            _ => &[],
        }
    }

    /// Whether words are shared: else other words for the same.
    pub(super) fn is_wording(self) -> bool {
        self <= Self::ChainCopy || self == Self::Siblings
    }

    /// Whether neither article is the other's parent.
    pub(super) fn is_siblings(self) -> bool {
        matches!(self, Self::Siblings | Self::SpunSiblings)
    }

    /// As the table and truth.json write it.
    pub(super) fn name(self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        value.as_str().unwrap_or_default().to_owned()
    }
}

/// A child and its parent, or two siblings (the lesser id first).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Edge {
    pub(super) child: String,
    pub(super) parent: String,
    pub(super) sort: Sort,
    /// Whether a credit line or both times of publication show who has it from whom.
    pub(super) direction_shown: bool,
}

/// What is known of a pile besides the texts. Articles by id.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Truth {
    pub(super) edges: Vec<Edge>,
    /// Articles that share text, at least two each.
    pub(super) families: Vec<Vec<String>>,
    /// Pairs that have nothing from one another, the lesser id first, but the unrelated: those
    /// are all pairs that stand nowhere else.
    pub(super) apart: Vec<(String, String, Sort)>,
    /// Pairs of which it is not to be told: a digest beside copies of what stands in it.
    pub(super) open: Vec<(String, String)>,
}

impl Truth {
    /// What is known of each pair that is no edge. Pairs that have text in common by way of
    /// others (two copies of one parent) are in neither: whether there is an edge between them is
    /// a matter of taste.
    pub(super) fn apart(&self) -> BTreeMap<(&str, &str), Sort> {
        let pairs = self.apart.iter();
        pairs
            .map(|(a, b, sort)| ((a.as_str(), b.as_str()), *sort))
            .collect()
    }

    /// Pairs that share text, directly or by way of others.
    pub(super) fn related(&self) -> BTreeSet<(&str, &str)> {
        let mut pairs = BTreeSet::new();
        for family in &self.families {
            for (at, a) in family.iter().enumerate() {
                pairs.extend(family[at + 1..].iter().map(|b| (a.as_str(), b.as_str())));
            }
        }
        let edges = self.edges.iter();
        pairs.extend(edges.map(|edge| ordered(edge.child.as_str(), edge.parent.as_str())));
        pairs.extend(self.open.iter().map(|(a, b)| (a.as_str(), b.as_str())));
        pairs
    }
}

/// The lesser first.
pub(super) fn ordered<T: Ord>(a: T, b: T) -> (T, T) {
    if a < b { (a, b) } else { (b, a) }
}
