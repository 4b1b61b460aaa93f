//! Decisions about which claims ask the same.

use restated_stories::Ruling;

use super::decision::{Decided, Decision};

/// The decisions about questions, for whoever finds them.
pub(crate) fn rulings(standing: &[Decided]) -> Vec<Ruling> {
    let ruling = |decided: &Decided| {
        let why = decided.reason();
        match &decided.decision {
            Decision::MergeQuestions { claims } => Some(Ruling::Same {
                claims: claims.clone(),
                why,
            }),
            Decision::SplitQuestion { from, claims } => Some(Ruling::Apart {
                from: from.clone(),
                claims: claims.clone(),
                why,
            }),
            _ => None,
        }
    };
    standing.iter().filter_map(ruling).collect()
}
