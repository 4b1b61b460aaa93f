//! What everybody at an event tells, and what only two texts tell.
//!
//! That two reports have the briefing's names and figures in common shows nothing: whoever was
//! there has them. Evidence of copying is what other reports lack: own details, an own order of
//! telling, the same choice of what to leave out. So a term counts the less, the more texts that
//! depend on neither of the two have it as well. With the background frequency of a word being its
//! weight anywhere in the news, this is its weight at this event (M. Potthast et al. weigh terms
//! against the collection in the same way for source retrieval).

use rustc_hash::FxHashMap;

use crate::rewrite::runs;
use crate::traits::Traits;

/// A witness that surely depends on neither of two texts, in sixteenths.
pub(crate) const WHOLE: u32 = 16;

/// What independent texts at an event tell, and how many of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Common {
    /// By the key of a term, how many witnesses have it, in sixteenths.
    terms: FxHashMap<u32, u32>,
    /// By the hash of a run of words, the same.
    runs: FxHashMap<u32, u32>,
}

impl Common {
    /// Adds a text that is a witness by so many sixteenths: by as much as it depends on neither
    /// of the two.
    pub(crate) fn add(&mut self, witness: &Traits, sixteenths: u32) {
        let mut keys: Vec<u32> = witness.terms.iter().map(|term| term.key).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *self.terms.entry(key).or_default() += sixteenths;
        }
        for (run, ()) in runs(witness) {
            *self.runs.entry(run).or_default() += sixteenths;
        }
    }

    /// The traits with each term at its weight at this event.
    pub(crate) fn weigh(&self, traits: &Traits) -> Traits {
        let mut weighed = traits.clone();
        for term in &mut weighed.terms {
            let known = self.terms.get(&term.key).copied().unwrap_or(0);
            let weight = u32::from(term.weight) * WHOLE / (WHOLE + known);
            term.weight = u8::try_from(weight).unwrap_or(term.weight);
        }
        weighed
    }

    /// Whether hardly any witness has the run of words.
    pub(crate) fn lacks(&self, run: u32) -> bool {
        self.runs.get(&run).is_none_or(|known| 2 * known < WHOLE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rewrite::examples::{AGENCY, INDEPENDENT, TABLOID};

    fn of(text: &str) -> Traits {
        Traits::of(text, Some("en"))
    }

    fn weight(traits: &Traits) -> u32 {
        traits.terms.iter().map(|term| u32::from(term.weight)).sum()
    }

    #[test]
    fn what_others_tell_too_counts_less() {
        let mut common = Common::default();
        let agency = of(AGENCY);
        assert_eq!(common.weigh(&agency), agency);
        common.add(&of(INDEPENDENT), WHOLE);
        let one = common.weigh(&agency);
        common.add(&of(TABLOID), WHOLE);
        let two = common.weigh(&agency);
        assert!(weight(&agency) > weight(&one) && weight(&one) > weight(&two));
    }

    #[test]
    fn a_witness_that_may_be_none_counts_in_part() {
        let (mut whole, mut part) = (Common::default(), Common::default());
        whole.add(&of(INDEPENDENT), WHOLE);
        part.add(&of(INDEPENDENT), WHOLE / 4);
        let agency = of(AGENCY);
        assert!(weight(&whole.weigh(&agency)) < weight(&part.weigh(&agency)));
    }
}
