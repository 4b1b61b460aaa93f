//! Questions, the positions taken on them, and the origins they rest on.
//!
//! This slice asks one question per measure over the whole pile.

mod model;

pub use model::{Origin, Position, Question};

use restated_claims::Claim;
use restated_lineage::Family;

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

/// The questions that `claims` answer, sorted by measure. The result does not
/// depend on the order of `claims` or `families`.
pub fn questions(_claims: &[Told<'_>], _families: &[Family]) -> Vec<Question> {
    Vec::new()
}
