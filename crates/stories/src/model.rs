//! What comparing claims gives. All ids refer to the arguments of `questions`.

use restated_claims::Claim;

/// A claim with what stories needs to know around it.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Claim id.
    pub id: &'a str,
    /// Id of the article that makes it.
    pub article: &'a str,
    /// The claim.
    pub claim: &'a Claim,
}

/// What several claims answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// As a person would ask it: "How many people were killed?"
    pub text: String,
    /// The measure that is asked for.
    pub measure: String,
    /// Who or what is counted.
    pub counted: Option<String>,
    /// The answers, by low value, then high, then best.
    pub positions: Vec<Position>,
    /// On whose word they stand, sorted by the first claim id.
    pub origins: Vec<Origin>,
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
    /// Who is named as source; null where nobody is.
    pub source: Option<String>,
    /// Claim ids, sorted.
    pub claims: Vec<String>,
}
